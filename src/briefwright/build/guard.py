"""What stands between a build and the wrong reader: its files are looked through before they are written."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache, cached_property
from pathlib import Path

from briefwright.briefs.selection import Selection
from briefwright.build.dossier import Dossier
from briefwright.build.manifest import Entry
from briefwright.evidence.canary import Canary, canary_for
from briefwright.evidence.surfaces import texts_of
from briefwright.evidence.withheld import leaves_of
from briefwright.facts.audience import visible_base
from briefwright.facts.base import SECTION_NAMES, FactBase
from briefwright.facts.values import AUDIENCES, Audience
from briefwright.faults import Fault
from briefwright.files import FileRefused, read_file
from briefwright.i18n.edtf import Edtf
from briefwright.layout.layouts import package_templates

_LARGEST = 20_000_000


class Guard:
    """Looks for what an audience may not see, in the words and in the files of a dossier's documents."""

    def __init__(self, dossier: Dossier) -> None:
        self._dossier = dossier
        self._canaries: dict[tuple[Audience, int], Canary] = {}

    def prepare(self, selection: Selection) -> None:
        """Work out what the audience of a selection may not see, before it is asked for."""
        self._canary_of(selection)

    def faults_in_words(self, selection: Selection, used: frozenset[str]) -> Iterator[Fault]:
        """Return the faults of what the author wrote and a document may print (see `Canary.faults_in_words`)."""
        yield from self._canary_of(selection).faults_in_words(selection, used)

    def faults_in_addressee(self, selection: Selection) -> Iterator[Fault]:
        """Return the faults of what is said of an addressee (see `Canary.faults_in_addressee`)."""
        yield from self._canary_of(selection).faults_in_addressee(selection)

    def faults_in_files(self, selection: Selection, files: Mapping[str, bytes]) -> Iterator[Fault]:
        """Return the faults of the files of a document that are about to be written."""
        own = {name: data for name, data in files.items() if name.startswith(f"{selection.name}.")}
        yield from self._canary_of(selection).faults_in_files(own)

    def for_manifest(self, entries: Iterable[Entry], selections: Iterable[Selection]) -> list[Entry]:
        """Return the entries of a manifest with the ids that the most public audience of any of them may see."""
        entries = list(entries)
        shown = [_ids_of(canary.view) for canary in self._of_manifest(entries, selections)]
        known = self._dossier.base.origins.keys()
        hidden = known - frozenset.intersection(*shown) if shown else frozenset()
        return [
            replace(
                entry,
                records=tuple(record for record in entry.records if record not in hidden),
                sources=tuple(source for source in entry.sources if source not in hidden),
            )
            for entry in entries
        ]

    def faults_in_manifest(
        self, name: str, data: bytes, entries: Iterable[Entry], selections: Iterable[Selection]
    ) -> Iterator[Fault]:
        """Return the faults of a manifest that is about to be written."""
        for canary in self._of_manifest(entries, selections):
            yield from canary.faults_in_files({name: data})

    def _of_manifest(self, entries: Iterable[Entry], selections: Iterable[Selection]) -> list[Canary]:
        """Return what the most public audience of a manifest may not see, on each date that its briefs go by."""
        audiences = {entry.audience for entry in entries}
        widest = next((audience for audience in AUDIENCES if audience in audiences), None)
        dates = {str(selection.brief.record.date or ""): selection.brief.record.date for selection in selections}
        canaries = [self._canary(widest, date) for date in dates.values()] if widest else []
        return list({id(canary): canary for canary in canaries}.values())

    def _canary_of(self, selection: Selection) -> Canary:
        return self._canary(selection.audience, selection.brief.record.date)

    def _canary(self, audience: Audience, on: Edtf | None) -> Canary:
        """Return what an audience may not see on a date: the same for all dates on which it sees the same."""
        base = self._dossier.base
        view = visible_base(base, audience, on)
        key = (audience, id(view))
        if key not in self._canaries:
            self._canaries[key] = canary_for(base, view, audience, self._shown_to_all, self._program_words)
        return self._canaries[key]

    @cached_property
    def _shown_to_all(self) -> tuple[str, ...]:
        """The words of the dossier's settings and letterhead: visible to all by definition."""
        settings = self._dossier.settings
        texts = [text for _, text in leaves_of(settings)]
        if settings.letterhead:
            texts += _letterhead_texts(self._dossier.root / settings.letterhead, self._dossier.root)
        return tuple(texts)

    @cached_property
    def _program_words(self) -> tuple[str, ...]:
        """Names of briefs and layouts, and the program's own style sheets, which use words like ids."""
        return (*self._dossier.briefs, *self._dossier.layouts, *_own_sheets())


@cache
def _own_sheets() -> tuple[str, ...]:
    """Return the program's own style sheets."""
    return tuple(path.read_text(encoding="utf-8") for path in package_templates().rglob("*.css"))


def _ids_of(view: FactBase) -> frozenset[str]:
    """Return the ids that a view shows."""
    return frozenset(record_id for section in SECTION_NAMES for record_id in view.section(section)) - view.unnamed


def _letterhead_texts(path: Path, root: Path) -> Iterator[str]:
    """Return the words of the parts that a letterhead lends; of one that the writer will refuse, nothing."""
    from briefwright.writers.docx import LetterheadRefused
    from briefwright.writers.docx.guard import refuse_danger

    try:
        data = read_file(path, root, _LARGEST)
        refuse_danger(data)
    except (FileRefused, LetterheadRefused):
        return
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for name in package.namelist():
            if name.startswith(("word/header", "word/footer")):
                yield from texts_of(name, package.read(name))
