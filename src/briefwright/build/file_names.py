"""Names of files in the output folder: of a file in it, or in a folder of one brief's in it, and nowhere else."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from briefwright.facts.values import fault_of_id


def is_file_name(name: object) -> bool:
    """Tell whether a name is one of a file in the output folder, or ``BRIEF/FILE``: a manifest may say anything."""
    if not isinstance(name, str):
        return False
    folder, slash, file = name.rpartition("/")
    sound = file not in ("", ".", "..") and Path(file).name == file and "\0" not in file
    return sound and (not slash or fault_of_id(folder) is None)


def file_in(folder: Path, name: str) -> Path | None:
    """Return the path of a file by its name, or None where it would lie elsewhere, by its name or by a link."""
    if not is_file_name(name):
        return None
    path = folder / name
    return None if path.parent != folder and path.parent.is_symlink() else path


def folders_of(names: Iterable[str]) -> tuple[str, ...]:
    """Return the folders in which files of these names lie, each once; those beside the manifest lie in none."""
    return tuple(dict.fromkeys(name.rpartition("/")[0] for name in names if "/" in name))


def make_folder(path: Path) -> None:
    """Make a folder in the output folder.

    Raises:
        NotADirectoryError: a link or a file has its name.

    """
    if path.is_symlink():
        raise NotADirectoryError(0, f"'{path.name}' in it is a link: delete it")
    try:
        path.mkdir(parents=True, exist_ok=True)
    except FileExistsError:
        raise NotADirectoryError(0, f"'{path.name}' in it is no folder: delete it") from None


def remove_if_empty(path: Path) -> None:
    """Remove a folder, unless it holds anything, or is none."""
    try:
        os.rmdir(path)
    except OSError:
        return
