"""What a layout sees of an appeal, its signatories and a chronology: words and notes, ready to be set."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import count, groupby
from typing import Any

from markupsafe import Markup

from briefwright.briefs.selection import Selection
from briefwright.facts.records import Appeal, Demand, Figure, Signatory, Source
from briefwright.facts.traits import as_written
from briefwright.facts.values import Citation, Stated
from briefwright.i18n.dates import within_brackets
from briefwright.i18n.edtf import parse
from briefwright.i18n.messages import DayOr, message
from briefwright.layout.scales import natures
from briefwright.layout.statements import Statements

ECOSOC_ORDER = ("general", "special", "roster")
_KINDS = {
    "communication": message("Communication of UN Special Procedures"),
    "open-letter": message("Open letter"),
    "joint-statement": message("Joint written statement"),
    "petition": message("Petition"),
}
_STATUSES = {
    "general": message("General consultative status"),
    "special": message("Special consultative status"),
    "roster": message("Roster"),
    "": message("Consultative status not stated"),
}
_REPLIES = {
    "none": message("No reply is known"),
    "received": message("A reply was received"),
    "withheld": message("A reply was received and is not public"),
}
_REPLIES_AS_OF = {
    "none": DayOr(message("No reply is known as of {day}"), message("No reply is known as of {date}")),
    "received": DayOr(message("A reply was received as of {day}"), message("A reply was received as of {date}")),
    "withheld": DayOr(
        message("A reply was received and is not public as of {day}"),
        message("A reply was received and is not public as of {date}"),
    ),
}
_SENT = DayOr(message("sent {day}"), message("sent {date}"))
_PUBLISHED = DayOr(message("made public {day}"), message("made public {date}"))


@dataclass(frozen=True, slots=True)
class SignatoryView:
    """One who signed: name, capacity, and the note where the signatory has a source of its own."""

    name: str
    capacity: str
    note: Markup
    number: str = ""


@dataclass(frozen=True, slots=True)
class GroupView:
    """People or organisations that belong together; the heading is empty where the base names none."""

    heading: str
    rows: tuple[SignatoryView, ...]


@dataclass(frozen=True, slots=True)
class DemandsView:
    """What is asked of the same addressees, whom it names as in a list and as inside a sentence."""

    of: str
    of_in_text: str
    demands: tuple[Markup, ...]


@dataclass(frozen=True, slots=True)
class ValueView:
    """One value of a number on which sources differ: amount, whose it is, as of when, its note and what mars it.

    `words` says all of it but the note.
    """

    words: Markup
    amount: str
    said_by: str
    as_of: str
    note: Markup
    preferred: bool
    mistaken: bool


@dataclass(frozen=True, slots=True)
class FigureView:
    """A number with all its values."""

    record: str
    label: str
    values: tuple[ValueView, ...]


@dataclass(frozen=True, slots=True)
class QuotationView:
    """A quotation set off from the text: its words with note, and who said them where that is not clear already."""

    words: Markup
    speaker: str


@dataclass(frozen=True, slots=True)
class EntryView:
    """A dated entry of a chronology."""

    date: Markup
    text: Markup


@dataclass(frozen=True, slots=True)
class YearView:
    """The entries that a chronology files under one year."""

    year: str
    entries: tuple[EntryView, ...]


@dataclass(frozen=True, slots=True)
class SourceView:
    """A source that the table of sources may list."""

    id: str
    kind: str
    remark: str


class AppealView:
    """An appeal, as its summary and its list of signatories show it."""

    def __init__(self, appeal_id: str, selection: Selection, statements: Statements) -> None:
        self._statements = statements
        self._selection = selection
        self._appeal: Appeal = statements.record("appeals", appeal_id)
        self.id = appeal_id
        self.title = statements.words(self._appeal.title)
        self.occasion = statements.words(self._appeal.occasion)
        self.remark = statements.words(self._appeal.remark)
        self.reference = self._appeal.reference or ""
        self.has_concerns = bool(self._appeal.concerns)
        self.has_demands = bool(self._appeal.demands)
        self.has_figures = bool(self._appeal.figures)

    @property
    def note(self) -> Markup:
        """The note that leads to the sources of the appeal as such."""
        return self._statements.note_of(self._appeal.cite)

    @property
    def reference_words(self) -> Markup:
        """The reference of the document with its note, or that no source gives one."""
        if self.reference:
            words = Markup('<bdi dir="ltr">{}</bdi>').format(self.reference)
            return words + self._statements.note_of(self._main_source)
        if self._appeal.kind == "communication":
            return self._statements.say("Not given by the sources read")
        return Markup("")

    @property
    def kind(self) -> str:
        """What sort of document it is, in words."""
        return str(self._statements.say(_KINDS[self._appeal.kind]))

    @property
    def issued_by(self) -> str:
        """Who speaks in it, where that has one name."""
        return self._statements.name(self._appeal.issued_by) if self._appeal.issued_by else ""

    @property
    def speaker(self) -> str:
        """Who speaks in it, as it opens a sentence."""
        if not self._appeal.issued_by:
            return ""
        return self._selection.locale.capitalised(self._statements.in_text(self._appeal.issued_by))

    @property
    def stated(self) -> Markup:
        """The line that opens what it says: who stated it."""
        if not self._appeal.issued_by:
            return Markup("")
        who = self._statements.in_text(self._appeal.issued_by)
        # Translators: {who} is a name inside a sentence; the sentence begins with a capital by itself.
        return self._selection.locale.capitalised(self._statements.say("{who} stated:", who=who))

    @property
    def voice(self) -> str:
        """The id of who speaks in it, for wording what they state."""
        return self._appeal.issued_by or ""

    @property
    def organised_by(self) -> str:
        """Who organised it."""
        return self._names(self._appeal.organised_by)

    @property
    def addressed_to(self) -> str:
        """Whom it asks."""
        return self._names(self._appeal.addressed_to)

    def _names(self, actors: Iterable[str]) -> str:
        names = [self._statements.name(actor) for actor in actors]
        return self._selection.locale.join(names) if names else ""

    def _in_text(self, actors: Iterable[str]) -> str:
        return self._selection.locale.join([self._statements.in_text(actor) for actor in actors])

    @property
    def _main_source(self) -> tuple[Citation, ...]:
        """The source on which the appeal's particulars rest, where a field names none of its own."""
        return self._appeal.cite[:1]

    # ------------------------------------------------------ dates and reply

    @property
    def sent(self) -> Markup:
        """When it was sent, with its note."""
        return self._statements.date(self._appeal.sent, self._main_source)

    @property
    def published(self) -> Markup:
        """When it was made public, with its note."""
        return self._statements.date(self._appeal.published, self._main_source)

    @property
    def days_for_reply(self) -> Markup:
        """How many days were given for a reply, and until when that was, counted from the day it was sent."""
        if self._appeal.reply_days is None:
            return Markup("")
        days = self._statements.contested(self._appeal.reply_days, self._days, self._main_source)
        best = self._appeal.reply_days.best.value
        until = self._statements.due(self._appeal.sent, best) if self._appeal.sent else ""
        if not until:
            return days
        # Translators: {days} is the number of days for a reply in words, {date} the day on which it was due.
        until = Markup(within_brackets(until))  # noqa: S704 - escaped before
        return self._statements.say("{days} (counted from the day it was sent: {date})", days=days, date=until)

    def _days(self, stated: Stated[Any]) -> Markup:
        statements = self._statements
        return statements.say_count("{number} day", "{number} days", stated.value, number=statements.amount(stated))

    @property
    def reply_due(self) -> Markup:
        """When a reply was due, where a source states the day."""
        return self._statements.date(self._appeal.reply_due, self._main_source)

    @property
    def reply(self) -> Markup:
        """Whether there was a reply, as of when, with its note."""
        if self._appeal.reply is None:
            return Markup("")
        return self._statements.contested(self._appeal.reply, self._state, self._main_source)

    def _state(self, stated: Stated[Any]) -> Markup:
        if stated.as_of is None:
            return self._statements.say(_REPLIES[stated.value])
        return self._statements.say_dated(_REPLIES_AS_OF[stated.value], stated.as_of)

    # ------------------------------------------------- what it says and asks

    @property
    def concerns(self) -> tuple[Markup, ...]:
        """Its concerns, each a statement with its note."""
        return tuple(self._statements.fact(fact_id, self.voice) for fact_id in self._appeal.concerns)

    @property
    def quotations(self) -> tuple[QuotationView, ...]:
        """What it says in its own words."""
        return tuple(
            quotation_view(quotation_id, self._statements, self.voice) for quotation_id in self._appeal.quotations
        )

    @property
    def figures(self) -> tuple[FigureView, ...]:
        """The numbers at issue in it."""
        return tuple(
            figure_view(figure_id, self._selection, self._statements) for figure_id in self._appeal.figures
        )

    @property
    def demands(self) -> tuple[DemandsView, ...]:
        """What it asks, grouped by whom it asks."""
        groups = groupby(self._appeal.demands, key=lambda demand: demand.of)
        return tuple(
            self._demands(of or self._appeal.addressed_to, [self._demand(demand) for demand in demands])
            for of, demands in groups
        )

    def _demands(self, actors: Iterable[str], demands: Iterable[Markup]) -> DemandsView:
        return DemandsView(self._names(actors), self._in_text(actors), tuple(demands))

    def _demand(self, demand: Demand) -> Markup:
        words = Markup('<span data-record="{}">{}</span>').format(demand.id, self._statements.words(demand.text))
        return words + self._statements.note_of(demand.cite, demand.remark)

    # ---------------------------------------------------------- signatories

    @property
    def people(self) -> tuple[GroupView, ...]:
        """The people who signed, by group, sorted by name as the language sorts."""
        signed = [s for s in self._appeal.signatories if s.person]
        headings = dict.fromkeys(self._statements.words(s.group) for s in signed)
        return tuple(
            GroupView(heading, self._people([s for s in signed if self._statements.words(s.group) == heading]))
            for heading in headings
        )

    @property
    def people_tables(self) -> tuple[GroupView, ...]:
        """The groups of people with a running number for each person."""
        return _numbered(self.people, self._selection)

    @property
    def organisation_rows(self) -> tuple[SignatoryView, ...]:
        """The organisations, numbered, in the order of their status; the capacity of each is its status."""
        groups = [
            replace(group, rows=tuple(replace(row, capacity=group.heading) for row in group.rows))
            for group in self.organisations
        ]
        return tuple(row for group in _numbered(groups, self._selection) for row in group.rows)

    def _people(self, signed: Sequence[Signatory]) -> tuple[SignatoryView, ...]:
        pairs = [(self._filed_under(s.person), self._signatory(s)) for s in signed if s.person]
        return tuple(self._selection.locale.sorted_by(pairs))

    def _filed_under(self, actor: str) -> str:
        """Return the name by which somebody is filed: that for sorting, unless the language has another name."""
        base = self._selection.base
        record = base.people.get(actor) or base.organisations[actor]
        name = base.name(actor, self._selection.language)
        return record.sort_name if record.sort_name and name == record.name.best.value else name

    @property
    def organisations(self) -> tuple[GroupView, ...]:
        """The organisations that signed: general, special, roster, then those whose status is not stated."""
        signed = [s for s in self._appeal.signatories if s.organisation]
        by_status = {status: [s for s in signed if self._status(s) == status] for status in (*ECOSOC_ORDER, "")}
        return tuple(
            GroupView(self._status_words(status), self._organisations(members))
            for status, members in by_status.items()
            if members
        )

    def _organisations(self, signed: Sequence[Signatory]) -> tuple[SignatoryView, ...]:
        pairs = [(self._filed_under(s.organisation), self._signatory(s)) for s in signed if s.organisation]
        return tuple(self._selection.locale.sorted_by(pairs))

    def _status(self, signatory: Signatory) -> str:
        organisation = self._selection.base.organisations[signatory.organisation or ""]
        return organisation.ecosoc_status.best.value if organisation.ecosoc_status else ""

    def _status_words(self, status: str) -> str:
        return str(self._statements.say(_STATUSES[status]))

    def _signatory(self, signatory: Signatory) -> SignatoryView:
        name = self._statements.name(signatory.person or signatory.organisation or "")
        capacity = self._statements.words(signatory.capacity)
        return SignatoryView(name, capacity, self._statements.note_of(self._sources(signatory), signatory.remark))

    def _sources(self, signatory: Signatory) -> Sequence[Citation]:
        organisation = self._selection.base.organisations.get(signatory.organisation or "")
        stated = organisation.ecosoc_status if organisation else None
        status = stated.best.cite if stated else ()
        return [*signatory.cite, *(cite for cite in status if cite not in signatory.cite)]

    @property
    def counts(self) -> tuple[Markup, ...]:
        """Those who signed and are known by number only, each with its note."""
        return tuple(
            self._counted(s) + self._statements.note_of(s.cite, s.remark)
            for s in self._appeal.signatories
            if s.count is not None
        )

    @property
    def people_note(self) -> Markup:
        """The sources of the appeal, where a person is named as signatory without a source of its own."""
        bare = any(s.person and not s.cite for s in self._appeal.signatories)
        return self.note if bare else Markup("")

    @property
    def signed_by(self) -> str:
        """How many signed, in a few words: the first count, and those who are named."""
        say_count = self._statements.say_count
        parts = [self._counted(s) for s in self._appeal.signatories if s.count is not None][:1]
        people = sum(1 for s in self._appeal.signatories if s.person)
        organisations = sum(1 for s in self._appeal.signatories if s.organisation)
        if people and parts:
            parts.append(
                say_count("{number} of them named in the sources", "{number} of them named in the sources", people)
            )
        elif people:
            parts.append(say_count("{number} person", "{number} people", people))
        if organisations:
            parts.append(say_count("{number} organisation", "{number} organisations", organisations))
        return str(self._selection.locale.capitalised(self._statements.listed(parts)))

    def _counted(self, signatory: Signatory) -> Markup:
        """Return those who signed and are known by number only: how many, and who they are."""
        people = self._statements.words(signatory.described_as)
        # Translators: {people} is a text of the dossier that stands only here: it has the form that a number of
        # people asks for.
        return self._statements.say("{number} {people}", number=self._count(signatory), people=people)

    @property
    def summary_line(self) -> Markup:
        """What was signed and when, in one line: title, occasion, dates."""
        sent, published, say = self._appeal.sent, self._appeal.published, self._statements.say_dated
        parts: list[object] = [self.title, self.occasion]
        if sent:
            parts.append(say(_SENT, sent, self.sent))
        if published:
            parts.append(say(_PUBLISHED, published, self.published))
        return self._statements.listed(parts, "semicolon")

    @property
    def what_and_when(self) -> Markup:
        """What it was and whom it was addressed to, as a sentence with its note."""
        whom = self._in_text(self._appeal.addressed_to)
        return self._statements.say("{kind} to {whom}.", kind=self.kind, whom=whom) + self.note

    def _count(self, signatory: Signatory) -> str:
        number = self._selection.locale.cardinal(signatory.count or 0)
        return self._statements.qualified(number, signatory.qualifier)

    @property
    def named(self) -> int:
        """How many people and organisations are named as signatories."""
        return sum(1 for s in self._appeal.signatories if s.count is None)


def _numbered(groups: Iterable[GroupView], selection: Selection) -> tuple[GroupView, ...]:
    numbers = count(1)
    return tuple(
        replace(
            group,
            rows=tuple(replace(row, number=selection.locale.number(next(numbers))) for row in group.rows),
        )
        for group in groups
    )


def quotation_view(quotation_id: str, statements: Statements, voice: str = "") -> QuotationView:
    """Return a quotation to be set off from the text; its speaker is not named where the text around it does."""
    words = statements.quotation(quotation_id)
    speaker = statements.record("quotations", quotation_id).speaker
    return QuotationView(words, "" if speaker == voice else statements.name(speaker))


def figure_view(figure_id: str, selection: Selection, statements: Statements) -> FigureView:
    """Return a number with all values that sources give, mistaken ones last."""
    figure: Figure = statements.record("figures", figure_id)
    ordered = sorted(figure.values, key=lambda value: (value.is_mistaken, not value.preferred))
    values = tuple(_value_view(value, selection, statements) for value in ordered)
    return FigureView(figure_id, statements.words(figure.label), values)


def _value_view(value: Stated[Any], selection: Selection, statements: Statements) -> ValueView:
    amount, said_by = statements.amount(value), statements.name(value.said_by) if value.said_by else ""
    as_of = statements.as_of(value.as_of) if value.as_of else ""
    whose = statements.in_text(value.said_by) if value.said_by else ""
    words = statements.listed([Markup("<strong>{}</strong>").format(amount), whose, as_of])
    return ValueView(
        words=statements.say("{value} (mistaken)", value=words) if value.is_mistaken else words,
        amount=amount,
        said_by=said_by,
        as_of=selection.locale.date(value.as_of) if value.as_of else "",
        note=statements.note_of(value.cite, value.mistaken or value.because),
        preferred=value.preferred,
        mistaken=value.is_mistaken,
    )


def years_of(selection: Selection, statements: Statements) -> tuple[YearView, ...]:
    """Return the dated facts of a selection by the year under which each is filed, in chronological order."""
    dated = [(fact_id, selection.base.facts[fact_id]) for fact_id in selection.facts]
    filed = [
        (str(fact.date.best.value.anchor.year).replace("X", "0"), fact_id) for fact_id, fact in dated if fact.date
    ]
    return tuple(
        YearView(
            selection.locale.date(parse(year)),
            tuple(_entry(fact_id, selection, statements) for _, fact_id in members),
        )
        for year, members in groupby(filed, key=lambda pair: pair[0])
    )


def _entry(fact_id: str, selection: Selection, statements: Statements) -> EntryView:
    fact = statements.record("facts", fact_id)
    return EntryView(statements.entry_date(fact.date), statements.fact(fact_id))


def _filed_under(source: Source) -> str:
    """Return what a source is filed under in a table: its first author, else its title without marks."""
    author: dict[str, str] = next(iter(source.csl.get("author", ())), {})
    return author.get("family") or author.get("literal") or source.title.lstrip("[“‘\"'")


def source_views(selection: Selection, statements: Statements, sources: Iterable[str]) -> tuple[SourceView, ...]:
    """Return sources that the table may list, sorted by title; the table drops those that no note cites."""
    kinds = natures(statements.say)
    listed = [(known, selection.base.sources[known]) for known in as_written(sources, selection.base)]
    pairs = [
        (_filed_under(source), SourceView(source_id, str(kinds[source.nature]), statements.words(source.remark)))
        for source_id, source in listed
    ]
    return tuple(selection.locale.sorted_by(pairs))
