"""``manifest.json``: what each file of the output is, from what it was made, and its hash."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from briefwright import __version__
from briefwright.build.file_names import file_in, is_file_name
from briefwright.files import FileRefused, read_file, sha256_of

MAX_MANIFEST = 50_000_000
"""How many bytes a manifest may hold."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One file: its SHA-256, the brief and variant it is, the records and sources in it, and its size.

    `pages` is known for PDF only; `words` counts the text, `words_with_notes` the notes too. `addressee` is the id
    of the one to whom it goes, of a brief that has addressees.
    """

    file: str
    sha256: str
    brief: str
    layout: str
    language: str
    audience: str
    format: str
    records: tuple[str, ...]
    sources: tuple[str, ...]
    notes: int
    pages: int | None
    words: int
    words_with_notes: int
    paper: str = ""
    citation_style: str = ""
    addressee: str | None = None

    @property
    def is_for_others(self) -> bool:
        """Whether it was made with ``--audience`` for others than its brief's own, which its name then says."""
        return self.file.endswith(f".{self.language}.{self.audience}.{self.format}")


_FIELDS = tuple(field.name for field in fields(Entry))


def manifest_text(title: str, entries: Iterable[Entry]) -> str:
    """Return the manifest as JSON, its files in the order of their names."""
    ordered = sorted(entries, key=lambda entry: entry.file)
    rows = [{name: getattr(entry, name) for name in _FIELDS} for entry in ordered]
    data = {"briefwright": __version__, "dossier": title, "files": rows}
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def read_manifest(folder: Path) -> list[Entry]:
    """Return the files that the manifest in a folder names; none where there is no sound manifest."""
    manifest = manifest_at(folder / "manifest.json")
    return list(manifest.entries) if manifest else []


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a manifest says: the version of the program that made the files, and each file."""

    version: str
    entries: tuple[Entry, ...]


def manifest_at(path: Path) -> Manifest | None:
    """Return the manifest in a file, or None where it is not sound: it may have been altered by anybody."""
    try:
        data = json.loads(read_file(path, path.parent, MAX_MANIFEST))
        json.dumps(data, ensure_ascii=False).encode()  # refuses halves of characters
        return Manifest(str(data["briefwright"]), tuple(_entry(row) for row in data["files"]))
    except (FileRefused, ValueError, KeyError, TypeError, RecursionError):
        return None


def _entry(row: dict[str, Any]) -> Entry:
    if not is_file_name(row["file"]) or not isinstance(row["sha256"], str):
        raise ValueError(row["file"])
    known = {field.name for field in fields(Entry)}
    values: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in row.items() if name in known
    }
    return Entry(**values)


def still_valid(folder: Path, made: Sequence[Entry]) -> list[Entry]:
    """Return the entries of the manifest in a folder whose files are as it says, and were not made anew."""
    names = {entry.file for entry in made}
    return [entry for entry in read_manifest(folder) if entry.file not in names and _is_as_said(folder, entry)]


def _is_as_said(folder: Path, entry: Entry) -> bool:
    path = file_in(folder, entry.file)
    return path is not None and sha256_of(path) == entry.sha256
