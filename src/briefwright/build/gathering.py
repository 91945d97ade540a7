"""Everything that a build is about to write, made now or kept from before, and everything that is wrong with it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from itertools import groupby

from briefwright.briefs.selection import Selection
from briefwright.build.crew import Crew
from briefwright.build.dossier import Dossier
from briefwright.build.folders import MANIFEST
from briefwright.build.kept import Keeper, Kept
from briefwright.build.making import is_whole, selections_for, take_broken
from briefwright.build.manifest import Entry, manifest_text, still_valid
from briefwright.build.output import Output
from briefwright.build.request import Request, Watcher
from briefwright.build.tally import Tally
from briefwright.build.units import EVIDENCE, Draft, Finished, Unit, Workshop, units_of
from briefwright.cache import Cache, key_of
from briefwright.evidence.checking import check_base, check_document
from briefwright.evidence.footing import footing_of
from briefwright.evidence.ground import Ground, ground_of
from briefwright.evidence.left_out import left_out
from briefwright.evidence.quoting import check_quotations
from briefwright.evidence.scope import Scope, scope_from, scope_of
from briefwright.faults import Faults, FaultsFound
from briefwright.files import Stamp

CrewFor = Callable[[Workshop, Sequence[Unit]], AbstractContextManager[Crew]]
"""Gives the crew that makes units in a workshop."""


@dataclass(slots=True)
class _Document:
    """One document on its way: kept from an earlier build, or drafted and then finished."""

    selection: Selection
    kept: Kept | None = None
    draft: Draft | None = None
    scope: Scope | None = None
    entries: tuple[Entry, ...] = ()
    files: Mapping[str, bytes] = field(default_factory=dict)
    footing: str = ""

    @property
    def used(self) -> frozenset[str]:
        """The ids of the records in it."""
        known = self.kept or self.draft
        return known.used if known is not None else frozenset()

    @property
    def is_alive(self) -> bool:
        """Whether there is a document."""
        return self.kept is not None or (self.draft is not None and self.draft.document is not None)

    @property
    def has_evidence(self) -> bool:
        """Whether it brings the evidence for its brief."""
        if self.kept is not None:
            return any(entry.format == EVIDENCE for entry in self.kept.entries)
        return self.draft is not None and self.draft.evidence is not None


class Gathering:
    """One build of a dossier, up to the moment before anything is written.

    `reasons` says of each document why it was made anew, `left_out` what the briefs leave out for their audiences;
    `read` has the files that were read on the way, with what they were.
    """

    def __init__(
        self, dossier: Dossier, request: Request, output: Output, tally: Tally, cache: Cache, watcher: Watcher
    ) -> None:
        self.reasons: list[tuple[str, str]] = []
        self.left_out: tuple[str, ...] = ()
        self.read: dict[str, Stamp] = {}
        self.entries: list[Entry] = []
        self._dossier = dossier
        self._request = request
        self._output = output
        self._cache = cache
        self._tally = tally
        self._watcher = watcher
        self._keeper = Keeper(cache, request)
        self._workshop = Workshop(dossier, request, cache)
        self._documents: list[_Document] = []

    def make(self, crew_for: CrewFor) -> None:
        """Make or find every document, and put its files aside for writing.

        Raises:
            FaultsFound: something is wrong.

        """
        self._look()
        units = tuple(units_of(one.selection for one in self._documents if one.kept is None))
        with crew_for(self._workshop, units) as crew:
            self._watcher.begin(len(units))
            try:
                self._draft(crew, units)
                self._doubt()
                self._write(crew)
            finally:
                self._watcher.end()
        self._settle()

    # ------------------------------------------------------------- what is there already

    def _look(self) -> None:
        """Find what is asked for, and what of it earlier builds made."""
        dossier, shared = self._dossier, self._tally.shared
        check_quotations(dossier.base, dossier.root, shared)
        take_broken(dossier, self._request, self._tally)
        self._documents = [_Document(one) for one in selections_for(dossier, self._request, shared)]
        self._workshop.adopt(one.selection for one in self._documents)
        for document in self._documents:
            found = self._keeper.find(document.selection, self._workshop.needs, self._output.folder)
            if isinstance(found, Kept):
                document.kept = found
            else:
                self.reasons.append((document.selection.name, found))
        self._workshop.prepare(one.selection for one in self._documents if one.kept is None)

    # ------------------------------------------------------------- drafts

    def _draft(self, crew: Crew, units: Sequence[Unit]) -> None:
        drafts = {draft.name: draft for group in crew.draft(units, self._watcher) for draft in group}
        for document in self._documents:
            faults = self._tally.of(document.selection)
            document.draft = drafts.get(document.selection.name)
            faults.extend(document.draft.faults if document.draft is not None else ())
        self._tally.settle()
        self._drop_dead()
        self._find_evidence()

    def _drop_dead(self) -> None:
        """Let go of what has faults, and of what goes to an addressee who is left out."""
        self._documents = [one for one in self._documents if one.is_alive and self._tally.has(one.selection)]

    def _find_evidence(self) -> None:
        """Have the first document of each brief in each language bring the evidence for it, and no other."""
        for _, group in groupby(self._documents, lambda one: one.selection.name_of_brief):
            first, *others = group
            if not first.has_evidence:
                (unit,) = units_of([first.selection])
                (first.draft,), first.kept = self._workshop.draft(unit), None
                self._tally.of(first.selection).extend(first.draft.faults)
            for other in others:
                other.kept = _without_evidence(other.kept) if other.kept is not None else None
                other.draft = replace(other.draft, evidence=None) if other.draft is not None else None

    # ------------------------------------------------------------- doubts

    def _doubt(self) -> None:
        """Check the documents against the rules, and their authors' words against what may be told."""
        ground, shared, guard = ground_of(self._dossier.base), self._tally.shared, self._workshop.guard
        firsts = self._once_a_brief()
        for document in self._documents:
            document.scope = _scope_of(document, ground)
        whole, footing = is_whole(self._request, shared), footing_of(self._dossier.base, self._cache)
        for document in firsts:
            self._check(document, footing)
        if whole:
            scopes = [document.scope for document in firsts if document.scope is not None]
            check_base(ground, scopes, self._dossier.rulebook.base, shared)
        for document in firsts:
            shared.extend(guard.faults_in_words(document.selection, document.used))
        for document in self._documents:
            self._tally.of(document.selection).extend(guard.faults_in_addressee(document.selection))
        self._tally.settle()
        self._stop()

    def _check(self, document: _Document, footing: str) -> None:
        """Check a document against the rules; not one that was kept if they found nothing on the same footing."""
        settled = self._dossier.rulebook.briefs[document.selection.brief.name]
        document.footing = key_of(footing, repr(sorted(settled.items())))
        if document.scope is None or (document.kept is not None and document.footing == document.kept.footing):
            return
        faults = Faults()
        check_document(document.scope, settled, faults)
        self._tally.shared.extend(faults.all)
        if faults.all:
            document.footing = ""
        elif document.kept is not None:
            self._keeper.renew(document.selection, replace(document.kept, footing=document.footing))

    def _once_a_brief(self) -> list[_Document]:
        """Return a document of each brief in each language, the first of those that go to its addressees."""
        groups = groupby(self._documents, lambda one: one.selection.name_of_brief)
        return [next(group) for _, group in groups]

    def _stop(self) -> None:
        shared = self._tally.shared
        if shared.errors or (self._request.strict and shared.all):
            raise FaultsFound(shared.all)

    # ------------------------------------------------------------- files

    def _write(self, crew: Crew) -> None:
        """Have the files of every draft that is still wanted, and keep each document as soon as it is there."""
        self._documents = [one for one in self._documents if self._tally.has(one.selection)]
        by_name = {one.selection.name: one for one in self._documents}
        drafts = {name: one.draft for name, one in by_name.items() if one.draft is not None}
        units = units_of(by_name[name].selection for name in drafts)

        def keep(number: int, finished: tuple[Finished, ...]) -> None:
            for one in finished:
                self._keep(by_name[one.name], one)

        given = [tuple(drafts[selection.name] for selection in group) for group in units.values()]
        for group in crew.write(tuple(units), given, self._watcher, keep):
            for finished in group:
                self._take(by_name[finished.name], finished)

    def _keep(self, document: _Document, finished: Finished) -> None:
        """Keep a document without faults for later builds."""
        draft, scope = document.draft, document.scope
        if draft is None or scope is None or draft.faults or finished.faults or finished.leaks:
            return
        needs = {**draft.needs, **finished.needs}
        kept = Kept(needs, finished.entries, draft.used, scope.statements, scope.sources, document.footing)
        self._keeper.keep(document.selection, kept, finished.files)

    def _take(self, document: _Document, finished: Finished) -> None:
        self._tally.of(document.selection).extend(finished.faults)
        self._tally.shared.extend(finished.leaks)
        document.entries = finished.entries
        document.files = finished.files
        self.read |= finished.read

    def _settle(self) -> None:
        """Put aside the files of those documents that are made for somebody, and say what is left out."""
        self._tally.settle()
        self._documents = [one for one in self._documents if self._tally.has(one.selection)]
        for document in self._documents:
            if document.kept is not None:
                document.entries = document.kept.entries
                self._keeper.restore(document.entries, self._output)
            for name, data in document.files.items():
                self._output.add(name, data)
            self.entries += document.entries
        self._stop()
        base = self._dossier.base
        lines = [left_out(one.selection, base, one.used) for one in self._once_a_brief()]
        self.left_out = tuple(dict.fromkeys(filter(None, lines)))

    # ------------------------------------------------------------- the manifest

    def add_manifest(self) -> tuple[str, ...]:
        """Put the manifest aside too; return the files of earlier builds that no brief makes any more.

        Raises:
            FaultsFound: the manifest would tell its readers what they may not know.

        """
        everything, guard = self._request.is_for_all, self._workshop.guard
        selections = [one.selection for one in self._documents]
        valid = still_valid(self._output.folder, self.entries)
        entries = [*self.entries, *(entry for entry in valid if not everything or self._stays(entry))]
        shown = guard.for_manifest(entries, selections)
        manifest = manifest_text(self._dossier.settings.title, shown).encode()
        self._output.add(MANIFEST, manifest)
        self._tally.shared.extend(guard.faults_in_manifest(MANIFEST, manifest, entries, selections))
        self._stop()
        return self._output.stale(entries) if everything else ()

    def _stays(self, entry: Entry) -> bool:
        """Tell whether a file of an earlier build stays, though no brief makes it anew.

        That is what was made with ``--audience`` for others than its brief's own, or for an addressee left out
        now.
        """
        brief = self._dossier.briefs.get(entry.brief)
        if brief is None or self._tally.is_left(entry.brief, entry.addressee):
            return brief is not None
        return entry.is_for_others and (
            entry.addressee is None or brief.addressees.named(entry.addressee) is not None
        )


def _without_evidence(kept: Kept) -> Kept:
    return replace(kept, entries=tuple(entry for entry in kept.entries if entry.format != EVIDENCE))


def _scope_of(document: _Document, ground: Ground) -> Scope | None:
    """Return what the rules see of a document."""
    if document.kept is not None:
        return scope_from(document.selection, document.kept.statements, document.kept.sources, ground)
    if document.draft is None or document.draft.document is None:
        return None
    return scope_of(document.selection, document.draft.document, ground)
