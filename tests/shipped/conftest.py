"""The shipped dossier, built once for all tests of this folder."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import pytest

from briefwright.build import Request, build
from briefwright.build.dossier import Dossier, read_dossier
from briefwright.build.making import Made, make_documents
from briefwright.faults import Faults

ROOT = Path(__file__).resolve().parents[2]
LANGUAGES = ("ar", "en", "es", "fa", "fr", "ru", "zh")
# The documents of the dossier by the names of their files without endings; of the letters to missions, one.
BRIEFS = tuple(
    f"{brief}.{language}"
    for brief, languages in {
        "chronology": ("en", "fa", "fr"),
        "evidence-annex": ("en", "fa", "fr"),
        "open-letter/belgium": ("en", "fr"),
        "signatories": ("en", "fa", "fr"),
        "un-appeal": LANGUAGES,
    }.items()
    for language in languages
)


@dataclass(frozen=True)
class Shipped:
    """The dossier, its finished trees by document, and the bytes of each file that it makes."""

    dossier: Dossier
    made: Mapping[str, Made]
    files: Mapping[str, bytes]

    def file(self, brief: str, form: str) -> bytes:
        """Return the bytes of a document in a format."""
        return self.files[f"{brief}.{form}"]


@pytest.fixture(scope="session")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> Shipped:
    """Return the shipped dossier, built into a folder of the tests' own."""
    out = tmp_path_factory.mktemp("out")
    report = build(ROOT, Request(out=out))
    assert report.warnings == ()
    dossier = read_dossier(ROOT, Faults())
    made = {m.selection.name: m for m in make_documents(dossier, Request(), Faults())}
    files = {path.relative_to(out).as_posix(): path.read_bytes() for path in out.rglob("*.*")}
    return Shipped(dossier, made, files)
