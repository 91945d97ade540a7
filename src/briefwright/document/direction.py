"""Directions: what runs against its line is isolated, once, for all writers.

In a Persian or Arabic text that is every stretch of Latin words with its numbers and brackets: a symbol, an
address, a name, a whole citation. In a text that runs from left to right it is the other way about. A note that
holds nothing else is not isolated: its paragraphs run the other way themselves, full stop included.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from briefwright.document import nodes as n
from briefwright.document.stretches import (
    BREAK,
    CLOSING,
    CLOSINGS,
    DIGIT,
    FOREIGN,
    OPENING,
    OPENINGS,
    OTHER,
    OWN,
    SPACE,
    foreign_stretches,
    settled,
)
from briefwright.document.symbols import unbroken_symbols
from briefwright.document.text import text_of
from briefwright.document.walk import holding
from briefwright.i18n.locale import direction_of
from briefwright.i18n.numbering import Numbering, numbering_of
from briefwright.i18n.scripts import Direction, direction_of_character, first_direction, has_right_to_left

B = TypeVar("B", bound=n.Block | n.ListItem | n.Row | n.Cell)


def directed(document: n.Document) -> n.Document:
    """Return a cited document in which every stretch of words that runs against its line is isolated.

    Symbols of documents are kept on one line, and references to notes get the digits of the words around them.
    Doing it twice changes nothing.
    """
    metadata = document.metadata
    blocks = _Director(metadata.direction, numbering_of(metadata.language)).blocks(document.content)
    return replace(document, content=blocks)


def directed_words(words: str, metadata: n.Metadata) -> n.Inlines:
    """Return words that stand alone, as those at the head of a page, with what runs against them isolated."""
    return _Director(metadata.direction, numbering_of(metadata.language)).line((n.Text(words),))


def opposite(direction: Direction) -> Direction:
    """Return the other direction."""
    return "ltr" if direction == "rtl" else "rtl"


class _Director:
    """Isolates in lines of one direction; notes go with the whole document, wherever they are called."""

    def __init__(self, direction: Direction, numbering: Numbering, notes: _Director | None = None) -> None:
        self._direction = direction
        self._numbering = numbering
        self._notes = notes or self

    def _turned(self, direction: Direction) -> _Director:
        """Return the director of lines in a direction; only those from right to left have digits of their own."""
        return self if direction == self._direction else _Director(direction, "latn", self._notes)

    # -------------------------------------------------------------- blocks

    def blocks(self, blocks: Sequence[B]) -> tuple[B, ...]:
        return tuple(map(self._block, blocks))

    def _block(self, block: B) -> B:
        """Return a block or a part of one with every line in it directed."""
        if isinstance(block, n.Paragraph):
            own = self._turned(block.direction or self._direction)
            return holding(block, own.line(block.content))
        if isinstance(block, n.Heading):
            return holding(block, self.line(block.content))
        if isinstance(block, n.List):
            return replace(block, items=self.blocks(block.items))
        if isinstance(block, n.Table):
            caption, header, body = self.line(block.caption), self.blocks(block.header), self.blocks(block.body)
            return replace(block, caption=caption, header=header, body=body)
        if isinstance(block, n.Row):
            return replace(block, cells=self.blocks(block.cells))
        if isinstance(block, n.Figure):
            return replace(block, caption=self.line(block.caption))
        if isinstance(block, n.BlockQuote) and block.lang:
            return holding(block, self._turned(direction_of(block.lang)).blocks(block.content))
        return holding(block, self.blocks(block.content))

    def note(self, note: n.Note) -> n.Note:
        """Return a note; where all its words run the other way, so do its paragraphs."""
        if not self._runs_against(note):
            return holding(note, self.blocks(note.content))
        turned = tuple(_turned_block(block, opposite(self._direction)) for block in note.content)
        return holding(note, self.blocks(turned))

    def _runs_against(self, note: n.Note) -> bool:
        words = "".join(map(_words_of, note.content))
        if self._direction == "ltr" and not has_right_to_left(words):
            return False
        return _directions(words) == {opposite(self._direction)}

    # --------------------------------------------------------------- lines

    def line(self, inlines: n.Inlines) -> n.Inlines:
        """Return the inlines of one line, or of a part of one, with its foreign stretches isolated."""
        if not self._has_foreign(inlines):
            return tuple(part for inline in inlines for part in self._inside(inline))
        pieces = [piece for inline in inlines for piece in _pieces(inline)]
        marks = [piece.text if isinstance(piece, n.Text) else "" for piece in pieces]
        classes = settled("".join(map(self._class_of, pieces)), marks)
        if OWN not in classes and BREAK not in classes:
            return self._whole(inlines)
        found: list[n.Inline] = []
        end = 0
        for start, stop in foreign_stretches(classes, takes_digits=self._direction == "rtl"):
            found += self._own(pieces[end:start])
            found += self._isolated(_joined(pieces[start:stop]))
            end = stop
        return (*found, *self._own(pieces[end:]))

    def _whole(self, inlines: n.Inlines) -> n.Inlines:
        """Return a line that holds nothing of its own direction: its closing marks belong to its words."""
        last = len(inlines)
        while last and isinstance(inlines[last - 1], n.Note):
            last -= 1
        return (*self._isolated(inlines[:last]), *self.line(inlines[last:]))

    def _has_foreign(self, inlines: n.Inlines) -> bool:
        words = "".join(map(text_of, inlines))
        if self._direction == "ltr":
            return has_right_to_left(words)
        return any(direction_of_character(character) == "ltr" for character in set(words))

    def _isolated(self, inlines: n.Inlines) -> n.Inlines:
        """Return a stretch as one isolate; what is set apart already stays as it is."""
        direction = opposite(self._direction)
        content = self._turned(direction).line(inlines)
        if len(content) == 1 and _is_set_apart(content[0], direction):
            return content
        return (n.Isolate(content, direction),)

    def _own(self, pieces: Sequence[n.Inline]) -> n.Inlines:
        return tuple(part for inline in _joined(pieces) for part in self._inside(inline))

    def _inside(self, inline: n.Inline) -> n.Inlines:
        """Return an inline of the line's own direction with what stands in it directed."""
        if isinstance(inline, n.Text):
            return tuple(unbroken_symbols(inline))
        if isinstance(inline, n.Note):
            return (self._notes.note(inline),)
        if isinstance(inline, n.NoteRef):
            return (replace(inline, numbering=self._numbering),)
        if not n.is_wrapper(inline) or (isinstance(inline, n.Isolate) and inline.unbroken):
            return (inline,)
        return (holding(inline, self._turned(self._direction_in(inline)).line(inline.content)),)

    def _direction_in(self, inline: n.Wrapper) -> Direction:
        """Return the direction of the words in an inline: its own, or that of the line."""
        if isinstance(inline, n.Span):
            return direction_of(inline.lang)
        if not isinstance(inline, n.Isolate):
            return self._direction
        return (
            first_direction(text_of(inline)) or self._direction if inline.direction == "auto" else inline.direction
        )

    def _class_of(self, piece: n.Inline) -> str:
        """Return the class of a piece of a line (see `stretches`)."""
        if isinstance(piece, n.LineBreak | n.Time):
            return BREAK
        if isinstance(piece, n.NoteRef):
            return DIGIT
        if isinstance(piece, n.Text) and piece.text in _MARKS:
            return _MARKS[piece.text]
        directions = _directions(text_of(piece))
        if not directions:
            return OTHER
        return FOREIGN if directions == {opposite(self._direction)} else OWN


_MARKS = {
    " ": SPACE,
    **dict.fromkeys(OPENINGS, OPENING),
    **dict.fromkeys(CLOSINGS, CLOSING),
    **dict.fromkeys("0123456789", DIGIT),
}


def _pieces(inline: n.Inline) -> Sequence[n.Inline]:
    """Return a text by its characters; any other inline is one piece."""
    return [n.Text(character) for character in inline.text] if isinstance(inline, n.Text) else (inline,)


def _joined(pieces: Sequence[n.Inline]) -> n.Inlines:
    """Return pieces with the characters that stand beside each other as one text."""
    found: list[n.Inline] = []
    letters: list[str] = []
    for piece in pieces:
        if isinstance(piece, n.Text):
            letters.append(piece.text)
            continue
        if letters:
            found.append(n.Text("".join(letters)))
            letters = []
        found.append(piece)
    return (*found, n.Text("".join(letters))) if letters else tuple(found)


def _directions(text: str) -> set[Direction]:
    """Return the directions of the characters in a text that have one."""
    return {direction for direction in map(direction_of_character, set(text)) if direction}


def _words_of(block: n.Block | n.ListItem) -> str:
    """Return the words of a block of a note: paragraphs and lists."""
    if isinstance(block, n.Paragraph):
        return "".join(map(text_of, block.content))
    if isinstance(block, n.List):
        return " ".join(map(_words_of, block.items))
    return " ".join(map(_words_of, block.content)) if isinstance(block, n.ListItem) else ""


def _turned_block(block: n.Block, direction: Direction) -> n.Block:
    """Return a block of a note with its paragraphs in a direction."""
    if isinstance(block, n.Paragraph):
        return replace(block, direction=direction)
    if isinstance(block, n.List):
        items = (n.ListItem(tuple(_turned_block(each, direction) for each in item.content)) for item in block.items)
        return replace(block, items=tuple(items))
    return block


def _is_set_apart(inline: n.Inline, direction: Direction) -> bool:
    """Return whether an inline is isolated in a direction by itself, or is a language's own words."""
    if isinstance(inline, n.Isolate):
        return inline.direction == direction
    return isinstance(inline, n.Span) and direction_of(inline.lang) == direction
