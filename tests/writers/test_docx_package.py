"""The file around a Word document: parts in order, equal bytes for equal input, nothing about who made it."""

from __future__ import annotations

import io
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from briefwright.writers.docx import write_docx
from judges.ooxml import ooxml_faults
from writers.docx_parts import names, part
from writers.docx_samples import document, paragraph, persian_document
from writers.sample import sample_document


def test_the_validator_finds_nothing() -> None:
    assert ooxml_faults(write_docx(sample_document())) == []


def test_the_content_types_come_first_and_the_rest_in_order() -> None:
    entries = names(write_docx(sample_document()))
    assert entries[0] == "[Content_Types].xml"
    assert entries[1:] == sorted(entries[1:])
    assert set(entries) == {
        "[Content_Types].xml",
        "_rels/.rels",
        "docProps/app.xml",
        "docProps/core.xml",
        "word/_rels/document.xml.rels",
        "word/_rels/footnotes.xml.rels",
        "word/document.xml",
        "word/fontTable.xml",
        "word/footer-default.xml",
        "word/footer-first.xml",
        "word/footnotes.xml",
        "word/header-default.xml",
        "word/header-first.xml",
        "word/media/drawing1.png",
        "word/numbering.xml",
        "word/settings.xml",
        "word/styles.xml",
    }


def test_entries_are_deflated_and_of_one_moment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    assert _moments(write_docx(persian_document())) == {(1980, 1, 1, 0, 0, 0)}
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    assert _moments(write_docx(persian_document())) == {(2023, 11, 14, 22, 13, 20)}
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    assert _moments(write_docx(persian_document())) == {(1980, 1, 1, 0, 0, 0)}


def _moments(data: bytes) -> set[tuple[int, ...]]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert {entry.compress_type for entry in package.infolist()} == {zipfile.ZIP_DEFLATED}
        return {entry.date_time for entry in package.infolist()}


def test_the_same_document_gives_the_same_bytes_in_another_process() -> None:
    program = (
        "import sys; from hashlib import sha256; from briefwright.writers.docx import write_docx;"
        "from writers.sample import sample_document;"
        "print(sha256(write_docx(sample_document())).hexdigest())"
    )
    tests = Path(__file__).resolve().parents[1]
    digests = {
        subprocess.run(
            [sys.executable, "-c", program],
            cwd=tests,
            env={"PYTHONPATH": str(tests), "PYTHONHASHSEED": seed, "PATH": ""},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(digests) == 1


def test_nothing_tells_the_program_the_person_or_the_session() -> None:
    data = write_docx(sample_document())
    everything = "".join(part(data, name) for name in names(data) if not name.endswith(".png"))
    for trace in ("python", "rsid", "lastModifiedBy", "2013", "thumbnail", "<Application", "paraId", "revision"):
        assert trace.lower() not in everything.lower()


def test_a_document_without_anything_is_still_whole() -> None:
    data = write_docx(document())
    assert ooxml_faults(data) == []
    assert ooxml_faults(write_docx(document(paragraph()))) == []
