"""pandoc's inlines into ours: every word exactly once, or an error; nothing is lost in silence.

Comes in: pandoc's JSON inlines. Goes out: our inlines, with adjacent texts merged, note numbers turned into
`NoteRef`, and titles in other languages held by a `Span`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from briefwright.citations.csl import IBID_MARK
from briefwright.citations.pandoc import CitingFailed, Json
from briefwright.citations.request import COPY_MARKS, COPY_SIGN, LANG_CLOSE, LANG_OPEN, SHOWN, SOURCE_END
from briefwright.document.nodes import (
    Emphasis,
    Inline,
    Inlines,
    Link,
    NoteRef,
    SmallCaps,
    Span,
    Strong,
    Subscript,
    Superscript,
    Text,
)
from briefwright.document.walk import holding

_SPACES = frozenset({"Space", "SoftBreak", "LineBreak"})
# What comes as a pair or more, of which the second holds the words.
_ATTRIBUTED = frozenset({"Span", "Cite", "Link"})
_NOTE_NUMBER = re.compile(r"(?<!\d)(\d{6,})(?!\d)")
_ADDRESS = re.compile(r"(?:https?://|mailto:)\S+")
_OPEN = f"{chr(LANG_OPEN)}-{chr(LANG_OPEN + 0xFF)}"
_LANGUAGE = re.compile(f"([{_OPEN}]|{LANG_CLOSE})")
_MARKS = re.compile(f"{SOURCE_END}|[{_OPEN}{LANG_CLOSE}{IBID_MARK}]")
_COPY = re.compile(f"{COPY_SIGN}([{chr(COPY_MARKS)}-\U000fffff])")

_HOLDERS: Mapping[str, Callable[[Inlines], Inline]] = {
    "Emph": Emphasis,
    "Underline": Emphasis,  # what a style of the typewriter age asks for where print has italics
    "Strong": Strong,
    "SmallCaps": SmallCaps,
    "Superscript": Superscript,
    "Subscript": Subscript,
}


@dataclass(frozen=True, slots=True)
class Reading:
    """How an answer is read: characters that stand for words or languages, numbers that stand for notes.

    `titles` describes a link by its address: only addresses that a source gives become links, not what pandoc
    makes of others. `languages` are those that the request marked, `copies` what its marks of copies stand for.
    `semicolon` parts the sources of a citation: it is the program's own word, whatever letters stand beside it.
    """

    words: Mapping[int, str] = field(default_factory=dict)
    notes: Mapping[str, int] = field(default_factory=dict)
    titles: Mapping[str, str] = field(default_factory=dict)
    languages: tuple[str, ...] = ()
    copies: Mapping[str, Inlines] = field(default_factory=dict)
    semicolon: str = ";"

    def words_of(self, inlines: Iterable[Json], opens: bool = True) -> Inlines:
        """Return pandoc's inlines as ours; `opens` says whether they begin a sentence, for an "Ibid." in them."""
        read = self._in_languages(self._read(inlines))
        if IBID_MARK in text_of(read):
            read = _case_ibid(read, opens)
        return merge(_each_text(read, self._finish))

    def _read(self, inlines: Iterable[Json]) -> Inlines:
        return merge(self._nodes(inlines))

    def _nodes(self, inlines: Iterable[Json]) -> list[Inline]:
        """Return pandoc's inlines one by one, runs of characters and spaces as one text."""
        found: list[Inline] = []
        run: list[str] = []
        for node in inlines:
            kind = node["t"]
            if kind == "Str":
                run.append(node["c"])
            elif kind in _SPACES:
                run.append(" ")
            else:
                found += (Text("".join(run)), *self._held(kind, node.get("c")))
                run = []
        return [*found, Text("".join(run))]

    def _held(self, kind: str, content: Json) -> Iterable[Inline]:
        """Return what an inline of pandoc's holds, in what holds it here."""
        if kind in _HOLDERS:
            return (_HOLDERS[kind](self._read(content)),)
        if kind not in _ATTRIBUTED:
            raise _misplaced(kind)
        if kind == "Link" and content[2][0] in self.titles and _ADDRESS.fullmatch(content[2][0]):
            href = content[2][0]
            return (Link(href, self._read(content[1]), self.titles[href]),)
        return self._nodes(content[1])

    def _in_languages(self, inlines: Inlines) -> Inlines:
        """Return inlines in which what stands between language marks is held by a span of that language."""
        if not self.languages:
            return inlines
        result: list[Inline] = []
        before: list[Inline] = []
        language: str | None = None
        for node in _split_at_marks(inlines):
            mark = node.text if isinstance(node, Text) and _LANGUAGE.fullmatch(node.text) else ""
            if mark == LANG_CLOSE and language is not None:
                result, language = [*before, Span(language, tuple(result))], None
            elif mark and mark != LANG_CLOSE and language is None:
                before, result, language = result, [], self.languages[ord(mark) - LANG_OPEN]
            elif (inside := _inside(node)) is not None:
                result.append(holding(node, self._in_languages(inside)))
            else:
                result.append(node)
        return tuple(result) if language is None else (*before, *result)

    def _finish(self, text: Text) -> Iterator[Inline]:
        """Return a text with its labels and hidden signs in words, and its note numbers live."""
        words = text.text
        if words.isascii() and not _NOTE_NUMBER.search(words):
            yield text
            return
        words = words.replace(f"{SOURCE_END};", self.semicolon)
        words = _MARKS.sub("", words).translate(self.words).translate(SHOWN)
        for place, piece in enumerate(_NOTE_NUMBER.split(words)):
            if place % 2 and piece in self.notes:
                yield NoteRef(self.notes[piece])
            elif piece:
                yield from self._with_copies(piece)

    def _with_copies(self, words: str) -> Iterator[Inline]:
        for place, piece in enumerate(_COPY.split(words)):
            if place % 2:
                yield from self.copies[piece]
            elif piece:
                yield Text(piece)


def sources_in(inlines: Iterable[Json]) -> list[str]:
    """Return the words that pandoc gave each source of a cluster, where `SOURCE_END` parts them."""
    return "".join(_spoken(inlines)).split(SOURCE_END)


def _spoken(inlines: Iterable[Json]) -> Iterator[str]:
    """Return the words of pandoc's inlines, as `Reading` reads them."""
    for node in inlines:
        kind, content = node["t"], node.get("c")
        if kind == "Str":
            yield content
        elif kind in _SPACES:
            yield " "
        elif kind in _HOLDERS:
            yield from _spoken(content)
        elif kind in _ATTRIBUTED:
            yield from _spoken(content[1])
        else:
            raise _misplaced(kind)


def _misplaced(kind: str) -> CitingFailed:
    return CitingFailed(f"pandoc's {kind} has no place in a citation")


def merge(inlines: Iterable[Inline]) -> Inlines:
    """Return inlines with adjacent texts as one, at every depth, and none that are empty."""
    result: list[Inline] = []
    texts: list[str] = []
    for node in inlines:
        if isinstance(node, Text):
            texts.append(node.text)
            continue
        inside = _inside(node)
        merged = None if inside is None else merge(inside)
        if any(texts):
            result.append(Text("".join(texts)))
        texts = []
        if merged != ():
            result.append(node if merged is None else holding(node, merged))
    if any(texts):
        result.append(Text("".join(texts)))
    return tuple(result)


def _inside(node: Inline) -> Inlines | None:
    """Return the inlines that an inline holds, or nothing if it holds none."""
    inside: Inlines | None = getattr(node, "content", None)
    return inside


def _each_text(inlines: Inlines, rewrite: Callable[[Text], Iterator[Inline]]) -> Iterator[Inline]:
    """Return inlines with each text, in reading order, replaced by what `rewrite` makes of it."""
    for node in inlines:
        if isinstance(node, Text):
            yield from rewrite(node)
        elif (inside := _inside(node)) is not None:
            yield holding(node, tuple(_each_text(inside, rewrite)))
        else:
            yield node


def _split_at_marks(inlines: Inlines) -> Iterator[Inline]:
    for node in inlines:
        if isinstance(node, Text):
            yield from (Text(piece) for piece in _LANGUAGE.split(node.text) if piece)
        else:
            yield node


def _text(inlines: Iterable[Inline]) -> Iterator[str]:
    for node in inlines:
        if isinstance(node, Text):
            yield node.text
        elif isinstance(node, NoteRef):
            yield str(node.number)
        else:
            yield from _text(_inside(node) or ())


def text_of(inlines: Iterable[Inline]) -> str:
    """Return the words of inlines, note numbers included."""
    return "".join(_text(inlines))


def _case_ibid(inlines: Inlines, opens: bool) -> Inlines:
    """Return inlines whose "Ibid." has a capital where it begins the sentence, and a small letter elsewhere."""
    capital = opens and text_of(inlines).startswith(IBID_MARK)
    change: Callable[[str], str] | None = None

    def recase(text: Text) -> Iterator[Inline]:
        nonlocal change, capital
        letters: list[str] = []
        for letter in text.text:
            if letter == IBID_MARK:
                change, capital = (str.upper if capital else str.lower), False
            elif change and letter.isalpha():
                letter, change = change(letter), None
            letters.append(letter)
        yield Text("".join(letters))

    return tuple(_each_text(inlines, recase))
