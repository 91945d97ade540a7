"""The digits in which a language counts."""

from __future__ import annotations

from typing import Literal, TypeAlias

Numbering: TypeAlias = Literal["latn", "arab", "arabext"]
"""A numbering system by its CLDR name: Latin digits, Arabic-Indic ones, and the eastern form that Persian has."""

_LATIN = "0123456789"
_DIGITS = {
    name: str.maketrans(_LATIN, digits)
    for name, digits in {"latn": _LATIN, "arab": "٠١٢٣٤٥٦٧٨٩", "arabext": "۰۱۲۳۴۵۶۷۸۹"}.items()
}
# Named here because CLDR's default for Arabic changes from one release to the next.
_SYSTEMS: dict[str, Numbering] = {"ar": "arab", "fa": "arabext"}


def numbering_of(tag: str) -> Numbering:
    """Return the numbering system of a language (a BCP 47 tag)."""
    return _SYSTEMS.get(tag.split("-")[0], "latn")


def in_digits(text: str, numbering: Numbering) -> str:
    """Return a text with its Latin digits written in a numbering system."""
    return text.translate(_DIGITS[numbering])
