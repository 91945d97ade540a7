"""A small dossier for tests, plainly artificial, and how to change a part of it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from briefwright.facts.base import FactBase
from briefwright.facts.gate import read_fact_base
from briefwright.faults import Faults

SOURCES = """\
sources:
  example-report:
    type: report
    title: Example report
    author: [{literal: Example Institute}]
    issued: 2018-12
    URL: https://example.org/report
    nature: ngo
  example-news:
    type: webpage
    title: Example news item
    container-title: Example News
    issued: 2020-09-03
    URL: https://example.org/news
    nature: media
"""

FACTS = """\
facts:
  first-fact:
    text: The first thing happened.
    date: 1988-07-19
    status: established
    tags: [alpha]
    cite: ["example-report, p. 1"]
"""

PEOPLE = """\
people:
  ann: {name: Ann Example, roles: [{title: Author, cite: [example-news]}]}
"""

BRIEF = """\
layout: chronology
title: Example chronology
formats: [html]
"""

EXAMPLE: Mapping[str, str] = {
    "facts/sources.yaml": SOURCES,
    "facts/facts.yaml": FACTS,
    "facts/people.yaml": PEOPLE,
    "briefs/one.yaml": BRIEF,
}


def read_base(dossier: Path) -> FactBase:
    """Return the fact base of a dossier that has no faults."""
    faults = Faults()
    base = read_fact_base(dossier, faults)
    faults.stop_if_any()
    return base
