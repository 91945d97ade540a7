"""From HTML to the tree: every word stays, in order; whatever is written, nothing raises."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from briefwright.document import nodes as n
from briefwright.document.markup import TAGS
from briefwright.document.parse import parse_blocks
from briefwright.document.text import text_of
from briefwright.document.walk import children, query
from briefwright.faults import Faults, Place

ORIGIN = Place("templates/own/layout.html.j2")


def parsed(html: str, *, assets: frozenset[str] = frozenset()) -> tuple[n.Blocks, list[str]]:
    """Return the blocks of a text of HTML, and its faults as code and sentence."""
    faults = Faults()
    blocks = parse_blocks(html, assets, ORIGIN, faults)
    return blocks, [f"{fault.code} {fault.message}" for fault in faults.all]


def body(html: str) -> n.Blocks:
    """Return the blocks of sound HTML behind a title."""
    blocks, faults = parsed(f"<h1>Title</h1>{html}")
    assert faults == []
    return blocks[1:]


def inlines(html: str) -> n.Inlines:
    """Return the inlines of one paragraph."""
    (paragraph,) = body(f"<p>{html}</p>")
    assert isinstance(paragraph, n.Paragraph)
    return paragraph.content


def words(node: object) -> list[str]:
    """Return every word below a node in reading order, those of notes where they are called."""
    if isinstance(node, n.Text):
        return node.text.split()
    found: list[str] = []
    for child in children(node):  # type: ignore[arg-type]
        found += words(child)
    return found


WORD = st.text("abcdefgh", min_size=1, max_size=4)
LINE = st.lists(WORD, min_size=1, max_size=3).map(" ".join)


def wrap(tag: str, attributes: str = "") -> Callable[[str], str]:
    """Return what puts a text into a tag."""
    return lambda content: f"<{tag}{attributes}>{content}</{tag}>"


INLINE = st.recursive(
    LINE,
    lambda inner: st.one_of(
        inner.map(wrap("em")),
        inner.map(wrap("strong")),
        inner.map(wrap("sup")),
        inner.map(wrap("bdi", ' dir="ltr"')),
        inner.map(wrap("span", ' lang="fa"')),
        inner.map(wrap("span", ' data-record="some-fact"')),
        inner.map(wrap("a", ' href="https://example.org/"')),
        inner.map(wrap("time", ' datetime="1988"')),
        st.tuples(inner, inner).map(" ".join),
        st.tuples(inner, inner).map(" <br> ".join),
    ),
    max_leaves=6,
)
PARAGRAPH = INLINE.map(wrap("p"))


def rows(cells: list[tuple[str, str]]) -> str:
    """Return a table of two columns."""
    head = "<thead><tr><th>left</th><th>right</th></tr></thead>"
    return f"<table>{head}<tbody>{''.join(f'<tr><td>{a}</td><td>{b}</td></tr>' for a, b in cells)}</tbody></table>"


BLOCK = st.recursive(
    PARAGRAPH,
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3).map(lambda items: wrap("ul")("".join(map(wrap("li"), items)))),
        inner.map(wrap("blockquote")),
        inner.map(wrap("section")),
        inner.map(wrap("div", ' class="summary"')),
        st.lists(st.tuples(INLINE, inner), min_size=1, max_size=3).map(rows),
        st.tuples(inner, inner).map("\n".join),
    ),
    max_leaves=8,
)


@given(BLOCK)
def test_every_word_of_a_sound_document_stays_in_order(html: str) -> None:
    blocks, faults = parsed(f"<h1>title</h1>\n{html}")
    assert faults == []
    plain = "".join(" " if part in "<>" else part for part in _without_tags(html))
    assert [word for block in blocks for word in words(block)] == ["title", *plain.split()]


def _without_tags(html: str) -> str:
    inside, found = False, []
    for character in html:
        inside = character == "<" or (inside and character != ">")
        if character in "<>" or not inside:
            found.append(character)
    return "".join(found)


PIECES = st.sampled_from(
    [
        *(f"<{tag}>" for tag in TAGS),
        *(f"</{tag}>" for tag in TAGS),
        '<p class="x">',
        '<span lang="?">',
        '<ol start="x">',
        '<a href="http://[">',
        '<img src="a" alt="b">',
        "<script>",
        "<!-- c -->",
        "<!DOCTYPE x>",
        "<?php ?>",
        "<![CDATA[x]]>",
        "&amp;",
        "&#xd800;",
        "&nope;",
        "words ",
        "<",
        "\x00",
    ]
)


@given(
    st.lists(PIECES, max_size=20).map("".join) | st.text(max_size=100) | st.text("<>/ap'\"=!-?[]& ", max_size=60)
)
@example("<![")
@example("<table><tr><td>")
@example('<p data-place="x:">')
@example("<section>" * 5000)
@example("<em>" * 5000)
def test_no_markup_ever_raises(html: str) -> None:
    blocks, faults = parsed(html)
    assert blocks or faults


def test_white_space_is_one_space_and_none_at_the_ends() -> None:
    assert inlines("  one\n  <em> two </em>  three ") == (
        n.Text("one "),
        n.Emphasis((n.Text("two "),)),
        n.Text("three"),
    )


def test_citations_side_by_side_are_one_note_close_to_the_words() -> None:
    found = inlines('Words. <cite data-source="a" data-at="p. 1"></cite> <cite data-source="b"></cite> More.')
    cites = (n.Cite("a", "p. 1"), n.Cite("b"))
    assert found == (n.Text("Words."), n.Note((n.Paragraph(cites),)), n.Text(" More."))


def test_two_notes_at_one_point_are_parted_by_a_raised_comma() -> None:
    found = inlines('Words<cite data-source="a"></cite><span data-note>See <cite data-source="b"></cite>.</span>')
    assert [type(inline).__name__ for inline in found] == ["Text", "Note", "Superscript", "Note"]
    last = found[-1]
    assert isinstance(last, n.Note)
    assert last.content == (n.Paragraph((n.Text("See "), n.Cite("b"), n.Text("."))),)


def test_a_citation_inside_other_words_is_a_note_there() -> None:
    (emphasis,) = inlines('<em>Words<cite data-source="a"></cite></em>')
    assert emphasis == n.Emphasis((n.Text("Words"), n.Note((n.Paragraph((n.Cite("a"),)),))))


def test_each_inline_tag_is_its_node() -> None:
    html = (
        '<strong>a</strong> <sub>b</sub> <a href="#s-1" title="t">c</a> <span lang="fa">d</span> '
        '<bdi dir="rtl">e</bdi> <time datetime="1988-07">f</time> <span data-record="g">g</span> '
        '<span data-entry="h"></span> <span data-notes="i"></span> <br> <span>j</span>'
    )
    assert [inline for inline in inlines(html) if inline != n.Text(" ")] == [
        n.Strong((n.Text("a"),)),
        n.Subscript((n.Text("b"),)),
        n.Link("#s-1", (n.Text("c"),), "t"),
        n.Span("fa", (n.Text("d"),)),
        n.Isolate((n.Text("e"),), "rtl"),
        n.Time("1988-07", (n.Text("f"),)),
        n.Statement("g", (n.Text("g"),)),
        n.SourceEntry("h"),
        n.SourceNotes("i"),
        n.LineBreak(),
        n.Text("j"),
    ]


def test_each_block_tag_is_its_node() -> None:
    html = (
        '<header><p class="kicker">k</p></header><section><h2 id="two">h</h2><p>p</p></section>'
        '<ol start="3"><li>one</li><li><p>two</p></li></ol><blockquote lang="fr"><p>q</p></blockquote>'
    )
    assert body(html) == (
        n.Group("cover", (n.Paragraph((n.Text("k"),), "kicker"),)),
        n.Section((n.Heading(2, (n.Text("h"),), "two"), n.Paragraph((n.Text("p"),)))),
        n.List(
            (n.ListItem((n.Paragraph((n.Text("one"),)),)), n.ListItem((n.Paragraph((n.Text("two"),)),))),
            ordered=True,
            start=3,
        ),
        n.BlockQuote((n.Paragraph((n.Text("q"),)),), "fr"),
    )


def test_a_table_has_columns_whose_widths_add_up() -> None:
    (table,) = body(
        '<table class="sources"><caption>c</caption><colgroup><col class="end" data-width="7"><col><col></colgroup>'
        "<thead><tr><th>a</th><th>b</th><th>c</th></tr></thead>"
        '<tbody><tr data-source="s"><td>1</td><th scope="row">2</th><td></td></tr></tbody></table>'
    )
    assert isinstance(table, n.Table)
    assert [(column.align, column.width) for column in table.columns] == [("end", 7), ("start", 47), ("start", 46)]
    assert (table.role, table.caption, len(table.header)) == ("sources", (n.Text("c"),), 1)
    assert [cell.header for cell in table.body[0].cells] == [False, True, False]
    assert table.body[0].source == "s"


def test_a_drawing_is_shown_by_its_name() -> None:
    blocks, faults = parsed(
        '<h1>t</h1><figure><img src="map" alt="A  map"><figcaption>Map</figcaption></figure>',
        assets=frozenset({"map"}),
    )
    assert faults == []
    assert blocks[1] == n.Figure("map", "A map", (n.Text("Map"),))


def test_headings_without_an_id_get_one_of_their_own() -> None:
    blocks = body('<h2>a</h2><h3>b</h3><h2 id="mine">c</h2>')
    assert [heading.anchor for heading in blocks if isinstance(heading, n.Heading)] == ["s-2", "s-3", "mine"]


def test_an_id_that_a_heading_got_by_itself_is_not_taken_from_another() -> None:
    blocks, faults = parsed('<h1>t</h1><h2 id="s-3">a</h2><h2>b</h2>')
    assert faults == []
    anchors = [heading.anchor for block in blocks for heading in query(block, n.Heading)]
    assert len(set(anchors)) == 3


def test_the_words_of_a_line_leave_out_its_notes() -> None:
    (paragraph,) = body('<p>Two<br>words<cite data-source="a"></cite></p>')
    assert text_of(paragraph) == "Two words"


@pytest.mark.parametrize(
    "href", ["https://example.org/a?b=c", "http://example.org", "mailto:ann@example.org", "#s-1"]
)
def test_a_link_for_a_brief(href: str) -> None:
    assert inlines(f'<a href="{href}">x</a>') == (n.Link(href, (n.Text("x"),)),)


@pytest.mark.parametrize(
    "href",
    ["javascript:x", "data:text/html,x", "file:///etc/hosts", "page.html", "//example.org", "mailto:", "#", "",
     "https://", "https://a:b@example.org/", "ms-word:x", "http://[", "https://example.org:99999/"],
)  # fmt: skip
def test_no_link_for_a_brief(href: str) -> None:
    _, faults = parsed(f'<h1>t</h1><p><a href="{href}">x</a></p>')
    assert len(faults) == 1
    assert faults[0].startswith(f"LINK '{href}' is no link for a brief: ")
