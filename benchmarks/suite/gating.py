"""Goal 8: the gate over 10,000 facts with three citations each, beside PyYAML's C loader reading the same files.

The works are those of `gate.py`, which stands alone. The loader needs less where the facts are spread over many
files: that is told too, and not held to anything.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from gate import FACTS, FACTS_A_FILE, LIMITS, keep, load, read, seconds, write_base
from suite.bench import Bench
from suite.clock import Cost, Work, in_turn
from suite.rows import Row, ratio

GOAL = 8
FEW_A_FILE = 100


def measure(bench: Bench) -> list[Row]:
    """Return what reading takes cold and from the cache, in the processor's seconds, beside the loader's."""
    held = _rows(bench, FACTS_A_FILE, LIMITS.cold, LIMITS.cached)
    return [*held, *_rows(bench, FEW_A_FILE, None, None)]


def _rows(bench: Bench, a_file: int, cold_limit: float | None, cached_limit: float | None) -> list[Row]:
    root = bench.new_folder()
    root.mkdir()
    facts = bench.size(FACTS)
    write_base(root, facts, a_file)
    loaded, cold, cached = in_turn(bench.times(), [_alone(work, root) for work in (load, read, keep)])
    where, peer = f"{facts:,} facts, {a_file:,} a file", "PyYAML's C loader"
    return [
        ratio(GOAL, f"Gate, cold: {where}", cold, peer, loaded, cold_limit),
        ratio(GOAL, f"Gate, from the cache: {where}", cached, peer, loaded, cached_limit),
    ]


def _alone(work: Callable[[Path], object], root: Path) -> Work:
    """Return the measurement of some work in a process of its own."""
    return lambda: Cost(seconds(work, root))
