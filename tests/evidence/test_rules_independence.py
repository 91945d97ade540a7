"""Which sources are independent: what repeats another, straight or through others, adds nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefwright.build import Request, check
from briefwright.evidence.independence import independent, independent_groups, origins_of
from briefwright.facts.gate import read_fact_base
from briefwright.facts.records import Source
from briefwright.faults import Faults

MakeDossier = Callable[[Mapping[str, str]], Path]
SOURCE = "  {id}: {{type: webpage, title: Example {id}, author: [{{literal: Example}}], nature: ngo{more}}}\n"


def sources_file(repeats: Mapping[str, tuple[str, ...]]) -> str:
    """Return the file of sources that repeat each other so."""
    more = {one: f", derived_from: [{', '.join(others)}]" if others else "" for one, others in repeats.items()}
    return "sources:\n" + "".join(SOURCE.format(id=one, more=more[one]) for one in repeats)


REPEATS = {
    "agency": (),
    "report": (),
    "paper": ("agency",),
    "blog": ("paper",),
    "digest": ("agency", "report"),
    "reader": ("digest",),
}


@pytest.mark.parametrize(
    ("cited", "groups"),
    [
        ((), ()),
        (("agency",), (("agency",),)),
        (("agency", "agency"), (("agency",),)),
        (("agency", "report"), (("agency",), ("report",))),
        (("paper", "blog"), (("paper", "blog"),)),
        (("blog", "agency", "report"), (("blog", "agency"), ("report",))),
        (("digest",), (("digest",),)),
        (("digest", "agency"), (("agency", "digest"),)),
        (("digest", "paper", "report"), (("paper", "digest"), ("report",))),
        (("reader", "digest"), (("reader", "digest"),)),
        (("agency", "unknown"), (("agency",),)),
    ],
)
def test_what_repeats_another_adds_nothing(
    make_dossier: MakeDossier, cited: tuple[str, ...], groups: tuple[tuple[str, ...], ...]
) -> None:
    faults = Faults()
    base = read_fact_base(make_dossier({"facts/sources.yaml": sources_file(REPEATS)}), faults)
    assert faults.all == ()
    assert independent(cited, base) == groups


def test_a_chain_of_any_length_is_followed_to_its_end() -> None:
    chain = {
        f"s{n}": Source(csl={}, nature="media", derived_from=(f"s{n - 1}",) if n else ()) for n in range(20_000)
    }
    assert origins_of(chain)["s19999"] == {"s0"}


@given(st.dictionaries(st.sampled_from("abcdefgh"), st.sets(st.sampled_from("abcdefgh")), min_size=1))
def test_the_number_is_never_higher_than_there_are_origins(repeats: dict[str, set[str]]) -> None:
    sources = {
        one: Source(csl={}, nature="ngo", derived_from=tuple(sorted(other for other in others if other < one)))
        for one, others in repeats.items()
    }
    origins = origins_of(sources)
    groups = independent_groups(sources, origins)
    first = [group[0] for group in groups]
    assert sorted(member for group in groups for member in group) == sorted(sources)
    assert sum(len(origins[one]) for one in first) == len(frozenset().union(*(origins[one] for one in first)))
    for more in sources:
        assert len(independent_groups([*first, more], origins)) == len(groups)


def test_sources_that_repeat_each_other_in_a_circle_are_a_fault(make_dossier: MakeDossier) -> None:
    repeats = {"one": ("two",), "two": ("three",), "three": ("one",), "self": ("self",), "apart": ("one",)}
    folder = make_dossier({"facts/sources.yaml": sources_file(repeats)})
    found = [(f.place.line, f.code, f.message) for f in check(folder, Request()) if f.code == "DERIVED-CIRCLE"]
    assert found == [
        (2, "DERIVED-CIRCLE", "'one', 'three', 'two' repeat each other in a circle: say which of them was first"),
        (5, "DERIVED-CIRCLE", "'self' repeats itself: name the source that was first"),
    ]
    assert set(origins_of(read_fact_base(folder, Faults()).sources)) == set(repeats)
