"""The seven languages: dates, numbers, lists, quotation marks, spaces and order as their readers have them."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icu import DateFormat, TimeZone
from icu import Locale as IcuLocale

from briefwright.i18n.edtf import days_in, parse
from briefwright.i18n.locale import locale_for
from briefwright.i18n.solar_hijri import month_names, solar_hijri

LANGUAGES = ("en", "fr", "es", "ru", "ar", "zh", "fa")
LOCALES = {tag: locale_for(tag) for tag in LANGUAGES}


@st.composite
def moments(draw: st.DrawFn) -> str:
    """Return a date of one moment, of any precision, with any doubt."""
    year = draw(st.integers(1, 9998))
    month = draw(st.integers(1, 12))
    day = draw(st.integers(1, days_in(year, month)))
    forms = [
        f"{year:04}",
        f"{year:04}-XX",
        f"{year:04}-{month:02}",
        f"{year:04}-{20 + draw(st.integers(1, 4))}",
        f"{year:04}-{month:02}-XX",
        f"{year:04}-{month:02}-{draw(st.integers(0, 2))}X",
        f"{year:04}-{month:02}-{day:02}",
        f"{max(year // 10, 1):03}X",
        f"{max(year // 100, 1):02}XX",
    ]
    return draw(st.sampled_from(forms)) + draw(st.sampled_from(["", "?", "~", "%"]))


@st.composite
def dates(draw: st.DrawFn) -> str:
    """Return any date of EDTF that a fact base may hold."""
    first, second = sorted((draw(moments()), draw(moments())), key=lambda text: parse(text).earliest)
    return draw(st.sampled_from([first, f"{first}/{second}", f"{first}/..", f"../{first}", f"[{first},{second}]"]))


@pytest.mark.parametrize("tag", LANGUAGES)
@given(text=dates())
def test_any_date_has_wording_in_every_language(tag: str, text: str) -> None:
    words = LOCALES[tag].date(parse(text))
    assert words.strip() == words
    assert not re.search(r"[{}X~%]|\bNone\b", words)
    other_digits = "[٠-٩۰-۹]" if LOCALES[tag].numbering == "latn" else "[0-9]"
    assert not re.search(other_digits, words)
    if tag != "en":
        english = r"\b(about|since|until|uncertain|early|mid|late|spring|summer|winter|between|not stated)\b"
        assert not re.search(english, words)


@pytest.mark.parametrize(
    ("tag", "text", "words"),
    [
        ("fr", "1988-07-01", "1er juillet 1988"),
        ("fr", "1988-07-01/1988-07-03", "1er–3 juillet 1988"),
        ("es", "2019-11-15/2019-11-18", "15–18 de noviembre de 2019"),
        ("ru", "2020-09-03", "3 сентября 2020\u00a0г."),
        ("ru", "1988-07", "июль 1988\u00a0г."),
        ("ar", "2020-09-03", "٣ أيلول/سبتمبر ٢٠٢٠"),
        ("ar", "1988-07/1988-08", "تموز/يوليه – آب/أغسطس ١٩٨٨"),
        ("zh", "1988-07", "1988年7月"),
        ("zh", "2019-11-15/2019-11-18", "2019年11月15日至18日"),
        ("fa", "2020-09-03", "۱۳ شهریور ۱۳۹۹ (۳ سپتامبر ۲۰۲۰)"),
        ("fa", "1988-07", "تیر–مرداد ۱۳۶۷ (ژوئیهٔ ۱۹۸۸)"),
        ("fa", "1988", "۱۳۶۶–۱۳۶۷ (۱۹۸۸)"),
        ("fa", "2021-03-15/2021-04-02", "۲۵ اسفند ۱۳۹۹ – ۱۳ فروردین ۱۴۰۰ (۱۵ مارس تا ۲ آوریل ۲۰۲۱)"),
        ("fa", "0600", "۶۰۰"),
    ],
)
def test_a_date_as_its_readers_write_it(tag: str, text: str, words: str) -> None:
    assert LOCALES[tag].date(parse(text)) == words


@given(st.dates(min_value=date(1800, 1, 1), max_value=date(2200, 12, 31)))
def test_a_persian_day_is_the_day_that_icu_writes(day: date) -> None:
    """ICU's own long form of the date is an independent way to the same words."""
    icu = DateFormat.createDateInstance(DateFormat.LONG, IcuLocale("fa@calendar=persian"))
    icu.setTimeZone(TimeZone.getGMT())
    expected = icu.format((day - date(1970, 1, 1)).days * 86_400.0)
    solar = LOCALES["fa"].date(parse(day.isoformat())).split(" (")[0]
    assert expected.startswith(solar)
    year, month, _ = solar_hijri((day.year, day.month, day.day))
    assert month_names()[month - 1] in solar
    assert LOCALES["fa"].localised_digits(str(year)) in solar


def test_numbers_have_the_digits_and_groups_of_the_language() -> None:
    assert {tag: LOCALES[tag].number(30_000) for tag in LANGUAGES} == {
        "en": "30,000",
        "fr": "30\u202f000",
        "es": "30.000",
        "ru": "30\u00a0000",
        "ar": "٣٠٬٠٠٠",
        "zh": "30,000",
        "fa": "۳۰٬۰۰۰",
    }
    assert LOCALES["es"].number(4_482) == "4482"


def test_small_numbers_are_words_only_where_no_word_need_agree() -> None:
    assert [LOCALES[tag].cardinal(7) for tag in LANGUAGES] == ["seven", "sept", "siete", "7", "٧", "7", "۷"]
    assert [LOCALES[tag].cardinal(1) for tag in LANGUAGES] == ["one", "1", "1", "1", "١", "1", "۱"]


def test_symbols_keep_their_digits_and_texts_get_those_of_the_language() -> None:
    assert LOCALES["fa"].localised_digits("n 3") == "n ۳"
    assert [LOCALES[tag].numbering for tag in LANGUAGES] == ["latn"] * 4 + ["arab", "latn", "arabext"]


def test_a_list_reads_as_in_running_text() -> None:
    assert [LOCALES[tag].join(["A", "B", "C"]) for tag in LANGUAGES] == [
        "A, B and C",
        "A, B et C",
        "A, B y C",
        "A, B и C",
        "A وB وC",
        "A、B和C",
        "A، B، و C",
    ]


@pytest.mark.parametrize(
    ("tag", "words"),
    [
        ("en", "He said: “It is ‘no’.”"),
        ("fr", "He said\u202f: «\u202fIt is “no”.\u202f»"),
        ("es", "He said: «It is “no”.»"),
        ("ru", "He said: «It is „no“.»"),
        ("ar", "He said: ”It is ’no‘.“"),
        ("zh", "He said: “It is ‘no’.”"),
        ("fa", "He said: «It is ‹no›.»"),
    ],
)
def test_typewriter_marks_become_those_of_the_language(tag: str, words: str) -> None:
    assert LOCALES[tag].typeset("He said: \"It is 'no'.\"") == words


@pytest.mark.parametrize("tag", LANGUAGES)
@given(text=st.text(alphabet="ab «»“”'\":;!? \u202f\u00a0(1é،。", max_size=40))
def test_what_is_typeset_stays_as_it_is(tag: str, text: str) -> None:
    once = LOCALES[tag].typeset(text)
    if not re.search("['\"]", once):
        assert LOCALES[tag].typeset(once) == once


def test_french_spaces_are_never_put_into_addresses_and_times() -> None:
    text = "Voir https://example.org/a;b?c à 10:30 : oui ; non ! « bien » ?"
    assert LOCALES["fr"].typeset(text) == (
        "Voir https://example.org/a;b?c à 10:30\u202f: oui\u202f; non\u202f! «\u202fbien\u202f»\u202f?"
    )


@pytest.mark.parametrize(
    ("tag", "names"),
    [
        ("en", ["Ahmed", "Élodie", "Evans", "Zeta"]),
        ("fr", ["Dupont", "Édouard", "Émile", "Étienne", "Evrard"]),
        ("es", ["Núñez", "Nuria", "Ñandú", "Oliva"]),
        ("ru", ["Егоров", "Ёлкин", "Жуков", "Яковлев"]),
        ("ar", ["أحمد", "بلال", "علي", "يوسف"]),
        ("zh", ["阿桑", "李明", "王芳", "张伟"]),
        ("fa", ["احمد", "پروین", "ژاله", "کاوه", "گیتی", "یاسمن"]),
    ],
)
def test_names_sort_as_the_language_sorts(tag: str, names: list[str]) -> None:
    assert LOCALES[tag].sorted_by((name, name) for name in sorted(names, reverse=True)) == names
