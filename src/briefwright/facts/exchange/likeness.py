"""Whether two items are the same work, and by what that shows."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any

# Parts of a book bear the book's ISBN, and often its address: it does not tell one part from another.
_PARTS = frozenset({"chapter", "entry", "entry-dictionary", "entry-encyclopedia", "paper-conference"})

Sign = tuple[str, str]
"""What shows that two items are one work: what it is, and its value in a form that compares."""


def signs_of(item: Mapping[str, Any]) -> Iterator[Sign]:
    """Return the signs of an item: DOI, URL, ISBN; title, year and first author together."""
    if "DOI" in item:
        yield "DOI", re.sub(r"^(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", "", item["DOI"].lower())
    if "URL" in item:
        yield "URL", re.sub(r"^https?://(?:www\.)?|/+$", "", item["URL"])
    if "ISBN" in item and item.get("type") not in _PARTS:
        for number in re.split(r"[,;\s]+", item["ISBN"]):
            digits = re.sub(r"[^0-9X]", "", number.upper())
            if len(digits) in (10, 13):
                yield "ISBN", _isbn13(digits)
    title = letters(item.get("title", ""))
    if title and year_of(item):
        yield "title, year and first author", f"{title}|{year_of(item)}|{first_name(item)}"


def is_same_work(first: Mapping[str, Any], second: Mapping[str, Any]) -> bool:
    """Whether two items that go by one key can be the same work: one of them may have been corrected since."""
    if set(signs_of(first)) & set(signs_of(second)):
        return True
    if letters(first.get("title", "")) == letters(second.get("title", "")):
        return True
    who = first_name(first)
    return bool(who) and who == first_name(second) and year_of(first) == year_of(second)


def _isbn13(digits: str) -> str:
    """Return an ISBN without its check digit, in the form with 13 digits."""
    return digits[:12] if len(digits) == 13 else f"978{digits[:9]}"


def letters(text: str) -> str:
    """Return the letters and digits of a text without accents and case, for comparing."""
    plain = unicodedata.normalize("NFKD", re.sub(r"<[^>]*>", "", text)).casefold()
    return "".join(character for character in plain if character.isalnum())


def year_of(item: Mapping[str, Any]) -> str:
    """Return the year of an item as its date begins."""
    return str(item.get("issued", "")).lstrip("[")[:4]


def first_name(item: Mapping[str, Any]) -> str:
    """Return the family name of who comes first, for comparing."""
    names = item.get("author") or item.get("editor") or [{}]
    return letters(names[0].get("family") or names[0].get("literal") or "")
