"""What pandoc is asked: the clusters of a document as citations, numbered so that ibid. comes out right.

pandoc's citeproc prints ibid. where a source was cited alone in the *citation* before, one note number earlier.
Two citations in one note, and a note that cites two sources in two sentences, would mislead it. So each note gets
a number of our own: one more than the note before where ibid. may be right, two more where it may not.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from briefwright.citations.clusters import Cluster
from briefwright.citations.csl import TERMS_TYPE
from briefwright.citations.locator import Locator, Part, parse_locator
from briefwright.citations.terms import BARE, KINDS, NATIVE, keyword
from briefwright.document.nodes import Cite, Document, Note
from briefwright.document.walk import query
from briefwright.i18n.locale import direction_of
from briefwright.i18n.punctuation import punctuation_of
from briefwright.i18n.typography import typographic

_BASE = 900_000
_JOIN, _ALONE = 0xF0100, 0xF0200
# What has a meaning in pandoc's locators is handed over as characters of nobody's alphabet.
_HIDDEN = {ord(sign): chr(0xF0020 + place) for place, sign in enumerate("{}[]|\\")}
_HIDDEN_DIGITS = {ord(sign): chr(0xF0030 + place) for place, sign in enumerate("0123456789")}
# A title in another language keeps its quotation marks: those of the document's language are not its own.
_HIDDEN_QUOTES = {ord(sign): chr(0xF0040 + place) for place, sign in enumerate("“”„‘«»‹›「」")}
SHOWN = {ord(hidden): chr(sign) for sign, hidden in (_HIDDEN | _HIDDEN_DIGITS | _HIDDEN_QUOTES).items()}
"""The way back from the characters that hide signs from pandoc."""

LANG_OPEN, LANG_CLOSE = 0xF0300, "\U000f0003"
"""Stand around a title in another language than the document's: the opening one says which, counting up."""

SOURCE_END = "\U00010af6\U000f0004"
"""Ends each source of a cluster but the last: between two ends, no source may be without words.

It begins with a punctuation mark of a dead script, because pandoc puts a comma before any other suffix.
"""

COPY_MARKS, COPY_SIGN = 0xF0400, "\U00010af6"
"""Marks of archived copies, counting up; before each stands the sign that keeps pandoc's comma away."""

_WORD = re.compile(r"\w+")
_TERMS = "Terms"
_TITLES = ("title", "title-short", "container-title")

Position = tuple[int, int]
"""A cite: the key of its cluster, and its place in it."""


@dataclass(frozen=True, slots=True)
class Request:
    """A document's citations for pandoc, and what is needed to read the answer.

    `clusters` are in reading order, one block each; `notes` gives the note for each number handed over; `terms`
    says whether the citation after the clusters' lists the locator labels, and `languages` are those of titles
    in other languages than the document's.
    """

    clusters: tuple[Cluster, ...]
    references: str
    blocks: str
    notes: Mapping[str, int] = field(default_factory=dict)
    terms: bool = False
    languages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked beyond the notes: bibliography entries, and how the words are to be handed back.

    `listed` are the sources whose bibliography entry is wanted, `ends` says whether each source of a cluster is
    to end with `SOURCE_END`, `appended` are the cites whose locator the style leaves out, so that it is appended.
    `copies` holds the mark of each source that has an archived copy, for its first citation.
    """

    listed: tuple[str, ...] = ()
    ends: bool = False
    appended: Set[Position] = frozenset()
    copies: Mapping[str, str] = field(default_factory=dict)


def make_request(document: Document, items: Mapping[str, dict[str, object]], asked: Asked) -> Request:
    """Return the request for the notes of a gathered document."""
    notes = list(query(document, Note))
    clusters = [(number, cluster) for number, note in enumerate(notes) for cluster in query(note, Cluster)]
    wanted = dict.fromkeys(source for note in notes for source in note.sources) | dict.fromkeys(asked.listed)
    languages = _foreign(document.metadata.language, (items[source] for source in wanted))
    references = [_reference(source, items[source], languages) for source in wanted]
    numbers = _numbers(notes, json.dumps([references, [c.at for _, x in clusters for c in x.cites]]))
    citations = _Citations(asked)
    blocks = [citations.block(cluster, numbers[note]) for note, cluster in clusters]
    if citations.worded:
        references.append({"id": _TERMS, "type": TERMS_TYPE, "title": _TERMS})
        blocks.append(_note([_item(_TERMS, "", numbers[-1] + 2)]))
    blocks.append(_nocite(wanted))
    return Request(
        clusters=tuple(cluster for _, cluster in clusters),
        references=json.dumps(references, ensure_ascii=False, sort_keys=True),
        blocks=json.dumps(blocks, ensure_ascii=False),
        notes={str(number): place for place, number in enumerate(numbers, 1)},
        terms=citations.worded,
        languages=languages,
    )


def label_words(labels: list[str]) -> dict[int, str]:
    """Return what each character that stands for a label means, from the labels of all kinds in `KINDS`' order."""
    words: dict[int, str] = {}
    for place, label in enumerate(labels):
        words[_ALONE + place] = f"{label} " if label else ""
        words[_JOIN + place] = f", {label} " if label else ", "
    return words


def ibid_may_follow(before: Note, note: Note) -> bool:
    """Whether a note begins with the one and only source of the note before it."""
    return len(before.sources) == 1 and note.sources[:1] == before.sources


def _numbers(notes: list[Note], words: str) -> list[int]:
    """Return the number handed over for each note: none of them occurs in what is cited."""
    steps = [1 if ibid_may_follow(before, note) else 2 for before, note in pairwise(notes)]
    taken = set(re.findall(r"\d+", words))
    length = 2 * len(notes) + 3
    base = _BASE
    while any(str(number) in taken for number in range(base, base + length)):
        base += length
    numbers = [base + 1]
    for step in steps:
        numbers.append(numbers[-1] + step)
    return numbers


# ------------------------------------------------------------- references


def _foreign(language: str, items: Iterable[Mapping[str, object]]) -> tuple[str, ...]:
    """Return the languages of items other than the document's, each once.

    Where a document has marks of its own in its notes, the titles in its own language keep theirs too.
    """
    found = dict.fromkeys(str(item.get("language", "")) for item in items)
    own = "" if punctuation_of(language).in_notes else _primary(language)
    # The empty one is that of titles which whoever describes a source has supplied, in brackets.
    return tuple(tag for tag in found if tag and _primary(tag) != own) + (
        () if _primary(language) == "en" else ("",)
    )


def _primary(language: str) -> str:
    return re.split(r"[-_]", language)[0].casefold()


def _reference(source: str, item: Mapping[str, object], foreign: tuple[str, ...]) -> dict[str, object]:
    """Return an item for pandoc, its titles between marks if they are in a foreign language."""
    reference = {**item, "id": source}
    if item.get("DOI"):
        reference["DOI"] = bare_doi(str(item["DOI"]))
    language = str(item.get("language", ""))
    for name in _TITLES:
        title = item.get(name)
        if isinstance(title, str) and (marked := language if _is_in(title, language) else "") in foreign:
            reference[name] = _marked(typographic(title, language), foreign.index(marked))
    return reference


def _is_in(title: str, language: str) -> bool:
    """Return whether a title can be in the language of its source.

    A title in square brackets is supplied by whoever describes the source, in their own language; and
    Latin letters marked as Persian would be set from right to left.
    """
    supplied = title.startswith("[") and title.endswith("]")
    right_to_left = any(unicodedata.bidirectional(character) in ("R", "AL") for character in title)
    return bool(title) and not supplied and (right_to_left or direction_of(language) == "ltr")


def bare_doi(doi: str) -> str:
    """Return a DOI without the address or prefix it may have been written with; styles put their own before it."""
    return re.sub(r"^\s*(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", "", doi, flags=re.IGNORECASE)


def _marked(title: str, language: int) -> str:
    """Return a title between marks; a mark that ends it stays outside, where citeproc looks for doubled ones."""
    words = title.rstrip(".,;:!?")
    return f"{chr(LANG_OPEN + language)}{words.translate(_HIDDEN_QUOTES)}{LANG_CLOSE}{title[len(words) :]}"


# -------------------------------------------------------------- citations


class _Citations:
    """The citations in order: a locator is worded by us where pandoc could not tell it from the one before."""

    def __init__(self, asked: Asked) -> None:
        self.worded = False
        self._asked = asked
        self._before: tuple[str, Locator] = ("", Locator())
        self._native = False
        self._copies = dict(asked.copies)

    def block(self, cluster: Cluster, number: int) -> dict[str, Any]:
        last = len(cluster.cites) - 1
        items = []
        for place, cite in enumerate(cluster.cites):
            suffix = self._locator(cite, (cluster.key, place) in self._asked.appended)
            if mark := self._copies.pop(cite.source, ""):
                suffix += COPY_SIGN + mark
            if place == last:
                suffix += cluster.closing
            elif self._asked.ends:
                suffix += SOURCE_END
            items.append(_item(cite.source, suffix, number))
        return _note(items)

    def _locator(self, cite: Cite, appended: bool) -> str:
        locator = parse_locator(cite.at)
        before, self._before = self._before, (cite.source, locator)
        if not locator.parts:
            return ""
        first, *others = locator.parts
        native = first.kind in NATIVE and not appended and not _alike(before, self._before)
        if before == self._before:
            native = self._native and not appended
        self._native = native
        self.worded |= bool(others) or not native
        value = _value(first, plain=not others) if native else _worded(first, _ALONE)
        value += "".join(_worded(part, _JOIN) for part in others)
        if appended:
            return value.translate(_HIDDEN_DIGITS)
        return f"{{{keyword(first.kind if native else BARE)} {value}}}"


def _alike(before: tuple[str, Locator], now: tuple[str, Locator]) -> bool:
    """Whether pandoc would take two different places in a source for one: it compares values without kinds."""
    values, others = (tuple(part.value for part in locator.parts) for _, locator in (before, now))
    return before[0] == now[0] and values == others and before[1] != now[1]


def _worded(part: Part, base: int) -> str:
    label = chr(base + 2 * KINDS.index(part.kind) + part.several) if part.kind else ""
    return label + _value(part, plain=not part.kind)


def _value(part: Part, plain: bool) -> str:
    """Return a value; pandoc puts the dash into a range that stands alone, we into others."""
    value = part.value if plain else re.sub(r"(?<=\w)\s*-\s*(?=\w)", "–", part.value)
    return value.translate(_HIDDEN)


def _item(source: str, suffix: str, number: int) -> dict[str, Any]:
    return {
        "citationId": source,
        "citationPrefix": [],
        "citationSuffix": [{"t": "Str", "c": suffix}] if suffix else [],
        "citationMode": {"t": "NormalCitation"},
        "citationNoteNum": number,
        "citationHash": 0,
    }


def _note(items: list[dict[str, Any]]) -> dict[str, Any]:
    paragraph = {"t": "Para", "c": [{"t": "Cite", "c": [items, []]}]}
    return {"t": "Para", "c": [{"t": "Note", "c": [paragraph]}]}


def _nocite(sources: Iterable[str]) -> dict[str, Any]:
    """Return a block whose citation makes pandoc list every source in the bibliography; nobody reads its words."""
    return {"t": "Para", "c": [{"t": "Cite", "c": [[_item(source, "", 0) for source in sources], []]}]}


def silent_locators(clusters: Iterable[tuple[Cluster, str]]) -> frozenset[Position]:
    """Return the cites whose locator is not among the words of their cluster, though it is not the one before."""
    silent: set[Position] = set()
    before: tuple[str, Locator] = ("", Locator())
    for cluster, words in clusters:
        for place, cite in enumerate(cluster.cites):
            now = (cite.source, parse_locator(cite.at))
            value = _WORD.search(now[1].parts[-1].value) if now[1].parts else None
            if value and now != before and value[0] not in _WORD.findall(words):
                silent.add((cluster.key, place))
            before = now
    return frozenset(silent)
