"""Documents that earlier builds made: what each needed to be as it was, and its files."""

from __future__ import annotations

import pickle
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from briefwright.briefs.selection import Selection
from briefwright.build.file_names import file_in
from briefwright.build.formats import formats_of
from briefwright.build.manifest import Entry
from briefwright.build.needs import Needs
from briefwright.build.output import Output
from briefwright.build.request import Request
from briefwright.cache import Cache, key_of
from briefwright.files import sha256_of


@dataclass(frozen=True, slots=True)
class Kept:
    """A document without faults, as it was made: what it needs, its files, and what the rules ask of it.

    `footing` is the hash of what else the rules went by when they found nothing in it; empty where they did.
    """

    needs: Mapping[str, str]
    entries: tuple[Entry, ...]
    used: frozenset[str]
    statements: Mapping[str, tuple[str, ...]]
    sources: frozenset[str]
    footing: str = ""


class Keeper:
    """The documents that a dossier's cache has of earlier builds."""

    def __init__(self, cache: Cache, request: Request) -> None:
        self._cache = cache
        self._request = request

    def find(self, selection: Selection, needs: Needs, folder: Path) -> Kept | str:
        """Return a document that is still what a build would make and whose files can be had, or why there is none.

        `folder` is where the files of the output lie.
        """
        if self._request.force:
            return "everything is made anew"
        data = self._cache.get("document", self._key(selection))
        if data is None:
            return "it was not made before"
        # What the cache gives out was signed by this user, so nobody else can have made this pickle.
        kept: Kept = pickle.loads(data)  # noqa: S301
        changed = needs.unmet(kept.needs, selection)
        if changed:
            return f"changed: {changed}"
        if not all(self._can_be_had(entry, folder) for entry in kept.entries):
            return "a file of it is gone, or was altered"
        return kept

    def restore(self, entries: Iterable[Entry], output: Output) -> None:
        """Have the files of a document that was found in the output: those in place, the others from the cache."""
        for entry in entries:
            if _is_in_place(entry, output.folder):
                output.keep(entry.file)
            else:
                output.add(entry.file, self._cache.get("file", entry.sha256) or b"")

    def keep(self, selection: Selection, kept: Kept, files: Mapping[str, bytes]) -> None:
        """Keep a document for later builds."""
        for entry in kept.entries:
            self._cache.put("file", entry.sha256, files[entry.file])
        self.renew(selection, kept)

    def renew(self, selection: Selection, kept: Kept) -> None:
        """Keep a document of which the files are kept already."""
        self._cache.put("document", self._key(selection), pickle.dumps(kept, protocol=5))

    def _key(self, selection: Selection) -> str:
        return key_of(selection.name, selection.audience, *formats_of(selection, self._request))

    def _can_be_had(self, entry: Entry, folder: Path) -> bool:
        return _is_in_place(entry, folder) or self._cache.get("file", entry.sha256) is not None


def _is_in_place(entry: Entry, folder: Path) -> bool:
    path = file_in(folder, entry.file)
    return path is not None and sha256_of(path) == entry.sha256
