"""Phrases looked for in long texts: by words, so that case, accents, marks, spaces and hyphens do not matter.

All phrases are looked for in one pass over a text, however many there are.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Generic, TypeVar

T = TypeVar("T")
Words = tuple[str, ...]

# Scripts that put no space between words: each character counts as a word.
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_WORD = re.compile(rf"[{_UNSPACED}]|[^\W\d_{_UNSPACED}]+|\d+")
_LONGEST_START = 3


class _Plain(dict[int, int | str | None]):
    """What becomes of characters, worked out when one is met first: marks above, below or unseen go."""

    def __missing__(self, code: int) -> int | None:
        plain = None if unicodedata.category(chr(code)) in ("Mn", "Cf") else code
        self[code] = plain
        return plain


# Letters that Arabic keyboards give for those of Persian.
_PLAIN = _Plain({ord("ي"): "ی", ord("ى"): "ی", ord("ك"): "ک"})


# A text is looked through for phrases of one kind after the other, so its words are kept for the next kind.
@lru_cache(maxsize=4)
def plain_words(text: str) -> Words:
    """Return the words of a text without accents and marks, in the case in which they are written."""
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text).translate(_PLAIN)
    return tuple(_WORD.findall(text))


@lru_cache(maxsize=4)
def words_of(text: str) -> Words:
    """Return the words of a text without accents and marks, whatever their case."""
    return plain_words(text.casefold())


class Phrases(Generic[T]):
    """Phrases, each with what it stands for, by the words with which they start and by how long they are."""

    def __init__(self) -> None:
        self._lengths: dict[Words, set[int]] = {}
        self._meanings: dict[Words, list[T]] = {}
        self._firsts: dict[str, set[int]] = {}

    def add(self, phrase: Sequence[str], meaning: T) -> None:
        """Look for a phrase too; one without words is never found."""
        start = tuple(phrase[:_LONGEST_START])
        if start:
            self._firsts.setdefault(start[0], set()).add(len(start))
            self._lengths.setdefault(start, set()).add(len(phrase))
            self._meanings.setdefault(tuple(phrase), []).append(meaning)

    def without(self, found: frozenset[Words]) -> Phrases[T]:
        """Return the phrases but for some."""
        left: Phrases[T] = Phrases()
        for phrase, meanings in self._meanings.items():
            for meaning in meanings if phrase not in found else ():
                left.add(phrase, meaning)
        return left

    def found_in(self, words: Sequence[str]) -> Iterator[tuple[Words, T]]:
        """Return each phrase that stands in a text, as often as it does, with what it stands for."""
        if self._firsts.keys().isdisjoint(words):
            return
        for position, word in enumerate(words):
            for start in self._firsts.get(word, ()):
                for length in self._lengths.get(tuple(words[position : position + start]), ()):
                    phrase = tuple(words[position : position + length])
                    for meaning in self._meanings.get(phrase, ()):
                        yield phrase, meaning

    def __bool__(self) -> bool:
        return bool(self._meanings)
