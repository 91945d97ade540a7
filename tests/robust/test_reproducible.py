"""The same dossier gives the same bytes wherever, whenever and by whomever it is built, and tells none of that."""

from __future__ import annotations

import getpass
import io
import os
import platform
import shutil
import socket
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest

from briefwright.build import Request, build
from robust.dossiers import PROGRAM, files_of, write_dossier

FORMATS = "html, docx, pdf"
BARE = {"PATH": os.environ.get("PATH", ""), **{k: v for k, v in os.environ.items() if k.startswith("COVERAGE")}}


@pytest.fixture(scope="module")
def dossier(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a dossier that was built in every format."""
    made = write_dossier(tmp_path_factory.mktemp("first") / "dossier", FORMATS)
    build(made, Request())
    return made


def built(dossier: Path, **environment: str) -> dict[str, bytes]:
    """Return the output of a build in a process with nothing but an environment of our choice."""
    subprocess.run(
        [*PROGRAM, "--dossier", str(dossier), "build"],
        env={**BARE, **environment},
        cwd="/",
        check=True,
        capture_output=True,
    )
    return files_of(dossier / "out")


@pytest.mark.parametrize(
    "environment",
    [
        {"LC_ALL": "C", "TZ": "Pacific/Chatham", "PYTHONHASHSEED": "1"},
        {"LC_ALL": "C.UTF-8", "LANG": "fa_IR.UTF-8", "TZ": "America/St_Johns", "PYTHONHASHSEED": "2"},
        {"USER": "ünï", "LOGNAME": "ünï", "HOME": "/nonexistent", "PYTHONUTF8": "0", "PYTHONHASHSEED": "random"},
        {"COLUMNS": "40", "TERM": "dumb", "PYTHONOPTIMIZE": "2", "PYTHONHASHSEED": "0"},
    ],
    ids=["place", "language", "user", "terminal"],
)
def test_another_machine_makes_the_same_bytes(environment: dict[str, str], dossier: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "a longer way" / "Ünïcode"
    _copied_backwards(dossier, elsewhere)
    assert built(elsewhere, **environment) == files_of(dossier / "out")


def _copied_backwards(source: Path, target: Path) -> None:
    """Copy a dossier so that the system lists its files in another order, with other dates and permissions."""
    for path in sorted(source.rglob("*.yaml"), reverse=True):
        copy = target / path.relative_to(source)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, copy)
        copy.chmod(0o600)
        os.utime(copy, (0, 0))


def test_another_day_and_another_moment_make_the_same_bytes(dossier: Path, tmp_path: Path) -> None:
    made = []
    for number, epoch in enumerate(("1000000000", "1000000000")):
        _copied_backwards(dossier, tmp_path / str(number))
        made.append(built(tmp_path / str(number), SOURCE_DATE_EPOCH=epoch))
    assert made[0] == made[1]
    texts = {name: data for name, data in files_of(dossier / "out").items() if not name.endswith("docx")}
    assert {name: data for name, data in made[0].items() if name in texts and name != "manifest.json"} == {
        name: data for name, data in texts.items() if name != "manifest.json"
    }


def traces() -> Iterator[str]:
    """Return what a file could tell of its machine, its user and its tools."""
    yield from (str(Path.home()), getpass.getuser(), socket.gethostname(), platform.python_version())
    yield from (sys.prefix, str(Path(__file__).parents[2]), tempfile.gettempdir())
    yield from ("WeasyPrint", "pydyf", "python-docx", "pandoc", "Microsoft Office")


def readable(name: str, data: bytes) -> Iterator[bytes]:
    """Return a file and everything packed in it."""
    yield data
    if name.endswith(".docx"):
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            for part in package.namelist():
                yield part.encode() + package.getinfo(part).extra + package.read(part)
    if name.endswith(".pdf"):
        with pikepdf.open(io.BytesIO(data)) as pdf:
            for thing in pdf.objects:
                yield thing.read_bytes() if isinstance(thing, pikepdf.Stream) else thing.unparse()


def test_no_file_tells_of_its_maker(dossier: Path) -> None:
    # A name of a few letters is found in any text by chance, such as `root` in a style sheet.
    words = [trace.encode() for trace in traces() if len(trace) > 4]
    told = {
        (name, word)
        for name, data in files_of(dossier / "out").items()
        for part in readable(name, data)
        for word in words
        if word in part
    }
    assert told == set()
