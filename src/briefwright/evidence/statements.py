"""The statements of a brief: read off its tree, each with its words, its notes, and the places it leans on.

Comes in: the tree before its notes are worded, for there each note still says where in a source. Goes out: the
statements in reading order: the words of a record of the base, or the brief's own words up to a note.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import count
from typing import Any

from briefwright.citations.table import without_uncited
from briefwright.document.nodes import (
    Block,
    Cite,
    Document,
    Figure,
    Heading,
    Inline,
    Inlines,
    List,
    Note,
    Paragraph,
    Row,
    Statement,
    Table,
    Text,
    Time,
)
from briefwright.document.text import text_of
from briefwright.document.walk import children, query
from briefwright.facts.base import FactBase
from briefwright.layout.annex import Leaning, NotePart, Printed, StatementKind

# What parts the brief's own words from the notes beside them, in all scripts; a full stop ends a statement.
_SPACES = " \u00a0\u202f"
_OPENING_MARKS = f"{_SPACES}.,;:!?)،؛؟，；：。！？）"
_CLOSING_MARKS = f"{_SPACES},;:(،؛，；：（"
_KINDS: tuple[tuple[str, StatementKind], ...] = (
    ("facts", "fact"),
    ("figures", "figure"),
    ("quotations", "quotation"),
)


def printed_statements(draft: Document, base: FactBase) -> tuple[Printed, ...]:
    """Return the statements of a brief in reading order, each once, numbered from 1.

    `draft` is the brief's tree before the citations room; its notes count as that room will number them. What is
    printed twice in the same words has the notes of both places.
    """
    found: dict[Said, list[Called]] = {}
    for one in _Reader(without_uncited(draft)).statements():
        found.setdefault(one.said, []).extend(one.called)
    return tuple(_printed(number, said, called, base) for number, (said, called) in enumerate(found.items(), 1))


@dataclass(frozen=True, slots=True)
class Called:
    """A note where it is called, with its number."""

    note: Note
    number: int


@dataclass(frozen=True, slots=True)
class Said:
    """What a statement says: its words, those that head its row or its part of the brief, and whose they are."""

    record: str
    labels: tuple[str, ...]
    text: str


def _printed(number: int, said: Said, called: list[Called], base: FactBase) -> Printed:
    notes_by_place: dict[tuple[str, str], list[int]] = {}
    for one in called:
        for cite in query(one.note, Cite):
            notes_by_place.setdefault((cite.source, cite.at), []).append(one.number)
    return Printed(
        number=number,
        kind=_kind(said.record, base),
        record=said.record,
        labels=said.labels,
        text=said.text,
        leanings=tuple(
            Leaning(source, at, tuple(dict.fromkeys(notes))) for (source, at), notes in notes_by_place.items()
        ),
        said=tuple(dict.fromkeys(tuple(_said(one.note)) for one in called)),
    )


def _kind(record: str, base: FactBase) -> StatementKind:
    for section, kind in _KINDS:
        if record in base.section(section):
            return kind
    return "demand" if record else "words"


def _said(node: Any) -> Iterator[NotePart]:  # noqa: ANN401 - every kind of node has its children
    """Return what a note says, piece by piece: words, and sources with the place in them."""
    for child in children(node):
        if isinstance(child, Cite):
            yield (child.source, child.at)
        elif isinstance(child, Text):
            yield child.text
        else:
            yield from _said(child)


@dataclass(frozen=True, slots=True)
class Words:
    """A run of words in a line, and the record whose words they are."""

    text: str
    owner: str


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside a line: the record that the heading above it is about, and the words that head it."""

    record: str = ""
    labels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """A statement where it stands, with the notes called at it."""

    said: Said
    called: list[Called]


class _Reader:
    """One way through a brief, which counts its notes and knows under what heading, in what row it is."""

    def __init__(self, draft: Document) -> None:
        self._draft = draft
        self._numbers = count(1)

    def statements(self) -> Iterator[Found]:
        """Return each statement where it stands, in reading order."""
        return self._blocks(self._draft.content, Beside())

    def _blocks(self, blocks: Iterable[Block], beside: Beside) -> Iterator[Found]:
        for block in blocks:
            if isinstance(block, Heading):
                record = next((statement.record for statement in query(block, Statement)), "")
                beside = Beside(record, (text_of(block),) if record else ())
            yield from self._block(block, beside)

    def _block(self, block: Block, beside: Beside) -> Iterator[Found]:
        if isinstance(block, Paragraph | Heading):
            yield from self._line(block.content, beside)
        elif isinstance(block, Table):
            yield from self._line(block.caption, beside)
            for row in (*block.header, *block.body):
                yield from self._row(row, beside)
        elif isinstance(block, Figure):
            yield from self._line(block.caption, beside)
        elif isinstance(block, List):
            for item in block.items:
                yield from self._blocks(item.content, beside)
        else:
            yield from self._blocks(block.content, beside)

    def _row(self, row: Row, beside: Beside) -> Iterator[Found]:
        """Return the statements of a row; what stands beside a row header is read with it."""
        headers = (text_of(block).strip() for cell in row.cells if cell.header for block in cell.content)
        labels = tuple(filter(None, headers))
        for cell in row.cells:
            yield from self._blocks(cell.content, beside if cell.header else replace(beside, labels=labels))

    def _line(self, content: Inlines, beside: Beside) -> Iterator[Found]:
        """Return the statements of a line; the notes on a date that opens it belong to the first."""
        date, rest = _opening_date(content)
        ahead = [self._called(note) for inline in date for note in query(inline, Note)]
        found: list[Found] = []
        words: list[Words] = []
        for piece in _pieces(rest):
            if isinstance(piece, Words):
                words.append(piece)
                continue
            said = _said_last(words, beside)
            if said is None and found:
                found[-1].called.append(self._called(piece))
            else:
                said = said or Said(beside.record, beside.labels, "")
                found.append(Found(said, [*ahead, self._called(piece)]))
            words, ahead = [], []
        return iter(found)

    def _called(self, note: Note) -> Called:
        return Called(note, next(self._numbers))


def _opening_date(content: Inlines) -> tuple[Inlines, Inlines]:
    """Return the date that opens a line about a record, and the rest of the line."""
    dated = content and isinstance(content[0], Time) and any(isinstance(part, Statement) for part in content[1:])
    return (content[:1], content[1:]) if dated else ((), content)


def _pieces(inlines: Iterable[Inline], owner: str = "") -> Iterator[Words | Note]:
    """Return the words and the notes of a line in reading order."""
    for inline in inlines:
        if isinstance(inline, Note):
            yield inline
        elif isinstance(inline, Statement):
            yield from _pieces(inline.content, inline.record)
        elif any(True for _ in query(inline, Note)) or any(True for _ in query(inline, Statement)):
            yield from _pieces(children(inline), owner)
        else:
            yield Words(text_of(inline), owner)


def _said_last(words: list[Words], beside: Beside) -> Said | None:
    """Return the statement that a note follows; None where only punctuation lies between notes.

    It is the last record whose words are there, if nothing but punctuation follows it, and else all the words.
    """
    spoken = [piece for piece in words if any(map(str.isalnum, piece.text))]
    if not spoken:
        return None
    owner = spoken[-1].owner
    if owner:
        return Said(owner, (), "".join(piece.text for piece in words if piece.owner == owner).strip())
    text = "".join(piece.text for piece in words).lstrip(_OPENING_MARKS).rstrip(_CLOSING_MARKS)
    return Said(beside.record, beside.labels, text)
