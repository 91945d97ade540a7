"""The area for notes at the foot of a page, each note of which is laid out once.

For every note that joins a page WeasyPrint 70 lays out all notes of the page again, to learn how high their area
has become, and once more when the page is full: with nine notes on a page each is laid out six times, which is a
third of the whole cost. `one_layout_a_note` keeps what was laid out of a note for as long as the note has the same
place in the same area. What is relied on is fixed by `PINNED` and by tests/writers/test_pdf_notearea.py.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from math import inf
from typing import Any, TypeAlias

import weasyprint.document
import weasyprint.layout.block
from weasyprint.formatting_structure.boxes import FootnoteAreaBox
from weasyprint.layout import LayoutContext

# What WeasyPrint's boxes and their layouts are is its own affair.
Note: TypeAlias = Any
Result: TypeAlias = tuple[Any, ...]
Place: TypeAlias = tuple[object, ...]

_lay_out = weasyprint.layout.block.block_level_layout_switch


@contextmanager
def one_layout_a_note() -> Iterator[None]:
    """Let WeasyPrint lay out each note of a page once while this lasts. Not for several threads of one process."""
    theirs = weasyprint.document.LayoutContext
    weasyprint.document.LayoutContext = _Context
    weasyprint.layout.block.block_level_layout_switch = _lay_out_once
    try:
        yield
    finally:
        weasyprint.document.LayoutContext = theirs
        weasyprint.layout.block.block_level_layout_switch = _lay_out


class _Waiting(list[Note]):
    """The notes that no page has yet: WeasyPrint asks whether the note of each box of each line is one of them.

    Most boxes have none, and a list is read to its end for that answer.
    """

    def __contains__(self, note: object) -> bool:
        return note is not None and super().__contains__(note)

    def copy(self) -> _Waiting:
        return _Waiting(self)


class _Context(LayoutContext):  # type: ignore[misc]
    """What WeasyPrint knows of a document while it lays it out, and the notes of the page at hand."""

    def __init__(self, *arguments: object) -> None:
        super().__init__(*arguments)
        self.footnotes = _Waiting()
        self._area: object = None
        self._plain: dict[int, bool] = {}
        self._laid: dict[int, tuple[Place, Result, tuple[float, ...]]] = {}

    def _update_footnote_area(self) -> bool:
        """Name the notes of the page, so that their copies are known again, and lay out their area."""
        if self._area is not self.current_footnote_area:
            self._area = self.current_footnote_area
            self._plain.clear()
            self._laid.clear()
        for note in self.current_page_footnotes:
            note.copy_of = id(note)
        return bool(super()._update_footnote_area())

    def knows(self, note: Note) -> bool:
        """Return whether the layout of a block is a note's that hangs on nothing but its place."""
        name = note.__dict__.get("copy_of")
        if name is None or self.excluded_shapes:
            return False
        if name not in self._plain:
            self._plain[name] = note.style["position"] == "static" and all(map(_stands_alone, note.descendants()))
        return self._plain[name]

    def laid_out(self, note: Note, place: Place, margins: list[float]) -> Result | None:
        """Return what was laid out of a note at a place, with the margins that it left, or nothing."""
        known, result, left = self._laid.get(note.copy_of, (None, (), ()))
        if known != place:
            return None
        margins[:] = left
        return _own_copy(result)

    def keep(self, note: Note, place: Place, result: Result, margins: list[float]) -> Result:
        """Keep what was laid out of a note at a place, and return it."""
        _, _, _, _, collapses, _ = result
        if collapses:
            return result
        self._laid[note.copy_of] = (place, result, tuple(margins))
        return _own_copy(result)


def _stands_alone(box: Note) -> bool:
    """Return whether a box is laid out without a look at the rest of its page."""
    return bool((box.is_in_normal_flow() or box.is_footnote()) and box.footnote is None)


def _own_copy(result: Result) -> Result:
    """Return a layout whose page and margins the caller may change: the box is his, as is each later one's."""
    box, resume_at, page, margins, collapses, lines = result
    return box, resume_at, dict(page), list(margins), collapses, lines


def _lay_out_once(
    context: _Context,
    box: Note,
    bottom_space: float,
    skip_stack: object,
    area: Any,  # noqa: ANN401 - a box of WeasyPrint's, or only its measures
    *rest: Any,  # noqa: ANN401 - passed on
    **named: Any,  # noqa: ANN401 - passed on
) -> Result:
    """Lay out a block; return what was laid out before where it is a note at the same place in the same area.

    `rest` is as WeasyPrint's own function names it. Without an end (`bottom_space`) a note is never broken.
    """
    arguments = (context, box, bottom_space, skip_stack, area, *rest)
    if not isinstance(area, FootnoteAreaBox) or bottom_space != -inf or not context.knows(box):
        result: Result = _lay_out(*arguments, **named)
        return result
    page_is_empty, _, _, margins, *styles = rest
    where = (box.position_x, box.position_y, box.margin_top, box.clearance, tuple(margins))
    place = (*where, area.width, area.height, context.current_page, context.forced_break, page_is_empty, styles)
    return context.laid_out(box, place, margins) or context.keep(box, place, _lay_out(*arguments), margins)
