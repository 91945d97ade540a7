"""The wording of dates in a language: CLDR for what is exact, sentences of our catalogue for what is not.

In Persian the Solar Hijri date comes first and the Gregorian one, which the source gives, stands beside it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date

from babel import Locale as Cldr

from briefwright.i18n.edtf import Edtf, Moment, Ymd
from briefwright.i18n.messages import DayOr, message
from briefwright.i18n.months import formatted
from briefwright.i18n.numbering import in_digits, numbering_of
from briefwright.i18n.solar_hijri import Unit, solar_hijri, solar_span

Translate = Callable[[str], str]
# A word of a CLDR skeleton for each precision: which fields the date shows, not their order or punctuation.
_SKELETONS = {"day": "yMMMMd", "month": "yMMMM", "year": "y"}
# As CLDR has it behind a month; its year alone is a bare number, which no Russian sentence has for a date.
_RUSSIAN_YEAR = "y\u00a0'г.'"
_FULL_MONTH = re.compile(r"M{3,4}|L{3,4}")
_SEASONS = (
    message("spring {year}"),
    message("summer {year}"),
    message("autumn {year}"),
    message("winter {year}"),
)
_TENS = (message("early {month}"), message("mid-{month}"), message("late {month}"))
_ABOUT = DayOr(message("about {day}"), message("about {date}"))
_SINCE = DayOr(message("since {day}"), message("since {date}"))
_UNTIL = DayOr(message("until {day}"), message("until {date}"))


# The Gregorian date behind a Solar Hijri one.
_BESIDE = re.compile(r"(?<=[۰-۹]) \(([^()]*[۰-۹])\)")


def within_brackets(words: str) -> str:
    """Return words that are to stand in brackets: a second date in them has a stroke before it, and no brackets."""
    return _BESIDE.sub(r" / \1", words)


def is_one_day(edtf: Edtf) -> bool:
    """Tell whether a date is one day of a month, which some languages give an article."""
    return edtf.kind == "date" and edtf.anchor.precision == "day" and not edtf.anchor.approximate


def date_in_words(edtf: Edtf, cldr: Cldr, translate: Translate) -> str:
    """Return the wording of a date as a reader of the language expects it.

    Exact dates follow CLDR; approximation, doubt, an open end or a day that no source states are said in words.
    """
    return in_digits(_Wording(cldr, translate).words(edtf), numbering_of(cldr.language))


class _Wording:
    """The wording of dates in one language."""

    def __init__(self, cldr: Cldr, translate: Translate) -> None:
        self._cldr = cldr
        self._translate = translate

    def words(self, edtf: Edtf) -> str:
        """Return the words of a date, with Latin digits."""
        if edtf.kind == "set":
            words, *others = (self._moment(member) for member in edtf.members)
            for other in others:
                words = self._translate("{first} or {second}").format(first=words, second=other)
            return words
        return self._interval(edtf) if edtf.kind == "interval" else self._moment(edtf.anchor)

    def _interval(self, edtf: Edtf) -> str:
        if edtf.start is None or edtf.end is None:
            return self._dated(_SINCE if edtf.end is None else _UNTIL, edtf.anchor, self._moment(edtf.anchor))
        plain = all(not (m.uncertain or m.approximate or m.day_not_stated) for m in (edtf.start, edtf.end))
        precisions = {edtf.start.precision, edtf.end.precision}
        if plain and len(precisions) == 1 and precisions <= set(_SKELETONS):
            words = self._exact_interval(edtf.start, edtf.end)
            return self._beside(self._solar(edtf.earliest, edtf.latest, edtf.start.precision), words)
        start, end = self._moment(edtf.start), self._moment(edtf.end)
        return self._translate("{start} to {end}").format(start=start, end=end)

    def _exact_interval(self, first: Moment, last: Moment) -> str:
        """Return CLDR's interval ("15–18 November 2019"), which says once what both ends share."""
        start, end = _day(first), _day(last)
        skeleton = _SKELETONS[first.precision]
        differs = "y" if start.year != end.year else "M" if start.month != end.month else "d"
        # Where CLDR has interval patterns for the short month only, they serve for its full name.
        formats = self._cldr.interval_formats
        patterns = (formats.get(skeleton) or formats[skeleton.replace("MMMM", "MMM")]).get(differs)
        if patterns is None:  # both ends are the same
            return self._gregorian(first)
        full = (_FULL_MONTH.sub(lambda month: month[0][0] * 4, part) for part in _halves(patterns))
        return "".join(formatted(day, part, self._cldr) for day, part in zip((start, end), full, strict=True))

    def _moment(self, moment: Moment) -> str:
        words = self._beside(self._solar_moment(moment), self._gregorian(moment))
        if moment.day_not_stated:
            words = self._translate("{date}, day not stated").format(date=words)
        if moment.approximate:
            words = self._dated(_ABOUT, moment, words)
        if moment.uncertain:
            words = self._translate("{date} (uncertain)").format(date=words)
        return words

    def _dated(self, pattern: DayOr, moment: Moment, words: str) -> str:
        """Return a sentence about a moment, in the form that its precision asks for."""
        one_day = moment.precision == "day" and (pattern is _ABOUT or not moment.approximate)
        return self._translate(pattern.day if one_day else pattern.other).format(day=words, date=words)

    def _gregorian(self, moment: Moment) -> str:
        """Return what is known of a moment, in the calendar in which it is given."""
        precision = moment.precision
        if precision in _SKELETONS:
            return formatted(_day(moment), self._pattern(precision), self._cldr)
        if precision == "tens":
            # In a sentence Russian has the genitive of the month, not its name as a title.
            month = formatted(_day(moment), self._pattern("month").replace("LLLL", "MMMM"), self._cldr)
            return self._translate(_TENS[moment.tens or 0]).format(month=month)
        return self._period(moment, int(moment.year.replace("X", "0")), moment.latest[0])

    def _period(self, moment: Moment, first: int, last: int) -> str:
        """Return a season, a decade or a century by its years in either calendar."""
        if moment.precision == "season":
            return self._translate(_SEASONS[(moment.month or 21) - 21]).format(year=last)
        if moment.precision == "decade":
            return self._translate("the {year}s").format(year=first)
        return self._translate("between {first} and {last}").format(first=first, last=last)

    def _pattern(self, precision: str) -> str:
        if precision == "day":
            return str(self._cldr.date_formats["long"].pattern)
        if precision == "year" and self._cldr.language == "ru":
            return _RUSSIAN_YEAR
        return str(self._cldr.datetime_skeletons[_SKELETONS[precision]].pattern)

    # ------------------------------------------------------- Solar Hijri

    def _beside(self, solar: str, gregorian: str) -> str:
        return f"{solar} ({gregorian})" if solar else gregorian

    def _solar_moment(self, moment: Moment) -> str:
        if moment.precision not in ("season", "century") or self._cldr.language != "fa":
            return self._solar(moment.earliest, moment.latest, moment.precision)
        first, last = solar_hijri(moment.earliest)[0], solar_hijri(moment.latest)[0]
        return self._period(moment, first, last) if first > 0 else ""

    def _solar(self, first: Ymd, last: Ymd, precision: str) -> str:
        """Return the same time in the Solar Hijri calendar, for Persian; nothing for other languages."""
        units: dict[str, Unit] = {"day": "day", "tens": "day", "month": "month"}
        return solar_span(first, last, units.get(precision, "year")) if self._cldr.language == "fa" else ""


def _halves(patterns: list[str]) -> list[str]:
    """Return the patterns of both ends; Babel keeps them in one where the month has two forms (LLL – MMM)."""
    return patterns if len(patterns) > 1 else re.split("(?<=[^LM])(?=M)", patterns[0], maxsplit=1)


def _day(moment: Moment) -> date:
    return date(*moment.earliest)
