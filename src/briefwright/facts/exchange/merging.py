"""What an import changes in a fact base: sources that are new, keys that a source lacked, and what is left alone.

What stands in the base always stays. An item goes by its key: the source that it was imported as before gets what
it lacks; where both say something else, the base's word stays and the difference is told.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from briefwright.facts import csl
from briefwright.facts.base import FactBase
from briefwright.facts.exchange.doubting import doubt
from briefwright.facts.exchange.ids import id_of, next_id
from briefwright.facts.exchange.item import (
    CITATION_KEY_LINE,
    KEY_LINE,
    OWN_KEYS,
    Item,
    items_of,
    join_note,
    split_note,
    with_lines,
)
from briefwright.facts.exchange.likeness import Sign, is_same_work, signs_of
from briefwright.facts.values import fault_of_id
from briefwright.faults import Faults, Place

Outcome = Literal["added", "completed", "unchanged", "duplicate"]
Entry = dict[str, Any]

# Only where a type leaves no doubt; every other has to be said.
NATURES = {
    **dict.fromkeys(("legal_case",), "court"),
    **dict.fromkeys(("article-newspaper", "article-magazine", "broadcast"), "media"),
    **dict.fromkeys(("legislation", "bill", "regulation"), "state"),
    **dict.fromkeys(("article-journal", "thesis", "paper-conference"), "academic"),
}


@dataclass(frozen=True, slots=True)
class Result:
    """What became of one item: the source that it is now, keys that it brought, and what differs."""

    outcome: Outcome
    source_id: str
    key: str
    place: Place
    by: str = ""
    completed: tuple[str, ...] = ()
    differs: tuple[tuple[str, Any, Any], ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything that an import changes: entries that are new, and keys for entries that are there."""

    new: dict[str, Entry] = field(default_factory=dict)
    completed: dict[str, Entry] = field(default_factory=dict)
    results: list[Result] = field(default_factory=list)


def make_plan(items: Iterable[Item], base: FactBase, nature: str | None, faults: Faults) -> Plan:
    """Return what importing items changes in a base without faults; what cannot be imported goes to `faults`."""
    merging = _Merging(base, nature, faults)
    for item in items:
        merging.take(item)
    merging.resolve_references()
    return merging.plan


class _Merging:
    """One import: what is known of the base, and of the items before."""

    def __init__(self, base: FactBase, nature: str | None, faults: Faults) -> None:
        self.plan = Plan()
        self._base = base
        self._nature = nature
        self._faults = faults
        self._theirs = {item.own_id: item for item in items_of(base, base.sources)}
        self._keys = dict(_recorded_keys(self._theirs))
        self._signs: dict[Sign, str] = {}
        for source_id, item in self._theirs.items():
            self._signs |= {sign: source_id for sign in signs_of(item.csl) if sign not in self._signs}
        self._demands = {demand.id for appeal in base.appeals.values() for demand in appeal.demands}
        self._seen: dict[str, Item] = {}
        self._exported: set[str] = set()
        self._became: dict[str, str] = {}

    def take(self, item: Item) -> None:
        """Decide what becomes of an item."""
        if item.key in self._seen and item.key:
            first = self._seen[item.key].place
            message = f"'{item.key}' is the key of another entry, at {first}: give one of them another"
            self._faults.error(item.place, "DUPLICATE-ID", message)
            return
        self._seen[item.key] = item
        present = self._present(item)
        if present is not None:
            self._complete(item, present)
            return
        copy, by = self._copy(item)
        if copy:
            self._note(item, Result("duplicate", copy, item.key, item.place, by=by))
        else:
            self._add(item)

    def _note(self, item: Item, result: Result) -> None:
        self._became[item.own_id or item.key] = result.source_id
        self.plan.results.append(result)

    def _present(self, item: Item) -> str | None:
        """Return the source as which the item was imported before, or was exported; another work is a fault."""
        recorded = self._keys.get(item.key)
        if recorded is not None and item.own_id in ("", recorded):
            return recorded
        found = item.own_id if item.own_id else item.key
        if found not in self._theirs:
            slug = id_of(item)
            alike = slug in self._theirs and is_same_work(item.csl, self._theirs[slug].csl)
            return slug if alike and not item.own_id else None
        if is_same_work(item.csl, self._theirs[found].csl):
            return found
        title = self._theirs[found].csl.get("title", "")
        message = (
            f"'{found}' is the id of another source, at {self._base.place(found)} ('{title}'): give this entry "
            "another key; if both are one work, give both the same title, DOI or URL"
        )
        self._faults.error(item.place, "DUPLICATE-ID", message)
        return found

    def _copy(self, item: Item) -> tuple[str, str]:
        """Return the source of which the item is a copy under another key, and what shows it."""
        ours = "nature" in item.own
        for sign in signs_of(item.csl):
            source_id = self._signs.get(sign, "")
            # What a fact base held side by side stays so: two entries of one export are two sources.
            if source_id and not (ours and source_id in self._exported):
                return source_id, sign[0]
        return "", ""

    def _complete(self, item: Item, source_id: str) -> None:
        """Note which keys a source lacks, and which say something else."""
        theirs = self._theirs[source_id]
        mine, yours = {**item.csl, **item.own}, {**theirs.csl, **theirs.own}
        missing = {name: value for name, value in mine.items() if name not in yours}
        differs = tuple(
            (name, yours[name], value)
            for name, value in mine.items()
            if name in yours and _comparable(name, value) != _comparable(name, yours[name])
        )
        merged = replace(item, csl={**item.csl, **theirs.csl}, own={**item.own, **theirs.own})
        doubt(merged, self._faults)
        if missing:
            self.plan.completed.setdefault(source_id, {}).update(missing)
        outcome: Outcome = "completed" if missing else "unchanged"
        self._note(item, Result(outcome, source_id, item.key, item.place, "", tuple(missing), differs))

    def _add(self, item: Item) -> None:
        source_id = self._new_id(item)
        variables = dict(item.csl)
        keys = {
            value
            for name, value in split_note(variables.get("note", ""))[1]
            if name in (KEY_LINE, CITATION_KEY_LINE)
        }
        if item.key not in ("", source_id) and item.key not in keys:
            variables = with_lines(variables, [(KEY_LINE, item.key)])
        nature = item.own.get("nature") or self._nature or NATURES.get(str(item.csl.get("type")))
        if nature is None:
            message = f"'{source_id}' is of the type {item.csl.get('type')}: say who speaks in it with --nature"
            self._faults.error(
                item.place, "NATURE", f"{message} (un, state, court, ngo, academic, media, party, testimony)"
            )
        added = replace(item, csl=variables, own={**item.own, "nature": nature or "media"})
        doubt(added, self._faults)
        self.plan.new[source_id] = _entry(added)
        self._signs |= {sign: source_id for sign in signs_of(item.csl) if sign not in self._signs}
        if "nature" in item.own:
            self._exported.add(source_id)
        self._note(item, Result("added", source_id, item.key, item.place))

    def _new_id(self, item: Item) -> str:
        wanted = id_of(item)
        if not item.own_id:
            return next_id(wanted, self._is_taken)
        fault = fault_of_id(wanted)
        if fault is not None:
            self._faults.error(item.place, "ID", fault)
        elif self._is_taken(wanted):
            message = f"'{wanted}' is taken already: choose another id"
            self._faults.error(item.place, "DUPLICATE-ID", message)
        return wanted

    def _is_taken(self, wanted: str) -> bool:
        return wanted in self._base.origins or wanted in self.plan.new or wanted in self._demands

    def resolve_references(self) -> None:
        """Point ``derived_from`` at what the entries of the file became; an id that leads nowhere is a fault."""
        for result in self.plan.results:
            entry = self.plan.new.get(result.source_id) if result.outcome == "added" else None
            entry = entry or self.plan.completed.get(result.source_id, {})
            if not isinstance(entry.get("derived_from"), list):
                continue
            entry["derived_from"] = [self._became.get(name, name) for name in entry["derived_from"]]
            for name in entry["derived_from"]:
                if name not in self._theirs and name not in self.plan.new:
                    message = f"derived_from names '{name}', which is neither in the file nor in the fact base"
                    self._faults.error(result.place, "UNKNOWN-ID", message)


def _recorded_keys(theirs: Mapping[str, Item]) -> Iterable[tuple[str, str]]:
    for source_id, item in theirs.items():
        for name, value in split_note(str(item.csl.get("note", "")))[1]:
            if name in (KEY_LINE, CITATION_KEY_LINE):
                yield value, source_id


def _entry(item: Item) -> Entry:
    """Return an item as it is written: its type and title first, its note and what we say of it last."""
    first = [name for name in ("type", "title") if name in item.csl]
    last = [name for name in ("abstract", "annote", "note") if name in item.csl]
    names = [*first, *(name for name in item.csl if name not in (*first, *last)), *last]
    own = {name: item.own[name] for name in OWN_KEYS if name in item.own}
    return {**{name: item.csl[name] for name in names}, **own}


def _comparable(name: str, value: Any) -> Any:  # noqa: ANN401 - plain data
    """Return a value so that two that say the same are the same."""
    if name == "note":
        words, lines = split_note(value)
        return " ".join(join_note(words, (line for line in lines if line[0] != KEY_LINE)).split())
    if name in csl.NAMES:
        return [dict(person) for person in value]
    return " ".join(value.split()) if isinstance(value, str) else value
