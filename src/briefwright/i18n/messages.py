"""Marks for the extraction of the program's own words."""

from __future__ import annotations

from dataclasses import dataclass


def message(text: str) -> str:
    """Return a text as it is, and mark it for translation: what reaches the catalogue later as a variable."""
    return text


@dataclass(frozen=True, slots=True)
class DayOr:
    """A message about a date in two forms: French says "au 3 septembre 2020", and "en 2020".

    `day` holds ``{day}`` for one day of a month, `other` holds ``{date}`` for every other date.
    """

    day: str
    other: str
