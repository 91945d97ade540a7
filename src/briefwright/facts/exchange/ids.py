"""From a key of another program to an id of the fact base: the same key gives the same id, always.

The key is written in Latin letters without accents, in lower case; everything else becomes a hyphen. A key that
says nothing (Zotero's addresses and numbers) gives way to first author, year and the title's first words.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from briefwright.facts.exchange.item import Item
from briefwright.facts.values import fault_of_id

_LONGEST = 63
_SAYS_NOTHING = re.compile(r"(?:https?://.*|\d{0,3})")
_TITLE_WORDS = 3


def id_of(item: Item) -> str:
    """Return the id that an item's key stands for."""
    if item.own_id:
        return item.own_id
    if not _SAYS_NOTHING.fullmatch(item.key) and _slug(item.key):
        return _sound(_slug(item.key))
    return _sound(_slug(" ".join([_who(item), str(item.csl.get("issued", ""))[:4], *_title_words(item)])))


def next_id(wanted: str, is_taken: Callable[[str], bool]) -> str:
    """Return an id, with the first number behind it that is free where it is taken."""
    if not is_taken(wanted):
        return wanted
    number = 2
    while is_taken(numbered := f"{wanted[: _LONGEST - 1 - len(str(number))].rstrip('-')}-{number}"):
        number += 1
    return numbered


def _slug(text: str) -> str:
    plain = _to_latin()(text)
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")


@cache
def _to_latin() -> Callable[[str], str]:
    from icu import Transliterator

    to_latin = Transliterator.createInstance("Any-Latin; Latin-ASCII; [:Nonspacing Mark:] Remove")
    return to_latin.transliterate  # type: ignore[no-any-return]


def _sound(slug: str) -> str:
    short = slug[:_LONGEST].rstrip("-") or "source"
    return short if fault_of_id(short) is None else f"{short}-source"


def _who(item: Item) -> str:
    names = item.csl.get("author") or item.csl.get("editor") or [{}]
    name = names[0] if isinstance(names, list) and isinstance(names[0], dict) else {}
    return str(name.get("family") or name.get("literal") or "")


def _title_words(item: Item) -> list[str]:
    words = re.sub(r"<[^>]*>", "", str(item.csl.get("title", ""))).split()
    return [word for word in words if len(word) > 3][:_TITLE_WORDS]
