"""``dossier.yaml``: what holds for a whole dossier."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, Literal, TypeAlias

from pydantic import AfterValidator, Field, PrivateAttr

from briefwright.facts import tree
from briefwright.facts.home import FILE
from briefwright.facts.records import LanguageTag
from briefwright.facts.validation import validated
from briefwright.facts.values import Line, Many, Record, Whole, broken
from briefwright.faults import Faults, Place

Format: TypeAlias = Literal["docx", "pdf", "html"]
Paper: TypeAlias = Literal["A4", "Letter"]


def _between(least: int, most: int) -> AfterValidator:
    """Return a check that a number lies between two."""

    def check(number: int) -> int:
        if not least <= number <= most:
            raise broken("NUMBER", f"expected a number from {least} to {most}, found {number}")
        return number

    return AfterValidator(check)


class Limits(Record):
    """What a build may take, so that no dossier can take a whole machine."""

    seconds: Annotated[Whole, _between(1, 86_400)] = 1800
    layout_seconds: Annotated[Whole, _between(1, 3_600)] = 8
    pdf_seconds: Annotated[Whole, _between(1, 86_400)] = 300
    memory_mb: Annotated[Whole, _between(256, 65_536)] = 3072
    pages: Annotated[Whole, _between(1, 20_000)] = 2000


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
    limits: Limits = Limits()
    rules: dict[str, Any] = Field(default_factory=dict)
    _node: tree.Mapping | None = PrivateAttr(default=None)

    def place(self, key: str) -> Place:
        """Return where the value of a key is written, or the top of the file where it is not."""
        return tree.place_of(FILE, self.written(key))

    def written(self, key: str) -> object:
        """Return the node of a key as it is written, or None where it is not."""
        return self._node.get(key) if self._node is not None else None


def read_settings(root: Path, faults: Faults) -> Settings | None:
    """Return the settings of a dossier, or None after reporting what is wrong with them."""
    node = tree.read_mapping(root / FILE, FILE, faults)
    settings = None if node is None else validated(Settings, node, FILE, faults)
    if settings is not None:
        settings._node = node
        _check_letterhead(settings, root, faults)
    return settings


def _check_letterhead(settings: Settings, root: Path, faults: Faults) -> None:
    message = _why_no_letterhead(settings.letterhead, root) if settings.letterhead else None
    if message:
        faults.error(settings.place("letterhead"), "LETTERHEAD", message)


def _why_no_letterhead(name: str, root: Path) -> str | None:
    """Return why a name is not that of a file in the dossier, or None."""
    try:
        path = (root / name).resolve()
        if not path.is_relative_to(root.resolve()):
            return f"'{name}' leads out of the dossier: put the file itself into it, not a link to it"
        if path.exists():
            return None if path.is_file() else f"'{name}' is no ordinary file: put a Word document (.docx) there"
    except (OSError, RuntimeError):  # a name too long for a file; links that lead in a circle
        pass
    return f"no file '{name}' in the dossier: write its path from the dossier's folder"
