"""A text in which quotations are looked for: a search for each run of words, then a look at its edges."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property

from briefwright.evidence.wanted import Run, literally, runs_of
from briefwright.evidence.wording import MARK, UNSPACED, Flat, flattened, normal_form, same_hyphens

# Places that are looked at for one quotation: more have only words so short that they say nothing.
MAX_TRIES = 50_000
_UNSPACED = re.compile(f"[{UNSPACED}]")


class Searchable:
    """A text of a source, in the form in which it is searched; `normal` is its normal form."""

    def __init__(self, text: str) -> None:
        self.normal = normal_form(text)

    @cached_property
    def _flat(self) -> Flat:
        return flattened(self.normal)

    def holds(self, quotation: str) -> bool:
        """Tell whether a quotation stands here, as it is or as its marks allow."""
        return self._in_order(literally(quotation)) or self._in_order(runs_of(quotation))

    def holds_run(self, run: Run) -> bool:
        """Tell whether a run of words stands anywhere here."""
        return next(self._ends(run, None, iter(range(MAX_TRIES))), None) is not None

    def _in_order(self, runs: Sequence[Run]) -> bool:
        """Tell whether runs follow each other, each within what its gap allows."""
        reached: list[int] | None = None
        tries = iter(range(MAX_TRIES))
        for index, run in enumerate(runs):
            ends = self._ends(run, reached, tries)
            reached = sorted(set(ends)) if index < len(runs) - 1 else list(_first(ends))
            if not reached:
                return False
        return bool(runs)

    def _ends(self, run: Run, reached: list[int] | None, tries: Iterator[int]) -> Iterator[int]:
        """Return where a run ends, each time that it stands here behind one of the offsets reached so far."""
        for form in run.forms:
            signs = form.signs_between(0, len(form.text))
            first = reached[0] if reached and run.gap else 0
            last = reached[-1] + run.gap.limit if reached and run.gap else len(self._flat.text)
            start = self._flat.text.find(form.text, first) if form.text else -1
            while 0 <= start <= last and next(tries, None) is not None:
                end = start + len(form.text)
                if self._follows(run, start, reached) and self._stands(run, start, end):
                    there = self._flat.signs_between(start, end)
                    if same_hyphens(there, signs, len(form.text)):
                        yield end
                start = self._flat.text.find(form.text, start + 1)

    def _follows(self, run: Run, start: int, reached: list[int] | None) -> bool:
        if reached is None or run.gap is None:
            return True
        nearest = bisect_right(reached, start) - 1
        return nearest >= 0 and run.gap.allows(self._flat.text[reached[nearest] : start])

    def _stands(self, run: Run, start: int, end: int) -> bool:
        """Tell whether a run is cut out of no word: neither at its start nor, but for its marks, at its end."""
        text = self._flat.text
        behind = text[end : end + 2]
        if behind[:1] == MARK and text[end - 1] != MARK:
            behind = behind[1:]
        return not (run.opens and start and _one_word(text[start - 1], text[start])) and not (
            run.closes and behind and _one_word(text[end - 1], behind[0])
        )


def _first(ends: Iterator[int]) -> Iterator[int]:
    """Return the first end alone: behind the last run no other matters."""
    for end in ends:
        yield end
        return


def _one_word(left: str, right: str) -> bool:
    """Tell whether two neighbours belong to one word."""
    return _in_word(left) and _in_word(right) and not _UNSPACED.match(left) and not _UNSPACED.match(right)


def _in_word(char: str) -> bool:
    return char.isalnum() or char in "\u200c\u200d" or unicodedata.category(char).startswith("M")
