"""Right-to-left text in a Word file: every paragraph, run, table and section says which way it goes."""

from __future__ import annotations

import re

from lxml import etree

from briefwright.document.nodes import BlockQuote, Document, Isolate, Metadata, Span
from briefwright.writers.docx import write_docx
from briefwright.writers.docx.language import culture, is_right_to_left
from judges.ooxml import ooxml_faults
from writers.docx_parts import W, part, shown, text, tree
from writers.docx_samples import document, note, paragraph, persian_document, words


def test_every_paragraph_runs_leftwards_but_the_english_quotation_and_the_latin_note() -> None:
    data = write_docx(persian_document())
    for name in ("word/document.xml", "word/footnotes.xml", "word/header-default.xml", "word/footer-first.xml"):
        for paragraph_element in tree(data, name).iter(f"{{{W}}}p"):
            leftwards = paragraph_element.find(f"{{{W}}}pPr/{{{W}}}bidi") is not None
            assert leftwards != shown(paragraph_element).strip().startswith(("We ask", "Example Observatory"))


def test_persian_runs_are_marked_and_latin_runs_are_left_alone() -> None:
    data = write_docx(persian_document())
    runs = [
        run
        for name in ("word/document.xml", "word/footnotes.xml")
        for run in tree(data, name).iter(f"{{{W}}}r")
        if shown(run).strip()
    ]
    marked = {shown(run) for run in runs if run.find(f"{{{W}}}rPr/{{{W}}}rtl") is not None}
    plain = {shown(run) for run in runs} - marked
    assert plain == {
        "A/EXA/55/67",
        "Example Observatory, ",
        "Annual Report",
        " (2018) p. 12.",
        "https://example.org/reports/1",
        "We ask the Government to say where they are.",
    }
    assert '<w:rPr><w:b/><w:bCs/><w:rtl/><w:lang w:bidi="fa-IR"/></w:rPr><w:t xml:space="preserve">هیچ' in text(
        data
    )


def test_tables_mirror_and_the_section_starts_at_the_right() -> None:
    data = write_docx(persian_document())
    assert text(data).count("<w:tbl>") == text(data).count("<w:bidiVisual/>") == 2
    assert re.search(r'<w:tblStyle w:val="\w+"/><w:bidiVisual/>', text(data))
    assert "<w:bidi/></w:sectPr>" in text(data)


def test_complex_script_text_has_font_size_and_language() -> None:
    styles = part(write_docx(persian_document()), "word/styles.xml")
    assert 'w:cs="Noto Sans Arabic"/><w:sz w:val="22"/><w:szCs w:val="24"/>' in styles
    assert '<w:lang w:val="en-GB" w:eastAsia="en-GB" w:bidi="fa-IR"/>' in styles
    assert styles.count("<w:b/>") == styles.count("<w:b/><w:bCs/>")
    sizes = re.findall(r"<w:sz w:val", styles)
    assert len(sizes) == len(re.findall(r'<w:sz w:val="\d+"/><w:szCs', styles))


def test_lines_keep_their_distance_whatever_letters_they_hold() -> None:
    """An Arabic font asks for twice the height of a Latin one: "auto" lines would jump in mixed notes."""
    styles = styles_of(persian_document())
    lettered = [styles[name] for name in ("Normal", "FootnoteText", "TableText", "Heading1")]
    assert {spacing.get(f"{{{W}}}lineRule") for spacing in lettered} == {"exact"}
    assert styles["Figure"].get(f"{{{W}}}lineRule") == "auto"
    assert {spacing.get(f"{{{W}}}lineRule") for spacing in styles_of(document()).values()} <= {"auto", None}


def styles_of(made: Document) -> dict[str, etree._Element]:
    """Return the spacing of each style of a written document that says one."""
    spacings = {
        style.get(f"{{{W}}}styleId", ""): style.find(f"{{{W}}}pPr/{{{W}}}spacing")
        for style in tree(write_docx(made), "word/styles.xml").iter(f"{{{W}}}style")
    }
    return {name: spacing for name, spacing in spacings.items() if spacing is not None}


def test_joined_letters_are_not_spaced_out() -> None:
    spaced = '<w:spacing w:val="24"/>'
    assert spaced in part(write_docx(document(paragraph("Text"))), "word/styles.xml")
    assert spaced not in part(write_docx(persian_document()), "word/styles.xml")


def test_the_validator_finds_nothing() -> None:
    assert ooxml_faults(write_docx(persian_document())) == []


def test_a_persian_quotation_in_an_english_brief_runs_leftwards() -> None:
    quotation = BlockQuote((paragraph("می‌پرسیم کجا هستند."),), "fa")
    data = write_docx(document(paragraph("Text ", Span("fa", words("واژه"))), quotation))
    assert '<w:rPr><w:rtl/><w:lang w:bidi="fa-IR"/></w:rPr><w:t xml:space="preserve">واژه' in text(data)
    assert '<w:pStyle w:val="Quote"/><w:bidi/></w:pPr><w:r><w:rPr><w:rtl/>' in text(data)
    assert text(data).count("<w:bidi/>") == 1


def test_an_isolate_takes_the_direction_of_its_first_letter() -> None:
    isolates = [Isolate(words(content)) for content in ("A/55", "۱ واژه", "12")]
    data = write_docx(document(paragraph(*isolates), metadata=Metadata("عنوان", "fa", "rtl")))
    marks = [run.find(f"{{{W}}}rPr/{{{W}}}rtl") is not None for run in tree(data).iter(f"{{{W}}}r")]
    assert marks == [False, True, True]


def test_a_note_call_in_persian_text_goes_with_it() -> None:
    data = write_docx(document(paragraph("متن", note(1, "یادداشت")), metadata=Metadata("عنوان", "fa", "rtl")))
    call = (
        '<w:rPr><w:rStyle w:val="FootnoteReference"/><w:rtl/><w:lang w:bidi="fa-IR"/></w:rPr><w:footnoteReference'
    )
    assert call in text(data)
    mark = '<w:rPr><w:rStyle w:val="FootnoteReference"/><w:rtl/></w:rPr><w:footnoteRef/>'
    assert mark in part(data, "word/footnotes.xml")


def test_the_script_of_a_tag_decides_its_direction() -> None:
    directions = {tag: is_right_to_left(tag) for tag in ("fa", "fa-Latn", "az-Arab", "en", "he-IL")}
    assert directions == {"fa": True, "fa-Latn": False, "az-Arab": True, "en": False, "he-IL": True}


def test_a_language_without_a_region_gets_its_likely_one() -> None:
    cultures = {tag: culture(tag) for tag in ("fa", "en", "fr", "fr-CA", "es-419", "tlh")}
    assert cultures == {
        "fa": "fa-IR",
        "en": "en-GB",
        "fr": "fr-FR",
        "fr-CA": "fr-CA",
        "es-419": "es-419",
        "tlh": "tlh",
    }
