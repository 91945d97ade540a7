"""Documents that differ in the words of a few paragraphs, as letters to many addressees do."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TypeAlias

from briefwright.document.nodes import (
    Block,
    Blocks,
    Document,
    Emphasis,
    Group,
    Isolate,
    LineBreak,
    Paragraph,
    Section,
    SmallCaps,
    Span,
    Strong,
    Subscript,
    Superscript,
    Text,
    Time,
)
from briefwright.document.walk import children

Path: TypeAlias = tuple[int, ...]
"""The places that lead to a block: that of a block of the document, then of a block in it, and so on."""

# Words alone: nothing that is numbered, linked or named, for what a document has of these hangs together.
_WORDS = (Text, LineBreak, Span, Isolate, Emphasis, Strong, SmallCaps, Superscript, Subscript, Time)


class _Unlike(Exception):
    """Raised where two documents differ in more than the words of paragraphs."""


def changed_paragraphs(one: Document, other: Document) -> tuple[Path, ...] | None:
    """Return the paths of the paragraphs in whose words alone two documents differ; None where they differ in more.

    Such paragraphs have the same role and direction in both, stand in the text, a section or a group, and hold
    neither notes nor links in either.
    """
    same = (one.metadata, one.furniture, one.assets, one.css) == (
        other.metadata,
        other.furniture,
        other.assets,
        other.css,
    )
    try:
        return tuple(_changed(one.content, other.content)) if same else None
    except _Unlike:
        return None


def _changed(one: Blocks, other: Blocks) -> Iterator[Path]:
    if len(one) != len(other):
        raise _Unlike
    for place, (a, b) in enumerate(zip(one, other, strict=True)):
        if a is not b and a != b:
            yield from ((place, *path) for path in _changed_in(a, b))


def _changed_in(a: Block, b: Block) -> Iterator[Path]:
    if isinstance(a, Paragraph) and isinstance(b, Paragraph):
        if _frame_of(a) != _frame_of(b) or not (_has_words_alone(a.content) and _has_words_alone(b.content)):
            raise _Unlike
        yield ()
    elif isinstance(a, Group | Section) and isinstance(b, Group | Section) and _kind_of(a) == _kind_of(b):
        yield from _changed(a.content, b.content)
    else:
        raise _Unlike


def _frame_of(paragraph: Paragraph) -> tuple[object, ...]:
    return paragraph.role, paragraph.keep_with_next, paragraph.direction


def _kind_of(holder: Group | Section) -> str:
    return holder.role if isinstance(holder, Group) else ""


def _has_words_alone(inlines: Iterable[object]) -> bool:
    return all(isinstance(inline, _WORDS) and _has_words_alone(children(inline)) for inline in inlines)


def block_at(document: Document, path: Path) -> Block | None:
    """Return the block that a path leads to, or None where it leads nowhere."""
    blocks: Blocks = document.content
    block: Block | None = None
    for place in path:
        block = blocks[place] if place < len(blocks) else None
        blocks = block.content if isinstance(block, Group | Section) else ()
    return block


def paragraph_at(document: Document, path: Path) -> Paragraph:
    """Return the paragraph that a path leads to. Raises KeyError where it leads to none."""
    block = block_at(document, path)
    if not isinstance(block, Paragraph):
        raise KeyError(path)
    return block


def with_paragraphs(document: Document, paragraphs: Iterable[tuple[Path, Paragraph]]) -> Document:
    """Return a document with other paragraphs at some paths."""
    content = document.content
    for path, paragraph in paragraphs:
        content = _replaced(content, path, paragraph)
    return replace(document, content=content)


def _replaced(blocks: Blocks, path: Path, paragraph: Paragraph) -> Blocks:
    place, *rest = path
    holder = blocks[place]
    if isinstance(holder, Group | Section):
        inside = _replaced(holder.content, tuple(rest), paragraph)
        return (*blocks[:place], replace(holder, content=inside), *blocks[place + 1 :])
    return (*blocks[:place], paragraph, *blocks[place + 1 :])


def alike(documents: Sequence[Document]) -> Iterator[list[int]]:
    """Return which of some documents differ from each other only in the words of paragraphs, by their places."""
    groups: list[list[int]] = []
    for number, document in enumerate(documents):
        home = next((g for g in groups if changed_paragraphs(documents[g[0]], document) is not None), None)
        if home is None:
            groups.append([number])
        else:
            home.append(number)
    yield from groups
