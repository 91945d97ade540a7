"""The body that letters share: laid out, doubted and written once, with places for the words of each letter."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from xml.etree.ElementTree import Element

from briefwright.writers.pdf.boxes import Box, Layout, sheet_of, texts_of
from briefwright.writers.pdf.fonts import families_of, language_of, missing_families
from briefwright.writers.pdf.gates import off_page, see_through, slanted
from briefwright.writers.pdf.painting import PaintedOnce
from briefwright.writers.pdf.printing import doubted, laid_out, written
from briefwright.writers.pdf.slots import Slot, is_same_box, slot_of
from briefwright.writers.pdf.wardrobe import Wardrobe, WatchedFonts
from briefwright.writers.pdf.watching import Watch, watched_layout
from briefwright.writers.pdf.wording import Wrapper, element_at, is_same, may_replace, parsed, put, wrapped
from briefwright.writers.pdf.words import lost_in_block, lost_in_writing

Place = Sequence[int]
"""Where a paragraph that may differ stands: the places of the elements that lead to it from the page's body."""
Wording = Sequence[str]
"""The markup of each such paragraph as one letter has it."""


@dataclass(frozen=True, slots=True)
class _Opening:
    """A paragraph that may differ, and the slots that its words can be put into, the narrowest first."""

    wrapper: Wrapper
    slots: Sequence[Slot]

    def filled(self, context: Any, layout: Layout) -> tuple[Slot, Box] | None:  # noqa: ANN401 - WeasyPrint's
        """Return the first slot that the words of the paragraph fit, and them laid out; None if they fit none."""
        for slot in self.slots:
            box = slot.laid_out(context, sheet_of(layout.pages[slot.page]))
            if box is not None:
                return slot, box
        return None


@dataclass(frozen=True, slots=True)
class _Part:
    """Some pages of a layout, or one box in the place of a page, that are doubted alone."""

    pages: Sequence[Any]


@dataclass(frozen=True, slots=True)
class _Alone:
    """A box in the place of a page."""

    _page_box: Box


@dataclass
class Body:
    """A laid-out letter without a fault, of which others are made; `first` is its PDF."""

    html: Any
    context: Any
    layout: Layout
    openings: Sequence[_Opening]
    first: bytes = b""
    _read: set[tuple[Any, ...] | None] = field(default_factory=set)
    """What the pages that all letters share were read back by."""

    def letter(self, wording: Wording) -> bytes:
        """Return the PDF of another letter; nothing where it must be printed on its own."""
        for opening, markup in zip(self.openings, wording, strict=True):
            new = parsed(markup)
            if not may_replace(new, opening.wrapper.etree_element):
                return b""
            put(new, opening.wrapper, self.html, self.context.style_for)
        filled = [opening.filled(self.context, self.layout) for opening in self.openings]
        blocks = [block for block in filled if block is not None]
        if len(blocks) < len(filled) or any(self._is_doubtful(box) for _, box in blocks):
            return b""
        try:
            for slot, box in blocks:
                slot.fill(box)
            return self._written({slot.page for slot, _ in blocks})
        finally:
            for slot, _ in reversed(blocks):
                slot.fill(slot.box)

    def _is_doubtful(self, box: Box) -> bool:
        alone: Any = _Part([_Alone(box)])
        unknown = _families(alone, self._language) - self._families
        return bool(unknown or see_through(alone) or slanted(alone) or lost_in_block(box))

    @property
    def _language(self) -> str:
        return language_of(self.layout.metadata.lang)

    @cached_property
    def _families(self) -> frozenset[str]:
        """The families that the first letter asks for in its own language: they are installed."""
        return _families(self.layout, self._language)

    def _written(self, changed: set[int]) -> bytes:
        """Return the PDF of what is laid out now, or nothing where the pages that changed are doubtful."""
        part: Any = _Part([self.layout.pages[page] for page in changed])
        if off_page(part):
            return b""
        self.layout.fonts = WatchedFonts()
        data = written(self.layout)
        words = self._words()
        unread = {number for number, said in enumerate(words) if said is None or said not in self._read}
        if lost_in_writing(self.layout, data, unread):
            return b""
        self._read |= set(words)
        return data

    def remember_words(self) -> None:
        """Remember that all pages were read back as they are now."""
        self._read |= set(self._words())

    def _words(self) -> list[tuple[Any, ...] | None]:
        return [_words_of(page, self.layout.fonts) for page in self.layout.pages]


def _words_of(page: Any, fonts: Any) -> tuple[Any, ...] | None:  # noqa: ANN401 - WeasyPrint's
    """Return all that the words of a page are read back by; None for a page that is painted for each letter."""
    return page.paint.words(fonts) if isinstance(page.paint, PaintedOnce) else None


def body_of(html: Any, places: Sequence[Place], wording: Wording, wardrobe: Wardrobe) -> Body | None:  # noqa: ANN401
    """Return a page laid out, doubted and written; None where it has a fault, or a paragraph without a slot."""
    elements = [element_at(html.etree_element, place) for place in places]
    found = [element for element in elements if element is not None]
    if len(found) < len(elements) or not all(map(is_same, found, map(parsed, wording))):
        return None
    chains = [list(_chain(html.etree_element, place)) for place in places]
    with watched_layout({element for chain in chains for element in chain}) as watch:
        layout = laid_out(html)
    if missing_families(layout) or watch.disturbed:
        return None
    openings = [
        _Opening(wrapped(element, html), _slots(chain, layout, watch))
        for element, chain in zip(found, chains, strict=True)
    ]
    body = Body(html, watch.context, layout, openings)
    return body if _is_sound(body, wording, wardrobe) else None


def _chain(root: Element, place: Place) -> Iterator[Element]:
    """Return the element at a place and those that it stands in, but for the parts of the whole page."""
    for depth in range(len(place), 1, -1):
        element = element_at(root, place[:depth])
        if element is not None:
            yield element


def _slots(chain: Sequence[Element], layout: Layout, watch: Watch) -> list[Slot]:
    found = (slot_of(element, layout, watch) for element in chain)
    return [slot for slot in found if slot is not None]


def _is_sound(body: Body, wording: Wording, wardrobe: Wardrobe) -> bool:
    """Write the first letter; return whether nothing is wrong with it, and its slots give what they have."""
    changed = {slot.page for opening in body.openings for slot in opening.slots}
    for number, page in enumerate(body.layout.pages):
        if number not in changed:
            page.paint = PaintedOnce(page.paint, wardrobe)  # type: ignore[attr-defined]
    body.layout.fonts = WatchedFonts()
    problems, body.first = doubted(body.html.etree_element, body.layout)
    body.remember_words()
    return not problems and all(
        _gives_what_it_has(body, opening, markup) for opening, markup in zip(body.openings, wording, strict=True)
    )


def _gives_what_it_has(body: Body, opening: _Opening, markup: str) -> bool:
    put(parsed(markup), opening.wrapper, body.html, body.context.style_for)
    slots = ((slot, slot.laid_out(body.context, sheet_of(body.layout.pages[slot.page]))) for slot in opening.slots)
    return bool(opening.slots) and all(box is not None and is_same_box(box, slot.box) for slot, box in slots)


def _families(layout: Layout, language: str) -> frozenset[str]:
    """Return the families that words in a language are first asked to be set in."""
    boxes = (box for box in texts_of(layout) if language_of(box.style["lang"]) == language)
    return frozenset(families_of(box)[0] for box in boxes)
