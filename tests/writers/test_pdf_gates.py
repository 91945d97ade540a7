"""The gates of the PDF writer, in this process: what they hold a laid-out page against."""

from __future__ import annotations

from dataclasses import replace

import pytest

from briefwright.document.nodes import Emphasis, Paragraph, Span, Text
from briefwright.writers.pdf.fonts import installed_families
from briefwright.writers.pdf.printing import print_page
from briefwright.writers.pdf.problems import (
    KINDS,
    MissingGlyph,
    NoteMisplaced,
    OffPage,
    Problem,
    from_data,
    to_data,
)
from briefwright.writers.pdf.words import squeezed
from writers.printed import print_form, small, styled
from writers.sample import sample_document


def kinds_of(html: str) -> set[str]:
    report, data = print_page(html)
    assert data == b""
    return {problem["kind"] for problem in report["problems"]}


def test_a_good_page_is_reported_with_its_pages() -> None:
    report, data = print_page(print_form(sample_document()))
    assert report == {"pages": 6}
    assert data.startswith(b"%PDF-")


@pytest.mark.parametrize(
    ("css", "kind"),
    [
        ("main > section { display: grid }", "NoteMisplaced"),
        (".lead { display: none }", "WordsLost"),
        (".lead { visibility: hidden }", "WordsLost"),
        (".lead { margin-left: -40cm }", "OffPage"),
        (".note { font-size: 90pt }", "NoteTooTall"),
        (".lead { opacity: 0.5 }", "SeeThrough"),
        ("body { background: url(file:///etc/hostname) }", "Reached"),
    ],
)
def test_each_gate(css: str, kind: str) -> None:
    assert kind in kinds_of(styled(css))


def test_a_first_letter_set_apart_is_not_lost() -> None:
    assert "pages" in print_page(styled(".lead::first-letter { font-size: 2em }"))[0]


def test_arabic_script_is_never_slanted() -> None:
    words = Emphasis((Span("fa", (Text("متن"),)),))
    face = ':root { --serif: "DejaVu Sans" }'
    upright = replace(small(Paragraph((words,))), css=face)
    assert "pages" in print_page(print_form(upright))[0]
    slanted = replace(upright, css=face + "em [dir] { font-style: italic }")
    assert kinds_of(print_form(slanted)) == {"Slanted"}


def test_a_missing_font_is_reported_with_its_package() -> None:
    report, _ = print_page(styled("h2 { font-family: Nonesuch }"))
    assert report["lacks"] == [
        "the font “Nonesuch”, which the layout asks for, is not installed: "
        "install it, or name another in the layout's style sheet"
    ]
    assert {"caladea", "carlito"} <= installed_families()


def test_only_the_documents_own_language_demands_its_font() -> None:
    foreign = small(Paragraph((Text("English "), Span("de", (Text("und deutsch"),)))))
    report, _ = print_page(print_form(replace(foreign, css="[lang=de] { font-family: Nonesuch, Caladea }")))
    assert report == {"pages": 1}


@pytest.mark.parametrize(
    "problem", [MissingGlyph("x", ("A", "B"), "x y"), NoteMisplaced(3, 1, (2, 3)), OffPage(1, "words")]
)
def test_a_problem_crosses_between_the_processes(problem: Problem) -> None:
    assert type(problem).__name__ in KINDS
    assert from_data(to_data(problem)) == problem


def test_squeezed_words_forget_what_layout_may_change() -> None:
    assert squeezed("Of\u00adﬁce re-\n port") == squeezed("office RE\u2010PORT")
    assert squeezed("(n 3)") == squeezed(")n 3(")
    assert squeezed("«كتاب» (٣)") == squeezed("»کتاب« )۳(")
    assert squeezed("three") != squeezed("tree")
