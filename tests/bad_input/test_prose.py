"""Prose of a brief that calls or cites what is not there: the fault names the line of the brief's text."""

from __future__ import annotations

import pytest

from bad_input.conftest import FaultsOf
from facts.example import BRIEF

CASES = {
    "a fact that does not exist": (
        'First line.\n\n    Second {{ fact("nope") }} line.',
        ["8:1: UNKNOWN-ID no fact 'nope'"],
    ),
    "a fact that does not exist, on the second line of a paragraph": (
        'First line,\n    second {{ fact("nope") }} line.',
        ["7:1: UNKNOWN-ID no fact 'nope'"],
    ),
    "a source that does not exist": (
        "First line.\n\n    - A list\n    - [@nope] of things.",
        ["9:1: UNKNOWN-ID no source 'nope'"],
    ),
    "one of several sources that does not exist": (
        "First line [@example-news; @nope, p. 2].",
        ["6:1: UNKNOWN-ID no source 'nope'"],
    ),
    "a person cited": (
        "First line [@ann].",
        ["6:1: UNKNOWN-ID 'ann' is a person: a source is needed here"],
    ),
    "a citation without a comma": (
        "First line [@example-report p. 3].",
        ["6:1: CITATION '@example-report p. 3' is no citation: write [@source, p. 3; @other]"],
    ),
    "a citation of nothing": (
        "First line [@].",
        ["6:1: CITATION '@' is no citation: write [@source, p. 3; @other]"],
    ),
    "a citation without a place in a report": (
        "First line [@example-report].",
        [
            "6:1: NO-LOCATOR a citation of 'example-report' (report) needs a place in it: write "
            "'example-report, p. 12', or 'example-report, whole' where the work as such is meant"
        ],
    ),
    "a name that does not exist": (
        "First {{ fcat('first-fact') }} line.",
        ["6:1: UNDEFINED 'fcat' is undefined (did you mean 'fact'?): an id stands in quotes, as in fact(\"id\")"],
    ),
    "a call that is not closed": (
        "First {{ fact( }} line.",
        ["6:1: TEMPLATE '{{ fact( }}' cannot be worked out: unexpected '}', expected ')'"],
    ),
    "a call whose id has no quotes": (
        "First {{ fact(1) }} line.",
        ["6:1: TEMPLATE 1 is no id: an id is a text, and stands in quotes"],
    ),
    "a figure that is a fact": (
        "First {{ figure('first-fact') }} line.",
        ["6:1: UNKNOWN-ID 'first-fact' is a fact: a figure is needed here"],
    ),
    "an operator that could take all memory": (
        "First {{ 'a' * 9 }} line.",
        ["6:1: TEMPLATE '{{ 'a' * 9 }}' cannot be worked out: the operator * has no place in a layout"],
    ),
    "a way out of the sandbox": (
        "First {{ ''.__class__ }} line.",
        [
            "6:1: TEMPLATE '{{ ''.__class__ }}' cannot be worked out: '__class__' is nothing that a layout can ask "
            "for"
        ],
    ),
    "a function printed": (
        "First {{ fact }} line.",
        ["6:1: PRINTS-NO-TEXT prints a method, not a text"],
    ),
    "prose that calls itself": (
        "{{ prose('introduction') }}",
        ["6:1: TEMPLATE the prose part 'introduction' calls itself"],
    ),
    "a link to a file": (
        "See [this](notes.html).",
        ["6:1: LINK 'notes.html' is no link for a brief: http, https, mailto or #anchor"],
    ),
    "a heading that skips a level": (
        "## One\n\n    #### Two",
        ["8:1: HEADING <h4> follows <h2>: do not skip a level"],
    ),
    "a statement of Jinja, which prose does not have": (
        "First {% if x %} line.",
        [
            "6:1: TEMPLATE '%}' has no place in prose: write {{ fact(\"id\") }}",
            "6:1: TEMPLATE '{%' has no place in prose: write {{ fact(\"id\") }}",
        ],
    ),
    "a call that is begun and never closed": (
        "First {{ fact('first-fact') line.",
        ["6:1: TEMPLATE '{{' is not complete: write {{ fact(\"id\") }}"],
    ),
    "two faults": (
        "[@nope] and\n    {{ fact('gone') }}",
        ["6:1: UNKNOWN-ID no source 'nope'", "7:1: UNKNOWN-ID no fact 'gone'"],
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_prose_that_is_wrong_is_told_at_its_line(case: str, faults_of: FaultsOf) -> None:
    prose, lines = CASES[case]
    brief = f"{BRIEF}prose:\n  introduction: |\n    {prose}\n"
    assert faults_of({"briefs/one.yaml": brief}) == [f"briefs/one.yaml:{line}" for line in lines]


def test_prose_on_one_line_is_told_at_that_line(faults_of: FaultsOf) -> None:
    brief = BRIEF + "prose:\n  introduction: First line [@nope].\n"
    assert faults_of({"briefs/one.yaml": brief}) == ["briefs/one.yaml:5:1: UNKNOWN-ID no source 'nope'"]
