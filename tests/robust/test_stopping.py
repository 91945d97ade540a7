"""Ctrl-C, SIGTERM and SIGKILL: one line and the right code, no half-written file, and no process left behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from briefwright.build.lock import LOCK
from robust.dossiers import files_of, in_sight, start_program, write_dossier

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signals")

PATIENCE_SECONDS = 60
# A page whose layout takes half a minute.
LONG_PRINT = """
from briefwright.writers.pdf import write_pdf
print("started", flush=True)
write_pdf("<html lang=en><title>Long</title><body><p>" + "word " * 1_000_000)
"""


def wait_for_work(process: subprocess.Popen[str], folder: Path) -> None:
    """Wait until a build has begun."""
    end = time.monotonic() + PATIENCE_SECONDS
    while process.poll() is None and not (folder / LOCK).exists() and time.monotonic() < end:
        time.sleep(0.002)


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
@pytest.mark.parametrize("wait", [0.0, 0.1, 0.3, 0.6])
def test_a_build_that_is_stopped_says_one_line(number: int, code: int, wait: float, tmp_path: Path) -> None:
    dossier = write_dossier(tmp_path, "html, docx, pdf")
    process = start_program(dossier, "build")
    wait_for_work(process, dossier / "out")
    time.sleep(wait)
    process.send_signal(number)
    _, errors = process.communicate(timeout=PATIENCE_SECONDS)
    assert (process.returncode, errors) == (code, "stopped; nothing half-written remains\n")
    left = files_of(dossier / "out")
    assert left == in_sight(left)
    assert "manifest.json" not in left or len(left) == 9


def descendants(root: int) -> set[int]:
    """Return the processes below one."""
    listed = subprocess.run(["ps", "-eo", "pid=,ppid="], capture_output=True, text=True, check=True).stdout
    parents = {int(pid): int(parent) for pid, parent in (line.split() for line in listed.splitlines())}
    found, last = {root}, set[int]()
    while found != last:
        last = set(found)
        found |= {pid for pid, parent in parents.items() if parent in found}
    return found - {root}


def living(processes: set[int]) -> set[int]:
    """Return those of some processes that have not ended."""
    shown = ["ps", "-o", "pid=,stat=", "-p", ",".join(map(str, processes))]
    listed = subprocess.run(shown, capture_output=True, text=True, check=False).stdout
    return {int(line.split()[0]) for line in listed.splitlines() if not line.split()[1].startswith("Z")}


@pytest.mark.skipif(sys.platform == "darwin", reason="macOS prints without a fork")
def test_a_layout_ends_when_its_build_is_killed() -> None:
    with subprocess.Popen([sys.executable, "-c", LONG_PRINT], stdout=subprocess.PIPE, text=True) as build:
        assert build.stdout is not None
        build.stdout.readline()
        end = time.monotonic() + PATIENCE_SECONDS
        while len(descendants(build.pid)) < 2 and time.monotonic() < end:
            time.sleep(0.05)
        press_and_fork = descendants(build.pid)
        os.kill(build.pid, signal.SIGKILL)
    assert len(press_and_fork) == 2
    end = time.monotonic() + 5
    while living(press_and_fork) and time.monotonic() < end:
        time.sleep(0.05)
    assert living(press_and_fork) == set()
