"""What a layout sees of an annex: the statements of another brief, and the sources that they lean on, as exhibits.

The brief that an annex documents comes in as plain values (`Annexed`), read off its finished tree; whatever is
said of a source comes from the base as the annex's own audience may see it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, TypeAlias

from markupsafe import Markup, escape

from briefwright.briefs.brief import BriefRecord
from briefwright.briefs.selection import Selection
from briefwright.facts.base import FactBase
from briefwright.facts.records import Demand, Fact, Quotation, Source
from briefwright.facts.rules import parts_of
from briefwright.facts.values import Citation, Record
from briefwright.i18n.addresses import is_web_address
from briefwright.i18n.messages import message
from briefwright.layout.locators import place_message
from briefwright.layout.scales import credibilities, natures, reliabilities, statuses
from briefwright.layout.statements import Statements

StatementKind: TypeAlias = Literal["fact", "figure", "quotation", "demand", "words"]

SECTION_OF: Mapping[str, str] = {"fact": "facts", "figure": "figures", "quotation": "quotations"}
"""The section of the base in which the records of a kind of statement stand."""


NotePart: TypeAlias = str | tuple[str, str]
"""Words of a note, or a source with the place in it."""


@dataclass(frozen=True, slots=True)
class Leaning:
    """That a statement leans on a source: where in it, and in which notes of the brief."""

    source: str
    at: str
    notes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Printed:
    """A statement as a brief prints it: its number in order, its words, and what it leans on.

    `record` is the id of the record whose words they are; the brief's own words (of kind ``words``) have none.
    `labels` are the words that head its row or its part of the brief, and without which it is not understood.
    `said` is what its notes say, each once: words, and sources with the place in them.
    """

    number: int
    kind: StatementKind
    record: str
    labels: tuple[str, ...]
    text: str
    leanings: tuple[Leaning, ...]
    said: tuple[tuple[NotePart, ...], ...]

    @property
    def notes(self) -> tuple[int, ...]:
        """The notes of the brief that are called at it."""
        return tuple(sorted({note for leaning in self.leanings for note in leaning.notes}))


@dataclass(frozen=True, slots=True)
class Annexed:
    """The brief that an annex documents: its name and title, its statements, and how its sources hang together.

    `origins` are the sources that each source goes back to, itself if it repeats none; `groups` holds the sources
    it cites, one group for each that is independent of all the others. `appeals` are those it is about.
    """

    name: str
    title: str
    statements: tuple[Printed, ...]
    origins: Mapping[str, frozenset[str]]
    groups: tuple[tuple[str, ...], ...]
    appeals: tuple[str, ...] = ()


def sources_of(statements: Iterable[Printed]) -> tuple[str, ...]:
    """Return the sources that statements lean on, each once, in the order in which they first do."""
    return tuple(dict.fromkeys(leaning.source for printed in statements for leaning in printed.leanings))


def leanings_by_source(statements: Iterable[Printed]) -> Mapping[str, list[tuple[int, Leaning]]]:
    """Return where statements lean on each source, in their order, each with the number of its statement."""
    found: dict[str, list[tuple[int, Leaning]]] = {}
    for printed in statements:
        for leaning in printed.leanings:
            found.setdefault(leaning.source, []).append((printed.number, leaning))
    return found


def appeals_of(brief: BriefRecord) -> tuple[str, ...]:
    """Return the appeals that a brief is about."""
    return tuple(filter(None, (brief.appeal, *brief.appeals)))


class Demands:
    """The demands of a base by their ids; those of the `appeals` at hand are looked through first."""

    def __init__(self, base: FactBase, appeals: Iterable[str]) -> None:
        self._base = base
        self._near = self._in(appeal for appeal in appeals if appeal in base.appeals)

    def get(self, demand_id: str) -> Demand | None:
        """Return the demand of an id, or None."""
        return self._near.get(demand_id) or (self._all.get(demand_id) if demand_id else None)

    @cached_property
    def _all(self) -> Mapping[str, Demand]:
        return self._in(self._base.appeals)

    def _in(self, appeals: Iterable[str]) -> Mapping[str, Demand]:
        return {demand.id: demand for appeal in appeals for demand in self._base.appeals[appeal].demands}


def quotes_of(record: Record | None) -> Mapping[tuple[str, str], str]:
    """Return the very words that a record quotes of its sources, by source and place in it."""
    parts = [part for _, part in parts_of(record)] if record is not None else []
    return {(part.source, part.at): part.quote for part in parts if isinstance(part, Citation) and part.quote}


@dataclass(frozen=True, slots=True)
class StatementView:
    """A row of the annex: a statement with its note, what the base says of it, and where it leans on what."""

    number: str
    words: Markup
    grade: str
    quotes: tuple[Markup, ...]
    notes: str
    sources: Markup


@dataclass(frozen=True, slots=True)
class ExhibitView:
    """A source as an exhibit: everything that the base says of it, empty where it says nothing."""

    id: str
    number: str
    remark: str
    nature: str
    reliability: str
    independence: str
    archived: bool
    address: Markup
    file: Markup
    sha256: Markup
    captured: str
    custodian: str
    statements: str
    notes: str


# Translators: {who} is a name as it stands in the base and cannot be inflected.
_SAID = {
    "established": message("established; said by {who}"),
    "reported": message("reported by {who}"),
    "alleged": message("alleged by {who}"),
    "disputed": message("stated by {who}; disputed"),
    "words": message("words of {who}"),
}


class AnnexView:
    """An annex: its statements and exhibits, numbered in the order in which the brief needs them."""

    def __init__(self, annexed: Annexed, selection: Selection, statements: Statements) -> None:
        self._annexed = annexed
        self._selection = selection
        self._statements = statements
        self._say = statements.say
        self._numbers = {source: place for place, source in enumerate(sources_of(annexed.statements), 1)}
        self._leanings = leanings_by_source(annexed.statements)
        self._demands = Demands(selection.base, annexed.appeals)
        self._going_back = self._sources_by_origin()
        self.title = annexed.title
        self.name = annexed.name

    # --------------------------------------------------------- particulars

    @property
    def how_many(self) -> Markup:
        """How many statements there are, and how many notes they have in the brief."""
        notes = {note for printed in self._annexed.statements for note in printed.notes}
        say_count, statements = self._statements.say_count, len(self._annexed.statements)
        return self._statements.listed(
            [
                say_count("{number} statement", "{number} statements", statements, number=self._number(statements)),
                say_count("{number} note", "{number} notes", len(notes), number=self._number(len(notes))),
            ]
        )

    @property
    def how_independent(self) -> Markup:
        """How many sources there are, and how many of them are independent of each other."""
        # Translators: the number that the words agree with is {independent}, not {sources}.
        return self._statements.say_count(
            "{sources}, of which {independent} is independent of the others",
            "{sources}, of which {independent} are independent of each other",
            len(self._annexed.groups),
            sources=self._number(len(self._numbers)),
            independent=self._number(len(self._annexed.groups)),
        )

    @property
    def how_archived(self) -> Markup:
        """Of how many sources there is an archived copy."""
        sources = self._selection.base.sources
        archived = sum(1 for source in self._numbers if sources[source].archive is not None)
        return self._say(
            "{archived} of {sources}",
            archived=self._number(archived),
            sources=self._number(len(self._numbers)),
        )

    # ---------------------------------------------------------- statements

    @property
    def statements(self) -> tuple[StatementView, ...]:
        """The statements of the brief, in its order."""
        return tuple(self._statement(printed) for printed in self._annexed.statements)

    def _statement(self, printed: Printed) -> StatementView:
        record = self._record(printed)
        words: object = self._words(printed)
        if printed.record:
            words = Markup('<span data-record="{}">{}</span>').format(printed.record, words)
        return StatementView(
            number=self._number(printed.number),
            words=Markup("{}{}").format(words, self._note(printed)),
            grade=self._grade(record),
            quotes=tuple(self._quotes(printed, record)),
            notes=self._listed(printed.notes),
            sources=Markup("<br>").join(self._leaning(leaning) for leaning in printed.leanings),
        )

    def _words(self, printed: Printed) -> Markup:
        """Return the words of a statement behind those that head it."""
        label = self._statements.listed(printed.labels, "semicolon")
        if label and printed.text:
            return self._say("{label}: {text}", label=label, text=printed.text)
        return label or escape(printed.text)

    def _note(self, printed: Printed) -> Markup:
        """Return one note that says what the notes of the brief say at a statement."""
        notes = ([self._note_part(part) for part in said] for said in printed.said)
        return self._statements.note(*(Markup("").join(parts) for parts in notes))

    def _note_part(self, part: NotePart) -> Markup:
        return escape(part) if isinstance(part, str) else self._statements.cite(*part)

    def _record(self, printed: Printed) -> Record | None:
        """Return the record whose words a statement is; the brief's own words have none."""
        if printed.kind in SECTION_OF:
            record: Record = self._statements.record(SECTION_OF[printed.kind], printed.record)
            return record
        return self._demands.get(printed.record)

    def _grade(self, record: Record | None) -> str:
        """Return whose word a record is and how it is held, its date, and the credibility of it, in words."""
        say, locale = self._say, self._selection.locale
        date = record.date if isinstance(record, Fact | Quotation) else None
        as_of = getattr(record, "as_of", None)
        grade = credibilities(say).get(getattr(record, "credibility", None) or "")
        parts = [
            self._attribution(record),
            str(say("date: {date}", date=locale.date(date.best.value))) if date else "",
            self._statements.as_of(as_of) if as_of else "",
            str(say("information graded {grade}", grade=grade)) if grade else "",
        ]
        return str(locale.capitalised(self._statements.listed(parts, "semicolon")))

    def _attribution(self, record: Record | None) -> str:
        status: str = getattr(record, "status", "words" if hasattr(record, "speaker") else "")
        speaker: str = getattr(record, "said_by", None) or getattr(record, "speaker", None) or ""
        known = speaker in self._selection.base.people or speaker in self._selection.base.organisations
        if status in _SAID and known:
            return str(self._say(_SAID[status], who=self._statements.in_text(speaker)))
        return str(statuses(self._say).get(status, ""))

    def _quotes(self, printed: Printed, record: Record | None) -> Iterable[Markup]:
        quotes = quotes_of(record)
        for leaning in printed.leanings:
            if quote := quotes.get((leaning.source, leaning.at)):
                words: object = self._selection.locale.quote(quote)
                language = str(self._selection.base.sources[leaning.source].csl.get("language", ""))
                if language and language != self._selection.language:
                    words = Markup('<span lang="{}">{}</span>').format(language, words)
                yield self._say("Source {source}: {words}", source=self._leaning(leaning), words=words)

    def _leaning(self, leaning: Leaning) -> Markup:
        shown = self._number(self._numbers[leaning.source])
        number = Markup('<a href="#source-{}">{}</a>').format(leaning.source, shown)
        return self._statements.listed([number, self._place(leaning.at)])

    def _place(self, at: str) -> object:
        pattern, numbers = place_message(at)
        return self._say(pattern, numbers=self._selection.locale.localised_digits(numbers)) if pattern else at

    # ------------------------------------------------------------- sources

    @property
    def exhibits(self) -> tuple[ExhibitView, ...]:
        """The sources that the brief cites, in the order in which it first cites them."""
        return tuple(self._exhibit(source) for source in self._numbers)

    def _exhibit(self, source_id: str) -> ExhibitView:
        source: Source = self._statements.record("sources", source_id)
        archive, locale = source.archive, self._selection.locale
        leanings = self._leanings[source_id]
        return ExhibitView(
            id=source_id,
            number=self._number(self._numbers[source_id]),
            remark=self._statements.words(source.remark),
            nature=str(natures(self._say)[source.nature]),
            reliability=str(reliabilities(self._say).get(source.reliability or "", "")),
            independence=self._independence(source_id),
            archived=archive is not None,
            address=_address(archive.url) if archive else Markup(""),
            file=_as_written(archive.file) if archive else Markup(""),
            sha256=_as_written(archive.sha256 or "") if archive else Markup(""),
            captured=locale.date(archive.captured) if archive and archive.captured else "",
            custodian=archive.by if archive else "",
            statements=self._listed(dict.fromkeys(number for number, _ in leanings)),
            notes=self._listed(sorted({note for _, leaning in leanings for note in leaning.notes})),
        )

    def _sources_by_origin(self) -> Mapping[str, list[str]]:
        """Return the sources cited that go back to each origin, in their order."""
        found: dict[str, list[str]] = {}
        for source in self._numbers:
            for origin in self._annexed.origins[source]:
                found.setdefault(origin, []).append(source)
        return found

    def _independence(self, source: str) -> str:
        """Return whether a source stands on its own among those cited, and else with which it goes together."""
        say, say_count, origins = self._say, self._statements.say_count, self._annexed.origins
        repeated = [other for other in self._selection.base.sources[source].derived_from if other in self._numbers]
        repeating = [other for other in self._going_back.get(source, ()) if other != source]
        shared = {other for origin in origins[source] for other in self._going_back[origin]} - {source}
        sharing = sorted(shared, key=self._numbers.__getitem__)
        if origins[source] == {source} and not repeating:
            return str(say("Independent of the other sources"))
        if origins[source] == {source}:
            return str(
                say_count(
                    "Independent; repeated by source {numbers}",
                    "Independent; repeated by sources {numbers}",
                    len(repeating),
                    numbers=self._sources(repeating),
                )
            )
        if repeated:
            return str(
                say_count(
                    "Not independent: repeats source {numbers}",
                    "Not independent: repeats sources {numbers}",
                    len(repeated),
                    numbers=self._sources(repeated),
                )
            )
        if sharing:
            return str(
                say_count(
                    "Not independent: goes back to the same origin as source {numbers}",
                    "Not independent: goes back to the same origin as sources {numbers}",
                    len(sharing),
                    numbers=self._sources(sharing),
                )
            )
        return str(say("Repeats a source that is not cited here; independent of the others"))

    def _sources(self, sources: Sequence[str]) -> str:
        return self._selection.locale.join([self._number(self._numbers[source]) for source in sources])

    # -------------------------------------------------------------- scales

    @property
    def graded(self) -> bool:
        """Whether any source or statement has a grade of the Admiralty code."""
        sources = self._selection.base.sources
        records = (self._record(printed) for printed in self._annexed.statements)
        return any(sources[source].reliability for source in self._numbers) or any(
            getattr(record, "credibility", None) for record in records
        )

    @property
    def reliabilities(self) -> str:
        """The grades that the Admiralty code has for a source, in words."""
        return str(self._statements.listed(reliabilities(self._say).values(), "semicolon"))

    @property
    def credibilities(self) -> str:
        """The grades that the Admiralty code has for a piece of information, in words."""
        return str(self._statements.listed(credibilities(self._say).values(), "semicolon"))

    # ------------------------------------------------------------- numbers

    def _number(self, number: int) -> str:
        return self._selection.locale.number(number)

    def _listed(self, numbers: Iterable[int]) -> str:
        return self._selection.locale.punctuation.numbers.join(self._number(number) for number in numbers)


def _address(url: str) -> Markup:
    """Return the address of a copy as a link, or as it is written where nobody could follow it."""
    words = _as_written(url)
    return Markup('<a href="{}">{}</a>').format(url, words) if is_web_address(url) else words


def _as_written(text: str) -> Markup:
    """Return a file name or a hash, which reads from left to right in every language."""
    return Markup('<bdi dir="ltr">{}</bdi>').format(text) if text else Markup("")
