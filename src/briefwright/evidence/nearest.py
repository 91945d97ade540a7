"""The passage of a text that comes nearest to a quotation that is not in it, with what differs pointed at.

Words vote for where in the text the quotation would begin, rare words most; only the place with the most votes is
compared word by word.
"""

from __future__ import annotations

import string
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from briefwright.evidence.wording import BREAK

# A word that stands oftener than this says little of where a passage is, and would make the vote slow.
_COMMON = 60
_BUCKET = 8
# Of the words of the quotation, the share that a passage must have to be worth showing.
_LEAST = 0.3
_BEFORE, _BEHIND = 8, 24
_SHOWN = 3
# Words of a quotation that are compared: its first difference is what helps.
_COMPARED = 150
_POINTS = str.maketrans("", "", string.punctuation + "—–،؛؟。、" + BREAK)


@dataclass(frozen=True, slots=True)
class Difference:
    """Words that the text has where the quotation has others; either may be empty. `at` is their first word."""

    at: int
    there: str
    here: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A run of words of a text, and what differs from the quotation, in order."""

    words: tuple[str, ...]
    differences: tuple[Difference, ...]

    def __str__(self) -> str:
        """Return the words round the first difference, what differs between >> and <<, and what stands here."""
        if not self.differences:
            return f"“{' '.join(self.words)}”".replace(BREAK, "")
        start = max(self.differences[0].at - _BEFORE, 0)
        end = self.differences[0].at + _BEHIND
        shown = [d for d in self.differences if d.at < end][:_SHOWN]
        here = ", ".join(f"“{d.here}”" if d.here else "nothing" for d in shown)
        more = len(self.differences) - len(shown)
        also = f" and {more} more difference{'s' * (more != 1)}" if more else ""
        head, tail = "… " * (start > 0), " …" * (end < len(self.words))
        words = f"“{head}{' '.join(self._pointed(start, end, shown))}{tail}” (here {here}{also})"
        return words.replace(BREAK, "")

    def _pointed(self, start: int, end: int, shown: Sequence[Difference]) -> Iterator[str]:
        at = start
        for difference in shown:
            yield from self.words[at : difference.at]
            yield f">>{difference.there}<<"
            at = difference.at + len(difference.there.split())
        yield from self.words[at:end]


class Words:
    """The words of a text."""

    def __init__(self, plain: str) -> None:
        self._words = plain.split(" ")
        self._keys = _keys(plain)

    def nearest(self, quotation: str) -> Passage | None:
        """Return the passage nearest to a quotation in its normal form, or None where nothing is like it."""
        words, keys = quotation.split(" ")[:_COMPARED], _keys(quotation)[:_COMPARED]
        start = self._best_start(keys)
        if start is None:
            return None
        low = max(start - _BUCKET, 0)
        high = start + len(keys) + 2 * _BUCKET
        matcher = SequenceMatcher(None, keys, self._keys[low:high], autojunk=False)
        blocks = [block for block in matcher.get_matching_blocks() if block.size]
        if sum(block.size for block in blocks) < max(_LEAST * len(keys), 1):
            return None
        first, last = blocks[0], blocks[-1]
        begin = max(low + first.b - first.a, 0)
        end = low + last.b + last.size + (len(keys) - last.a - last.size)
        there = tuple(self._words[begin:end])
        return Passage(there, tuple(_joined(_differences(words, keys, there, self._keys[begin:end]))))

    def _best_start(self, keys: Sequence[str]) -> int | None:
        """Return about where in the text a quotation would begin."""
        positions = self._positions(frozenset(keys) - {""})
        ranked = sorted((len(positions[key]), at, key) for at, key in enumerate(keys) if positions.get(key))
        telling = [entry for entry in ranked if entry[0] <= _COMMON] or ranked[:3]
        votes: Counter[int] = Counter()
        for count, at, key in telling:
            for position in positions[key][:1000]:
                for bucket in {(position - at) // _BUCKET, (position - at + _BUCKET // 2) // _BUCKET}:
                    votes[bucket] += 1_000_000 // count
        return max(votes, key=lambda bucket: (votes[bucket], -bucket)) * _BUCKET if votes else None

    def _positions(self, wanted: frozenset[str]) -> Mapping[str, list[int]]:
        """Return where in the text each of some words stands."""
        where: defaultdict[str, list[int]] = defaultdict(list)
        for at, key in enumerate(self._keys):
            if key in wanted:
                where[key].append(at)
        return where


def _keys(plain: str) -> list[str]:
    """Return words without case and points, by which places are found that differ in these alone."""
    return plain.casefold().translate(_POINTS).split(" ")


def _differences(
    words: Sequence[str], keys: Sequence[str], there: Sequence[str], there_keys: Sequence[str]
) -> Iterator[Difference]:
    for kind, a, a_end, b, b_end in SequenceMatcher(None, keys, there_keys, autojunk=False).get_opcodes():
        if kind != "equal":
            yield Difference(b, " ".join(there[b:b_end]), " ".join(words[a:a_end]))
            continue
        for ours, theirs in zip(range(a, a_end), range(b, b_end), strict=True):
            if not _same(words[ours], there[theirs]):
                yield Difference(theirs, there[theirs], words[ours])


def _joined(differences: Iterable[Difference]) -> Iterator[Difference]:
    """Return differences with those made one that have no common word between them."""
    last: Difference | None = None
    for one in differences:
        if last is not None and last.at + len(last.there.split()) == one.at:
            parts = ((last.there, one.there), (last.here, one.here))
            there, here = (" ".join(filter(None, part)) for part in parts)
            last = Difference(last.at, there, here)
            continue
        if last is not None:
            yield last
        last = one
    if last is not None:
        yield last


def _same(here: str, there: str) -> bool:
    """Tell whether two words are one but for what a line end leaves open."""
    loose = BREAK in here or BREAK in there
    return here == there or (loose and _without_hyphens(here) == _without_hyphens(there))


def _without_hyphens(word: str) -> str:
    return word.replace(BREAK, "").replace("-", "")
