"""Running and measuring: programs as processes of their own, each side in turn, and the medians of pairs."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

GAUGE = Path(__file__).with_name("gauge.py")
CORES = 2
MEGABYTE = 1_000_000


class RunFailed(Exception):
    """Raised where a program that is measured ends with an error; the message is its own last words."""


@dataclass(frozen=True, slots=True)
class Cost:
    """What a run took: seconds on the wall, the processor's seconds of all its processes, bytes of the largest.

    `said` is what it printed.
    """

    wall: float
    cpu: float = 0.0
    peak: int = 0
    said: str = ""

    def __add__(self, other: Cost) -> Cost:
        """Return what two runs took, one after the other."""
        return Cost(
            self.wall + other.wall, self.cpu + other.cpu, max(self.peak, other.peak), self.said + other.said
        )


Work = Callable[[], Cost]


def run(command: Sequence[str | Path], folder: Path, environment: Mapping[str, str] | None = None) -> Cost:
    """Run a command in a folder to its end, and return what it took. Raises RunFailed where it fails."""
    with tempfile.NamedTemporaryFile() as report, tempfile.TemporaryFile() as said:
        done = subprocess.run(
            [sys.executable, "-I", "-S", GAUGE, report.name, *map(str, command)],
            cwd=folder,
            env={**os.environ, **(environment or {})},
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=said,
            check=False,
        )
        said.seek(0)
        printed = said.read().decode("utf-8", "replace")
        if done.returncode:
            raise RunFailed(f"{' '.join(map(str, command))}\n{printed[-2000:]}")
        return Cost(**json.load(report), said=printed)


def in_turn(runs: int, works: Sequence[Work], *, warm: bool = True) -> list[list[Cost]]:
    """Run each work so many times, one after the other in turn, and return the costs of each.

    With `warm` a first round is not counted: it fills the system's own cache of files for all alike.
    """
    if warm:
        for work in works:
            work()
    rounds = [[work() for work in works] for _ in range(runs)]
    return [list(costs) for costs in zip(*rounds, strict=True)]


def walls(costs: Sequence[Cost]) -> list[float]:
    """Return the seconds on the wall of each run."""
    return [cost.wall for cost in costs]


def peak(costs: Sequence[Cost]) -> float:
    """Return the megabytes of the largest process in any run."""
    return max(cost.peak for cost in costs) / MEGABYTE


def median(values: Sequence[float]) -> float:
    """Return the median."""
    return statistics.median(values)


def keep_to_cores(count: int = CORES) -> int:
    """Keep this process, and all that it starts, to so many cores if the system can; return how many they are."""
    if not hasattr(os, "sched_setaffinity"):
        return os.cpu_count() or 1
    allowed = sorted(os.sched_getaffinity(0))
    os.sched_setaffinity(0, allowed[:count])
    return len(allowed[:count])
