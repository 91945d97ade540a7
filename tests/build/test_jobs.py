"""Several processes at once: the same bytes, the same faults, and nothing left behind, whatever becomes of one."""

from __future__ import annotations

import multiprocessing
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from briefwright.build import Report, Request, build, crew
from briefwright.build.inputs import pack, unpack
from briefwright.build.request import Unwatched
from briefwright.faults import FaultsFound
from facts.example import BRIEF, EXAMPLE

PROGRAM = (sys.executable, "-P", "-c", "from briefwright.cli import main; main()")
PATIENCE_SECONDS = 60
NAMES = ("one", "two", "three")


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    """Return a dossier with three briefs."""
    files = {"dossier.yaml": "title: Example dossier\n", **EXAMPLE}
    files |= {f"briefs/{name}.yaml": BRIEF.replace("[html]", "[html, docx, pdf]") for name in NAMES}
    for name, text in files.items():
        path = tmp_path / "dossier" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return tmp_path / "dossier"


def outputs(dossier: Path) -> dict[str, bytes]:
    """Return the files of the output."""
    return {path.name: path.read_bytes() for path in (dossier / "out").iterdir()}


def made_alone(dossier: Path, folder: Path) -> dict[str, bytes]:
    """Return what one process makes of a copy of a dossier."""
    copy = Path(shutil.copytree(dossier, folder, ignore=shutil.ignore_patterns("out", ".briefwright")))
    build(copy, Request(jobs=1))
    return outputs(copy)


@dataclass
class Noting(Unwatched):
    """Notes what a build tells, and does something when the first document is being made."""

    act: Callable[[], None] = lambda: None
    heard: list[str] = field(default_factory=list)

    def begin(self, total: int) -> None:
        """Note how much there is."""
        self.heard.append(f"{total} in all")

    def start(self, name: str) -> None:
        """Act at the first."""
        if f"start {NAMES[0]}" not in self.heard[:2]:
            self.act()
        self.heard.append(f"start {name}")

    def done(self, name: str) -> None:
        """Note what is made."""
        self.heard.append(f"done {name}")

    def end(self) -> None:
        """Note the end."""
        self.heard.append("end")


def test_two_processes_make_the_same_bytes_as_one(dossier: Path, tmp_path: Path) -> None:
    watcher = Noting()
    report: Report = build(dossier, Request(jobs=2), watcher)
    assert [path.name for path in report.written] == sorted(outputs(dossier).keys() - {"manifest.json"})
    assert outputs(dossier) == made_alone(dossier, tmp_path / "alone")
    assert (watcher.heard[0], watcher.heard[-1]) == ("3 in all", "end")
    told = [f"{what} {name}.en" for what in ("start", "done") for name in NAMES]
    assert sorted(watcher.heard[1:-1]) == sorted(told)
    assert multiprocessing.active_children() == []


def test_processes_that_start_from_nothing_make_the_same_bytes(
    dossier: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = made_alone(dossier, tmp_path / "alone")
    monkeypatch.setattr(crew, "_FORKS", False)
    build(dossier, Request(jobs=2))
    assert outputs(dossier) == expected


def test_the_faults_are_the_same(dossier: Path) -> None:
    for name in ("two", "three"):
        text = (dossier / f"briefs/{name}.yaml").read_text(encoding="utf-8")
        (dossier / f"briefs/{name}.yaml").write_text(text + "prose: {text: Words.}\n", encoding="utf-8")
    found = []
    for jobs in (1, 2):
        with pytest.raises(FaultsFound) as raised:
            build(dossier, Request(jobs=jobs))
        found.append(raised.value.faults)
    assert found[0] == found[1]
    assert {fault.place.path for fault in found[0]} == {"briefs/two.yaml", "briefs/three.yaml"}
    assert not (dossier / "out").exists()


@pytest.mark.skipif(sys.platform != "linux", reason="the processes are forked on Linux alone")
def test_the_work_of_a_process_that_dies_is_done_again(dossier: Path, tmp_path: Path) -> None:
    def kill_one() -> None:
        for process in multiprocessing.active_children()[:1]:
            process.kill()

    build(dossier, Request(jobs=2), Noting(kill_one))
    assert outputs(dossier) == made_alone(dossier, tmp_path / "alone")


def children_of(pid: int) -> set[int]:
    """Return the processes that a process has started, and those that they have, by their numbers."""
    listed = subprocess.run(["ps", "-eo", "pid=,ppid="], capture_output=True, text=True, check=True).stdout
    pairs = [tuple(map(int, line.split())) for line in listed.splitlines()]
    found = {child for child, parent in pairs if parent == pid}
    return found.union(*(children_of(child) for child in found))


def is_running(pid: int) -> bool:
    """Tell whether a process is there and no zombie."""
    asked = ["ps", "-o", "stat=", "-p", str(pid)]
    state = subprocess.run(asked, capture_output=True, text=True, check=False).stdout
    return bool(state.strip()) and not state.startswith("Z")


@pytest.mark.skipif(sys.platform != "linux", reason="the processes are looked for with Linux's ps")
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143), (signal.SIGKILL, -9)])
def test_no_process_outlives_a_build_that_is_stopped(number: int, code: int, dossier: Path) -> None:
    process = subprocess.Popen(
        [*PROGRAM, "--dossier", str(dossier), "build", "--jobs", "2"], stderr=subprocess.PIPE, text=True
    )
    children: set[int] = set()
    end = time.monotonic() + PATIENCE_SECONDS
    while len(children) < 2 and process.poll() is None and time.monotonic() < end:
        children = children_of(process.pid)
    process.send_signal(number)
    _, errors = process.communicate(timeout=PATIENCE_SECONDS)
    assert (process.returncode, errors) == (code, "" if code == -9 else "stopped; nothing half-written remains\n")
    end = time.monotonic() + PATIENCE_SECONDS
    while any(map(is_running, children)) and time.monotonic() < end:
        time.sleep(0.05)
    assert [child for child in children if is_running(child)] == []
    assert not (dossier / "out" / "manifest.json").exists()


def test_what_travels_arrives(dossier: Path, tmp_path: Path) -> None:
    files = [str(path) for path in dossier.rglob("*") if path.is_file()]
    elsewhere = tmp_path / "elsewhere.yaml"
    elsewhere.write_text("not the dossier's")
    packed = pack(dossier, [*files, str(elsewhere), str(dossier / "gone.yaml")])
    unpack(packed, tmp_path / "unpacked")
    arrived = tmp_path / "unpacked"
    assert {path.relative_to(arrived): path.read_bytes() for path in arrived.rglob("*") if path.is_file()} == {
        path.relative_to(dossier): path.read_bytes() for path in map(Path, files)
    }
    assert pack(dossier, reversed(files)) == pack(dossier, files)
