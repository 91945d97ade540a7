"""What a file of facts holds, as far as the records of other files must know it: told by one walk over its records.

Which ids a record names, which works it cites without a place in them: by that the checks that cross files are made
without the records, so that a file that has not changed need not be validated again.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache
from typing import Any, NamedTuple, get_origin

from briefwright.facts.csl import NEEDS_LOCATOR
from briefwright.facts.index import Traits
from briefwright.facts.records import Appeal, Fact, Figure, Person, Source
from briefwright.facts.references import mark_of
from briefwright.facts.validation import inner_model
from briefwright.facts.values import Citation, Contested, Record, Stated

Sections = tuple[str, ...]


@dataclass(slots=True)
class Summary:
    """What the sound records of a file say to those of others.

    `ids` are their own; `needs` those that they name, by the sections where each may be; `bare` the sources cited
    without a place; `located` the sources in which a place must be given; `marked` the records that some audience
    may not see as they are; `doubted` those with rules of their own to check; `derived` the sources that a source
    repeats; `demands` the ids of the demands of an appeal; `tags` those of facts and figures.
    """

    ids: list[str] = field(default_factory=list)
    needs: dict[Sections, set[str]] = field(default_factory=dict)
    bare: set[str] = field(default_factory=set)
    located: set[str] = field(default_factory=set)
    marked: set[str] = field(default_factory=set)
    doubted: dict[str, None] = field(default_factory=dict)
    derived: dict[str, tuple[str, ...]] = field(default_factory=dict)
    demands: dict[str, tuple[str, ...]] = field(default_factory=dict)
    tags: set[str] = field(default_factory=set)

    def take(self, record_id: str, record: Record) -> None:
        """Add a record."""
        self.ids.append(record_id)
        waiting: list[Any] = [record]
        while waiting:
            part: Record = waiting.pop()
            fields = part.__dict__
            plan = _plan(type(part))
            for name, sections in plan.fields:
                value = fields[name]
                if not value:
                    continue
                if sections:
                    self._need(sections, value)
                elif type(value) is tuple:
                    waiting.extend(value)
                else:
                    waiting.append(value)
            if fields.get("visibility", "public") != "public":
                self.marked.add(record_id)
            if plan.look is not None:
                plan.look(self, record_id, part)

    def settled(self) -> tuple[Any, ...]:
        """Return what to make it from again, once nothing was wrong with the records in doubt."""
        told = (self.ids, self.needs, self.bare, self.located, self.marked)
        return (*told, {}, self.derived, self.demands, self.tags)

    def _need(self, sections: Sections, value: str | tuple[str, ...]) -> None:
        known = self.needs.get(sections)
        if known is None:
            known = self.needs[sections] = set()
        if isinstance(value, str):
            known.add(value)
        else:
            known.update(value)


def _look_at_citation(summary: Summary, _: str, part: Any) -> None:  # noqa: ANN401 - a part of any kind
    if not part.at:
        summary.bare.add(part.source)


def _look_at_stated(summary: Summary, record_id: str, part: Any) -> None:  # noqa: ANN401 - as above
    if part.mistaken is not None:
        summary.marked.add(record_id)


def _look_at_values(summary: Summary, record_id: str, part: Any) -> None:  # noqa: ANN401 - as above
    first = part.values[0]
    if len(part.values) > 1 or first.preferred or first.mistaken is not None:
        summary.doubted[record_id] = None


def _look_at_figure(summary: Summary, record_id: str, part: Any) -> None:  # noqa: ANN401 - as above
    _look_at_values(summary, record_id, part)
    summary.tags.update(part.tags)


def _look_at_fact(summary: Summary, _: str, part: Any) -> None:  # noqa: ANN401 - as above
    summary.tags.update(part.tags)


def _look_at_person(summary: Summary, record_id: str, part: Any) -> None:  # noqa: ANN401 - as above
    if part.consent or part.pseudonym is not None:
        summary.marked.add(record_id)


def _look_at_source(summary: Summary, record_id: str, part: Any) -> None:  # noqa: ANN401 - as above
    if part.derived_from:
        summary.derived[record_id] = part.derived_from
    if part.csl.get("type") in NEEDS_LOCATOR:
        summary.located.add(record_id)


def _look_at_appeal(summary: Summary, record_id: str, part: Any) -> None:  # noqa: ANN401 - as above
    if part.demands:
        summary.demands[record_id] = tuple(demand.id for demand in part.demands)
    if part.sent and part.published:
        summary.doubted[record_id] = None


_LOOKS: dict[type[Record], Callable[[Summary, str, Any], None]] = {
    Citation: _look_at_citation,
    Stated: _look_at_stated,
    Contested: _look_at_values,
    Figure: _look_at_figure,
    Fact: _look_at_fact,
    Person: _look_at_person,
    Source: _look_at_source,
    Appeal: _look_at_appeal,
}


class _Plan(NamedTuple):
    """How a model is walked over.

    `fields` name other records, in these sections, or where there is none hold records; `look` tells what is
    special about it.
    """

    fields: tuple[tuple[str, Sections], ...]
    look: Callable[[Summary, str, Any], None] | None


@cache
def _plan(model: type[Record]) -> _Plan:
    fields: list[tuple[str, Sections]] = []
    for name, known in model.model_fields.items():
        refers = mark_of(known)
        if refers is not None:
            fields.append((name, refers.sections))
        elif inner_model(known.annotation) is not None and get_origin(known.annotation) is not dict:
            fields.append((name, ()))
    look = next((look for kind, look in _LOOKS.items() if issubclass(model, kind)), None)
    return _Plan(tuple(fields), look)


def traits_of(record: Record) -> Traits:
    """Return what a record is chosen by."""
    summary = Summary()
    summary.take("", record)
    named = tuple(sorted({target for targets in summary.needs.values() for target in targets}))
    date = getattr(record, "date", None)
    return Traits(named, getattr(record, "tags", ()), date.best.value.text if isinstance(date, Contested) else "")
