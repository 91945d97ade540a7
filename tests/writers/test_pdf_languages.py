"""PDFs in seven languages: judged as a whole, and their words read back."""

from __future__ import annotations

import random
import unicodedata
from dataclasses import replace
from functools import cache

import pypdfium2
import pytest

from briefwright.document.nodes import Document, Paragraph, Text
from briefwright.i18n.locale import direction_of
from briefwright.writers.pdf.printing import print_page
from briefwright.writers.pdf.words import squeezed
from judges.verapdf import verapdf_failures_of
from writers.pdf_tags import tags_of
from writers.printed import print_form, small
from writers.tongues import FONTS, TONGUES, brief_in

ARABIC = "ابتثجحخدذرزسشصضطظعغفقكلمنهويءآأؤإئةى"
PERSIAN = "ابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهیءآأؤئ\u200c"
SIGNS = "\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u0670"
LATIN = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZéèçàùñüöøåß"
RUSSIAN = "абвгдеёжзийклмнопрстуфхцчшщъыьэюяАБВГДЕЁЖЗИЙ№"
CHINESE = "委员会听取了四十名证人的陈述其中没有人得到任何消息，。；《》“”"
FIGURES = "0123456789٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹٪٬٫؛،؟%()[]«»/:.–"


@cache
def printed(language: str) -> bytes:
    return bytes_of(brief_in(language))


def bytes_of(document: Document) -> bytes:
    report, data = print_page(print_form(document))
    assert "pages" in report, report
    return data


def read_back(data: bytes) -> str:
    pdf = pypdfium2.PdfDocument(data)
    try:
        return "".join(page.get_textpage().get_text_range() for page in pdf)
    finally:
        pdf.close()


def test_verapdf_accepts_a_brief_in_each_language() -> None:
    assert verapdf_failures_of({name: printed(name) for name in TONGUES}) == {name: [] for name in TONGUES}


@pytest.mark.parametrize("language", TONGUES)
def test_a_brief_tells_its_language_and_that_of_each_quotation(language: str) -> None:
    (quoted,) = tags_of(printed(language)).all("BlockQuote")
    assert [tag.lang for tag in quoted.walk() if tag.lang] == [name for name in TONGUES if name != language]


def letters(text: str) -> str:
    """Return the letters of a text alone: readers disagree where a full stop from right to left stands."""
    return "".join(filter(str.isalpha, squeezed(text)))


@pytest.mark.parametrize("language", TONGUES)
def test_words_are_read_back_in_their_order(language: str) -> None:
    """A sign above its letter parts a line for PDFium: of words with signs only the whole is promised."""
    own, read = TONGUES[language], letters(read_back(printed(language)))
    plain = [text for text in (own.sentence, own.note) if not any(map(unicodedata.combining, text))]
    assert plain
    assert [read.count(letters(text)) >= 10 for text in plain] == [True] * len(plain)


def words(chars: str, seed: int) -> str:
    """Return words at random; a sign stands only on an Arabic letter, as no text has it elsewhere."""
    chance = random.Random(seed)  # noqa: S311 - no secret is made of it
    found: list[str] = []
    for _ in range(chance.randrange(60)):
        word = ""
        for char in chance.choices(chars, k=chance.randrange(1, 9)):
            stands = bool(word) and unicodedata.bidirectional(word[-1]) == "AL" and word[-1] != "\u0621"
            word += char if stands or char not in SIGNS else ""
        found.append(word)
    return " ".join(found) or "x"


@pytest.mark.parametrize("language", ["en", "fa", "ar", "zh"])
@pytest.mark.parametrize(
    "chars",
    [ARABIC + SIGNS, PERSIAN, ARABIC + SIGNS + PERSIAN, LATIN + PERSIAN + FIGURES, RUSSIAN + CHINESE + FIGURES],
)
def test_any_mix_of_scripts_and_figures_is_found_whole(language: str, chars: str) -> None:
    page = small(*(Paragraph((Text(words(chars, seed)),)) for seed in range(20)))
    metadata = replace(page.metadata, language=language, direction=direction_of(language))
    bytes_of(replace(page, metadata=metadata, css=FONTS))


def test_a_letter_that_first_came_with_a_sign_can_be_read_without_it() -> None:
    page = small(Paragraph((Text("بُ بَ لَا مُّ"),)), Paragraph((Text("ب لا م"),)))
    metadata = replace(page.metadata, language="ar", direction="rtl")
    read = read_back(bytes_of(replace(page, metadata=metadata, css=FONTS)))
    bare = "".join(char for char in read if unicodedata.category(char) == "Lo")
    assert sorted(bare) == sorted("ببلامبلام")
    assert sum(char in SIGNS for char in read) == 5
