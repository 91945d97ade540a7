"""Uncertain dates: the Extended Date/Time Format (ISO 8601-2:2019, Library of Congress EDTF), read and ordered.

Level 0 dates and intervals without times, level 1 whole, and from level 2 the forms that sources on past events
need: a qualified part (``2020-12-~07``), a day known to its ten (``1988-07-2X``) and one of a set (``[a,b]``).
"""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

Ymd = tuple[int, int, int]

_EARLIEST: Ymd = (0, 1, 1)
_LATEST: Ymd = (9999, 12, 31)
_DAYS = (0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_SEASON_MONTHS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 12)}
_DATE = re.compile(
    r"(?P<qy>[?~%]?)(?P<year>\d{4}|\d{3}X|\d\dXX)(?P<ay>[?~%]?)"
    r"(?:-(?P<qm>[?~%]?)(?P<month>\d\d|XX)(?P<am>[?~%]?)"
    r"(?:-(?P<qd>[?~%]?)(?P<day>\d\d|\dX|XX)(?P<ad>[?~%]?))?)?",
    re.ASCII,
)
_KEPT = 1 << 15  # as many dates as a large base has are known again by their text
_SLASHED = re.compile(r"(\d{1,2})[./](\d{1,2})[./](\d{4})", re.ASCII)


class EdtfError(ValueError):
    """Raised for text that is not a date this module knows; the message says what was expected."""


@dataclass(frozen=True, slots=True)
class Moment:
    """One date, as far as it is known.

    `year` is four characters, of which the last may be ``X``; `month` is 1 to 12, 21 to 24 for a season, 0 where
    it is stated to be unknown, None where the date is not that precise; `day` likewise, and `tens` is 0 to 3
    where only the ten of the day is known.
    """

    year: str
    month: int | None = None
    day: int | None = None
    tens: int | None = None
    uncertain: bool = False
    approximate: bool = False

    @property
    def precision(self) -> Literal["day", "tens", "month", "season", "year", "decade", "century"]:
        """The finest part that is known."""
        if self.tens is not None:
            return "tens"
        if self.day:
            return "day"
        if self.month:
            return "season" if self.month > 12 else "month"
        return {0: "year", 1: "decade", 2: "century"}[self.year.count("X")]  # type: ignore[return-value]

    @property
    def day_not_stated(self) -> bool:
        """True where the source is known to leave the day (or month and day) out: ``2021-05-XX``."""
        return self.day == 0 or self.month == 0

    @property
    def earliest(self) -> Ymd:
        """The first day that the date can mean, as (year, month, day)."""
        year = int(self.year.replace("X", "0"))
        first_month, _ = self._months
        return (year, first_month, self._days(year, first_month)[0])

    @property
    def latest(self) -> Ymd:
        """The last day that the date can mean, as (year, month, day)."""
        year = int(self.year.replace("X", "9"))
        _, last_month = self._months
        return (year, last_month, self._days(year, last_month)[1])

    @property
    def _months(self) -> tuple[int, int]:
        if not self.month:
            return (1, 12)
        return _SEASON_MONTHS.get(self.month, (self.month, self.month))

    def _days(self, year: int, month: int) -> tuple[int, int]:
        last = days_in(year, month)
        if self.tens is not None:
            # "Late July" is said of the 31st too: the last ten that a month has reaches to its end.
            return (max(1, self.tens * 10), last if self.tens == 2 else min(last, self.tens * 10 + 9))
        return (self.day, self.day) if self.day else (1, last)


@dataclass(frozen=True, slots=True)
class Edtf:
    """A date, an interval or one of a set, with the text it was read from.

    In an ``interval`` `start` or `end` is None where it is open or unknown; a ``date`` has start and end the
    same; a ``set`` names its members.
    """

    text: str
    kind: Literal["date", "interval", "set"]
    start: Moment | None
    end: Moment | None
    members: tuple[Moment, ...] = ()

    @property
    def earliest(self) -> Ymd:
        """The first day that it can mean; an open start is before everything."""
        return self.start.earliest if self.start else _EARLIEST

    @property
    def latest(self) -> Ymd:
        """The last day that it can mean; an open end is after everything."""
        return self.end.latest if self.end else _LATEST

    @property
    def sort_key(self) -> tuple[Ymd, Ymd]:
        """Chronological order: by the first possible day, and the more exact date first."""
        return (self.earliest, self.latest) if self.start else (self.latest, self.latest)

    @property
    def anchor(self) -> Moment:
        """The moment by which a chronology files it: its start, or its end where the start is open."""
        moment = self.start or self.end
        assert moment is not None, "an interval open on both sides is refused when it is read"  # noqa: S101
        return moment

    def overlaps(self, first: Edtf | None, last: Edtf | None) -> bool:
        """Tell whether any possible day lies between the first day of `first` and the last day of `last`."""
        after_start = first is None or self.latest >= first.earliest
        before_end = last is None or self.earliest <= last.latest
        return after_start and before_end

    def __str__(self) -> str:
        return self.text


def days_in(year: int, month: int) -> int:
    """Return how many days a month of the proleptic Gregorian calendar has."""
    return 29 if month == 2 and calendar.isleap(year) else _DAYS[month]


@lru_cache(maxsize=_KEPT)
def parse(text: str) -> Edtf:
    """Return the date that `text` writes.

    Raises:
        EdtfError: the text is not one of the forms, or no such day exists.

    """
    if text.startswith("[") and text.endswith("]"):
        return _set(text)
    if "/" in text and not _SLASHED.fullmatch(text):
        return _interval(text)
    moment = _moment(text)
    return Edtf(text, "date", moment, moment)


def _set(text: str) -> Edtf:
    members = tuple(_moment(part.strip()) for part in text[1:-1].split(","))
    if len(members) < 2:
        raise EdtfError(f"'{text}' names one date: a set needs two or more, as [2021-05-03,2021-05-04]")
    ordered = sorted(members, key=lambda member: member.earliest)
    return Edtf(text, "set", ordered[0], ordered[-1], members)


def _interval(text: str) -> Edtf:
    parts = text.split("/")
    if len(parts) != 2:
        raise EdtfError(
            f"'{text}' is not an interval: write start/end, as 1988-07/1988-09, or 1988/.. where it goes on"
        )
    start, end = (None if part in ("", "..") else _moment(part) for part in parts)
    if start is None and end is None:
        raise EdtfError(f"'{text}' has neither start nor end")
    if start and end and start.earliest > end.latest:
        raise EdtfError(f"'{text}' ends before it starts")
    return Edtf(text, "interval", start, end)


def _moment(text: str) -> Moment:
    match = _DATE.fullmatch(text)
    if match is None:
        raise EdtfError(_expected(text))
    qy, year, ay, qm, month_text, am, qd, day_text, ad = match.groups()
    month, day, tens = _month(text, month_text), None, None
    if day_text:
        day, tens = _day(text, day_text)
    if year == "0000":
        raise EdtfError(f"'{text}' is in a year that there was not: the first is 0001")
    if month is not None and "X" in year:
        raise EdtfError(f"'{text}' gives a month in a year that is not known")
    marks = {qy, ay, qm, am, qd, ad}
    moment = Moment(year, month, day, tens, not marks.isdisjoint("?%"), not marks.isdisjoint("~%"))
    _refuse_impossible(text, moment)
    return moment


def _month(text: str, month: str | None) -> int | None:
    if month is None:
        return None
    if month == "XX":
        return 0  # stated to be unknown
    number = int(month)
    if not (1 <= number <= 12 or 21 <= number <= 24):
        raise EdtfError(f"'{text}' has month {month}: months are 01 to 12, seasons 21 (spring) to 24 (winter)")
    return number


def _day(text: str, day: str) -> tuple[int | None, int | None]:
    if day == "XX":
        return 0, None
    if day.endswith("X"):
        if int(day[0]) > 2:
            raise EdtfError(f"'{text}' has day {day}: 0X is early, 1X mid, 2X late in the month")
        return None, int(day[0])
    if day == "00":
        raise EdtfError(f"'{text}' has day 00: write XX for a day that the source does not state")
    return int(day), None


def _refuse_impossible(text: str, moment: Moment) -> None:
    if moment.day is None and moment.tens is None:
        return
    if moment.month == 0 and (moment.day or moment.tens is not None):
        raise EdtfError(f"'{text}' gives a day in a month that is not known")
    if moment.month and moment.month > 12:
        raise EdtfError(f"'{text}' gives a day in a season")
    if not moment.month or not moment.day:
        return
    last = days_in(int(moment.year), moment.month)
    if moment.day > last:
        raise EdtfError(f"'{text}' is no day: {calendar.month_name[moment.month]} {moment.year} has {last} days")


def _expected(text: str) -> str:
    slashed = _SLASHED.fullmatch(text)
    if slashed:
        day, month, year = slashed.groups()
        return f"'{text}' is not a date in EDTF: write year-month-day, as {year}-{int(month):02}-{int(day):02}"
    return (
        f"'{text}' is not a date in EDTF: write 1988, 1988-07, 1988-07-19, 1988-07/1988-09, 1988/.. or 2021-05-XX"
    )
