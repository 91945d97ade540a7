"""Facts that a chronology leaves out because they have no date: nobody misses them without being told."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from briefwright.build import Request, check

MakeDossier = Callable[[Mapping[str, str]], Path]

FACTS = """\
sources:
  report: {type: webpage, title: Example report, author: [{literal: Example Group}], nature: ngo}
facts:
  dated: {text: It happened., date: 2001, status: established, tags: [gate], cite: [report]}
  undated:
    text: It was so.
    status: established
    tags: [gate]
    cite: [report]
"""


@pytest.mark.parametrize(
    ("brief", "told"),
    [
        ("select: {tags: [gate]}", True),
        ("select: {facts: [dated, undated]}", True),
        ("select: {tags: [gate], exclude: [undated]}", False),
        ("select: {tags: [gate], from: 2000}", False),
        ("select: {}", False),
        ("select: {tags: [gate]}\nprose: {introduction: 'Once: {{ fact(\"undated\") }}'}", False),
    ],
)
def test_an_undated_fact_that_is_chosen_and_not_printed_is_told(
    make_dossier: MakeDossier, brief: str, told: bool
) -> None:
    files = {
        "facts/facts.yaml": FACTS,
        "briefs/one.yaml": f"layout: chronology\ntitle: One\nlanguages: [en]\n{brief}\n",
    }
    assert [str(fault) for fault in check(make_dossier(files), Request())] == [
        "facts/facts.yaml:5:3: UNDATED warning: 'undated' is chosen for the chronology of 'one', and has no date "
        "by which it could stand there: give it a date, print it in the prose, or exclude it"
    ] * told
