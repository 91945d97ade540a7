"""The marks of a layout's markup, one after another: start tags, end tags and text.

Stricter than HTML's own rules, which make something of everything: a ``<`` begins a tag or is a fault, and the
values of attributes stand in quotes, so that a word can never become an attribute. Reading takes one pass, whatever
the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from html import unescape

# Possessive: what was taken once is never given back, so that no text takes more than one look at each character.
_TAG = re.compile(
    r"<(?P<end>/?)(?P<name>[A-Za-z][A-Za-z0-9]*+)"
    r"(?P<attributes>(?:\s++[A-Za-z][A-Za-z0-9-]*+(?:=(?:\"[^\"]*+\"|'[^']*+'))?+)*+)\s*+(?P<empty>/?)>"
)
_ATTRIBUTE = re.compile(r"([A-Za-z][A-Za-z0-9-]*+)(?:=(?:\"([^\"]*+)\"|'([^']*+)'))?+")
_COMMENT, _COMMENT_END = "<!--", "-->"


@dataclass(frozen=True, slots=True)
class Start:
    """A start tag; `empty` where it ends in ``/>``."""

    tag: str
    attributes: dict[str, str]
    empty: bool


@dataclass(frozen=True, slots=True)
class End:
    """An end tag."""

    tag: str


@dataclass(frozen=True, slots=True)
class Broken:
    """A ``<`` that begins none of these, with the start of what follows; nothing behind it is read."""

    words: str


Mark = Start | End | Broken | str


def scan(html: str) -> Iterator[Mark]:
    """Return the marks of a text in order, its character references resolved; comments are left out."""
    position = 0
    while position < len(html):
        opening = html.find("<", position)
        opening = len(html) if opening < 0 else opening
        if opening > position:
            yield unescape(html[position:opening])
        if opening == len(html):
            return
        if html.startswith(_COMMENT, opening):
            end = html.find(_COMMENT_END, opening + len(_COMMENT))
            match, position = None, end + len(_COMMENT_END)
        else:
            match = _TAG.match(html, opening)
            end = position = match.end() if match else -1
        if end < 0:
            yield Broken(html[opening : opening + 400])
            return
        if match:
            yield _tag(match)


def _tag(match: re.Match[str]) -> Mark:
    name = match["name"].lower()
    if match["end"]:
        return End(name)
    return Start(name, dict(_attributes(match["attributes"])), bool(match["empty"]))


@lru_cache(maxsize=4096)
def _attributes(written: str) -> tuple[tuple[str, str], ...]:
    """Return the attributes of a start tag; most tags of a long document are written alike."""
    found = _ATTRIBUTE.findall(written) if written else ()
    return tuple((key.lower(), unescape(double or single)) for key, double, single in found)
