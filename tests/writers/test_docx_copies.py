"""Letters to many as Word files: the same to the byte as each of them written alone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from briefwright.document.nodes import Document, Emphasis, Group, Isolate, Paragraph, Span, Text, Time
from briefwright.document.variants import with_paragraphs
from briefwright.writers.docx import check_docx, write_docx
from briefwright.writers.docx.copies import _mould, write_docxs
from briefwright.writers.docx.members import entry_of, with_entry
from writers.docx_letterheads import letterhead
from writers.letters import Language, letters, on_paper

SALUTATION = (1,)


def copied(documents: list[Document], lent: bytes | None = None) -> bool:
    """Return whether the letters after the first are made from it."""
    return _mould(documents, write_docx(documents[0], letterhead=lent), lent) is not None


def same_as_alone(documents: list[Document], lent: bytes | None = None) -> bool:
    return write_docxs(documents, letterhead=lent) == [write_docx(each, letterhead=lent) for each in documents]


@pytest.mark.parametrize("language", ["en", "fa"])
def test_letters_are_copied_and_are_the_same_as_alone(language: Language) -> None:
    documents = letters(language)
    assert copied(documents)
    assert same_as_alone(documents)


def test_letters_on_a_letterhead_are_the_same_as_alone() -> None:
    documents = letters("en")
    assert copied(documents, letterhead())
    assert same_as_alone(documents, letterhead())


def test_words_in_other_scripts_and_looks_are_the_same_as_alone() -> None:
    first, *_ = letters("en")
    contents = (
        (Text("Dear "), Emphasis((Text("sir"),)), Span("fa", (Text("جناب"),))),
        (Isolate((Text("جناب "), Time("2026", (Text("2026"),))), "rtl"), Text("中文 & <words>")),
        (Text(""),),
    )
    others = [with_paragraphs(first, [(SALUTATION, Paragraph(content, "salutation"))]) for content in contents]
    assert copied([first, *others])
    assert same_as_alone([first, *others])


def test_a_paragraph_that_runs_the_other_way_is_the_same_as_alone() -> None:
    turned = [
        with_paragraphs(letters("fa")[0], [(SALUTATION, Paragraph((Text(words),), "salutation", direction="ltr"))])
        for words in ("Dear sir,", "Dear madam,", "Dear all,")
    ]
    assert copied(turned)
    assert same_as_alone(turned)


def test_letters_that_are_unlike_are_written_each_on_its_own() -> None:
    documents = letters("en")
    documents[1] = on_paper(documents[1], "Letter")
    head = documents[2].content[0]
    assert isinstance(head, Group)
    documents[2] = replace(
        documents[2], content=(replace(head, content=head.content[1:]), *documents[2].content[1:])
    )
    assert same_as_alone(documents)


def test_words_like_those_that_stand_for_the_gaps_are_left_alone() -> None:
    first, second, third, _ = letters("en")
    odd = with_paragraphs(second, [((0, 1, 0), Paragraph((Text("\ue0f01\ue0f1"),), "address"))])
    assert same_as_alone([first, odd, third])


def test_a_dated_entry_is_not_copied() -> None:
    first, *_ = letters("en")
    place = len(first.content)
    dated = replace(
        first, content=(*first.content, Paragraph((Time("2026", (Text("2026"),)), Text(" One")), "entry"))
    )
    other = with_paragraphs(dated, [((place,), Paragraph((Time("2026", (Text("2026"),)), Text(" Two")), "entry"))])
    assert not copied([dated, other])
    assert same_as_alone([dated, other, dated])


def test_the_last_gate_finds_nothing_in_a_copy() -> None:
    assert [check_docx(data) for data in write_docxs(letters("fa"))] == [[]] * 4


def test_an_entry_of_a_zip_file_is_changed_alone() -> None:
    data, name = write_docx(letters("en")[0]), "word/document.xml"
    assert with_entry(data, name, entry_of(data, name)) == data
    assert entry_of(with_entry(data, name, b"other"), name) == b"other"
    assert entry_of(with_entry(data, name, b"other"), "word/styles.xml") == entry_of(data, "word/styles.xml")
