"""Solar Hijri dates, which Persian readers live by, by ICU's calendar."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Literal, TypeAlias

from briefwright.i18n.edtf import Ymd

Unit: TypeAlias = Literal["day", "month", "year"]
_EPOCH = date(1970, 1, 1)
_SECONDS = 86_400.0


@lru_cache(maxsize=4096)
def solar_hijri(day: Ymd) -> Ymd:
    """Return a Gregorian day as year, month and day of the Solar Hijri calendar."""
    from icu import Calendar, Locale, TimeZone

    calendar = Calendar.createInstance(TimeZone.getGMT(), Locale("fa@calendar=persian"))
    calendar.setTime((date(*day) - _EPOCH).days * _SECONDS)
    return calendar.get(Calendar.YEAR), calendar.get(Calendar.MONTH) + 1, calendar.get(Calendar.DATE)


@lru_cache(maxsize=1)
def month_names() -> tuple[str, ...]:
    """Return the names of the twelve months in Persian."""
    from icu import Locale, SimpleDateFormat

    return tuple(SimpleDateFormat("LLLL", Locale("fa@calendar=persian")).getDateFormatSymbols().getMonths())


def solar_span(first: Ymd, last: Ymd, unit: Unit) -> str:
    """Return the time between two Gregorian days as a reader of Persian writes it, with Latin digits.

    A month of the Gregorian calendar covers parts of two months, and a year parts of two years. Empty for a time
    before the calendar's first year.
    """
    start, end = solar_hijri(first), solar_hijri(last)
    if start[0] < 1:
        return ""
    depth = {"year": 1, "month": 2, "day": 3}[unit]
    if start[:depth] == end[:depth]:
        return _words(start[:depth])
    shared = next(place for place in range(depth) if start[place] != end[place])
    if shared == 0:
        dash = "–" if unit == "year" else " – "
        return f"{_words(start[:depth])}{dash}{_words(end[:depth])}"
    dash = " – " if unit == "day" and shared == 1 else "–"
    return f"{_words(start[shared:depth], shared)}{dash}{_words(end[:depth])}"


def _words(parts: tuple[int, ...], skipped: int = 0) -> str:
    """Return year, month and day, or what of them follows the parts that are skipped, from the day to the year."""
    names = {1: month_names()}
    words = [names[place][part - 1] if place in names else str(part) for place, part in enumerate(parts, skipped)]
    return " ".join(reversed(words))
