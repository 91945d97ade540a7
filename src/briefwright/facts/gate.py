"""The gate: every file of a dossier's ``facts/`` → one `FactBase`, or every fault of every file."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from briefwright.cache import NO_CACHE, Cache, key_of
from briefwright.facts import tree
from briefwright.facts.base import FactBase, Origin
from briefwright.facts.entries import record_of
from briefwright.facts.events import uncollected
from briefwright.facts.fresh import FreshFile, read_quickly
from briefwright.facts.index import Index, Traits, digest_of
from briefwright.facts.kept import KeptFile, kept_of
from briefwright.facts.lazy import Lazy, later
from briefwright.facts.records import SECTIONS
from briefwright.facts.references import dangling, references_of
from briefwright.facts.rules import check_rules
from briefwright.facts.sound import SoundFile
from briefwright.facts.summary import Summary, traits_of
from briefwright.facts.values import Record, fault_of_id
from briefwright.faults import Faults, Place, did_you_mean
from briefwright.files import files_below

_KIND = "facts"


def read_fact_base(root: Path, faults: Faults, cache: Cache = NO_CACHE) -> FactBase:
    """Return the fact base of the dossier in `root`; what is wrong in any file goes to `faults`.

    A base that was read with errors holds what could be read, so that later stages can report theirs too. Of a file
    in which nothing is wrong, what was read is kept in the cache; what its records say of others is always checked.
    """
    with uncollected():
        reading = _Reading(faults, cache)
        for path in fact_files(root, faults):
            reading.take_file(path, path.relative_to(root).as_posix())
        base = reading.base()
        for origin in reading.in_doubt():
            for reference, sentence in dangling(references_of(SECTIONS[origin.section], origin.node), base):
                faults.error(origin.place(*reference.location), "UNKNOWN-ID", sentence)
        check_rules(base, [file.summary for file in reading.files], faults)
        reading.keep()
    return base


def fact_files(root: Path, faults: Faults) -> tuple[Path, ...]:
    """Return the YAML files of a dossier's fact base, in the order of their paths."""
    return files_below(root / "facts", root, (".yaml", ".yml"), faults)


@dataclass(slots=True)
class _FaultyFile:
    """A file in which something is wrong: its entries, with and without a record, and what the records name."""

    name: str
    entries: list[Origin] = field(default_factory=list)
    summary: Summary = field(default_factory=Summary)

    def origins(self) -> Iterator[Origin]:
        """Return where each entry is written, in their order."""
        return iter(self.entries)


class _Reading:
    """One reading of all files: what was found so far, and whether anything could not be read at all."""

    def __init__(self, faults: Faults, cache: Cache) -> None:
        self.files: list[SoundFile | _FaultyFile] = []
        self._fresh: list[tuple[str, FreshFile]] = []
        self._origins: dict[str, Any] = {}
        self._records: dict[str, dict[str, Any]] = {section: {} for section in SECTIONS}
        self._ids: dict[str, set[str]] = {section: set() for section in SECTIONS}
        self._digests: dict[str, Any] = {}
        self._traits: dict[str, Any] = {}
        self._whole = True
        self._faults = faults
        self._cache = cache

    def base(self) -> FactBase:
        """Return the base of what was read."""
        marked = frozenset[str]().union(*(file.summary.marked for file in self.files))
        index = Index(Lazy(self._digests), Lazy(self._traits), marked, self._tags())
        sections: dict[str, Any] = {section: Lazy(entries) for section, entries in self._records.items()}
        return FactBase(**sections, origins=Lazy(self._origins), index=index, whole=self._whole)

    def _tags(self) -> frozenset[str]:
        """Return every tag of a fact or a figure, those of entries with faults too."""
        entries = [origin for file in self.files if isinstance(file, _FaultyFile) for origin in file.entries]
        tagged = (origin.node for origin in entries if origin.section in ("facts", "figures"))
        lists = (node.get("tags") for node in tagged if isinstance(node, tree.Mapping))
        written = (str(tag) for tags in lists if isinstance(tags, tree.Sequence) for tag in tags)
        return frozenset(written).union(*(file.summary.tags for file in self.files))

    def in_doubt(self) -> Iterator[Origin]:
        """Return the entries that may name a record that there is not: all of a file in which any does."""
        return (origin for file in self.files if self._is_in_doubt(file) for origin in file.origins())

    def _is_in_doubt(self, file: SoundFile | _FaultyFile) -> bool:
        needs = file.summary.needs.items()
        missing = (targets.difference(*map(self._ids.__getitem__, sections)) for sections, targets in needs)
        return isinstance(file, _FaultyFile) or any(missing)

    def keep(self) -> None:
        """Keep what was read of each file in which nothing is wrong."""
        faulty = {fault.place.path for fault in self._faults.all}
        for key, file in self._fresh:
            if self._keeps and file.name not in faulty:
                self._cache.put(_KIND, key, kept_of(file))

    @property
    def _keeps(self) -> bool:
        return self._cache is not NO_CACHE and not self._cache.trouble

    # ------------------------------------------------------------ reading

    def take_file(self, path: Path, name: str) -> None:
        """Read every section of a file."""
        data = tree.read_bytes(path, name, self._faults)
        if data is None:
            self._whole = False
            return
        key = key_of(name, data, sys.implementation.cache_tag or "") if self._keeps else ""
        file = self._kept(name, key, data) or read_quickly(name, data)
        if file is None or not all(self._origins.keys().isdisjoint(known) for _, known in file.sections):
            self._read(_FaultyFile(name), data)
            return
        self._take_sound(file)
        if isinstance(file, FreshFile):
            self._fresh.append((key, file))

    def _kept(self, name: str, key: str, data: bytes) -> KeptFile | None:
        """Return what was kept of a file, or None where there is nothing sound."""
        found = self._cache.get(_KIND, key)
        if found is None:
            return None
        try:
            return KeptFile(name, data, found)
        except (ValueError, EOFError, TypeError):
            return None

    def _take_sound(self, file: SoundFile) -> None:
        self.files.append(file)
        for section, ids in file.sections:
            self._ids[section].update(ids)
            self._records[section].update(later(ids, file.record))
            self._origins.update(later(ids, file.origin))
            self._digests.update(later(ids, file.digest))
            self._traits.update(later(ids, file.traits))

    def _read(self, file: _FaultyFile, data: bytes) -> None:
        node = tree.mapping_in(data, file.name, self._faults)
        if node is None:
            self._whole = False
            return
        self.files.append(file)
        for section, entries in node.items():
            self._take_section(file, section, entries)

    def _take_section(self, file: _FaultyFile, section: tree.Scalar, entries: object) -> None:
        place = Place(file.name, section.line, section.column)
        if section in SECTIONS and isinstance(entries, tree.Mapping):
            for key, entry in entries.items():
                self._take_record(file, Origin(str(section), file.name, key, entry))
            return
        self._whole = False
        if section not in SECTIONS:
            message = f"unknown section '{section}'{did_you_mean(section, SECTIONS)}"
            self._faults.error(place, "UNKNOWN-KEY", message)
        else:
            self._faults.error(place, "TYPE", f"'{section}': expected a mapping of ids to entries")

    def _take_record(self, file: _FaultyFile, origin: Origin) -> None:
        record_id, record = str(origin.key), record_of(origin, self._faults)
        file.entries.append(origin)
        fault = fault_of_id(record_id)
        if fault is not None:
            self._faults.error(origin.place(), "ID", fault)
        elif record_id in self._origins:
            first = self._origin(record_id).place()
            message = f"'{record_id}' is taken already, at {first}: choose another id"
            self._faults.error(origin.place(), "DUPLICATE-ID", message)
        else:
            self._take(file, record_id, origin, record)

    def _take(self, file: _FaultyFile, record_id: str, origin: Origin, record: Record | None) -> None:
        self._origins[record_id] = origin
        self._digests[record_id] = digest_of(origin.section, origin.node)
        self._traits[record_id] = Traits() if record is None else traits_of(record)
        self._ids[origin.section].add(record_id)
        if record is not None:
            self._records[origin.section][record_id] = record
            file.summary.take(record_id, record)

    def _origin(self, record_id: str) -> Origin:
        return Lazy[Origin](self._origins)[record_id]
