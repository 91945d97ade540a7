"""The rules know the whole base, and print nothing of it: what is hidden from readers is not forgotten."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from briefwright.build import Request, build, check
from briefwright.faults import Fault

MakeDossier = Callable[[Mapping[str, str]], Path]

SETTINGS = "title: Example dossier\nrules: {independent-sources: error, not-alleged: error}\n"
BASE = """\
sources:
  diary: {{type: webpage, title: Example diary, author: [{{literal: A}}], nature: testimony, visibility: internal}}
  one: {{type: webpage, title: Example one, author: [{{literal: One}}], nature: ngo, derived_from: [diary]}}
  two: {{type: webpage, title: Example two, author: [{{literal: Two}}], nature: ngo{derived}}}
organisations:
  observers: {{name: Example Observers}}
people:
  ada: {{name: Ada Example, visibility: internal, pseudonym: an officer}}
facts:
  closed:
    text: {text}
    date: 2001
    status: {status}
    said_by: observers
    accuses: [ada]
    cite: [one, two, {{source: diary, at: whole}}]
"""


def base(
    text: str = "An officer is alleged to have closed it.", status: str = "reported", derived: str = ""
) -> str:
    """Return the file of a base with one fact about an officer."""
    return BASE.format(text=text, status=status, derived=derived)


def found(make: MakeDossier, facts: str, audience: str = "public") -> list[Fault]:
    """Return what a check of a brief for an audience finds."""
    brief = f"layout: chronology\ntitle: Example\naudience: {audience}\nformats: [html]\n"
    folder = make({"dossier.yaml": SETTINGS, "facts/base.yaml": facts, "briefs/one.yaml": brief})
    return list(check(folder, Request()))


def test_sources_that_repeat_a_hidden_one_are_not_independent(make_dossier: MakeDossier) -> None:
    assert found(make_dossier, base()) == []
    (fault,) = found(make_dossier, base(derived=", derived_from: [one]"))
    assert fault.code == "INDEPENDENT-SOURCES"
    assert fault.message == (
        "'closed' has 1 independent source where 2 are asked for: 'one' and 'two' go back to one source"
    )


def test_a_hidden_source_does_not_count_for_those_who_do_not_see_it(make_dossier: MakeDossier) -> None:
    facts = base().replace("cite: [one, two, ", "cite: [two, ")
    assert [fault.code for fault in found(make_dossier, facts)] == ["UNUSED-SOURCE", "INDEPENDENT-SOURCES"]
    assert [fault.code for fault in found(make_dossier, facts, "internal")] == ["UNUSED-SOURCE"]


@pytest.mark.parametrize("audience", ["public", "internal"])
def test_who_stands_under_a_pseudonym_is_accused_all_the_same(make_dossier: MakeDossier, audience: str) -> None:
    (fault,) = found(make_dossier, base("An officer closed it."), audience)
    assert fault.code == "NOT-ALLEGED"
    assert found(make_dossier, base("An officer closed it.", "alleged"), audience) == []


def test_no_word_of_a_fault_reaches_the_output(make_dossier: MakeDossier) -> None:
    brief = "layout: chronology\ntitle: Example\nformats: [html]\nrules: {independent-sources: warning}\n"
    facts = base(derived=", derived_from: [one]")
    folder = make_dossier({"dossier.yaml": SETTINGS, "facts/base.yaml": facts, "briefs/one.yaml": brief})
    report = build(folder, Request())
    assert [fault.code for fault in report.warnings] == ["INDEPENDENT-SOURCES"]
    assert all(b"diary" not in path.read_bytes() for path in report.written)
