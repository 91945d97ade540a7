"""``dossier.yaml``: what holds for a whole dossier, and where a dossier is found."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal, TypeAlias

from pydantic import Field, PrivateAttr

from briefwright.facts import tree
from briefwright.facts.records import LanguageTag
from briefwright.facts.validation import validated
from briefwright.facts.values import Line, Many, Record
from briefwright.faults import Fault, Faults, FaultsFound, Place

FILE = "dossier.yaml"

Format: TypeAlias = Literal["docx", "pdf", "html"]
Paper: TypeAlias = Literal["A4", "Letter"]


class Settings(Record):
    """What ``dossier.yaml`` says; a brief may say otherwise for itself."""

    title: Line
    language: LanguageTag = "en"
    languages: Many[LanguageTag] = ()
    citation_style: Line = "oscola"
    formats: Annotated[tuple[Format, ...], Field(strict=False, min_length=1)] = ("pdf", "docx")
    paper: Paper = "A4"
    publisher: Line = ""
    letterhead: Line = ""
    _node: tree.Mapping | None = PrivateAttr(default=None)

    def place(self, key: str) -> Place:
        """Return where the value of a key is written, or the top of the file where it is not."""
        return tree.place_of(FILE, self._node.get(key) if self._node is not None else None)


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


def read_settings(root: Path, faults: Faults) -> Settings | None:
    """Return the settings of a dossier, or None after reporting what is wrong with them."""
    node = tree.read_mapping(root / FILE, FILE, faults)
    settings = None if node is None else validated(Settings, node, FILE, faults)
    if settings is not None:
        settings._node = node
        _check_letterhead(settings, root, faults)
    return settings


def _check_letterhead(settings: Settings, root: Path, faults: Faults) -> None:
    path = (root / settings.letterhead).resolve()
    if not settings.letterhead or (path.is_relative_to(root.resolve()) and path.is_file()):
        return
    message = f"no file '{settings.letterhead}' in the dossier: write its path from the dossier's folder"
    faults.error(settings.place("letterhead"), "LETTERHEAD", message)
