"""A small dossier in two versions, the outputs of each, and what a folder may hold after a build was stopped."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from briefwright.build import Request, build
from facts.example import BRIEF, EXAMPLE, FACTS

PROGRAM = (sys.executable, "-c", "from briefwright.cli import main; main()")
OLD_WORDS, NEW_WORDS = "The first thing happened.", "The first thing did not happen."
MORE_FACTS = """\
  fact-{}:
    text: Something happened.
    date: 1988-07-19
    status: established
    cite: ["example-report, p. 1"]
"""

Files = Mapping[str, bytes]


def write_dossier(folder: Path, formats: str = "html", words: str = OLD_WORDS) -> Path:
    """Write the dossier of the tests into a folder, with these words as its fact, and return the folder."""
    files = {
        "dossier.yaml": "title: Example dossier\n",
        **EXAMPLE,
        "facts/facts.yaml": FACTS.replace(OLD_WORDS, words),
        "briefs/one.yaml": BRIEF.replace("[html]", f"[{formats}]"),
        "briefs/two.yaml": BRIEF.replace("Example chronology", "Second chronology").replace(
            "[html]", f"[{formats}]"
        ),
    }
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
    return folder


def add_facts(dossier: Path, count: int) -> None:
    """Add that many more facts to a dossier."""
    more = "facts:\n" + "".join(MORE_FACTS.format(number) for number in range(count))
    (dossier / "facts/more.yaml").write_text(more, encoding="utf-8")


def start_program(dossier: Path, *arguments: str, **environment: str) -> subprocess.Popen[str]:
    """Start a command of the program on a dossier."""
    return subprocess.Popen(
        [*PROGRAM, "--dossier", str(dossier), *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, **environment},
    )


def run_program(dossier: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Return what a command of the program says about a dossier, and how it leaves."""
    process = start_program(dossier, *arguments, **environment)
    out, errors = process.communicate(timeout=120)
    return subprocess.CompletedProcess(process.args, process.returncode, out, errors)


def files_of(folder: Path) -> dict[str, bytes]:
    """Return the name and bytes of each file of a folder, hidden ones too; none where there is no folder."""
    return {path.name: path.read_bytes() for path in folder.iterdir()} if folder.is_dir() else {}


def in_sight(files: Files) -> dict[str, bytes]:
    """Return the files that somebody sees who looks into a folder."""
    return {name: data for name, data in files.items() if not name.startswith(".briefwright")}


@dataclass(frozen=True, slots=True)
class Versions:
    """Everything that the old dossier makes, and everything that the new one makes."""

    old: Files
    new: Files

    def broken(self, files: Files) -> list[str]:
        """Return the names of files in sight that are neither old nor new."""
        return [
            name for name, data in in_sight(files).items() if data not in (self.old.get(name), self.new.get(name))
        ]


def made_versions(folder: Path, formats: str = "html") -> Versions:
    """Return both versions of the output, each made in a folder of its own."""
    made = []
    for name, words in (("old", OLD_WORDS), ("new", NEW_WORDS)):
        dossier = write_dossier(folder / name, formats, words)
        build(dossier, Request())
        made.append(files_of(dossier / "out"))
    return Versions(*made)
