"""The frozen fact base: every record by section and id, with the place where it is written."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from briefwright.facts import tree
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
    node: tree.Mapping

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


@dataclass(frozen=True)
class FactBase:
    """All records of a dossier, in the order in which its files give them.

    `origins` also has the records that were read with faults; `whole` is False where a file or a section could
    not be read at all, so that an id that is not found may still stand there. `translations` are the catalogues of
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
    whole: bool = True
    omissions: tuple[Omission, ...] = ()
    unnamed: frozenset[str] = frozenset()
    translations: Translations = field(default_factory=Translations)

    @property
    def tags(self) -> frozenset[str]:
        """Every tag that a fact or a figure has, as written."""
        tagged = [origin.node for origin in self.origins.values() if origin.section in ("facts", "figures")]
        lists = (node.get("tags") for node in tagged if isinstance(node, tree.Mapping))
        return frozenset(str(tag) for tags in lists if isinstance(tags, tree.Sequence) for tag in tags)

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
        whole = (omission for omission in self.omissions if omission.record == record_id and not omission.part)
        return next((omission.reason for omission in whole), "")


SECTION_NAMES = ("sources", "facts", "figures", "quotations", "people", "organisations", "places", "appeals")
