"""`verify`: which file was altered, which comes out different today, which is missing, and which is nobody's."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from briefwright import __version__
from briefwright.build import Request, build, verify_output
from briefwright.cli import main
from robust.dossiers import NEW_WORDS, files_of, write_dossier


@pytest.fixture
def dossier(tmp_path: Path) -> Path:
    """Return a dossier that was built."""
    made = write_dossier(tmp_path / "dossier", "html, docx")
    build(made, Request())
    return made


def verify(*arguments: str | Path) -> Result:
    """Return what the command does."""
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def test_files_as_they_were_made(dossier: Path) -> None:
    before = files_of(dossier / "out")
    result = verify("verify", dossier / "out/manifest.json")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "6 files as made, and made the same today\n", "")
    assert verify("--dossier", dossier, "verify").exit_code == 0
    assert files_of(dossier / "out") == before


def test_what_was_done_to_the_files_is_told(dossier: Path) -> None:
    out = dossier / "out"
    (out / "one.en.html").write_text("edited", encoding="utf-8")
    (out / "one.en.docx").unlink()
    (out / "two.en.html").unlink()
    (out / "two.en.html").symlink_to(out / "one.en.html")
    (out / "mine.txt").write_text("mine", encoding="utf-8")
    result = verify("verify", out / "manifest.json")
    assert (result.exit_code, result.stdout.splitlines()) == (
        1,
        [
            "one.en.docx: missing on the disk",
            "one.en.html: altered on the disk since it was made",
            "two.en.html: altered on the disk since it was made",
            "mine.txt: not in the manifest",
        ],
    )


def test_what_changed_in_the_dossier_is_told(dossier: Path) -> None:
    write_dossier(dossier, "html, docx", words=NEW_WORDS)
    (dossier / "briefs/two.yaml").unlink()
    found = verify_output(None, dossier / "out/manifest.json")
    assert (found.files, found.faults, found.is_sound) == (6, (), False)
    assert list(found.differences) == [
        "one.en.docx: comes out different today",
        "one.en.evidence.json: comes out different today",
        "one.en.html: comes out different today",
        "two.en.docx: is not made any more",
        "two.en.evidence.json: is not made any more",
        "two.en.html: is not made any more",
    ]


def test_an_altered_manifest_does_not_hide_an_altered_file(dossier: Path) -> None:
    page, manifest = dossier / "out/one.en.html", dossier / "out/manifest.json"
    data = json.loads(manifest.read_text(encoding="utf-8"))
    page.write_bytes(page.read_bytes() + b" ")
    forged = next(entry for entry in data["files"] if entry["file"] == page.name)
    forged["sha256"] = hashlib.sha256(page.read_bytes()).hexdigest()
    manifest.write_text(json.dumps(data), encoding="utf-8")
    assert list(verify_output(None, manifest).differences) == ["one.en.html: comes out different today"]


def test_the_faults_of_a_dossier_hide_nothing_on_the_disk(dossier: Path) -> None:
    (dossier / "out/one.en.html").write_text("edited", encoding="utf-8")
    (dossier / "briefs/two.yaml").write_text("layout: nope\n", encoding="utf-8")
    result = verify("verify", dossier / "out/manifest.json")
    assert (result.exit_code, result.stdout) == (1, "one.en.html: altered on the disk since it was made\n")
    assert "briefs/two.yaml:1:1: MISSING-KEY" in result.stderr
    assert result.stderr.endswith("the dossier has faults, so nothing can be made from it to compare with\n")


def test_another_version_is_named(dossier: Path) -> None:
    manifest = dossier / "out/manifest.json"
    text = manifest.read_text(encoding="utf-8")
    manifest.write_text(text.replace(f'"briefwright": "{__version__}"', '"briefwright": "0.0.1"'), encoding="utf-8")
    result = verify("verify", manifest)
    assert result.exit_code == 0
    assert f"made by briefwright 0.0.1; this is {__version__}, which may write other bytes" in result.stdout


def test_a_part_for_another_audience_in_another_folder(dossier: Path, tmp_path: Path) -> None:
    out = tmp_path / "elsewhere"
    build(dossier, Request(briefs=("one",), formats=("html",), audience="internal", out=out))
    build(dossier, Request(briefs=("two",), formats=("docx",), out=out))
    result = verify("--dossier", dossier, "verify", out / "manifest.json")
    assert (result.exit_code, result.stdout) == (0, "4 files as made, and made the same today\n")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[" * 100_000,
        "[]",
        '{"files": []}',
        '{"briefwright": "1", "files": [{"file": "../dossier.yaml", "sha256": ""}]}',
        '{"briefwright": "\\ud800", "files": []}',
        '{"briefwright": "1", "files": [{"file": 1}]}',
    ],
    ids=["empty", "deep", "list", "no version", "elsewhere", "half a character", "number"],
)
def test_a_manifest_that_is_damaged(text: str, dossier: Path) -> None:
    manifest = dossier / "out/manifest.json"
    manifest.write_text(text, encoding="utf-8")
    result = verify("verify", manifest)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith(f"{manifest}:1:1: MANIFEST is no manifest of a build, or a damaged one: ")
    assert build(dossier, Request(briefs=("one",))).written == ()


def test_no_manifest_at_all(tmp_path: Path) -> None:
    dossier = write_dossier(tmp_path)
    assert verify("--dossier", dossier, "verify").exit_code == 1
    assert verify("verify", tmp_path / "none.json").exit_code == 2
