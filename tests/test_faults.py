"""Faults: one line each, sorted, and the same told as JSON and as SARIF."""

from __future__ import annotations

import json

import pytest

from briefwright.faults import (
    Fault,
    Faults,
    FaultsFound,
    Place,
    as_json,
    as_sarif,
    as_text,
    did_you_mean,
)

ERROR = Fault(Place("facts/a.yaml", 2, 7), "TYPE", "expected a text")
WARNING = Fault(Place("facts/a.yaml", 1, 1), "OLD", "as of 2001", "warning")


def test_a_fault_is_one_line_with_path_line_column_code_and_sentence() -> None:
    assert str(ERROR) == "facts/a.yaml:2:7: TYPE expected a text"
    assert str(WARNING) == "facts/a.yaml:1:1: OLD warning: as of 2001"
    assert as_text([WARNING, ERROR]).splitlines() == [str(WARNING), str(ERROR)]


def test_a_fault_stays_one_line_whatever_it_quotes() -> None:
    assert str(Fault(Place("a"), "ID", "'x\ny\u2028z' is no id")) == "a:1:1: ID 'x y z' is no id"
    assert len(str(Fault(Place("a"), "ID", "x" * 10_000))) < 700


def test_faults_are_told_once_and_in_the_order_of_their_places() -> None:
    faults = Faults()
    for line, path in ((10, "b"), (9, "b"), (1, "c"), (10, "a"), (9, "b")):
        faults.error(Place(path, line), "X", "x")
    assert [str(fault.place) for fault in faults.all] == ["a:10:1", "b:9:1", "b:10:1", "c:1:1"]


def test_a_warning_alone_stops_nothing_and_an_error_tells_all() -> None:
    faults = Faults()
    faults.warn(WARNING.place, WARNING.code, WARNING.message)
    faults.stop_if_any()
    faults.extend([ERROR])
    assert faults.errors == (ERROR,)
    with pytest.raises(FaultsFound) as found:
        faults.stop_if_any()
    assert found.value.faults == (WARNING, ERROR)


def test_json_has_a_row_for_each_fault() -> None:
    assert json.loads(as_json([WARNING, ERROR])) == [
        {
            "path": "facts/a.yaml",
            "line": 1,
            "column": 1,
            "code": "OLD",
            "severity": "warning",
            "message": "as of 2001",
        },
        {
            "path": "facts/a.yaml",
            "line": 2,
            "column": 7,
            "code": "TYPE",
            "severity": "error",
            "message": "expected a text",
        },
    ]
    assert json.loads(as_json([])) == []


def test_sarif_names_each_place_and_each_code_once() -> None:
    odd = Fault(Place("facts/Été & co.yaml", 3, 4), "TYPE", "another")
    log = json.loads(as_sarif([WARNING, ERROR, odd]))
    (run,) = log["runs"]
    assert (log["version"], run["tool"]["driver"]["name"]) == ("2.1.0", "briefwright")
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == ["OLD", "TYPE"]
    assert [(result["ruleId"], result["level"], result["message"]["text"]) for result in run["results"]] == [
        ("OLD", "warning", "as of 2001"),
        ("TYPE", "error", "expected a text"),
        ("TYPE", "error", "another"),
    ]
    place = run["results"][2]["locations"][0]["physicalLocation"]
    assert place["region"] == {"startLine": 3, "startColumn": 4}
    # SARIF 2.1.0, 3.4.3: an artifact's location is a URI reference.
    assert place["artifactLocation"] == {"uri": "facts/%C3%89t%C3%A9%20%26%20co.yaml"}


@pytest.mark.parametrize(
    ("word", "sentence"),
    [("titel", " (did you mean 'title'?)"), ("zebra", ""), ("", "")],
)
def test_a_near_word_is_offered(word: str, sentence: str) -> None:
    assert did_you_mean(word, ["title", "text"]) == sentence
