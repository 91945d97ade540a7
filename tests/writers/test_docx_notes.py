"""The notes of a Word file: a part of its own, live references, and readers that find every word of them."""

from __future__ import annotations

import re

import pytest

from briefwright.document.nodes import Document, Link, List, ListItem, Note, NoteRef, Paragraph
from briefwright.document.text import text_of
from briefwright.document.walk import query
from briefwright.writers.docx import write_docx
from judges.libreoffice import libreoffice_notes
from judges.ooxml import ooxml_faults
from judges.pandoc import pandoc_notes
from reading.docx_reading import read_docx
from writers.docx_parts import W, part, shown, text, tree
from writers.docx_samples import document, many_notes, note, paragraph, persian_document, table, words
from writers.sample import sample_document

NOTES = "word/footnotes.xml"


def test_the_separators_come_first_and_the_settings_name_them_before_the_compatibility() -> None:
    data = write_docx(document(paragraph("Text")))
    kinds = [(each.get(f"{{{W}}}type"), each.get(f"{{{W}}}id")) for each in tree(data, NOTES)]
    assert kinds == [("separator", "-1"), ("continuationSeparator", "0")]
    settings = part(data, "word/settings.xml")
    assert '<w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr><w:compat>' in settings
    assert 'w:name="compatibilityMode"' in settings
    assert 'w:val="15"' in settings


def test_a_note_opens_with_its_number_and_a_space() -> None:
    data = write_docx(document(paragraph("Text", note(1, "See the report."))))
    assert (
        '<w:footnote w:id="1"><w:p><w:pPr><w:pStyle w:val="FootnoteText"/></w:pPr>'
        '<w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteRef/></w:r>'
        '<w:r><w:t xml:space="preserve"> </w:t></w:r>'
        '<w:r><w:t xml:space="preserve">See the report.</w:t></w:r></w:p></w:footnote>'
    ) in part(data, NOTES)
    assert re.search(
        r'<w:bookmarkStart w:id="\d+" w:name="_Ref1"/><w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr>'
        r'<w:footnoteReference w:id="1"/></w:r><w:bookmarkEnd',
        text(data),
    )


def test_a_reference_to_a_note_is_a_field_with_its_result() -> None:
    data = write_docx(
        document(paragraph("One", note(1, "First.")), paragraph("Two", note(2, "Above, n ", NoteRef(1))))
    )
    fields = re.sub(r"</?w:r>", "", part(data, NOTES))
    assert (
        '<w:fldChar w:fldCharType="begin"/><w:instrText xml:space="preserve"> NOTEREF _Ref1 \\h </w:instrText>'
        '<w:fldChar w:fldCharType="separate"/><w:t>1</w:t><w:fldChar w:fldCharType="end"/>'
    ) in fields


def test_links_in_notes_have_relationships_of_their_own_part() -> None:
    link = Link("https://example.org/note", words("here"))
    data = write_docx(document(paragraph("Text", note(1, "See ", link, "."))))
    assert "https://example.org/note" in part(data, "word/_rels/footnotes.xml.rels")
    assert "https://example.org/note" not in part(data, "word/_rels/document.xml.rels")


def test_a_note_may_hold_paragraphs_and_lists() -> None:
    blocks = (paragraph("First."), List((ListItem((paragraph("Item."),)),)), paragraph("Last."))
    data = write_docx(document(paragraph("Text", Note(blocks, 1))))
    paragraphs = [shown(each) for each in tree(data, NOTES).iter(f"{{{W}}}p")]
    assert paragraphs[2:] == [" First.", "Item.", "Last."]
    assert ooxml_faults(data) == []


def test_a_note_that_opens_with_a_list_or_a_table_shows_its_number_all_the_same() -> None:
    for block in (List((ListItem((paragraph("Item."),)),)), table(("1", "one"))):
        data = write_docx(document(paragraph("Text", Note((block,), 1))))
        first = next(tree(data, NOTES).iter(f"{{{W}}}footnoteRef"))
        assert first is not None
        assert ooxml_faults(data) == []


def test_notes_out_of_order_nested_or_doubled_are_refused() -> None:
    with pytest.raises(ValueError, match="note 2 is called where Word counts note 1"):
        write_docx(document(paragraph("Text", note(2, "Second."))))
    with pytest.raises(ValueError, match="inside another note"):
        write_docx(document(paragraph("Text", note(1, "First.", note(2, "Second.")))))
    with pytest.raises(ValueError, match="note 1 is called where Word counts note 2"):
        write_docx(document(paragraph("Text", note(1, "First."), note(1, "First."))))


def _words_of_notes(brief: Document) -> list[str]:
    """Return the words of a document's notes, one line a paragraph."""
    return ["\n".join(map(_words, query_paragraphs(each))) for each in query(brief, Note)]


def query_paragraphs(node: Note) -> list[Paragraph]:
    """Return the paragraphs of a note, those of its lists as well."""
    return [each for block in node.content for each in query(block, Paragraph)]


def _words(node: Paragraph) -> str:
    pieces = (each for inline in node.content for each in query(inline, object))
    return "".join(str(getattr(each, "text", getattr(each, "number", ""))) for each in pieces)


@pytest.mark.parametrize("brief", [sample_document(), persian_document()], ids=["english", "persian"])
def test_pandoc_and_libreoffice_read_every_note_back(brief: Document) -> None:
    data = write_docx(brief)
    expected = _words_of_notes(brief)
    assert [each.removeprefix(" ") for each in pandoc_notes(data)] == expected
    assert [each.removeprefix(" ") for each in libreoffice_notes(data)] == expected
    shown = (" ".join(map(text_of, query_paragraphs(note))) for note in query(brief, Note))
    assert list(read_docx(data).notes) == [" ".join(each.split()) for each in shown]


def test_a_thousand_notes_are_valid_and_read_back() -> None:
    brief = many_notes(1000)
    data = write_docx(brief)
    assert ooxml_faults(data) == []
    expected = _words_of_notes(brief)
    assert len(expected) == 1000
    assert [each.removeprefix(" ") for each in pandoc_notes(data)] == expected
    assert [each.removeprefix(" ") for each in libreoffice_notes(data)] == expected


def test_more_notes_than_word_holds_are_refused() -> None:
    with pytest.raises(ValueError, match="32767"):
        write_docx(many_notes(32768))
