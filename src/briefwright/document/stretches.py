"""The stretches of a line of text that run against it: where each begins and ends, its brackets and numbers too.

A line is seen as a string of classes, one letter for each of its pieces: a character, or an inline that is not
parted. UAX 9 would reorder what stands at the edge of such a stretch (a bracket, a number behind a slash), for it
gives them the direction of the paragraph; so the whole stretch is set apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile

FOREIGN, OWN, DIGIT, SPACE, OPENING, CLOSING, OTHER, BREAK = "F", "O", "1", " ", "(", ")", "-", "|"
"""The classes of pieces: against the line, with it, a Latin digit, a space, a bracket, another mark, an end."""

# A pair of brackets or quotation marks, of which one side tells where the other belongs.
OPENINGS = frozenset("([{<‘“‹«")
CLOSINGS = frozenset(")]}>’”›»")

_BRACKETS = frozenset(")]}")
_PAIRS = {"(": ")", "[": "]", "{": "}", "‘": "’", "“": "”", "<": ">"}
_SOLID = frozenset((FOREIGN, OWN, DIGIT, BREAK))
# From the first foreign piece to the last before one of the line's own.
_CORE = re.compile(r"F(?:[^O|]*F)?")
# Numbers that belong to Latin words: "12" of "p. 12", "55/67" of "A/HRC/55/67".
_NUMBERS_BEHIND = re.compile(r"[^O|F]*1")
_NUMBERS_BEFORE = re.compile(r"1[^O|F]*$")


def settled(classes: str, marks: Sequence[str]) -> str:
    """Return the classes of a line with those of its brackets and apostrophes settled; `marks` are its characters.

    Brackets around words of the line's own direction go with the line, both of them (UAX 9, N0); quotation marks
    around foreign words go with these; what stands between two letters closes no quotation.
    """
    found = list(classes)
    opened: list[tuple[str, int]] = []
    for place, mark in enumerate(marks):
        if mark == "’" and classes[place - 1 : place] == FOREIGN == classes[place + 1 : place + 2]:
            found[place] = OTHER
        elif mark in _PAIRS:
            opened.append((_PAIRS[mark], place))
        elif opened and mark == opened[-1][0]:
            _, first = opened.pop()
            inside = classes[first:place]
            if OWN in inside and mark in _BRACKETS:
                found[first] = found[place] = OWN
            elif OWN not in inside and FOREIGN in inside and mark not in _BRACKETS:
                found[first] = found[place] = FOREIGN
    return "".join(found)


def foreign_stretches(classes: str, *, takes_digits: bool) -> Iterator[tuple[int, int]]:
    """Return the start and end of each stretch of pieces that run against their line.

    Latin digits have no direction of their own: a stretch takes those beside it where `takes_digits`.
    """
    end = 0
    for core in _CORE.finditer(classes):
        start, stop = core.span()
        if takes_digits:
            before = _NUMBERS_BEFORE.search(classes, end, start)
            behind = _NUMBERS_BEHIND.match(classes, stop)
            start, stop = before.start() if before else start, behind.end() if behind else stop
        start, stop = _with_brackets(classes, start, stop, end)
        yield start, stop
        end = stop


def _with_brackets(classes: str, start: int, stop: int, floor: int) -> tuple[int, int]:
    """Return a stretch grown by the brackets whose other side it holds; an apostrophe has no other side."""
    unopened, unclosed = _unmatched(classes[start:stop])
    before = [place for place in _near(classes, range(start - 1, floor - 1, -1)) if classes[place] == OPENING]
    behind = [place for place in _near(classes, range(stop, len(classes))) if classes[place] == CLOSING]
    first = before[: min(unopened, len(before))]
    last = behind[: min(unclosed, len(behind))]
    return (first[-1] if first else start), (last[-1] + 1 if last else stop)


def _near(classes: str, places: Iterable[int]) -> Iterator[int]:
    """Return the places, in their order, up to the first piece that has a direction or is a number."""
    return takewhile(lambda place: classes[place] not in _SOLID, places)


def _unmatched(classes: str) -> tuple[int, int]:
    """Return how many brackets close that were not opened, and how many open that are not closed."""
    unopened = unclosed = 0
    for each in classes:
        unclosed += each == OPENING
        if each == CLOSING:
            unclosed, unopened = (unclosed - 1, unopened) if unclosed else (unclosed, unopened + 1)
    return unopened, unclosed
