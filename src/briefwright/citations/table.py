"""The table of sources: rows of sources that nobody cites go, the others get their entry and their notes.

Comes in: a document, the sources its notes cite, the bibliography. Goes out: the document without `SourceEntry`
and `SourceNotes`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from briefwright.document.nodes import (
    Cite,
    Document,
    Heading,
    Inline,
    Inlines,
    Note,
    NoteRef,
    Section,
    SourceEntry,
    SourceNotes,
    Table,
    Text,
)
from briefwright.document.walk import query, walk

_EMPTIED = Table(columns=(), caption=(), header=(), body=())


def without_uncited(document: Document) -> Document:
    """Return the document without the rows of uncited sources, tables that lost all rows, and sections of those.

    A section goes if nothing but its headings would be left in it.
    """
    cited = {cite.source for cite in query(document, Cite)}
    return walk(document, lambda node: _prune(node, cited))


def _prune(node: object, cited: set[str]) -> object:
    if isinstance(node, Table):
        body = tuple(row for row in node.body if not row.source or row.source in cited)
        return _EMPTIED if node.body and not body else replace(node, body=body)
    content = getattr(node, "content", ())
    if _EMPTIED not in content:
        return node
    left = tuple(child for child in content if child != _EMPTIED)
    if isinstance(node, Section) and all(isinstance(child, Heading) for child in left):
        return ()
    holder: Any = node
    return replace(holder, content=left)


def notes_by_source(document: Document) -> Mapping[str, tuple[int, ...]]:
    """Return the numbers of the notes that cite each source, in order, of a document whose notes are numbered."""
    numbers: dict[str, list[int]] = {}
    for note in query(document, Note):
        for source in note.sources:
            numbers.setdefault(source, []).append(note.number)
    return {source: tuple(found) for source, found in numbers.items()}


def fill_table(document: Document, entries: Mapping[str, Inlines], separator: str) -> Document:
    """Return the document with every entry of a source in words, and the notes that cite it as live numbers."""
    notes = notes_by_source(document)

    def rewrite(node: object) -> object:
        if isinstance(node, SourceEntry):
            return entries[node.source]
        if isinstance(node, SourceNotes):
            return _listed(notes.get(node.source, ()), separator)
        return node

    return walk(document, rewrite)


def _listed(numbers: tuple[int, ...], separator: str) -> Inlines:
    listed: list[Inline] = []
    for number in numbers:
        listed += [Text(separator), NoteRef(number)] if listed else [NoteRef(number)]
    return tuple(listed)
