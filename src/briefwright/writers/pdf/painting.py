"""Pages that the letters of one body share: painted once, and repeated where they would be painted the same.

What a page is painted as depends on what was painted before it by three things only: the fonts that are known, the
widths of their glyphs, and what their glyphs say; and it changes these for the pages after it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import Any

import pydyf

from briefwright.writers.pdf.glyphs import Meanings
from briefwright.writers.pdf.wardrobe import Wardrobe, Watched, WatchedFonts


@dataclass(frozen=True, slots=True)
class _Use:
    """What a page draws with a font."""

    origin: tuple[Any, ...]
    is_first: bool
    """Whether no page before uses the font."""
    drawn: list[tuple[int, str]]
    """All glyphs in the order of drawing, with what they say."""
    first: list[tuple[int, str]]
    """Those of them that a font would remember that does not know any yet."""
    widths: dict[int, float]
    given: frozenset[int]
    """The glyphs whose widths come from pages before. The first size that a glyph is drawn in rounds its width."""

    def read(self, font: Any) -> tuple[str | None, ...]:  # noqa: ANN401 - a font of WeasyPrint's
        """Return what the glyphs that the page draws say in the end."""
        meanings: Meanings = font.to_unicode
        return tuple(map(meanings.get, self.widths))

    def suits(self, font: Any) -> bool:  # noqa: ANN401 - a font of WeasyPrint's, or None
        """Return whether the page would draw the same with a font as it is known now."""
        if font is None:
            return self.is_first
        known: dict[int, float] = font.widths
        return self.given <= known.keys() and all(
            known.get(glyph, width) == width for glyph, width in self.widths.items()
        )

    def repeat(self, font: Any) -> None:  # noqa: ANN401 - a font of WeasyPrint's
        """Tell a font what the page draws with it."""
        for glyph, width in self.widths.items():
            font.widths.setdefault(glyph, width)
        meanings: Meanings = font.to_unicode
        for glyph, said in self.drawn if meanings._joined else self.first:
            if glyph not in meanings:
                meanings[glyph] = said


def _use_of(font: Any, watched: Watched, before: dict[int, float] | None) -> _Use:  # noqa: ANN401
    drawn = {glyph for glyph, _ in watched.drawn}
    return _Use(
        font.origin,
        before is None,
        watched.drawn,
        list(_remembered(watched)),
        {glyph: font.widths[glyph] for glyph in drawn},
        frozenset(drawn & (before or {}).keys()),
    )


def _remembered(watched: Watched) -> Iterator[tuple[int, str]]:
    fresh = Meanings(watched._font)
    for glyph, said in watched.drawn:
        if glyph not in fresh:
            fresh[glyph] = said
            yield glyph, said


@dataclass(frozen=True, slots=True)
class _Painting:
    """A painted page: its content, what of it belongs to which box, its fonts, and its graphics states."""

    content: list[Any]
    tags: dict[Any, dict[str, Any]]
    uses: dict[Any, _Use]
    states: dict[str, dict[str, Any]]
    given_states: frozenset[str]

    def suits(self, stream: Any) -> bool:  # noqa: ANN401 - a stream of WeasyPrint's
        """Return whether the page would be painted the same on a stream."""
        return self.given_states <= stream._resources["ExtGState"].keys() and all(
            use.suits(stream._fonts.get(key)) for key, use in self.uses.items()
        )

    def words(self, fonts: WatchedFonts) -> tuple[Any, ...]:
        """Return all that the words of the page are read back by."""
        return id(self), *(use.read(fonts[key]) for key, use in self.uses.items())

    def repeat(self, stream: Any, wardrobe: Wardrobe) -> None:  # noqa: ANN401 - a stream of WeasyPrint's
        """Paint the page again."""
        for name, state in self.states.items():
            stream._resources["ExtGState"].setdefault(name, pydyf.Dictionary(state))
        stream.stream.extend(self.content)
        stream._tags.update({box: dict(tag) for box, tag in self.tags.items()})
        for key, use in self.uses.items():
            if key not in stream._fonts:
                stream._fonts[key] = wardrobe.taken(use.origin)
            use.repeat(stream._fonts[key])


@dataclass
class PaintedOnce:
    """A page that is painted once in the same circumstances; takes the place of its `paint`."""

    paint: Callable[[Any, float], None]
    wardrobe: Wardrobe
    known: list[_Painting] = field(default_factory=list)
    last: _Painting | None = None
    """How it was painted last; None for a page that is painted each time."""

    def words(self, fonts: WatchedFonts) -> tuple[Any, ...] | None:
        """Return all that the words of the page as painted last are read back by, or None if that is unknown."""
        return self.last.words(fonts) if self.last is not None else None

    def __call__(self, stream: Any, scale: float = 1) -> None:  # noqa: ANN401 - a stream of WeasyPrint's
        """Paint the page on a stream."""
        self.last = next((painting for painting in self.known if painting.suits(stream)), None)
        if self.last is not None:
            self.last.repeat(stream, self.wardrobe)
        else:
            self.last = self._painted(stream, scale)
            self.known += [self.last] if self.last is not None else []

    def _painted(self, stream: Any, scale: float) -> _Painting | None:  # noqa: ANN401 - a stream of WeasyPrint's
        fonts: WatchedFonts = stream._fonts
        states, beside, begun = frozenset(stream._resources["ExtGState"]), _beside(stream), len(stream.stream)
        before = {key: dict(font.widths) for key, font in fonts.items()}
        with fonts.watched() as watched:
            self.paint(stream, scale)
        if _beside(stream) != beside:
            return None
        return _Painting(
            list(_joined(stream.stream[begun:])),
            {box: dict(tag) for box, tag in stream._tags.items()},
            {key: _use_of(fonts[key], font, before.get(key)) for key, font in watched.items()},
            {name: dict(state) for name, state in stream._resources["ExtGState"].items() if name not in states},
            states,
        )


def _joined(content: Sequence[Any]) -> Iterator[Any]:
    """Return the content of a page in fewer pieces; the marks of what is whose stay pieces of their own."""
    waiting: list[bytes] = []
    for piece, following in zip_longest(content, content[1:]):
        if isinstance(piece, pydyf.Dictionary) or isinstance(following, pydyf.Dictionary):
            yield from [b"\n".join(waiting)] if waiting else []
            yield piece
            waiting = []
        else:
            waiting.append(pydyf._to_bytes(piece))
    yield from [b"\n".join(waiting)] if waiting else []


def _beside(stream: Any) -> tuple[Any, ...]:  # noqa: ANN401 - a stream of WeasyPrint's
    """Return what pages have beside their content and fonts: one with pictures is painted each time."""
    kinds = ("XObject", "Pattern", "Shading")
    return *(tuple(stream._resources[kind]) for kind in kinds), tuple(stream._images)
