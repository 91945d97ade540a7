"""A locator: where in a source a statement stands.

Comes in: what an author wrote after the source (``p. 12``, ``art. 6, paras. 2-3``, ``cover``). Goes out: a
frozen `Locator` of parts, each with a CSL kind, or free words where no kind was named.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from briefwright.citations.terms import KIND_OF

WHOLE = "whole"
"""What an author writes to cite a source as a whole: nothing is printed for it."""

_LABEL = "|".join(sorted(map(re.escape, KIND_OF), key=len, reverse=True))
# A label needs a separating dot, space or sign before its value, so that "part" is not read as "p" and "art".
_PART = re.compile(rf"(?P<label>{_LABEL})(?:\.\s*|\s+|(?<=[¶§])\s*)(?P<value>\S.*)", re.IGNORECASE | re.DOTALL)
_NEXT = re.compile(rf"[,;]?\s+(?:and\s+)?(?=(?:{_LABEL})(?:\.\s*|\s+|(?<=[¶§])\s*)\S*[\divxl])", re.IGNORECASE)
# Roman numerals only to lxxxix, and only well-formed ones: "mix" and "civil" are words.
_ROMAN = r"(?=[ivxl])(?:xl|l?x{0,3})(?:ix|iv|v?i{0,3})(?!\w)"
_NUMBER = rf"(?:[^\W\d]{{0,3}}\d[\w.:/()\[\]]*|{_ROMAN}(?:\(\w+\))*|\(\w+\))"
_VALUE = re.compile(
    rf"{_NUMBER}(?:\s*(?:[-–—,;&]|\band\b)\s*{_NUMBER})*(?:\s*(?:ff?\.?|et seq\.?|passim))?", re.IGNORECASE
)
_CLOCK = re.compile(r"\d{1,2}:\d{2}(?::\d{2})?(?:\s*[-–]\s*\d{1,2}:\d{2}(?::\d{2})?)?")
_SEVERAL = re.compile(r"\w\)?\s*(?:[-–—,;&]|\band\b)\s*\(?\w|\bff\b|\bet seq\b")


@dataclass(frozen=True, slots=True)
class Part:
    """One step of a locator: its CSL `kind`, empty for free words, and its `value` as written."""

    kind: str
    value: str

    @property
    def several(self) -> bool:
        """Whether the value names more than one place: "4-5" does, "4(2)" does not."""
        return bool(_SEVERAL.search(self.value))


@dataclass(frozen=True, slots=True)
class Locator:
    """Where in a source a statement stands, from the larger step to the smaller; without parts: all of it."""

    parts: tuple[Part, ...] = ()


@lru_cache(maxsize=1 << 14)
def parse_locator(written: str) -> Locator:
    """Return the locator that an author wrote; a number without a label is a page, other words stay free words."""
    text = " ".join(written.split())
    if not text or text.casefold() == WHOLE:
        return Locator()
    parts = tuple(_parse_part(piece) for piece in _NEXT.split(text))
    if len(parts) > 1 and not all(part.kind for part in parts):
        return Locator((Part("", text),))
    return Locator(parts)


def _parse_part(text: str) -> Part:
    if _CLOCK.fullmatch(text):
        return Part("", text)
    if _VALUE.fullmatch(text):
        return Part("page", text)
    labelled = _PART.fullmatch(text)
    if labelled is None or not _VALUE.fullmatch(labelled["value"]):
        return Part("", text)
    kind = KIND_OF[labelled["label"].casefold()]
    if kind == "timestamp" and _CLOCK.fullmatch(labelled["value"]):
        return Part("", labelled["value"])
    return Part(kind, labelled["value"])
