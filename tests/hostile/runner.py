"""Runs the program on one dossier after another, each time in a process of its own, and says how it ended.

Run as a module with the hook's folder on PYTHONPATH; jobs come in on standard input, one JSON object a line:
``dossier``, ``arguments`` and ``log``, the file for what the watched process does. Each is answered by a line.
"""

from __future__ import annotations

import json
import os
import resource
import signal
import sys
import traceback
from typing import Any

from briefwright import build
from briefwright.cli import main
from briefwright.writers import docx, html, pdf

# The program imports a module when it needs it; Python then looks through folders that no run may look through.
WARM = (docx, html, pdf, *(getattr(build, name) for name in build.__all__))
MEMORY = 4 * 1024**3
WAITING = 30
"""Seconds after which a run that does nothing, or too much, is ended."""


def unmeasured() -> dict[str, str]:
    """Return the environment without the measuring of coverage, which opens files and takes time of its own."""
    return {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE")}


def run(job: dict[str, Any]) -> dict[str, Any]:
    """Return how a run of the program ended: its exit code, its processor seconds, and its peak memory in bytes."""
    child = os.fork()
    if child == 0:
        _become_the_program(job)
    _, status, usage = os.wait4(child, 0)
    return {
        "exit": os.waitstatus_to_exitcode(status),
        "seconds": usage.ru_utime + usage.ru_stime,
        "memory": usage.ru_maxrss * 1024,
    }


def _become_the_program(job: dict[str, Any]) -> None:
    code = 1
    try:
        log = os.open(job["log"], os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        words = os.open(job["words"], os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        os.dup2(words, 1)
        os.dup2(words, 2)
        os.dup2(log, int(os.environ["BRIEFWRIGHT_WATCH_HANDLE"]))
        os.environ["BRIEFWRIGHT_WATCH"] = job["log"]
        os.chdir(job["dossier"])
        signal.alarm(WAITING)
        resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
        main(job["arguments"], standalone_mode=True)
    except SystemExit as leaving:
        code = leaving.code if isinstance(leaving.code, int) else int(leaving.code is not None)
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


if __name__ == "__main__":
    for line in sys.stdin:
        print(json.dumps(run(json.loads(line))), flush=True)
