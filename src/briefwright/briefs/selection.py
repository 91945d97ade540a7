"""Selections: one variant of a brief, with what of the base it draws on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from briefwright.briefs.addressees import Addressee
from briefwright.briefs.brief import Brief
from briefwright.briefs.chronology import select_facts
from briefwright.briefs.translated import brief_in
from briefwright.facts.audience import visible_base
from briefwright.facts.base import FactBase
from briefwright.facts.settings import Format, Paper, Settings
from briefwright.facts.values import Audience
from briefwright.faults import Faults
from briefwright.i18n.locale import Locale, languages_with_words, locale_for
from briefwright.i18n.translations import TEXTS, Translations


@dataclass(frozen=True)
class Selection:
    """Everything one document is made from; `base` holds nothing less visible than `audience` may see.

    `addressee` is the one to whom it goes, of a brief that has addressees.
    """

    brief: Brief
    settings: Settings
    base: FactBase
    locale: Locale
    facts: tuple[str, ...]
    audience: Audience
    addressee: Addressee | None = None

    @property
    def language(self) -> str:
        """The language of the document, a BCP 47 tag."""
        return self.locale.tag

    @property
    def formats(self) -> tuple[Format, ...]:
        """The formats to write."""
        return self.brief.record.formats or self.settings.formats

    @property
    def paper(self) -> Paper:
        """The paper size: the addressee's, else the brief's, else the dossier's."""
        own = self.addressee.record.paper if self.addressee is not None else None
        return own or self.brief.record.paper or self.settings.paper

    @property
    def citation_style(self) -> str:
        """The CSL style: an id, or a path of a ``.csl`` file in the dossier."""
        return self.brief.record.citation_style or self.settings.citation_style

    @property
    def name(self) -> str:
        """The file name without its ending: as `name_of_brief`, of an addressee ``BRIEF/ADDRESSEE.LANGUAGE``."""
        if self.addressee is None:
            return self.name_of_brief
        return f"{self.brief.name}/{self.addressee.id}{self._variant}"

    @property
    def name_of_brief(self) -> str:
        """The name of what is made once a brief: ``BRIEF.LANGUAGE``, and an audience that is not its own."""
        return f"{self.brief.name}{self._variant}"

    @property
    def _variant(self) -> str:
        own = self.audience == self.brief.record.audience
        return f".{self.language}" + ("" if own else f".{self.audience}")

    @property
    def title(self) -> str:
        """The title in the document's language."""
        return self.locale.typeset(self.brief.record.title.of(self.language))


def selections_of(
    brief: Brief, base: FactBase, settings: Settings, faults: Faults, audience: Audience | None = None
) -> Iterator[Selection]:
    """Return the selections for each language of a brief; a language without words or catalogue is a fault.

    Of a brief that has addressees, there is one for each whose language that may be.

    `audience` takes the place of the brief's own.
    """
    audience = audience or brief.record.audience
    visible = visible_base(base, audience, brief.record.date)
    languages = brief.record.languages or settings.languages or (settings.language,)
    for language in dict.fromkeys(languages):
        locale = _locale(language, brief, base.translations, settings, faults)
        if locale is not None:
            facts = select_facts(visible, brief.record.select)
            own = brief_in(brief, language, base.translations)
            yield from _to_each(Selection(own, settings, visible, locale, facts, audience))


def _to_each(selection: Selection) -> Iterator[Selection]:
    """Return the selection for each addressee of its brief in its language; without addressees, itself."""
    if selection.brief.record.addressees is None:
        yield selection
    for addressee in selection.brief.addressees.entries:
        if addressee.record.language in (None, selection.language):
            yield replace(selection, addressee=addressee)


def _locale(
    language: str, brief: Brief, translations: Translations, settings: Settings, faults: Faults
) -> Locale | None:
    """Return the locale of a language, or None after reporting what it lacks."""
    own = brief.record.languages
    place = brief.place("languages", own.index(language)) if own else settings.place("languages")
    try:
        locale = locale_for(language, translations.words.get(language))
    except LookupError:
        message = f"the layouts' words do not exist in '{language}': write {', '.join(languages_with_words())}"
        faults.error(place, "LANGUAGE", message)
        return None
    if not translations.is_source(language) and language not in translations.texts:
        message = (
            f"there is no {TEXTS}/{language}.po with the dossier's texts in '{language}': "
            f"give 'briefwright translate extract --language {language}'"
        )
        faults.error(place, "NO-CATALOGUE", message)
        return None
    return locale
