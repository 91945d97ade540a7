"""Every hostile dossier meets the program as a command, in a process of its own that is watched.

Held for each: the words and the exit code are those of the file in ``goldens/hostile``; no traceback; less than ten
seconds of the processor, and no waiting; nothing opened outside of the dossier, the program and what the machine's
libraries need; no socket; no process but pandoc and the program's own printing process.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import sysconfig
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from briefwright.citations.pandoc import pandoc_path
from hostile import (
    citation_cases,
    file_cases,
    letterhead_cases,
    style_cases,
    template_cases,
    text_cases,
    yaml_cases,
)
from hostile.dossiers import Hostile
from hostile.runner import unmeasured

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="the runner forks, and this system cannot")

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
MODULES = (yaml_cases, template_cases, file_cases, text_cases, style_cases, citation_cases, letterhead_cases)
CASES: dict[str, Hostile] = {name: case for module in MODULES for name, case in module.CASES.items()}
SECONDS = 10

# What a run may open beside the dossier and the program: Python, its packages, libraries, fonts, zones, itself.
OPEN_TO_ALL = tuple(
    str(Path(folder).resolve())
    for folder in (
        sys.prefix,
        sys.base_prefix,
        sysconfig.get_path("stdlib"),
        ROOT / "src",
        ROOT / "templates",
        ROOT / "setup",
        HERE / "hook",
        "/usr/lib",
        "/usr/share",
        "/usr/local",
        "/lib",
        "/proc",
        "/dev",
        "/etc/fonts",
        "/etc/mime.types",
        "/etc/ld.so.cache",
        "/var/cache/fontconfig",
    )
)


def _without_root(paths: list[str]) -> list[str]:
    """Return where modules come from without the folder that ``python -m`` adds: Python would look through it."""
    return [path for path in paths if path and Path(path).resolve() != ROOT]


@pytest.fixture(scope="module", name="run")
def runner(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[Path, str], dict[str, Any]]]:
    """Return a way to run the program on a dossier, watched; see `runner.py`."""
    folder = tmp_path_factory.mktemp("watched")
    numbers = count()
    with subprocess.Popen(
        [sys.executable, str(HERE / "runner.py")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={
            **unmeasured(),
            "PYTHONPATH": os.pathsep.join([str(HERE / "hook"), *_without_root(sys.path)]),
            "BRIEFWRIGHT_WATCH": str(folder / "start.log"),
            "TMPDIR": str(folder),
            "BRIEFWRIGHT_SECRET": str(folder / "secret"),
        },
    ) as process:
        assert process.stdin
        assert process.stdout
        jobs, answers = process.stdin, process.stdout

        def run(dossier: Path, command: str) -> dict[str, Any]:
            number = next(numbers)
            log, words = folder / f"{number}.log", folder / f"{number}.txt"
            job = {"dossier": str(dossier), "arguments": [command], "log": str(log), "words": str(words)}
            jobs.write(json.dumps(job) + "\n")
            jobs.flush()
            answer: dict[str, Any] = json.loads(answers.readline())
            return {
                **answer,
                "words": words.read_text(encoding="utf-8"),
                "events": [line.split("\t", 1) for line in log.read_text(encoding="utf-8").splitlines()],
                "folder": folder,
            }

        yield run
        jobs.close()
        assert process.wait(timeout=30) == 0


@pytest.mark.parametrize("name", CASES)
def test_a_hostile_dossier_is_refused_or_inert(
    name: str,
    run: Callable[[Path, str], dict[str, Any]],
    golden: Callable[[str, str], None],
    tmp_path: Path,
) -> None:
    case = CASES[name]
    dossier = case.write(tmp_path)
    before = _outside_of(dossier)
    done = run(dossier, case.command)
    words = done["words"].replace(str(tmp_path), "")
    assert "Traceback" not in words, words[-3_000:]
    assert done["seconds"] < SECONDS
    assert done["exit"] in (0, 1, 3)
    assert _forbidden(done, dossier) == []
    assert _outside_of(dossier) == before
    assert not any(
        "The secret of another" in _text(path) for path in (dossier / "out").glob("*") if not path.is_symlink()
    )
    golden(f"hostile/{name}.txt", f"exit {done['exit']}\n{_shortened(words)}")


def _forbidden(done: dict[str, Any], dossier: Path) -> list[str]:
    """Return what a watched run did that no run may do."""
    allowed = (*OPEN_TO_ALL, str(dossier.resolve()), str(done["folder"].resolve()))
    programs = {str(pandoc_path().resolve()), str(Path(sys.executable).resolve()), *_OF_THE_LOADER}
    found = []
    for kind, what in done["events"]:
        harmless = {
            "open": what.startswith(allowed) or what in _OF_THE_SYSTEM,
            "list": what.startswith(allowed),
            "process": what in programs,
            "ctypes.dlopen": True,
        }
        if not harmless.get(kind, False):
            found.append(f"{kind} {what}")
    return found


_LONG = re.compile(r"(?<=^.{200}).+")
# ctypes asks the system's list of libraries, by a path that no dossier can change; its compiler is not found.
_OF_THE_LOADER = {"/sbin/ldconfig", "/usr/sbin/ldconfig", os.devnull}
_OF_THE_SYSTEM = {"/etc/localtime", "/etc/os-release"}


def _outside_of(dossier: Path) -> dict[str, bytes]:
    """Return what lies beside a dossier: no run may change it."""
    beside = (path for path in dossier.parent.rglob("*") if dossier not in (path, *path.parents))
    return {str(path): path.read_bytes() for path in beside if path.is_file()}


def _text(path: Path) -> str:
    with path.open("rb") as file:
        return file.read(10_000_000).decode("utf-8", "ignore")


def _shortened(words: str) -> str:
    """Return the words of a run, of many alike lines only the first and last, and no number of bytes or pages."""
    lines = words.splitlines()
    shown = lines if len(lines) <= 8 else [*lines[:4], f"… {len(lines) - 7} more lines …", *lines[-3:]]
    return "".join(f"{_LONG.sub('…', line)}\n" for line in shown)
