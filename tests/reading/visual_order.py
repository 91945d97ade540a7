"""From the order in which characters stand on a line to the order in which they are read (UAX 9, backwards).

A page shows words that run from right to left as it shows all others: character by character, each in its place.
WeasyPrint marks every stretch of text that it lays out at once, and its marks count in the order of reading; within
one mark the characters are put back in order by their places.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol, TypeVar


class Placed(Protocol):
    """A character with its place on the page."""

    @property
    def char(self) -> str: ...
    @property
    def left(self) -> float: ...
    @property
    def right(self) -> float: ...
    @property
    def middle(self) -> float: ...


C = TypeVar("C", bound=Placed)
_PAIRS = {")": "(", "]": "[", "}": "{", "»": "«", "›": "‹", ">": "<", "’": "‘", "”": "“"}
_MIRRORED = {**_PAIRS, **{opening: closing for closing, opening in _PAIRS.items()}}


def runs_leftwards(char: str) -> bool:
    """Return whether a character belongs to a script that runs from right to left, its digits included."""
    return unicodedata.bidirectional(char[0]) in ("R", "AL", "AN") or "۰" <= char[0] <= "۹" or char[0] == "،"


def logical(chars: Sequence[C], *, leftwards: bool) -> list[C]:
    """Return the characters of one mark in the order of reading; punctuation alone goes `leftwards` or does not."""
    placed = _with_marks(sorted(chars, key=lambda char: (char.left + char.right) / 2))
    leftwards = leftwards and not any(unicodedata.bidirectional(char.char[0]) in ("L", "EN") for char in chars)
    if not leftwards and not any(runs_leftwards(char.char) for char in chars):
        return [char for cluster in placed for char in cluster]
    ordered: list[list[C]] = []
    for stretch in _stretches(placed[::-1]):
        ordered += stretch
    return [char for cluster in ordered for char in cluster]


def _with_marks(chars: Iterable[C]) -> list[list[C]]:
    """Return characters from left to right, each with the marks that stand above or below it."""
    clusters: list[list[C]] = []
    marks = []
    for char in chars:
        if unicodedata.combining(char.char[0]):
            marks.append(char)
        else:
            clusters.append([char])
    for mark in marks:
        middle = (mark.left + mark.right) / 2
        letters = [cluster for cluster in clusters if cluster[0].char[0].isalpha()] or clusters
        min(letters, key=lambda cluster: abs((cluster[0].left + cluster[0].right) / 2 - middle)).append(mark)
    return clusters


def _stretches(clusters: list[list[C]]) -> Iterator[list[list[C]]]:
    """Return clusters, given from right to left, with numbers and Latin words turned about."""
    waiting: list[list[C]] = []
    between: list[list[C]] = []
    for cluster in clusters:
        if _goes_rightwards(cluster[0].char):
            waiting += [*between, cluster] if waiting else [cluster]
            between = []
        elif waiting and unicodedata.bidirectional(cluster[0].char[0]) in ("CS", "ES", "ET"):
            between.append(cluster)
        else:
            yield waiting[::-1]
            yield between
            waiting, between = [], []
            yield [cluster]
    yield waiting[::-1]
    yield between


def _goes_rightwards(char: str) -> bool:
    return unicodedata.bidirectional(char[0]) in ("L", "EN", "AN")


def with_brackets(text: str) -> str:
    """Return a text that runs leftwards with its brackets as written: a page shows them mirrored, or does not."""
    found: list[str] = []
    open_ones: list[str] = []
    for place, char in enumerate(text):
        opening = _PAIRS.get(char, char)
        if opening == "‘" and text[place - 1 : place].isalpha() and text[place + 1 : place + 2].isalpha():
            found.append("’")
        elif char not in _MIRRORED:
            found.append(char)
        elif opening in open_ones and not _opens(text, place):
            open_ones.remove(opening)
            found.append(_MIRRORED[opening])
        else:
            open_ones.append(opening)
            found.append(opening)
    return "".join(found)


def _opens(text: str, place: int) -> bool:
    """Return whether a bracket stands before a word and after none, as one inside another does."""
    before, behind = text[place - 1 : place] or " ", text[place + 1 : place + 2] or " "
    return before in " ([«<" and behind.isalnum()
