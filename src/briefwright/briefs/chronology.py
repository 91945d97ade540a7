"""The facts of a base by their tags and their days: worked out once, so that no brief goes through all of them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import accumulate

from briefwright.briefs.brief import Select
from briefwright.facts.base import FactBase
from briefwright.facts.derived import derived
from briefwright.facts.records import Fact
from briefwright.facts.shown import Shown
from briefwright.i18n.edtf import Edtf, Ymd, parse

Days = tuple[Ymd, Ymd]
_ALWAYS: Days = ((0, 1, 1), (9999, 12, 31))


def select_facts(base: FactBase, select: Select) -> tuple[str, ...]:
    """Return the ids of the facts that a brief selects, dated ones first, in chronological order.

    Facts named one by one are in whatever else the selection says; without tags every dated fact is.
    """
    return derived(_chronology, base).selected_by(select)


def _chronology(base: FactBase) -> Chronology:
    return Chronology({fact_id: (tags, date) for fact_id, tags, date in _filed(base)})


def _filed(base: FactBase) -> Iterator[tuple[str, tuple[str, ...], Edtf | None]]:
    """Return each fact of a base with its tags and the date that it is filed by; of a view, as they are there."""
    changed = base.facts.changed if isinstance(base.facts, Shown) else {}
    for fact_id in base.facts:
        if fact_id in changed:
            fact: Fact = changed[fact_id]
            yield fact_id, fact.tags, fact.date.best.value if fact.date is not None else None
        else:
            traits = base.traits(fact_id)
            yield fact_id, traits.tags, parse(traits.date) if traits.date else None


class Chronology:
    """Facts by tag, by the days that each can mean, and in chronological order; given by their tags and dates."""

    def __init__(self, facts: Mapping[str, tuple[tuple[str, ...], Edtf | None]]) -> None:
        tagged: defaultdict[str, list[str]] = defaultdict(list)
        for fact_id, (tags, _) in facts.items():
            for tag in tags:
                tagged[tag].append(fact_id)
        dates = {fact_id: date for fact_id, (_, date) in facts.items()}
        self._tagged: Mapping[str, list[str]] = dict(tagged)
        self._days = {fact_id: (date.earliest, date.latest) for fact_id, date in dates.items() if date is not None}
        self._ranks = _ranks(dates, self._days)
        self._begun = sorted(self._days, key=lambda fact_id: self._days[fact_id][0])
        self._first = [self._days[fact_id][0] for fact_id in self._begun]
        # Up to each fact, the latest day that any has reached: it never falls, so that it can be searched.
        self._reached = list(accumulate((self._days[fact_id][1] for fact_id in self._begun), max))

    def selected_by(self, select: Select) -> tuple[str, ...]:
        """Return the ids of the facts that a brief selects (see `select_facts`)."""
        chosen = {fact_id for fact_id in select.facts if fact_id in self._ranks}
        if select.tags:
            chosen.update(self._with_tags(select))
        elif not select.facts:
            chosen.update(self._within(_days_of(select)))
        return tuple(sorted(chosen.difference(select.exclude), key=self._ranks.__getitem__))

    def _with_tags(self, select: Select) -> Iterator[str]:
        first, last = _days_of(select)
        undated = select.start is None and select.end is None
        for fact_id in {fact_id for tag in select.tags for fact_id in self._tagged.get(tag, ())}:
            days = self._days.get(fact_id)
            if undated if days is None else days[1] >= first and days[0] <= last:
                yield fact_id

    def _within(self, days: Days) -> Iterator[str]:
        """Return the dated facts that can mean a day from the first to the last of two."""
        first, last = days
        start, stop = bisect_left(self._reached, first), bisect_right(self._first, last)
        return (fact_id for fact_id in self._begun[start:stop] if self._days[fact_id][1] >= first)


def _ranks(dates: Mapping[str, Edtf | None], days: Mapping[str, Days]) -> Mapping[str, int]:
    """Return the place of each fact in chronological order (see `Edtf.sort_key`), the undated ones last."""
    keys: dict[str, tuple[bool, object]] = {}
    for fact_id, date in dates.items():
        first, last = days.get(fact_id, _ALWAYS)
        keys[fact_id] = (date is None, (first if date is not None and date.start else last, last))
    return {fact_id: place for place, fact_id in enumerate(sorted(dates, key=keys.__getitem__))}


def _days_of(select: Select) -> Days:
    """Return the days from and to which a brief selects."""
    first, last = _ALWAYS
    return (
        select.start.earliest if select.start is not None else first,
        select.end.latest if select.end is not None else last,
    )
