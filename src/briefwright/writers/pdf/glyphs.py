"""What each glyph of a PDF says, so that words can be searched, copied and read aloud (ISO 32000-1, 9.10).

WeasyPrint asks what a glyph says where it is drawn first. For letters that alone make up what is drawn that is
right. Where a letter and its marks are drawn together, as the vowel signs of Arabic are, it gives the whole to one
of the glyphs and nothing to the others, and a letter that a page has first with a sign can be read nowhere after.
`Fonts` remembers which glyphs were drawn together and takes apart what they say.
"""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Iterable
from typing import Any

from fontTools.ttLib import TTFont

# Says nothing, and is no gap either. An empty meaning would make some readers show the number of the glyph.
SILENT = "\u2060"
_RIGHT_TO_LEFT = ("R", "AL")


class Fonts(dict[Any, Any]):
    """The fonts of a document, by whatever WeasyPrint names them; each learns what its glyphs say."""

    def __setitem__(self, key: object, font: Any) -> None:  # noqa: ANN401 - a font of WeasyPrint's
        font.to_unicode = Meanings(font)
        super().__setitem__(key, font)


class Meanings(dict[int, str]):
    """What the glyphs of a font say: filled glyph by glyph in the order of drawing, read when all is drawn."""

    def __init__(self, font: Any) -> None:  # noqa: ANN401 - a font of WeasyPrint's
        super().__init__()
        self._font = font
        self._joined = False
        """Whether words from right to left were drawn, whose letters must be watched to the last."""
        self._group: list[int] = []
        self._said = ""
        self._groups: dict[tuple[int, ...], str] = {}

    def __contains__(self, glyph: object) -> bool:
        """Return whether it need not be said again what a glyph says."""
        return not self._joined and bool(self.get(glyph))  # type: ignore[call-overload]

    def __setitem__(self, glyph: int, said: str) -> None:
        """Remember what a glyph says, or that another one says it.

        Of glyphs that are drawn together, the first speaks where words run from right to left, else the last.
        """
        if not self.get(glyph):
            super().__setitem__(glyph, said)
        if said and (self._joined or self._said):
            self._close()
        self._group.append(glyph)
        self._said = said or self._said
        self._joined = self._joined or any(unicodedata.bidirectional(char) in _RIGHT_TO_LEFT for char in said)

    def _close(self) -> None:
        """End a group of glyphs that are drawn together."""
        if self._group:
            self._groups.setdefault(tuple(self._group), self._said)
        self._group, self._said = [], ""

    def items(self) -> Any:  # noqa: ANN401 - a view, as of any dict
        """Return each glyph with what it says by itself."""
        self._close()
        self.update(_taken_apart(dict(self), self._groups, self._font))
        return super().items()


def _taken_apart(first: dict[int, str], groups: dict[tuple[int, ...], str], font: Any) -> dict[int, str]:  # noqa: ANN401
    """Return what each glyph says, from what the groups say that it is drawn in."""
    known = {group[0]: said for group, said in groups.items() if len(group) == 1 and said}
    together = {group: said for group, said in groups.items() if len(group) > 1}
    doubtful = {glyph for group in together for glyph in group} | {g for g, said in first.items() if not said}
    if doubtful:
        known |= _named_by_font(font, doubtful - known.keys(), together)
    for group, said in sorted(together.items(), key=lambda item: (len(item[0]), item[0])):
        rest = _without(said, (known.get(glyph, "") for glyph in group))
        for glyph in group:
            if glyph not in known:
                known[glyph], rest = rest, ""
    return {glyph: known.get(glyph) or said or SILENT for glyph, said in first.items()}


def _named_by_font(font: Any, glyphs: set[int], together: dict[tuple[int, ...], str]) -> dict[int, str]:  # noqa: ANN401
    """Return the glyphs that the font draws for a single character of the groups that they are in."""
    said = set("".join(together.values()))
    said |= set(unicodedata.normalize("NFD", "".join(together.values())))
    with TTFont(io.BytesIO(font.file_content), fontNumber=font.index, lazy=True) as file:
        names = file.getBestCmap() or {}
        drawn = {file.getGlyphID(names[ord(char)]): char for char in sorted(said) if ord(char) in names}
    return {glyph: char for glyph, char in drawn.items() if glyph in glyphs}


def _without(said: str, parts: Iterable[str]) -> str:
    """Return characters without those of some parts, a letter with its mark taken as two where that is needed."""
    for char in "".join(parts):
        if char not in said:
            said = unicodedata.normalize("NFD", said)
        said = said.replace(char, "", 1)
    return said
