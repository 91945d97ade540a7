"""What a Word file says of its scripts beside their direction: fonts, languages, stress, marks of direction."""

from __future__ import annotations

from briefwright.document.direction import directed
from briefwright.document.nodes import Emphasis, Metadata
from briefwright.writers.docx import write_docx
from judges.ooxml import ooxml_faults
from rtl.samples import mixed_document
from writers.docx_parts import part, text
from writers.docx_samples import document, paragraph, words


def test_chinese_words_ask_for_chinese_marks_and_name_their_language() -> None:
    data = write_docx(document(paragraph("他说：“没有。”"), metadata=Metadata("报告", "zh")))
    assert '<w:r><w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr><w:t xml:space="preserve">他说：“没有。”' in text(data)
    assert '<w:lang w:val="en-GB" w:eastAsia="zh-CN" w:bidi="ar-SA"/>' in part(data, "word/styles.xml")
    assert ooxml_faults(data) == []


def test_words_without_italics_are_stressed_by_weight() -> None:
    stressed = [Emphasis(words(word)) for word in ("Title", "عنوان", "标题")]
    data = text(write_docx(directed(document(paragraph(*stressed), metadata=Metadata("عنوان", "fa", "rtl")))))
    assert data.count("<w:i/><w:iCs/>") == 1
    assert data.count("<w:b/><w:bCs/>") == 2


def test_marks_of_direction_stand_only_where_a_bracket_or_a_number_is_at_the_edge() -> None:
    marked = text(write_docx(mixed_document(["بنگرید به ‘Example title’ در سند."])))
    assert marked.count("\u200e") == 2
    plain = text(write_docx(mixed_document(["بنگرید به A/HRC/55/67 در سند."])))
    assert "\u200e" not in plain


def test_the_font_table_says_what_stands_in() -> None:
    table = part(write_docx(document(paragraph("Text"))), "word/fontTable.xml")
    assert '<w:font w:name="Noto Sans Arabic"><w:altName w:val="Times New Roman"/>' in table
