"""The shape of what WeasyPrint lays out, as far as this room relies on it, and the ways through it.

WeasyPrint is pinned: its boxes are its own affair and change with its versions.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Protocol
from xml.etree.ElementTree import Element

from weasyprint.formatting_structure.boxes import (
    FootnoteAreaBox,
    MarginBox,
    ReplacedBox,
    TableCellBox,
    TableRowGroupBox,
    TextBox,
)
from weasyprint.layout.absolute import AbsolutePlaceholder

# The version whose boxes, marks and order of work this room knows.
PINNED = "70.0"


class Ground(Protocol):
    """What is painted behind a box: a colour, and images in layers."""

    color: Any
    layers: Sequence[Any]


class Box(Protocol):
    """A rectangle with its place in CSS pixels from the top left of the page.

    `text` only where `is_text`, the spans only where `is_cell`, `at_keyword` only where `is_margin`, the grounds
    only where something is painted, and of a whole page.
    """

    element: Element | None
    element_tag: str | None
    style: Mapping[str, Any]
    children: Sequence[Box]
    position_x: float
    position_y: float
    width: float
    height: float
    text: str
    colspan: int
    rowspan: int
    at_keyword: str
    background: Ground | None
    canvas_background: Ground | None
    link_annotation: dict[str, object] | None

    def descendants(self, placeholders: bool = False) -> Iterator[Box]:
        """Return the box and every box below it."""

    def content_box_x(self) -> float:
        """Return the left of what is inside its padding."""

    def content_box_y(self) -> float:
        """Return the top of what is inside its padding."""

    def padding_box_x(self) -> float:
        """Return the left of what is inside its border."""

    def padding_box_y(self) -> float:
        """Return the top of what is inside its border."""

    def padding_width(self) -> float:
        """Return the width inside its border."""

    def padding_height(self) -> float:
        """Return the height inside its border."""

    def margin_width(self) -> float:
        """Return the width with its margins."""

    def margin_height(self) -> float:
        """Return the height with its margins."""


class Page(Protocol):
    """A page; each of its links is a type, a goal, a rectangle and a box.

    A bookmark is a level, a label, a place and a state; an anchor has a name and a place.
    """

    _page_box: Box
    height: float
    links: list[tuple[str, str, tuple[float, ...], Box]]
    bookmarks: list[tuple[int, str, tuple[float, float], str]]
    anchors: Mapping[str, tuple[float, ...]]


class Metadata(Protocol):
    """What the head of a page says of it."""

    lang: str | None


class Layout(Protocol):
    """A laid-out document."""

    pages: Sequence[Page]
    metadata: Metadata
    fonts: dict[Any, Any]

    def write_pdf(self, *, finisher: Callable[[Layout, object], None], pdf_variant: str) -> bytes:
        """Return the document as PDF; `finisher` may still change its objects."""


def sheet_of(page: Page) -> Box:
    """Return the box of the whole page, whose children are its text, its notes and its margins."""
    return page._page_box


def boxes_of(page: Page) -> Iterator[Box]:
    """Return every box of a page, its margins and notes included."""
    return sheet_of(page).descendants(placeholders=True)


def texts_of(layout: Layout) -> Iterator[Box]:
    """Return every box with text."""
    return (box for page in layout.pages for box in boxes_of(page) if is_text(box))


def is_text(box: Box) -> bool:
    """Return whether a box holds text itself."""
    return isinstance(box, TextBox)


def is_margin(box: Box) -> bool:
    """Return whether a box is one of those in the margins of a page."""
    return isinstance(box, MarginBox)


class Heads:
    """The heads and feet of tables: which of them come again."""

    def __init__(self) -> None:
        self._first: dict[Element | None, int] = {}

    def repeated(self, box: Box, page: int) -> bool:
        """Return whether a box is a head or foot of a table that an earlier page has. Ask page by page."""
        repeats = isinstance(box, TableRowGroupBox) and (box.is_header or box.is_footer)
        return bool(repeats) and self._first.setdefault(box.element, page) != page


def is_cell(box: Box) -> bool:
    """Return whether a box is a cell of a table."""
    return isinstance(box, TableCellBox)


def is_picture(box: Box) -> bool:
    """Return whether a box is a drawing or an image."""
    return isinstance(box, ReplacedBox)


def is_pseudo_note(box: Box) -> bool:
    """Return whether a box is set for a note at its call or before its words: in ours it is empty."""
    return "::footnote-" in (box.element_tag or "")


def unwrapped(box: Box) -> Box:
    """Return the box that a placeholder for a box out of the flow stands for; any other as it is."""
    return box._box if isinstance(box, AbsolutePlaceholder) else box


def is_note_area(box: Box) -> bool:
    """Return whether a box is the area for notes of a page."""
    return isinstance(box, FootnoteAreaBox)


def notes_on(page: Page) -> tuple[float, Sequence[Box]]:
    """Return the top of the area for notes of a page, and the notes in it; the page's foot where there is none."""
    for child in sheet_of(page).children:
        if is_note_area(child) and child.children:
            return child.position_y, child.children
    return sheet_of(page).margin_height(), ()


def own_id(box: Box) -> str:
    """Return the id of the element that a box belongs to, or an empty string."""
    return "" if box.element is None else box.element.get("id") or ""
