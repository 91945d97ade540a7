"""The archive stores copies that nothing alters, keeps a chained log, and changes nothing else in the facts."""

from __future__ import annotations

import hashlib
import json
import os
import re
import stat
from pathlib import Path

import pytest
from click.testing import CliRunner

from briefwright.build import archive_file, verify_archive
from briefwright.cli import main
from briefwright.evidence.source_entry import with_archive
from briefwright.faults import FaultsFound

SOURCES = """\
# The first line is a comment.
sources:
    example-report:   # what we lean on
        type:   report
        title: 'Example   report'
        author: [{literal: Example Institute}]
        abstract: >-
            A long text
              over lines.

        # The last comment of this entry.
        nature: ngo   # at the end

    example-news: {type: webpage, title: "Example news",
        container-title: Example News, nature: media}
facts:
    first:
        text: It happened.
        status: established
        cite: ["example-report, p. 1"]
"""
WHO = {"by": "Ann Example", "origin": "https://example.org/report", "captured": "2026-01"}
LOG = "archive/custody.jsonl"
VALUES = {"file": f"archive/{'a' * 64}.pdf", "sha256": "a" * 64, "by": 'Ann "#" Example: \\ é'}


@pytest.fixture(name="root")
def example_dossier(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767225600")
    root = tmp_path / "dossier"
    (root / "facts").mkdir(parents=True)
    (root / "dossier.yaml").write_text("title: Example\n", encoding="utf-8")
    (root / "facts" / "all.yaml").write_text(SOURCES, encoding="utf-8")
    return root


@pytest.fixture(name="file")
def example_file(tmp_path: Path) -> Path:
    path = tmp_path / "Report.PDF"
    path.write_bytes(b"%PDF-1.7 Example words.\r\n\x00\xff%%EOF")
    return path


def facts_of(root: Path) -> str:
    return (root / "facts" / "all.yaml").read_bytes().decode()


def everything(root: Path) -> dict[str, bytes]:
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def refusal(root: Path, file: Path, source: str = "example-report", **said: str) -> str:
    """Return why a file is refused, after making sure that nothing was changed."""
    before = everything(root)
    with pytest.raises(FaultsFound) as refused:
        archive_file(root, file, source, **{**WHO, **said})
    assert everything(root) == before
    return str(refused.value)


def test_a_copy_is_stored_under_its_hash_and_cannot_be_written(root: Path, file: Path) -> None:
    stored = archive_file(root, file, "example-report", **WHO)
    digest = hashlib.sha256(file.read_bytes()).hexdigest()
    assert stored.file == f"archive/{digest}.pdf"
    assert (root / stored.file).read_bytes() == file.read_bytes()
    assert stat.S_IMODE((root / stored.file).stat().st_mode) == 0o444
    assert sorted(path.name for path in (root / "archive").iterdir()) == [f"{digest}.pdf", "custody.jsonl"]


def test_the_log_says_who_when_from_where_and_of_what(root: Path, file: Path) -> None:
    stored = archive_file(root, file, "example-report", **WHO)
    archive_file(root, file, "example-news", **WHO)
    first, second = (root / LOG).read_bytes().splitlines()
    entry = json.loads(first)
    own_hash = entry.pop("hash")
    assert entry == {
        "action": "add",
        "by": "Ann Example",
        "captured": "2026-01",
        "file": stored.file,
        "from": "https://example.org/report",
        "name": "Report.PDF",
        "previous": "0" * 64,
        "sha256": stored.sha256,
        "size": file.stat().st_size,
        "source": "example-report",
        "when": "2026-01-01T00:00:00Z",
    }
    canonical = json.dumps(entry, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    assert own_hash == hashlib.sha256(canonical).hexdigest()
    assert json.loads(second)["previous"] == hashlib.sha256(first).hexdigest()


def test_the_facts_get_the_archive_and_keep_every_other_byte(root: Path, file: Path) -> None:
    stored = archive_file(root, file, "example-report", **WHO)
    rows = (
        f"        archive:\n          file: {stored.file}\n          sha256: {stored.sha256}\n"
        '          captured: 2026-01\n          by: "Ann Example"\n'
    )
    line = "        nature: ngo   # at the end\n"
    assert facts_of(root) == SOURCES.replace(line, line + rows)


def test_a_source_in_braces_keeps_its_form(root: Path, file: Path) -> None:
    stored = archive_file(root, file, "example-news", by="", captured="2026?")
    added = f'nature: media, archive: {{file: {stored.file}, sha256: {stored.sha256}, captured: "2026?"}}}}'
    assert facts_of(root) == SOURCES.replace("nature: media}", added)


def test_the_same_copy_twice_changes_nothing(root: Path, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    archive_file(root, file, "example-report", **WHO)
    before = everything(root)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767999999")
    again = archive_file(root, file, "example-report", **WHO)
    assert (again.new_copy, again.new_entry, again.new_lines) == (False, False, False)
    assert everything(root) == before


def test_a_new_capture_replaces_the_old_in_the_facts_and_both_are_kept(root: Path, file: Path) -> None:
    old = archive_file(root, file, "example-report", **WHO)
    file.write_bytes(b"%PDF-1.7 Other words.%%EOF")
    assert "speaks of the copy that this one replaces: say it of the new one with --captured" in refusal(
        root, file, captured=""
    )
    new = archive_file(root, file, "example-report", **{**WHO, "captured": "2026-02"})
    expected = facts_of(root)
    assert old.sha256 not in expected
    assert expected.count(new.sha256) == 2
    assert "captured: 2026-02\n" in expected
    assert verify_archive(root).files == 2


def test_what_a_source_says_of_its_archive_already_is_kept(root: Path, file: Path) -> None:
    said = '        archive: {url: "https://example.org/copy"}  # kept\n'
    (root / "facts" / "all.yaml").write_text(
        SOURCES.replace("        # The last", said + "        # The last"), "utf-8"
    )
    stored = archive_file(root, file, "example-report")
    assert f'{{url: "https://example.org/copy", file: {stored.file}, sha256: {stored.sha256}}}  # kept' in facts_of(
        root
    )


@pytest.mark.parametrize("line_end", ["\r\n", "\n", "\r"])
@pytest.mark.parametrize("last", [True, False])
@pytest.mark.parametrize("bom", ["\ufeff", ""])
def test_line_ends_and_a_missing_last_one_are_kept(
    root: Path, file: Path, line_end: str, last: bool, bom: str
) -> None:
    text = SOURCES.partition("    example-news")[0].rstrip() + "\n" * last
    before = (bom + text.replace("\n", line_end)).encode()
    (root / "facts" / "all.yaml").write_bytes(before)
    archive_file(root, file, "example-report", **WHO)
    after = (root / "facts" / "all.yaml").read_bytes()
    assert after.startswith(before)
    assert after.decode().count(line_end) == before.decode().count(line_end) + 5 + (not last)
    assert verify_archive(root).faults == ()


@pytest.mark.parametrize(
    "entry",
    [
        "sources:\n  a:\n    title: |+\n      Words\n\n\n",
        "sources:\n  a:\n    title: Words\n    of: [b,\n      c]\n",
        "sources: {a: {title: Words, }, b: {title: Words}}\n",
        "sources: {a: {title: Words  # a comment }\n  }}\n",
        "sources:\n  a:\n    archive: {}\n    title: Words\n",
        "sources:\n  a:\n    archive:\n      url: x  # comment\n\n      # more\n    title: Words\n",
        "sources:\n  a:\n    title: Words\n    wide:\n    - one\n    - two: 2\n      three: 3",
        "sources:\n  a:\n    title: Words\n# comment\nfacts: {}\n",
    ],
)
def test_an_entry_in_any_form_keeps_its_comments(entry: str) -> None:
    text = with_archive(entry, "facts/a.yaml", "a", VALUES)
    assert [comment for comment in re.findall("#.*", entry) if comment not in text] == []
    assert with_archive(text, "facts/a.yaml", "a", VALUES) == text


@pytest.mark.parametrize("value", [">-\n        old", "|\n        old\n"])
def test_an_entry_in_a_form_that_has_no_place_is_refused_with_what_to_write(value: str) -> None:
    entry = f"sources:\n  a:\n    title: Words\n    archive:\n      sha256: {value}\n"
    with pytest.raises(FaultsFound) as refused:
        with_archive(entry, "facts/a.yaml", "a", VALUES)
    assert str(refused.value).startswith(
        "facts/a.yaml:2:3: ARCHIVE-EDIT 'a' is written so that it cannot be edited: add archive: {file: archive/aa"
    )


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ({"source": "example-repot"}, "UNKNOWN-ID no source 'example-repot' (did you mean 'example-report'?)"),
        ({"source": "first"}, "facts/all.yaml:17:5: UNKNOWN-ID no source 'first'"),
        ({"captured": "last week"}, "--captured:1:1: DATE 'last week'"),
        ({"by": "Ann\u202eExample"}, "--by:1:1: CHARACTER"),
        ({"origin": "two\nlines"}, "--from:1:1: CHARACTER"),
    ],
)
def test_a_deposit_that_is_not_sound_is_refused(root: Path, file: Path, said: dict[str, str], message: str) -> None:
    assert message in refusal(root, file, **said)


def test_an_empty_file_is_refused(root: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").touch()
    assert "ARCHIVE-FILE is empty, or no file" in refusal(root, tmp_path / "empty")


def test_a_source_with_faults_is_refused(root: Path, file: Path) -> None:
    (root / "facts" / "all.yaml").write_text(SOURCES.replace("nature: ngo", "nature: ngos"), encoding="utf-8")
    assert "all.yaml:3:5: ARCHIVE-EDIT 'example-report' has faults of its own" in refusal(root, file)


def test_nothing_is_stored_behind_a_log_that_is_not_sound(root: Path, file: Path) -> None:
    archive_file(root, file, "example-report", **WHO)
    log = (root / LOG).read_bytes()
    (root / LOG).write_bytes(log.replace(b"Ann", b"Bob"))
    assert f"{LOG}:1:1: CUSTODY-LOG this line was altered" in refusal(root, file, "example-news")


def test_nothing_is_stored_over_an_altered_copy(root: Path, file: Path) -> None:
    stored = archive_file(root, file, "example-report", **WHO)
    (root / stored.file).chmod(0o644)
    (root / stored.file).write_bytes(b"other")
    assert f"{stored.file}:1:1: CUSTODY-FILE this copy was altered" in refusal(root, file, "example-news")


def test_an_archive_that_leads_elsewhere_is_refused(root: Path, file: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (root / "archive").symlink_to(tmp_path / "elsewhere")
    assert "ARCHIVE-FILE the archive is a link to another folder" in refusal(root, file)


def test_a_web_archive_is_taken_as_it_is(root: Path, tmp_path: Path) -> None:
    path = tmp_path / "capture.warc.gz"
    path.write_bytes(os.urandom(3_000_000))
    stored = archive_file(root, path, "example-report", **WHO)
    assert stored.file.endswith(".warc.gz")
    assert (root / stored.file).read_bytes() == path.read_bytes()


def test_the_command_stores_verifies_and_names_who(root: Path, file: Path) -> None:
    run = CliRunner().invoke
    added = run(
        main, ["--dossier", str(root), "archive", "add", str(file), "--source", "example-report", "--by", "A"]
    )
    assert (added.exit_code, added.output.split()[0]) == (0, "stored")
    verified = run(main, ["--dossier", str(root), "archive", "verify"])
    head = hashlib.sha256((root / LOG).read_bytes().rstrip(b"\n")).hexdigest()
    assert verified.exit_code == 0
    assert verified.output == f"as they were written: files 1, entries of the log 1\nhead of the log: {head}\n"
    (root / LOG).unlink()
    assert run(main, ["--dossier", str(root), "archive", "verify"]).exit_code == 1


def test_who_stores_is_taken_from_git_or_the_system(
    root: Path, file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = tmp_path / "gitconfig"
    config.write_text("[user]\n\tname = Git  Example\n", encoding="utf-8")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(config))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    monkeypatch.setenv("USER", "system-example")
    archive_file(root, file, "example-report")
    config.write_text("", encoding="utf-8")
    archive_file(root, file, "example-news")
    assert [json.loads(line)["by"] for line in (root / LOG).read_bytes().splitlines()] == [
        "Git Example",
        "system-example",
    ]
    assert "by:" not in facts_of(root)
