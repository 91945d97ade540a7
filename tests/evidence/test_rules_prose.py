"""The rules on what an author writes between the facts: found in the line where it stands, and nowhere else."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefwright.build import Request, check
from briefwright.evidence.passages import BREAK, own_words, sentence_around
from briefwright.evidence.runs import Names, index_of, runs_in

MakeDossier = Callable[[Mapping[str, str]], Path]

BASE = """\
sources:
  report: {type: webpage, title: Example report, author: [{literal: Example Group}], nature: ngo}
organisations:
  observers: {name: Example Observers}
facts:
  closed: {text: The gate was closed., date: 2001, status: established, cite: [report]}
figures:
  victims:
    label: People killed in the example prisons
    values:
      - {value: 30000, said_by: observers, cite: [report]}
      - {value: 4500, said_by: observers, cite: [report]}
  towns:
    label: Towns in which commissions sat
    values:
      - {value: 16, said_by: observers, cite: [report]}
      - {value: 32, said_by: observers, cite: [report]}
quotations:
  open-the-registers:
    speaker: observers
    text: We urge the council to open every prison register before winter.
    language: en
    cite: [report]
"""


def found(make: MakeDossier, prose: str, rules: str = "{unnamed-source: warning}") -> list[tuple[int, str]]:
    """Return the line of the prose, from 1, and the code of each fault in a brief that says so."""
    indented = "".join(f"    {line}\n" if line else "\n" for line in prose.split("\n"))
    head = f"layout: chronology\ntitle: Example\nrules: {rules}\nprose:\n  introduction: |\n"
    folder = make({"facts/base.yaml": BASE, "briefs/one.yaml": head + indented})
    faults = check(folder, Request())
    assert {fault.place.path for fault in faults} <= {"briefs/one.yaml"}
    return [(fault.place.line - head.count("\n"), fault.code) for fault in faults]


@pytest.mark.parametrize(
    ("prose", "expected"),
    [
        ("More than 30,000 people were killed.[@report]", [(1, "CONTESTED-FIGURE")]),
        ("It is long ago.\nSome thirty\nthousand were killed.", [(2, "CONTESTED-FIGURE")]),
        ("One.\n\nTwo.\n\nThey killed 30 000 and 30 000.", [(5, "CONTESTED-FIGURE")]),
        ("Commissions sat in 16 towns.", [(1, "CONTESTED-FIGURE")]),
        ("Commissions sat in **16** towns.", [(1, "CONTESTED-FIGURE")]),
        ("Commissions sat for 16 days.", []),
        ("In 16 and in 32 towns commissions sat.", []),
        ("According to Example Observers, 30,000 were killed.", []),
        ("The Example Observers have 30,000 dead.", []),
        ('They counted 30,000: {{ figure("victims") }}.', []),
        ("“More than 30,000 were killed.”[@report]", []),
        ("> More than 30,000 were killed.[@report]", []),
        ("See [the page](https://example.org/30000).[@report, para. 30000]", []),
        ("At least 4,500 were killed.", []),
        ("At least 30,000 were killed.", [(1, "CONTESTED-FIGURE")]),
        ("We too urge the council\nto open every prison register.", [(1, "UNMARKED-QUOTATION")]),
        ("They “urge the council to open every prison register”.[@report]", []),
        ('> {{ quotation("open-the-registers", false) }}', []),
        ("> We urge the council to open every prison register.[@report]", []),
        ("Urge the council to open [@report] every prison register before winter.", []),
        ("Well.\nReliable sources said so.", [(2, "UNNAMED-SOURCE")]),
    ],
)
def test_what_stands_in_prose_is_found_in_its_line(
    make_dossier: MakeDossier, prose: str, expected: list[tuple[int, str]]
) -> None:
    assert found(make_dossier, prose) == expected


def test_the_title_is_the_authors_word_too(make_dossier: MakeDossier) -> None:
    brief = "layout: chronology\ntitle: 30,000 people killed\n"
    (fault,) = check(make_dossier({"facts/base.yaml": BASE, "briefs/one.yaml": brief}), Request())
    assert str(fault) == (
        "briefs/one.yaml:2:8: CONTESTED-FIGURE warning: '30,000' is stated as certain, and the base has other "
        "values for 'victims': print {{ figure(\"victims\") }}, or say whose number it is"
    )


def test_the_message_says_whose_words_they_are(make_dossier: MakeDossier) -> None:
    brief = "layout: chronology\ntitle: Example\nsubtitle: Open every prison register before winter, now\n"
    rules = "rules: {unmarked-quotation: {words: 5, severity: error}}\n"
    (fault,) = check(make_dossier({"facts/base.yaml": BASE, "briefs/one.yaml": brief + rules}), Request())
    assert str(fault) == (
        "briefs/one.yaml:3:11: UNMARKED-QUOTATION 'Open every prison register before winter' are the words quoted "
        "in 'open-the-registers', without quotation marks: put them in marks, or say it in your own words"
    )


# ------------------------------------------------------------ one by one


@given(st.text("ab '\"“”‘’«»„{}[]@>\n.", max_size=60))
def test_blanking_keeps_every_character_at_its_place(text: str) -> None:
    blank = own_words(text)
    assert len(blank) == len(text)
    assert [i for i, c in enumerate(text) if c == "\n"] == [i for i, c in enumerate(blank) if c == "\n"]
    assert all(kept in (written, " ", BREAK) for kept, written in zip(blank, text, strict=True))


@pytest.mark.parametrize("opened", ["“", "«", "„", "‘", " '", "{{", "[@", '"'])
def test_marks_that_are_never_closed_cost_no_time(make_dossier: MakeDossier, opened: str) -> None:
    assert len(own_words(opened * 40_000)) == 40_000 * len(opened)


def test_a_sentence_ends_at_its_stop() -> None:
    text = "One went. Two of para.2 stayed! “Three” sang."
    assert sentence_around(text, text.index("Two"), text.index("Two") + 3) == "Two of para.2 stayed"


@given(st.lists(st.sampled_from("abc"), max_size=30), st.lists(st.sampled_from("abc"), max_size=30))
def test_a_run_is_found_exactly_where_both_have_the_same_words(one: list[str], other: list[str]) -> None:
    text, quotation = " ".join(one), " ".join(other)
    runs = list(runs_in(text, index_of([("id", quotation)]), 5))
    shared = any(
        one[at : at + 5] == other[to : to + 5] for at in range(len(one) - 4) for to in range(len(other) - 4)
    )
    assert bool(runs) is shared
    assert all(text[run.start : run.end] in quotation for run in runs)


def test_a_hostile_quotation_costs_no_time() -> None:
    words = " ".join(["a"] * 20_000)
    (run,) = runs_in(words, index_of([("id", words), ("other", words)]), 6)
    assert len(run.words) == 20_000


def test_words_of_a_name_do_not_count() -> None:
    names = Names(["Standing Committee for the Study of Prison Records", "Ada"])
    assert names.outside(tuple("the standing committee for the study of prison records met".split())) == 2
    assert names.outside(tuple("study of prison records met in may".split())) == 3
    assert names.outside(tuple("they met the standing committee for".split())) == 3
    assert names.outside(("ada", "met", "them")) == 3
