"""Uncertain dates: every form that is supported reads back, and nothing else does."""

from __future__ import annotations

import gettext

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from briefwright.i18n.edtf import Edtf, EdtfError, days_in, parse
from briefwright.i18n.locale import Locale

MARKS = st.sampled_from(["", "?", "~", "%"])
YEARS = st.integers(1, 9999).map(lambda year: f"{year:04}")
ENGLISH = Locale("en", gettext.NullTranslations())


@st.composite
def moments(draw: st.DrawFn) -> str:
    """Return a date of any precision, some of it in doubt."""
    year = draw(YEARS)
    form = draw(
        st.sampled_from(["year", "decade", "century", "season", "month", "unstated", "day", "ten", "no day"])
    )
    if form == "decade":
        return f"{year[:3]}X"
    if form == "century":
        return f"{year[:2]}XX"
    if form == "year":
        return f"{year}{draw(MARKS)}"
    if form == "season":
        return f"{year}-{draw(st.integers(21, 24))}"
    if form == "unstated":
        return f"{year}-XX{draw(st.sampled_from(['', '-XX']))}"
    month = draw(st.integers(1, 12))
    day = draw(st.integers(1, days_in(int(year), month)))
    last = {"day": f"-{draw(MARKS)}{day:02}{draw(MARKS)}", "ten": f"-{draw(st.integers(0, 2))}X", "no-day": "-XX"}
    return f"{year}-{draw(MARKS)}{month:02}{last.get(form, '')}"


@st.composite
def intervals(draw: st.DrawFn) -> str:
    """Return an interval with one end open, or with both ends in order."""
    first, last = sorted([draw(moments()), draw(moments())], key=lambda text: parse(text).earliest)
    return draw(st.sampled_from([f"{first}/..", f"../{last}", f"{first}/{last}", f"{first}/", f"/{last}"]))


SETS = st.lists(moments(), min_size=2, max_size=3).map(lambda members: f"[{','.join(members)}]")
DATES = st.one_of(moments(), intervals(), SETS)


@given(DATES)
def test_every_supported_form_reads_back(text: str) -> None:
    date = parse(text)
    assert str(date) == text
    assert date.earliest <= date.latest


@given(moments())
@example("1988-07-2X")
@example("2020-12-~07")
@example("0001")
def test_the_wording_of_a_date_names_its_year(text: str) -> None:
    words = ENGLISH.date(parse(text))
    assert str(int(text[:4].replace("X", "0"))) in words or text[:4] in words
    assert words == words.strip()


@given(DATES)
def test_every_supported_form_has_a_wording(text: str) -> None:
    assert ENGLISH.date(parse(text)).strip()


@given(st.text(max_size=25) | st.text("0123456789-/X?~%.[],", max_size=25))
def test_anything_else_is_refused_in_words(text: str) -> None:
    try:
        date = parse(text)
    except EdtfError:
        return
    assert str(date) == text
    assert ENGLISH.date(date)


@given(DATES, DATES)
def test_the_order_of_dates_is_that_of_their_first_days(first: str, second: str) -> None:
    one, two = parse(first), parse(second)
    if one.start and two.start and one.earliest < two.earliest:
        assert one.sort_key < two.sort_key
    assert one.overlaps(one, one)


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("1988", (1988, 1, 1), (1988, 12, 31)),
        ("1988-02", (1988, 2, 1), (1988, 2, 29)),
        ("198X", (1980, 1, 1), (1989, 12, 31)),
        ("1988-07-2X", (1988, 7, 20), (1988, 7, 31)),
        ("1988-02-0X", (1988, 2, 1), (1988, 2, 9)),
        ("1988-22", (1988, 6, 1), (1988, 8, 31)),
        ("1988-XX", (1988, 1, 1), (1988, 12, 31)),
        ("1988-07/1988-09-15", (1988, 7, 1), (1988, 9, 15)),
        ("1988/..", (1988, 1, 1), (9999, 12, 31)),
        ("../1988", (0, 1, 1), (1988, 12, 31)),
        ("[2021-05-03,2021-05-04]", (2021, 5, 3), (2021, 5, 4)),
    ],
)
def test_the_days_that_a_date_can_mean(
    text: str, earliest: tuple[int, int, int], latest: tuple[int, int, int]
) -> None:
    date = parse(text)
    assert (date.earliest, date.latest) == (earliest, latest)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("1989-02-29", "'1989-02-29' is no day: February 1989 has 28 days"),
        ("1988-04-31", "'1988-04-31' is no day: April 1988 has 30 days"),
        ("1988-07-00", "'1988-07-00' has day 00: write XX for a day that the source does not state"),
        ("0000", "'0000' is in a year that there was not: the first is 0001"),
        ("1988-25", "'1988-25' has month 25: months are 01 to 12, seasons 21 (spring) to 24 (winter)"),
        ("1988-07-3X", "'1988-07-3X' has day 3X: 0X is early, 1X mid, 2X late in the month"),
        ("1988-21-03", "'1988-21-03' gives a day in a season"),
        ("1988-21-0X", "'1988-21-0X' gives a day in a season"),
        ("1988-XX-03", "'1988-XX-03' gives a day in a month that is not known"),
        ("198X-07", "'198X-07' gives a month in a year that is not known"),
        (
            "..",
            "'..' is not a date in EDTF: write 1988, 1988-07, 1988-07-19, 1988-07/1988-09, 1988/.. or 2021-05-XX",
        ),
        ("../..", "'../..' has neither start nor end"),
        (
            "1988/1989/1990",
            "'1988/1989/1990' is not an interval: write start/end, as 1988-07/1988-09, or 1988/.. where it goes on",
        ),
        ("[1988]", "'[1988]' names one date: a set needs two or more, as [2021-05-03,2021-05-04]"),
        ("3.9.2020", "'3.9.2020' is not a date in EDTF: write year-month-day, as 2020-09-03"),
    ],
)
def test_what_is_wrong_with_a_date_is_said(text: str, message: str) -> None:
    with pytest.raises(EdtfError) as error:
        parse(text)
    assert str(error.value) == message


def test_dates_sort_as_a_chronology_does() -> None:
    texts = ["1990/..", "1988", "1988-07", "1988-07-19", "../1987", "1988-07-2X", "1987-12-31"]
    ordered = sorted(map(parse, texts), key=lambda date: date.sort_key)
    assert list(map(str, ordered)) == [
        "../1987", "1987-12-31", "1988", "1988-07", "1988-07-19", "1988-07-2X", "1990/.."
    ]  # fmt: skip


def test_an_open_end_overlaps_all_that_follows() -> None:
    since: Edtf = parse("1988/..")
    assert since.overlaps(parse("2020"), None)
    assert not since.overlaps(None, parse("1987"))
