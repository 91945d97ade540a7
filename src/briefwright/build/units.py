"""The work of a build in pieces that any process can do: drafts of some documents, then their files.

A unit is one brief in one language for one audience, with as many of its addressees as are worth a journey. What
goes between processes is plain: trees, bytes and faults, and never the base, which each process has read itself.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from itertools import groupby, islice

from briefwright.briefs.selection import Selection
from briefwright.build.dossier import Dossier
from briefwright.build.formats import Order, Writer, Written, formats_of
from briefwright.build.guard import Guard
from briefwright.build.making import Finishers, Made, make, selections_for
from briefwright.build.manifest import Entry
from briefwright.build.needs import Needs
from briefwright.build.request import Request
from briefwright.build.uses import Uses
from briefwright.cache import NO_CACHE, Cache
from briefwright.document.nodes import Document, Note
from briefwright.document.text import count_words
from briefwright.document.walk import query
from briefwright.evidence.annex import evidence_json
from briefwright.faults import Fault, Faults
from briefwright.files import Stamp, noted

EVIDENCE = "evidence.json"
"""The format of the file that holds the evidence for a brief, beside the brief."""

LETTERS_A_UNIT = 64
"""How many letters of a brief are one unit: enough to share what they have in common, few enough to spread."""


@dataclass(frozen=True, slots=True)
class Unit:
    """The documents to make of one brief in one language, by the ids of their addressees: one without is None."""

    brief: str
    language: str
    addressees: tuple[str | None, ...]

    @property
    def name(self) -> str:
        """What the unit makes, for whoever watches."""
        more = f" ({len(self.addressees)} letters)" if self.addressees[0] is not None else ""
        return f"{self.brief}.{self.language}{more}"


@dataclass(frozen=True, slots=True)
class Draft:
    """A document without its files; no tree where it has errors. `evidence` is the brief's, where this gives it."""

    name: str
    faults: tuple[Fault, ...]
    document: Document | None = None
    used: frozenset[str] = frozenset()
    evidence: str | None = None
    needs: Mapping[str, str] = field(default_factory=dict)
    read: Mapping[str, Stamp] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Finished:
    """The files of a document, with their lines of the manifest, and what is wrong with them."""

    name: str
    faults: tuple[Fault, ...]
    leaks: tuple[Fault, ...] = ()
    entries: tuple[Entry, ...] = ()
    files: Mapping[str, bytes] = field(default_factory=dict)
    needs: Mapping[str, str] = field(default_factory=dict)
    read: Mapping[str, Stamp] = field(default_factory=dict)


def units_of(selections: Iterable[Selection]) -> dict[Unit, tuple[Selection, ...]]:
    """Return the units that make some variants of briefs, in their order, each with its variants."""
    units: dict[Unit, tuple[Selection, ...]] = {}
    for (brief, language), group in groupby(selections, lambda one: (one.brief.name, one.language)):
        while some := tuple(islice(group, LETTERS_A_UNIT)):
            addressees = tuple(one.addressee.id if one.addressee is not None else None for one in some)
            units[Unit(brief, language, addressees)] = some
    return units


class Workshop:
    """Where units are made: a dossier that was read, with what is asked of it.

    A long document may be laid out by as many as `jobs` processes.
    """

    def __init__(self, dossier: Dossier, request: Request, cache: Cache = NO_CACHE) -> None:
        self.guard = Guard(dossier)
        self.needs = Needs(dossier, request.audience)
        self.jobs = 1
        self._dossier = dossier
        self._request = request
        self._cache = cache
        self._writer = Writer(dossier, cache)
        self._selections: dict[tuple[str, str], dict[str | None, Selection]] = {}

    def adopt(self, selections: Iterable[Selection]) -> None:
        """Take selections that were made already."""
        for selection in selections:
            addressee = selection.addressee.id if selection.addressee is not None else None
            self._selections.setdefault((selection.brief.name, selection.language), {})[addressee] = selection

    def prepare(self, selections: Iterable[Selection]) -> None:
        """Work out what every process would else work out for itself."""
        for selection in selections:
            self.guard.prepare(selection)

    def warm_up(self) -> None:
        """Have the printing process start, where anything is printed, while the drafts are made."""
        selections = (one for known in self._selections.values() for one in known.values())
        if any("pdf" in formats_of(selection, self._request) for selection in selections):
            from briefwright.writers.pdf import warm_up

            warm_up()

    def draft(self, unit: Unit) -> tuple[Draft, ...]:
        """Return the drafts of a unit; the first that could stand in for all of its brief has the evidence."""
        drafts, finishers = list[Draft](), Finishers(self._cache)
        for selection in self._of(unit):
            has_evidence = any(draft.evidence is not None for draft in drafts)
            drafts.append(self._draft(selection, finishers, with_evidence=not has_evidence))
        return tuple(drafts)

    def _draft(self, selection: Selection, finishers: Finishers, *, with_evidence: bool) -> Draft:
        faults, uses = Faults(), Uses()
        with noted() as read:
            made = make(selection, self._dossier, self._request, faults, finishers, uses)
            if made is None:
                return Draft(selection.name, faults.all)
            evidence = None
            if with_evidence and not (faults.all if self._request.strict else faults.errors):
                noting = uses.noting(selection)
                evidence = evidence_json(noting, made.draft, uses.noting_base(self._dossier.base))
        needs = {} if faults.all else self.needs.of(selection, uses, read)
        return Draft(selection.name, faults.all, made.document, made.used, evidence, needs, read)

    def write(self, unit: Unit, drafts: tuple[Draft, ...]) -> tuple[Finished, ...]:
        """Return the files of those drafts that have a tree."""
        by_name = {selection.name: selection for selection in self._of(unit)}
        orders = [
            Order(Made(by_name[draft.name], draft.document, draft.document, draft.used), Faults())
            for draft in drafts
            if draft.document is not None
        ]
        if not orders:
            return ()
        formats = formats_of(orders[0].made.selection, self._request)
        with noted() as read:
            written = self._writer.write(orders, formats, self.jobs)
        given = {draft.name: draft for draft in drafts}
        return tuple(
            self._finished(order, given[order.made.selection.name], files, read)
            for order, files in zip(orders, written, strict=True)
        )

    def _finished(
        self, order: Order, draft: Draft, written: Mapping[str, Written], read: Mapping[str, Stamp]
    ) -> Finished:
        """Return a document with its files, their lines of the manifest, and what is not for their readers."""
        selection, faults = order.made.selection, order.faults
        describe = _Describer(order.made, self._dossier)
        entries = [describe.entry(selection.name, form, *found) for form, found in written.items()]
        files = {entry.file: data for entry, (data, _) in zip(entries, written.values(), strict=True)}
        if draft.evidence is not None:
            data = draft.evidence.encode()
            entries.append(describe.of_brief().entry(selection.name_of_brief, EVIDENCE, data, None))
            files[entries[-1].file] = data
        own = (selection, replace(selection, addressee=None)) if selection.addressee else (selection,)
        leaks = tuple(fault for one in own for fault in self.guard.faults_in_files(one, files))
        kept = {} if faults.all or leaks else {**draft.needs, **self.needs.of_files(read)}
        everything = {**draft.read, **read}
        return Finished(selection.name, faults.all, leaks, tuple(entries), files, kept, everything)

    def _of(self, unit: Unit) -> list[Selection]:
        """Return the selections of a unit."""
        known = self._selections.get((unit.brief, unit.language))
        if known is None:
            asked = replace(self._request, briefs=(unit.brief,), languages=(unit.language,))
            self.adopt(selections_for(self._dossier, asked, Faults()))
            known = self._selections[unit.brief, unit.language]
        return [known[addressee] for addressee in unit.addressees]


class _Describer:
    """Lines of the manifest for the files of one document, whose words and notes are counted once."""

    def __init__(self, made: Made, dossier: Dossier) -> None:
        selection, document = made.selection, made.document
        notes, words = tuple(query(document, Note)), count_words(document)
        self._entry = Entry(
            file="",
            sha256="",
            brief=selection.brief.name,
            layout=selection.brief.record.layout,
            language=selection.language,
            audience=selection.audience,
            format="",
            records=tuple(sorted(record for record in made.used if record not in dossier.base.sources)),
            sources=tuple(sorted({source for note in notes for source in note.sources})),
            notes=len(notes),
            pages=None,
            words=words.body,
            words_with_notes=words.with_notes,
            paper=selection.paper,
            citation_style=selection.citation_style,
            addressee=selection.addressee.id if selection.addressee is not None else None,
        )
        self._paper_of_brief = replace(selection, addressee=None).paper

    def of_brief(self) -> _Describer:
        """Return what describes a file that is the brief's, and no addressee's."""
        other = object.__new__(_Describer)
        other._entry = replace(self._entry, addressee=None, paper=self._paper_of_brief)
        other._paper_of_brief = self._paper_of_brief
        return other

    def entry(self, name: str, form: str, data: bytes, pages: int | None) -> Entry:
        """Return the line of a file."""
        sha256 = hashlib.sha256(data).hexdigest()
        return replace(self._entry, file=f"{name}.{form}", sha256=sha256, format=form, pages=pages)
