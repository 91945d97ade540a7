"""What a build leaves in the output folder: all of it or nothing, and the same bytes each time."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from briefwright.build import OutputFailed, Request, build, check
from briefwright.faults import FaultsFound
from facts.example import BRIEF, EXAMPLE, FACTS

MakeDossier = Callable[[Mapping[str, str]], Path]
TWO = {**EXAMPLE, "briefs/two.yaml": BRIEF.replace("Example chronology", "Second chronology")}


def files_of(folder: Path) -> dict[str, bytes]:
    """Return the name and bytes of each file of a folder."""
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir())}


def manifest_of(dossier: Path) -> dict[str, dict[str, Any]]:
    """Return the entries of the manifest by file."""
    data = json.loads((dossier / "out/manifest.json").read_text(encoding="utf-8"))
    return {entry["file"]: entry for entry in data["files"]}


def test_the_manifest_says_what_each_file_is(make_dossier: MakeDossier) -> None:
    dossier = make_dossier(EXAMPLE)
    build(dossier, Request())
    entries = manifest_of(dossier)
    assert set(entries) == {"one.en.html", "one.en.evidence.json"}
    entry = entries["one.en.html"]
    assert entry["sha256"] == hashlib.sha256((dossier / "out/one.en.html").read_bytes()).hexdigest()
    assert {key: entry[key] for key in ("file", "brief", "layout", "language", "audience", "format", "pages")} == {
        "file": "one.en.html",
        "brief": "one",
        "layout": "chronology",
        "language": "en",
        "audience": "public",
        "format": "html",
        "pages": None,
    }
    assert (entry["records"], entry["sources"], entry["notes"]) == (["first-fact"], ["example-report"], 1)
    assert 0 < entry["words"] < entry["words_with_notes"]


def test_a_second_build_writes_nothing(make_dossier: MakeDossier) -> None:
    dossier = make_dossier(EXAMPLE)
    first = build(dossier, Request())
    stamps = {path: path.stat().st_mtime_ns for path in (dossier / "out").iterdir()}
    second = build(dossier, Request())
    made = ["one.en.evidence.json", "one.en.html"]
    assert ([path.name for path in first.written], first.unchanged) == (made, ())
    assert (second.written, [path.name for path in second.unchanged]) == ((), made)
    assert {path: path.stat().st_mtime_ns for path in (dossier / "out").iterdir()} == stamps


def test_what_no_brief_makes_any_more_is_removed(make_dossier: MakeDossier) -> None:
    dossier = make_dossier(TWO)
    build(dossier, Request())
    (dossier / "briefs/two.yaml").unlink()
    report = build(dossier, Request())
    assert {path.name for path in report.removed} == {"two.en.evidence.json", "two.en.html"}
    assert sorted(files_of(dossier / "out")) == ["manifest.json", "one.en.evidence.json", "one.en.html"]


def test_what_somebody_changed_or_put_there_is_never_removed(make_dossier: MakeDossier) -> None:
    dossier = make_dossier(TWO)
    build(dossier, Request())
    (dossier / "out/two.en.html").write_text("edited by hand", encoding="utf-8")
    (dossier / "out/mine.txt").write_text("mine", encoding="utf-8")
    (dossier / "briefs/two.yaml").unlink()
    assert [path.name for path in build(dossier, Request()).removed] == ["two.en.evidence.json"]
    assert {"mine.txt", "one.en.html", "two.en.html"} < set(files_of(dossier / "out"))


@pytest.mark.parametrize("name", ["../outside.html", "/outside.html", "sub/inside.html"])
def test_a_manifest_cannot_have_files_elsewhere_removed(name: str, make_dossier: MakeDossier) -> None:
    dossier = make_dossier(EXAMPLE)
    build(dossier, Request())
    outside = dossier / "outside.html"
    outside.write_text("keep", encoding="utf-8")
    path = dossier / "out/manifest.json"
    data = json.loads(path.read_text(encoding="utf-8"))
    digest = hashlib.sha256(b"keep").hexdigest()
    data["files"].append(
        {**data["files"][0], "file": name.replace("/outside", str(outside.parent / "outside")), "sha256": digest}
    )
    path.write_text(json.dumps(data), encoding="utf-8")
    assert build(dossier, Request()).removed == ()
    assert outside.read_text(encoding="utf-8") == "keep"


@pytest.mark.parametrize("text", ["", "{", "[]", '{"files": [{"file": 1}]}', '{"files": [{"file": "x"}]}'])
def test_a_manifest_that_is_damaged_is_written_anew(text: str, make_dossier: MakeDossier) -> None:
    dossier = make_dossier(TWO)
    build(dossier, Request())
    (dossier / "out/manifest.json").write_text(text, encoding="utf-8")
    build(dossier, Request(briefs=("one",)))
    assert "one.en.html" in manifest_of(dossier)


def test_a_partial_build_keeps_what_is_there(make_dossier: MakeDossier) -> None:
    dossier = make_dossier(TWO)
    build(dossier, Request())
    before, files = manifest_of(dossier), files_of(dossier / "out")
    report = build(dossier, Request(briefs=("two",)))
    assert (report.removed, files_of(dossier / "out")) == ((), files)
    assert manifest_of(dossier) == before


def test_a_partial_build_lists_no_file_that_was_changed_since(make_dossier: MakeDossier) -> None:
    dossier = make_dossier(TWO)
    build(dossier, Request())
    (dossier / "out/one.en.html").write_text("edited by hand", encoding="utf-8")
    build(dossier, Request(briefs=("two",)))
    assert set(manifest_of(dossier)) == {"one.en.evidence.json", "two.en.evidence.json", "two.en.html"}


def test_faults_leave_the_old_output_untouched(make_dossier: MakeDossier) -> None:
    dossier = make_dossier(TWO)
    build(dossier, Request())
    before = files_of(dossier / "out")
    make_dossier(
        {**TWO, "briefs/two.yaml": BRIEF + "audience: nobody\n", "facts/facts.yaml": FACTS + "    when: now\n"}
    )
    with pytest.raises(FaultsFound) as found:
        build(dossier, Request())
    assert [fault.place.path for fault in found.value.faults] == ["briefs/two.yaml", "facts/facts.yaml"]
    assert files_of(dossier / "out") == before


def test_faults_of_every_brief_are_told_together(make_dossier: MakeDossier) -> None:
    prose = "prose:\n  introduction: Words [@{}].\n"
    files = {name: BRIEF + prose.format(name[7:10]) for name in ("briefs/one.yaml", "briefs/two.yaml")}
    with pytest.raises(FaultsFound) as found:
        build(make_dossier({**EXAMPLE, **files}), Request())
    assert [str(fault) for fault in found.value.faults] == [
        "briefs/one.yaml:5:1: UNKNOWN-ID no source 'one'",
        "briefs/two.yaml:5:1: UNKNOWN-ID no source 'two'",
    ]


def test_a_fault_found_while_citing_hides_no_other(make_dossier: MakeDossier) -> None:
    own = {
        "templates/own/layout.yaml": "title: Own\n",
        "templates/own/layout.html.j2": "<h1>{{ title }}</h1><p>A<cite data-source='nope'></cite></p>\n",
        "briefs/one.yaml": BRIEF.replace("chronology", "own", 1),
        "briefs/two.yaml": BRIEF + "prose:\n  introduction: Words [@gone].\n",
    }
    with pytest.raises(FaultsFound) as found:
        build(make_dossier({**EXAMPLE, **own}), Request())
    assert [str(fault) for fault in found.value.faults] == [
        "briefs/two.yaml:5:1: UNKNOWN-ID no source 'gone'",
        "templates/own/layout.html.j2:1:1: UNKNOWN-SOURCE no source 'nope'",
    ]


def test_a_check_writes_nothing(make_dossier: MakeDossier) -> None:
    dossier = make_dossier(EXAMPLE)
    before = sorted(path for path in dossier.rglob("*"))
    assert check(dossier, Request()) == ()
    assert sorted(path for path in dossier.rglob("*")) == before


def test_an_output_folder_that_is_a_file(make_dossier: MakeDossier) -> None:
    dossier = make_dossier({**EXAMPLE, "out": "in the way"})
    with pytest.raises(OutputFailed, match=r"out cannot be written: "):
        build(dossier, Request())
    assert (dossier / "out").read_text(encoding="utf-8") == "in the way"


def test_a_link_in_the_output_folder_is_not_written_through(make_dossier: MakeDossier) -> None:
    dossier = make_dossier(EXAMPLE)
    (dossier / "out").mkdir()
    target = dossier / "target.txt"
    target.write_text("keep", encoding="utf-8")
    (dossier / "out/one.en.html").symlink_to(target)
    build(dossier, Request())
    assert target.read_text(encoding="utf-8") == "keep"
    assert not (dossier / "out/one.en.html").is_symlink()


def test_another_folder_and_another_audience(make_dossier: MakeDossier, tmp_path: Path) -> None:
    hidden = {
        "facts/hidden.yaml": "facts:\n  hidden: {text: Behind doors., date: 1990, status: established, "
        "cite: [example-news], visibility: internal}\n"
    }
    dossier = make_dossier({**EXAMPLE, **hidden})
    build(dossier, Request(out=tmp_path / "public"))
    build(dossier, Request(out=tmp_path / "internal", audience="internal"))
    public = (tmp_path / "public/one.en.html").read_text(encoding="utf-8")
    internal = (tmp_path / "internal/one.en.internal.html").read_text(encoding="utf-8")
    assert ("Behind doors" in public, "hidden" in public) == (False, False)
    assert ("Behind doors" in internal, "hidden" in internal) == (True, True)
    assert not (dossier / "out").exists()


def test_every_format_has_the_same_bytes_wherever_and_whenever_it_is_made(
    make_dossier: MakeDossier, tmp_path: Path
) -> None:
    dossier = make_dossier({**EXAMPLE, "briefs/one.yaml": BRIEF.replace("[html]", "[html, docx, pdf]")})
    build(dossier, Request())
    elsewhere = tmp_path / "a longer way" / "Ünïcode"
    shutil.copytree(dossier, elsewhere, ignore=shutil.ignore_patterns("out"))
    odd = {"LC_ALL": "C", "TZ": "Pacific/Chatham", "PYTHONHASHSEED": "7", "USER": "someone", "COLUMNS": "40"}
    program = "import sys; from briefwright.cli import main; main(sys.argv[1:])"
    subprocess.run(
        [sys.executable, "-c", program, "--dossier", str(elsewhere), "build"],
        env={**{key: value for key, value in os.environ.items() if not key.startswith("LC_")}, **odd},
        cwd=tmp_path,
        check=True,
        capture_output=True,
    )
    first, second = files_of(dossier / "out"), files_of(elsewhere / "out")
    assert {"manifest.json", "one.en.docx", "one.en.html", "one.en.pdf"} < set(first)
    assert [name for name in first if first[name] != second[name]] == []
    assert manifest_of(dossier)["one.en.pdf"]["pages"] == 1


def test_a_character_that_no_font_has_is_told_where_it_is_written(make_dossier: MakeDossier) -> None:
    files = {
        "facts/facts.yaml": FACTS.replace("The first thing", "The first \U00018b00 thing"),
        "briefs/one.yaml": BRIEF.replace("html", "pdf"),
    }
    dossier = make_dossier({**EXAMPLE, **files})
    with pytest.raises(FaultsFound) as found:
        build(dossier, Request())
    (fault,) = found.value.faults
    assert str(fault).startswith(
        "facts/facts.yaml:3:11: PDF one.en.pdf: no font has the character “\U00018b00” "
        "(U+18B00 KHITAN SMALL SCRIPT CHARACTER-18B00) in "
    )
    assert not (dossier / "out/one.en.pdf").exists()


@pytest.mark.parametrize(("formats", "code", "file"), [("docx", "GLYPH", "docx"), ("docx, pdf", "PDF", "pdf")])
def test_a_character_that_no_font_has_is_told_once(
    make_dossier: MakeDossier, formats: str, code: str, file: str
) -> None:
    files = {
        "facts/facts.yaml": FACTS.replace("The first thing", "The first \U00018b00 thing"),
        "briefs/one.yaml": BRIEF.replace("html", formats),
    }
    dossier = make_dossier({**EXAMPLE, **files})
    with pytest.raises(FaultsFound) as found:
        build(dossier, Request())
    (fault,) = found.value.faults
    assert str(fault).startswith(
        f"facts/facts.yaml:3:11: {code} one.en.{file}: no font has the character “\U00018b00” "
        "(U+18B00 KHITAN SMALL SCRIPT CHARACTER-18B00) in “"
    )
    assert "first \U00018b00 thing happened" in fault.message
    assert not (dossier / "out").exists() or not list((dossier / "out").glob("one.*"))


def test_a_letterhead_that_is_no_word_file(make_dossier: MakeDossier) -> None:
    dossier = make_dossier(
        {
            **EXAMPLE,
            "dossier.yaml": "title: Example\nletterhead: head.docx\n",
            "head.docx": "not a package",
            "briefs/one.yaml": BRIEF.replace("html", "docx"),
        }
    )
    with pytest.raises(FaultsFound) as found:
        build(dossier, Request())
    (fault,) = found.value.faults
    assert str(fault).startswith("dossier.yaml:2:13: LETTERHEAD the letterhead 'head.docx' cannot be used: ")
    assert not (dossier / "out/one.en.docx").exists()
