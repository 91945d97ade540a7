"""The plain words of a document, for counting and for naming where something stands."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from briefwright.document import nodes as n
from briefwright.document.walk import children, query
from briefwright.i18n.numbering import in_digits


@dataclass(frozen=True, slots=True)
class WordCount:
    """How many words a document has without its notes, and with them."""

    body: int
    with_notes: int


def count_words(document: n.Document) -> WordCount:
    """Return the number of words, parted by white space, as word processors count them."""
    body = sum(len(block.split()) for block in _paragraphs(document, notes=False))
    notes = sum(len(block.split()) for note in query(document, n.Note) for block in _paragraphs(note, notes=True))
    return WordCount(body, body + notes)


def _paragraphs(node: Any, *, notes: bool) -> Iterator[str]:  # noqa: ANN401 - every kind of node has its children
    """Return the text of every block that holds text directly."""
    inlines = [child for child in children(node) if not _is_block(child)]
    if inlines:
        yield "".join(text_of(inline) for inline in inlines)
    for child in children(node):
        if _is_block(child):
            yield from _paragraphs(child, notes=notes)


def _is_block(node: object) -> bool:
    return isinstance(node, n.Block | n.ListItem | n.Row | n.Cell)


def text_of(node: Any) -> str:  # noqa: ANN401 - as above
    """Return the characters of an inline; a note's own words are not part of the line that calls it."""
    if isinstance(node, n.Text):
        return node.text
    if isinstance(node, n.NoteRef):
        return in_digits(str(node.number), node.numbering)
    if isinstance(node, n.LineBreak):
        return " "
    if isinstance(node, n.Note):
        return ""
    return "".join(text_of(child) for child in children(node))
