"""One document as the rules see it: what was printed, what the author wrote between, and what the base knows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from briefwright.briefs.brief import Brief
from briefwright.briefs.selection import Selection
from briefwright.document.nodes import Document, Note, Statement
from briefwright.document.text import text_of
from briefwright.document.walk import query
from briefwright.evidence.ground import Ground
from briefwright.evidence.passages import Passage, cited_in, passages_of
from briefwright.evidence.said import Said, said_by_fact
from briefwright.facts.base import FactBase
from briefwright.facts.records import Fact
from briefwright.i18n.edtf import Ymd


@dataclass(frozen=True, slots=True)
class Scope:
    """What one document prints.

    `base` is what its audience sees, `ground` what the whole base knows; `statements` are the words of each
    fact, figure and quotation as printed, `sources` those that notes or prose cite.
    """

    brief: Brief
    language: str
    base: FactBase
    ground: Ground
    statements: Mapping[str, tuple[str, ...]]
    passages: tuple[Passage, ...]
    sources: frozenset[str]

    @property
    def facts(self) -> Iterator[tuple[str, Fact]]:
        """The facts that the document prints, each with its id."""
        return (
            (record_id, self.base.facts[record_id]) for record_id in self.statements if record_id in self.base.facts
        )

    @property
    def said(self) -> Iterator[tuple[str, Fact, Said]]:
        """The facts that the document prints, each with its id and what it says in the document's language."""
        return (
            (fact_id, fact, said_by_fact(self.base, fact_id, fact, self.language)) for fact_id, fact in self.facts
        )

    @property
    def day(self) -> Ymd:
        """The day as of which the document speaks: its brief's date, else the latest that the base knows."""
        date = self.brief.record.date
        return date.anchor.latest if date is not None else self.ground.latest_day

    def cited_for(self, fact: Fact) -> tuple[str, ...]:
        """Return the sources that a fact cites and the audience sees, each once."""
        cited = dict.fromkeys(cite.source for cite in fact.cite)
        return tuple(source for source in cited if source in self.base.sources)


def scope_of(selection: Selection, document: Document, ground: Ground) -> Scope:
    """Return the scope of a finished document."""
    statements: dict[str, list[str]] = {}
    for statement in query(document, Statement):
        statements.setdefault(statement.record, []).append(text_of(statement))
    noted = {source for note in query(document, Note) for source in note.sources}
    printed = {record_id: tuple(words) for record_id, words in statements.items()}
    return scope_from(selection, printed, frozenset(noted) | cited_in(selection.brief), ground)


def scope_from(
    selection: Selection, statements: Mapping[str, tuple[str, ...]], sources: frozenset[str], ground: Ground
) -> Scope:
    """Return the scope of a document of which only the statements and the sources are known."""
    return Scope(
        brief=selection.brief,
        language=selection.language,
        base=selection.base,
        ground=ground,
        statements=statements,
        passages=tuple(passages_of(selection.brief, selection.language, selection.base.translations.source)),
        sources=sources,
    )
