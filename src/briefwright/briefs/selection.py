"""Selections: one variant of a brief, with what of the base it draws on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from briefwright.briefs.brief import Brief, Select
from briefwright.facts.audience import visible_base
from briefwright.facts.base import FactBase
from briefwright.facts.records import Fact
from briefwright.facts.settings import Format, Paper, Settings
from briefwright.facts.values import Audience
from briefwright.faults import Faults
from briefwright.i18n.locale import Locale, locale_for


@dataclass(frozen=True)
class Selection:
    """Everything one document is made from; `base` holds nothing less visible than `audience` may see."""

    brief: Brief
    settings: Settings
    base: FactBase
    locale: Locale
    facts: tuple[str, ...]
    audience: Audience

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
        """The paper size."""
        return self.brief.record.paper or self.settings.paper

    @property
    def citation_style(self) -> str:
        """The CSL style: an id, or a path of a ``.csl`` file in the dossier."""
        return self.brief.record.citation_style or self.settings.citation_style

    @property
    def name(self) -> str:
        """The file name without its ending: ``BRIEF.LANGUAGE``, and an audience that is not the brief's own."""
        own = self.audience == self.brief.record.audience
        return f"{self.brief.name}.{self.language}" + ("" if own else f".{self.audience}")

    @property
    def title(self) -> str:
        """The title in the document's language."""
        return self.locale.typeset(self.brief.record.title.of(self.language))


def selections_of(
    brief: Brief, base: FactBase, settings: Settings, faults: Faults, audience: Audience | None = None
) -> Iterator[Selection]:
    """Return the selection for each language of a brief; a language without the layouts' words is a fault.

    `audience` takes the place of the brief's own.
    """
    audience = audience or brief.record.audience
    visible = visible_base(base, audience, brief.record.date)
    languages = brief.record.languages or settings.languages or (settings.language,)
    for language in dict.fromkeys(languages):
        try:
            locale = locale_for(language)
        except LookupError:
            own = brief.record.languages
            place = brief.place("languages", own.index(language)) if own else settings.place("languages")
            message = f"the layouts' words do not exist in '{language}' yet: write en"
            faults.error(place, "LANGUAGE", message)
            continue
        yield Selection(brief, settings, visible, locale, select_facts(visible, brief.record.select), audience)


def select_facts(base: FactBase, select: Select) -> tuple[str, ...]:
    """Return the ids of the facts that a brief selects, dated ones first, in chronological order.

    Facts named one by one are in whatever else the selection says; without tags every dated fact is.
    """
    chosen = [fact_id for fact_id, fact in base.facts.items() if _is_selected(fact_id, fact, select)]
    return tuple(sorted(chosen, key=lambda fact_id: _order(base.facts[fact_id])))


def _is_selected(fact_id: str, fact: Fact, select: Select) -> bool:
    if fact_id in select.exclude:
        return False
    if fact_id in select.facts:
        return True
    if select.facts and not select.tags:
        return False
    tagged = not select.tags or any(tag in fact.tags for tag in select.tags)
    if fact.date is None:
        return tagged and bool(select.tags) and select.start is None and select.end is None
    return tagged and fact.date.best.value.overlaps(select.start, select.end)


def _order(fact: Fact) -> tuple[bool, object]:
    return (fact.date is None, fact.date.best.value.sort_key if fact.date else ())
