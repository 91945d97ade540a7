"""Dates of other programs ↔ EDTF.

CSL-JSON's date variables (schema csl-data.json 1.0), BibLaTeX's ``date`` (EDTF levels 0 and 1), BibTeX's ``year``
and ``month``, and RIS's ``YYYY/MM/DD/words``. Text that is no date gives None: the caller keeps it as it is.
"""

from __future__ import annotations

import re
from typing import Any

from briefwright.facts.csl import to_csl_json
from briefwright.i18n.edtf import EdtfError, parse

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
_RIS = re.compile(r"(\d{4})(?:/(\d{1,2})?(?:/(\d{1,2})?(?:/(.*))?)?)?")


def edtf_text(text: str) -> str | None:
    """Return a text if it is a date in EDTF as it stands."""
    try:
        return parse(text.strip()).text
    except EdtfError:
        return None


def from_csl(value: object) -> str | None:
    """Return a date of CSL-JSON as EDTF: an object with date-parts, raw, literal or edtf, or a text."""
    if isinstance(value, str | int):
        return edtf_text(str(value))
    if not isinstance(value, dict):
        return None
    if value.get("date-parts"):
        return _from_parts(value)
    named = (value.get(key) for key in ("edtf", "raw", "literal"))
    return next((date for text in named if isinstance(text, str) and (date := edtf_text(text))), None)


def _from_parts(value: dict[str, Any]) -> str | None:
    mark = "~" if value.get("circa") in (True, 1, "1", "true") else ""
    season = _season(value.get("season"))
    try:
        moments = [
            _moment([int(part) for part in parts if part not in ("", None)], season)
            for parts in value["date-parts"]
        ]
    except (TypeError, ValueError):
        return None
    if not 1 <= len(moments) <= 2 or not all(moments):
        return None
    return edtf_text("/".join(f"{moment}{mark}" for moment in moments))


def _moment(parts: list[int], season: int | None) -> str:
    """Return year, month and day as EDTF; CSL's months 13 to 16 are seasons too."""
    if not parts or not 1 <= parts[0] <= 9999:
        return ""
    if len(parts) == 1 and season:
        parts = [*parts, season]
    if len(parts) == 2 and 13 <= parts[1] <= 16:
        parts = [parts[0], parts[1] + 8]
    return "-".join([f"{parts[0]:04}", *(f"{part:02}" for part in parts[1:3])])


def _season(value: object) -> int | None:
    text = str(value or "").strip().lower()
    if text in ("1", "2", "3", "4"):
        return int(text) + 20
    return _SEASONS.get(text)


def to_csl(text: str) -> dict[str, Any]:
    """Return an EDTF date as CSL-JSON can say it."""
    date: dict[str, Any] = to_csl_json("", {"issued": parse(text)})["issued"]
    return date


def month_of(text: str) -> int | None:
    """Return the number of a month or season that is written as number or English name."""
    word = text.strip().strip(".").lower()
    if word.isdecimal() and word.isascii():
        return int(word)
    if word in _SEASONS:
        return _SEASONS[word]
    return MONTHS.index(word[:3]) + 1 if word[:3] in MONTHS else None


def from_bibtex(year: str, month: str, day: str) -> str | None:
    """Return BibTeX's year, month and day as EDTF; a month may hold the day too: ``dec # "~4"``."""
    words = month.replace("\u00a0", " ").replace(",", " ").split()
    if len(words) == 2 and not day:
        words.sort(key=lambda word: word.strip(".").isdecimal())
        month, day = words[0], words[1]
    number = month_of(month) if month else None
    if month and number is None:
        return None
    parts = [year.strip(), *([f"{number:02}"] if number else []), *([f"{int(day):02}"] if day.isdecimal() else [])]
    if day and (not day.isdecimal() or not number):
        return None
    return edtf_text("-".join(parts))


def from_ris(text: str) -> str | None:
    """Return a date of RIS, ``2018/12/04/`` or ``2018///Spring``, as EDTF."""
    match = _RIS.fullmatch(text.strip())
    if match is None:
        return edtf_text(text)
    year, month, day, words = match.groups()
    if not month and words:
        season = _SEASONS.get(words.strip().lower())
        return edtf_text(f"{year}-{season}") if season else None
    parts = [year, *(f"{int(part):02}" for part in (month, day) if part)]
    return edtf_text("-".join(parts))
