"""Every text of a dossier that is translated: its place in the base or a brief, its kind, and its sources.

The place of a text is its context in a catalogue: ``facts/ID/text``, ``people/ID/name``, ``briefs/NAME/title``,
``briefs/NAME/prose/PART``, ``briefs/NAME/addressees/ID/name``. Of prose each block of Markdown is a text of its
own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from briefwright.briefs.addressees import Addressee
from briefwright.briefs.brief import Brief
from briefwright.facts.base import FactBase
from briefwright.facts.records import Quotation, Source
from briefwright.facts.rules import parts_of
from briefwright.facts.values import Citation, Localised, Record, Stated
from briefwright.faults import Place
from briefwright.i18n.po import Key

NAMED = ("people", "organisations", "places")
"""The sections whose records have a name."""

_BLANK = re.compile(r"\n[ \t]*\n\s*")
# A line that begins with one of these is a line of its own in Markdown: a heading, an item, a quotation.
_MARKED = re.compile(r"[ \t]*(?:#{1,6}|[-*+>]|\d{1,9}[.)])(?:[ \t]|$)")
_HARD_BREAK = re.compile(r"(?:  |\\)$")


@dataclass(frozen=True, slots=True)
class SourceText:
    """A text to translate; `known` are the languages that the base itself has it in already."""

    context: str
    text: str
    kind: str
    place: Place
    sources: tuple[str, ...] = ()
    known: frozenset[str] = frozenset()

    @property
    def key(self) -> Key:
        """Its context and its text, as a catalogue has them."""
        return (self.context, self.text)


def texts_of(base: FactBase, briefs: Mapping[str, Brief]) -> Iterator[SourceText]:
    """Return every text of a base and of briefs that is translated, each context with its text once."""
    seen: set[Key] = set()
    for text in (*_base_texts(base), *(text for brief in briefs.values() for text in _brief_texts(brief))):
        if text.key not in seen:
            seen.add(text.key)
            yield text


def context_of(section: str, record_id: str, *location: object) -> str:
    """Return the context of a text of the base."""
    return "/".join(map(str, (section, record_id, *location)))


# -------------------------------------------------------------- the base


def _base_texts(base: FactBase) -> Iterator[SourceText]:
    for section, record_id, record in base.all_records():
        if section in NAMED:
            yield from _name(base, section, record_id)
        if isinstance(record, Quotation):
            yield from _quotation(base, record_id, record)
        for location, part in parts_of(record):
            yield from _part_texts(base, section, record_id, location, part)


def _name(base: FactBase, section: str, record_id: str) -> Iterator[SourceText]:
    record = base.named(record_id)
    place = base.place(record_id, "name")
    context = context_of(section, record_id, "name")
    yield SourceText(context, record.name.best.value, "name", place, known=frozenset(record.name_in))


def _quotation(base: FactBase, record_id: str, quotation: Quotation) -> Iterator[SourceText]:
    known = frozenset({quotation.language, *quotation.translations})
    place, sources = base.place(record_id, "text"), _sources_of(quotation)
    yield SourceText(
        context_of("quotations", record_id, "text"), quotation.text, "quotation", place, sources, known
    )


def _part_texts(
    base: FactBase, section: str, record_id: str, location: tuple[object, ...], part: Record
) -> Iterator[SourceText]:
    sources = (record_id,) if isinstance(part, Source) else _sources_of(part)
    for name in type(part).model_fields:
        value = getattr(part, name)
        if isinstance(value, Localised) and value.source is not None:
            where = (*location, name)
            place = base.place(record_id, *where)
            context = context_of(section, record_id, *where)
            kind = "amount" if isinstance(part, Stated) and name == "value" else name
            yield SourceText(context, value.source, kind, place, sources, frozenset(value.versions) - {""})


def _sources_of(part: Record) -> tuple[str, ...]:
    cited = getattr(part, "cite", ())
    return tuple(dict.fromkeys(cite.source for cite in cited if isinstance(cite, Citation)))


# ------------------------------------------------------------ the briefs


def _brief_texts(brief: Brief) -> Iterator[SourceText]:
    record = brief.record
    for location, part in parts_of(record):
        yield from _own_texts(part, f"briefs/{brief.name}", location, brief)
    for addressee in brief.addressees.entries:
        context = addressee_context(brief.name, addressee.id)
        yield from _own_texts(addressee.record, context, (), addressee)
    for name, prose in record.prose.items():
        start = brief.place("prose", name)
        for block in blocks_of(prose):
            place = Place(start.path, start.line + block.line)
            yield SourceText(prose_context(brief.name, name), block.text, "prose", place)


def _own_texts(
    part: Record, context: str, location: tuple[object, ...], written: Brief | Addressee
) -> Iterator[SourceText]:
    """Return the texts in a part of a brief or of an addressee; postal addresses nobody translates."""
    for name in type(part).model_fields:
        value = getattr(part, name)
        if isinstance(value, Localised) and value.source is not None and name != "address":
            where = (*location, name)
            known = frozenset(value.versions) - {""}
            key = "/".join(map(str, (context, *where)))
            yield SourceText(key, value.source, name, written.place(*where), known=known)


def addressee_context(brief: str, addressee: str) -> str:
    """Return the start of the contexts of an addressee's texts."""
    return f"briefs/{brief}/addressees/{addressee}"


def prose_context(brief: str, part: str) -> str:
    """Return the context of the blocks of a part of prose."""
    return f"briefs/{brief}/prose/{part}"


@dataclass(frozen=True, slots=True)
class Block:
    """A block of Markdown, its lines joined where a paragraph goes on; it starts at a line of its part, from 0."""

    text: str
    line: int
    lines: int


def blocks_of(prose: str) -> Iterator[Block]:
    """Return the blocks of a part of prose: what blank lines part."""
    at = len(prose) - len(prose.lstrip("\n"))
    while at < len(prose):
        blank = _BLANK.search(prose, at)
        written = prose[at : blank.start() if blank else len(prose)].rstrip()
        if written.strip():
            yield Block(_joined(written), prose.count("\n", 0, at), written.count("\n") + 1)
        at = prose.rfind("\n", 0, blank.end()) + 1 if blank else len(prose)


def _joined(block: str) -> str:
    """Return a block with a line for each that Markdown tells apart: breaking its lines anew changes nothing."""
    lines: list[str] = []
    for line in block.split("\n"):
        if lines and not _MARKED.match(line) and not _HARD_BREAK.search(lines[-1]):
            lines[-1] = f"{lines[-1].rstrip()} {line.strip()}"
        else:
            lines.append(line.rstrip() if not _HARD_BREAK.search(line) else line)
    return "\n".join(lines)
