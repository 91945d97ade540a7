"""The folder for the output of a dossier, and what is said where it cannot be used."""

from __future__ import annotations

import os
from pathlib import Path

from briefwright.faults import Fault, FaultsFound, Place

MANIFEST = "manifest.json"
FOLDER = "out"


class OutputFailed(Exception):
    """Raised when the output cannot be written; the message says which file and why."""


def output_folder(root: Path, asked: Path | None) -> Path:
    """Return the folder for the output of a dossier: the one asked for, else ``out`` in the dossier.

    Raises:
        FaultsFound: ``out`` is a link that leads out of the dossier, which only its user may ask for.

    """
    folder = asked or root / FOLDER
    if asked is None and not _real(folder).is_relative_to(_real(root)):
        message = "is a link that leads out of the dossier: make it a folder, or name the other one with --out"
        raise FaultsFound([Fault(Place(FOLDER), "OUT-OUTSIDE", message)])
    return folder


def _real(path: Path) -> Path:
    return Path(os.path.realpath(path))
