"""The dossier that ``briefwright init`` makes: it builds at once, without a fault, and nothing in it is idle."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from click.testing import CliRunner

from briefwright.build import Request, build, check, start_dossier
from briefwright.build.dossier import read_dossier
from briefwright.cli import main
from briefwright.faults import Faults


@pytest.fixture(name="starter")
def new_dossier(tmp_path: Path) -> Path:
    """Return the folder of a new dossier."""
    folder = tmp_path / "try"
    start_dossier(folder)
    return folder


@pytest.fixture(scope="module", name="manifest")
def manifest_of_starter(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    """Return what the manifest says of each file after the first build."""
    folder = tmp_path_factory.mktemp("starter") / "try"
    start_dossier(folder)
    report = build(folder, Request())
    assert report.warnings == ()
    with ZipFile(folder / "out" / "first-brief.en.docx") as package:
        assert "word/footnotes.xml" in package.namelist()
    assert (folder / "out" / "first-brief.en.pdf").read_bytes().startswith(b"%PDF-")
    files: list[dict[str, Any]] = json.loads((folder / "out" / "manifest.json").read_text("utf-8"))["files"]
    return files


def test_init_says_what_it_made_and_what_to_do_next(tmp_path: Path) -> None:
    folder = tmp_path / "try"
    run = CliRunner().invoke(main, ["init", str(folder)])
    assert run.exit_code == 0
    *made, following = run.output.splitlines()
    assert [line for line in made if line.endswith("first-brief.yaml")] != []
    assert {folder / line.removeprefix("made ") for line in made} == {p for p in folder.rglob("*") if p.is_file()}
    assert following == f"next: cd {folder} && briefwright build"


def test_init_leaves_a_folder_alone_that_holds_something(starter: Path) -> None:
    (starter / "dossier.yaml").write_text("title: Mine\n", encoding="utf-8")
    run = CliRunner().invoke(main, ["init", str(starter)])
    assert run.exit_code == 1
    assert "NOT-EMPTY" in run.output
    assert (starter / "dossier.yaml").read_text(encoding="utf-8") == "title: Mine\n"


def test_the_starter_has_no_fault(starter: Path) -> None:
    assert check(starter, Request()) == ()


def test_the_first_brief_is_a_word_file_and_a_pdf_of_two_or_three_pages(manifest: list[dict[str, Any]]) -> None:
    written = [f"first-brief.en.{form}" for form in ("docx", "evidence.json", "pdf")]
    assert [entry["file"] for entry in manifest] == written
    assert [entry["pages"] for entry in manifest if entry["format"] == "pdf"] in ([2], [3])
    assert all(entry["notes"] >= 10 for entry in manifest)


def test_every_fact_figure_quotation_and_source_is_used(starter: Path, manifest: list[dict[str, Any]]) -> None:
    base = read_dossier(starter, Faults()).base
    assert len(base.facts) >= 5
    for entry in manifest:
        assert {*base.facts, *base.figures, *base.quotations} <= set(entry["records"])
        assert set(base.sources) == set(entry["sources"])


@pytest.mark.parametrize(
    ("tried", "instead"),
    [
        ("citation_style: oscola", "citation_style: chicago"),
        ("citation_style: oscola", "citation_style: bluebook"),
        ("paper: A4", "paper: Letter"),
        ("tags: [drafting, adoption, in-force]", "tags: [adoption]"),
        ("  tags: [drafting, adoption, in-force]\n", ""),
    ],
)
def test_what_the_comments_say_to_try_works(starter: Path, tried: str, instead: str) -> None:
    file = next(path for path in starter.rglob("*.yaml") if tried in path.read_text(encoding="utf-8"))
    file.write_text(file.read_text(encoding="utf-8").replace(tried, instead), encoding="utf-8")
    assert check(starter, Request()) == ()
