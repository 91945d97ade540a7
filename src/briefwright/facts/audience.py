"""What an audience may see of a fact base: a view in which no record holds or names anything less visible.

What is hidden goes, and so does what cannot stand without it: a statement without its last source, or whose
speaker is hidden. A person who may not be named stands under the pseudonym, and under nothing else. Every
omission is told by ids alone, so that the list of them gives nothing away.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from types import MappingProxyType
from typing import Any, TypeVar

from briefwright.facts.base import FactBase, Omission
from briefwright.facts.records import Consent, Organisation, Person, PlaceRecord, Source
from briefwright.facts.rules import parts_of
from briefwright.facts.values import AUDIENCES, Audience, Contested, Line, Record, Stated
from briefwright.i18n.edtf import Edtf, Ymd

R = TypeVar("R", bound=Record)

# Fields that name a record without which the entry says something else, or nothing.
NEEDED = frozenset("source said_by speaker issued_by addressed_to of person organisation court".split())
# Lists from which a record may be missing.
LISTED = frozenset(
    "places people organisations accuses organised_by concerns figures quotations derived_from".split()
)
# Entries that the record around them cannot lose unless they are marked themselves.
_BINDING = frozenset({"signatories", "demands"})
# Dates that lie ahead of what the base knows.
_AHEAD = frozenset({"until", "end", "reply_due"})
# Referred to before those who refer.
_ORDER = ("sources", "organisations", "places", "people", "facts", "figures", "quotations", "appeals")


def seen_by(audience: Audience) -> frozenset[str]:
    """Return the visibilities that an audience may see: its own, and every one more public."""
    return frozenset(AUDIENCES[: AUDIENCES.index(audience) + 1])


def visible_base(base: FactBase, audience: Audience, on: Edtf | None = None) -> FactBase:
    """Return the base as an audience may see it on a date; without one, on the latest day that the base knows.

    The view keeps the order and the origins of the base; `omissions` say what it leaves out, `unnamed` who
    stands in it under a pseudonym.
    """
    return _View(base, seen_by(audience), on).base()


def latest_day(base: FactBase) -> Ymd:
    """Return the latest day that any record of a base is dated by; what lies ahead (``until``) does not count."""
    days = (day for _, _, record in base.all_records() for day in _days(record))
    return max(days, default=(0, 1, 1))


def _days(record: Record) -> Iterator[Ymd]:
    for _, part in parts_of(record):
        values = [getattr(part, name) for name in type(part).model_fields if name not in _AHEAD]
        if isinstance(part, Source):
            values += part.csl.values()
        yield from (_known_day(value) for value in values if isinstance(value, Edtf))


def _known_day(edtf: Edtf) -> Ymd:
    """Return the last day that a date can mean; of an interval that goes on, the last day of its start."""
    return edtf.latest if edtf.end else edtf.anchor.latest


def in_force(consent: Consent, seen: frozenset[str], day: Ymd) -> bool:
    """Tell whether a consent covers an audience on a day: given by then, not run out, and meant for it."""
    given = consent.date.latest <= day
    lasts = consent.until is None or day <= consent.until.latest
    return given and lasts and not seen.isdisjoint(consent.audiences)


class _Lacks(Exception):
    """Raised where an entry cannot stand without what is hidden; the message says why."""


class _View:
    """One view in the making: what is gone so far and why."""

    def __init__(self, base: FactBase, seen: frozenset[str], on: Edtf | None) -> None:
        self._base = base
        self._seen = seen
        self._gone: dict[str, str] = {}
        self._unnamed: set[str] = set()
        self._omissions: list[Omission] = []
        self._at = ("", "")
        consented = any(person.consent for person in base.people.values())
        self._day = _known_day(on) if on else latest_day(base) if consented else (0, 1, 1)

    def base(self) -> FactBase:
        """Return the view."""
        kept: dict[str, Any] = {section: self._section(section) for section in _ORDER}
        return replace(self._base, **kept, omissions=tuple(self._omissions), unnamed=frozenset(self._unnamed))

    def _section(self, section: str) -> MappingProxyType[str, Any]:
        shown: dict[str, Record] = {}
        for record_id, record in self._base.section(section).items():
            self._at = (section, record_id)
            kept = self._person(record) if isinstance(record, Person) else self._record(record)
            if kept is not None:
                shown[record_id] = kept
        return MappingProxyType(shown)

    # ------------------------------------------------------------ records

    def _record(self, record: Any) -> Record | None:  # noqa: ANN401 - a record of any section
        told, reason = len(self._omissions), str(record.visibility)
        if reason in self._seen:
            try:
                pruned: Record = self._pruned(record, ())
                return pruned
            except _Lacks as why:
                del self._omissions[told:]
                reason = str(why)
        self._leave(reason)
        return None

    def _leave(self, reason: str) -> None:
        """Leave the record at hand out of the view."""
        self._gone[self._at[1]] = reason
        self._tell((), reason)

    def _person(self, person: Person) -> Person | None:
        """Return a person by name, else by pseudonym alone, else nobody."""
        reason = self._why_unnamed(person)
        if not reason:
            told = len(self._omissions)
            try:
                return self._pruned(person.model_copy(update={"consent": (), "pseudonym": None}), ())
            except _Lacks as why:
                del self._omissions[told:]
                reason = str(why)
        if person.pseudonym is None:
            self._leave(reason)
            return None
        self._unnamed.add(self._at[1])
        self._tell(("name",), reason)
        versions = person.pseudonym.versions
        name = Contested[Line](values=(Stated[Line](value=person.pseudonym.of("")),))
        return Person(name=name, name_in={language: words for language, words in versions.items() if language})

    def _why_unnamed(self, person: Person) -> str:
        if person.visibility not in self._seen:
            return str(person.visibility)
        if person.consent and not any(in_force(consent, self._seen, self._day) for consent in person.consent):
            return "no consent in force"
        return ""

    # -------------------------------------------------------------- parts

    def _pruned(self, record: R, path: tuple[str, ...]) -> R:
        """Return an entry without what is hidden in it, or raise `_Lacks` where it cannot stand without that."""
        changed: dict[str, Any] = {}
        for name, field in type(record).model_fields.items():
            value = getattr(record, name)
            kept = self._kept(name, value, path)
            if kept is value:
                continue
            if not kept and (field.is_required() or self._rests_on(record, name)):
                raise _Lacks("every source of it is hidden" if name == "cite" else f"nothing of its {name} is left")
            changed[name] = kept
        return record.model_copy(update=changed) if changed else record

    @staticmethod
    def _rests_on(record: Record, name: str) -> bool:
        """Tell whether an entry that names sources cannot stand without any: all but what only has a name."""
        return name == "cite" and not isinstance(record, Organisation | PlaceRecord)

    def _kept(self, name: str, value: Any, path: tuple[str, ...]) -> Any:  # noqa: ANN401 - fields are of any type
        if name in NEEDED:
            return self._needed(name, value)
        if name in LISTED and isinstance(value, tuple) and all(isinstance(item, str) for item in value):
            return self._listed(name, value, path)
        if isinstance(value, Contested):
            left = self._entries("values", value.values, (*path, name))
            return value if left is value.values else value.model_copy(update={"values": left}) if left else None
        if isinstance(value, Record):
            left = self._entries(name, (value,), path)
            return left[0] if left else None
        if isinstance(value, tuple) and value and isinstance(value[0], Record):
            return self._entries(name, value, path)
        return value

    def _needed(self, name: str, value: str | tuple[str, ...] | None) -> str | tuple[str, ...] | None:
        for target in (value,) if isinstance(value, str) else value or ():
            if target in self._gone:
                raise _Lacks(f"its {name} '{target}' is hidden")
        return value

    def _listed(self, name: str, value: tuple[str, ...], path: tuple[str, ...]) -> tuple[str, ...]:
        left = tuple(target for target in value if target not in self._gone and target not in self._unnamed)
        for target in value:
            if target not in left:
                self._tell((*path, name), self._gone.get(target, "under a pseudonym"), target)
        return left if len(left) < len(value) else value

    def _entries(self, name: str, entries: tuple[Any, ...], path: tuple[str, ...]) -> tuple[Any, ...]:
        left = [kept for entry in entries if (kept := self._entry(name, entry, path)) is not None]
        if all(isinstance(kept, Stated) and kept.is_mistaken for kept in left):
            left = []
        same = len(left) == len(entries) and all(a is b for a, b in zip(left, entries, strict=True))
        return entries if same else tuple(left)

    def _entry(self, name: str, entry: Record, path: tuple[str, ...]) -> Record | None:
        visibility = getattr(entry, "visibility", "public")
        if visibility not in self._seen:
            self._tell((*path, name), visibility)
            return None
        told = len(self._omissions)
        try:
            return self._pruned(entry, (*path, name))
        except _Lacks as why:
            if name in _BINDING:
                raise _Lacks(f"of one of its {name}, {why}") from None
            del self._omissions[told:]
            self._tell((*path, name), str(why))
            return None

    def _tell(self, part: tuple[str, ...], reason: str, target: str = "") -> None:
        self._omissions.append(Omission(*self._at, part, reason, target))
