"""Addressees: those to whom a brief goes one by one, and what is wrong with those who cannot be written to.

A file of addressees lies in the dossier and is YAML or CSV. What is wrong with one addressee is kept with it, so
that the others can be written to.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath
from typing import Annotated

from pydantic import BeforeValidator, InstanceOf, field_validator

from briefwright.briefs.addressee_rows import Row, read_csv_rows, read_yaml_rows
from briefwright.facts import tree
from briefwright.facts.records import LanguageTag
from briefwright.facts.settings import Paper
from briefwright.facts.validation import validated
from briefwright.facts.values import Localised, Record, Text, broken, fault_of_id
from briefwright.faults import Fault, Faults, Place
from briefwright.i18n.locale import LANGUAGE_TAG

MAX_ADDRESSEES = 10_000
"""How many addressees a brief may have."""


def _lines(value: object) -> Localised:
    """Return a postal address, or that of each language: its lines as one text with line breaks."""
    if isinstance(value, dict) and value:
        for language in value:
            if not LANGUAGE_TAG.fullmatch(language):
                raise broken("LANGUAGE", f"'{language}' is no language tag: write en, fr, fa, zh-Hans")
        return Localised({str(language): _address(lines) for language, lines in value.items()})
    return Localised({"": _address(value)})


def _address(value: object) -> str:
    given = value.replace("|", "\n").split("\n") if isinstance(value, str) else value
    if not isinstance(given, list) or not all(isinstance(line, str) for line in given):
        raise broken("TYPE", "'address': expected the lines of an address, or a mapping of language to lines")
    lines = [" ".join(line.split()) for line in given if line.strip()]
    if not lines:
        raise broken("EMPTY", "'address' is empty: write its lines, or leave it out")
    return "\n".join(lines)


class AddresseeRecord(Record):
    """What a file of addressees says of one of them."""

    name: Text
    salutation: Text | None = None
    address: Annotated[InstanceOf[Localised], BeforeValidator(_lines)] | None = None
    language: LanguageTag | None = None
    paper: Paper | None = None

    @field_validator("name", mode="before")
    @classmethod
    def _named(cls, name: object) -> object:
        if isinstance(name, str) and not name.strip():
            raise broken("EMPTY", "'name' is empty: say to whom this goes")
        return name


@dataclass(frozen=True, slots=True)
class Addressee:
    """One to whom a brief goes, with the places of what its file says."""

    id: str
    record: AddresseeRecord
    path: str
    node: tree.Mapping

    def place(self, *location: object) -> Place:
        """Return where the addressee, or a part of it, is written."""
        return tree.place_of(self.path, tree.descend(self.node, location))


@dataclass(frozen=True, slots=True)
class Addressees:
    """The addressees of a brief in the order of their file; `broken` has the faults of the others by their ids."""

    entries: tuple[Addressee, ...] = ()
    broken: Mapping[str, tuple[Fault, ...]] = field(default_factory=dict)

    @property
    def faults(self) -> tuple[Fault, ...]:
        """Every fault of an addressee."""
        return tuple(fault for faults in self.broken.values() for fault in faults)

    def named(self, addressee_id: str) -> Addressee | None:
        """Return the addressee of that id, or None."""
        return next((addressee for addressee in self.entries if addressee.id == addressee_id), None)

    def in_any_language(self) -> Addressees:
        """Return them as if none asked for a language."""
        entries = (replace(one, record=one.record.model_copy(update={"language": None})) for one in self.entries)
        return replace(self, entries=tuple(entries))

    def within(self, languages: Collection[str]) -> Addressees:
        """Return them without those whose language is not among those of the brief, which is a fault."""
        broken = dict(self.broken)
        for addressee in self.entries:
            language = addressee.record.language
            if language is not None and language not in languages:
                message = f"the brief is not made in '{language}': write one of {', '.join(languages)}"
                fault = Fault(addressee.place("language"), "LANGUAGE", message)
                broken[addressee.id] = (naming(addressee.id, fault),)
        return Addressees(tuple(one for one in self.entries if one.id not in broken), broken)


def naming(label: str, fault: Fault) -> Fault:
    """Return a fault whose sentence names the addressee that it is about."""
    return replace(fault, message=f"addressee '{label}': {fault.message}")


def read_addressees(root: Path, name: str, place: Place, faults: Faults) -> Addressees:
    """Return the addressees in a file of a dossier.

    What keeps the whole file from being read goes to `faults`; `place` is where the brief names it.
    """
    why = _why_not(root, name)
    if why is not None:
        faults.error(place, "ADDRESSEES", why)
        return Addressees()
    read = read_csv_rows if name.endswith(".csv") else read_yaml_rows
    rows = read(root / name, name, MAX_ADDRESSEES, faults)
    if rows is None:
        return Addressees()
    if not rows:
        faults.error(Place(name), "EMPTY-FILE", "the file names no addressee: add one, or delete 'addressees'")
    return _gathered(rows, name)


def _why_not(root: Path, name: str) -> str | None:
    """Return why a name is not that of a file of addressees, or None."""
    path = PurePosixPath(name)
    if path.is_absolute() or ".." in path.parts or "\\" in name:
        return f"'{name}' leads out of the dossier: write its path from the dossier's folder, with '/'"
    if path.suffix not in (".yaml", ".yml", ".csv"):
        return f"'{name}' is neither YAML nor CSV: addressees stand in a file that ends in .yaml or .csv"
    if path.suffix != ".csv" and (path.parts[0] == "facts" or path.parent == PurePosixPath("briefs")):
        return f"'{name}' would be read as facts or as a brief: put it into a folder such as addressees/"
    if not os.path.lexists(root / name):
        return f"no file '{name}' in the dossier: write its path from the dossier's folder"
    return None


def _gathered(rows: list[Row], path: str) -> Addressees:
    """Return the addressees of some rows; those who share an id are all broken."""
    entries: dict[str, Addressee] = {}
    broken: dict[str, tuple[Fault, ...]] = {}
    lines: dict[str, int] = {}
    for row in rows:
        label = str(row.id) if row.id else f"line {row.node.line}"
        found = [*row.faults, *_doubles(row, lines, path)]
        addressee = _addressee(row, path, found)
        if addressee is None or found or label in broken:
            broken[label] = (*broken.get(label, ()), *(naming(label, fault) for fault in found))
        else:
            entries[addressee.id] = addressee
    return Addressees(tuple(one for one in entries.values() if one.id not in broken), broken)


def _doubles(row: Row, lines: dict[str, int], path: str) -> Iterator[Fault]:
    if not row.id:
        return
    if row.id in lines:
        message = f"the id is given twice, first in line {lines[row.id]}: choose another"
        yield Fault(tree.place_of(path, row.id), "DUPLICATE-ID", message)
    lines.setdefault(row.id, row.id.line)


def _addressee(row: Row, path: str, found: list[Fault]) -> Addressee | None:
    """Return the addressee of a row, or None after adding to `found` what is wrong with it."""
    why = fault_of_id(row.id) if row.id else "'id' is empty: the document is named by it"
    if why is not None:
        found.append(Fault(tree.place_of(path, row.id or row.node), "ID", why))
    own = Faults()
    record = validated(AddresseeRecord, row.node, path, own)
    found += own.all
    return Addressee(str(row.id), record, path, row.node) if record is not None and not found else None
