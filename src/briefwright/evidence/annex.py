"""The evidence for a brief, as data: what it states, the sources that prove it, and every value of its numbers.

Comes in: a selection, the brief's tree before its notes are worded, and the whole base, of which only which
source repeats which is read. Goes out: what an annex prints, and JSON of ``docs/schemas/evidence.schema.json``.
Both hold only what the audience of the selection may see.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from briefwright.briefs.selection import Selection
from briefwright.document.nodes import Document
from briefwright.evidence.independence import independent_groups, origins_in
from briefwright.evidence.statements import printed_statements
from briefwright.facts.base import FactBase
from briefwright.facts.csl import to_csl_json
from briefwright.facts.records import Archive, Figure, Source
from briefwright.facts.traits import as_written
from briefwright.facts.values import Citation, Contested, Localised, Record, Stated
from briefwright.i18n.edtf import Edtf
from briefwright.layout.annex import (
    SECTION_OF,
    Annexed,
    Demands,
    Leaning,
    Printed,
    appeals_of,
    leanings_by_source,
    quotes_of,
    sources_of,
)

SCHEMA = "urn:briefwright:evidence:1"
"""The schema's name, with its version."""

Json = dict[str, Any]


def annexed_brief(selection: Selection, draft: Document, whole: FactBase) -> Annexed:
    """Return a brief as its annex needs it: its statements, and how its sources hang together."""
    statements = printed_statements(draft, selection.base)
    origins = origins_in(whole)
    groups = independent_groups(sources_of(statements), origins)
    appeals = appeals_of(selection.brief.record)
    return Annexed(selection.brief.name, selection.title, statements, origins, groups, appeals)


def evidence_json(selection: Selection, draft: Document, whole: FactBase) -> str:
    """Return the evidence for a brief as JSON; the same brief gives the same text."""
    return json.dumps(evidence_of(selection, draft, whole), ensure_ascii=False, indent=2) + "\n"


def evidence_of(selection: Selection, draft: Document, whole: FactBase) -> Json:
    """Return the evidence for a brief as plain data."""
    base, record = selection.base, selection.brief.record
    statements = printed_statements(draft, base)
    figures = {printed.record for printed in statements if printed.kind == "figure"}
    teller = _Teller(selection, statements)
    told = [teller.statement(printed) for printed in statements]
    numbers = [teller.figure(figure_id, base.figures[figure_id]) for figure_id in as_written(figures, base)]
    sources = tuple(dict.fromkeys([*sources_of(statements), *_cited_in([told, numbers])]))
    groups = _numbered(independent_groups(sources, origins_in(whole)))
    return {
        "schema": SCHEMA,
        "brief": selection.brief.name,
        "title": selection.title,
        "language": selection.language,
        "audience": selection.audience,
        "layout": record.layout,
        "annex_to": record.annex_to,
        "statements": told,
        "figures": numbers,
        "sources": [teller.source(source, groups[source]) for source in sources],
    }


def _headed(printed: Printed) -> str:
    """Return the words of a statement behind those that head it, in one form for programs in every language."""
    return ": ".join(filter(None, ("; ".join(printed.labels), printed.text)))


def _cited_in(data: Any) -> Iterable[str]:  # noqa: ANN401 - any JSON
    """Return the sources of all citations in JSON, in order."""
    if isinstance(data, dict):
        if "locator" in data:
            yield data["source"]
        data = list(data.values())
    if isinstance(data, list):
        for part in data:
            yield from _cited_in(part)


def _numbered(groups: Iterable[Iterable[str]]) -> Mapping[str, int]:
    """Return the number of the group that each source is in, counted from 1."""
    return {source: number for number, group in enumerate(groups, 1) for source in group}


class _Teller:
    """What the base says of statements, numbers and sources, for the readers of one selection."""

    def __init__(self, selection: Selection, statements: Iterable[Printed]) -> None:
        self._leanings = leanings_by_source(statements)
        self._demands = Demands(selection.base, appeals_of(selection.brief.record))
        self._base = selection.base
        self._language = selection.language
        self._locale = selection.locale

    def statement(self, printed: Printed) -> Json:
        """Return a statement with what the base says of it and the places that it leans on."""
        record = self._record(printed)
        quotes = quotes_of(record)
        date: Contested[Edtf] | None = getattr(record, "date", None)
        speaker = getattr(record, "said_by", None) or getattr(record, "speaker", None)
        return {
            "number": printed.number,
            "kind": printed.kind,
            "id": printed.record or None,
            "text": _headed(printed),
            "status": getattr(record, "status", None),
            "credibility": getattr(record, "credibility", None),
            "said_by": self._actor(speaker),
            "as_of": _edtf(getattr(record, "as_of", None)),
            "date": date.best.value.text if date is not None else None,
            "other_dates": [self._stated(other) for other in date.others] if date is not None else [],
            "notes": list(printed.notes),
            "citations": [
                {
                    "source": leaning.source,
                    "locator": leaning.at or None,
                    "quote": quotes.get((leaning.source, leaning.at)),
                    "notes": list(leaning.notes),
                }
                for leaning in printed.leanings
            ],
        }

    def _record(self, printed: Printed) -> Record | None:
        if printed.kind in SECTION_OF:
            record: Record = self._base.section(SECTION_OF[printed.kind])[printed.record]
            return record
        return self._demands.get(printed.record)

    def figure(self, figure_id: str, figure: Figure) -> Json:
        """Return a number with every value that a source gives for it."""
        return {
            "id": figure_id,
            "label": self._words(figure.label),
            "values": [self._stated(value) for value in figure.values],
        }

    def source(self, source_id: str, group: int) -> Json:
        """Return a source with all that makes it evidence, and which statements lean on it."""
        source: Source = self._base.sources[source_id]
        leanings = self._leanings.get(source_id, [])
        return {
            "id": source_id,
            "item": to_csl_json(source_id, source.csl),
            "nature": source.nature,
            "reliability": source.reliability,
            "derived_from": [other for other in source.derived_from if other in self._base.sources],
            "independence_group": group,
            "remark": self._words(source.remark),
            "archive": _archive(source.archive),
            "statements": list(dict.fromkeys(number for number, _ in leanings)),
            "notes": _notes(leaning for _, leaning in leanings),
        }

    def _stated(self, stated: Stated[Any]) -> Json:
        """Return one value that a source gives, with whose it is and what mars it."""
        value = stated.value.text if isinstance(stated.value, Edtf) else stated.value
        if isinstance(value, Localised):
            value = self._words(value)
        return {
            "value": value,
            "qualifier": stated.qualifier,
            "said_by": self._actor(stated.said_by),
            "as_of": _edtf(stated.as_of),
            "preferred": stated.preferred,
            "because": self._words(stated.because),
            "mistaken": self._words(stated.mistaken),
            "citations": [_citation(citation) for citation in stated.cite],
        }

    def _actor(self, actor: str | None) -> Json | None:
        """Return whose word something is, where the audience may know."""
        if actor is None or not (actor in self._base.people or actor in self._base.organisations):
            return None
        # The id of somebody under a pseudonym may be the name.
        known = None if actor in self._base.unnamed else actor
        return {"id": known, "name": self._locale.typeset(self._base.name(actor, self._language))}

    def _words(self, text: Localised | None) -> str | None:
        return self._locale.typeset(text.of(self._language)) if text is not None else None


def _citation(citation: Citation) -> Json:
    return {"source": citation.source, "locator": citation.at or None, "quote": citation.quote or None}


def _archive(archive: Archive | None) -> Json | None:
    if archive is None:
        return None
    return {
        "url": archive.url or None,
        "file": archive.file or None,
        "sha256": archive.sha256,
        "captured": _edtf(archive.captured),
        "by": archive.by or None,
    }


def _edtf(date: Edtf | None) -> str | None:
    return date.text if date is not None else None


def _notes(leanings: Iterable[Leaning]) -> list[int]:
    return sorted({note for leaning in leanings for note in leaning.notes})
