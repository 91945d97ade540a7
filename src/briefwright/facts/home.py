"""Where a dossier is: the folder with its settings."""

from __future__ import annotations

from pathlib import Path

from briefwright.faults import Fault, FaultsFound, Place

FILE = "dossier.yaml"
"""The file with a dossier's settings, which makes its folder a dossier."""


def find_dossier(start: Path) -> Path:
    """Return the folder that holds ``dossier.yaml``: `start` itself or the nearest one above it.

    Raises:
        FaultsFound: there is none.

    """
    folder = start.resolve()
    for candidate in (folder, *folder.parents):
        if (candidate / FILE).is_file():
            return candidate
    message = (
        "no dossier.yaml here or in any folder above: go to a dossier, name one with --dossier DIR, "
        "or start one with 'briefwright init DIR'"
    )
    raise FaultsFound([Fault(Place(str(start)), "NO-DOSSIER", message)])
