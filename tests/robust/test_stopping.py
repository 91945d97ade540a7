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
@pytest.mark.parametrize("wait", [0.0, 0.1, 0.2, 0.4])
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


def printers(root: int) -> set[int]:
    """Return the printing processes below one: the press, and the fork of it that lays out."""
    listed = subprocess.run(["ps", "-eo", "pid=,ppid=,args="], capture_output=True, text=True, check=True).stdout
    rows = [line.split(maxsplit=2) for line in listed.splitlines()]
    shops = {
        int(pid): int(parent)
        for pid, parent, *command in rows
        if "briefwright.writers.pdf.shop" in "".join(command)
    }
    presses = {pid for pid, parent in shops.items() if parent == root}
    return presses | {pid for pid, parent in shops.items() if parent in presses}


def press_and_fork(root: int) -> set[int]:
    """Wait until a layout is under way and return its processes; what a loader of libraries starts is soon gone."""
    end = time.monotonic() + PATIENCE_SECONDS
    before = set[int]()
    while time.monotonic() < end:
        now = printers(root)
        if len(now) == 2 and now == before:
            return now
        before = now
        time.sleep(0.2)
    return before


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
        printing = press_and_fork(build.pid)
        os.kill(build.pid, signal.SIGKILL)
    assert len(printing) == 2
    end = time.monotonic() + 5
    while living(printing) and time.monotonic() < end:
        time.sleep(0.05)
    assert living(printing) == set()
