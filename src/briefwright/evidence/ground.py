"""What the rules need of the whole base, whoever may see it: worked out once, however many briefs are checked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from briefwright.evidence.independence import Origins, origins_in
from briefwright.evidence.runs import Names, Quoted, index_of
from briefwright.facts.audience import latest_day
from briefwright.facts.base import FactBase
from briefwright.facts.derived import derived
from briefwright.facts.records import Organisation, Person, PlaceRecord
from briefwright.i18n.edtf import Ymd


@dataclass(frozen=True)
class Ground:
    """A fact base with what follows from it; nothing is worked out before a rule asks for it."""

    base: FactBase

    @cached_property
    def origins(self) -> Origins:
        """The sources with which the repeating of each source ends."""
        return origins_in(self.base)

    @cached_property
    def figures(self) -> Mapping[int, tuple[str, ...]]:
        """The ids of the figures that give a number, by that number; mistaken numbers too."""
        found: dict[int, dict[str, None]] = {}
        for figure_id, figure in self.base.figures.items():
            for stated in figure.values:
                if isinstance(stated.value, int):
                    found.setdefault(stated.value, {})[figure_id] = None
        return {value: tuple(ids) for value, ids in found.items()}

    @cached_property
    def quoted(self) -> Quoted:
        """Every quotation of the base, and every passage that a citation quotes, by its runs of words."""
        return index_of(_quotations(self.base))

    @cached_property
    def names(self) -> Names:
        """The names and titles of the base: a run of words inside one of them is no quotation."""
        return Names(_names(self.base))

    @cached_property
    def latest_day(self) -> Ymd:
        """The latest day that the base knows of: a base has no other clock."""
        return latest_day(self.base)


def ground_of(base: FactBase) -> Ground:
    """Return the ground of a base, the same for everybody who asks."""
    return derived(Ground, base)


def _quotations(base: FactBase) -> Iterator[tuple[str, str]]:
    for quotation_id, quotation in base.quotations.items():
        yield quotation_id, quotation.text
        # A translation of ours is our own words: a text of ours may well have the same.
        official = (known.text for known in quotation.translations.values() if known.by == "official")
        yield from ((quotation_id, text) for text in official)
    for fact_id, fact in base.facts.items():
        for cite in fact.cite:
            if cite.quote:
                yield fact_id, cite.quote


def _names(base: FactBase) -> Iterator[str]:
    for section in (base.people, base.organisations, base.places):
        for record in section.values():
            yield from _names_of(record)
    for person in base.people.values():
        for role in person.roles:
            yield from role.title.versions.values()
    for source in base.sources.values():
        yield source.title
    for appeal in base.appeals.values():
        yield from appeal.title.versions.values()
        for signatory in appeal.signatories:
            if signatory.capacity is not None:
                yield from signatory.capacity.versions.values()


def _names_of(record: Person | Organisation | PlaceRecord) -> Iterator[str]:
    yield from (stated.value for stated in record.name.values)
    yield from record.name_in.values()
    if not isinstance(record, PlaceRecord):
        yield from record.aliases
    if isinstance(record, Organisation) and record.in_text is not None:
        yield from record.in_text.versions.values()
