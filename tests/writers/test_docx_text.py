"""The text of a Word file: which node becomes which paragraph, run, list and table."""

from __future__ import annotations

import re
from types import MappingProxyType

import pytest

from briefwright.document.nodes import (
    Asset,
    BlockQuote,
    Cell,
    Cite,
    Column,
    Emphasis,
    Figure,
    Group,
    Heading,
    LineBreak,
    Link,
    List,
    ListItem,
    Metadata,
    Paragraph,
    Row,
    Section,
    SmallCaps,
    Span,
    Statement,
    Strong,
    Superscript,
    Table,
    Time,
)
from briefwright.writers.docx import write_docx
from writers.docx_parts import W, names, part, shown, styles_of_paragraphs, text, tree
from writers.docx_samples import document, paragraph, table, words
from writers.sample import sample_document

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 5"><rect width="10" height="5" fill="#123456"/></svg>'
)


def test_headings_and_the_roles_of_paragraphs_are_styles() -> None:
    data = write_docx(
        document(
            Paragraph(words("Kicker"), "kicker"),
            Heading(1, words("Title"), "title"),
            Paragraph(words("Subtitle"), "subtitle"),
            Section(
                (
                    Heading(2, words("Part"), "part"),
                    Paragraph(words("Lead"), "lead"),
                    Heading(3, words("Chapter"), "chapter"),
                    paragraph("Body"),
                    Heading(4, words("Point"), "point"),
                    BlockQuote((paragraph("Quoted"), Paragraph(words("Who"), "attribution"))),
                    Paragraph(words("Remark"), "remark"),
                    Paragraph(words("Line"), "meta"),
                )
            ),
        )
    )
    assert styles_of_paragraphs(data) == [
        ("Kicker", "Kicker"),
        ("Title", "Title"),
        ("Subtitle", "Subtitle"),
        ("Heading1", "Part"),
        ("Lead", "Lead"),
        ("Heading2", "Chapter"),
        ("BodyText", "Body"),
        ("Heading3", "Point"),
        ("Quote", "Quoted"),
        ("Attribution", "Who"),
        ("Remark", "Remark"),
        ("DocumentLine", "Line"),
    ]


def test_headings_keep_with_what_follows_and_stand_in_the_outline() -> None:
    styles = part(write_docx(sample_document()), "word/styles.xml")
    for level in range(1, 5):
        heading = re.search(rf'w:styleId="Heading{level}">(.*?)</w:style>', styles)
        assert heading is not None
        assert f'<w:name w:val="heading {level}"/>' in heading.group(1)
        assert "<w:keepNext/>" in heading.group(1)
        assert f'<w:outlineLvl w:val="{level - 1}"/>' in heading.group(1)
    assert "<w:widowControl/>" in styles


def test_character_formatting_is_nested_and_covers_complex_scripts() -> None:
    data = write_docx(
        document(
            paragraph(
                Strong(words("bold ", Emphasis(words("both")))),
                SmallCaps(words("small")),
                Superscript(words("up")),
                LineBreak(),
                Span("fr", words("mot")),
            )
        )
    )
    assert '<w:r><w:rPr><w:b/><w:bCs/><w:i/><w:iCs/></w:rPr><w:t xml:space="preserve">both</w:t></w:r>' in text(
        data
    )
    assert "<w:rPr><w:smallCaps/></w:rPr>" in text(data)
    assert '<w:rPr><w:vertAlign w:val="superscript"/></w:rPr>' in text(data)
    assert "<w:r><w:br/></w:r>" in text(data)
    assert '<w:rPr><w:lang w:val="fr-FR"/></w:rPr>' in text(data)


def test_a_text_that_looks_like_a_field_or_markup_stays_text() -> None:
    hostile = '{ DDEAUTO c:\\\\windows } <w:instrText>INCLUDETEXT</w:instrText> & "quotes"'
    data = write_docx(document(paragraph(hostile)))
    assert shown(tree(data)) == hostile
    assert not list(tree(data).iter(f"{{{W}}}instrText"))


@pytest.mark.parametrize("character", ["\x00", "\x0b", "\ufffe", "\ud800"])
def test_a_character_that_xml_cannot_hold_is_refused(character: str) -> None:
    with pytest.raises(ValueError, match=f"U\\+{ord(character):04X}"):
        write_docx(document(paragraph(f"a{character}b")))


def test_a_node_of_an_earlier_room_is_refused() -> None:
    with pytest.raises(TypeError, match="Cite"):
        write_docx(document(paragraph(Cite("example"))))


def test_each_statement_stands_in_a_bookmark_of_its_own() -> None:
    long_id = "a-very-long-name-of-a-fact-that-word-would-cut-somewhere"
    records = ["killed", "killed", "killed--2", long_id, long_id]
    data = write_docx(document(*(paragraph(Statement(record, words(record)), " rest") for record in records)))
    found = re.findall(
        r'<w:bookmarkStart w:id="(\d+)" w:name="([^"]+)"/>(.*?)<w:bookmarkEnd w:id="\1"/>', text(data)
    )
    bookmarks = [name for _, name, _ in found]
    assert bookmarks[:3] == ["fact-killed", "fact-killed--2", "fact-killed--2--2"]
    assert all(len(name) <= 40 for name in bookmarks)
    assert len(set(bookmarks)) == len(records)
    assert all(f">{record}</w:t>" in content for record, (_, _, content) in zip(records, found, strict=True))
    again = write_docx(document(*(paragraph(Statement(record, words(record)), " rest") for record in records)))
    assert again == data


def test_a_dated_entry_hangs_its_date_in_a_column() -> None:
    entry = Paragraph(words(Time("1988-07", words("July 1988")), " It began."), "entry")
    data = write_docx(document(entry))
    assert (
        '<w:r><w:rPr><w:rStyle w:val="EntryDate"/></w:rPr><w:t xml:space="preserve">July 1988</w:t></w:r>'
        '<w:r><w:tab/></w:r><w:r><w:t xml:space="preserve">It began.</w:t></w:r>'
    ) in text(data)
    style = re.search(
        r'w:styleId="DatedEntry">.*?<w:ind w:left="(\d+)" w:hanging="\1"/>', part(data, "word/styles.xml")
    )
    assert style is not None


def test_links_lead_out_by_relationship_and_inside_by_bookmark() -> None:
    data = write_docx(
        document(
            Heading(1, words("Title"), "top"),
            paragraph(
                Link("https://example.org/a?b=1&c=2", words("out"), 'The "report"'),
                Link("#top", words("in")),
                Link("https://example.org/a?b=1&c=2", words("again")),
            ),
        )
    )
    assert '<w:hyperlink r:id="rLink1" w:tooltip="The &quot;report&quot;" w:history="1">' in text(data)
    assert '<w:hyperlink w:anchor="_Head-top" w:history="1">' in text(data)
    assert text(data).count('r:id="rLink1"') == 2
    relationships = part(data, "word/_rels/document.xml.rels")
    assert relationships.count("https://example.org/a?b=1&amp;c=2") == 1
    assert 'TargetMode="External"' in relationships


def test_lists_are_real_nest_and_restart() -> None:
    inner = List((ListItem((paragraph("inner"),)),), ordered=True, start=3)
    outer = List(
        (ListItem((paragraph("one"), inner, paragraph("more"))), ListItem((paragraph("two"),))), ordered=True
    )
    bullets = List((ListItem((paragraph("dot"),)),))
    data = write_docx(document(outer, bullets, outer))
    assert styles_of_paragraphs(data)[:5] == [
        ("ListNumber", "one"),
        ("ListNumber2", "inner"),
        ("ListContinue", "more"),
        ("ListNumber", "two"),
        ("ListBullet", "dot"),
    ]
    levels = re.findall(r'<w:ilvl w:val="(\d)"/><w:numId w:val="(\d+)"/>', text(data))
    first, second = levels[:4], levels[4:]
    assert [level for level, _ in first] == ["0", "1", "0", "0"]
    assert first[0][1] == first[2][1] != second[0][1]
    numbering = part(data, "word/numbering.xml")
    nested = first[1][1]
    restart = '<w:lvlOverride w:ilvl="1"><w:startOverride w:val="3"/></w:lvlOverride>'
    assert f'<w:num w:numId="{nested}"><w:abstractNumId w:val="2"/>{restart}</w:num>' in numbering


def test_a_list_in_a_quotation_is_indented_with_it() -> None:
    data = write_docx(document(BlockQuote((List((ListItem((paragraph("dot"),)),)),))))
    assert styles_of_paragraphs(data)[0] == ("Quote", "dot")
    assert re.search(r'</w:numPr><w:ind w:left="907"/>', text(data)), "the quotation's indent and that of the list"


def test_the_words_that_announce_a_list_stay_with_it() -> None:
    data = write_docx(document(paragraph("Three questions:"), List((ListItem((paragraph("one"),)),))))
    assert '<w:pStyle w:val="BodyText"/><w:keepNext/>' in text(data)


def test_header_rows_repeat_and_rows_do_not_break() -> None:
    data = write_docx(document(table(("1", "one"), ("2", "two"), header=("No.", "Word"))))
    assert text(data).count("<w:tblHeader/>") == 1
    assert text(data).count("<w:cantSplit/>") == 3
    assert '<w:tblStyle w:val="DataTable"/>' in text(data)
    assert '<w:tblCaption w:val="Example table"/>' in text(data)
    assert styles_of_paragraphs(data)[:4] == [
        ("Caption", "Example table"),
        ("TableHeader", "No."),
        ("TableHeader", "Word"),
        ("TableText", "1"),
    ]


def test_columns_take_their_share_and_align_their_cells() -> None:
    row = Row((Cell((paragraph("Kind"),), header=True), Cell((paragraph("7"),)), Cell(())))
    columns = (Column("start", 25), Column("end", 50), Column("center", 25))
    data = write_docx(document(Table(columns, (), (), (row,), "particulars")))
    widths = [int(width) for width in re.findall(r'<w:gridCol w:w="(\d+)"/>', text(data))]
    assert widths[1] == pytest.approx(2 * widths[0], abs=2)
    assert f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/>' in text(data)
    assert '<w:pStyle w:val="TableText"/><w:jc w:val="right"/></w:pPr><w:r><w:t xml:space="preserve">7<' in text(
        data
    )
    assert '<w:pStyle w:val="TableText"/><w:jc w:val="center"/></w:pPr></w:p></w:tc>' in text(data)
    assert 'w:firstRow="0" w:firstColumn="1"' in text(data)
    assert styles_of_paragraphs(data)[0] == ("TableLabel", "Kind")


def test_columns_without_shares_follow_their_content() -> None:
    data = write_docx(document(table(("1", "A long sentence that needs most of the room there is."))))
    narrow, wide = (int(width) for width in re.findall(r'<w:gridCol w:w="(\d+)"/>', text(data)))
    assert wide > 4 * narrow


def test_two_tables_do_not_grow_together_and_the_text_ends_in_a_paragraph() -> None:
    plain = Table((Column(),), (), (), (Row((Cell((paragraph("a"),)),)),))
    body = text(write_docx(document(plain, plain)))
    assert re.search(r'</w:tbl><w:p><w:pPr><w:pStyle w:val="TableGap"/></w:pPr></w:p><w:tbl>', body)
    assert re.search(r"</w:tbl><w:p>.*?</w:p><w:sectPr>", body)


def test_a_cell_that_ends_in_a_table_gets_a_paragraph() -> None:
    inner = Table((Column(),), (), (), (Row((Cell((paragraph("a"),)),)),))
    outer = Table((Column(),), (), (), (Row((Cell((inner,)),)),))
    assert re.search(r"</w:tbl><w:p>.*?</w:p></w:tc>", text(write_docx(document(outer))))


def test_a_summary_stands_in_a_box_and_a_signature_stays_together() -> None:
    data = write_docx(
        document(
            Group("summary", (paragraph("In short"),)),
            Group("signature", (paragraph("For the committee"), paragraph("A. N. Example"))),
        )
    )
    assert '<w:tblStyle w:val="SummaryBox"/>' in text(data)
    assert re.search(
        r'<w:keepNext/>(<w:spacing w:before="\d+"/>)?</w:pPr><w:r><w:t xml:space="preserve">For', text(data)
    )
    assert '<w:pPr><w:pStyle w:val="BodyText"/></w:pPr><w:r><w:t xml:space="preserve">A. N. Example' in text(data)


def test_a_figure_is_a_png_with_its_alternative_text_and_caption() -> None:
    figure = Figure("bar", 'A "bar" of 10 & 5', words("One bar."))
    brief = document(figure, figure)
    brief = type(brief)(
        brief.metadata, brief.furniture, brief.content, MappingProxyType({"bar": Asset(SVG, 400, 200)})
    )
    data = write_docx(brief)
    assert [name for name in names(data) if "media" in name] == ["word/media/drawing1.png"]
    descriptions = [each.get("descr") for each in tree(data).iter("{*}docPr")]
    assert descriptions == ['A "bar" of 10 & 5'] * 2
    extent = next(tree(data).iter("{*}extent"))
    width, height = int(extent.get("cx", "0")), int(extent.get("cy", "0"))
    assert width == pytest.approx(154 * 36000, rel=0.01), "a drawing wider than the text shrinks to it"
    assert width == pytest.approx(2 * height, rel=0.001)
    assert ("Caption", "One bar.") in styles_of_paragraphs(data)
    assert write_docx(brief) == data


def test_a_drawing_that_refers_to_a_file_is_refused() -> None:
    svg = SVG.replace("<rect", '<image href="/example/picture.png"/><rect')
    brief = document(Figure("bar", "A bar"))
    with pytest.raises(ValueError, match="outside"):
        write_docx(
            type(brief)(brief.metadata, brief.furniture, brief.content, MappingProxyType({"bar": Asset(svg, 9, 9)}))
        )


def test_the_page_has_the_paper_margins_running_title_and_page_numbers() -> None:
    brief = document(
        paragraph("Text"), metadata=Metadata("Example report", paper="Letter", publisher="Example Committee")
    )
    data = write_docx(brief)
    assert '<w:pgSz w:w="12240" w:h="15840"/>' in text(data)
    assert "<w:titlePg/>" in text(data)
    assert "Example report" in part(data, "word/header-default.xml")
    assert shown(tree(data, "word/header-first.xml")) == ""
    for place in ("default", "first"):
        footer = part(data, f"word/footer-{place}.xml")
        assert re.findall(r"<w:instrText[^>]*> (\w+) <", footer) == ["PAGE", "NUMPAGES"]
        assert (
            re.sub("<[^>]+>", "", footer).split()
            == "Example Committee Page PAGE 1 of NUMPAGES 1".replace("Committee Page", "CommitteePage").split()
        )


def test_the_document_says_its_language_title_subject_and_publisher_and_nothing_else() -> None:
    brief = document(
        paragraph("Text"), metadata=Metadata("Title & more", "fr", publisher="Example Committee", subject="Subject")
    )
    data = write_docx(brief)
    core = part(data, "docProps/core.xml")
    assert re.findall(r"<(dc:\w+)>([^<]*)<", core) == [
        ("dc:title", "Title &amp; more"),
        ("dc:subject", "Subject"),
        ("dc:creator", "Example Committee"),
        ("dc:language", "fr"),
    ]
    assert "dcterms" not in core
    assert '<w:lang w:val="fr-FR" w:eastAsia="fr-FR" w:bidi="ar-SA"/>' in part(data, "word/styles.xml")
    assert "creator" not in part(write_docx(document(paragraph("Text"))), "docProps/core.xml")


def test_a_paragraph_after_a_table_stands_clear_of_it() -> None:
    data = write_docx(document(table(("1", "one")), paragraph("After"), paragraph("Later")))
    assert re.search(r'<w:spacing w:before="\d+"/></w:pPr><w:r><w:t xml:space="preserve">After', text(data))
    assert '<w:pStyle w:val="BodyText"/></w:pPr><w:r><w:t xml:space="preserve">Later' in text(data)


def test_a_link_in_a_link_is_words() -> None:
    inner = Link("https://example.org/b", words("inner"))
    data = write_docx(document(paragraph(Link("https://example.org/a", (*words("outer "), inner)))))
    assert text(data).count("<w:hyperlink") == 1
    assert shown(tree(data)) == "outer inner"


def test_two_headings_with_one_anchor_are_refused() -> None:
    with pytest.raises(ValueError, match="_Head-part would occur twice"):
        write_docx(document(Heading(2, words("One"), "part"), Heading(2, words("Two"), "part")))


def test_a_quotation_in_a_cell_keeps_the_size_of_the_cell() -> None:
    quotation = BlockQuote((paragraph("Quoted"),))
    data = write_docx(document(Table((Column(),), (), (), (Row((Cell((quotation,)),)),))))
    assert '<w:pStyle w:val="TableText"/><w:ind w:left="397"/></w:pPr>' in text(data)


def test_an_entry_without_a_date_is_a_plain_line_and_a_date_may_stand_alone() -> None:
    data = write_docx(
        document(
            Paragraph(words("No date."), "entry"),
            Paragraph((Time("1988", words("1988")), *words(" ")), "entry"),
            Paragraph((Time("1988", words("1988")), Strong(words("It began."))), "entry"),
        )
    )
    assert styles_of_paragraphs(data) == [
        ("DatedEntry", "No date."),
        ("DatedEntry", "1988"),
        ("DatedEntry", "1988It began."),
    ]
    assert text(data).count("<w:tab/>") == 2
