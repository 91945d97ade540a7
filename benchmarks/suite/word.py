"""Goal 2: the DOCX of a chronology of 1,000 cited entries, from YAML, and our writer alone."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from suite.bench import Bench, copied
from suite.clock import Cost, RunFailed, in_turn, run
from suite.rows import Row, ratio

GOAL = 2
ENTRIES = 1_000
WRITER = Path(__file__).with_name("writer.py")


def measure(bench: Bench) -> list[Row]:
    """Return what the whole process takes beside pandoc with citeproc, and our writer beside pandoc's.

    pandoc's writer is what pandoc takes for notes that are worded already, less its start and its reading.
    """
    entries = bench.size(ENTRIES)
    prepared = bench.prepared(entries)
    peers, dossier = prepared.peers, copied(prepared.dossier, bench.new_folder())
    whole, pandoc, writer, worded, reading = in_turn(
        bench.times(),
        [
            bench.cold(prepared.dossier, "--format", "docx"),
            peers.docx,
            lambda: _writer(bench, dossier),
            peers.docx_without_citing,
            peers.reading,
        ],
    )
    writing = [Cost(both.wall - read.wall, both.cpu - read.cpu) for both, read in zip(worded, reading, strict=True)]
    return [
        ratio(GOAL, f"DOCX of {entries:,} cited entries, from YAML", whole, "pandoc", pandoc, 0.7),
        ratio(GOAL, "The writer alone, from tree to bytes", writer, "pandoc's writer", writing, 0.15),
    ]


def _writer(bench: Bench, dossier: Path) -> Cost:
    """Return the time of our writer alone, as its own process says it."""
    report = bench.folder / "writer.json"
    report.unlink(missing_ok=True)
    run([sys.executable, WRITER, dossier, report], bench.folder, bench.environment)
    if not report.exists():
        raise RunFailed(f"{WRITER.name} did not say what it took")
    return Cost(**json.loads(report.read_text(encoding="utf-8")))
