"""The two ways through a tree, and the counting of its words."""

from __future__ import annotations

from briefwright.document import nodes as n
from briefwright.document.text import WordCount, count_words
from briefwright.document.walk import query, walk

NOTE = n.Note((n.Paragraph((n.Text("See the report."),)),), 1)
TREE = n.Document(
    n.Metadata("Example"),
    n.Furniture("Page {page} of {pages}", "Notes", "Note {number}", "Back"),
    (
        n.Heading(1, (n.Text("Two words"),), "s-1"),
        n.Paragraph((n.Text("Some "), n.Emphasis((n.Text("em"),)), n.Text("phasis"), NOTE, n.Text(" here."))),
        n.Table(
            (n.Column(width=100),),
            (n.Text("Caption"),),
            (),
            (n.Row((n.Cell((n.Paragraph((n.Text("in"),)), n.Paragraph((n.Text("cell"),)))),)),),
        ),
    ),
)


def test_query_finds_every_node_of_a_kind_in_reading_order() -> None:
    assert [text.text for text in query(TREE, n.Text)] == [
        "Two words", "Some ", "em", "phasis", "See the report.", " here.", "Caption", "in", "cell",
    ]  # fmt: skip
    assert list(query(TREE, n.Note)) == [NOTE]


def test_walk_replaces_drops_and_multiplies_nodes() -> None:
    def rewrite(node: object) -> object:
        if isinstance(node, n.Note):
            return ()
        if isinstance(node, n.Emphasis):
            return node.content
        return n.Text(node.text.upper()) if isinstance(node, n.Text) else node

    changed = walk(TREE, rewrite)
    assert [text.text for text in query(changed, n.Text)] == [
        "TWO WORDS", "SOME ", "EM", "PHASIS", " HERE.", "CAPTION", "IN", "CELL",
    ]  # fmt: skip
    assert list(query(TREE, n.Note)) == [NOTE]


def test_walk_without_a_change_returns_an_equal_tree() -> None:
    assert walk(TREE, lambda node: node) == TREE


def test_words_are_counted_with_and_without_notes() -> None:
    # Two words + Some emphasis here. + Caption + in + cell; the note has three of its own.
    assert count_words(TREE) == WordCount(8, 11)
