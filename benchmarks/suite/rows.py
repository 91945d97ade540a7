"""What a measurement found: a line of the table each, held or not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from suite.clock import Cost, median, walls


class Unit(Enum):
    """What a value counts."""

    RATIO = "×"
    SECONDS = "s"
    MEGABYTES = "MB"
    DOCUMENTS = "documents"


@dataclass(frozen=True, slots=True)
class Row:
    """One figure against its goal.

    `ours` and `theirs` are what was measured, in words; `value` is what the goal is about, `spread` its least and
    greatest in all runs. `limit` is None where the goal names none, and `at_least` says that more is better.
    `processor` is the ratio of the processor's seconds, beside that of the seconds on the wall.
    """

    goal: int
    what: str
    ours: str
    peer: str
    theirs: str
    value: float | None
    unit: Unit = Unit.RATIO
    limit: float | None = None
    spread: tuple[float, float] | None = None
    at_least: bool = False
    runs: int = 0
    processor: float | None = None

    @property
    def held(self) -> bool | None:
        """Whether the goal is held; None where there is nothing to hold or nothing was measured."""
        if self.value is None or self.limit is None:
            return None
        return self.value >= self.limit if self.at_least else self.value <= self.limit


def ratio(
    goal: int, what: str, ours: Sequence[Cost], peer: str, theirs: Sequence[Cost], limit: float | None
) -> Row:
    """Return the line of what paired runs took, as a ratio to what a peer took."""
    ratios = [mine.wall / other.wall for mine, other in zip(ours, theirs, strict=True)]
    counted = [(mine.cpu, other.cpu) for mine, other in zip(ours, theirs, strict=True) if mine.cpu and other.cpu]
    return Row(
        goal,
        what,
        seconds(median(walls(ours))),
        peer,
        seconds(median(walls(theirs))),
        median(ratios),
        limit=limit,
        spread=(min(ratios), max(ratios)),
        runs=len(ratios),
        processor=median([mine / other for mine, other in counted]) if counted else None,
    )


def difference(goal: int, what: str, ours: Sequence[Cost], peer: str, theirs: Sequence[Cost], limit: float) -> Row:
    """Return the line of what paired runs took, as seconds over what a peer took."""
    over = [mine.wall - other.wall for mine, other in zip(ours, theirs, strict=True)]
    return Row(
        goal,
        what,
        seconds(median(walls(ours))),
        peer,
        seconds(median(walls(theirs))),
        median(over),
        Unit.SECONDS,
        limit,
        (min(over), max(over)),
        runs=len(over),
    )


def speedup(goal: int, what: str, ours: Sequence[float], peer: str, theirs: Sequence[float], least: float) -> Row:
    """Return the line of how many documents are made while a peer makes one, from what one document takes each."""
    ratios = [other / mine for mine, other in zip(ours, theirs, strict=True)]
    return Row(
        goal,
        what,
        _rate(ours),
        peer,
        _rate(theirs),
        median(ratios),
        limit=least,
        spread=(min(ratios), max(ratios)),
        at_least=True,
        runs=len(ratios),
    )


def _rate(each: Sequence[float]) -> str:
    return f"{1 / median(each):.1f} a second"


def amount(goal: int, what: str, values: Sequence[float], unit: Unit, limit: float) -> Row:
    """Return the line of a figure that stands alone: the greatest of all runs, which may not exceed its limit."""
    most = max(values)
    return Row(goal, what, shown(most, unit), "", "", most, unit, limit, (min(values), most), runs=len(values))


def absent(goal: int, what: str, ours: Sequence[Cost], peer: str, limit: float | None) -> Row:
    """Return the line of a peer that is not installed."""
    return Row(goal, what, seconds(median(walls(ours))), peer, "not installed", None, limit=limit, runs=len(ours))


def held_to(row: Row) -> str:
    """Return the goal of a row as a reader sees it."""
    if row.limit is None:
        return ""
    return f"{'≥' if row.at_least else '≤'} {shown(row.limit, row.unit)}"


def shown(value: float, unit: Unit) -> str:
    """Return a value as a reader sees it."""
    if unit is Unit.SECONDS:
        return seconds(value)
    if unit is Unit.MEGABYTES:
        return f"{value:.0f} MB"
    if unit is Unit.DOCUMENTS:
        return f"{value:.0f}"
    return f"{value:.3f} ×" if value < 0.1 else f"{value:.2f} ×"


def seconds(value: float) -> str:
    """Return seconds as a reader sees them: milliseconds where they are few."""
    return f"{value * 1000:.0f} ms" if abs(value) < 1 else f"{value:.2f} s" if value < 100 else f"{value:.0f} s"
