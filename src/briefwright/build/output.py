"""The output folder: files are gathered in memory, then each is written whole or not at all."""

from __future__ import annotations

import contextlib
import hashlib
import os
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

from briefwright.build.manifest import Entry, read_manifest

MANIFEST = "manifest.json"
_ASIDE = ".briefwright-"


class OutputFailed(Exception):
    """Raised when the output cannot be written; the message says which file and why."""


class Output:
    """Files on their way into a folder. Nothing in it changes before `commit`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._files: dict[str, bytes] = {}

    def probe(self) -> None:
        """Raise `OutputFailed` at once where the folder cannot be written."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            with tempfile.NamedTemporaryFile(dir=self.folder, prefix=_ASIDE):
                pass
        except OSError as error:
            raise OutputFailed(f"{self.folder} cannot be written: {error.strerror}") from error

    def add(self, name: str, data: bytes) -> None:
        """Put a file aside for writing."""
        self._files[name] = data

    def stale(self, entries: Iterable[Entry]) -> tuple[str, ...]:
        """Return the files that an earlier build made, still as it made them, and that no brief makes any more."""
        current = {entry.file for entry in entries}
        return tuple(
            entry.file
            for entry in read_manifest(self.folder)
            if entry.file not in current and self._hash(entry.file) == entry.sha256
        )

    def commit(self) -> tuple[tuple[Path, ...], tuple[Path, ...]]:
        """Write every file: all aside first, then each renamed into place, the manifest last.

        Returns the files that were written, and those that were the same already.

        Raises:
            OutputFailed: a file cannot be written; the files in place are whole, old or new.

        """
        names = sorted(self._files, key=lambda name: (name == MANIFEST, name))
        changed = [name for name in names if self._hash(name) != hashlib.sha256(self._files[name]).hexdigest()]
        aside: dict[str, Path] = {}
        try:
            for name in changed:
                aside[name] = self._write_aside(self._files[name])
            for name in changed:
                aside.pop(name).replace(self.folder / name)
            _sync_folder(self.folder)
        except OSError as error:
            raise OutputFailed(f"{self.folder} cannot be written: {error.strerror}") from error
        finally:
            for path in aside.values():
                path.unlink(missing_ok=True)
        unchanged = [name for name in names if name not in changed]
        return self._paths(changed), self._paths(unchanged)

    def remove(self, names: Iterable[str]) -> tuple[Path, ...]:
        """Delete files that `stale` named, and return them."""
        paths = tuple(self.folder / name for name in names)
        for path in paths:
            path.unlink(missing_ok=True)
        return paths

    def _paths(self, names: Sequence[str]) -> tuple[Path, ...]:
        return tuple(self.folder / name for name in names if name != MANIFEST)

    def _hash(self, name: str) -> str:
        path = self.folder / name
        if Path(name).name != name or path.is_symlink() or not path.is_file():
            return ""
        return hashlib.sha256(path.read_bytes()).hexdigest()

    def _write_aside(self, data: bytes) -> Path:
        handle, name = tempfile.mkstemp(dir=self.folder, prefix=_ASIDE)
        path = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            path.chmod(0o644)
        except BaseException:
            path.unlink(missing_ok=True)
            raise
        return path


def _sync_folder(folder: Path) -> None:
    """Make the renames last through a power cut, where the system can."""
    with contextlib.suppress(OSError, AttributeError):
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
