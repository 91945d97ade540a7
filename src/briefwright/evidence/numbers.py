"""Numbers as sentences write them: 30,000, 30 000, 30 thousand, ۳۰٬۰۰۰, 3万 and, in English, thirty thousand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from babel import Locale as Cldr
from babel.core import UnknownLocaleError

from briefwright.evidence.folding import folded
from briefwright.evidence.phrases import Phrases, phrases_of
from briefwright.i18n.months import ARABIC_MONTHS
from briefwright.i18n.solar_hijri import month_names

_SCALES = {"hundred": 100, "thousand": 1_000, "million": 1_000_000}
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
_LAST_YEAR = 2100
# How many characters before and behind a number can say that it is no amount.
_NEAR = 20


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
        yield from _in_digits(text, language.partition("-")[0])
    if language.partition("-")[0] == "en":
        yield from _in_words(text)


def _in_digits(text: str, language: str) -> Iterator[Number]:
    phrases = phrases_of(language)
    for match in _digits(phrases.attached, phrases.grouped_by_stop).finditer(text):
        digits = "".join(character for character in match["digits"] if character.isdecimal())
        if len(digits) > 15 or _is_no_amount(text, match.start(), match.end(), language, phrases):
            continue
        scale, end = _scale(text, match.end(), phrases)
        value = int(digits) * scale
        may_be_year = match["digits"] == digits and scale == 1 and phrases.first_year <= value <= _LAST_YEAR
        yield Number(value, match.start(), end, text[match.start() : end], may_be_year)


@cache
def _digits(attached: bool, grouped_by_stop: bool) -> re.Pattern[str]:
    """Return what finds digits that are no part of a symbol (A/43/705), a range, a decimal, a share or a price.

    Nor are they of an ordinal or a compound (16-year-old), unless letters stand beside digits in the language.
    """
    word = r"A-Za-z\d_" if attached else r"\w"
    stop = "." if grouped_by_stop else ""
    grouped = rf"\d{{1,3}}(?:[,٬'’  \u2009\u202f\u00a0{stop}]\d{{3}}(?!\d))+"
    return re.compile(
        rf"(?<![{word}/.,٫–—€$£#-])(?P<digits>{grouped}|\d+)(?![{word}/%٪–—-]|[.,٫]\d|[ \u00a0\u202f]?[%٪])"
    )


def _scale(text: str, end: int, phrases: Phrases) -> tuple[int, int]:
    """Return what digits that end there are multiplied by, and where the number ends."""
    behind = text[end : end + _NEAR]
    for value, words in phrases.scales.items():
        for _, length in words.spans_in(behind):
            return value, end + length
    return 1, end


def _is_no_amount(text: str, start: int, end: int, language: str, phrases: Phrases) -> bool:
    """Tell whether what stands beside a number makes it a day, a share, or the place of something."""
    before, behind = text[max(0, start - _NEAR) : start], text[end : end + _NEAR]
    if phrases.labels.stand_in(before) or phrases.counted.stand_in(behind) or phrases.shares.stand_in(behind):
        return True
    day_before, day_behind = _days(language)
    return bool(day_before.search(folded(before)) or day_behind.match(folded(behind)))


@cache
def _days(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return what finds the name of a month before and behind a day."""
    names = "|".join(sorted(map(re.escape, _months(language)), key=len, reverse=True))
    if not names:
        return re.compile(r"(?!)"), re.compile(r"(?!)")
    before = re.compile(rf"(?:{names})\s+$", re.IGNORECASE)
    return before, re.compile(rf"\s+(?:de\s+)?(?:{names})(?!\w)", re.IGNORECASE)


def _months(language: str) -> frozenset[str]:
    try:
        months = Cldr.parse(language).months
    except (UnknownLocaleError, ValueError):
        return frozenset()
    names = {str(name) for context in months.values() for name in context["wide"].values()}
    if language == "ar":
        names |= {part for both in ARABIC_MONTHS for part in (both, *both.split("/"))}
    if language == "fa":
        names |= set(month_names())
    return frozenset(folded(name) for name in names if not name.isdecimal())


def _in_words(text: str) -> Iterator[Number]:
    for match in _WRITTEN.finditer(text):
        if not text[max(0, match.start() - 4) : match.start()].rstrip()[-1:].isdecimal():
            yield Number(_value(re.findall(r"[a-z]+", match[0].lower())), match.start(), match.end(), match[0])


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
