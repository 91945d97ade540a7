"""What a text is about: the beginnings of its longer words, the same for one and for many ("city", "cities")."""

from __future__ import annotations

import re
from itertools import pairwise

from briefwright.evidence.folding import folded
from briefwright.evidence.phrases import Phrases
from briefwright.evidence.runs import words_of

_LETTER = re.compile(r"[^\W\d_]")


def stems(text: str, phrases: Phrases, at_most: int | None = None) -> frozenset[str]:
    """Return the stems of the words of a text, or of its first few.

    Where no spaces part words, each pair of characters is one: Chinese has mostly words of two.
    """
    if not phrases.parted:
        letters = _LETTER.findall(text)[: at_most and 2 * at_most]
        return frozenset(map("".join, pairwise(letters)))
    words = (_bare(word, phrases) for word in words_of(folded(text))[:at_most])
    return frozenset(word[: phrases.stem] for word in words if word)


def _bare(word: str, phrases: Phrases) -> str:
    """Return a word without what is put before and behind it, or nothing where it is too short to tell anything."""
    if len(word) < phrases.shortest or word.isdigit():
        return ""
    if word.isascii():
        return f"{word[:-3]}y" if word.endswith("ies") else word.removesuffix("s")
    before = phrases.before_stems.match(word)
    return phrases.after_stems.sub("", word[before.end() :] if before else word)
