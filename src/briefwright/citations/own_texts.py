"""What a language asks of the words of a citation that CSL's own words for it lack: months, order, spaces."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from babel import Locale as Cldr

from briefwright.citations.terms import GENITIVES
from briefwright.i18n.edtf import parse
from briefwright.i18n.months import ARABIC_MONTHS
from briefwright.i18n.solar_hijri import solar_span
from briefwright.i18n.typography import typographic

_IBID = re.compile(r"^(?:ibid|ibíd|там же|ídem)")
_RUSSIAN_DAY = re.compile(rf"(?<=\d )(?:{'|'.join(GENITIVES)})")
_ARABIC_DATE = re.compile(r"([ء-ي]{3,})، (?=[0-9]{4})")
_FRENCH_FIRST = re.compile(
    r"(?<!\d)1 (?=(?:janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre)\b)"
)
# An abbreviation and its number, a year and its word: no line may end between them.
_BOUND = re.compile(
    r"(?<![^\W_])((?:paragr|párrs?|págs?|arts?|chap|caps?|sect|pp?|пп?|стр?|с|гл|рис|табл|прил)\.) (?=\d)"
    r"|(?<=\d) (?=гг?\.)"
)
_OWN_BOUND = re.compile(r"(?<!\w)(بند|بندهای|مادهٔ|ص\.?|صص\.?|الفقرة|الفقرات|المادة) (?=[0-9])")
_CHINESE_SAME_PLACE = re.compile(r"(同上|同前) (?=第)")
_CHINESE_PLACE = re.compile(r"([页段章条节]) (\d+(?:[-–～、]\d+)*)")
# The months as CSL's Persian locale has them. Its digits are Latin: a date in Persian ones is the author's.
_PERSIAN_MONTHS = {
    name: number
    for number, name in enumerate(
        "ژانویه فوریه مارس آوریل می ژوئن جولای آگوست سپتامبر اکتبر نوامبر دسامبر".split(), 1
    )
}
_PERSIAN_DATE = re.compile(rf"(?:(?<!\d)([0-9]{{1,2}}) )?\b({'|'.join(_PERSIAN_MONTHS)}) ([0-9]{{4}})(?!\d)")


def _french(text: str) -> str:
    return _western(_FRENCH_FIRST.sub("1er ", typographic(text, "fr")))


def _russian(text: str) -> str:
    return _western(_RUSSIAN_DAY.sub(lambda month: GENITIVES[month[0]], text))


def _arabic(text: str) -> str:
    text = _ARABIC_DATE.sub(lambda date: f"{_MONTHS.get(date[1], date[1])} ", text)
    return _OWN_BOUND.sub("\\1\u00a0", text)


def _chinese(text: str) -> str:
    placed = _CHINESE_PLACE.sub(lambda place: f"第{place[2]}{place[1]}", text)
    return _CHINESE_SAME_PLACE.sub("\\1，", placed)


def _persian(text: str) -> str:
    text = _PERSIAN_DATE.sub(lambda date: _with_solar_hijri(date[1], date[2], date[3]), text)
    return _OWN_BOUND.sub("\\1\u00a0", text)


def _with_solar_hijri(day: str | None, month: str, year: str) -> str:
    """Return a date of a source in both calendars, in Persian words."""
    number = _PERSIAN_MONTHS[month]
    edtf = parse(f"{int(year):04}-{number:02}" + (f"-{int(day):02}" if day else ""))
    solar = solar_span(edtf.earliest, edtf.latest, "day" if day else "month")
    gregorian = f"{day or ''} {Cldr('fa').months['format']['wide'][number]} {year}".strip()
    return f"{solar} / {gregorian}" if solar else gregorian


def _western(text: str) -> str:
    """Return a text with a capital for "Ibid." at its start, and with each abbreviation bound to its number."""
    text = _BOUND.sub(lambda bound: f"{bound[1] or ''}\u00a0", text)
    return _IBID.sub(lambda ibid: ibid[0][0].upper() + ibid[0][1:], text)


_MONTHS = {name: both for both in ARABIC_MONTHS for name in both.split("/")} | {
    "يونيو": ARABIC_MONTHS[5],
    "يوليو": ARABIC_MONTHS[6],
}
MONTHS: Mapping[str, Mapping[str, int]] = {
    "ar": {name: ARABIC_MONTHS.index(both) + 1 for name, both in _MONTHS.items()},
    "fa": _PERSIAN_MONTHS,
}
"""The names of the months that CSL has in the languages from right to left, and the month that each means."""
IN_LANGUAGE: Mapping[str, Callable[[str], str]] = {
    "ar": _arabic,
    "es": _western,
    "fa": _persian,
    "fr": _french,
    "ru": _russian,
    "zh": _chinese,
}
"""What changes a text of a citation, by language; other languages need nothing."""
