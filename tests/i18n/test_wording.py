"""Dates, numbers, lists, quotation marks and order, in words of a language."""

from __future__ import annotations

import gettext

import pytest

from briefwright.i18n.dates import within_brackets
from briefwright.i18n.edtf import parse
from briefwright.i18n.locale import Locale, direction_of, language_name, locale_for

ENGLISH = locale_for("en")
FRENCH, GERMAN, SWEDISH = (Locale(tag, gettext.NullTranslations()) for tag in ("fr", "de", "sv"))


def test_two_dates_within_brackets_have_a_stroke_between_them() -> None:
    assert within_brackets("به تاریخ ۱۹ آذر ۱۳۹۹ (۹ دسامبر ۲۰۲۰)") == "به تاریخ ۱۹ آذر ۱۳۹۹ / ۹ دسامبر ۲۰۲۰"
    assert within_brackets("as of May 2021 (uncertain)") == "as of May 2021 (uncertain)"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("1988", "1988"),
        ("1988-07", "July 1988"),
        ("1988-07-19", "19 July 1988"),
        ("1988-07-19?", "19 July 1988 (uncertain)"),
        ("1988-07~", "about July 1988"),
        ("1988%", "about 1988 (uncertain)"),
        ("1988-07-0X", "early July 1988"),
        ("1988-07-1X", "mid-July 1988"),
        ("1988-07-2X", "late July 1988"),
        ("1988-22", "summer 1988"),
        ("2021-05-XX", "May 2021, day not stated"),
        ("198X", "the 1980s"),
        ("19XX", "between 1900 and 1999"),
        ("1988/..", "since 1988"),
        ("../1988-07", "until July 1988"),
        ("1988-07/1988-09", "July – September 1988"),
        ("2019-11-15/2019-11-18", "15–18 November 2019"),
        ("1988-07-30/1988-08-02", "30 July – 2 August 1988"),
        ("1988-12/1989-01", "December 1988 – January 1989"),
        ("1988/1989", "1988–1989"),
        ("1988-07-28/1988-09", "28 July 1988 to September 1988"),
        ("1988-07-2X/1988-09", "late July 1988 to September 1988"),
        ("[2021-05-03,2021-05-04]", "3 May 2021 or 4 May 2021"),
    ],
)
def test_a_date_in_english_words(text: str, words: str) -> None:
    assert ENGLISH.date(parse(text)) == words


def test_a_date_follows_the_language() -> None:
    assert FRENCH.date(parse("1988-07-19")) == "19 juillet 1988"
    assert GERMAN.date(parse("1988-07")) == "Juli 1988"


def test_numbers_to_nine_are_words_and_larger_ones_are_grouped() -> None:
    assert [ENGLISH.cardinal(number) for number in (0, 7, 9, 10, 30000)] == [
        "zero",
        "seven",
        "nine",
        "10",
        "30,000",
    ]
    assert GERMAN.number(30000) == "30.000"


def test_a_list_reads_as_in_running_text() -> None:
    assert [ENGLISH.join(items) for items in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == [
        "",
        "a",
        "a and b",
        "a, b and c",
    ]
    assert ENGLISH.list_pattern() == (", ", " and ")


def test_quotation_marks_are_those_of_the_language() -> None:
    assert (ENGLISH.quote("Non"), FRENCH.quote("Non")) == ("“Non”", "«\u202fNon\u202f»")


def test_names_sort_as_the_language_sorts() -> None:
    names = ["Zeta", "Éric", "Ödman", "Evan", "Olsen", "Erik"]
    pairs = [(name, name) for name in names]
    assert ENGLISH.sorted_by(pairs) == ["Éric", "Erik", "Evan", "Ödman", "Olsen", "Zeta"]
    assert SWEDISH.sorted_by(pairs) == ["Éric", "Erik", "Evan", "Olsen", "Zeta", "Ödman"]


def test_the_direction_of_a_script_follows_the_language() -> None:
    assert [direction_of(tag) for tag in ("en", "fa", "fa-IR", "ar", "fr")] == ["ltr", "rtl", "rtl", "rtl", "ltr"]


def test_languages_are_named_in_english() -> None:
    assert (language_name("fa"), language_name("en"), language_name("xx-XX")) == ("Persian", "English", None)


def test_a_language_without_words_has_no_locale() -> None:
    with pytest.raises(LookupError):
        locale_for("de")
