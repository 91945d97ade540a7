"""The last gate of the Word writer: each fault it looks for is found in a file broken just so."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from briefwright.document.nodes import Heading, Link, List, ListItem
from briefwright.writers.docx import UnsoundDocument, check_docx, write_docx
from briefwright.writers.docx.links import address_fault
from judges.ooxml import ooxml_faults
from writers.docx_letterheads import letterhead
from writers.docx_parts import changed, without
from writers.docx_samples import document, many_notes, note, paragraph, persian_document, table, words
from writers.sample import sample_document

MAIN = "word/document.xml"
NOTES = "word/footnotes.xml"
STYLES = "word/styles.xml"
FOOTER = "word/footer-default.xml"
SETTINGS = "word/settings.xml"
RELATIONSHIPS = "word/_rels/document.xml.rels"

SOUND = write_docx(
    document(
        Heading(1, words("Title"), "top"),
        paragraph("Text", note(1, "See ", Link("https://example.org/", words("here")), ".")),
        paragraph("More", note(2, "Also.")),
        paragraph(Link("#top", words("up")), Link("https://example.org/a", words("out"))),
        List((ListItem((paragraph("item"),)),)),
        table(("1", "one"), header=("No.", "Word")),
    )
)
PERSIAN = write_docx(persian_document())
CELL = r"<w:tc>(?:(?!</w:tc>).)*</w:tc>"


def _replace(pattern: str, replacement: str) -> Callable[[str], str]:
    """Return a change of the first place where a pattern is found."""
    return lambda xml: re.sub(pattern, replacement, xml, count=1, flags=re.DOTALL)


def _everywhere(pattern: str, replacement: str) -> Callable[[str], str]:
    return lambda xml: re.sub(pattern, replacement, xml, flags=re.DOTALL)


BROKEN: dict[str, tuple[str, Callable[[str], str], str]] = {
    "no paragraph style": (
        STYLES,
        _replace('w:styleId="BodyText"', 'w:styleId="Other"'),
        "no paragraph style 'BodyText'",
    ),
    "no character style": (
        STYLES,
        _replace('w:styleId="FootnoteReference"', 'w:styleId="Other"'),
        "no character style 'FootnoteReference'",
    ),
    "no table style": (
        STYLES,
        _replace('w:styleId="DataTable"', 'w:styleId="Other"'),
        "no table style 'DataTable'",
    ),
    "no separator": (NOTES, _replace('<w:footnote w:type="separator".*?</w:footnote>', ""), "no separator"),
    "no continuation": (
        NOTES,
        _replace('<w:footnote w:type="continuationSeparator".*?</w:footnote>', ""),
        "no continuationSeparator",
    ),
    "separators unnamed": (SETTINGS, _replace("<w:footnotePr>.*</w:footnotePr>", ""), "are not named"),
    "empty note": (NOTES, _replace("Also.", " "), "note 2 is empty"),
    "no own number": (NOTES, _replace("<w:footnoteRef/>", ""), "note 1 does not show its own number once"),
    "negative id": (NOTES, _replace('w:id="1"', 'w:id="-7"'), "the id -7 of a note"),
    "id beyond the limit": (NOTES, _replace('w:id="1"', 'w:id="32768"'), "the id 32768 of a note"),
    "note called twice": (
        MAIN,
        _replace('<w:footnoteReference w:id="2"/>', '<w:footnoteReference w:id="1"/>'),
        "2 times",
    ),
    "note never called": (MAIN, _replace('<w:footnoteReference w:id="2"/>', ""), "note 2 is never called"),
    "call to nowhere": (
        MAIN,
        _replace('<w:footnoteReference w:id="2"/>', '<w:footnoteReference w:id="9"/>'),
        "note 9 does not exist",
    ),
    "call in a note": (
        NOTES,
        _replace("<w:footnoteRef/>", '<w:footnoteRef/><w:footnoteReference w:id="2"/>'),
        "called outside the text",
    ),
    "call in a footer": (
        FOOTER,
        _replace("</w:p>", '<w:r><w:footnoteReference w:id="2"/></w:r></w:p>'),
        "outside the text",
    ),
    "cell without a paragraph": (
        MAIN,
        _replace("(<w:tc><w:tcPr>.*?</w:tcPr>)<w:p>.*?</w:p>", r"\1"),
        "a cell does not end",
    ),
    "cell that ends in a table": (
        MAIN,
        _replace("</w:p></w:tc>", "</w:p><w:tbl><w:tblPr/><w:tblGrid/></w:tbl></w:tc>"),
        "a cell does not end in a paragraph",
    ),
    "empty cell": (MAIN, _replace(CELL, "<w:tc/>"), "a cell does not end in a paragraph"),
    "row without cells": (MAIN, _everywhere(CELL, ""), "a row has no cells"),
    "row wider than its grid": (
        MAIN,
        _replace(r'(<w:tcW w:w="\d+" w:type="dxa"/>)', r'\1<w:gridSpan w:val="9"/>'),
        "a row spans 10 columns of 2",
    ),
    "open bookmark": (MAIN, _replace("<w:bookmarkEnd [^>]*>", ""), "a bookmark is not closed"),
    "two bookmarks of one name": (MAIN, _replace('w:name="_Ref2"', 'w:name="_Ref1"'), "_ref1 occurs 2 times"),
    "open field": (FOOTER, _replace('<w:fldChar w:fldCharType="end"/>', ""), "a field is not closed"),
    "field that only ends": (FOOTER, _replace('<w:fldChar w:fldCharType="begin"/>', ""), "a field is not closed"),
    "anchor to nowhere": (
        MAIN,
        _replace('w:anchor="_Head-top"', 'w:anchor="elsewhere"'),
        "'elsewhere', which is nowhere",
    ),
    "list undefined": (
        MAIN,
        _replace(r'<w:numId w:val="\d+"/>', '<w:numId w:val="99"/>'),
        "the list 99 is not defined",
    ),
    "link in a link": (
        MAIN,
        _replace("(<w:hyperlink w:anchor[^>]*>)", r'\1<w:hyperlink w:anchor="_Head-top"/>'),
        "a link stands inside a link",
    ),
    "link without address": (MAIN, _replace('r:id="rLink1"', 'r:id="rOther"'), "a link has no address"),
    "script as an address": (
        RELATIONSHIPS,
        _replace("https://example.org/a", "javascript:run()"),
        "the scheme 'javascript'",
    ),
    "part from outside": (
        RELATIONSHIPS,
        _replace('(Type="[^"]*)/hyperlink"', r'\1/image"'),
        "a part is taken from outside the file",
    ),
    "foreign field in the text": (
        MAIN,
        _replace("<w:r>", "<w:r><w:instrText> DDEAUTO x </w:instrText></w:r><w:r>"),
        "DDEAUTO",
    ),
    "foreign simple field": (
        MAIN,
        _replace("<w:r>", '<w:fldSimple w:instr=" INCLUDETEXT x "/><w:r>'),
        "the field INCLUDETEXT is not one of ours",
    ),
    "foreign field in a footer": (
        FOOTER,
        _replace(" NUMPAGES ", " FILENAME "),
        "the field FILENAME is not one of ours",
    ),
    "no section": (MAIN, _replace("<w:sectPr>.*</w:sectPr>", ""), "no section at the end"),
    "no paragraph at the end": (
        MAIN,
        _replace("(</w:tbl>)<w:p>.*?</w:p>(<w:sectPr>)", r"\1\2"),
        "does not end in a paragraph",
    ),
}


def test_sound_files_pass() -> None:
    for data in (SOUND, PERSIAN, write_docx(sample_document()), write_docx(many_notes(3))):
        assert check_docx(data) == []


@pytest.mark.parametrize("case", BROKEN)
def test_a_broken_file_is_found(case: str) -> None:
    name, change, fault = BROKEN[case]
    faults = check_docx(changed(SOUND, name, change))
    assert any(fault in each for each in faults), faults


def test_a_reference_to_a_note_that_leads_nowhere_is_found() -> None:
    faults = check_docx(changed(PERSIAN, NOTES, _replace("NOTEREF _Ref1", "NOTEREF _Ref7")))
    assert faults == ["word/footnotes.xml: a reference leads to '_Ref7', which is nowhere"]


def test_right_to_left_text_without_its_looks_is_found() -> None:
    fonts = check_docx(changed(PERSIAN, STYLES, _replace(' w:cs="Noto Sans Arabic"', "")))
    assert fonts == ["word/styles.xml: no font or size for text that runs from right to left"]
    sizes = check_docx(changed(PERSIAN, STYLES, _replace('<w:szCs w:val="24"/>', "")))
    assert sizes == fonts
    bold = check_docx(changed(PERSIAN, MAIN, _replace("<w:b/><w:bCs/>", "<w:b/>")))
    assert bold == ["word/document.xml: a run from right to left has w:b without w:bCs"]


def test_a_picture_without_words_or_without_its_part_is_found() -> None:
    data = write_docx(sample_document())
    silent = check_docx(changed(data, MAIN, _everywhere(' descr="[^"]*"', "")))
    assert silent == ["word/document.xml: a picture has no alternative text"]
    missing = check_docx(changed(data, RELATIONSHIPS, _replace("rDrawing1", "rOther")))
    assert missing == ["word/document.xml: a picture is missing"]


def test_missing_parts_are_found() -> None:
    assert any("no paragraph style" in each for each in check_docx(without(SOUND, STYLES)))
    assert any("does not exist" in each for each in check_docx(without(SOUND, NOTES)))
    assert any("are not named" in each for each in check_docx(without(SOUND, SETTINGS)))
    assert any("is not defined" in each for each in check_docx(without(SOUND, "word/numbering.xml")))


def test_the_writer_gives_out_no_unsound_file() -> None:
    with pytest.raises(UnsoundDocument, match="leads to '_Head-nowhere'"):
        write_docx(document(paragraph(Link("#nowhere", words("lost")))))
    with pytest.raises(UnsoundDocument, match="names no host"):
        write_docx(document(paragraph(Link("https://", words("lost")))), letterhead=letterhead())


ADDRESSES = [
    "https://example.org/a?b=1#c",
    "https://example.org/%D9%85?x=%20y&z=(1)~'!*,;:@",
    "http://example.org:8080/",
    "mailto:someone@example.org?subject=Example",
    "https://مثال.example/گزارش",
    "http://[2001:db8::1]/",
]


def test_sound_addresses_are_let_through_and_the_validator_leaves_them() -> None:
    assert [address_fault(address) for address in ADDRESSES] == [None] * len(ADDRESSES)
    links = (Link(address, words("link")) for address in ADDRESSES)
    assert ooxml_faults(write_docx(document(paragraph(*links)))) == []


@pytest.mark.parametrize(
    "address",
    [
        "http://[bad",
        "http://exa mple.org/",
        "http://",
        "",
        "https://example.org:99999/",
        "https://example.org:/",
        "https://:80/",
        "https://user@example@/",
        "https://e..org/",
        "javascript:run()",
        "file:///etc/hosts",
        "\\\\example\\share",
        "example.org",
        "mailto:nobody",
    ],
)
def test_an_address_that_the_validator_would_rewrite_or_word_would_run_is_found(address: str) -> None:
    assert address_fault(address) is not None
