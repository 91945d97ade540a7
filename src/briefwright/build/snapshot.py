"""What files were at a moment, so that the next build can tell at a glance whether any has changed since.

Whether a file is the same is asked as git asks it: size, time and inode say so, unless the file was changed about
when it was looked at; then, and where they differ, its SHA-256 decides.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from briefwright.files import Stamp, sha256_of

FOLDERS = ("facts", "briefs", "templates", "locales", "forums")
"""The folders of a dossier in which a new file counts, whether or not anything names it."""

MAX_FILES = 50_000
"""Of how many files a snapshot is taken; a dossier with more is read anew by each build."""

# Some file systems keep times to two seconds only.
_COARSE_NS = 2_000_000_000


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Files by path, with their stamps, as they were at `taken` (ns); a SHA-256 that nobody asked for is empty."""

    taken: int
    files: Mapping[str, Stamp]

    def changed(self, now: Mapping[str, Stamp]) -> tuple[str, ...]:
        """Return the paths of those files that are not as they were, came or went."""
        gone = self.files.keys() - now.keys()
        return tuple(sorted(gone | {path for path in now if not self._is_same(path, now[path])}))

    def _is_same(self, path: str, now: Stamp) -> bool:
        then = self.files.get(path)
        if then is None:
            return False
        if then[1:] == now[1:] and then.time < self.taken - _COARSE_NS:
            return True
        return bool(then.sha256) and sha256_of(Path(path)) == then.sha256

    @property
    def is_doubtful(self) -> bool:
        """Whether it takes the hash of a file to tell that it is the same."""
        return any(stamp.time >= self.taken - _COARSE_NS for stamp in self.files.values())

    def to_data(self) -> dict[str, Any]:
        """Return the snapshot as plain data for JSON."""
        return {"taken": self.taken, "files": {path: list(stamp) for path, stamp in self.files.items()}}

    @staticmethod
    def from_data(data: Mapping[str, Any]) -> Snapshot:
        """Return a snapshot from its plain data."""
        return Snapshot(data["taken"], {path: Stamp(*stamp) for path, stamp in data["files"].items()})


def listed(root: Path) -> dict[str, Stamp] | None:
    """Return the settings of a dossier and every file in its folders, not read yet; None where too many."""
    found = stamped([root / "dossier.yaml"])
    for name in FOLDERS:
        for folder, _, names in os.walk(root / name):
            found |= stamped(Path(folder, file) for file in names)
            if len(found) > MAX_FILES:
                return None
    return found


def stamped(paths: Iterable[Path]) -> dict[str, Stamp]:
    """Return files by path as they are now, without a SHA-256; one that is not there is left out."""
    found: dict[str, Stamp] = {}
    for path in paths:
        try:
            status = os.stat(path)
        except (OSError, ValueError):
            continue
        found[str(path)] = Stamp("", status.st_size, status.st_mtime_ns, status.st_ino)
    return found


def now_ns() -> int:
    """Return the time by which the stamps of files are judged; it gets into no document."""
    return time.time_ns()
