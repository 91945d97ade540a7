"""Inlines put in order: white space, citations gathered into notes, notes set close to their words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from briefwright.document import nodes as n
from briefwright.document.walk import holding, walk
from briefwright.i18n.punctuation import punctuation_of

_SPACES = re.compile(r"[ \t\r\n\f]+")
_PUNCTUATION = re.compile(r"[\u202f\u00a0]?[.,;:!?…،؛؟。，；：！？、]+[”’»“]*")
_SPACE_BEFORE_WORDS = re.compile(r"^ +(?![A-Za-z0-9(])")
_BETWEEN_CALLS = n.Superscript((n.Text(","),))


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
    return holding(inline, one_note(inline.content)) if n.is_wrapper(inline) else inline


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
                found.append(inline if text == inline.text else n.Text(text))
        elif n.is_wrapper(inline):
            content, after_space = _collapse(inline.content, after_space=after_space)
            found.append(holding(inline, content))
        else:
            # The space that stood before a note is taken away; the one behind it stays.
            after_space = isinstance(inline, n.LineBreak)
            found.append(inline)
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

    UN Editorial Manual: several calls at one point are parted by a comma, so that 1 and 2 never read as 12. That
    other languages have the call before punctuation is seen to in the finished tree, by `with_calls_of`.
    """
    found: list[n.Inline] = []
    for inline in _hoisted(inlines):
        if isinstance(inline, n.Note):
            if found and isinstance(found[-1], n.Text) and found[-1].text.strip() == "":
                found.pop()
            if found and isinstance(found[-1], n.Text):
                found[-1] = n.Text(found[-1].text.rstrip(" "))
            elif found and isinstance(found[-1], n.Note):
                found.append(_BETWEEN_CALLS)
        elif isinstance(inline, n.Text):
            inline = _punctuated(found, inline)
        found.append(inline)
    return _without_empty(found)


def _without_empty(inlines: Iterable[n.Inline]) -> n.Inlines:
    """Return the inlines without texts that say nothing."""
    return tuple(inline for inline in inlines if not (isinstance(inline, n.Text) and not inline.text))


def _hoisted(inlines: n.Inlines) -> Iterator[n.Inline]:
    """Return the inlines with the notes that close a statement set behind it, and every wrapper's own set close."""
    for inline in inlines:
        if not n.is_wrapper(inline):
            yield inline
            continue
        content = set_notes_close(inline.content)
        words = content
        while isinstance(inline, n.Statement) and words and _is_call(words[-1]):
            words = words[:-1]
        yield holding(inline, words)
        yield from (call for call in content[len(words) :] if isinstance(call, n.Note))


def _is_call(inline: n.Inline) -> bool:
    return isinstance(inline, n.Note) or (isinstance(inline, n.Superscript) and inline == _BETWEEN_CALLS)


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


def with_calls_of(document: n.Document) -> n.Document:
    """Return a document with the calls of its notes where its language has them, parted as it parts numbers."""
    punctuation = punctuation_of(document.metadata.language)
    comma = n.Superscript((n.Text(punctuation.numbers.strip()),))

    def rewrite(node: n.Node | n.Document) -> n.Node | n.Document:
        content = getattr(node, "caption" if isinstance(node, n.Table | n.Figure) else "content", ())
        if not any(isinstance(inline, n.Note) for inline in content):
            return node
        placed = _before_marks(content, punctuation.after_calls) if punctuation.after_calls else content
        shown = tuple(comma if inline == _BETWEEN_CALLS else inline for inline in placed)
        shown = shown if punctuation.space else _without_spaces(shown)
        holder: Any = node
        changed: n.Node = replace(holder, **{"caption" if hasattr(node, "caption") else "content": shown})
        return changed

    return walk(document, rewrite)


def _without_spaces(content: n.Inlines) -> n.Inlines:
    """Return inlines of a language without spaces, with none behind a call or a statement."""
    found: list[n.Inline] = []
    for inline in content:
        if isinstance(inline, n.Text) and found and isinstance(found[-1], n.Note | n.Statement):
            inline = n.Text(_SPACE_BEFORE_WORDS.sub("", inline.text))
        found.append(inline)
    return _without_empty(found)


def _before_marks(content: n.Inlines, marks: str) -> n.Inlines:
    """Return inlines with each run of calls set before the marks that close the words in front of it."""
    pattern = re.compile(rf"(?<![.!?…])(?<!\u00a0\w)(?<!\u00a0\w\w)[\u202f\u00a0]?[{re.escape(marks)}]+$")
    found: list[n.Inline] = []
    waiting = ""
    for inline in content:
        if waiting and not _is_call(inline):
            found.append(n.Text(waiting))
            waiting = ""
        if isinstance(inline, n.Note) and found and not _is_call(found[-1]):
            found[-1], waiting = _without_marks(found[-1], pattern)
        found.append(inline)
    return _without_empty((*found, n.Text(waiting)))


def _without_marks(inline: n.Inline, pattern: re.Pattern[str]) -> tuple[n.Inline, str]:
    """Return an inline without the marks that close it, and those marks."""
    if isinstance(inline, n.Statement) and inline.content:
        last, marks = _without_marks(inline.content[-1], pattern)
        return (replace(inline, content=(*inline.content[:-1], last)), marks) if marks else (inline, "")
    match = pattern.search(inline.text) if isinstance(inline, n.Text) else None
    if match is None:
        return inline, ""
    return n.Text(match.string[: match.start()]), match[0]
