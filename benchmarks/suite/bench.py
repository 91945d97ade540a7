"""What the measurements of a run share: where they work, how often they run, and dossiers that are made once."""

from __future__ import annotations

import itertools
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import pikepdf

from suite.clock import Cost, RunFailed, Work, run
from suite.content import Content, make_content, write_dossier
from suite.notes import notes_of
from suite.peers import BIN, Peers, write_peers

Made = TypeVar("Made")
BRIEF = "chronology.en"
LEFT = ("out", ".briefwright")
"""What a build leaves in a dossier: a cold run has none of it."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A content, its dossier in which nothing was built yet, and what the peers read of it."""

    content: Content
    dossier: Path
    peers: Peers


@dataclass
class Bench:
    """One run of the suite in a folder of its own; a quick one is small, runs once and proves nothing."""

    folder: Path
    quick: bool = False
    runs: int = 5
    _made: dict[str, Any] = field(default_factory=dict)
    _numbers: Iterator[int] = field(default_factory=itertools.count)

    def size(self, entries: int) -> int:
        """Return how many entries stand for so many in this run."""
        return max(20, entries // 50) if self.quick else entries

    def times(self, runs: int | None = None) -> int:
        """Return how often something runs: so often, or as often as everything."""
        return 1 if self.quick else runs or self.runs

    def prepared(self, entries: int, *, words: int = 22, years: int = 40) -> Prepared:
        """Return a chronology of so many entries, each with a note, for us and for the peers."""
        return self.once(f"{entries} of {words} in {years}", lambda: self._prepare(entries, words, years))

    def _prepare(self, entries: int, words: int, years: int) -> Prepared:
        content = make_content(entries, words=words, years=years)
        dossier = write_dossier(content, self.new_folder())
        built = copied(dossier, self.new_folder())
        self.build(built, "--format", "html")
        notes = notes_of((built / "out" / f"{BRIEF}.html").read_text(encoding="utf-8"))
        return Prepared(content, dossier, write_peers(content, notes, self.new_folder()))

    def once(self, name: str, make: Callable[[], Made]) -> Made:
        """Return what has a name, made by the first who asks for it."""
        if name not in self._made:
            self._made[name] = make()
        made: Made = self._made[name]
        return made

    def new_folder(self) -> Path:
        """Return the path of a folder that is not there yet."""
        return self.folder / f"{next(self._numbers)}"

    def build(self, dossier: Path, *options: str) -> Cost:
        """Build a dossier as it stands, and return what that took."""
        return self.briefwright(dossier, "build", *options)

    def briefwright(self, dossier: Path, *command: str) -> Cost:
        """Run a command of the program on a dossier."""
        return run([BIN / "briefwright", "--dossier", dossier, *command], self.folder, self.environment)

    def cold(self, dossier: Path, *options: str) -> Work:
        """Return the build of a fresh copy of a dossier, of which nothing is kept from before."""

        def work() -> Cost:
            copy = copied(dossier, self.new_folder())
            cost = self.build(copy, *options)
            shutil.rmtree(copy)
            return cost

        return work

    def python(self) -> Cost:
        """Start Python and do nothing."""
        return run([sys.executable, "-c", "pass"], self.folder)

    @property
    def environment(self) -> dict[str, str]:
        """What our program's environment has beside this one: a secret of the run's own signs what it keeps."""
        return {"BRIEFWRIGHT_SECRET": str(self.folder / "secret")}


def copied(dossier: Path, target: Path) -> Path:
    """Copy a dossier without what builds left in it, and return the copy."""
    shutil.copytree(dossier, target, ignore=shutil.ignore_patterns(*LEFT))
    return target


def pages_of(pdf: Path) -> int:
    """Return the number of a PDF's pages. Raises RunFailed where it is not tagged."""
    with pikepdf.open(pdf) as opened:
        if "/StructTreeRoot" not in opened.Root:
            raise RunFailed(f"{pdf.name} is not tagged")
        return len(opened.pages)
