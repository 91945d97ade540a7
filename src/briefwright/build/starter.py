"""A new dossier that builds at once: small, real, and made to be changed."""

from __future__ import annotations

import shutil
from pathlib import Path

from briefwright.build.folders import OutputFailed
from briefwright.faults import Fault, FaultsFound, Place
from briefwright.layout.layouts import package_templates

STARTER = "_starter"


def start_dossier(folder: Path) -> tuple[Path, ...]:
    """Make a new dossier in an empty or new folder, and return the files that it holds.

    Raises:
        FaultsFound: the folder holds something already.
        OutputFailed: the folder cannot be written.

    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        message = "is not empty: name a new folder, so that nothing of yours is overwritten"
        raise FaultsFound([Fault(Place(str(folder)), "NOT-EMPTY", message)])
    try:
        shutil.copytree(package_templates() / STARTER, folder, dirs_exist_ok=True)
    except OSError as error:
        raise OutputFailed(f"{folder} cannot be written: {error.strerror}") from error
    return tuple(sorted(path for path in folder.rglob("*") if path.is_file()))
