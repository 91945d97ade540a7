"""The fact base: what an audience may see, names in a language, values on which sources differ."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from briefwright.facts.audience import visible_base
from briefwright.facts.values import Audience
from facts.example import EXAMPLE, read_base

GUARDED = """\
facts:
  open-fact: {text: Open., status: established, cite: [example-news]}
  shared-fact: {text: Shared., status: established, cite: [example-news], visibility: partners}
  secret-fact: {text: Secret., status: established, cite: [example-news], visibility: internal}
  dated-fact:
    text: Dated.
    status: established
    cite: [example-news]
    date:
      values:
        - {value: 1988-07-19, cite: [example-news], visibility: internal}
  twice-dated-fact:
    text: Dated twice.
    status: established
    cite: [example-news]
    date:
      values:
        - {value: 1988-07-19, cite: [example-news], visibility: internal}
        - {value: 1988-07-20, cite: [example-news]}
figures:
  toll:
    label: Toll
    values:
      - {value: 10, cite: [example-news]}
      - {value: 20, cite: [example-news], visibility: partners}
people:
  witness: {name: Witness Example, visibility: internal}
organisations:
  example-body: {name: Example Body, name_in: {fr: Organe exemple}, abbreviation: EB}
appeals:
  letter:
    kind: open-letter
    title: Letter
    addressed_to: [example-body]
    cite: [example-news]
    signatories:
      - {person: ann}
      - {person: witness, visibility: internal}
      - {organisation: example-body, visibility: partners}
"""

MakeDossier = Callable[[Mapping[str, str]], Path]


@pytest.mark.parametrize(
    ("audience", "facts", "values", "people", "signatories"),
    [
        ("public", {"open-fact", "dated-fact", "twice-dated-fact", "first-fact"}, [10], {"ann"}, 1),
        (
            "partners",
            {"open-fact", "dated-fact", "twice-dated-fact", "first-fact", "shared-fact"},
            [10, 20],
            {"ann"},
            2,
        ),
        (
            "internal",
            {"open-fact", "dated-fact", "twice-dated-fact", "first-fact", "shared-fact", "secret-fact"},
            [10, 20],
            {"ann", "witness"},
            3,
        ),
    ],
)
def test_an_audience_sees_its_level_and_those_before_it(
    audience: Audience,
    facts: set[str],
    values: list[int],
    people: set[str],
    signatories: int,
    make_dossier: MakeDossier,
) -> None:
    base = visible_base(read_base(make_dossier({**EXAMPLE, "facts/guarded.yaml": GUARDED})), audience)
    assert set(base.facts) == facts
    assert [value.value for value in base.figures["toll"].values] == values
    assert set(base.people) == people
    assert len(base.appeals["letter"].signatories) == signatories


def test_a_date_of_which_nothing_may_be_seen_is_no_date(make_dossier: MakeDossier) -> None:
    base = visible_base(read_base(make_dossier({**EXAMPLE, "facts/guarded.yaml": GUARDED})), "public")
    assert base.facts["dated-fact"].date is None
    shown = base.facts["twice-dated-fact"].date
    assert shown is not None
    assert [str(stated.value) for stated in shown.values] == ["1988-07-20"]


def test_a_name_is_given_in_the_language_or_as_it_is(make_dossier: MakeDossier) -> None:
    base = read_base(make_dossier({**EXAMPLE, "facts/guarded.yaml": GUARDED}))
    assert [base.name("example-body", language) for language in ("fr", "fa", "")] == [
        "Organe exemple",
        "Example Body",
        "Example Body",
    ]


CONTESTED = """\
facts:
  when:
    text: When.
    status: established
    cite: [example-news]
    date:
      values:
        - {value: 1988-07-18, cite: [example-news], mistaken: A slip of the pen.}
        - {value: 1988-07-19, cite: [example-news]}
        - {value: 1988-07-20, cite: [example-news]@preferred@}
"""


@pytest.mark.parametrize(
    ("preferred", "best", "chosen", "others"),
    [
        (", preferred: true, because: Both agree.", "1988-07-20", True, ["1988-07-18", "1988-07-19"]),
        ("", "1988-07-19", False, ["1988-07-18", "1988-07-20"]),
        (", mistaken: A slip.", "1988-07-19", True, ["1988-07-18", "1988-07-20"]),
    ],
)
def test_the_value_to_rely_on(
    preferred: str, best: str, chosen: bool, others: list[str], make_dossier: MakeDossier
) -> None:
    text = CONTESTED.replace("@preferred@", preferred)
    date = read_base(make_dossier({**EXAMPLE, "facts/contested.yaml": text})).facts["when"].date
    assert date is not None
    assert str(date.best.value) == best
    assert (date.preferred is not None) == chosen
    assert [str(stated.value) for stated in date.others] == others


def test_records_of_many_files_merge(make_dossier: MakeDossier) -> None:
    base = read_base(make_dossier({**EXAMPLE, "facts/deep/more.yml": "people:\n  bob: {name: Bob}\n"}))
    assert set(base.people) == {"ann", "bob"}
    assert str(base.place("bob", "name")) == "facts/deep/more.yml:2:15"
