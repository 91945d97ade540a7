"""What the shipped briefs are held to, by outside judges and by our own."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator

import pytest
from jsonschema import Draft202012Validator

from briefwright.document import nodes as n
from briefwright.document.walk import children, query
from judges.chromium import chromium_page
from judges.libreoffice import libreoffice_notes
from judges.ooxml import ooxml_faults
from judges.pandoc import pandoc_notes
from judges.poppler import pdf_page_count, pdf_text
from judges.verapdf import verapdf_failures_of
from reading.docx_reading import read_docx
from reading.html_reading import read_html
from reading.pdf_reading import read_pdf

from .conftest import BRIEFS, ROOT, Shipped

pytestmark = pytest.mark.xdist_group("shipped")
# A page with fewer words than this, other than the last, is one that something pushed the text from.
FEWEST_WORDS = 90
MOST_PAGES = {"chronology": 17, "evidence-annex": 22, "signatories": 8, "un-appeal": 12}


def _blocks(node: n.Document | n.Node) -> Iterator[n.Document | n.Node]:
    """Return every node that holds inlines directly."""
    if any(isinstance(child, n.Inline) for child in children(node)):
        yield node
    for child in children(node):
        if not isinstance(child, n.Inline):
            yield from _blocks(child)


def test_every_brief_of_the_dossier_is_made_in_every_format(shipped: Shipped) -> None:
    expected = {f"{brief}.en.{form}" for brief in BRIEFS for form in ("docx", "pdf", "html", "evidence.json")}
    assert set(shipped.files) == expected | {"manifest.json"}


@pytest.mark.parametrize("brief", BRIEFS)
def test_the_evidence_beside_a_brief_is_of_its_schema(shipped: Shipped, brief: str) -> None:
    schema = json.loads((ROOT / "docs/schemas/evidence.schema.json").read_text(encoding="utf-8"))
    errors = Draft202012Validator(schema).iter_errors(json.loads(shipped.file(brief, "evidence.json")))
    assert [f"{error.json_path}: {error.message}" for error in errors] == []


def test_the_annex_has_every_statement_of_the_brief_that_it_documents(shipped: Shipped) -> None:
    statements = json.loads(shipped.file("un-appeal", "evidence.json"))["statements"]
    annex = read_docx(shipped.file("evidence-annex", "docx"))
    assert len(annex.notes) == len(statements)
    assert [one["text"] for one in statements if f"{one['text']}⟦{one['number']}⟧" not in annex.words] == []


@pytest.mark.parametrize("brief", BRIEFS)
def test_word_pdf_and_web_page_hold_the_same_words_and_notes(shipped: Shipped, brief: str) -> None:
    word = read_docx(shipped.file(brief, "docx"))
    web = read_html(shipped.file(brief, "html").decode())
    printed = read_pdf(shipped.file(brief, "pdf"))
    assert len(word.notes) > 20
    assert web.notes == word.notes
    assert printed.notes == word.notes
    assert web.words == word.words
    assert printed.words == word.words


@pytest.mark.parametrize("brief", BRIEFS)
def test_the_words_are_those_that_were_read(
    shipped: Shipped, brief: str, golden: Callable[[str, str], None]
) -> None:
    reading = read_docx(shipped.file(brief, "docx"))
    notes = "\n".join(f"{number}. {note}" for number, note in enumerate(reading.notes, 1))
    golden(f"shipped/{brief}.txt", reading.words.replace("⟧ ", "⟧\n") + "\n\n" + notes + "\n")


@pytest.mark.parametrize("brief", BRIEFS)
def test_the_open_xml_sdk_finds_nothing_in_the_word_file(shipped: Shipped, brief: str) -> None:
    assert ooxml_faults(shipped.file(brief, "docx")) == []


def test_verapdf_finds_every_pdf_universally_accessible(shipped: Shipped) -> None:
    files = {brief: shipped.file(brief, "pdf") for brief in BRIEFS}
    assert verapdf_failures_of(files, "ua1") == {brief: [] for brief in BRIEFS}


@pytest.mark.parametrize("brief", BRIEFS)
def test_pandoc_and_libreoffice_read_every_note_back(shipped: Shipped, brief: str) -> None:
    data = shipped.file(brief, "docx")
    notes = [" ".join(note.split()) for note in read_docx(data).notes]
    assert [" ".join(note.split()) for note in pandoc_notes(data)] == notes
    assert [" ".join(note.split()) for note in libreoffice_notes(data)] == notes


@pytest.mark.parametrize("brief", BRIEFS)
def test_no_page_is_nearly_empty_and_none_is_added(shipped: Shipped, brief: str) -> None:
    data = shipped.file(brief, "pdf")
    *pages, _ = pdf_text(data).removesuffix("\f").split("\f")
    assert pdf_page_count(data) <= MOST_PAGES[brief]
    assert [number for number, page in enumerate(pages, 1) if len(page.split()) < FEWEST_WORDS] == []


@pytest.mark.parametrize("brief", BRIEFS)
def test_the_web_page_loads_nothing_and_has_no_error(shipped: Shipped, brief: str) -> None:
    page = chromium_page(shipped.file(brief, "html").decode())
    assert page.errors == ()
    assert page.requests == ()


@pytest.mark.parametrize("brief", BRIEFS)
def test_every_statement_has_a_note(shipped: Shipped, brief: str) -> None:
    document = shipped.made[brief].document
    figures = shipped.dossier.base.figures
    bare = [
        statement.record
        for block in _blocks(document)
        for statement in query(block, n.Statement)
        if not any(True for _ in query(block, n.Note)) and statement.record not in figures
    ]
    assert bare == []
    assert any(True for _ in query(document, n.Statement)) is (brief != "signatories")


@pytest.mark.parametrize("brief", BRIEFS)
def test_every_value_of_a_number_has_a_note(shipped: Shipped, brief: str) -> None:
    values = [
        item
        for item in query(shipped.made[brief].document, n.ListItem)
        if isinstance(item.content[0], n.Paragraph) and any(True for _ in query(item.content[0], n.Strong))
    ]
    assert [item for item in values if not any(True for _ in query(item, n.Note))] == []


@pytest.mark.parametrize("brief", BRIEFS)
def test_every_row_of_a_table_has_a_note_or_its_caption_has(shipped: Shipped, brief: str) -> None:
    for table in query(shipped.made[brief].document, n.Table):
        if table.role != "data" or any(True for part in table.caption for _ in query(part, n.Note)):
            continue
        assert [row for row in table.body if not any(True for _ in query(row, n.Note))] == []


@pytest.mark.parametrize("brief", BRIEFS)
def test_every_note_leads_to_a_source_of_the_base(shipped: Shipped, brief: str) -> None:
    notes = list(query(shipped.made[brief].document, n.Note))
    assert [note.number for note in notes] == list(range(1, len(notes) + 1))
    assert [note.number for note in notes if not note.sources] == []
    assert {source for note in notes for source in note.sources} <= set(shipped.dossier.base.sources)


@pytest.mark.parametrize("brief", BRIEFS)
def test_a_back_reference_points_at_the_first_note_of_one_of_its_sources(shipped: Shipped, brief: str) -> None:
    first: dict[str, int] = {}
    for note in query(shipped.made[brief].document, n.Note):
        for source in note.sources:
            first.setdefault(source, note.number)
        targets = {reference.number for reference in query(note, n.NoteRef)}
        assert targets <= {first[source] for source in note.sources}


def test_the_manifest_says_what_each_file_is(shipped: Shipped) -> None:
    manifest = json.loads(shipped.files["manifest.json"])
    for row in manifest["files"]:
        data = shipped.files[row["file"]]
        assert row["sha256"] == hashlib.sha256(data).hexdigest()
        assert row["audience"] == "public"
        assert set(row["sources"]) <= set(shipped.dossier.base.sources)
        if row["format"] == "pdf":
            assert row["pages"] == pdf_page_count(data)
        if row["format"] == "docx":
            assert row["notes"] == len(read_docx(data).notes)
            assert row["words_with_notes"] > row["words"] > 500


def test_no_text_is_set_with_typewriter_marks(shipped: Shipped) -> None:
    words = " ".join(read_docx(shipped.file(brief, "docx")).words for brief in BRIEFS)
    assert "'" not in words
    assert '"' not in words
