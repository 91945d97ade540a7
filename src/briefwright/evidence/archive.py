"""The archive: evidentiary copies of sources under their hashes, with a log of who put them there.

A copy is stored as ``archive/SHA256.EXTENSION``, read-only, as it is: a PDF, a page, another tool's WARC or WACZ.
Source: Berkeley Protocol (HR/PUB/20/2), on preservation: a chain of custody, a hash, work on another copy only.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import re
import stat
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from briefwright.evidence.copies import digest_of
from briefwright.evidence.custody import FOLDER, LOG, Entry, Log, read_log
from briefwright.evidence.source_entry import with_archive
from briefwright.facts import tree
from briefwright.facts.base import FactBase
from briefwright.facts.whole_files import ASIDE, discard, write_aside
from briefwright.faults import Fault, Faults, FaultsFound, Place, did_you_mean
from briefwright.i18n.characters import FORBIDDEN
from briefwright.i18n.edtf import EdtfError, parse

_PIECE = 1024 * 1024
_SUFFIX = re.compile(r"(\.(?:warc|tar|cdxj?|json))?\.[a-z0-9]{1,10}$")


@dataclass(frozen=True, slots=True)
class Deposit:
    """A file on its way into the archive: of which source, by whom, when (UTC), from where, captured when.

    `named` says that the depositor gave the name, so that it may stand in the facts.
    """

    file: Path
    source: str
    by: str
    when: str
    origin: str = ""
    captured: str = ""
    named: bool = False


@dataclass(frozen=True, slots=True)
class Stored:
    """What a deposit did: the file, and whether the copy, the log's entry and the source's lines are new."""

    file: str
    sha256: str
    new_copy: bool
    new_entry: bool
    new_lines: bool


def store(root: Path, base: FactBase, deposit: Deposit) -> Stored:
    """Put a copy of a file into the archive, an entry into its log, and both into the source's facts.

    Raises:
        FaultsFound: the deposit, the log or a file in place is not sound; nothing was changed.
        OSError: a file cannot be read or written.

    """
    _refuse_unsound(base, deposit)
    folder = root / FOLDER
    if folder.is_symlink():
        raise _fault(Place(FOLDER), "ARCHIVE-FILE", "the archive is a link to another folder: make it a folder")
    folder.mkdir(exist_ok=True)
    with _locked(folder), _aside(folder) as aside:
        log = _sound_log(root)
        aside["copy"], sha256, size = _copied(deposit.file, folder)
        file = _name_of(log, deposit.file, sha256)
        new_copy = _refuse_altered(root, file, sha256)
        entry = _entry(deposit, file, sha256, size, log)
        new_entry = not any(entry.same_handling(earlier) for _, earlier in log.entries)
        if new_entry:
            aside["log"] = _written(folder, _bytes_of(root / LOG) + entry.line + b"\n", 0o644)
        facts, text = _facts_with(root, base, deposit, {"file": file, "sha256": sha256})
        if text is not None:
            aside["facts"] = _written(facts.parent, text, stat.S_IMODE(facts.stat().st_mode))
        # Should the machine stop between these, the same command completes them.
        if new_copy:
            aside.pop("copy").replace(root / file)
        for part, path in (("log", root / LOG), ("facts", facts)):
            if part in aside:
                aside.pop(part).replace(path)
        return Stored(file, sha256, new_copy, new_entry, text is not None)


def _fault(place: Place, code: str, message: str) -> FaultsFound:
    return FaultsFound([Fault(place, code, message)])


def _refuse_unsound(base: FactBase, deposit: Deposit) -> None:
    """Refuse a deposit for a source that is unknown or faulty, and words that the facts could not hold."""
    faults = Faults()
    if deposit.source not in base.sources:
        origin = base.origins.get(deposit.source)
        known = did_you_mean(deposit.source, base.sources)
        if origin and origin.section == "sources":
            message = f"'{deposit.source}' has faults of its own: 'briefwright check' names them, mend them first"
            faults.error(origin.place(), "ARCHIVE-EDIT", message)
        else:
            place = origin.place() if origin else Place("facts")
            faults.error(place, "UNKNOWN-ID", f"no source '{deposit.source}'{known}")
    if not deposit.file.is_file() or not deposit.file.stat().st_size:
        message = "is empty, or no file: name the file that holds the copy"
        faults.error(Place(str(deposit.file)), "ARCHIVE-FILE", message)
    for option, words in (("--by", deposit.by), ("--from", deposit.origin)):
        if FORBIDDEN.search(words) or words != " ".join(words.split()):
            faults.error(Place(option), "CHARACTER", "holds characters that cannot be seen: type it anew")
    if not deposit.by:
        faults.error(Place("--by"), "CUSTODIAN", "the log needs a name: say who stores this file, with --by NAME")
    try:
        if deposit.captured:
            parse(deposit.captured)
    except EdtfError as error:
        faults.error(Place("--captured"), "DATE", str(error))
    faults.stop_if_any()


@contextlib.contextmanager
def _locked(folder: Path) -> Iterator[None]:
    """Keep others from storing at the same time, where the system can."""
    handle = os.open(folder, os.O_RDONLY) if hasattr(os, "O_DIRECTORY") else None
    try:
        if handle is not None:
            with contextlib.suppress(ImportError, OSError):
                import fcntl

                fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        if handle is not None:
            os.close(handle)


@contextlib.contextmanager
def _aside(folder: Path) -> Iterator[dict[str, Path]]:
    """Give room for files that are not in place yet, and delete those that never get there."""
    aside: dict[str, Path] = {}
    try:
        yield aside
    finally:
        for path in aside.values():
            path.unlink(missing_ok=True)
        with contextlib.suppress(OSError):
            folder.rmdir()  # where nothing came into a new folder


def _sound_log(root: Path) -> Log:
    log = read_log(_bytes_of(root / LOG))
    if log.faults:
        raise FaultsFound(log.faults)
    return log


def _bytes_of(path: Path) -> bytes:
    return path.read_bytes() if path.exists() else b""


def _copied(file: Path, folder: Path) -> tuple[Path, str, int]:
    """Return a read-only copy of a file beside its place, its hash and its size; it is read back before use."""
    handle, name = tempfile.mkstemp(dir=folder, prefix=ASIDE)
    path, digest, size = Path(name), hashlib.sha256(), 0
    try:
        with os.fdopen(handle, "wb") as target, file.open("rb") as source:
            while piece := source.read(_PIECE):
                digest.update(piece)
                size += target.write(piece)
            target.flush()
            os.fsync(target.fileno())
        path.chmod(0o444)
        if digest_of(path) != digest.hexdigest():
            raise OSError(f"the copy of {file} reads back differently: the disk or the memory is faulty")
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return path, digest.hexdigest(), size


def _written(folder: Path, data: bytes, mode: int) -> Path:
    """Return a new file beside its place that holds these bytes; it is read back before use."""
    path = write_aside(folder, data)
    try:
        if path.read_bytes() != data:
            raise OSError(f"{path} reads back differently: the disk or the memory is faulty")
        path.chmod(mode)
    except BaseException:
        discard(path)
        raise
    return path


def _name_of(log: Log, file: Path, sha256: str) -> str:
    """Return what a copy is called: as the log has it already, else by its hash and its own extension."""
    known = next((entry.file for _, entry in log.entries if entry.sha256 == sha256), None)
    suffix = _SUFFIX.search(file.name.lower())
    return known or f"{FOLDER}/{sha256}{suffix[0] if suffix else '.bin'}"


def _refuse_altered(root: Path, file: str, sha256: str) -> bool:
    """Return whether a copy has still to be put in place; one that is there must be what its name says."""
    path = root / file
    if not path.exists() and not path.is_symlink():
        return True
    if path.is_symlink() or not path.is_file() or digest_of(path) != sha256:
        message = "this copy was altered: it is not the file that was stored; put that file back"
        raise _fault(Place(file), "CUSTODY-FILE", message)
    return False


def _entry(deposit: Deposit, file: str, sha256: str, size: int, log: Log) -> Entry:
    return Entry(
        action="add",
        source=deposit.source,
        file=file,
        sha256=sha256,
        size=size,
        name=os.fsencode(deposit.file.name).decode("utf-8", errors="replace"),
        by=deposit.by,
        when=deposit.when,
        origin=deposit.origin,
        captured=deposit.captured,
        previous=log.head,
    )


def _facts_with(
    root: Path, base: FactBase, deposit: Deposit, stored: Mapping[str, str]
) -> tuple[Path, bytes | None]:
    """Return the facts file of a source, and its new bytes where it does not say yet what was stored."""
    origin, record = base.origins[deposit.source], base.sources[deposit.source]
    given = {"captured": deposit.captured, "by": deposit.by if deposit.named else ""}
    values = {**stored, **{key: value for key, value in given.items() if value}}
    archive = record.archive
    if archive and archive.sha256 not in (None, stored["sha256"]):
        for key in ("captured", "by"):
            if getattr(archive, key) and key not in values:
                message = f"'{key}' speaks of the copy that this one replaces: say it of the new one with --{key}"
                raise _fault(base.place(deposit.source, "archive", key), "ARCHIVE-EDIT", message)
    path = root / origin.path
    faults = Faults()
    text = tree.read_text(path, origin.path, faults)
    faults.stop_if_any()
    bom = "\ufeff" if path.read_bytes().startswith(b"\xef\xbb\xbf") else ""
    edited = bom + with_archive(text or "", origin.path, deposit.source, values)
    return path, None if edited == bom + (text or "") else edited.encode()
