"""Doubts about a laid-out document: whether every note is where it belongs, and every word on the paper."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace

from briefwright.writers.pdf.boxes import (
    Box,
    Layout,
    Page,
    boxes_of,
    is_margin,
    is_note_area,
    is_text,
    notes_on,
    own_id,
    sheet_of,
    texts_of,
)
from briefwright.writers.pdf.problems import NoteMisplaced, NoteTooTall, OffPage, SeeThrough, Slanted

# Layout adds up in floating point; half a CSS pixel is an eighth of a millimetre.
TOLERANCE = 0.5
_NOTE = re.compile(r"note-(\d+)")
_CALL = re.compile(r"call-(\d+)")


def tall_notes(layout: Layout) -> list[NoteTooTall]:
    """Return the notes that reach above the text area of their page. WeasyPrint never splits a note."""
    found = []
    for page in layout.pages:
        top = sheet_of(page).content_box_y()
        for note in notes_on(page)[1]:
            number = _NOTE.fullmatch(own_id(note))
            if number and note.position_y < top - TOLERANCE:
                found.append(NoteTooTall(int(number[1])))
    return found


def misplaced_notes(layout: Layout) -> list[NoteMisplaced]:
    """Return the notes that do not stand exactly once, on the page of their call or the page after it."""
    calls: dict[int, int] = {}
    notes: defaultdict[int, list[int]] = defaultdict(list)
    for page_number, page in enumerate(layout.pages, start=1):
        for call in _calls(page):
            # A call in the head of a table comes again on each page of the table.
            calls.setdefault(call, page_number)
        for note in notes_on(page)[1]:
            if number := _NOTE.fullmatch(own_id(note)):
                notes[int(number[1])].append(page_number)
    return [
        NoteMisplaced(number, page, tuple(notes[number]))
        for number, page in calls.items()
        if len(notes[number]) != 1 or not 0 <= notes[number][0] - page <= 1
    ]


def _calls(page: Page) -> Iterator[int]:
    """Return the numbers of the notes called on a page."""
    for box in boxes_of(page):
        if (number := _CALL.fullmatch(own_id(box))) and box.element_tag == "sup":
            yield int(number[1])


def off_page(layout: Layout) -> list[OffPage]:
    """Return the words that lie beyond an edge of their page, under its notes, or where a box cuts them off."""
    found = []
    for page_number, page in enumerate(layout.pages, start=1):
        sheet = sheet_of(page)
        whole = Frame(0, 0, sheet.margin_width(), sheet.margin_height())
        above_notes = replace(whole, bottom=notes_on(page)[0])
        for child in sheet.children:
            frame = whole if is_margin(child) or is_note_area(child) else above_notes
            found += [OffPage(page_number, box.text.strip()[:80]) for box in _outside(child, frame)]
    return found


@dataclass(frozen=True, slots=True)
class Frame:
    """The part of a page where words can be read, in CSS pixels from its top left corner."""

    left: float
    top: float
    right: float
    bottom: float

    def holds(self, box: Box) -> bool:
        """Return whether a box lies in the frame."""
        across = self.left - TOLERANCE <= box.position_x and box.position_x + box.width <= self.right + TOLERANCE
        down = self.top - TOLERANCE <= box.position_y and box.position_y + box.height <= self.bottom + TOLERANCE
        return across and down

    def within(self, box: Box) -> Frame:
        """Return the frame that is left inside a box that cuts off what overflows it."""
        left, top = box.padding_box_x(), box.padding_box_y()
        return Frame(
            max(self.left, left),
            max(self.top, top),
            min(self.right, left + box.padding_width()),
            min(self.bottom, top + box.padding_height()),
        )


def _outside(box: Box, frame: Frame) -> Iterator[Box]:
    """Return the text boxes below a box that do not lie in the frame."""
    if is_text(box):
        if box.text.strip() and not frame.holds(box):
            yield box
        return
    inner = frame.within(box) if box.style["overflow"] != "visible" else frame
    for child in box.children:
        yield from _outside(child, inner)


def see_through(layout: Layout) -> list[SeeThrough]:
    """Return the elements that opacity makes fainter: what is drawn so is tagged nowhere (PDF/UA-1, 7.1-3)."""
    tags = {box.element_tag for page in layout.pages for box in boxes_of(page) if box.style["opacity"] < 1}
    return [SeeThrough(tag or "page") for tag in sorted(tags, key=str)]


def slanted(layout: Layout) -> list[Slanted]:
    """Return the words written from right to left that the style sheet sets in italics.

    Where an italic font lacks the letters, Pango slants an upright one, and WeasyPrint takes the two for one font.
    """
    return [
        Slanted(box.text.strip()[:80])
        for box in texts_of(layout)
        if box.style["font_style"] != "normal"
        and any(unicodedata.bidirectional(char) in ("R", "AL") for char in box.text)
    ]
