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
    TableRowGroupBox,
    TextBox,
)


class Box(Protocol):
    """A rectangle with its place in CSS pixels from the top left of the page; `text` only where `is_text`."""

    element: Element | None
    element_tag: str | None
    style: Mapping[str, Any]
    children: Sequence[Box]
    position_x: float
    position_y: float
    width: float
    height: float
    text: str
    link_annotation: dict[str, object] | None

    def descendants(self, placeholders: bool = False) -> Iterator[Box]:
        """Return the box and every box below it."""

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
    """A page; each of its links is a type, a goal, a rectangle and a box."""

    _page_box: Box
    links: list[tuple[str, str, tuple[float, ...], Box]]


class Layout(Protocol):
    """A laid-out document."""

    pages: Sequence[Page]

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


def is_head(box: Box) -> bool:
    """Return whether a box is the head of a table, which comes again on each page of the table."""
    return isinstance(box, TableRowGroupBox) and bool(box.is_header)


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
