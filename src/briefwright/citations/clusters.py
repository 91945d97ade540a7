"""Clusters: the citations of a document, in reading order, as one style sees them.

Comes in: a tree whose notes hold `Cite` nodes. Goes out: the same tree with each run of adjacent cites replaced
by one `Cluster`, and the notes numbered from 1.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import count
from typing import Any

from briefwright.document.nodes import (
    Cite,
    Document,
    Inline,
    Inlines,
    Note,
    Paragraph,
    Text,
)
from briefwright.document.walk import query, walk

_LEADING_MARKS = re.compile(r"[.,;:!?]+")
SENTENCE_END = re.compile(r"[.!?…。؟۔][’”»)\]]*\s*$")
"""How words end that need no full stop after them."""


@dataclass(frozen=True, slots=True)
class Cluster:
    """One citation of one or more sources, in the author's order, inside a note.

    `closing` is the mark that follows it (the style's machinery must see it, to move it inside quotation marks
    and never to double it); `opens` says whether it begins a sentence.
    """

    key: int
    cites: tuple[Cite, ...]
    closing: str = ""
    opens: bool = True


def gather(document: Document, full_stop: str) -> Document:
    """Return the document with its notes numbered and their runs of cites gathered into clusters.

    The numbers follow reading order; a note in a table's header counts once. A cite that stands outside every
    note, and a note inside a note, are bugs of whoever made the tree: `ValueError`.
    """
    keys = count()
    numbers = count(1)

    def rewrite(node: object) -> object:
        if isinstance(node, Note):
            return replace(_gather_note(node, full_stop, keys), number=next(numbers))
        return node

    gathered = walk(document, rewrite)
    stray = next(query(gathered, Cite, outside=Note), None)
    if stray is not None:
        raise ValueError(f"a citation of {stray.source!r} stands outside every note")
    return gathered


def _gather_note(note: Note, full_stop: str, keys: count[int]) -> Note:
    held = [node for node in query(note, object) if isinstance(node, Note | Cite)]
    cites = [node for node in held if isinstance(node, Cite)]
    if len(held) > len(cites) + 1:
        raise ValueError("a note stands inside a note")
    cited = tuple(dict.fromkeys(cite.source for cite in cites))

    def rewrite(node: object) -> object:
        content = getattr(node, "content", ())
        if not any(isinstance(child, Cite) for child in content):
            return node
        holder: Any = node
        closing = full_stop if isinstance(node, Paragraph) else ""
        return replace(holder, content=_gather_runs(content, closing, keys))

    return replace(walk(note, rewrite) if cites else note, sources=cited)


def _gather_runs(content: Inlines, full_stop: str, keys: count[int]) -> tuple[Any, ...]:
    """Return inlines with each run of cites, white space between them included, as one cluster."""
    result: list[Any] = []
    run: list[Cite] = []
    rest = _without_last_space(content)
    for place, node in enumerate(rest):
        if isinstance(node, Cite):
            run.append(node)
            continue
        if run and isinstance(node, Text) and node.text.isspace() and _cite_follows(rest, place):
            continue
        if run:
            node, closing = _take_marks(node)
            result.append(_cluster(result, run, closing, keys))
            run = []
        result.append(node)
    if run:
        result.append(_cluster(result, run, full_stop, keys))
    return tuple(node for node in result if node != Text(""))


def _without_last_space(content: Inlines) -> list[Inline]:
    """Return inlines without white space at their end, which would part the note from its full stop."""
    rest = list(content)
    while rest and isinstance(last := rest[-1], Text) and last.text != last.text.rstrip():
        rest[-1:] = [Text(last.text.rstrip())] if last.text.strip() else []
    return rest


def _cite_follows(content: list[Any], place: int) -> bool:
    return place + 1 < len(content) and isinstance(content[place + 1], Cite)


def _take_marks(node: Inline) -> tuple[Inline, str]:
    """Return the words after a cluster without the punctuation they begin with, and that punctuation."""
    if isinstance(node, Text) and (found := _LEADING_MARKS.match(node.text)):
        return Text(node.text[found.end() :]), found[0]
    return node, ""


def _cluster(before: list[Any], run: list[Cite], closing: str, keys: count[int]) -> Cluster:
    """Return the cluster of a run; the same place of the same source is cited once."""
    opens = not before or (isinstance(before[-1], Text) and bool(SENTENCE_END.search(before[-1].text)))
    return Cluster(next(keys), tuple(dict.fromkeys(run)), closing, opens)
