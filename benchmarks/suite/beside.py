"""Beside the goals: 1,000 quotations looked for in 50 archived files, by the benchmark that stands alone."""

from __future__ import annotations

import re
import sys
from pathlib import Path

from suite.bench import Bench
from suite.clock import RunFailed, run
from suite.rows import Row, Unit, amount

GOAL = 0
QUOTATIONS = Path(__file__).resolve().parents[1] / "quotations.py"
LIMIT = 5.0
_FOUND = re.compile(r"^(?P<what>[\d,]+ quotations, \d+ files) .*: (?P<seconds>[\d.]+) s ", re.MULTILINE)


def measure(bench: Bench) -> list[Row]:
    """Return what the quotations take, as their own benchmark says it; it fails where one is found out wrongly."""
    said = run([sys.executable, QUOTATIONS], bench.folder).said
    found = _FOUND.search(said)
    if found is None:
        raise RunFailed(f"{QUOTATIONS.name} did not say what it took:\n{said}")
    return [amount(GOAL, found["what"], [float(found["seconds"])], Unit.SECONDS, LIMIT)]
