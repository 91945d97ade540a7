"""A view in the making: what of a base goes because readers may not see it, or cannot stand without what has gone.

Records are looked at in one order, those referred to before those who refer. A record that depends on no reader
is looked at only where something that it names has gone, so that a view costs what it hides, not what it shows.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from heapq import heapify, heappop, heappush
from typing import Any, TypeVar

from briefwright.facts.base import FactBase, Omission, Omissions
from briefwright.facts.derived import derived
from briefwright.facts.records import Organisation, Person, PlaceRecord
from briefwright.facts.shown import Shown
from briefwright.facts.traits import LISTED, NEEDED, naming
from briefwright.facts.values import Contested, Line, Record, Stated

R = TypeVar("R", bound=Record)

# Entries that the record around them cannot lose unless they are marked themselves.
_BINDING = frozenset({"signatories", "demands"})
# Referred to before those who refer.
_ORDER = ("sources", "organisations", "places", "people", "facts", "figures", "quotations", "appeals")


def view_of(base: FactBase, seen: frozenset[str], named: frozenset[str]) -> FactBase:
    """Return a base as those may see it who see some visibilities, and who may know some people by consent.

    Where nothing is hidden from them it is the base itself.
    """
    return _View(base, seen, named).base()


def _turns(base: FactBase) -> tuple[tuple[tuple[str, str], ...], Mapping[str, int]]:
    """Return every record by section and id in the order of the looking, and the place of each id in it."""
    turns = tuple((section, record_id) for section in _ORDER for record_id in base.section(section))
    return turns, {record_id: place for place, (_, record_id) in enumerate(turns)}


class _Lacks(Exception):
    """Raised where an entry cannot stand without what is hidden; the message says why."""


class _View:
    """One view in the making: what is gone so far and why."""

    def __init__(self, base: FactBase, seen: frozenset[str], named: frozenset[str]) -> None:
        self._base = base
        self._seen = seen
        self._named = named
        self._gone: dict[str, str] = {}
        self._unnamed: set[str] = set()
        self._changed: dict[str, Record] = {}
        self._omissions: list[Omission] = []
        self._at = ("", "")
        self._waiting: list[int] = []

    def base(self) -> FactBase:
        """Return the view."""
        if self._base.index.marked:
            for section, record_id in self._in_turn():
                self._look(section, record_id)
        if not (self._omissions or self._changed or self._base.omissions or self._base.unnamed):
            return self._base
        kept: dict[str, Any] = {section: self._section(section) for section in _ORDER}
        omissions = Omissions(self._omissions)
        return replace(self._base, **kept, omissions=omissions, unnamed=frozenset(self._unnamed))

    def _section(self, section: str) -> Mapping[str, Any]:
        records = self._base.section(section)
        gone = {record_id for record_id in self._gone if record_id in records}
        changed = {record_id: kept for record_id, kept in self._changed.items() if record_id in records}
        return Shown(records, changed, frozenset(gone)) if gone or changed else records

    def _in_turn(self) -> Iterator[tuple[str, str]]:
        """Return the records to look at, each once: whatever goes meanwhile adds those later ones that name it."""
        turns, places = derived(_turns, self._base)
        self._waiting = [places[record_id] for record_id in self._base.index.marked if record_id in places]
        heapify(self._waiting)
        last = -1
        while self._waiting:
            place = heappop(self._waiting)
            if place > last:
                last = place
                yield turns[place]

    def _look_at_those_who_name(self, record_id: str) -> None:
        _, places = derived(_turns, self._base)
        for other in naming(self._base).get(record_id, ()):
            if other in places:
                heappush(self._waiting, places[other])

    def _look(self, section: str, record_id: str) -> None:
        """Find out what is left of a record."""
        self._at = (section, record_id)
        record = self._base.section(section)[record_id]
        kept = self._person(record) if isinstance(record, Person) else self._record(record)
        if kept is not None and kept is not record:
            self._changed[record_id] = kept

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
        self._look_at_those_who_name(self._at[1])
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
        self._look_at_those_who_name(self._at[1])
        self._tell(("name",), reason)
        versions = person.pseudonym.versions
        name = Contested[Line](values=(Stated[Line](value=person.pseudonym.of("")),))
        return Person(name=name, name_in={language: words for language, words in versions.items() if language})

    def _why_unnamed(self, person: Person) -> str:
        if person.visibility not in self._seen:
            return str(person.visibility)
        if person.consent and self._at[1] not in self._named:
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
