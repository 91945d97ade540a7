"""The frozen fact base: every record by section and id, with the place where it is written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from briefwright.facts import tree
from briefwright.facts.index import Index, Traits
from briefwright.facts.lazy import Later
from briefwright.facts.records import (
    Appeal,
    Fact,
    Figure,
    Organisation,
    Person,
    PlaceRecord,
    Quotation,
    Source,
)
from briefwright.facts.values import Record
from briefwright.faults import Place
from briefwright.i18n.translations import Translations


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a record is written: its section, file, key and node."""

    section: str
    path: str
    key: tree.Scalar
    _node: tree.Mapping | Later[tree.Mapping]

    @property
    def node(self) -> tree.Mapping:
        """The record as it is written."""
        return self._node.make(self.key) if isinstance(self._node, Later) else self._node

    def place(self, *location: object) -> Place:
        """Return the place of the record, or of what stands at a location inside it."""
        return tree.place_of(self.path, tree.descend(self.node, location) if location else self.key)


@dataclass(frozen=True, slots=True)
class Omission:
    """Something that a view of the base leaves out: the record, what of it, and why, by ids alone.

    `part` is the way to it inside the record, empty for the whole; `target` is the id that left a list.
    """

    section: str
    record: str
    part: tuple[str, ...]
    reason: str
    target: str = ""


class Omissions(tuple[Omission, ...]):
    """Everything that a view leaves out, in the order in which it was found."""

    def of(self, *records: str) -> tuple[Omission, ...]:
        """Return what is left out of some records, in the order in which it was found."""
        places = sorted(place for record in records for place in self._places.get(record, ()))
        return tuple(self[place] for place in places)

    @cached_property
    def _places(self) -> Mapping[str, list[int]]:
        places: dict[str, list[int]] = {}
        for place, omission in enumerate(self):
            places.setdefault(omission.record, []).append(place)
        return places


@dataclass(frozen=True)
class FactBase:
    """All records of a dossier, in the order in which its files give them.

    `origins` also has the records that were read with faults; `whole` is False where a file or a section could
    not be read at all, so that an id that is not found may still stand there. `index` tells of records without
    making them; it knows those that a view leaves out too. `translations` are the catalogues of
    what it says.
    """

    sources: Mapping[str, Source]
    facts: Mapping[str, Fact]
    figures: Mapping[str, Figure]
    quotations: Mapping[str, Quotation]
    people: Mapping[str, Person]
    organisations: Mapping[str, Organisation]
    places: Mapping[str, PlaceRecord]
    appeals: Mapping[str, Appeal]
    origins: Mapping[str, Origin]
    index: Index
    whole: bool = True
    omissions: Omissions = Omissions()  # noqa: RUF009 - nothing can change it
    unnamed: frozenset[str] = frozenset()
    translations: Translations = field(default_factory=Translations)

    @property
    def tags(self) -> frozenset[str]:
        """Every tag that a fact or a figure has, as written."""
        return self.index.tags

    def digest(self, record_id: str) -> bytes:
        """Return the digest of what a record says as it is written: its section and content, not its place."""
        return self.index.digests[record_id]

    def plain(self, record_id: str) -> bool:
        """Tell whether every audience that sees all that a record names sees the record, and sees it as it is.

        Nothing in it is marked as less visible or as a mistake, and no consent or pseudonym is involved.
        """
        return record_id not in self.index.marked

    def traits(self, record_id: str) -> Traits:
        """Return what a record names, its tags and its date, without making the record."""
        return self.index.traits[record_id]

    def section(self, name: str) -> Mapping[str, Any]:
        """Return the records of a section by id."""
        records: Mapping[str, Any] = getattr(self, name)
        return records

    def place(self, record_id: str, *location: object) -> Place:
        """Return where a record, or a part of it, is written."""
        return self.origins[record_id].place(*location)

    def name(self, record_id: str, language: str = "") -> str:
        """Return the name of a person, organisation or place in a language."""
        record = self.named(record_id)
        return record.name_in.get(language) or record.name.best.value

    def named(self, record_id: str) -> Person | Organisation | PlaceRecord:
        """Return the person, organisation or place with an id."""
        return next(
            section[record_id] for section in (self.people, self.organisations, self.places) if record_id in section
        )

    def all_records(self) -> Iterator[tuple[str, str, Record]]:
        """Return every record with its section and id."""
        for section in SECTION_NAMES:
            for record_id, record in self.section(section).items():
                yield section, record_id, record

    def why_withheld(self, record_id: str) -> str:
        """Return why a view has no record of an id, in a few words; nothing where it has one."""
        whole = (omission for omission in self.omissions.of(record_id) if not omission.part)
        return next((omission.reason for omission in whole), "")


SECTION_NAMES = ("sources", "facts", "figures", "quotations", "people", "organisations", "places", "appeals")
