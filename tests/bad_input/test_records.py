"""Records of the fact base that are wrong: keys, ids, dates, sources, choices."""

from __future__ import annotations

import pytest

from bad_input.conftest import FaultsOf
from facts.example import EXAMPLE, SOURCES

NOT_EDTF = "is not a date in EDTF: write 1988, 1988-07, 1988-07-19, 1988-07/1988-09, 1988/.. or 2021-05-XX"


def fact(**changes: str) -> dict[str, str]:
    """Return the file of one fact whose fields (a line each: text, date, status, cite, more) are changed."""
    fields = {
        "text": "text: It happened.",
        "date": "date: 1988-07-19",
        "status": "status: established",
        "cite": 'cite: ["example-report, p. 1"]',
    }
    lines = [line for line in {**fields, **changes}.values() if line]
    return {"facts/facts.yaml": "\n".join(["facts:", "  first-fact:", *(f"    {line}" for line in lines), ""])}


def other(text: str) -> dict[str, str]:
    """Return a second file of facts."""
    return {"facts/other.yaml": text}


def source(*lines: str) -> dict[str, str]:
    """Return a second file of sources with one source."""
    return other("\n".join(["sources:", "  odd-source:", *(f"    {line}" for line in lines), ""]))


CASES = {
    "unknown key": (
        fact(more="txet: again"),
        "facts/facts.yaml:7:5: UNKNOWN-KEY unknown key 'txet' (did you mean 'text'?)",
    ),
    "unknown key in a citation": (
        fact(cite="cite: [{source: example-report, page: 3}]"),
        "facts/facts.yaml:6:37: UNKNOWN-KEY unknown key 'page'",
    ),
    "unknown section": (
        other("fcats:\n  a: {}\n"),
        "facts/other.yaml:1:1: UNKNOWN-KEY unknown section 'fcats' (did you mean 'facts'?)",
    ),
    "duplicate key": (
        fact(more="text: Another thing happened."),
        "facts/facts.yaml:7:5: DUPLICATE-KEY 'text' is given twice, first in line 3: keep one",
    ),
    "the same id in another file": (
        other("people:\n  first-fact: {name: First Example}\n"),
        "facts/other.yaml:2:3: DUPLICATE-ID 'first-fact' is taken already, at facts/facts.yaml:2:3: choose "
        "another id",
    ),
    "the same id in one section": (
        other("people:\n  bob: {name: Bob}\n  bob: {name: Bob}\n"),
        "facts/other.yaml:3:3: DUPLICATE-KEY 'bob' is given twice, first in line 2: keep one",
    ),
    "an id that nothing has": (
        fact(more="places: [nowhere]"),
        "facts/facts.yaml:7:14: UNKNOWN-ID no place 'nowhere'",
    ),
    "an id that is misspelt": (
        fact(cite="cite: [exmple-news]"),
        "facts/facts.yaml:6:12: UNKNOWN-ID no source 'exmple-news' (did you mean 'example-news'?)",
    ),
    "a person where a source is needed": (
        fact(cite="cite: [ann]"),
        "facts/facts.yaml:6:12: UNKNOWN-ID 'ann' is a person: a source is needed here",
    ),
    "a source where an actor is needed": (
        fact(more="said_by: example-news"),
        "facts/facts.yaml:7:14: UNKNOWN-ID 'example-news' is a source: a person or organisation is needed here",
    ),
    "a fact where an organisation is needed": (
        other(
            "people:\n  bob:\n    name: Bob\n    roles:\n      - title: Chair\n"
            "        organisation: first-fact\n        cite: [example-news]\n"
        ),
        "facts/other.yaml:6:23: UNKNOWN-ID 'first-fact' is a fact: an organisation is needed here",
    ),
    "an id with capitals": (
        other("people:\n  Bob_B: {name: Bob}\n"),
        "facts/other.yaml:2:3: ID 'Bob_B' is no id: use a-z, 0-9 and hyphens, at most 63 characters, not "
        "starting with "
        "a hyphen",
    ),
    "an id that no file can have on Windows": (
        other("people:\n  con: {name: Con}\n"),
        "facts/other.yaml:2:3: ID 'con' is a name that Windows keeps for a device: choose another",
    ),
    "an impossible date": (
        fact(date="date: 1989-02-29"),
        "facts/facts.yaml:4:11: DATE '1989-02-29' is no day: February 1989 has 28 days",
    ),
    "a month that does not exist": (
        fact(date="date: 1988-13"),
        "facts/facts.yaml:4:11: DATE '1988-13' has month 13: months are 01 to 12, seasons 21 (spring) to 24 "
        "(winter)",
    ),
    "a date with slashes": (
        fact(date="date: 19/07/1988"),
        "facts/facts.yaml:4:11: DATE '19/07/1988' is not a date in EDTF: write year-month-day, as 1988-07-19",
    ),
    "a date in words": (
        fact(date="date: July 1988"),
        f"facts/facts.yaml:4:11: DATE 'July 1988' {NOT_EDTF}",
    ),
    "a time that ends before it starts": (
        fact(date="date: 1990/1988"),
        "facts/facts.yaml:4:11: DATE '1990/1988' ends before it starts",
    ),
    "a date left empty": (
        fact(date="date:"),
        "facts/facts.yaml:4:10: DATE expected a date, such as 1988-07-19, 1988-07 or 1988/..",
    ),
    "a fact without a source": (
        fact(cite=""),
        "facts/facts.yaml:3:5: MISSING-KEY 'cite' is missing: say where it is written, as "
        'cite: ["source-id, p. 3"]',
    ),
    "an empty list of sources": (
        fact(cite="cite: []"),
        "facts/facts.yaml:6:11: EMPTY 'cite' needs at least one entry: say where it is written, as "
        'cite: ["source-id, p. 3"]',
    ),
    "a citation that is no list": (
        fact(cite="cite: example-news"),
        "facts/facts.yaml:6:11: TYPE 'cite': expected a list: say where it is written, as "
        'cite: ["source-id, p. 3"]',
    ),
    "a citation whose comma splits the list": (
        fact(cite="cite: [example-news, p. 1]"),
        "facts/facts.yaml:6:26: CITATION 'p. 1' is no citation: write \"source-id, p. 3\" with its quotes",
    ),
    "a citation without a place in a report": (
        fact(cite="cite: [example-report]"),
        "facts/facts.yaml:6:12: NO-LOCATOR a citation of 'example-report' (report) needs a place in it: write "
        "'example-report, p. 12', or 'example-report, whole' where the work as such is meant",
    ),
    "whose word it is": (
        fact(status="status: alleged"),
        "facts/facts.yaml:3:5: SAID-BY a fact that is alleged needs said_by: the id of whose word it is",
    ),
    "a status that does not exist": (
        fact(status="status: certain"),
        "facts/facts.yaml:5:13: CHOICE 'status' is one of 'established', 'reported', 'alleged', 'disputed'",
    ),
    "no status": (
        fact(status=""),
        "facts/facts.yaml:3:5: MISSING-KEY 'status' is missing: one of established, reported, alleged, disputed",
    ),
    "a text left empty": (
        fact(text="text:"),
        "facts/facts.yaml:3:10: EMPTY expected a text, found nothing",
    ),
    "a language that is no tag": (
        fact(text="text: {english: It happened.}"),
        "facts/facts.yaml:3:11: LANGUAGE 'english' is no language tag: write en, fr, fa, zh-Hans",
    ),
    "tags that are no list": (
        fact(more="tags: alpha"),
        "facts/facts.yaml:7:11: TYPE 'tags': expected a list: [one, two], or a line '- one' for each",
    ),
    "coordinates with a part missing": (
        other("places:\n  nowhere: {name: Nowhere, coordinates: [35.69]}\n"),
        "facts/other.yaml:2:41: TYPE 'coordinates': expected as many entries as it has parts, such as "
        "[35.69, 51.39]",
    ),
    "an entry that is a text": (
        other("people:\n  bob: Bob\n"),
        "facts/other.yaml:2:3: TYPE 'bob': expected a mapping of keys to values",
    ),
    "a section that is a list": (
        other("people:\n  - bob\n"),
        "facts/other.yaml:1:1: TYPE 'people': expected a mapping of ids to entries",
    ),
    "a file that is a list": (
        other("- bob\n"),
        "facts/other.yaml:1:1: TYPE expected a mapping of keys to values at the top of the file",
    ),
    "a number with a comma": (
        other("figures:\n  toll:\n    label: Toll\n    values:\n      - {value: '30,000', cite: [example-news]}\n"),
        "facts/other.yaml:5:17: NUMBER '30,000' is neither a number in digits only (30000) nor a word (thousands)",
    ),
    "two preferred values": (
        other(
            "figures:\n  toll:\n    label: Toll\n    values:\n"
            "      - {value: 1, preferred: true, because: One., cite: [example-news]}\n"
            "      - {value: 2, preferred: true, because: Two., cite: [example-news]}\n"
        ),
        "facts/other.yaml:2:3: PREFERRED two values are preferred: choose one",
    ),
    "a preferred value without a reason": (
        other(
            "figures:\n  toll:\n    label: Toll\n    values:\n"
            "      - {value: 1, preferred: true, cite: [example-news]}\n"
        ),
        "facts/other.yaml:5:9: BECAUSE a preferred value needs because: why we rely on it",
    ),
    "a UN reference of the wrong form": (
        other(
            "organisations:\n  example-state: {name: Example State}\nappeals:\n  letter:\n"
            "    kind: communication\n    title: Letter\n    reference: AL Iran 1\n"
            "    addressed_to: [example-state]\n    cite: [example-news]\n"
        ),
        "facts/other.yaml:5:5: REFERENCE 'AL Iran 1' is not a UN reference: write AL IRN 1/2020 or OTH 1/2020",
    ),
    "published before it was sent": (
        other(
            "organisations:\n  example-state: {name: Example State}\nappeals:\n  letter:\n"
            "    kind: petition\n    title: Letter\n    sent: 2020-09-03\n    published: 2020-09-01\n"
            "    addressed_to: [example-state]\n    cite: [example-news]\n"
        ),
        "facts/other.yaml:8:16: DATE published before it was sent: check both dates",
    ),
    "a source of an unknown type": (
        source("type: raport", "title: Odd", "nature: ngo"),
        "facts/other.yaml:3:11: CSL-TYPE 'raport' is no CSL type (did you mean 'report'?)",
    ),
    "a report by nobody": (
        source("type: report", "title: Odd", "nature: ngo"),
        "facts/other.yaml:3:5: CSL-INCOMPLETE a source of type report needs author or publisher or authority",
    ),
    "a web address that is none": (
        source("type: document", "title: Odd", "nature: ngo", "URL: www.example.org"),
        "facts/other.yaml:6:10: URL 'www.example.org' is no web address: write it whole, starting with https:// or "
        "http://",
    ),
    "an author who is no list": (
        source("type: document", "title: Odd", "nature: ngo", "author: Ann Example"),
        "facts/other.yaml:6:13: TYPE expected a list of names: - {family: …, given: …} or - {literal: …}",
    ),
    "a variable that CSL does not know": (
        source("type: document", "title: Odd", "nature: ngo", "isued: 2020"),
        "facts/other.yaml:6:5: UNKNOWN-KEY unknown key 'isued' (did you mean 'issued'?)",
    ),
    "a source whose nature is not said": (
        source("type: document", "title: Odd"),
        "facts/other.yaml:3:5: MISSING-KEY 'nature' is missing: one of un, state, court, ngo, academic, "
        "media, party, "
        "testimony",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_a_record_that_is_wrong_is_told_in_one_line(case: str, faults_of: FaultsOf) -> None:
    files, line = CASES[case]
    assert faults_of(files) == [line]


def test_the_example_itself_has_no_fault(faults_of: FaultsOf) -> None:
    assert faults_of({}) == []


def test_the_references_of_a_wrong_record_are_told_in_the_same_run(faults_of: FaultsOf) -> None:
    files = {**fact(status="status: sure", cite="cite: [nope]", more="places: [nowhere]")}
    assert faults_of(files) == [
        "facts/facts.yaml:5:13: CHOICE 'status' is one of 'established', 'reported', 'alleged', 'disputed'",
        "facts/facts.yaml:6:12: UNKNOWN-ID no source 'nope'",
        "facts/facts.yaml:7:14: UNKNOWN-ID no place 'nowhere'",
    ]


def test_the_references_of_a_record_whose_id_is_taken_are_told_too(faults_of: FaultsOf) -> None:
    lines = faults_of(other("facts:\n  first-fact: {text: X, status: established, cite: [nope]}\n"))
    assert lines == [
        "facts/other.yaml:2:3: DUPLICATE-ID 'first-fact' is taken already, at facts/facts.yaml:2:3: choose "
        "another id",
        "facts/other.yaml:2:53: UNKNOWN-ID no source 'nope'",
    ]


def test_naming_a_wrong_record_is_no_second_fault(faults_of: FaultsOf) -> None:
    files = {"facts/people.yaml": "people:\n  ann: {nam: Ann}\n", **fact(more="people: [ann]")}
    assert faults_of(files) == [
        "facts/people.yaml:2:8: MISSING-KEY 'name' is missing",
        "facts/people.yaml:2:9: UNKNOWN-KEY unknown key 'nam' (did you mean 'name'?)",
    ]


def test_a_file_that_cannot_be_read_makes_no_id_unknown(faults_of: FaultsOf) -> None:
    assert faults_of({"facts/sources.yaml": SOURCES.replace("  type", "\ttype", 1)}) == [
        "facts/sources.yaml:3:3: YAML a tab: YAML is indented with spaces, never with tabs"
    ]


def test_a_tag_of_a_wrong_fact_is_known_to_the_briefs(faults_of: FaultsOf) -> None:
    files = {
        **fact(cite="", more="tags: [alpha]"),
        "briefs/one.yaml": EXAMPLE["briefs/one.yaml"] + "select: {tags: [alpha]}\n",
    }
    assert [line.split(" ")[1] for line in faults_of(files)] == ["MISSING-KEY"]
