"""A day put into a CLDR pattern, with what CLDR does not know of a language."""

from __future__ import annotations

import re
from datetime import date

from babel import Locale as Cldr
from babel.dates import format_date

_MONTH = re.compile(r"[ML]{4}")
_DAY = re.compile(r"(?<![\w'])d(?![\w'])")
ARABIC_MONTHS = (
    "كانون الثاني/يناير",
    "شباط/فبراير",
    "آذار/مارس",
    "نيسان/أبريل",
    "أيار/مايو",
    "حزيران/يونيه",
    "تموز/يوليه",
    "آب/أغسطس",
    "أيلول/سبتمبر",
    "تشرين الأول/أكتوبر",
    "تشرين الثاني/نوفمبر",
    "كانون الأول/ديسمبر",
)
"""The months as Arabic documents of the United Nations write them, with both names of each; CLDR has one."""

# Narrow and thin spaces of CLDR: not every font has them, and where one does they look no better in running text.
_SPACES = str.maketrans({"\u2009": " ", "\u202f": "\u00a0"})


def formatted(day: date, pattern: str, cldr: Cldr) -> str:
    """Return a day in a CLDR date pattern, with Latin digits."""
    if cldr.language == "ar":
        pattern = _MONTH.sub(f"'{ARABIC_MONTHS[day.month - 1]}'", pattern)
    if cldr.language == "fr" and day.day == 1:
        pattern = _DAY.sub("'1er'", pattern)
    return format_date(day, pattern, locale=cldr).translate(_SPACES)
