"""What the shipped briefs are held to, by outside judges and by our own."""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Callable, Iterator

import pytest
from jsonschema import Draft202012Validator

from briefwright.build import Request, check
from briefwright.document import nodes as n
from briefwright.document.walk import children, query
from judges.chromium import chromium_page
from judges.libreoffice import libreoffice_convert, libreoffice_notes
from judges.ooxml import ooxml_faults
from judges.pandoc import pandoc_notes
from judges.poppler import pdf_page_count, pdf_text
from judges.verapdf import verapdf_failures_of
from reading import collapse, with_turned_marks, without_joiners
from reading.docx_reading import read_docx
from reading.html_reading import read_html
from reading.pdf_reading import read_pdf
from reading.visual_grams import alike, visual_grams

from .conftest import BRIEFS, LANGUAGES, ROOT, Shipped

FEWEST_NOTES = 15
# Lines end elsewhere in Word than in print, which alone makes English 0.96.
LEAST_ALIKE = 0.92
# A page with fewer words than this, other than the last, is one that something pushed the text from.
FEWEST_WORDS = 90
# Naskh is set larger than Latin letters, and its notes hold Latin citations too.
MOST_PAGES = {
    "chronology.en": 17,
    "evidence-annex.en": 22,
    "open-letter/belgium.en": 4,
    "signatories.en": 8,
    "un-appeal.en": 12,
}
MORE_THAN_ENGLISH = 1.5
# What takes an outside judge seconds is judged in English, and one brief in every language.
JUDGED = tuple(brief for brief in BRIEFS if brief.endswith(".en") or brief.startswith("un-appeal."))


def _plain(note: str) -> str:
    """Return a note in Latin digits: what Word counts itself is stored so, and shaped by its reader's settings."""
    return "".join(str(unicodedata.digit(char)) if char.isdecimal() else char for char in collapse(note))


def _most_pages(brief: str) -> float:
    """Return how many pages a document may have; in another language as many again by half."""
    english = MOST_PAGES[f"{brief.rpartition('.')[0]}.en"]
    return english if brief.endswith(".en") else english * MORE_THAN_ENGLISH


def _blocks(node: n.Document | n.Node) -> Iterator[n.Document | n.Node]:
    """Return every node that holds inlines directly."""
    if any(isinstance(child, n.Inline) for child in children(node)):
        yield node
    for child in children(node):
        if not isinstance(child, n.Inline):
            yield from _blocks(child)


def test_every_brief_of_the_dossier_is_made_in_every_format(shipped: Shipped) -> None:
    letters = {f"open-letter/{to}" for to in ("liechtenstein.en", "liechtenstein.fr", "sweden.en", "sweden.fr")}
    expected = {f"{brief}.{form}" for brief in {*BRIEFS, *letters} for form in ("docx", "pdf", "html")}
    evidence = {f"{re.sub('/[a-z]+', '', brief)}.evidence.json" for brief in BRIEFS}
    assert set(shipped.files) == expected | evidence | {"manifest.json"}


def test_the_evidence_beside_a_brief_is_of_its_schema(shipped: Shipped) -> None:
    schema = json.loads((ROOT / "docs/schemas/evidence.schema.json").read_text(encoding="utf-8"))
    validator = Draft202012Validator(schema)
    evidence = {name: json.loads(data) for name, data in shipped.files.items() if name.endswith(".evidence.json")}
    errors = [(name, error) for name, data in evidence.items() for error in validator.iter_errors(data)]
    assert len(evidence) > len(LANGUAGES)
    assert [f"{name}: {error.json_path}: {error.message}" for name, error in errors] == []


def test_the_annex_has_every_statement_of_the_brief_that_it_documents(shipped: Shipped) -> None:
    statements = json.loads(shipped.file("un-appeal.en", "evidence.json"))["statements"]
    annex = read_docx(shipped.file("evidence-annex.en", "docx"))
    assert len(annex.notes) == len(statements)
    assert [one["text"] for one in statements if f"{one['text']}⟦{one['number']}⟧" not in annex.words] == []


@pytest.mark.parametrize("brief", BRIEFS)
def test_word_pdf_and_web_page_hold_the_same_words_and_notes(shipped: Shipped, brief: str) -> None:
    word = read_docx(shipped.file(brief, "docx"))
    web = read_html(shipped.file(brief, "html").decode())
    printed = read_pdf(shipped.file(brief, "pdf"))
    assert len(word.notes) > FEWEST_NOTES
    assert web == word
    expected = without_joiners(word)
    if brief.endswith((".ar", ".fa")):
        expected, printed = with_turned_marks(expected), with_turned_marks(printed)
    assert printed.notes == expected.notes
    assert printed.words == expected.words


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


def test_verapdf_finds_every_pdf_accessible_to_all_and_fit_for_an_archive(shipped: Shipped) -> None:
    files = {brief: shipped.file(brief, "pdf") for brief in BRIEFS}
    assert verapdf_failures_of(files) == {brief: [] for brief in BRIEFS}


@pytest.mark.parametrize("brief", JUDGED)
def test_pandoc_and_libreoffice_read_every_note_back(shipped: Shipped, brief: str) -> None:
    data = shipped.file(brief, "docx")
    notes = [_plain(note) for note in read_docx(data).notes]
    assert [_plain(note) for note in pandoc_notes(data)] == notes
    assert [_plain(note) for note in libreoffice_notes(data)] == notes


@pytest.mark.parametrize("brief", BRIEFS)
def test_no_page_is_nearly_empty_and_none_is_added(shipped: Shipped, brief: str) -> None:
    data = shipped.file(brief, "pdf")
    *pages, _ = pdf_text(data).removesuffix("\f").split("\f")
    assert pdf_page_count(data) <= _most_pages(brief)
    if brief.endswith(".zh"):
        return  # Chinese has no spaces to count words by
    assert [number for number, page in enumerate(pages, 1) if len(page.split()) < FEWEST_WORDS] == []


@pytest.mark.parametrize("brief", JUDGED)
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
    assert any(True for _ in query(document, n.Statement)) is (not brief.startswith("signatories"))


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


@pytest.mark.parametrize("language", LANGUAGES)
def test_libreoffice_shows_the_words_in_the_order_of_the_pdf(shipped: Shipped, language: str) -> None:
    brief = f"un-appeal.{language}"
    word = visual_grams(libreoffice_convert(shipped.file(brief, "docx"), "pdf"))
    printed = visual_grams(shipped.file(brief, "pdf"))
    assert alike(word, printed) > LEAST_ALIKE
    assert alike(printed, word) > LEAST_ALIKE


@pytest.mark.parametrize("language", [language for language in LANGUAGES if language != "en"])
def test_every_language_has_the_notes_of_english(shipped: Shipped, language: str) -> None:
    notes = len(read_docx(shipped.file("un-appeal.en", "docx")).notes)
    assert len(read_docx(shipped.file(f"un-appeal.{language}", "docx")).notes) == notes


def test_nothing_is_left_untranslated() -> None:
    assert check(ROOT, Request(strict=True)) == ()
