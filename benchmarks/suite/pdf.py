"""Goal 3: the PDF of a chronology of 1,000 cited entries on two cores."""

from __future__ import annotations

from suite.bench import Bench
from suite.clock import CORES, in_turn
from suite.peers import lualatex_of, typst_of
from suite.rows import Row, absent, ratio

GOAL = 3
ENTRIES = 1_000


def measure(bench: Bench) -> list[Row]:
    """Return what the PDF takes beside WeasyPrint, LuaLaTeX and Typst."""
    entries = bench.size(ENTRIES)
    prepared = bench.prepared(entries)
    peers = {
        "pandoc, WeasyPrint": (prepared.peers.weasyprint, 0.65),
        "pandoc, LuaLaTeX": (lualatex_of(prepared.peers), 0.8),
        "Typst": (typst_of(prepared.peers), 7.0),
    }
    works = [work for work, _ in peers.values() if work is not None]
    ours, *theirs = in_turn(
        bench.times(), [bench.cold(prepared.dossier, "--format", "pdf", "--jobs", str(CORES)), *works]
    )
    found, what, mine = iter(theirs), f"PDF of {entries:,} cited entries, {CORES} jobs", ours
    return [
        ratio(GOAL, what, mine, name, next(found), limit) if work else absent(GOAL, what, mine, name, limit)
        for name, (work, limit) in peers.items()
    ]
