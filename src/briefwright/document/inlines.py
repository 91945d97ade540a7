"""Inlines put in order: white space, citations gathered into notes, notes set close to their words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from briefwright.document import nodes as n

_SPACES = re.compile(r"[ \t\r\n\f]+")
_PUNCTUATION = re.compile(r"[.,;:!?]+[”’»]*")


def one_note(inlines: n.Inlines) -> n.Inlines:
    """Return the inlines with each run of citations (nothing but white space between) made one note."""
    found: list[n.Inline] = []
    run: list[n.Inline] = []
    for inline in inlines:
        if isinstance(inline, n.Cite) or (run and isinstance(inline, n.Text) and not inline.text.strip()):
            run.append(inline)
            continue
        found.extend(_closed(run))
        run = []
        found.append(_inside(inline))
    found.extend(_closed(run))
    return tuple(found)


def _closed(run: list[n.Inline]) -> Iterator[n.Inline]:
    cites = tuple(inline for inline in run if isinstance(inline, n.Cite))
    if cites:
        yield n.Note((n.Paragraph(cites),))
    if run and isinstance(run[-1], n.Text):
        yield run[-1]


def _inside(inline: n.Inline) -> n.Inline:
    """Return an inline with the citations inside it made notes too; a note keeps its own."""
    if not isinstance(inline, n.Wrapper):
        return inline
    return replace(inline, content=one_note(inline.content))


def collapsed(inlines: n.Inlines) -> n.Inlines:
    """Return the inlines with every run of white space one space, across the borders of nodes."""
    return _collapse(inlines, after_space=False)[0]


def _collapse(inlines: n.Inlines, *, after_space: bool) -> tuple[n.Inlines, bool]:
    found: list[n.Inline] = []
    for inline in inlines:
        if isinstance(inline, n.Text):
            text = _SPACES.sub(" ", inline.text)
            text = text[1:] if after_space and text.startswith(" ") else text
            if text:
                after_space = text.endswith(" ")
                found.append(n.Text(text))
        elif isinstance(inline, n.LineBreak):
            after_space = True
            found.append(inline)
        elif not isinstance(inline, n.Wrapper):
            # The space that stood before a note is taken away; the one behind it stays.
            after_space = False
            found.append(inline)
        else:
            content, after_space = _collapse(inline.content, after_space=after_space)
            found.append(replace(inline, content=content))
    return tuple(found), after_space


def trimmed(inlines: n.Inlines) -> n.Inlines:
    """Return the inlines without white space at the start and end of the block."""
    found = list(inlines)
    while found and isinstance(found[0], n.Text) and not found[0].text.lstrip(" "):
        found.pop(0)
    while found and isinstance(found[-1], n.Text) and not found[-1].text.rstrip(" "):
        found.pop()
    if found and isinstance(found[0], n.Text):
        found[0] = n.Text(found[0].text.lstrip(" "))
    if found and isinstance(found[-1], n.Text):
        found[-1] = n.Text(found[-1].text.rstrip(" "))
    return tuple(found)


def set_notes_close(inlines: n.Inlines) -> n.Inlines:
    """Return the inlines with each note close to its words, behind the punctuation that follows them.

    UN Editorial Manual: the call stands after punctuation in English; several calls at one point are parted by a
    comma, so that 1 and 2 never read as 12.
    """
    found: list[n.Inline] = []
    for inline in _hoisted(inlines):
        if isinstance(inline, n.Note):
            if found and isinstance(found[-1], n.Text) and found[-1].text.strip() == "":
                found.pop()
            if found and isinstance(found[-1], n.Text):
                found[-1] = n.Text(found[-1].text.rstrip(" "))
            if found and isinstance(found[-1], n.Note):
                found.append(n.Superscript((n.Text(","),)))
        elif isinstance(inline, n.Text):
            inline = _punctuated(found, inline)
        found.append(inline)
    return tuple(inline for inline in found if inline != n.Text(""))


def _hoisted(inlines: n.Inlines) -> Iterator[n.Inline]:
    """Return the inlines with the notes that close a statement set behind it, and every wrapper's own set close."""
    for inline in inlines:
        if not isinstance(inline, n.Wrapper):
            yield inline
            continue
        content = set_notes_close(inline.content)
        words = content
        while isinstance(inline, n.Statement) and words and _is_call(words[-1]):
            words = words[:-1]
        yield replace(inline, content=words)
        yield from (call for call in content[len(words) :] if isinstance(call, n.Note))


def _is_call(inline: n.Inline) -> bool:
    return isinstance(inline, n.Note) or inline == n.Superscript((n.Text(","),))


def _punctuated(found: list[n.Inline], text: n.Text) -> n.Text:
    """Move the punctuation that opens a text before the notes that stand last in `found`; return what is left."""
    first = len(found)
    while first and _is_call(found[first - 1]):
        first -= 1
    match = _PUNCTUATION.match(text.text)
    if first == len(found) or match is None:
        return text
    found.insert(first, n.Text(match[0]))
    return n.Text(text.text[match.end() :])
