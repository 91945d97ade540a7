"""Runs of words: where the words of a quotation stand in a text, and what of them is only a name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from briefwright.evidence.passages import BREAK

# A run shorter than this is no quotation, whatever a rule asks for: the index goes by runs of this length.
SHORTEST = 4

# A run that stands in more places than this is a phrase of the language, and none of them is its origin.
_MOST_PLACES = 50

_WORD = re.compile(r"[^\W_]+(?:['’‘ʼ‑-][^\W_]+)*")
_SHAPES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "‑": "-"})


@dataclass(frozen=True, slots=True)
class Run:
    """Words of a text that are those of a record's quotation, and the characters that they span."""

    record: str
    start: int
    end: int
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Quoted:
    """Quotations by their runs of `SHORTEST` words: in which quotation, and at which of its words, each stands."""

    texts: tuple[tuple[str, tuple[str, ...]], ...]
    runs: Mapping[tuple[str, ...], list[tuple[int, int]]]


def words_of(text: str) -> tuple[str, ...]:
    """Return the words of a text; case, and the shapes of apostrophes and hyphens, are folded away."""
    return tuple(map(str.casefold, _WORD.findall(text.translate(_SHAPES))))


def index_of(quotations: Iterable[tuple[str, str]]) -> Quoted:
    """Return the index of quotations, each given by the id of its record and its text."""
    texts: list[tuple[str, tuple[str, ...]]] = []
    runs: dict[tuple[str, ...], list[tuple[int, int]]] = {}
    for record_id, text in quotations:
        words = words_of(text)
        for at in range(len(words) - SHORTEST + 1):
            places = runs.setdefault(words[at : at + SHORTEST], [])
            if len(places) < _MOST_PLACES:
                places.append((len(texts), at))
        texts.append((record_id, words))
    return Quoted(tuple(texts), runs)


def runs_in(text: str, quoted: Quoted, at_least: int) -> Iterator[Run]:
    """Return the runs of at least so many words that a text shares with a quotation, each as long as it is."""
    offset = 0
    for part in text.split(BREAK):
        yield from _runs_in_part(part, offset, quoted, at_least)
        offset += len(part) + len(BREAK)


def _runs_in_part(text: str, offset: int, quoted: Quoted, at_least: int) -> Iterator[Run]:
    words, at = words_of(text), 0
    while at <= len(words) - at_least:
        length, found = _longest(words, at, quoted)
        if length < at_least:
            at += 1
            continue
        start, end = _span(text, at, length)
        yield Run(quoted.texts[found][0], offset + start, offset + end, words[at : at + length])
        at += length


def _span(text: str, at: int, length: int) -> tuple[int, int]:
    """Return the characters of a text between which some of its words stand."""
    found = list(islice(_WORD.finditer(text.translate(_SHAPES)), at, at + length))
    return found[0].start(), found[-1].end()


def _longest(words: tuple[str, ...], at: int, quoted: Quoted) -> tuple[int, int]:
    """Return how many words from `at` on are those of a quotation, and of which: of the longest such run."""
    longest, found = 0, 0
    for text, start in quoted.runs.get(words[at : at + SHORTEST], ()):
        length = _shared(words, at, quoted.texts[text][1], start)
        if length > longest:
            longest, found = length, text
    return longest, found


def _shared(words: tuple[str, ...], at: int, quotation: tuple[str, ...], start: int) -> int:
    """Return how many words are the same in both from these places on."""
    most = min(len(words) - at, len(quotation) - start)
    same = (length for length in range(SHORTEST, most) if words[at + length] != quotation[start + length])
    return next(same, most)


class Names:
    """Names of several words: tells which words of a run belong to one."""

    def __init__(self, names: Iterable[str]) -> None:
        self._by_first: dict[str, set[tuple[str, ...]]] = {}
        self._endings: dict[str, set[tuple[str, ...]]] = {}
        for name in names:
            words = words_of(name)
            if len(words) > 1:
                self._by_first.setdefault(words[0], set()).add(words)
            for at in range(1, len(words)):
                self._endings.setdefault(words[at], set()).add(words[at:])

    def outside(self, words: tuple[str, ...]) -> int:
        """Return how many of a run of words are no part of a name, whole or cut off by the ends of the run."""
        named: set[int] = set()
        for at, word in enumerate(words):
            cut_off = self._endings.get(word, set()) if at == 0 else set()
            for name in self._by_first.get(word, set()) | cut_off:
                shared = words[at : at + len(name)]
                if shared == name[: len(shared)]:
                    named.update(range(at, at + len(shared)))
        return len(words) - len(named)
