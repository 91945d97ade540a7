"""One build at a time in an output folder: the lock that a build holds from its first look to its last rename."""

from __future__ import annotations

import contextlib
import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from briefwright.build.folders import OutputFailed

LOCK = ".briefwright.lock"
PATIENCE_SECONDS = 30.0
_PAUSE_SECONDS = 0.05
# Open for writing too: network shares give an exclusive lock to nobody else.
_OPEN = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0)


@contextmanager
def locked(folder: Path, say: Callable[[str], None], patience: float = PATIENCE_SECONDS) -> Iterator[None]:
    """Make a folder this process's alone, after waiting for another build there to end; `say` is told of the wait.

    The lock goes with its process, however that ends. A folder that was made here and stays empty is removed again.

    Raises:
        OutputFailed: the folder cannot be written, or another build does not end in `patience` seconds.

    """
    made = [path for path in (folder, *folder.parents) if not os.path.exists(path)]
    try:
        handle = _acquired(folder, say, patience)
        try:
            yield
        finally:
            _release(folder / LOCK, handle)
    finally:
        with contextlib.suppress(OSError):
            for path in made:
                path.rmdir()


def _acquired(folder: Path, say: Callable[[str], None], patience: float) -> int:
    """Return the open lock file once the lock is ours."""
    end = time.monotonic() + patience
    told = False
    while True:
        handle = _tried(folder)
        if handle is not None:
            return handle
        if time.monotonic() >= end:
            raise OutputFailed(
                f"another build is writing {folder} and did not end within {patience:.0f} seconds: "
                "nothing was written; give the command again when it has ended"
            )
        if not told:
            say(f"waiting for another build of {folder} to end")
            told = True
        time.sleep(_PAUSE_SECONDS)


def _tried(folder: Path) -> int | None:
    """Return the open lock file, or None where another build holds it or has just removed it."""
    if (folder / LOCK).is_symlink():
        raise OutputFailed(f"{folder / LOCK} is a link, which no build makes: delete it")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handle = os.open(folder / LOCK, _OPEN, 0o666)
    except FileNotFoundError:
        return None  # the build that held it took its empty folder away with it
    except OSError as error:
        raise OutputFailed(f"{folder} cannot be written: {error.strerror}") from error
    try:
        if _lock(handle) and _is_in_place(handle, folder / LOCK):
            return handle
    except OSError as error:
        os.close(handle)
        raise OutputFailed(f"{folder} cannot be locked: {error.strerror}") from error
    os.close(handle)
    return None


def _lock(handle: int) -> bool:
    """Return whether an open file is now locked for us."""
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except (BlockingIOError, PermissionError):
        return False
    return True


def _is_in_place(handle: int, path: Path) -> bool:
    """Return whether a lock file is still the one in the folder: its last holder removes it."""
    try:
        return os.path.samestat(os.fstat(handle), path.lstat())
    except FileNotFoundError:
        return False


def _release(path: Path, handle: int) -> None:
    """Remove the lock file, then let go of the lock: whoever waits for this file takes a new one."""
    with contextlib.suppress(OSError):
        os.unlink(path)
    os.close(handle)
