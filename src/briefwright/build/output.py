"""The output folder: files are gathered in memory, then each is written whole or not at all."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

from briefwright.build.file_names import file_in, folders_of, make_folder, remove_if_empty
from briefwright.build.folders import MANIFEST, OutputFailed
from briefwright.build.manifest import Entry, read_manifest
from briefwright.facts.whole_files import ASIDE, discard, sync_folder, write_aside
from briefwright.files import sha256_of


class Output:
    """Files on their way into a folder. Nothing in it changes before `commit`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._files: dict[str, bytes] = {}
        self._kept: set[str] = set()

    def sweep(self) -> None:
        """Delete what a build that was killed left aside. Only the holder of the folder's lock may do this."""
        for path in self.folder.glob(f"{ASIDE}*"):
            discard(path)

    def probe(self) -> None:
        """Raise `OutputFailed` at once where the folder cannot be written."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            discard(write_aside(self.folder, b""))
        except OSError as error:
            raise OutputFailed(f"{self.folder} cannot be written: {error.strerror}") from error

    def add(self, name: str, data: bytes) -> None:
        """Put a file aside for writing; its name may be ``FOLDER/FILE``."""
        self._files[name] = data

    def keep(self, name: str) -> None:
        """Leave a file as it is in the folder: it is what this build would make."""
        self._kept.add(name)

    @property
    def files(self) -> Mapping[str, bytes]:
        """The files put aside so far, by name."""
        return MappingProxyType(self._files)

    def stale(self, entries: Iterable[Entry]) -> tuple[str, ...]:
        """Return the files that an earlier build made, still as it made them, and that no brief makes any more."""
        current = {entry.file for entry in entries}
        return tuple(
            entry.file
            for entry in read_manifest(self.folder)
            if entry.file not in current and self._hash(entry.file) == entry.sha256
        )

    def commit(self, stale: Iterable[str] = ()) -> tuple[tuple[Path, ...], tuple[Path, ...], tuple[Path, ...]]:
        """Write every file: all aside first, then each renamed into place, and the manifest last.

        What is `stale` is deleted before the manifest forgets it, so that a build that is stopped between the two
        leaves nothing that no later build knows of.

        Returns the files that were written, those that were the same already, and those that were deleted.

        Raises:
            OutputFailed: a file cannot be written; the files in place are whole, old or new.

        """
        names = sorted(self._files, key=lambda name: (name == MANIFEST, name))
        changed = [name for name in names if self._hash(name) != hashlib.sha256(self._files[name]).hexdigest()]
        unchanged = [name for name in names if name not in changed]
        removed = tuple(stale)
        try:
            if changed or removed:
                self._replace(changed, removed)
        except OSError as error:
            raise OutputFailed(f"{self.folder} cannot be written: {error.strerror or error}") from error
        return self._paths(changed), self._paths(sorted({*unchanged, *self._kept})), self._paths(removed)

    def _replace(self, changed: Sequence[str], stale: Sequence[str]) -> None:
        aside: dict[str, Path] = {}
        try:
            for name in changed:
                aside[name] = write_aside(self.folder, self._files[name])
            for name in folders_of(changed):
                make_folder(self.folder / name)
            self._put_in_place(aside, [name for name in changed if name != MANIFEST])
            for name in stale:
                (self.folder / name).unlink(missing_ok=True)
            # A disk may otherwise keep the renames in another order.
            self._sync_folders([*changed, *stale])
            self._put_in_place(aside, [name for name in changed if name == MANIFEST])
            sync_folder(self.folder)
        finally:
            for path in aside.values():
                discard(path)
            for name in folders_of([*changed, *stale]):
                remove_if_empty(self.folder / name)

    def _sync_folders(self, names: Iterable[str]) -> None:
        """Have the disk keep what was renamed and deleted so far, in every folder that it was done in."""
        for name in folders_of(names):
            sync_folder(self.folder / name)
        sync_folder(self.folder)

    def _put_in_place(self, aside: dict[str, Path], names: Iterable[str]) -> None:
        for name in names:
            os.replace(aside[name], self.folder / name)
            del aside[name]

    def _paths(self, names: Sequence[str]) -> tuple[Path, ...]:
        return tuple(self.folder / name for name in names if name != MANIFEST)

    def _hash(self, name: str) -> str:
        path = file_in(self.folder, name)
        return (sha256_of(path) or "") if path is not None else ""
