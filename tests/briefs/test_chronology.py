"""What a brief selects: the same by the index of the base as by a look at every fact."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from random import Random
from typing import Any

import pytest

from briefwright.briefs.brief import Select
from briefwright.briefs.chronology import select_facts
from briefwright.facts.audience import visible_base
from briefwright.facts.base import FactBase
from briefwright.facts.gate import read_fact_base
from briefwright.faults import Faults

DATES = (
    "1980",
    "1984-05",
    "1984-05-1X",
    "1984-05-12",
    "1982/1986",
    "1985/..",
    "../1983",
    "198X",
    "[1981,1986]",
    "",
)
SOURCES = "sources: {s: {type: document, title: Example, nature: ngo}}\n"


def looked_through(base: FactBase, select: Select) -> tuple[str, ...]:
    """Return what a selection says, fact by fact."""

    def is_selected(fact_id: str) -> bool:
        fact = base.facts[fact_id]
        if fact_id in select.exclude or fact_id in select.facts:
            return fact_id not in select.exclude
        if (select.facts and not select.tags) or (select.tags and not set(select.tags) & set(fact.tags)):
            return False
        if fact.date is None:
            return bool(select.tags) and select.start is None and select.end is None
        return fact.date.best.value.overlaps(select.start, select.end)

    def order(fact_id: str) -> tuple[bool, object]:
        date = base.facts[fact_id].date
        return (date is None, date.best.value.sort_key if date is not None else ())

    return tuple(sorted(filter(is_selected, base.facts), key=order))


def random_facts(random: Random) -> str:
    """Return the file of 40 facts with tags and dates, some of their dates hidden."""
    facts: dict[str, dict[str, Any]] = {}
    for number in range(40):
        facts[f"f{number}"] = {"text": "X.", "status": "established", "cite": ["s"]}
        facts[f"f{number}"]["tags"] = random.sample(["a", "b", "c"], random.randint(0, 2))
        first, second = random.choices(DATES, k=2)
        if first and second and random.random() < 0.3:
            hidden = {"value": first, "cite": ["s"], "visibility": "internal", "preferred": "true", "because": "X."}
            facts[f"f{number}"]["date"] = {"values": [hidden, {"value": second, "cite": ["s"]}]}
        elif first:
            facts[f"f{number}"]["date"] = first
    return SOURCES + "facts: " + json.dumps(facts)


def random_selection(random: Random) -> Select:
    """Return what a brief may ask for."""
    ids = [f"f{number}" for number in range(50)]
    days = {key: random.choice(DATES[:-1]) for key in ("from", "to") if random.random() < 0.4}
    asked = {
        "tags": random.sample("abcd", random.choice((0, 0, 1, 2))),
        "facts": random.sample(ids, random.choice((0, 0, 1, 5))),
        "exclude": random.sample(ids, random.choice((0, 5))),
    }
    return Select.model_validate(asked | days)


@pytest.mark.parametrize("seed", range(5))
def test_the_index_selects_what_a_look_at_every_fact_does(
    make_dossier: Callable[[Mapping[str, str]], Path], seed: int
) -> None:
    random, faults = Random(seed), Faults()  # noqa: S311 - examples, not keys
    base = read_fact_base(make_dossier({"facts/a.yaml": random_facts(random)}), faults)
    assert faults.all == ()
    view = visible_base(base, "public")
    assert view is not base
    for select in (random_selection(random) for _ in range(100)):
        assert select_facts(base, select) == looked_through(base, select)
        assert select_facts(view, select) == looked_through(view, select)
