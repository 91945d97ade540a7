"""The file that a source's ``archive`` names: inside the dossier, and by its hash the one that was stored."""

from __future__ import annotations

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from briefwright.facts.base import FactBase
from briefwright.facts.records import Archive
from briefwright.faults import Faults
from briefwright.files import note

# A larger file is hashed, but not read for its words.
MAX_READ = 100_000_000
# Every copy is hashed at each check.
MAX_COPY = 20_000_000_000


@dataclass(frozen=True, slots=True)
class Copy:
    """An archived file of a source, as it is now; `path` leads to it, `name` is what the source calls it."""

    source: str
    name: str
    path: Path
    size: int


def copy_of(root: Path, base: FactBase, source_id: str, archive: Archive, faults: Faults) -> Copy | None:
    """Return the copy of a source, or None after reporting that it is missing, elsewhere or not the one stored."""
    place = base.place(source_id, "archive", "file")
    try:
        path = path_within(root, archive.file)
        if path is None:
            message = (
                f"'{archive.file}' leads out of the dossier: keep the copy inside, and name it from its folder"
            )
            faults.error(place, "ARCHIVE-FILE", message)
            return None
        if not path.is_file():
            faults.error(place, "ARCHIVE-FILE", f"no file '{archive.file}' in the dossier")
            return None
        size = path.stat().st_size
        if size > MAX_COPY:
            message = f"'{archive.file}' is larger than {MAX_COPY:,} bytes: keep a part of it, or a smaller copy"
            faults.error(place, "ARCHIVE-FILE", message)
            return None
        digest = digest_of(path)
    except (OSError, RuntimeError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        faults.error(place, "ARCHIVE-FILE", f"'{archive.file}' cannot be read: {reason}")
        return None
    return (
        Copy(source_id, archive.file, path, size) if _is_stored(base, source_id, archive, digest, faults) else None
    )


def path_within(root: Path, name: str) -> Path | None:
    """Return where a file of the dossier lies, links followed; None where its path leads out of the dossier."""
    pure = PurePosixPath(name)
    if pure.is_absolute() or ".." in pure.parts or "\\" in name or Path(name).is_absolute():
        return None
    home = root.resolve()
    path = (home / pure).resolve()
    return path if path.is_relative_to(home) else None


def digest_of(path: Path) -> str:
    """Return the SHA-256 of a file, read piece by piece."""
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
        note(path, os.fstat(file.fileno()), digest)
        return digest


def _is_stored(base: FactBase, source_id: str, archive: Archive, digest: str, faults: Faults) -> bool:
    if archive.sha256 is None:
        message = f"'{archive.file}' has no sha256 beside it: add sha256: {digest}"
        faults.error(base.place(source_id, "archive", "file"), "ARCHIVE-UNHASHED", message)
        return True
    if archive.sha256 != digest:
        message = (
            f"'{archive.file}' is not what was archived: its SHA-256 is {digest}. Put the stored file "
            "back; archive what is a new capture with 'briefwright archive add'"
        )
        faults.error(base.place(source_id, "archive", "sha256"), "ARCHIVE-ALTERED", message)
        return False
    return True
