"""No byte of the archive and no line of its log can change, go, come or move without being named."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from briefwright.build import archive_file
from briefwright.evidence.custody import read_log
from briefwright.evidence.proof import Proof, verify
from briefwright.facts.gate import read_fact_base
from briefwright.faults import Faults

LOG = "archive/custody.jsonl"
SOURCES = "sources:\n" + "".join(
    f"  source-{n}: {{type: webpage, title: Example {n}, container-title: Example, nature: media}}\n"
    for n in range(4)
)


@pytest.fixture(scope="module", name="root")
def archived_dossier(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    root = tmp_path_factory.mktemp("dossier")
    (root / "facts").mkdir()
    (root / "dossier.yaml").write_text("title: Example\n", encoding="utf-8")
    (root / "facts" / "sources.yaml").write_text(SOURCES, encoding="utf-8")
    file = root.parent / "capture.html"
    for number in range(4):
        file.write_text(f"<html><p>Example words {number}: é، می‌رود.", encoding="utf-8")
        archive_file(root, file, f"source-{number}", by="Ann Example", origin="https://example.org/é")
    for path in (root / "archive").iterdir():
        path.chmod(0o644)
    yield root
    shutil.rmtree(root)


def proof_of(root: Path) -> Proof:
    faults = Faults()
    base = read_fact_base(root, faults)
    faults.stop_if_any()
    return verify(root, base)


def proof_with(root: Path, name: str, data: bytes | None) -> Proof:
    """Return the proof of the archive with one file changed, or removed, which is then put back."""
    path = root / name
    before = path.read_bytes() if path.exists() else None
    try:
        if data is None:
            path.unlink()
        else:
            path.write_bytes(data)
        return proof_of(root)
    finally:
        if before is None:
            path.unlink()
        else:
            path.write_bytes(before)


def stored(root: Path) -> list[str]:
    return sorted(path.relative_to(root).as_posix() for path in (root / "archive").iterdir())


def log_of(root: Path) -> list[bytes]:
    return (root / LOG).read_bytes().splitlines(keepends=True)


def said(proof: Proof) -> list[str]:
    return [f"{fault.place.path}:{fault.place.line} {fault.code} {fault.message}" for fault in proof.faults]


def test_what_was_stored_is_proved(root: Path) -> None:
    proof = proof_of(root)
    assert (proof.faults, proof.entries, proof.files) == ((), 4, 4)


@given(st.data())
def test_any_change_of_a_byte_is_found_where_it_is(root: Path, data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(stored(root)))
    before = (root / name).read_bytes()
    at = data.draw(st.integers(0, len(before) - 1))
    byte = bytes([data.draw(st.integers(0, 255))])
    after = data.draw(
        st.sampled_from(
            [
                before[:at] + byte + before[at + 1 :],
                before[:at] + byte + before[at:],
                before[:at] + before[at + 1 :],
            ]
        )
    )
    assume(after != before)
    places = {(fault.place.path, fault.place.line) for fault in proof_with(root, name, after).faults}
    assert (name, before[:at].count(b"\n") + 1 if name == LOG else 1) in places


@given(st.data())
def test_any_other_order_and_number_of_lines_is_found(root: Path, data: st.DataObject) -> None:
    lines = log_of(root)
    other = data.draw(st.lists(st.sampled_from(lines), max_size=6))
    assume(other != lines)
    assert proof_with(root, LOG, b"".join(other)).faults


def test_a_line_cut_out_is_named_at_its_place(root: Path) -> None:
    lines = log_of(root)
    for kept, place in (([*lines[:1], *lines[2:]], 2), (lines[2:], 1)):
        cut = f"{LOG}:{place} CUSTODY-LOG before this line one or more lines were cut out"
        found = [line for line in said(proof_with(root, LOG, b"".join(kept))) if line.startswith(LOG)]
        assert [line.startswith(cut) for line in found] == [True]


def test_a_line_moved_or_repeated_is_named(root: Path) -> None:
    first, second, third, fourth = log_of(root)
    assert said(proof_with(root, LOG, first + third + second + fourth)) == [
        f"{LOG}:2 CUSTODY-LOG this line was moved or stands here twice: it was written behind line 3",
        f"{LOG}:3 CUSTODY-LOG this line was moved or stands here twice: it was written behind line 1",
        f"{LOG}:4 CUSTODY-LOG this line was moved or stands here twice: it was written behind line 2",
    ]
    assert said(proof_with(root, LOG, first + first + second + third + fourth)) == [
        f"{LOG}:2 CUSTODY-LOG this line was moved or stands here twice: it was written behind nothing"
    ]


def test_an_altered_line_is_named_alone(root: Path) -> None:
    lines = log_of(root)
    changed = b"".join([lines[0], lines[1].replace(b"Ann", b"Eva"), *lines[2:]])
    logged = [line for line in said(proof_with(root, LOG, changed)) if line.startswith(LOG)]
    assert logged == [
        f"{LOG}:2 CUSTODY-LOG this line was altered: it is not the entry that was written, by its own hash"
    ]


def test_a_line_forged_with_a_hash_of_its_own_breaks_the_chain(root: Path) -> None:

    lines = log_of(root)
    entry = read_log(b"".join(lines)).entries[1][1]
    forged = replace(entry, by="Eva Example").line + b"\n"
    assert said(proof_with(root, LOG, b"".join([lines[0], forged, *lines[2:]]))) == [
        f"{LOG}:3 CUSTODY-LOG before this line one or more lines were cut out, or the line before was replaced"
    ]


def test_an_end_cut_off_is_told_by_the_sources(root: Path) -> None:
    found = said(proof_with(root, LOG, b"".join(log_of(root)[:3])))
    assert any(
        line.startswith("facts/sources.yaml:5 CUSTODY-LOG no line of archive/custody.jsonl") for line in found
    )
    assert any("CUSTODY-FILE the file was added without the log" in line for line in found)


def test_files_that_go_come_or_change_are_named(root: Path) -> None:
    name = stored(root)[0]
    (gone,) = said(proof_with(root, name, None))
    assert gone.startswith(LOG)
    assert f"CUSTODY-FILE '{name}' was removed (stored for 'source-" in gone
    (altered,) = said(proof_with(root, name, b"other"))
    assert altered.startswith(f"{name}:1 CUSTODY-FILE the file was altered (stored for 'source-")
    (added,) = said(proof_with(root, "archive/other.txt", b"other"))
    assert added.startswith("archive/other.txt:1 CUSTODY-FILE the file was added without the log")


def test_a_file_replaced_by_a_link_is_named(root: Path, tmp_path: Path) -> None:
    path = root / stored(root)[0]
    shutil.move(path, tmp_path / "kept")
    path.symlink_to(tmp_path / "kept")
    try:
        assert [fault.code for fault in proof_of(root).faults] == ["CUSTODY-FILE"]
    finally:
        path.unlink()
        shutil.move(tmp_path / "kept", path)


def test_a_source_whose_copy_lies_elsewhere_is_warned_of(root: Path) -> None:
    text = (root / "facts" / "sources.yaml").read_text(encoding="utf-8")
    extra = (
        "  other: {type: webpage, title: O, container-title: O, nature: media, archive: {file: elsewhere.txt}}\n"
    )
    (warning,) = proof_with(root, "facts/sources.yaml", (text + extra).encode()).faults
    assert (warning.code, warning.severity) == ("CUSTODY-FILE", "warning")
