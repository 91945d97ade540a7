"""Where the call of a note stands: behind the punctuation in English, before it where the language has it so."""

from __future__ import annotations

import pytest

from briefwright.document import nodes as n
from briefwright.document.inlines import with_calls_of
from briefwright.document.parse import parse_blocks
from briefwright.document.walk import children
from briefwright.faults import Faults, Place

CITE = '<cite data-source="report" data-at=""></cite>'
NOTE = "<span data-note>words</span>"


def placed(language: str, html: str) -> str:
    """Return a paragraph's words with a star for each call."""
    faults = Faults()
    content = parse_blocks(f"<h1>T</h1><p>{html}</p>", frozenset(), Place("layout"), faults)
    faults.stop_if_any()
    document = n.Document(n.Metadata("T", language), n.Furniture("", "", "", ""), content)
    return shown(with_calls_of(document).content[1])


def shown(node: object) -> str:
    """Return the words of a node, with a star for each call."""
    if isinstance(node, n.Note):
        return "*"
    if isinstance(node, n.Text):
        return node.text
    return "".join(shown(child) for child in children(node))  # type: ignore[arg-type]


STATEMENT = f'<span data-record="one">A sentence.</span>{CITE} More{CITE}, and more'


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "A sentence.* More,* and more"),
        ("fr", "A sentence*. More*, and more"),
        ("es", "A sentence*. More*, and more"),
        ("ru", "A sentence*. More*, and more"),
        ("ar", "A sentence*. More*, and more"),
        ("fa", "A sentence.* More,* and more"),
        ("zh", "A sentence.* More,* and more"),
    ],
)
def test_calls_stand_where_the_language_has_them(language: str, words: str) -> None:
    assert placed(language, STATEMENT) == words


def test_several_calls_stand_together_and_are_parted_as_numbers_are() -> None:
    assert placed("fr", f"Words.{NOTE}{NOTE} More") == "Words*,*. More"
    assert placed("ar", f"Words.{NOTE}{NOTE} More") == "Words*،*. More"
    assert placed("zh", f"一。{NOTE}{NOTE}二") == "一。*、*二"


def test_a_full_stop_that_is_part_of_a_word_stays_with_it() -> None:
    assert placed("ru", f"3 сентября 2020\u00a0г.{NOTE} Далее") == "3 сентября 2020\u00a0г.* Далее"


def test_marks_of_the_tone_come_first_in_russian_and_last_in_french() -> None:
    assert placed("ru", f"Что?{NOTE}") == "Что?*"
    assert placed("fr", f"Quoi\u202f?{NOTE}") == "Quoi*\u202f?"


def test_chinese_has_no_space_behind_a_call_or_a_statement() -> None:
    text = f'<span data-record="one">第一句。</span>{CITE} <span data-record="two">第二句。</span>{CITE} 第三句。'
    assert placed("zh", text) == "第一句。*第二句。*第三句。"


def test_no_words_are_lost() -> None:
    assert placed("fr", f"{NOTE}Words{NOTE} «\u202fmore\u202f»{NOTE}. End{NOTE}") == (
        "*Words* «\u202fmore\u202f»*. End*"
    )
