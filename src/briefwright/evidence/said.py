"""What a fact says in a document: its wording, the language that this is in, and where it is written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from briefwright.facts.base import FactBase
from briefwright.facts.records import Fact
from briefwright.faults import Place


@dataclass(frozen=True, slots=True)
class Said:
    """A wording of a fact; a translation is written in its catalogue, every other wording in the base."""

    text: str
    language: str
    _place: Callable[[], Place]
    is_translation: bool = False

    @property
    def place(self) -> Place:
        """Where it is written, looked up for those alone of whom a rule finds something."""
        return self._place()


def said_by_fact(base: FactBase, fact_id: str, fact: Fact, language: str) -> Said:
    """Return what a fact says in a document of a language; without a translation it says it in its own."""
    text, translations = fact.text.of(language), base.translations
    if language not in fact.text.versions:
        own = translations.source if fact.text.source is not None else next(iter(fact.text.versions))
        return Said(text, own, partial(base.place, fact_id, "text"))
    catalogue = translations.texts.get(language)
    entry = catalogue.by_key.get((fact.text.context, fact.text.source or "")) if catalogue else None
    if catalogue is None or entry is None or not entry.is_done or entry.strings[0] != text:
        return Said(text, language, partial(base.place, fact_id, "text", language))
    return Said(text, language, partial(catalogue.place_of_string, entry, 0), is_translation=True)
