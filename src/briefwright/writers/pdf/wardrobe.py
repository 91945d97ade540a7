"""The fonts that the letters of one body share: opened once, and cut once to each set of glyphs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from copy import copy
from functools import partial
from typing import Any

import weasyprint.pdf.stream
from weasyprint.pdf.fonts import Font
from weasyprint.text.ffi import ffi, pango
from weasyprint.text.fonts import get_pango_font_hb_face

from briefwright.writers.pdf.glyphs import Fonts, Meanings


class Wardrobe:
    """Fonts by all that they are made of, as they are before anything is drawn with them, and cuts of them."""

    def __init__(self) -> None:
        self._whole: dict[tuple[Any, ...], Any] = {}
        self._cuts: dict[tuple[Any, ...], tuple[bytes, dict[str, float]]] = {}

    def made(self, pango_font: Any, description: Any, size: float) -> Any:  # noqa: ANN401 - WeasyPrint's
        """Return the font that WeasyPrint would make; a description and a size stand for one face only."""
        words = ffi.string(pango.pango_font_description_to_string(description))
        origin = words, size, int(ffi.cast("uintptr_t", get_pango_font_hb_face(pango_font)))
        if origin not in self._whole:
            self._whole[origin] = Font(pango_font, description, size)
        return self.taken(origin)

    def taken(self, origin: tuple[Any, ...]) -> Any:  # noqa: ANN401 - a font of WeasyPrint's
        """Return a font that was made before, with nothing drawn with it yet."""
        font = copy(self._whole[origin])
        font.origin = origin
        font.widths, font.to_unicode, font.missing = {}, {}, {}
        font.variations = dict(font.variations)
        font.clean = partial(self._cut, font)
        return font

    def _cut(self, font: Any, glyphs: dict[int, str], hinting: bool) -> None:  # noqa: ANN401
        """Leave only some glyphs in the file of a font."""
        cut = font.origin, tuple(sorted(glyphs)), bool(font.missing), hinting
        if cut not in self._cuts:
            Font.clean(font, glyphs, hinting)
            self._cuts[cut] = font.file_content, font.variations
        font.file_content, variations = self._cuts[cut]
        font.variations = dict(variations)


@contextmanager
def shared(wardrobe: Wardrobe) -> Iterator[None]:
    """Let WeasyPrint take its fonts from a wardrobe while this lasts. Not for several threads of one process."""
    theirs = weasyprint.pdf.stream.Font
    weasyprint.pdf.stream.Font = wardrobe.made
    try:
        yield
    finally:
        weasyprint.pdf.stream.Font = theirs


class Watched(Meanings):
    """What the glyphs of a font say, with a list of all that are drawn while a page is painted."""

    def __init__(self, own: Meanings) -> None:
        super().__init__(own._font)
        self.own = own
        self.drawn: list[tuple[int, str]] = []

    def __contains__(self, glyph: object) -> bool:
        """Ask for what each glyph says each time it is drawn."""
        return False

    def __setitem__(self, glyph: int, said: str) -> None:
        """Remember that a glyph is drawn, and tell its font where it does not know it."""
        self.drawn.append((glyph, said))
        if glyph not in self.own:
            self.own[glyph] = said


class WatchedFonts(Fonts):
    """The fonts of a letter, of which can be told what a page draws with them."""

    def __init__(self) -> None:
        super().__init__()
        self._watched: dict[Any, Watched] | None = None

    def __contains__(self, key: object) -> bool:
        """Return whether a font is there. WeasyPrint asks it of each font that it draws with."""
        known = super().__contains__(key)
        if known:
            self._watch(key)
        return known

    def __setitem__(self, key: object, font: Any) -> None:  # noqa: ANN401 - a font of WeasyPrint's
        """Add a font."""
        super().__setitem__(key, font)
        self._watch(key)

    def _watch(self, key: object) -> None:
        if self._watched is not None and key not in self._watched:
            font = self[key]
            font.to_unicode = self._watched[key] = Watched(font.to_unicode)

    @contextmanager
    def watched(self) -> Iterator[dict[Any, Watched]]:
        """Give the fonts that are drawn with while this lasts, with their glyphs in the order of drawing."""
        watched: dict[Any, Watched] = {}
        self._watched = watched
        try:
            yield watched
        finally:
            self._watched = None
            for key, font in watched.items():
                self[key].to_unicode = font.own
