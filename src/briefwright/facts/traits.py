"""What is known of the records of a base without a look at each: who depends on consent, and who names whom."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import PurePath

from briefwright.facts.base import FactBase, Origin
from briefwright.facts.derived import derived

NEEDED = frozenset("source said_by speaker issued_by addressed_to of person organisation court".split())
"""Fields that name a record without which the entry says something else, or nothing."""

LISTED = frozenset(
    "places people organisations accuses organised_by concerns figures quotations derived_from".split()
)
"""Lists from which a record may be missing."""


def consenting(base: FactBase) -> tuple[str, ...]:
    """Return the ids of the people of a base whose naming depends on a consent."""
    return derived(_consenting, base)


def _consenting(base: FactBase) -> tuple[str, ...]:
    people = (record_id for record_id in base.index.marked if record_id in base.people)
    return tuple(person for person in sorted(people) if base.people[person].consent)


def naming(base: FactBase) -> Mapping[str, tuple[str, ...]]:
    """Return the ids of the records that name a record, by its id."""
    return derived(_naming, base)


def _naming(base: FactBase) -> Mapping[str, tuple[str, ...]]:
    found: defaultdict[str, list[str]] = defaultdict(list)
    for record_id, traits in base.index.traits.items():
        for target in traits.named:
            found[target].append(record_id)
    return {target: tuple(records) for target, records in found.items()}


def as_written(records: Iterable[str], base: FactBase) -> list[str]:
    """Return ids of one section in the order in which the base has them, with a look at these records alone."""
    return sorted(records, key=lambda record_id: _where(base.origins[record_id]))


def _where(origin: Origin) -> tuple[PurePath, int, int]:
    return PurePath(origin.path), origin.key.line, origin.key.column
