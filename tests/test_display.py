"""What a person at a terminal sees of a build: names, a count, and nothing of it afterwards."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from facts.example import BRIEF, EXAMPLE

pty = pytest.importorskip("pty", reason="this system has no terminals of this kind")
PROGRAM = (sys.executable, "-P", "-c", "from briefwright.cli import main; main()")
PATIENCE_SECONDS = 60


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    """Return a dossier with three briefs."""
    files = {"dossier.yaml": "title: Example dossier\n", **EXAMPLE}
    for name, text in {**files, **{f"briefs/brief-{number}.yaml": BRIEF for number in range(3)}}.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path


def seen_on_terminal(dossier: Path) -> str:
    """Return what a build writes to the terminal that its standard error is."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [*PROGRAM, "--dossier", str(dossier), "build", "--jobs", "1"],
        stdout=subprocess.PIPE,
        stderr=theirs,
        env={**os.environ, "TERM": "xterm", "COLUMNS": "100"},
    )
    os.close(theirs)
    seen, end = b"", time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < end:
        try:
            data = os.read(ours, 65_536)
        except OSError:  # how Linux says that the other side is closed
            break
        if not data:
            break
        seen += data
    process.communicate(timeout=PATIENCE_SECONDS)
    os.close(ours)
    assert process.returncode == 0
    return seen.decode()


def test_a_terminal_shows_what_is_being_made_and_how_much_is_left(dossier: Path) -> None:
    seen = seen_on_terminal(dossier)
    assert "0/4" in seen
    assert "brief-0.en" in seen
    assert seen.rstrip().endswith(("\x1b[2K", "\x1b[?25h"))


def test_whoever_is_no_terminal_sees_the_result_alone(dossier: Path) -> None:
    run = subprocess.run(
        [*PROGRAM, "--dossier", str(dossier), "build"], capture_output=True, text=True, check=True, timeout=120
    )
    assert run.stderr == ""
    assert all(line.startswith("wrote ") for line in run.stdout.splitlines())
