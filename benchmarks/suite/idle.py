"""Goal 5: a build with nothing to do, of the shipped dossier and of one with 10,000 facts."""

from __future__ import annotations

import shutil
from pathlib import Path

from suite.bench import Bench
from suite.change import built_briefs
from suite.clock import Cost, RunFailed, in_turn
from suite.rows import Row, difference

GOAL = 5
RUNS = 11
ROOT = Path(__file__).resolve().parents[2]
SHIPPED = ("dossier.yaml", "facts", "briefs", "addressees", "locales", "templates")


def measure(bench: Bench) -> list[Row]:
    """Return what a build takes over Python alone where nothing has changed since the last."""
    shipped, many = _shipped(bench), built_briefs(bench)
    ours, theirs, bare = in_turn(
        bench.times(RUNS),
        [lambda: _settled(bench, shipped), lambda: _settled(bench, many.dossier, *many.options), bench.python],
    )
    facts = f"Nothing to do, {len(many.content.entries):,} facts and {many.briefs} briefs"
    return [
        difference(GOAL, "Nothing to do, the shipped dossier", ours, "Python", bare, 0.1),
        difference(GOAL, facts, theirs, "Python", bare, 0.2),
    ]


def _settled(bench: Bench, dossier: Path, *options: str) -> Cost:
    """Build a dossier of which everything is built. Raises RunFailed where anything is written all the same."""
    cost = bench.build(dossier, *options)
    if "wrote " in cost.said:
        raise RunFailed(f"a build with nothing to do wrote files:\n{cost.said[-2000:]}")
    return cost


def _shipped(bench: Bench) -> Path:
    """Return a copy of the dossier that the repository is, with every document built."""
    target = bench.new_folder()
    target.mkdir()
    for name in SHIPPED:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, target / name)
        else:
            shutil.copy(ROOT / name, target / name)
    bench.build(target)
    return target
