"""Inlines put in order: white space, citations gathered into notes, notes set close to their words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from briefwright.document import nodes as n

_SPACES = re.compile(r"[ \t\r\n\f]+")


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
    """Return the inlines with no space before a note, and a raised comma between two at one point.

    UN Editorial Manual: several calls at one point are parted by a comma; 1 and 2 must never read as 12.
    """
    found: list[n.Inline] = []
    for inline in inlines:
        if isinstance(inline, n.Note):
            if found and isinstance(found[-1], n.Text) and found[-1].text.strip() == "":
                found.pop()
            if found and isinstance(found[-1], n.Text):
                found[-1] = n.Text(found[-1].text.rstrip(" "))
            if found and isinstance(found[-1], n.Note):
                found.append(n.Superscript((n.Text(","),)))
        elif isinstance(inline, n.Wrapper):
            inline = replace(inline, content=set_notes_close(inline.content))
        found.append(inline)
    return tuple(found)
