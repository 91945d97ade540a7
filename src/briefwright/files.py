"""The files of a dossier: read whole or not at all, and never from outside of it.

A dossier comes from partners by e-mail: a link in it may lead to the reader's own files, a name may belong to a
device that never ends, a folder may hold a million files. This is the only room that opens a dossier's files.

Comes in: paths below a dossier. Goes out: their bytes, or `FileRefused` with the code and the sentence of a fault;
the hash of a file that a build made; and, for whoever asks, which files were read and their hashes.
"""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from briefwright.faults import Faults, Place

MAX_FILES = 10_000
"""How many files and folders a folder of a dossier may hold, those below it included."""

MAX_LEVELS = 16
"""How many folders deep a file of a dossier may lie."""

MAX_OUTPUT = 1_000_000_000
"""How many bytes a file of the output can have."""

# Opening a pipe to read from waits for somebody to write into it; this flag, where the system has it, does not.
_AT_ONCE = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)


class Stamp(NamedTuple):
    """What a file was when it was read: the SHA-256 of its bytes, its size, time of change (ns) and inode."""

    sha256: str
    size: int
    time: int
    inode: int


_LISTENING: list[dict[str, Stamp]] = []


@contextmanager
def noted() -> Iterator[dict[str, Stamp]]:
    """Return the files that are read from now on: each one's real path, with its stamp."""
    read: dict[str, Stamp] = {}
    _LISTENING.append(read)
    try:
        yield read
    finally:
        # By identity: two listeners that heard the same are equal.
        _LISTENING[:] = [other for other in _LISTENING if other is not read]


def note(path: Path, status: os.stat_result, sha256: str) -> None:
    """Tell those who listen of a file that was read: its status before that, and the SHA-256 of what was read."""
    for read in _LISTENING:
        read[str(path)] = Stamp(sha256, status.st_size, status.st_mtime_ns, status.st_ino)


class FileRefused(Exception):
    """Raised for a file that is not read; `code` is the fault's, the message its sentence."""

    def __init__(self, code: str, message: str) -> None:
        self.code = code
        super().__init__(message)


def read_file(path: Path, root: Path, limit: int) -> bytes:
    """Return the bytes of a file that lies in `root`.

    Raises:
        FileRefused: the file lies elsewhere, by ``..`` or by a link, is no ordinary file, is larger than `limit`
            bytes, or cannot be read.

    """
    try:
        return _read(_inside(path, root), limit)
    except OSError as error:
        raise FileRefused("UNREADABLE", f"the file cannot be read: {error.strerror}") from error
    except RecursionError:  # not the file's fault, but of a layout that takes itself in
        raise
    except (ValueError, RuntimeError) as error:  # a NUL in the name; links that lead in a circle
        raise FileRefused("UNREADABLE", "the file cannot be read: its name or a link leads nowhere") from error


def _inside(path: Path, root: Path) -> Path:
    real = path.resolve()
    if not real.is_relative_to(root.resolve()):
        raise FileRefused("OUTSIDE", "leads out of the dossier: put the file itself here, not a link to it")
    return real


def _read(path: Path, limit: int) -> bytes:
    handle = os.open(path, os.O_RDONLY | _AT_ONCE)
    with os.fdopen(handle, "rb") as file:
        status = os.fstat(handle)
        if not stat.S_ISREG(status.st_mode):
            raise FileRefused("UNREADABLE", "the file cannot be read: it is no ordinary file")
        data = file.read(limit + 1) if status.st_size <= limit else b""
    if status.st_size > limit or len(data) > limit:
        raise FileRefused("TOO-LARGE", f"the file is larger than {limit:,} bytes: split it")
    if _LISTENING:
        note(path, status, hashlib.sha256(data).hexdigest())
    return data


def sha256_of(path: Path) -> str | None:
    """Return the SHA-256 of an ordinary file, read piece by piece, or None.

    None is for a link, a device, a pipe, what cannot be read, and what is larger than anything that a build makes.
    """
    try:
        if path.is_symlink():
            return None
        with os.fdopen(os.open(path, os.O_RDONLY | _AT_ONCE), "rb") as file:
            status = os.fstat(file.fileno())
            if not stat.S_ISREG(status.st_mode) or status.st_size > MAX_OUTPUT:
                return None
            return hashlib.file_digest(file, "sha256").hexdigest()
    except (OSError, ValueError):  # ValueError: a NUL in the name
        return None


def files_below(folder: Path, root: Path, suffixes: tuple[str, ...], faults: Faults) -> tuple[Path, ...]:
    """Return the files below a folder whose names end in one of some suffixes, in the order of their paths.

    Links and devices with such a name are among them: reading them says what is wrong. What keeps a folder from
    being looked into goes to `faults`; a folder that does not exist holds nothing.
    """
    try:
        return tuple(sorted(path for path in _walk(folder, root) if path.name.endswith(suffixes)))
    except FileRefused as refused:
        faults.error(Place(folder.relative_to(root).as_posix()), refused.code, str(refused))
    except OSError as error:
        faults.error(Place(folder.relative_to(root).as_posix()), "UNREADABLE", f"cannot be read: {error.strerror}")
    return ()


def _walk(folder: Path, root: Path) -> Iterator[Path]:
    """Return everything below a folder that is not itself a folder."""
    if not folder.is_dir():
        return
    _inside(folder, root)
    waiting, seen = [(folder, 1)], 0
    while waiting:
        current, level = waiting.pop()
        with os.scandir(current) as entries:
            for entry in entries:
                seen += 1
                if seen > MAX_FILES:
                    raise FileRefused("TOO-LARGE", f"holds more than {MAX_FILES:,} files: split the dossier")
                if not _is_folder(entry):
                    yield current / entry.name
                    continue
                _check_folder(entry, level, root)
                waiting.append((current / entry.name, level + 1))


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # links that lead in a circle: reading them says so
        return False


def _check_folder(entry: os.DirEntry[str], level: int, root: Path) -> None:
    """Raise `FileRefused` for a folder that is a link, which could lead anywhere, or that lies too deep."""
    if entry.is_symlink():
        shown = Path(entry.path).relative_to(root).as_posix()
        raise FileRefused("OUTSIDE", f"'{shown}' is a link to a folder: put the folder itself here")
    if level >= MAX_LEVELS:
        raise FileRefused("TOO-DEEP", f"holds folders more than {MAX_LEVELS} levels deep: no dossier does")
