"""How numbers are read from sentences."""

from __future__ import annotations

import pytest

from briefwright.evidence.numbers import numbers_in


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("30,000 people", [30_000]),
        ("30 000 people", [30_000]),
        ("30\u202f000 and 30\u00a0000 people", [30_000, 30_000]),
        ("30000 people", [30_000]),
        ("۳۰٬۰۰۰ نفر", [30_000]),
        ("30 thousand people", [30_000]),
        ("thirty thousand people", [30_000]),
        ("Thirty-four thousand two hundred and one people", [34_201]),
        ("a hundred and five cells", [105]),
        ("two million three hundred thousand", [2_300_000]),
        ("between seven and eight", [7, 8]),
        ("from 4,000 to 5,000.", [4_000, 5_000]),
        ("He was one of twelve.", [1, 12]),
        ("thousands of people, hundreds of them in one place", [1]),
        ("on 19 July 1988, and in 1989", [1989]),
        ("July 19, and para. 16, p. 7, art. 6", []),
        ("A/43/705 of the 43rd session, a 16-year-old, 4–5, 3.5 and 12 per cent, 7% and $30", []),
        ("someone, bone, often", []),
        ("1" * 400, []),
    ],
)
def test_amounts_are_found_and_nothing_else(text: str, values: list[int]) -> None:
    assert [number.value for number in numbers_in(text)] == values


def test_a_number_knows_where_it_stands_and_whether_it_may_be_a_year() -> None:
    text = "In 1988 some 2,000 were held."
    year, amount = numbers_in(text)
    assert (year.text, year.may_be_year) == ("1988", True)
    assert (text[amount.start : amount.end], amount.may_be_year) == ("2,000", False)


def test_numbers_in_words_are_read_in_english_alone() -> None:
    assert [number.value for number in numbers_in("six 6", "fr")] == [6]
    assert [number.value for number in numbers_in("six 6", "en-GB")] == [6, 6]
