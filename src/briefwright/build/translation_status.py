"""How far the translations of a dossier are: for each language as a whole, and for each brief by what it prints."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from briefwright.briefs.translated import translated_base, translated_briefs
from briefwright.build.dossier import Dossier, languages_of, read_dossier
from briefwright.build.making import texts_printed
from briefwright.build.wording_sources import layout_words, texts_for
from briefwright.faults import Faults
from briefwright.i18n.po import REVIEWED_BY, Catalogue, Entry, Key
from briefwright.i18n.translations import Translations, read_translations

WHOLE = "whole dossier"
LAYOUTS = "own layouts"


@dataclass(frozen=True, slots=True)
class Progress:
    """How many texts of a brief, or of a whole dossier, are done in a language, fuzzy, and missing.

    `reviewed_by` is who reads the language natively and has reviewed the catalogue; nobody where it is empty.
    """

    language: str
    of: str
    done: int
    fuzzy: int
    missing: int
    reviewed_by: str

    @property
    def total(self) -> int:
        """How many texts there are."""
        return self.done + self.fuzzy + self.missing

    @property
    def percent(self) -> int:
        """How many in a hundred are done, rounded down: 100 is all."""
        return 100 * self.done // self.total if self.total else 100


def status(start: Path, languages: Sequence[str]) -> list[Progress]:
    """Return how far the translations of a dossier are, into some languages or all that its briefs are made in.

    Raises:
        FaultsFound: the dossier or a catalogue has faults.

    """
    faults = Faults()
    dossier = read_dossier(start, faults, translated=False)
    asked = tuple(dict.fromkeys(languages)) or languages_of(dossier)
    translations = read_translations(dossier.root, dossier.settings.language, asked, faults)
    printed = _printed(dossier, translations, faults)
    words = layout_words(dossier, faults)
    faults.stop_if_any()
    wanted = [language for language in asked if language != dossier.settings.language]
    return [row for language in wanted for row in _rows(language, dossier, translations, printed, words)]


def _printed(dossier: Dossier, translations: Translations, faults: Faults) -> dict[str, frozenset[Key]]:
    """Return the texts that each brief prints; what is wrong with its translations is not asked here."""
    known = replace(
        dossier,
        base=translated_base(dossier.base, replace(translations, texts={})),
        briefs=translated_briefs(dossier.briefs, replace(translations, texts={})),
    )
    return {name: texts_printed(name, known, faults) for name in dossier.briefs}


def _rows(
    language: str,
    dossier: Dossier,
    translations: Translations,
    printed: dict[str, frozenset[Key]],
    words: tuple[Entry, ...],
) -> Iterator[Progress]:
    catalogue, entries = translations.texts.get(language), texts_for(dossier, language)
    yield _progress(language, WHOLE, catalogue, entries)
    if words:
        yield _progress(language, LAYOUTS, translations.words.get(language), words)
    for name, brief in dossier.briefs.items():
        made_in = brief.record.languages or dossier.settings.languages or (dossier.settings.language,)
        if language in made_in or language not in languages_of(dossier):
            own = [entry for entry in entries if _is_of(entry, name, printed[name])]
            yield _progress(language, name, catalogue, own)


def _is_of(entry: Entry, brief: str, printed: Collection[Key]) -> bool:
    return entry.key in printed or (entry.context or "").startswith(f"briefs/{brief}/")


def _progress(language: str, of: str, catalogue: Catalogue | None, wanted: Iterable[Entry]) -> Progress:
    found = catalogue.by_key if catalogue else {}
    states = [_state(found.get(entry.key)) for entry in wanted]
    reviewed_by = catalogue.header.get(REVIEWED_BY, "").strip() if catalogue else ""
    return Progress(language, of, states.count("done"), states.count("fuzzy"), states.count("missing"), reviewed_by)


def _state(entry: Entry | None) -> str:
    if entry is None or not any(entry.strings):
        return "missing"
    return "done" if entry.is_done else "fuzzy" if entry.is_fuzzy else "missing"


def status_lines(rows: Iterable[Progress]) -> Iterator[str]:
    """Return the lines that say how far the translations are."""
    for row in rows:
        review = f"reviewed by {row.reviewed_by}" if row.reviewed_by else "not yet reviewed by a native speaker"
        counts = f"{row.done} of {row.total} done ({row.percent}%), {row.fuzzy} fuzzy, {row.missing} missing"
        also = f"; {review}" if row.of in (WHOLE, LAYOUTS) else ""
        yield f"{row.language}  {row.of}: {counts}{also}"


def status_json(rows: Iterable[Progress]) -> str:
    """Return the rows as a JSON array."""
    return json.dumps(
        [{**asdict(row), "total": row.total, "percent": row.percent} for row in rows], ensure_ascii=False, indent=2
    )
