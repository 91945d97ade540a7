"""Builds that are killed with SIGKILL, at random moments of their whole run and while they write.

Run with a number as a program (`make kills`), it prints what became of that many.
"""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from briefwright.facts.whole_files import ASIDE
from robust.dossiers import (
    NEW_WORDS,
    OLD_WORDS,
    Versions,
    files_of,
    in_sight,
    made_versions,
    run_program,
    start_program,
    write_dossier,
)

EVERY_FORMAT = "html, docx, pdf"
# How long writing the files of the small dossier takes at most.
WRITING_SECONDS = 0.02


@dataclass(frozen=True, slots=True)
class Kill:
    """One killed build: what it left broken, how many files aside and renamed, and whether the next was right."""

    was_killed: bool
    broken: tuple[str, ...]
    aside: int
    renamed: int
    next_is_right: bool


def killed_builds(
    folder: Path, count: int, seed: int, *, while_writing: bool, formats: str = EVERY_FORMAT
) -> Iterator[Kill]:
    """Build a small dossier over and over, kill each build, and look at what it leaves.

    The dossier changes each time, so that every file has to be written; the moments come from the seed.
    """
    chance = random.Random(seed)  # noqa: S311 - moments, not secrets
    versions = made_versions(folder, formats)
    dossier = write_dossier(folder / "dossier", formats, OLD_WORDS)
    started = time.monotonic()
    run_program(dossier, "build")
    whole = time.monotonic() - started
    for number in range(count):
        words = OLD_WORDS if number % 2 else NEW_WORDS
        write_dossier(dossier, formats, words)
        wait = chance.uniform(0, WRITING_SECONDS if while_writing else whole)
        yield _killed(dossier, versions, words, wait, while_writing)


def _killed(dossier: Path, versions: Versions, words: str, wait: float, while_writing: bool) -> Kill:
    before = files_of(dossier / "out")
    process = start_program(dossier, "build")
    if while_writing:
        _wait_for_a_file_aside(process, dossier / "out")
    time.sleep(wait)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    after = files_of(dossier / "out")
    again = run_program(dossier, "build")
    wanted = versions.old if words == OLD_WORDS else versions.new
    return Kill(
        was_killed=process.returncode < 0,
        broken=tuple(versions.broken(after)),
        aside=sum(1 for name in after if name.startswith(ASIDE)),
        renamed=sum(1 for name, data in in_sight(after).items() if before.get(name) != data),
        next_is_right=again.returncode == 0 and files_of(dossier / "out") == wanted,
    )


def _wait_for_a_file_aside(process: subprocess.Popen[str], folder: Path) -> None:
    while process.poll() is None and not any(folder.glob(".briefwright-*")):
        time.sleep(0.0002)


def main() -> int:
    """Kill as many builds as asked for in each way, print the figures, and return 1 where anything was wrong."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    wrong = 0
    for while_writing in (False, True):
        with tempfile.TemporaryDirectory() as folder:
            kills = list(killed_builds(Path(folder), count, seed=count, while_writing=while_writing))
        print("while writing:" if while_writing else "at any moment:", _told(kills))
        wrong += sum(1 for kill in kills if kill.broken or not kill.next_is_right)
    return int(wrong > 0)


def _told(kills: Sequence[Kill]) -> str:
    """Return the figures of killed builds in words."""
    killed = sum(1 for kill in kills if kill.was_killed)
    aside = sum(1 for kill in kills if kill.aside)
    between = sum(1 for kill in kills if kill.aside and kill.renamed)
    broken = sum(1 for kill in kills if kill.broken)
    wrong = sum(1 for kill in kills if not kill.next_is_right)
    return (
        f"{len(kills)} builds, {killed} killed before their end; {aside} left files aside, "
        f"{between} of these had renamed others; with broken files: {broken}; wrong next builds: {wrong}"
    )


if __name__ == "__main__":
    sys.exit(main())
