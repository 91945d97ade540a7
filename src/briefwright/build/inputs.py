"""The files of a dossier on a journey: packed into bytes, and unpacked into a folder of another process's."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from pathlib import Path

from briefwright.files import FileRefused, read_file

_LARGEST = 1_000_000_000


def pack(root: Path, paths: Iterable[str]) -> bytes:
    """Return the files of a dossier as a ZIP archive: those of some paths that lie in it.

    Same files, same bytes: the archive has no times, and its members are in the order of their names.
    """
    packed, home = io.BytesIO(), root.resolve()
    inside = sorted({Path(path) for path in paths if Path(path).is_relative_to(home)})
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in inside:
            try:
                data = read_file(path, home, _LARGEST)
            except FileRefused:  # gone since it was read, or never read: what needs it says so
                continue
            archive.writestr(zipfile.ZipInfo(path.relative_to(home).as_posix()), data, zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def unpack(packed: bytes, folder: Path) -> None:
    """Write the files of an archive that `pack` made into a folder."""
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        archive.extractall(folder)
