"""Goal 4: the PDF of 10,000 entries against that of 1,000, and what memory it takes."""

from __future__ import annotations

import shutil

from suite.bench import BRIEF, Bench, copied, pages_of
from suite.clock import CORES, Cost, in_turn, peak
from suite.rows import Row, Unit, amount, ratio

GOAL = 4
ENTRIES, FEWER = 10_000, 1_000
RUNS = 2


def measure(bench: Bench) -> list[Row]:
    """Return how the time grows with ten times the entries, and the memory of the largest process."""
    entries, fewer = bench.size(ENTRIES), bench.size(FEWER)
    many, few = bench.prepared(entries).dossier, bench.prepared(fewer).dossier
    pages: list[int] = []

    def long() -> Cost:
        copy = copied(many, bench.new_folder())
        cost = bench.build(copy, "--format", "pdf", "--jobs", str(CORES))
        pages.append(pages_of(copy / "out" / f"{BRIEF}.pdf"))
        shutil.rmtree(copy)
        return cost

    short = bench.cold(few, "--format", "pdf", "--jobs", str(CORES))
    more, less = in_turn(bench.times(RUNS), [long, short], warm=False)
    what = f"PDF of {entries:,} entries ({pages[-1]:,} pages, tagged)"
    return [
        ratio(GOAL, what, more, f"briefwright, {fewer:,} entries", less, 11),
        amount(GOAL, f"Largest process, {entries:,} entries", [peak([cost]) for cost in more], Unit.MEGABYTES, 600),
    ]
