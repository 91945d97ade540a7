"""Any mix of Persian, Latin, digits and symbols keeps its order, and is found whole, in all formats."""

from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from briefwright.document.direction import directed
from briefwright.document.nodes import Isolate, Paragraph, Text
from briefwright.document.text import text_of
from briefwright.document.walk import query
from briefwright.writers.docx import write_docx
from briefwright.writers.html import write_html
from briefwright.writers.pdf import write_pdf
from reading import Reading, collapse, without_joiners
from reading.docx_reading import read_docx
from reading.html_reading import read_html
from reading.pdf_reading import read_pdf
from rtl.samples import LATIN, MARKS, PERSIAN, SYMBOLS, mixed_document, mixed_lines
from writers.printed import print_form


@given(mixed_lines(), st.sampled_from(("fa", "ar", "en")))
def test_directing_keeps_every_character_and_is_done_once(line: str, language: str) -> None:
    document = mixed_document([line], language)
    assert [text_of(paragraph) for paragraph in query(document, Paragraph)] == [line, line]
    assert directed(document) == document


@given(mixed_lines())
def test_every_symbol_is_isolated_whole(line: str) -> None:
    body = mixed_document([line]).content[1]
    isolated = [text_of(isolate) for isolate in query(body, Isolate) if isolate.direction == "ltr"]
    turned = [text_of(paragraph) for paragraph in query(body, Paragraph) if paragraph.direction == "ltr"]
    for symbol in SYMBOLS:
        assert symbol not in line or any(symbol in words for words in isolated + turned)


@given(mixed_lines())
def test_no_isolate_holds_persian_words(line: str) -> None:
    for isolate in query(mixed_document([line]), Isolate):
        assert not any(word in text_of(isolate) for word in PERSIAN)


@settings(max_examples=20)
@given(st.lists(mixed_lines(), min_size=1, max_size=4))
def test_docx_and_html_read_as_written(lines: list[str]) -> None:
    document = mixed_document(lines)
    assert read_docx(write_docx(document)) == _expected(lines)
    assert read_html(write_html(document, css="")) == _expected(lines)
    assert read_html(write_html(document, css="", for_print=True)) == _expected(lines)


# An address may break at any mark; between angle brackets a reader knows that no space was there.
PRINTED = (*SYMBOLS[:2], "<https://example.org/reports/1?a=b&c=d>", SYMBOLS[3])


def test_a_pdf_of_many_lines_reads_as_written() -> None:
    lines = [_line(random.Random(seed)) for seed in range(40)]  # noqa: S311 - the same lines on every run
    pdf = write_pdf(print_form(mixed_document(lines)))
    assert read_pdf(pdf.data) == without_joiners(_expected(lines))


def _line(chance: random.Random) -> str:
    """Return a mixed line like those that hypothesis makes."""
    parts = [chance.choice(PERSIAN + LATIN + PRINTED) for _ in range(chance.randint(2, 7))]
    parts = [f"({part})" if chance.random() < 0.2 else part for part in parts]
    return "".join(part + chance.choice(MARKS) for part in parts[:-1]) + parts[-1] + "."


def _expected(lines: list[str]) -> Reading:
    words = (f"{line}⟦{number}⟧" for number, line in enumerate(lines, start=1))
    return Reading(collapse(" ".join(("گزارش نمونه", *words))), tuple(map(collapse, lines)))


def test_a_latin_note_in_a_persian_document_runs_from_left_to_right() -> None:
    note = mixed_document(["Example Observatory, Report (2018)."]).content[1]
    assert [paragraph.direction for paragraph in query(note, Paragraph)] == ["", "ltr"]
    mixed = mixed_document(["بنگرید به Example Observatory, Report (2018)."]).content[1]
    assert [paragraph.direction for paragraph in query(mixed, Paragraph)] == ["", ""]


def test_brackets_around_words_of_the_line_go_with_the_line() -> None:
    paragraph = mixed_document(["Example (Observatory, سال ۱۳۶۷) p. 3."]).content[1]
    isolated = [text_of(isolate) for isolate in query(paragraph, Isolate)]
    assert isolated[:3] == ["Example", "Observatory", "p. 3"]
    assert Text(" (") in paragraph.content  # type: ignore[union-attr]
