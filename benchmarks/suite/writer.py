"""Our DOCX writer alone; run as a script: writer.py DOSSIER REPORT. REPORT gets the seconds of a document."""

from __future__ import annotations

import json
import statistics
import sys
import time
from pathlib import Path

TIMES = 3


def main() -> None:
    """Make the tree of a dossier's one document, write it some times, and report the median."""
    # Run as a script, the folder of this module is looked through instead of the one above it.
    sys.path[0] = str(Path(__file__).resolve().parents[1])
    from briefwright.writers.docx import write_docx
    from suite.trees import trees_of

    dossier, report = map(Path, sys.argv[1:])
    (tree,) = trees_of(dossier)
    taken = []
    for _ in range(TIMES):
        start, used = time.perf_counter(), time.process_time()
        write_docx(tree)
        taken.append((time.perf_counter() - start, time.process_time() - used))
    wall, cpu = map(statistics.median, zip(*taken, strict=True))
    report.write_text(json.dumps({"wall": wall, "cpu": cpu}), encoding="utf-8")


if __name__ == "__main__":
    main()
