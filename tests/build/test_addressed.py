"""A brief that goes to addressees: a document for each, and what is wrong with one of them."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from briefwright.build import OutputFailed, Request, build, check, verify_output
from briefwright.build.file_names import is_file_name
from briefwright.cli import main
from briefwright.faults import FaultsFound
from facts.example import EXAMPLE

MakeDossier = Callable[[Mapping[str, str]], Path]

LETTER = """\
layout: open-letter
title: Example subject
addressees: addressees/list.csv
date: 2020-11-20
formats: [html]
letter:
  sender: Example Institute
  place: Exampleton
  signatories: [{name: Example Signatory}]
prose:
  introduction: |
    Some words.[@example-news]
"""
LIST = "id,name,language,paper\nnorth,Northern Mission,,\nsouth,Southern Mission,,Letter\n"
FILES = {
    **{name: text for name, text in EXAMPLE.items() if not name.startswith("briefs/")},
    "briefs/letter.yaml": LETTER,
    "addressees/list.csv": LIST,
}


def names_in(folder: Path) -> list[str]:
    """Return the names of the files in a folder and below, with their folders."""
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def rewrite(dossier: Path, rows: str) -> None:
    """Give the dossier another list of addressees."""
    (dossier / "addressees/list.csv").write_text(f"id,name,language,paper\n{rows}", encoding="utf-8")


def entries_of(dossier: Path) -> dict[str, dict[str, Any]]:
    """Return the entries of the manifest by file."""
    rows = json.loads((dossier / "out/manifest.json").read_text(encoding="utf-8"))["files"]
    return {row["file"]: row for row in rows}


def run(*arguments: str | Path) -> Result:
    """Return what the command does."""
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


@pytest.fixture
def dossier(make_dossier: MakeDossier) -> Path:
    """Return a dossier with a letter to two addressees, built."""
    made = make_dossier(FILES)
    build(made, Request())
    return made


def test_each_addressee_has_a_document_and_the_brief_its_evidence_once(dossier: Path) -> None:
    assert names_in(dossier / "out") == [
        "letter.en.evidence.json",
        "letter/north.en.html",
        "letter/south.en.html",
        "manifest.json",
    ]
    north = (dossier / "out/letter/north.en.html").read_text(encoding="utf-8")
    assert "Northern Mission" in north
    assert "Southern Mission" not in north


def test_the_manifest_says_to_whom_each_goes(dossier: Path) -> None:
    entries = entries_of(dossier)
    said = {name: (entry["brief"], entry["addressee"], entry["paper"]) for name, entry in entries.items()}
    assert said == {
        "letter.en.evidence.json": ("letter", None, "A4"),
        "letter/north.en.html": ("letter", "north", "A4"),
        "letter/south.en.html": ("letter", "south", "Letter"),
    }


def test_a_second_build_writes_nothing_and_verifies(dossier: Path) -> None:
    report = build(dossier, Request())
    assert (report.written, len(report.unchanged), report.removed) == ((), 3, ())
    assert verify_output(dossier, None).differences == ()
    build(dossier, Request(audience="internal"))
    assert "letter/north.en.internal.html" in names_in(dossier / "out")
    assert build(dossier, Request()).removed == ()
    assert verify_output(dossier, None).differences == ()


def test_who_is_addressed_no_more_gets_no_document(dossier: Path) -> None:
    rewrite(dossier, "north,Northern Mission,,\n")
    report = build(dossier, Request())
    assert [path.name for path in report.removed] == ["south.en.html"]
    (dossier / "briefs/letter.yaml").write_text(
        LETTER.replace("addressees: addressees/list.csv\n", ""), encoding="utf-8"
    )
    build(dossier, Request())
    assert names_in(dossier / "out") == ["letter.en.evidence.json", "letter.en.html", "manifest.json"]
    assert not (dossier / "out/letter").exists()


def test_verifying_looks_into_the_folders_of_briefs(dossier: Path) -> None:
    (dossier / "out/letter/north.en.html").write_text("edited", encoding="utf-8")
    (dossier / "out/letter/mine.txt").write_text("mine", encoding="utf-8")
    (dossier / "out/letter/south.en.html").unlink()
    assert verify_output(dossier, None).differences == (
        "letter/north.en.html: altered on the disk since it was made",
        "letter/south.en.html: missing on the disk",
        "letter/mine.txt: not in the manifest",
    )


def test_a_link_in_place_of_a_folder_is_not_written_through(dossier: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    (dossier / "out/letter").rename(elsewhere)
    (dossier / "out/letter").symlink_to(elsewhere)
    before = {path.name: path.read_bytes() for path in elsewhere.iterdir()}
    rewrite(dossier, "north,New name,,\n")
    with pytest.raises(OutputFailed, match="'letter' in it is a link: delete it"):
        build(dossier, Request())
    assert {path.name: path.read_bytes() for path in elsewhere.iterdir()} == before
    assert "letter/north.en.html: lies in a folder that is a link" in verify_output(dossier, None).differences


def test_a_file_in_place_of_a_folder_is_told(make_dossier: MakeDossier) -> None:
    made = make_dossier({**FILES, "out/letter": "mine"})
    with pytest.raises(OutputFailed, match="'letter' in it is no folder: delete it"):
        build(made, Request())
    assert names_in(made / "out") == ["letter"]


@pytest.mark.parametrize(
    ("name", "sound"),
    [
        ("letter.en.pdf", True),
        ("letter/north.en.pdf", True),
        ("../letter.en.pdf", False),
        ("letter/../x.pdf", False),
        ("letter/..", False),
        ("..", False),
        ("", False),
        ("letter/", False),
        ("/etc/passwd", False),
        ("a/b/c.pdf", False),
        ("Letter/north.en.pdf", False),
        (".hidden/north.en.pdf", False),
        ("letter/a\0b", False),
        (7, False),
    ],
)
def test_a_manifest_names_files_here_or_one_folder_below(name: object, sound: bool) -> None:
    assert is_file_name(name) is sound


def test_a_manifest_that_names_files_elsewhere_deletes_nothing(dossier: Path) -> None:
    precious = dossier / "facts/people.yaml"
    manifest = dossier / "out/manifest.json"
    text = manifest.read_text(encoding="utf-8").replace("letter/south.en.html", "letter/../../facts/people.yaml")
    manifest.write_text(text, encoding="utf-8")
    rewrite(dossier, "north,Northern Mission,,\n")
    build(dossier, Request())
    assert precious.exists()


def test_a_fault_in_one_addressee_names_it_and_stops_the_build(make_dossier: MakeDossier) -> None:
    made = make_dossier({**FILES, "addressees/list.csv": LIST + "west,,,\n"})
    with pytest.raises(FaultsFound) as found:
        build(made, Request())
    assert [str(fault) for fault in found.value.faults] == [
        "addressees/list.csv:4:6: EMPTY addressee 'west': 'name' is empty: say to whom this goes"
    ]
    assert not (made / "out").exists()
    assert [fault.code for fault in check(made, Request())] == ["EMPTY"]


def test_the_others_are_made_when_told_to_keep_going(dossier: Path) -> None:
    kept = (dossier / "out/letter/south.en.html").read_bytes()
    rewrite(dossier, "north,New Mission,,\nsouth,,,\n")
    result = run("--dossier", dossier, "build", "--keep-going")
    assert result.exit_code == 1
    assert "addressees/list.csv:3:7: EMPTY addressee 'south': 'name' is empty" in result.stderr
    assert "left out: letter/south" in result.stderr
    assert "north.en.html" in result.stdout
    assert "New Mission" in (dossier / "out/letter/north.en.html").read_text(encoding="utf-8")
    assert (dossier / "out/letter/south.en.html").read_bytes() == kept
    assert set(entries_of(dossier)) == {"letter.en.evidence.json", "letter/north.en.html", "letter/south.en.html"}


def test_a_language_that_the_brief_is_not_made_in_is_the_addressees_fault(make_dossier: MakeDossier) -> None:
    made = make_dossier({**FILES, "addressees/list.csv": LIST + "west,Western Mission,fr,\n"})
    assert [str(fault) for fault in check(made, Request())] == [
        "addressees/list.csv:4:22: LANGUAGE addressee 'west': the brief is not made in 'fr': write one of en"
    ]
    report = build(made, Request(keep_going=True))
    assert report.passed_over == ("letter/west",)
    assert len(report.written) == 3


def test_a_fault_that_all_have_is_told_once_and_keeps_nobody_going(make_dossier: MakeDossier) -> None:
    made = make_dossier({**FILES, "briefs/letter.yaml": LETTER.replace("example-news", "example-nwes")})
    with pytest.raises(FaultsFound) as found:
        build(made, Request(keep_going=True))
    (fault,) = found.value.faults
    assert (fault.place.path, fault.code) == ("briefs/letter.yaml", "UNKNOWN-ID")
    assert "addressee" not in fault.message


def test_a_letter_that_no_font_has_is_the_fault_of_whose_name_it_is_in(make_dossier: MakeDossier) -> None:
    rows = LIST.replace("Southern Mission", "Southern \U000323af Mission")
    made = make_dossier({**FILES, "addressees/list.csv": rows})
    report = build(made, Request(keep_going=True, formats=("pdf",)))
    assert report.passed_over == ("letter/south",)
    (fault,) = report.faults
    assert (fault.place.path, fault.place.line, fault.code) == ("addressees/list.csv", 3, "PDF")
    assert names_in(made / "out") == ["letter.en.evidence.json", "letter/north.en.pdf", "manifest.json"]


def test_whose_name_an_audience_may_not_know_is_not_written_to(make_dossier: MakeDossier) -> None:
    people = "people:\n  ann: {name: Ann Hidden, visibility: internal}\n"
    made = make_dossier(
        {**FILES, "facts/people.yaml": people, "addressees/list.csv": LIST + "west,Ms Ann Hidden,,\n"}
    )
    assert [(str(fault.place), fault.code) for fault in check(made, Request())] == [
        ("addressees/list.csv:4:6", "NAMED")
    ]
    report = build(made, Request(keep_going=True))
    assert report.passed_over == ("letter/west",)
    assert "Hidden" not in (made / "out/manifest.json").read_text(encoding="utf-8")
    assert check(made, Request(audience="internal")) == ()
