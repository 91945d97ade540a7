"""The base and the briefs with their translations put in: what a document prints, and what none may give away.

Every wording that a text has in any language becomes one of its versions, so that a room that asks a text for its
wording, or looks for what is hidden, needs to know of no catalogue.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from briefwright.briefs.brief import Brief
from briefwright.briefs.texts import NAMED, addressee_context, blocks_of, context_of, prose_context
from briefwright.facts.base import SECTION_NAMES, FactBase
from briefwright.facts.lazy import Lazy, later
from briefwright.facts.records import Quotation, Translation
from briefwright.facts.values import Localised, Record
from briefwright.i18n.po import Key
from briefwright.i18n.translations import Translations


def translated_base(base: FactBase, translations: Translations) -> FactBase:
    """Return a base in which each text has all its translations; wordings that the base itself has come first."""
    putting = _Putting(translations)
    sections: dict[str, Any] = {name: putting.section(name, base.section(name)) for name in SECTION_NAMES}
    return replace(base, **sections, translations=translations)


def translated_briefs(briefs: Mapping[str, Brief], translations: Translations) -> Mapping[str, Brief]:
    """Return the briefs with the translations of their titles; their prose differs by language (`brief_in`)."""
    putting = _Putting(translations)
    return {name: putting.brief(brief) for name, brief in briefs.items()}


def brief_in(brief: Brief, language: str, translations: Translations) -> Brief:
    """Return a brief with its prose in a language; a block without translation stays as it is written.

    Each block starts at the line at which it is written, so that faults lead there, unless a translation before it
    has more lines than its text. `untranslated` says which lines of each part are in the dossier's language.
    """
    if translations.is_source(language) or not brief.record.prose:
        return brief
    prose: dict[str, str] = {}
    untranslated: dict[str, Mapping[range, Key]] = {}
    for name, text in brief.record.prose.items():
        prose[name], untranslated[name] = _prose_in(text, prose_context(brief.name, name), language, translations)
    return replace(brief, record=brief.record.model_copy(update={"prose": prose}), untranslated=untranslated)


def _prose_in(
    text: str, context: str, language: str, translations: Translations
) -> tuple[str, Mapping[range, Key]]:
    lines: list[str] = []
    untranslated: dict[range, Key] = {}
    for block in blocks_of(text):
        lines += [""] * max(block.line - len(lines), 1 if lines else 0)
        translation = translations.text((context, block.text), language)
        written = (block.text if translation is None else translation).split("\n")
        if translation is None:
            untranslated[range(len(lines), len(lines) + len(written))] = (context, block.text)
        lines += written
    return "\n".join(lines) + "\n", untranslated


class _Putting:
    """Puts translations into records."""

    def __init__(self, translations: Translations) -> None:
        self._translations = translations
        self._languages = tuple(translations.texts)

    def section(self, name: str, records: Mapping[str, Any]) -> Mapping[str, Any]:
        """Return the records of a section of the base with their translations, put in where one is asked for."""
        return Lazy(later(records, partial(self._record_of, name, records)))

    def _record_of(self, section: str, records: Mapping[str, Any], record_id: str) -> Any:  # noqa: ANN401 - as below
        return self.record(section, record_id, records[record_id])

    def record(self, section: str, record_id: str, record: Any) -> Any:  # noqa: ANN401 - of any section
        """Return a record of the base with its translations."""
        context = context_of(section, record_id)
        if section in NAMED:
            record = self._named(record, f"{context}/name")
        if isinstance(record, Quotation):
            record = self._quoted(record, f"{context}/text")
        return self.part(record, context)

    def brief(self, brief: Brief) -> Brief:
        """Return a brief with the translations of its texts and of its addressees' names, but for its prose."""
        entries = tuple(
            replace(one, record=self.part(one.record, addressee_context(brief.name, one.id)))
            for one in brief.addressees.entries
        )
        record = self.part(brief.record, f"briefs/{brief.name}")
        return replace(brief, record=record, addressees=replace(brief.addressees, entries=entries))

    def part(self, part: Any, context: str) -> Any:  # noqa: ANN401 - a record of any kind, returned as that kind
        """Return a record, or a part of one, with the translations of every text inside."""
        changed: dict[str, Any] = {}
        for name, field in type(part).model_fields.items():
            value = getattr(part, name)
            new = self._value(value, f"{context}/{field.alias or name}")
            if new is not value:
                changed[name] = new
        return part.model_copy(update=changed) if changed else part

    def _value(self, value: Any, context: str) -> Any:  # noqa: ANN401 - fields are of any type
        if isinstance(value, Localised):
            return self._text(value, context)
        if isinstance(value, Record):
            return self.part(value, context)
        if isinstance(value, tuple) and value and isinstance(value[0], Record):
            return tuple(self.part(item, f"{context}/{index}") for index, item in enumerate(value))
        return value

    def _text(self, text: Localised, context: str) -> Localised:
        if text.source is None:
            return text
        found = self._all((context, text.source))
        return Localised({**found, **text.versions}, context)

    def _named(self, record: Any, context: str) -> Any:  # noqa: ANN401 - a person, organisation or place
        found = self._all((context, record.name.best.value))
        return record.model_copy(update={"name_in": {**found, **record.name_in}}) if found else record

    def _quoted(self, quotation: Quotation, context: str) -> Quotation:
        found = {
            language: Translation(text=text, by="ours")
            for language, text in self._all((context, quotation.text)).items()
            if language != quotation.language
        }
        return quotation.model_copy(update={"translations": {**found, **quotation.translations}})

    def _all(self, key: Key) -> dict[str, str]:
        texts = ((language, self._translations.text(key, language)) for language in self._languages)
        return {language: text for language, text in texts if text is not None}
