"""What a quotation asks for: runs of words that its source must hold, and what its marks leave open between them.

An omission is marked with ``…`` or ``...``, bare or in square or round brackets. Square brackets round anything
else mark an alteration: ``[T]he`` a letter whose case was changed, ``kill[ed]`` an ending, ``[the Minister]`` words
that stand for others or for none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice, product

from briefwright.evidence.wording import BREAK, Flat, flattened, normal_form

# Characters that one mark may stand for.
MAX_OMITTED = 5_000
MAX_ALTERED = 100
MAX_ENDING = 30
# Marks in one quotation; what comes behind them is taken as it is written.
MAX_SIGNS = 20
# Letters of changed case in one run of words; each doubles what is looked for.
_MAX_CASES = 3

_DOTS = r"\.(?: ?\.){2,}"
_SIGN = re.compile(rf"(?P<omission>\[ ?{_DOTS} ?\]|\( ?{_DOTS} ?\)|{_DOTS})|(?P<altered>\[[^\[\]]{{1,200}}\])")
_CASE = re.compile(r"(?<!\w)\[(\w)\](?=\w)")


@dataclass(frozen=True, slots=True)
class Gap:
    """What may stand between two runs of words: so many characters, or the rest of one word."""

    limit: int
    in_word: bool = False

    def allows(self, between: str) -> bool:
        """Tell whether a text may stand here."""
        return len(between) <= self.limit and (not self.in_word or len(between.split()) <= 1)


@dataclass(frozen=True, slots=True)
class Run:
    """Words that must stand together, in each form that its case marks allow.

    `words` is the run as it is written. `opens` and `closes` say that it begins or ends where a word does; `gap` is
    what may stand before it.
    """

    words: str
    forms: tuple[Flat, ...]
    opens: bool
    closes: bool
    gap: Gap | None


def runs_of(text: str) -> tuple[Run, ...]:
    """Return the runs of words of a quotation in order; none where it holds nothing but marks."""
    plain = normal_form(text)
    runs: list[Run] = []
    gap: Gap | None = None
    start, opens = 0, True
    for sign in _signs(plain):
        words, attached = plain[start : sign.start()], _attached(plain, sign)
        if words.strip():
            runs.append(_run(words, opens, not attached[0], gap))
            gap = None
        gap = _wider(gap, _gap_of(sign, attached))
        start, opens = sign.end(), not attached[1]
    rest = plain[start:].strip()
    return (*runs, _run(rest, opens, True, gap)) if rest else tuple(runs)


def literally(text: str) -> tuple[Run, ...]:
    """Return a quotation as one run in which every mark is a part of the text: its source may hold them itself."""
    plain = normal_form(text)
    return (Run(plain, (flattened(plain),), True, True, None),) if plain else ()


def _signs(plain: str) -> Iterator[re.Match[str]]:
    cases = {match.start() for match in list(_CASE.finditer(plain))[:_MAX_CASES]}
    signs = (sign for sign in _SIGN.finditer(plain) if sign.start() not in cases)
    return islice(signs, MAX_SIGNS)


def _attached(plain: str, sign: re.Match[str]) -> tuple[bool, bool]:
    """Return whether an alteration belongs to the word before it, and to the word behind it."""
    if sign["omission"]:
        return False, False
    before, behind = plain[sign.start() - 1 : sign.start()], plain[sign.end() : sign.end() + 1]
    return before.isalnum(), behind.isalnum()


def _gap_of(sign: re.Match[str], attached: tuple[bool, bool]) -> Gap:
    if sign["omission"]:
        return Gap(MAX_OMITTED)
    return Gap(MAX_ENDING, in_word=True) if any(attached) else Gap(MAX_ALTERED)


def _wider(one: Gap | None, other: Gap) -> Gap:
    return other if one is None else Gap(one.limit + other.limit)


def _run(words: str, opens: bool, closes: bool, gap: Gap | None) -> Run:
    plain = words.strip()
    return Run(plain.replace(BREAK, ""), _forms(plain), opens, closes, gap)


def _forms(words: str) -> tuple[Flat, ...]:
    """Return a run of words in each of the cases that it leaves open, or with the mark that its source has too."""
    pieces = _CASE.split(words, maxsplit=_MAX_CASES)
    choices = [
        (piece,) if index % 2 == 0 else tuple(dict.fromkeys((piece.lower(), piece.upper(), f"[{piece}]")))
        for index, piece in enumerate(pieces)
    ]
    return tuple(flattened("".join(choice)) for choice in product(*choices))
