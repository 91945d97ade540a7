"""A small process between the suite and what it measures; run as a script: gauge.py REPORT COMMAND...

The memory that Linux counts for a process begins with that of the process that started it, so a large one would be
seen in every figure. This one adopts what a program leaves behind, so that each process it started is counted.
"""

from __future__ import annotations

import ctypes
import json
import os
import sys
import time

_ADOPT = 36  # PR_SET_CHILD_SUBREAPER (prctl(2))
# macOS counts in bytes what Linux counts in kilobytes (getrusage(2)).
_UNIT = 1 if sys.platform == "darwin" else 1024


def main() -> None:
    """Run a command and write what it took: seconds, processor's seconds, bytes of its largest process."""
    report, command = sys.argv[1], sys.argv[2:]
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_ADOPT, 1, 0, 0, 0)
    start = time.perf_counter()
    child = os.posix_spawnp(command[0], command, os.environ)
    _, status, used = os.wait4(child, 0)
    wall = time.perf_counter() - start
    cpu, peak = used.ru_utime + used.ru_stime, used.ru_maxrss
    while True:
        try:
            _, _, left = os.wait3(0)
        except ChildProcessError:
            break
        cpu, peak = cpu + left.ru_utime + left.ru_stime, max(peak, left.ru_maxrss)
    with open(report, "w", encoding="utf-8") as file:
        json.dump({"wall": wall, "cpu": cpu, "peak": peak * _UNIT}, file)
    sys.exit(os.waitstatus_to_exitcode(status) and 1)


if __name__ == "__main__":
    main()
