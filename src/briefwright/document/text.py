"""The plain words of a document, for counting and for naming where something stands."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, get_args

from briefwright.document import nodes as n
from briefwright.document.walk import children
from briefwright.i18n.numbering import in_digits

_BLOCKS = frozenset((*get_args(n.Block), n.ListItem, n.Row, n.Cell))


@dataclass(frozen=True, slots=True)
class WordCount:
    """How many words a document has without its notes, and with them."""

    body: int
    with_notes: int


def count_words(document: n.Document) -> WordCount:
    """Return the number of words, parted by white space, as word processors count them."""
    notes: list[n.Note] = []
    body = _count(document.content, notes)
    # A note lies in a line of text, and so do those that lie in it: each is found once.
    return WordCount(body, body + sum(_count(note.content, notes) for note in notes))


def _count(nodes: Iterable[Any], notes: list[n.Note]) -> int:
    """Return the number of words in nodes, without those of the notes called in them, which go to `notes`."""
    words, line = 0, list[str]()
    for node in nodes:
        if type(node) in _BLOCKS:
            words += _count(children(node), notes)
        else:
            line.append(_text(node, notes))
    return words + len("".join(line).split())


def _text(inline: Any, notes: list[n.Note]) -> str:  # noqa: ANN401 - every kind of node has its children
    if isinstance(inline, n.Note):
        notes.append(inline)
    if n.is_wrapper(inline):
        return "".join([_text(part, notes) for part in inline.content])
    return text_of(inline)


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
    return "".join(map(text_of, children(node)))
