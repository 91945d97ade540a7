"""A dossier as a whole: its settings, fact base, layouts and briefs, read and doubted together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from briefwright.briefs.brief import Brief, read_briefs
from briefwright.briefs.texts import texts_of
from briefwright.briefs.translated import translated_base, translated_briefs
from briefwright.cache import NO_CACHE, Cache
from briefwright.evidence.rulebook import Rulebook, read_rulebook
from briefwright.facts.base import FactBase
from briefwright.facts.gate import read_fact_base
from briefwright.facts.home import find_dossier
from briefwright.facts.settings import Settings, read_settings
from briefwright.faults import Faults
from briefwright.i18n.po_checking import check_contexts
from briefwright.i18n.translations import read_translations
from briefwright.layout.layouts import Layout, read_layouts


@dataclass(frozen=True, slots=True)
class Dossier:
    """Everything that a dossier's files say."""

    root: Path
    settings: Settings
    base: FactBase
    layouts: Mapping[str, Layout]
    briefs: Mapping[str, Brief]
    rulebook: Rulebook


def read_dossier(start: Path, faults: Faults, translated: bool = True, cache: Cache = NO_CACHE) -> Dossier:
    """Return the dossier at a folder or above it.

    Faults of single records go to `faults`, so that what depends on the others can still be checked. Files
    that were read before are taken from the cache.

    Raises:
        FaultsFound: there is no dossier, or its settings cannot be read.

    """
    root = find_dossier(start)
    settings = read_settings(root, faults)
    base = read_fact_base(root, faults, cache)
    layouts = read_layouts(root, faults)
    briefs = read_briefs(root, base, faults)
    rulebook = read_rulebook(root, settings, briefs, faults)
    if faults.errors:
        faults.extend(fault for brief in briefs.values() for fault in brief.addressees.faults)
    faults.stop_if_any()
    assert settings is not None, "settings that cannot be read are an error"  # noqa: S101
    within = {name: _within_languages(brief, settings) for name, brief in briefs.items()}
    dossier = Dossier(root, settings, base, layouts, within, rulebook)
    return _translated(dossier, faults) if translated else dossier


def _within_languages(brief: Brief, settings: Settings) -> Brief:
    """Return a brief without the addressees whose language it is not made in."""
    languages = brief.record.languages or settings.languages or (settings.language,)
    return replace(brief, addressees=brief.addressees.within(languages))


def languages_of(dossier: Dossier) -> tuple[str, ...]:
    """Return every language that a brief of a dossier is made in, each once."""
    own = (language for brief in dossier.briefs.values() for language in brief.record.languages)
    return tuple(dict.fromkeys((dossier.settings.language, *dossier.settings.languages, *own)))


def _translated(dossier: Dossier, faults: Faults) -> Dossier:
    """Return a dossier with the translations into the languages of its briefs put in."""
    translations = read_translations(dossier.root, dossier.settings.language, languages_of(dossier), faults)
    faults.stop_if_any()
    if set(languages_of(dossier)) == {dossier.settings.language}:
        return replace(dossier, base=replace(dossier.base, translations=translations))
    contexts = {text.context for text in texts_of(dossier.base, dossier.briefs)}
    for catalogue in translations.texts.values():
        check_contexts(catalogue, contexts, faults)
    return replace(
        dossier,
        base=translated_base(dossier.base, translations),
        briefs=translated_briefs(dossier.briefs, translations),
    )
