"""Verifying: whether the files on the disk are what the manifest says, and would come out the same today."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import cast

from briefwright import __version__
from briefwright.build.file_names import file_in, folders_of
from briefwright.build.folders import FOLDER, MANIFEST
from briefwright.build.lock import LOCK
from briefwright.build.manifest import Entry, Manifest, manifest_at
from briefwright.build.request import Request
from briefwright.build.story import remade
from briefwright.build.units import EVIDENCE
from briefwright.facts.home import find_dossier
from briefwright.facts.values import Audience
from briefwright.facts.whole_files import ASIDE
from briefwright.faults import Fault, FaultsFound, Place
from briefwright.files import sha256_of


@dataclass(frozen=True, slots=True)
class Verified:
    """What verifying found: how many files were compared, and a line for each that is not as the manifest says.

    `faults` are those of a dossier that cannot be built any more; `version` is the program's that made the files
    where it was another.
    """

    files: int
    differences: tuple[str, ...]
    faults: tuple[Fault, ...] = ()
    version: str = ""

    @property
    def is_sound(self) -> bool:
        """Whether every file is as it was made, and is made the same today."""
        return not self.differences and not self.faults


def verify_output(start: Path | None, manifest: Path | None) -> Verified:
    """Compare the files that a manifest names with those on the disk and with what their dossier makes today.

    The dossier is the one at `start`, or else the one in which the manifest lies. Nothing is written: what is
    made for the comparison stays in memory.

    Raises:
        FaultsFound: there is no dossier, or no sound manifest.
        MachineLacks: the machine lacks a font or a program.

    """
    root = find_dossier(start or (manifest.resolve().parent if manifest else Path()))
    path = manifest or root / FOLDER / MANIFEST
    found = _sound_manifest(path)
    version = "" if found.version == __version__ else found.version
    differences = [*_altered(path.parent, found.entries), *_extra(path.parent, found.entries)]
    faults: tuple[Fault, ...] = ()
    try:
        differences += _changed(found.entries, _today(root, found.entries))
    except FaultsFound as unsound:
        faults = unsound.faults
    return Verified(len(found.entries), tuple(differences), faults, version)


def _sound_manifest(path: Path) -> Manifest:
    """Return the manifest in a file; one that is damaged, or names files elsewhere, is a fault."""
    manifest = manifest_at(path)
    if manifest is None:
        message = "is no manifest of a build, or a damaged one: 'briefwright build' writes it anew"
        raise FaultsFound([Fault(Place(str(path)), "MANIFEST", message)])
    return manifest


def _altered(folder: Path, entries: Iterable[Entry]) -> Iterator[str]:
    for entry in entries:
        path = file_in(folder, entry.file)
        found = sha256_of(path) if path is not None else None
        if path is None:
            yield f"{entry.file}: lies in a folder that is a link"
        elif not os.path.lexists(path):
            yield f"{entry.file}: missing on the disk"
        elif found is None and not path.is_symlink():
            yield f"{entry.file}: cannot be read, or is no ordinary file"
        elif found != entry.sha256:
            yield f"{entry.file}: altered on the disk since it was made"


def _extra(folder: Path, entries: Iterable[Entry]) -> Iterator[str]:
    names = {entry.file for entry in entries}
    known = names | {MANIFEST, LOCK, *folders_of(names)}
    for path in sorted(folder.iterdir()):
        if path.name not in known and not path.name.startswith(ASIDE):
            yield f"{path.name}: not in the manifest"
    for below in sorted(folders_of(names)):
        for path in sorted((folder / below).iterdir()) if _is_folder(folder / below) else ():
            if f"{below}/{path.name}" not in names:
                yield f"{below}/{path.name}: not in the manifest"


def _is_folder(path: Path) -> bool:
    """Tell whether a path is that of a folder, and no link to one."""
    return path.is_dir() and not path.is_symlink()


def _changed(entries: Iterable[Entry], today: Mapping[str, str]) -> Iterator[str]:
    for entry in entries:
        if entry.file not in today:
            yield f"{entry.file}: is not made any more"
        elif today[entry.file] != entry.sha256:
            yield f"{entry.file}: comes out different today"


def _today(root: Path, entries: Sequence[Entry]) -> dict[str, str]:
    """Return the SHA-256 of each file that the dossier makes today for the same briefs, audiences and formats."""
    made = remade(root, [_request(list(alike)) for _, alike in groupby(sorted(entries, key=_asked), key=_asked)])
    return {entry.file: entry.sha256 for entry in made}


def _asked(entry: Entry) -> tuple[str, str]:
    """Return the brief of a file, and its audience where that is not the brief's own."""
    return entry.brief, entry.audience if entry.is_for_others else ""


def _request(entries: Sequence[Entry]) -> Request:
    """Return what somebody asked for who got these files of one brief."""
    brief, audience = _asked(entries[0])
    formats = tuple(sorted({entry.format for entry in entries} - {EVIDENCE}))
    return Request((brief,), formats=formats, audience=cast(Audience, audience) if audience else None)
