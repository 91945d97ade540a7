"""The benchmark suite: what each goal of speed needs, beside the peers on the same content, in one run.

    python benchmarks/run.py [--only 1,3] [--quick]

The whole run takes about 25 minutes on two cores and writes docs/benchmarks.md and its chart. A part of it, or a
quick run, which is small and measures everything once, prints its table and writes nothing.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from suite import beside, change, chart, clock, cold, gating, idle, letters, long, machine, page, pdf, word
from suite.bench import Bench
from suite.rows import Row

DOCS = Path(__file__).resolve().parents[1] / "docs"
MEASURES: dict[str, Callable[[Bench], list[Row]]] = {
    "1": cold.measure,
    "2": word.measure,
    "3": pdf.measure,
    "4": long.measure,
    "5": idle.measure,
    "6": change.measure,
    "7": letters.measure,
    "8": gating.measure,
    "beside": beside.measure,
}


def main() -> None:
    """Measure what is asked for, print the table, and write the page where everything was measured."""
    arguments = _arguments()
    chosen = arguments.only.split(",") if arguments.only else list(MEASURES)
    unknown = [name for name in chosen if name not in MEASURES]
    if unknown:
        sys.exit(f"no measurement {', '.join(unknown)}: there are {', '.join(MEASURES)}")
    cores, start = clock.keep_to_cores(), time.monotonic()
    with tempfile.TemporaryDirectory(prefix="briefwright-bench-") as folder:
        bench = Bench(Path(folder), quick=arguments.quick)
        rows = tuple(row for name in chosen for row in _measured(name, bench))
    done = page.Run(rows, machine.machine(cores), machine.versions(), machine.today(), time.monotonic() - start)
    print(page.measured(done))
    if arguments.quick or arguments.only:
        print("\nnothing was written: that takes the whole run", file=sys.stderr)
        return
    (DOCS / page.CHART).write_text(chart.chart(rows), encoding="utf-8", newline="\n")
    page.write_page(DOCS / "benchmarks.md", done)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", metavar="N,…", help=f"only these of {', '.join(MEASURES)}")
    parser.add_argument(
        "--quick", action="store_true", help="small, and everything once: a trial, not a measurement"
    )
    return parser.parse_args()


def _measured(name: str, bench: Bench) -> list[Row]:
    """Return the rows of one measurement, and say on the way what is measured. Ends the run where it fails."""
    print(f"measuring {name} …", file=sys.stderr, flush=True)
    start, before = time.monotonic(), os.times()
    try:
        rows = MEASURES[name](bench)
    except clock.RunFailed as failed:
        sys.exit(f"measuring {name} failed: {failed}")
    used = sum(os.times()[2:4]) - sum(before[2:4])
    print(f"  {time.monotonic() - start:.0f} s, {used:.0f} s of the processors", file=sys.stderr, flush=True)
    return rows


if __name__ == "__main__":
    main()
