"""Each note of a page is laid out once, and stands where WeasyPrint itself would have put it."""

from __future__ import annotations

import inspect
from dataclasses import replace
from typing import Any

import pytest
import weasyprint
import weasyprint.document
import weasyprint.layout.block
from weasyprint.formatting_structure.boxes import FootnoteAreaBox
from weasyprint.layout import LayoutContext

from briefwright.document.nodes import Paragraph, Text
from briefwright.writers.pdf import notearea
from briefwright.writers.pdf.boxes import PINNED, Layout, boxes_of, is_text, unwrapped
from briefwright.writers.pdf.notearea import one_layout_a_note
from writers.printed import noted, print_form, small

THEIRS = weasyprint.layout.block.block_level_layout_switch
# Twelve notes that run over two pages: some of one line, some of several.
MANY = small(
    *(
        Paragraph((Text("Example words of a paragraph. " * 9), noted("Example note. " * (1 + number % 4), number)))
        for number in range(1, 13)
    )
)


def rendered(page: str) -> Layout:
    """Return a page as WeasyPrint lays it out."""
    layout: Layout = weasyprint.HTML(string=page).render()
    return layout


def placed(layout: Layout) -> list[tuple[object, ...]]:
    """Return every box of a layout with its place and its words, page by page."""
    return [
        (number, type(box).__name__, box.element_tag, box.position_x, box.position_y, box.width, box.height, words)
        for number, page in enumerate(layout.pages)
        for box in map(unwrapped, boxes_of(page))
        for words in [box.text if is_text(box) else ""]
    ]


def test_weasyprint_is_the_one_whose_layout_of_notes_is_known() -> None:
    """Another version may lay out notes by other steps: whoever changes the pin must look at them."""
    assert weasyprint.__version__ == PINNED
    parameters = "context box bottom_space skip_stack containing_block page_is_empty absolute_boxes fixed_boxes"
    more = "adjoining_margins first_letter_style first_line_style discard max_lines"
    assert [*inspect.signature(THEIRS).parameters] == f"{parameters} {more}".split()
    update = inspect.getsource(LayoutContext._update_footnote_area)
    assert "self.current_footnote_area.deepcopy())" in update
    assert "self, footnote_area, -inf, None,\n" in update
    assert weasyprint.document.LayoutContext is LayoutContext
    with one_layout_a_note():
        assert weasyprint.document.LayoutContext is not LayoutContext
    assert weasyprint.document.LayoutContext is LayoutContext
    assert weasyprint.layout.block.block_level_layout_switch is THEIRS


@pytest.mark.parametrize(
    "css",
    [
        pytest.param("", id="many notes on a page"),
        pytest.param("p{break-inside:avoid}", id="paragraphs that move with their notes"),
        pytest.param("@page{@footnote{max-height:30mm}}", id="an area of limited height"),
        pytest.param("@page{@footnote{border:0;padding:0}}.note{margin:5px 0 9px}", id="margins that collapse"),
        pytest.param(".note{position:relative;top:3px}", id="notes moved"),
        pytest.param(".note .marker{float:left}", id="floats in notes"),
        pytest.param(".note .marker{position:absolute}", id="parts of notes out of the flow"),
        pytest.param(".note .p{float:footnote}", id="notes in notes"),
        pytest.param(".note{display:flex}", id="notes that are flex boxes"),
        pytest.param("p{float:left}", id="calls in floats"),
        pytest.param("main{columns:2}", id="columns"),
    ],
)
def test_notes_stand_where_weasyprint_puts_them(css: str) -> None:
    """The same boxes, to the last digit, as by WeasyPrint's own layout."""
    page = print_form(replace(MANY, css=css))
    theirs = placed(rendered(page))
    with one_layout_a_note():
        ours = placed(rendered(page))
    assert ours == theirs


def test_each_note_is_laid_out_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """WeasyPrint's own function is asked once for each note on each page, instead of for all at every new one."""
    laid_out: list[str] = []

    def watched(context: Any, box: Any, *rest: Any, **named: Any) -> Any:  # noqa: ANN401 - passed on
        if any(isinstance(part, FootnoteAreaBox) for part in rest):
            laid_out.append(box.element.get("id"))
        return THEIRS(context, box, *rest, **named)

    monkeypatch.setattr(notearea, "_lay_out", watched)
    with one_layout_a_note():
        layout = rendered(print_form(MANY))
    assert len(layout.pages) == 2
    # A note that no longer fits is tried on its page and stands on the next.
    assert len(laid_out) <= len(set(laid_out)) + 1
    assert len(set(laid_out)) == 12
