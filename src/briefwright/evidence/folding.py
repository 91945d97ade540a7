"""Texts as the words of a rule are looked for in them: without accents, vowel signs and joiners.

One spelling stands for all that a keyboard or a copyist may have made of a word: the letters that Arabic and
Persian share are the same, so are all apostrophes, and «می‌شود» is met with its joiner or without.
"""

from __future__ import annotations

import unicodedata
from itertools import accumulate


class _Folding(dict[int, str]):
    """What becomes of each character, worked out when one is met first: marks above, below or unseen go."""

    def __missing__(self, code: int) -> str:
        parts = unicodedata.normalize("NFKD", chr(code))
        kept = "".join(part for part in parts if unicodedata.category(part) not in ("Mn", "Cf"))
        self[code] = "".join(_SAME.get(part, part) for part in kept)
        return self[code]


_SAME = {"ي": "ی", "ى": "ی", "ك": "ک", "ة": "ه", "ۀ": "ه", "ە": "ه", "’": "'", "‘": "'", "ʼ": "'", "ـ": ""}
_FOLDING = _Folding()


def folded(text: str) -> str:
    """Return a text in the one spelling in which words are looked for; case is kept."""
    return text if text.isascii() else text.translate(_FOLDING)


def unfolded_span(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the characters of a text that stand from `start` to `end` in what it is folded to."""
    if text.isascii():
        return start, end
    ends = list(accumulate(len(folded(character)) for character in text))
    first = next(index for index, reached in enumerate(ends) if reached > start)
    last = next(index for index, reached in enumerate(ends) if reached >= end)
    return first, last + 1
