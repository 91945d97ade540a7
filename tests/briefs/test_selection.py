"""What a brief selects: by tags, dates, names and exclusions, in chronological order."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from briefwright.briefs.brief import read_briefs
from briefwright.briefs.selection import Selection, selections_of
from briefwright.facts.settings import Settings
from briefwright.faults import Faults
from facts.example import BRIEF, SOURCES, read_base

MakeDossier = Callable[[Mapping[str, str]], Path]

FACTS = """\
facts:
  late: {text: Late., date: 2021, status: established, tags: [alpha], cite: [example-news]}
  undated: {text: Undated., status: established, tags: [alpha], cite: [example-news]}
  early: {text: Early., date: 1988-07-19, status: established, tags: [alpha, beta], cite: [example-news]}
  month: {text: Month., date: 1988-07, status: established, tags: [beta], cite: [example-news]}
  since: {text: Since., date: 1990/.., status: established, tags: [gamma], cite: [example-news]}
  hidden: {text: Hidden., date: 1989, status: established, visibility: internal, cite: [example-news]}
"""


def select(make: MakeDossier, brief: str, settings: str = "title: Example\n") -> list[Selection]:
    """Return the selections of one brief."""
    dossier = make({"facts/s.yaml": SOURCES, "facts/f.yaml": FACTS, "briefs/one.yaml": BRIEF + brief})
    faults = Faults()
    base = read_base(dossier)
    briefs = read_briefs(dossier, base, faults)
    found = list(selections_of(briefs["one"], base, Settings.model_validate(_settings(settings)), faults))
    faults.stop_if_any()
    return found


def _settings(text: str) -> dict[str, object]:
    pairs = (line.split(": ", 1) for line in text.strip().split("\n"))
    return {key: value.strip("[]").split(", ") if value.startswith("[") else value for key, value in pairs}


@pytest.mark.parametrize(
    ("brief", "facts"),
    [
        ("", ["month", "early", "since", "late"]),
        ("select: {tags: [beta]}\n", ["month", "early"]),
        ("select: {tags: [alpha]}\n", ["early", "late", "undated"]),
        ("select: {tags: [alpha, gamma]}\n", ["early", "since", "late", "undated"]),
        ("select: {tags: [alpha], exclude: [early]}\n", ["late", "undated"]),
        ("select: {from: 1989}\n", ["since", "late"]),
        ("select: {to: 1988-07-10}\n", ["month"]),
        ("select: {from: 1988, to: 1990}\n", ["month", "early", "since"]),
        ("select: {from: 2030}\n", ["since"]),
        ("select: {facts: [undated, late]}\n", ["late", "undated"]),
        ("select: {facts: [undated], tags: [beta]}\n", ["month", "early", "undated"]),
        ("select: {facts: [undated], exclude: [undated]}\n", []),
        ("audience: internal\n", ["month", "early", "hidden", "since", "late"]),
    ],
)
def test_which_facts_a_brief_selects(brief: str, facts: list[str], make_dossier: MakeDossier) -> None:
    (selection,) = select(make_dossier, brief)
    assert list(selection.facts) == facts


def test_a_selection_holds_only_what_its_audience_may_see(make_dossier: MakeDossier) -> None:
    (public,) = select(make_dossier, "")
    (internal,) = select(make_dossier, "audience: internal\n")
    assert ("hidden" in public.base.facts, "hidden" in internal.base.facts) == (False, True)


def test_a_brief_speaks_for_itself_before_the_settings(make_dossier: MakeDossier) -> None:
    settings = "title: Example\npaper: Letter\ncitation_style: apa\n"
    (plain,) = select(make_dossier, "", settings)
    (own,) = select(make_dossier, "paper: A4\ncitation_style: oscola\n", settings)
    assert (plain.paper, plain.citation_style) == ("Letter", "apa")
    assert (own.paper, own.citation_style) == ("A4", "oscola")
    assert (own.name, own.title, own.formats) == ("one.en", "Example chronology", ("html",))


def test_a_language_given_twice_is_one_document(make_dossier: MakeDossier) -> None:
    found = select(make_dossier, "languages: [en, en-GB, en]\n")
    assert [selection.name for selection in found] == ["one.en", "one.en-GB"]
