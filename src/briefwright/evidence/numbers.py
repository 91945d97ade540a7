"""Numbers as sentences write them: 30,000, 30 000, 30 thousand, ۳۰٬۰۰۰ and, in English, thirty thousand."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass

_GROUPED = r"\d{1,3}(?:[,٬'’  \u2009\u202f\u00a0]\d{3}(?!\d))+"
# Not a part of a symbol (A/43/705), a range, a decimal, an ordinal, a compound (16-year-old), a share or a price.
_DIGITS = re.compile(rf"(?<![\w/.,–—€$£#-])(?P<digits>{_GROUPED}|\d+)(?![\w/%–—-]|[.,]\d| ?%| per cent)")
_SCALES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000}
_SCALE = re.compile(r"\s+(thousand|million)\b", re.IGNORECASE)
_ONES = dict(
    zip(
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen".split(),
        range(1, 20),
        strict=True,
    )
)
_TENS = dict(zip("twenty thirty forty fifty sixty seventy eighty ninety".split(), range(20, 100, 10), strict=True))
_UNITS = {**_ONES, **_TENS}
_WORD = "|".join((*_UNITS, *_SCALES))
# "and" joins what follows a hundred, and parts one number from the next elsewhere.
_JOINT = r"(?:(?:(?<=hundred)|(?<=thousand)|(?<=million))\s+and\s+|[\s-]+)"
_WRITTEN = re.compile(
    rf"(?<![\w-])(?:an?\s+(?=hundred|thousand|million))?(?:{_WORD})(?:{_JOINT}(?:{_WORD}))*(?!\w|-\w)",
    re.IGNORECASE,
)
_MONTHS = "|".join(name for name in calendar.month_name if name)
_DAY_BEFORE = re.compile(rf"(?:{_MONTHS})\s+$", re.IGNORECASE)
_DAY_AFTER = re.compile(rf"\s+(?:{_MONTHS})\b", re.IGNORECASE)
# What makes a number the place of something rather than an amount.
_LABEL_BEFORE = re.compile(
    r"(?:\b(?:p|pp|paras?|paragraphs?|pages?|arts?|articles?|nos?|number|chapter|ch|item|note|n|rule|section|"
    r"resolution|vol|volume)\.?|§+)\s*$",
    re.IGNORECASE,
)
_YEARS = range(1500, 2101)


@dataclass(frozen=True, slots=True)
class Number:
    """A whole number in a text: its value, the characters that write it, and whether it may be a year."""

    value: int
    start: int
    end: int
    text: str
    may_be_year: bool = False


def numbers_in(text: str, language: str = "en") -> Iterator[Number]:
    """Return the amounts that a text writes; dates, symbols, and places such as "para. 16" are none."""
    if any(character.isdecimal() for character in text):
        yield from _in_digits(text)
    if language.partition("-")[0] == "en":
        yield from _in_words(text)


def _in_digits(text: str) -> Iterator[Number]:
    for match in _DIGITS.finditer(text):
        digits = "".join(character for character in match["digits"] if character.isdecimal())
        if _is_no_amount(text, match.start(), match.end()) or len(digits) > 15:
            continue
        scale = _SCALE.match(text, match.end())
        end = scale.end() if scale else match.end()
        value = int(digits) * (_SCALES[scale[1].lower()] if scale else 1)
        may_be_year = match["digits"] == digits and scale is None and value in _YEARS
        yield Number(value, match.start(), end, text[match.start() : end], may_be_year)


def _in_words(text: str) -> Iterator[Number]:
    for match in _WRITTEN.finditer(text):
        if not text[max(0, match.start() - 4) : match.start()].rstrip()[-1:].isdecimal():
            yield Number(_value(re.findall(r"[a-z]+", match[0].lower())), match.start(), match.end(), match[0])


def _is_no_amount(text: str, start: int, end: int) -> bool:
    before = text[max(0, start - 16) : start]
    return bool(_DAY_BEFORE.search(before) or _LABEL_BEFORE.search(before) or _DAY_AFTER.match(text, end))


def _value(words: list[str]) -> int:
    """Return what the words of a number add up to: "thirty-four thousand and two" is 34,002."""
    total = part = 0
    for word in words:
        if word == "hundred":
            part = max(part, 1) * 100
        elif word in _SCALES:
            total, part = total + max(part, 1) * _SCALES[word], 0
        else:
            part += _UNITS.get(word, 0)
    return total + part
