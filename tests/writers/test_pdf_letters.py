"""Letters that are printed together: the same to the byte as printed alone, or left to be printed alone."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest

from briefwright.document.nodes import Document, Note, Paragraph, Text
from briefwright.document.variants import alike, with_paragraphs
from briefwright.writers.pdf import Pdf, write_pdf
from briefwright.writers.pdf.mailing import _together, write_pdfs
from briefwright.writers.pdf.press import DEFAULT_LIMITS
from judges.poppler import pdf_pictures, pdf_text
from judges.verapdf import verapdf_failures_of
from writers.letters import NAMES, Language, letter, letters, on_paper
from writers.pdf_tags import tags_of
from writers.printed import print_form
from writers.tongues import FONTS

LANGUAGES: tuple[Language, ...] = ("en", "fa")
ADDRESS, SALUTATION = (0, 1, 0), (1,)


@cache
def made(language: Language) -> list[bytes]:
    """Return the letters in a language, all of them printed together."""
    documents = letters(language, css=FONTS, paragraphs=9)
    printed = _together(documents, print_form(documents[0]), DEFAULT_LIMITS)
    return [pdf.data for pdf in printed if pdf is not None]


@cache
def alone(language: Language, number: int) -> bytes:
    return write_pdf(print_form(letters(language, css=FONTS, paragraphs=9)[number])).data


def together(*documents: Document) -> list[bool]:
    """Return which letters are printed with the first."""
    return [pdf is not None for pdf in _together(documents, print_form(documents[0]), DEFAULT_LIMITS)]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_letter_is_the_same_with_others_and_alone(language: Language) -> None:
    assert made(language) == [alone(language, number) for number in range(len(NAMES[language]))]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_letter_looks_the_same_with_others_and_alone(language: Language) -> None:
    assert pdf_pictures(made(language)[2]) == pdf_pictures(alone(language, 2))


def test_a_letter_names_its_addressee_and_no_other() -> None:
    for name, data in zip(NAMES["en"], made("en"), strict=True):
        said = pdf_text(data)
        assert [other for other in NAMES["en"][2:] if other in said] == [name] * (name in NAMES["en"][2:])


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_address_is_tagged_in_reading_order(language: Language) -> None:
    tags = [tags_of(data) for data in made(language)]
    assert [tag.kind for tag in tags[0].walk()] == [tag.kind for tag in tags[2].walk()]
    assert tags_of(made(language)[1]) == tags_of(alone(language, 1))


def test_verapdf_accepts_letters_printed_together() -> None:
    files = {str(language): made(language)[2] for language in LANGUAGES}
    assert verapdf_failures_of(files) == {name: [] for name in files}


def test_an_address_with_more_lines_than_its_slot_is_laid_out_on_its_own() -> None:
    first, *_ = letters("en")
    tall = letter("en", [f"Line {number}" for number in range(12)], "Dear Example, sir,")
    assert together(first, tall) == [True, False]


def test_a_salutation_over_two_lines_is_laid_out_on_its_own() -> None:
    first, *_ = letters("en")
    long = letter("en", ["Example State"], "Dear members of the Example Commission, " * 4)
    assert together(first, long, first) == [True, False, True]


def test_where_a_style_sheet_needs_the_words_elsewhere_each_is_laid_out_on_its_own() -> None:
    css = ".salutation { string-set: whom content() } @page { @top-center { content: string(whom) } }"
    documents = letters("en", css=css)[:2]
    assert together(*documents) == [False, False]
    assert all(isinstance(pdf, Pdf) for pdf in write_pdfs(documents, print_form))


def test_where_a_style_sheet_counts_the_lines_each_is_laid_out_on_its_own() -> None:
    css = ".address br { counter-increment: lines } .subject::after { content: ' ' counter(lines) }"
    assert together(*letters("en", css=css)[:2]) == [False, False]


def test_a_letter_that_names_its_addressee_in_a_note_is_not_like_the_others() -> None:
    first, second, *_ = letters("en")
    noted = Paragraph((Text("Dear sir,"), Note((Paragraph((Text("To you."),)),), 10)), "salutation")
    named = replace(second, content=(*second.content[:-1], replace(noted, role="body")))
    assert list(alike([first, second, named])) == [[0, 1], [2]]


def test_a_letter_on_other_paper_is_not_like_the_others() -> None:
    documents = letters("en")
    documents[1] = on_paper(documents[1], "Letter")
    assert list(alike(documents)) == [[0, 2, 3], [1]]


def test_a_letter_that_names_its_addressee_in_the_text_is_printed_with_others_where_its_lines_are_as_many() -> None:
    first, *_ = letters("en")
    third = first.content[3]
    assert isinstance(third, Paragraph)
    body = (*first.content, Paragraph((Text("To the first Example State."),)))
    whole = replace(first, content=body)
    place = len(body) - 1
    same, longer = (
        with_paragraphs(whole, [((place,), Paragraph((Text(words),)))])
        for words in ("To the other Example State.", "To every other Example State that there is. " * 5)
    )
    assert together(whole, same, longer) == [True, True, False]
    printed = write_pdfs([whole, same, longer], print_form)
    assert [pdf.data for pdf in printed if isinstance(pdf, Pdf)][1] == write_pdf(print_form(same)).data


def test_only_the_letter_with_a_character_that_no_font_has_is_refused() -> None:
    first, second, third, _ = letters("en")
    odd = with_paragraphs(second, [(SALUTATION, Paragraph((Text("Dear \U00030000, sir,"),), "salutation"))])
    printed = write_pdfs([first, odd, second, third], print_form)
    assert [isinstance(pdf, Pdf) for pdf in printed] == [True, False, True, True]
    assert "U+30000" in str(printed[1])
    assert printed[2] == write_pdf(print_form(second))
