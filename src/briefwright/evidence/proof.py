"""The proof of an archive: its whole log and every file, and what the sources say of both."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from briefwright.evidence.copies import digest_of
from briefwright.evidence.custody import FOLDER, LOG, Entry, Log, read_log
from briefwright.facts.base import FactBase
from briefwright.faults import Fault, Faults, Place


@dataclass(frozen=True, slots=True)
class Proof:
    """What a look at the whole archive found. `head` proves the log's end to whoever kept it elsewhere."""

    entries: int
    files: int
    head: str
    faults: tuple[Fault, ...]


def verify(root: Path, base: FactBase) -> Proof:
    """Return the proof of a dossier's archive: every line of its log, every file, and what sources say of both."""
    path = root / LOG
    data = path.read_bytes() if path.exists() else b""
    log = read_log(data)
    faults = Faults()
    faults.extend(log.faults)
    files = {entry.file: (number, entry) for number, entry in reversed(log.entries)}
    for number, entry in files.values():
        _check_file(root, number, entry, faults)
    _name_strangers(root, files, faults)
    _compare_sources(base, log, faults)
    return Proof(data.count(b"\n"), len(files), log.head, faults.all)


def _check_file(root: Path, number: int, entry: Entry, faults: Faults) -> None:
    """Report a file of the log that is gone or not what was stored."""
    path = root / entry.file
    said = f"(stored for '{entry.source}' by {entry.by} on {entry.when[:10]})"
    if path.is_symlink() or not path.is_file():
        faults.error(Place(LOG, number), "CUSTODY-FILE", f"'{entry.file}' was removed {said}")
    elif digest_of(path) != entry.sha256:
        faults.error(Place(entry.file), "CUSTODY-FILE", f"the file was altered {said}: put the stored file back")


def _name_strangers(root: Path, files: Mapping[str, object], faults: Faults) -> None:
    """Report what lies in the archive without an entry in its log."""
    for path in sorted((root / FOLDER).rglob("*")):
        name = path.relative_to(root).as_posix()
        if name != LOG and name not in files and (path.is_symlink() or not path.is_dir()):
            message = "the file was added without the log: store it with 'briefwright archive add'"
            faults.error(Place(name), "CUSTODY-FILE", message)


def _compare_sources(base: FactBase, log: Log, faults: Faults) -> None:
    """Report what sources say is archived and the log does not know: its end may have been cut off."""
    for source_id, record in base.sources.items():
        archive = record.archive
        if archive is None or not archive.file:
            continue
        place = base.place(source_id, "archive", "file")
        if not archive.file.startswith(f"{FOLDER}/"):
            message = (
                f"'{archive.file}' is not in the archive, so that nothing proves it: 'briefwright archive add'"
            )
            faults.warn(place, "CUSTODY-FILE", message)
        elif not log.knows(source_id, archive.file, archive.sha256 or ""):
            message = (
                f"no line of {LOG} says that this file was stored for '{source_id}' with this SHA-256: "
                "lines were cut off the log's end, or these were written by hand"
            )
            faults.error(place, "CUSTODY-LOG", message)
