"""The quotation check: every quotation is looked for in the archived copy of the source that it names.

Comes in: a fact base, and the dossier's folder. Goes out: a fault for each quotation that is not there, with the
nearest passage, and for each copy that is missing, altered or not readable. Source: Berkeley Protocol
(HR/PUB/20/2), on authenticity and on the evidentiary copy.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from briefwright.evidence.copies import MAX_READ, Copy, copy_of
from briefwright.evidence.kinds import NotReadable
from briefwright.evidence.nearest import Words
from briefwright.evidence.pdf_file import PdfReader
from briefwright.evidence.readings import readings_of
from briefwright.evidence.searching import Searchable
from briefwright.evidence.wanted import runs_of
from briefwright.evidence.wording import normal_form
from briefwright.facts.base import FactBase
from briefwright.facts.records import Quotation
from briefwright.facts.rules import parts_of
from briefwright.facts.values import Citation
from briefwright.faults import Faults, Place


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words that are said to stand in a source, and where the dossier says so."""

    text: str
    _place: Callable[[], Place]

    @property
    def place(self) -> Place:
        """Where the dossier says so, looked up for what is not there alone."""
        return self._place()


def check_quotations(base: FactBase, root: Path, faults: Faults) -> None:
    """Report every quotation that its archived source does not hold, and every archived copy that is not sound."""
    archives = {key: source.archive for key, source in base.sources.items() if source.archive is not None}
    archives = {key: archive for key, archive in archives.items() if archive.file}
    if not archives:
        return
    quoted = _quoted(base, archives)
    with PdfReader() as pdfs:
        for source_id, archive in archives.items():
            copy = copy_of(root, base, source_id, archive, faults)
            if copy is not None and quoted[source_id]:
                _check_copy(copy, quoted[source_id], base, pdfs, faults)


def _quoted(base: FactBase, archives: Mapping[str, object]) -> Mapping[str, list[Quoted]]:
    """Return for each archived source what is quoted from it."""
    found: defaultdict[str, list[Quoted]] = defaultdict(list)
    for _, record_id, record in base.all_records():
        for location, part in parts_of(record):
            if isinstance(part, Citation) and part.quote and part.source in archives:
                found[part.source].append(Quoted(part.quote, partial(base.place, record_id, *location, "quote")))
        if isinstance(record, Quotation):
            for source_id in dict.fromkeys(cite.source for cite in record.cite):
                if source_id in archives:
                    found[source_id].append(_in_its_language(base, record_id, record, source_id))
    return found


def _in_its_language(base: FactBase, record_id: str, quotation: Quotation, source_id: str) -> Quoted:
    """Return a quotation as its source must have it: in another language, that is its official translation."""
    language = _primary(base.sources[source_id].csl.get("language", quotation.language))
    if language != _primary(quotation.language):
        for tag, translation in quotation.translations.items():
            if _primary(tag) == language and translation.by == "official":
                return Quoted(translation.text, partial(base.place, record_id, "translations", tag, "text"))
    return Quoted(quotation.text, partial(base.place, record_id, "text"))


def _primary(tag: str) -> str:
    return tag.partition("-")[0].lower()


def _check_copy(copy: Copy, quoted: list[Quoted], base: FactBase, pdfs: PdfReader, faults: Faults) -> None:
    place = base.place(copy.source, "archive", "file")
    if copy.size > MAX_READ:
        message = f"'{copy.name}' is larger than {MAX_READ:,} bytes, so that quotations cannot be looked for in it"
        faults.error(place, "ARCHIVE-UNREADABLE", message)
        return
    try:
        texts = [Searchable(text) for text in readings_of(copy.path.read_bytes(), copy.name, pdfs)]
    except NotReadable as reason:
        message = f"'{copy.name}' cannot be searched for the {_counted(quoted)} from it: {reason}"
        if reason.damaged:
            faults.error(place, "ARCHIVE-UNREADABLE", message)
        else:
            faults.warn(place, "ARCHIVE-NO-TEXT", message)
        return
    words = Words(texts[0].normal)
    for one in quoted:
        if not any(text.holds(one.text) for text in texts):
            faults.error(one.place, "QUOTATION", "".join(_words_on(one.text, copy, texts[0], words)))


def _counted(quoted: list[Quoted]) -> str:
    return "quotation" if len(quoted) == 1 else f"{len(quoted)} quotations"


def _words_on(quotation: str, copy: Copy, text: Searchable, words: Words) -> Iterator[str]:
    """Return the sentence on a quotation that is not in a text."""
    runs = runs_of(quotation)
    if not runs:
        yield "the quotation holds no words"
        return
    yield f"these words are not in the archived copy of '{copy.source}'"
    # What is shown belongs to the first words, before an omission or behind it, that are not there.
    missing = next((run for run in runs if not text.holds_run(run)), None)
    if missing is None:
        yield ": its parts are there, but not in this order, too far apart for an omission, or too short to tell"
        return
    whole = len(runs) == 1
    nearest = words.nearest(normal_form(quotation) if whole else missing.words)
    yield f"; the nearest passage: {nearest}" if nearest else ", and nothing there is like it"
