"""What must hold between the parts of a record, beyond the type of each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from graphlib import CycleError, TopologicalSorter

from briefwright.facts.base import SECTION_NAMES, FactBase
from briefwright.facts.csl import NEEDS_LOCATOR
from briefwright.facts.events import MAX_REPEATED
from briefwright.facts.records import Appeal, Figure
from briefwright.facts.summary import Summary
from briefwright.facts.validation import inner_model
from briefwright.facts.values import Citation, Contested, Record, Stated
from briefwright.faults import Faults

Location = tuple[object, ...]


def check_rules(base: FactBase, summaries: Sequence[Summary], faults: Faults) -> None:
    """Report citations without a place, choices without a reason, values without a source, repeated demands.

    The summaries of the files tell in which records to look.
    """
    for record_id, record in _in_doubt(base, summaries):
        for location, part in parts_of(record):
            if isinstance(part, Citation):
                _check_locator(base, record_id, location, part, faults)
            elif isinstance(part, Contested | Figure):
                _check_choice(base, record_id, location, part, faults)
    _check_demands(base, summaries, faults)
    _check_circles(base, summaries, faults)
    for summary in summaries:
        for record_id in summary.doubted:
            if record_id in base.appeals:
                _check_reply(base, record_id, base.appeals[record_id], faults)


def _in_doubt(base: FactBase, summaries: Sequence[Summary]) -> Iterator[tuple[str, Record]]:
    """Return the records with choices to check, and all of a file that cites a work in which a place is needed."""
    located = frozenset[str]().union(*(summary.located for summary in summaries))
    doubted = {known for summary in summaries for known in summary.doubted}
    lacking = {known for summary in summaries if not located.isdisjoint(summary.bare) for known in summary.ids}
    if doubted or lacking:
        for section in SECTION_NAMES:
            records = base.section(section)
            yield from ((known, records[known]) for known in records if known in doubted or known in lacking)


def parts_of(record: Record) -> Iterator[tuple[Location, Record]]:
    """Return a record and every record inside it, each with its location."""
    yield (), record
    for name, written in _written_names(type(record)):
        value = getattr(record, name)
        if isinstance(value, Record):
            for location, part in parts_of(value):
                yield (written, *location), part
        elif isinstance(value, tuple):
            for index, item in enumerate(value):
                if isinstance(item, Record):
                    for location, part in parts_of(item):
                        yield (written, index, *location), part


@cache
def _written_names(model: type[Record]) -> tuple[tuple[str, str], ...]:
    """Return the fields of a model that may hold records, each with its name as it is written."""
    fields = model.model_fields.items()
    return tuple((name, field.alias or name) for name, field in fields if inner_model(field.annotation) is not None)


def _check_locator(base: FactBase, record_id: str, location: Location, cite: Citation, faults: Faults) -> None:
    message = lack_of_locator(base, cite.source, cite.at)
    if message is not None:
        faults.error(base.place(record_id, *location), "NO-LOCATOR", message)


def lack_of_locator(base: FactBase, source_id: str, at: str) -> str | None:
    """Return the sentence on a citation that needs a place in its source and has none, or None."""
    source = base.sources.get(source_id)
    if source is None or at or source.csl.get("type") not in NEEDS_LOCATOR:
        return None
    return (
        f"a citation of '{source_id}' ({source.csl['type']}) needs a place in it: write '{source_id}, p. 12', "
        f"or '{source_id}, whole' where the work as such is meant"
    )


def _check_choice(
    base: FactBase, record_id: str, location: Location, part: Contested[object] | Figure, faults: Faults
) -> None:
    values: tuple[Stated[object], ...] = part.values
    preferred = [stated for stated in values if stated.preferred]
    if len(preferred) > 1:
        faults.error(base.place(record_id, *location), "PREFERRED", "two values are preferred: choose one")
    for index, stated in enumerate(values):
        place = base.place(record_id, *location, "values", index)
        if stated.preferred and stated.because is None:
            faults.error(place, "BECAUSE", "a preferred value needs because: why we rely on it")
        if stated.preferred and stated.mistaken is not None:
            faults.error(place, "PREFERRED", "a mistaken value cannot be the preferred one")
        if len(values) > 1 and not stated.cite:
            faults.error(place, "MISSING-KEY", "'cite' is missing: where sources differ, each value names its own")
    if all(stated.is_mistaken for stated in values):
        faults.error(
            base.place(record_id, *location), "PREFERRED", "every value is mistaken: none is left to print"
        )


def _check_reply(base: FactBase, appeal_id: str, appeal: Appeal, faults: Faults) -> None:
    if appeal.sent and appeal.published and appeal.published.best.value.latest < appeal.sent.best.value.earliest:
        faults.error(base.place(appeal_id, "published"), "DATE", "published before it was sent: check both dates")


def _check_circles(base: FactBase, summaries: Sequence[Summary], faults: Faults) -> None:
    """Report the sources of which each repeats the next, round in a circle: then none of them says it first."""
    known = base.sources.keys()
    derived = (item for summary in summaries for item in summary.derived.items())
    graph = {source_id: known & set(sources) for source_id, sources in derived}
    for _ in range(MAX_REPEATED):
        try:
            TopologicalSorter(graph).prepare()
            return
        except CycleError as error:
            circle: list[str] = error.args[1]
            first = min(circle)
            members = ", ".join(f"'{source}'" for source in sorted(set(circle)))
            message = f"{members} repeat each other in a circle: say which of them was first"
            if len(set(circle)) == 1:
                message = f"{members} repeats itself: name the source that was first"
            faults.error(base.place(first, "derived_from"), "DERIVED-CIRCLE", message)
            for source in circle:
                graph[source] = set()


def _check_demands(base: FactBase, summaries: Sequence[Summary], faults: Faults) -> None:
    """Report a demand whose id another demand or a record has: a document's bookmarks go by these ids."""
    taken: dict[str, tuple[str, int]] = {}
    demands = (item for summary in summaries for item in summary.demands.items())
    for appeal_id, ids in demands:
        for index, demand_id in enumerate(ids):
            if demand_id in taken or demand_id in base.origins:
                appeal, first = taken.get(demand_id, ("", 0))
                place = base.place(appeal, "demands", first) if appeal else base.place(demand_id)
                message = f"'{demand_id}' is taken already, at {place}: choose another id"
                faults.error(base.place(appeal_id, "demands", index), "DUPLICATE-ID", message)
            taken.setdefault(demand_id, (appeal_id, index))
