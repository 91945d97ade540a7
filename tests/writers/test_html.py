"""The HTML writer: its two forms, their words, their links and what they refuse."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from types import MappingProxyType

import pytest
from lxml import etree, html

from briefwright.document.nodes import (
    Asset,
    Block,
    BlockQuote,
    Cite,
    Document,
    Emphasis,
    Figure,
    Heading,
    Isolate,
    Link,
    List,
    ListItem,
    Note,
    NoteRef,
    Paragraph,
    Section,
    Span,
    Statement,
    Text,
    Time,
)
from briefwright.document.walk import query
from briefwright.writers.html import write_html
from reading.html_reading import read_html
from writers.printed import noted, print_form, shared_css, small
from writers.sample import sample_document


def page_of(document: Document, *, for_print: bool = False) -> etree._Element:
    return html.document_fromstring(write_html(document, css="", for_print=for_print).encode())


def body_of(*blocks: Block, for_print: bool = False) -> str:
    markup = write_html(small(*blocks), css="", for_print=for_print)
    return markup.split("</h1>\n", 1)[1].split("\n</main>")[0]


def test_both_forms_hold_the_same_words() -> None:
    sample = sample_document()
    web = read_html(write_html(sample, css=""))
    assert web == read_html(write_html(sample, css="", for_print=True))
    assert len(web.notes) == len(list(query(sample, Note)))
    assert "taken from their homes⟦1⟧ by men who gave no name.⟦2⟧" in web.words


def test_a_page_says_its_language_direction_title_and_publisher() -> None:
    page = page_of(sample_document())
    assert (page.get("lang"), page.get("dir")) == ("en", "ltr")
    assert page.findtext("head/title") == "The missing of the Northern District"
    metas = {meta.get("name"): meta.get("content") for meta in page.iterfind("head/meta")}
    assert metas["author"] == "Example Committee"
    assert metas["description"] == "Summary of an appeal to Example State"


def test_a_page_needs_nothing_but_itself() -> None:
    markup = write_html(sample_document(), css=shared_css("web"))
    page = html.document_fromstring(markup.encode())
    assert "default-src 'none'" in markup
    assert not [node.tag for node in page.iter("script", "link", "img", "iframe", "object")]
    assert "url(" not in re.sub(r"url\(#drawing-", "", markup)
    assert "@import" not in markup


def test_landmarks() -> None:
    page = page_of(sample_document())
    (body,) = page.iter("body")
    assert [(child.tag, child.get("role")) for child in body] == [
        ("header", None),
        ("main", None),
        ("section", "doc-endnotes"),
    ]
    assert page.findtext("body/header/h1") == "The missing of the Northern District"


@pytest.mark.parametrize("for_print", [False, True])
def test_every_link_inside_a_page_finds_its_goal_and_every_id_is_unique(for_print: bool) -> None:
    page = page_of(sample_document(), for_print=for_print)
    ids = Counter(node.attrib["id"] for node in page.iter() if "id" in node.attrib)
    assert set(ids.values()) == {1}
    goals = [str(link.attrib["href"]) for link in page.iter("a")]
    assert all(goal[1:] in ids for goal in goals if goal.startswith("#"))
    assert sum(goal.startswith("#call-") for goal in goals) == len(list(query(sample_document(), Note)))


def test_call_and_note_lead_to_each_other_on_the_web_page() -> None:
    page = page_of(small(Paragraph((Text("A"), noted("N"), Text(".")))))
    (call,) = page.iterfind(".//a[@role='doc-noteref']")
    (back,) = page.iterfind(".//a[@role='doc-backlink']")
    assert (call.get("href"), call.text, call.get("aria-label")) == ("#note-1", "1", "Note 1")
    assert (back.get("href"), back.text) == ("#call-1", "1")
    assert back.get("aria-label") == "Back to note 1 in the text"


def test_a_note_stands_at_its_call_in_print() -> None:
    assert body_of(Paragraph((Text("A"), noted("N"), Text(" b"))), for_print=True) == (
        '<p>A<sup class="call" id="call-1"><a href="#note-1" role="doc-noteref" aria-label="Note 1" '
        'title="Note 1">1</a></sup><span class="note" id="note-1" role="doc-footnote" lang="en" dir="ltr">'
        '<span class="p"><span class="marker"><a href="#call-1" role="doc-backlink" '
        'aria-label="Back to note 1 in the text" '
        'title="Back to note 1 in the text">1</a> </span>N</span></span> b</p>'
    )


def test_a_note_of_several_blocks_holds_only_phrasing_content_in_print() -> None:
    listed = List((ListItem((Paragraph((Text("i"),)),)),), ordered=True, start=3)
    note = Note((Paragraph((Text("A"),)), listed, Paragraph((Text("B"),))), 1)
    markup = body_of(Paragraph((note,)), for_print=True)
    assert '<span class="list numbered" role="list" style="counter-reset:note-item 2">' in markup
    assert '<span class="item" role="listitem"><span class="p">i</span></span>' in markup
    assert markup.count("<p>") == 1


def test_a_note_in_a_link_follows_it() -> None:
    link = Link("https://example.org/", (Text("words"), noted("N"), NoteRef(1)))
    markup = body_of(Paragraph((link,)))
    assert markup.startswith('<p><a href="https://example.org/">words1</a><sup class="call"')


def test_a_statement_leads_back_to_its_record_and_repeats_under_a_new_id() -> None:
    markup = body_of(Paragraph((Statement("r-1", (Text("a"),)), Statement("r-1", (Text("b"),)))))
    assert markup == (
        '<p><span id="fact-r-1" data-record="r-1">a</span><span id="fact-r-1-2" data-record="r-1">b</span></p>'
    )


def test_a_heading_keeps_the_id_that_a_statement_would_take() -> None:
    heading = Heading(2, (Text("H"),), "fact-x")
    markup = body_of(Paragraph((Statement("x", (Text("a"),)),)), heading)
    assert '<span id="fact-x-2" data-record="x">' in markup
    assert '<h2 id="fact-x">H</h2>' in markup


@pytest.mark.parametrize(
    ("inline", "markup"),
    [
        (Text("<b>&"), "&lt;b&gt;&amp;"),
        (Span("fa", (Text("x"),)), '<span lang="fa" dir="rtl">x</span>'),
        (Isolate((Text("x"),), "ltr"), '<bdi dir="ltr">x</bdi>'),
        (Isolate((Text("x"),)), "<bdi>x</bdi>"),
        (Time("1988-07", (Text("x"),)), '<time class="date" datetime="1988-07">x</time>'),
        (Time("2020-12-~07", (Text("x"),)), '<span class="date" data-edtf="2020-12-~07">x</span>'),
        (Link("#top", (Emphasis((Text("x"),)),), 'a "b"'), '<a href="#top" title="a &quot;b&quot;"><em>x</em></a>'),
    ],
)
def test_inlines(inline: Text | Span | Isolate | Time | Link, markup: str) -> None:
    assert body_of(Paragraph((inline,))) == f"<p>{markup}</p>"


def test_roles_name_classes() -> None:
    assert body_of(Paragraph((), "lead", keep_with_next=True)) == '<p class="lead keep"></p>'
    assert body_of(BlockQuote((Paragraph((Text("x"),)),), "fa")) == (
        '<blockquote lang="fa" dir="rtl"><p>x</p></blockquote>'
    )


def test_tables_have_captions_scopes_and_widths() -> None:
    page = page_of(sample_document())
    (table,) = page.iterfind(".//table[@class='data measured']")
    assert table.findtext("caption") == "Events in the Northern District, 2016 to 2018"
    assert {cell.get("scope") for cell in table.iterfind("thead//th")} == {"col"}
    assert {cell.get("scope") for cell in table.iterfind("tbody//th")} == {"row"}
    assert [column.get("style") for column in table.iter("col")] == [f"width:{n}%" for n in (8, 22, 56, 14)]
    assert len(list(table.iterfind("tbody/tr"))) == 60


def test_a_paragraph_in_a_list_item_is_no_element_of_its_own() -> None:
    item = ListItem((Paragraph((Text("a"),)), Paragraph((Text("b"),)), List((ListItem(()),))))
    assert body_of(List((item,))) == "<ul><li>a<br>b<ul><li></li></ul></li></ul>"


def test_a_drawing_is_vector_and_says_what_it_shows() -> None:
    page = page_of(sample_document())
    (figure,) = page.iter("figure")
    svg = figure[0]
    words = "A line from 2016 to 2024: first arrests, inquiry opened, report withheld, renewed appeal."
    assert (svg.tag, svg.get("role"), svg.get("aria-label"), svg.findtext("title")) == ("svg", "img", words, words)
    assert (svg.get("width"), svg.get("height")) == ("160mm", "26mm")


def draw(inside: str) -> str:
    figure = Figure("a", "what it shows")
    asset = Asset(f'<svg xmlns="http://www.w3.org/2000/svg">{inside}</svg>', 10, 10)
    return write_html(replace(small(figure, figure), assets=MappingProxyType({"a": asset})), css="")


def test_the_same_drawing_twice_has_its_own_ids() -> None:
    markup = draw('<linearGradient id="g"/><path fill="url(#g)" d="M0 0"/>')
    assert 'fill="url(#drawing-1-g)"' in markup
    assert 'id="drawing-2-g"' in markup


@pytest.mark.parametrize(
    "inside",
    [
        "<script>1</script>",
        "<style>*{}</style>",
        '<image href="https://example.org/a.png"/>',
        '<use href="https://example.org/a.svg#a"/>',
        '<path onclick="1"/>',
        '<path fill="url(https://example.org/a)"/>',
        '<path fill="URL( https://example.org/a)"/>',
    ],
)
def test_a_drawing_cannot_run_or_load_anything(inside: str) -> None:
    with pytest.raises(ValueError, match="a drawing may"):
        draw(inside)


@pytest.mark.parametrize("href", ["javascript:x", "file:///x", "x.html", "//example.org", "data:text/html,x", "#"])
def test_other_links_are_refused(href: str) -> None:
    with pytest.raises(ValueError, match="a link must start with"):
        body_of(Paragraph((Link(href, (Text("x"),)),)))


def test_a_skipped_heading_level_is_refused() -> None:
    with pytest.raises(ValueError, match="level 3 follows one of level 1"):
        body_of(Section((Heading(3, (Text("x"),), "x"),)))


def test_a_name_given_twice_is_refused() -> None:
    with pytest.raises(ValueError, match="'x'"):
        body_of(Heading(2, (Text("a"),), "x"), Heading(2, (Text("b"),), "x"))
    with pytest.raises(ValueError, match="'note-1'"):
        body_of(Paragraph((noted("a"), noted("b"))))


def test_a_citation_that_was_not_made_is_refused() -> None:
    with pytest.raises(TypeError, match="Cite"):
        body_of(Paragraph((Cite("x"),)))


def test_style_and_furniture_cannot_leave_the_style_element() -> None:
    sample = sample_document()
    furniture = replace(sample.furniture, running='</style><script>"\\')
    markup = write_html(replace(sample, furniture=furniture, css="/*</style><script>*/"), css="", for_print=True)
    assert markup.count("</style>") == 1
    assert "<script" not in markup.split("</style>")[1]


def test_furniture_becomes_page_counters() -> None:
    foot = '@bottom-right{content:"Page " counter(page,decimal) " of " counter(pages,decimal) ""}'
    assert foot in print_form(sample_document())


def test_the_corners_of_a_page_follow_the_direction() -> None:
    sample = sample_document()
    mirrored = replace(sample, metadata=replace(sample.metadata, language="fa", direction="rtl", paper="Letter"))
    rule = write_html(mirrored, css="", for_print=True).split("<style>")[1]
    assert "@page{size:Letter;@bottom-left{" in rule
    assert "counter(page,persian)" in rule
    assert "ol,.note .numbered>.item{list-style-type:persian}" in rule
    assert "@top-right{" in rule
