"""The words of a note with the marks and digits of its language, where pandoc leaves those of English.

Comes in: inlines as a style words them. Goes out: the same words, in which commas, semicolons, digits, quotation
marks and dates that belong to the language's own words are the language's own. What a source says of itself in
another script (its title, its address, a whole citation in Latin letters) stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from briefwright.citations.neighbours import OWN_LETTERS, Neighbours
from briefwright.citations.own_texts import IN_LANGUAGE
from briefwright.citations.terms import NOTE_WORDS
from briefwright.document.nodes import Inline, Inlines, Isolate, Link, NoteRef, Span, Text
from briefwright.document.walk import holding

_OWN_LETTER = re.compile("[\u0600-\u06ff]")
_NOTE_WORD = re.compile(r"\b(?:supra note|above n|note|n)\.?\s*$")


def in_own_marks(inlines: Inlines, language: str) -> Inlines:
    """Return the words of a note, or of a part of one, with the marks and digits of a language."""
    primary = language.split("-")[0]
    words = _with_note_words(inlines, NOTE_WORDS.get(primary, ""))
    if primary in IN_LANGUAGE:
        words = tuple(_each_own(words, IN_LANGUAGE[primary]))
    if primary in OWN_LETTERS:
        words = _localised(words, primary)
    return tuple(_without_own_spans(words, primary))


def _with_note_words(inlines: Inlines, word: str) -> Inlines:
    """Return inlines in which the word before the number of another note is the language's."""
    if not word:
        return inlines
    found: list[Inline] = []
    for inline in inlines:
        if isinstance(inline, NoteRef) and found and isinstance(found[-1], Text):
            match = _NOTE_WORD.search(found[-1].text)
            if match:
                found[-1] = Text(match.string[: match.start()])
                found += _reference(word, inline)
                continue
        content = _inside(inline)
        found.append(inline if content is None else holding(inline, _with_note_words(content, word)))
    return tuple(found)


def _reference(word: str, number: NoteRef) -> Inlines:
    """Return the words for another note, set apart from Latin ones beside them in a line from right to left."""
    own = _OWN_LETTER.match(word) is not None
    return (Isolate((Text(word), number), "rtl"),) if own else (Text(word), number)


def _each_own(inlines: Inlines, change: Callable[[str], str]) -> Iterator[Inline]:
    """Return inlines with each text changed that is not a source's own."""
    for inline in inlines:
        if isinstance(inline, Text):
            yield Text(change(inline.text))
        elif (content := _inside(inline)) is None or isinstance(inline, Link | Span | Isolate):
            yield inline
        else:
            yield holding(inline, tuple(_each_own(content, change)))


def _inside(inline: Inline) -> Inlines | None:
    """Return the inlines that an inline holds, or nothing if it holds none."""
    content: Inlines | None = getattr(inline, "content", None)
    return content


def _without_own_spans(inlines: Inlines, primary: str) -> Iterator[Inline]:
    """Return inlines without the spans that keep a title as it is and say of no other language."""
    for inline in inlines:
        content = _inside(inline)
        if isinstance(inline, Span) and inline.lang.split("-")[0] in ("", primary):
            yield from _without_own_spans(inline.content, primary)
        elif content is None:
            yield inline
        else:
            yield holding(inline, tuple(_without_own_spans(content, primary)))


# --------------------------------------------------- marks by neighbours


def _localised(inlines: Inlines, primary: str) -> Inlines:
    """Return inlines with each mark and digit that stands among the language's own words in its own form."""
    pieces = list(_pieces(inlines, own=True))
    words = "".join(text for text, _ in pieces)
    changed = Neighbours(words, primary).changed()
    places: list[str] = []
    start = 0
    for text, _ in pieces:
        places.append("".join(changed[start : start + len(text)]))
        start += len(text)
    rest = iter([new if own else old for new, (old, own) in zip(places, pieces, strict=True)])
    return tuple(_rebuilt(inlines, rest))


def _pieces(inlines: Inlines, *, own: bool) -> Iterator[tuple[str, bool]]:
    """Return each text in reading order, and whether it may be changed."""
    for inline in inlines:
        if isinstance(inline, Text):
            yield inline.text, own
        elif (content := _inside(inline)) is not None:
            yield from _pieces(content, own=own and not isinstance(inline, Link | Span | Isolate))


def _rebuilt(inlines: Inlines, texts: Iterator[str]) -> Iterator[Inline]:
    for inline in inlines:
        if isinstance(inline, Text):
            yield Text(next(texts))
        elif (content := _inside(inline)) is not None:
            yield holding(inline, tuple(_rebuilt(content, texts)))
        else:
            yield inline
