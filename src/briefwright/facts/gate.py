"""The gate: every file of a dossier's ``facts/`` → one `FactBase`, or every fault of every file."""

from __future__ import annotations

from pathlib import Path
from types import MappingProxyType
from typing import Any

from briefwright.facts import csl, tree
from briefwright.facts.base import FactBase, Origin
from briefwright.facts.records import SECTIONS, Source
from briefwright.facts.references import dangling, references_of
from briefwright.facts.rules import check_rules
from briefwright.facts.validation import known_keys, validated
from briefwright.facts.values import fault_of_id
from briefwright.faults import Faults, Place, did_you_mean
from briefwright.files import files_below


def read_fact_base(root: Path, faults: Faults) -> FactBase:
    """Return the fact base of the dossier in `root`; what is wrong in any file goes to `faults`.

    A base that was read with errors holds what could be read, so that later stages can report theirs too.
    """
    reading = _Reading(faults)
    for path in fact_files(root, faults):
        reading.take_file(path, path.relative_to(root).as_posix())
    base = reading.base()
    for origin in reading.read:
        for reference, sentence in dangling(references_of(SECTIONS[origin.section], origin.node), base):
            faults.error(origin.place(*reference.location), "UNKNOWN-ID", sentence)
    check_rules(base, faults)
    return base


def fact_files(root: Path, faults: Faults) -> tuple[Path, ...]:
    """Return the YAML files of a dossier's fact base, in the order of their paths."""
    return files_below(root / "facts", root, (".yaml", ".yml"), faults)


class _Reading:
    """One reading of all files: what was found so far, and whether anything could not be read at all."""

    def __init__(self, faults: Faults) -> None:
        self.read: list[Origin] = []
        self._origins: dict[str, Origin] = {}
        self._records: dict[str, dict[str, Any]] = {section: {} for section in SECTIONS}
        self._whole = True
        self._faults = faults

    def base(self) -> FactBase:
        """Return the base of what was read."""
        frozen: dict[str, Any] = {section: MappingProxyType(entries) for section, entries in self._records.items()}
        return FactBase(**frozen, origins=MappingProxyType(self._origins), whole=self._whole)

    def take_file(self, path: Path, name: str) -> None:
        """Read every section of a file."""
        node = tree.read_mapping(path, name, self._faults)
        if node is None:
            self._whole = False
            return
        for section, entries in node.items():
            self._take_section(section, entries, name)

    def _take_section(self, section: tree.Scalar, entries: object, path: str) -> None:
        place = Place(path, section.line, section.column)
        if section in SECTIONS and isinstance(entries, tree.Mapping):
            for key, entry in entries.items():
                self._take_record(Origin(str(section), path, key, entry))
            return
        self._whole = False
        if section not in SECTIONS:
            message = f"unknown section '{section}'{did_you_mean(section, SECTIONS)}"
            self._faults.error(place, "UNKNOWN-KEY", message)
        else:
            self._faults.error(place, "TYPE", f"'{section}': expected a mapping of ids to entries")

    def _take_record(self, origin: Origin) -> None:
        record_id, record = str(origin.key), self._validated(origin)
        fault = fault_of_id(record_id)
        if fault is not None:
            self._faults.error(origin.place(), "ID", fault)
        elif record_id in self._origins:
            first = self._origins[record_id].place()
            message = f"'{record_id}' is taken already, at {first}: choose another id"
            self._faults.error(origin.place(), "DUPLICATE-ID", message)
        else:
            self._origins[record_id] = origin
            if record is not None:
                self._records[origin.section][record_id] = record

    def _validated(self, origin: Origin) -> Any:  # noqa: ANN401 - the record type depends on the section
        self.read.append(origin)
        if not isinstance(origin.node, tree.Mapping):
            message = f"'{origin.key}': expected a mapping of keys to values"
            self._faults.error(origin.place(), "TYPE", message)
            return None
        return _validated(origin, self._faults)


def _validated(origin: Origin, faults: Faults) -> Any:  # noqa: ANN401 - the record type depends on the section
    if origin.section != "sources":
        return validated(SECTIONS[origin.section], origin.node, origin.path, faults)
    own, item = _split_source(origin, faults)
    own["csl"] = csl.read_item(item, origin.path, faults)
    return validated(Source, own, origin.path, faults)


def _split_source(origin: Origin, faults: Faults) -> tuple[tree.Mapping, tree.Mapping]:
    """Return what we say of a source, and its CSL item, as two mappings that keep their places."""
    own, item = tree.Mapping(), tree.Mapping()
    for part in (own, item):
        part.line, part.column = origin.node.line, origin.node.column
    ours = [key for key in known_keys(Source) if key != "csl"]
    for key, value in origin.node.items():
        if key in ours:
            own[key] = value
        elif key in csl.VARIABLES:
            item[key] = value
        else:
            known = [*ours, *csl.VARIABLES]
            place = Place(origin.path, key.line, key.column)
            faults.error(place, "UNKNOWN-KEY", f"unknown key '{key}'{did_you_mean(key, known)}")
    return own, item
