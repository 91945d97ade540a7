"""pandoc's inlines into ours: every word exactly once, or an error; nothing is lost in silence.

Comes in: pandoc's JSON inlines. Goes out: our inlines, with adjacent texts merged, note numbers turned into
`NoteRef`, and titles in other languages held by a `Span`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

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
        read = self._in_languages(merge(self._read(inlines)))
        return merge(_each_text(_case_ibid(read, opens), self._finish))

    def _read(self, inlines: Iterable[Json]) -> Iterator[Inline]:
        for node in inlines:
            yield from self._node(node["t"], node.get("c"))

    def _node(self, kind: str, content: Json) -> Iterator[Inline]:
        if kind == "Str":
            yield Text(content)
        elif kind in {"Space", "SoftBreak", "LineBreak"}:
            yield Text(" ")
        elif kind in _HOLDERS:
            yield _HOLDERS[kind](tuple(self._read(content)))
        elif kind in {"Span", "Cite"}:
            yield from self._read(content[1])
        elif kind == "Link":
            yield from self._link(content)
        else:
            raise CitingFailed(f"pandoc's {kind} has no place in a citation")

    def _link(self, content: Json) -> Iterator[Inline]:
        words, href = tuple(self._read(content[1])), content[2][0]
        if href in self.titles and _ADDRESS.fullmatch(href):
            yield Link(href, words, self.titles[href])
        else:
            yield from words

    def _in_languages(self, inlines: Inlines) -> Inlines:
        """Return inlines in which what stands between language marks is held by a span of that language."""
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
                result.append(_with(node, self._in_languages(inside)))
            else:
                result.append(node)
        return tuple(result) if language is None else (*before, *result)

    def _finish(self, text: Text) -> Iterator[Inline]:
        """Return a text with its labels and hidden signs in words, and its note numbers live."""
        words = text.text.replace(f"{SOURCE_END};", self.semicolon)
        words = _MARKS.sub("", words).translate(self.words).translate(SHOWN)
        for place, piece in enumerate(re.split(r"(?<!\d)(\d{6,})(?!\d)", words)):
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
    return text_of(Reading()._read(inlines)).split(SOURCE_END)


def merge(inlines: Iterable[Inline]) -> Inlines:
    """Return inlines with adjacent texts as one, at every depth, and none that are empty."""
    result: list[Inline] = []
    for node in inlines:
        if isinstance(node, Text) and result and isinstance(result[-1], Text):
            result[-1] = Text(result[-1].text + node.text)
        elif (inside := _inside(node)) is not None:
            result.append(_with(node, merge(inside)))
        else:
            result.append(node)
    return tuple(node for node in result if node != Text("") and _inside(node) != ())


def _inside(node: Inline) -> Inlines | None:
    """Return the inlines that an inline holds, or nothing if it holds none."""
    inside: Inlines | None = getattr(node, "content", None)
    return inside


def _with(node: Inline, content: Inlines) -> Inline:
    holder: Any = node
    changed: Inline = replace(holder, content=content)
    return changed


def _each_text(inlines: Inlines, rewrite: Callable[[Text], Iterator[Inline]]) -> Iterator[Inline]:
    """Return inlines with each text, in reading order, replaced by what `rewrite` makes of it."""
    for node in inlines:
        if isinstance(node, Text):
            yield from rewrite(node)
        elif (inside := _inside(node)) is not None:
            yield _with(node, tuple(_each_text(inside, rewrite)))
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
