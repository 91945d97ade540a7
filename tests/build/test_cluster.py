"""Builds on a Dask cluster of one machine: a scheduler and two workers, as real processes."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from briefwright.build import Report, Request, build
from briefwright.build.request import Unwatched
from briefwright.faults import MachineLacks
from facts.example import BRIEF, EXAMPLE

distributed = pytest.importorskip("distributed", reason="Dask is not installed")
pytestmark = [
    pytest.mark.skipif(sys.platform == "win32", reason="the processes are ended by signals"),
    # Dask's own, of its event loop, as a connection ends.
    pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning"),
    pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::PendingDeprecationWarning"),
]

PATIENCE_SECONDS = 60
ADDRESSEES = "\n".join(["id,name", *(f"mission-{number},Example Mission {number}" for number in range(70))])
LETTER = """\
layout: open-letter
title: An open letter
formats: [docx, html]
date: 2026-11-20
addressees: addressees.csv
letter:
  sender: Example Institute
  place: Geneva
  signatories: [{name: Ann Example, capacity: Director}]
prose:
  introduction: |
    Words of the letter.[@example-report, p. 1]
"""


def dask(*arguments: str, source: str = "") -> subprocess.Popen[bytes]:
    """Start a command of Dask's, with the program or another version of it."""
    environment = {**os.environ, "PYTHONPATH": source or os.pathsep.join(filter(None, sys.path))}
    command = [sys.executable, "-P", "-m", "dask", *arguments]
    return subprocess.Popen(
        command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
    )


@dataclass
class Cluster:
    """A scheduler and its workers."""

    address: str
    scheduler: subprocess.Popen[bytes]
    workers: list[subprocess.Popen[bytes]] = field(default_factory=list)

    def add_worker(self, source: str = "") -> None:
        """Start a worker, and wait until the scheduler knows it."""
        known = len(self.workers) + 1
        options = ("--nthreads", "1", "--no-dashboard", "--no-nanny", "--host", "127.0.0.1")
        self.workers.append(dask("worker", self.address, *options, source=source))
        with distributed.Client(self.address, timeout=PATIENCE_SECONDS, set_as_default=False) as client:
            client.wait_for_workers(known, timeout=PATIENCE_SECONDS)


@pytest.fixture
def cluster() -> Iterator[Cluster]:
    """Return a cluster without workers."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    scheduler = dask("scheduler", "--host", "127.0.0.1", "--port", str(port), "--no-dashboard", "--no-show")
    made = Cluster(f"tcp://127.0.0.1:{port}", scheduler)
    try:
        yield made
    finally:
        for process in (*made.workers, scheduler):
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    """Return the dossier of these tests."""
    return written(tmp_path / "dossier")


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Return what this machine alone makes of the dossier."""
    dossier = written(tmp_path_factory.mktemp("here"))
    build(dossier, Request())
    return outputs(dossier)


def written(folder: Path) -> Path:
    """Return a folder with a dossier of a chronology and seventy letters, which are three pieces of work."""
    files = {
        "dossier.yaml": "title: Example dossier\n",
        **EXAMPLE,
        "briefs/one.yaml": BRIEF.replace("[html]", "[html, pdf]"),
        "briefs/letter.yaml": LETTER,
        "addressees.csv": ADDRESSEES,
    }
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def outputs(dossier: Path) -> dict[str, bytes]:
    """Return the files of the output by their paths."""
    out = dossier / "out"
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in out.rglob("*") if path.is_file()}


@dataclass
class AtFirst(Unwatched):
    """Ends a process as soon as the first document is being made."""

    process: subprocess.Popen[bytes]
    ended: bool = False

    def start(self, name: str) -> None:
        """End the process, once."""
        if not self.ended:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
            self.ended = True


def test_two_workers_make_the_same_bytes(cluster: Cluster, dossier: Path, expected: dict[str, bytes]) -> None:
    cluster.add_worker()
    cluster.add_worker()
    report: Report = build(dossier, Request(scheduler=cluster.address))
    assert len(report.written) == 2 + 1 + 70 * 2 + 1
    assert outputs(dossier) == expected
    assert build(dossier, Request(scheduler=cluster.address)).reasons == ()


def test_what_a_lost_worker_has_not_made_is_made_by_another(
    cluster: Cluster, dossier: Path, expected: dict[str, bytes]
) -> None:
    cluster.add_worker()
    cluster.add_worker()
    watcher = AtFirst(cluster.workers[0])
    build(dossier, Request(scheduler=cluster.address), watcher)
    assert watcher.ended
    assert outputs(dossier) == expected


def test_a_scheduler_that_dies_is_told_and_nothing_is_written(
    cluster: Cluster, dossier: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("briefwright.build.cluster.PATIENCE", "6s")
    cluster.add_worker()
    with pytest.raises(MachineLacks, match=r"the cluster at tcp://127.0.0.1:\d+ ended before its work was done"):
        build(dossier, Request(scheduler=cluster.address), AtFirst(cluster.scheduler))
    assert not (dossier / "out").exists()


def test_a_scheduler_without_workers_is_told(cluster: Cluster, dossier: Path) -> None:
    with pytest.raises(MachineLacks, match="has no workers: start some with 'dask worker'"):
        build(dossier, Request(scheduler=cluster.address))
    assert not (dossier / "out").exists()


def test_a_worker_with_another_program_is_named(cluster: Cluster, dossier: Path, tmp_path: Path) -> None:
    source = Path(__file__).resolve().parents[2] / "src"
    other = shutil.copytree(source, tmp_path / "src", ignore=shutil.ignore_patterns("__pycache__"))
    with (Path(other) / "briefwright/__init__.py").open("a", encoding="utf-8") as file:
        file.write('\n__version__ = "0.0.9"\n')
    cluster.add_worker(source=str(other))
    with pytest.raises(MachineLacks, match=r"the worker tcp\S+ has briefwright 0\.0\.9 instead of"):
        build(dossier, Request(scheduler=cluster.address))


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:9", "no address", "ftp://127.0.0.1:9"])
def test_a_scheduler_that_does_not_answer_is_told(
    address: str, dossier: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("briefwright.build.cluster.PATIENCE", "1s")
    started = time.monotonic()
    with pytest.raises(MachineLacks, match="no Dask scheduler answers at"):
        build(dossier, Request(scheduler=address))
    assert time.monotonic() - started < PATIENCE_SECONDS
    assert not (dossier / "out").exists()
