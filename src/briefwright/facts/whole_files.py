"""Files written whole or not at all, and the author's own files changed only through a copy that was read back.

A file is written aside under another name, flushed to the disk, and renamed over the old one: whoever looks, and
whatever stops the machine, finds the old file or the new one.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import stat
from collections.abc import Callable
from pathlib import Path

from briefwright.faults import Fault, FaultsFound, Place

ASIDE = ".briefwright-"
"""How the name of a file begins that is not in place yet; an old one was left by a process that was killed."""

# A new file, never one that somebody put there under its name, and never what a link leads to.
_NEW = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
_PUBLIC = 0o666


def write_aside(folder: Path, data: bytes) -> Path:
    """Return a new file in a folder that holds these bytes and lies on the disk; who may read it, the umask says.

    Raises:
        OSError: it cannot be written; nothing of it is left.

    """
    path = folder / f"{ASIDE}{secrets.token_hex(8)}"
    handle = os.open(path, _NEW, _PUBLIC)
    try:
        try:
            _write_all(handle, data)
            os.fsync(handle)
        finally:
            os.close(handle)
    except BaseException:
        discard(path)
        raise
    return path


def _write_all(handle: int, data: bytes) -> None:
    """Write every byte: one call may take only some of them."""
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(handle, rest) :]


def discard(path: Path) -> None:
    """Delete a file that is not needed any more, where that is possible."""
    with contextlib.suppress(OSError):
        os.unlink(path)


def sync_folder(folder: Path) -> None:
    """Make renames in a folder last through a power cut, where the system can do that."""
    with contextlib.suppress(OSError, AttributeError):
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def rewrite(path: Path, old: bytes, new: bytes, check: Callable[[bytes], None]) -> None:
    """Put new bytes into a file of the author's that held the old ones when they were worked out.

    The new bytes are written aside, read back, compared and handed to `check`, which raises where they are not what
    was meant; then they take the file's place, with its permissions. A link stays, and what it leads to is changed.

    Raises:
        FaultsFound: the file was changed since it was read; it is as it was then.
        OSError: it cannot be written, or reads back differently; it is as it was before.

    """
    path = path.resolve()
    aside = write_aside(path.parent, new)
    try:
        written = aside.read_bytes()
        if written != new:
            raise OSError(f"{path} reads back differently: the disk or the memory is faulty")
        check(written)
        if path.read_bytes() != old:
            message = "was changed by somebody else in the meantime: nothing was written; give the command again"
            raise FaultsFound([Fault(Place(str(path)), "CHANGED-MEANWHILE", message)])
        aside.chmod(stat.S_IMODE(path.stat().st_mode))
        os.replace(aside, path)
    except BaseException:
        discard(aside)
        raise
    sync_folder(path.parent)
