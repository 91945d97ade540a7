"""What an audience may see of a fact base: a view in which no record holds or names anything less visible.

What is hidden goes, and so does what cannot stand without it: a statement without its last source, or whose
speaker is hidden. A person who may not be named stands under the pseudonym, and under nothing else. Every
omission is told by ids alone, so that the list of them gives nothing away.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from briefwright.facts.base import FactBase
from briefwright.facts.derived import derived
from briefwright.facts.hiding import view_of
from briefwright.facts.records import Consent, Source
from briefwright.facts.rules import parts_of
from briefwright.facts.traits import consenting
from briefwright.facts.values import AUDIENCES, Audience, Record
from briefwright.i18n.edtf import Edtf, Ymd

# Dates that lie ahead of what the base knows.
_AHEAD = frozenset({"until", "end", "reply_due"})


def seen_by(audience: Audience) -> frozenset[str]:
    """Return the visibilities that an audience may see: its own, and every one more public."""
    return frozenset(AUDIENCES[: AUDIENCES.index(audience) + 1])


def visible_base(base: FactBase, audience: Audience, on: Edtf | None = None) -> FactBase:
    """Return the base as an audience may see it on a date; without one, on the latest day that the base knows.

    The view keeps the order and the origins of the base; `omissions` say what it leaves out, `unnamed` who
    stands in it under a pseudonym. It is made once for all dates on which the same consents are in force, and
    where it hides nothing it is the base itself.
    """
    seen = seen_by(audience)
    return derived(view_of, base, seen, _named(base, seen, on))


def _named(base: FactBase, seen: frozenset[str], on: Edtf | None) -> frozenset[str]:
    """Return the people who may be named on a date by a consent of theirs."""
    people = consenting(base)
    if not people:
        return frozenset()
    day = _known_day(on) if on else latest_day(base)
    return frozenset(
        person for person in people if any(in_force(consent, seen, day) for consent in base.people[person].consent)
    )


def latest_day(base: FactBase) -> Ymd:
    """Return the latest day that any record of a base is dated by; what lies ahead (``until``) does not count."""
    return derived(_latest_day, base)


def _latest_day(base: FactBase) -> Ymd:
    days = (day for _, _, record in base.all_records() for day in days_of(record))
    return max(days, default=(0, 1, 1))


def days_of(record: Record) -> Iterator[Ymd]:
    """Return the days that a record is dated by; what lies ahead (``until``) does not count."""
    for _, part in parts_of(record):
        values = [getattr(part, name) for name in _fields(type(part))]
        if isinstance(part, Source):
            values += part.csl.values()
        yield from (_known_day(value) for value in values if isinstance(value, Edtf))


@cache
def _fields(model: type[Record]) -> tuple[str, ...]:
    """Return the fields of a model in which what has happened may be dated."""
    return tuple(name for name in model.model_fields if name not in _AHEAD)


def _known_day(edtf: Edtf) -> Ymd:
    """Return the last day that a date can mean; of an interval that goes on, the last day of its start."""
    return edtf.latest if edtf.end else edtf.anchor.latest


def in_force(consent: Consent, seen: frozenset[str], day: Ymd) -> bool:
    """Tell whether a consent covers an audience on a day: given by then, not run out, and meant for it."""
    given = consent.date.latest <= day
    lasts = consent.until is None or day <= consent.until.latest
    return given and lasts and not seen.isdisjoint(consent.audiences)
