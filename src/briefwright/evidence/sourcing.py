"""Rules on what a fact rests on: how many sources, of which nature, and how they are graded."""

from __future__ import annotations

from collections.abc import Iterator

from briefwright.evidence.finding import Finding
from briefwright.evidence.independence import independent_groups
from briefwright.evidence.options import IndependentSources, NoPrimarySource, OfStatus, WeakGrades
from briefwright.evidence.scope import Scope
from briefwright.facts.records import Fact


def independent_sources(scope: Scope, options: IndependentSources) -> Iterator[Finding]:
    """Find facts with fewer independent sources than asked."""
    for fact_id, _, cited in _facts(scope, options):
        groups = independent_groups(cited, scope.ground.origins)
        if len(groups) < options.at_least:
            repeated = [group for group in groups if len(group) > 1]
            why = f": {_listed(repeated[0])} go back to one source" if repeated else ""
            count = "1 independent source" if len(groups) == 1 else f"{len(groups)} independent sources"
            message = f"'{fact_id}' has {count} where {options.at_least} are asked for{why}"
            yield Finding(scope.base.place(fact_id, "cite"), message)


def only_media(scope: Scope, options: OfStatus) -> Iterator[Finding]:
    """Find facts of which every source is a news item, or repeats nothing but news items."""
    for fact_id, _, cited in _facts(scope, options):
        if all(_is_news(scope, source) for source in cited):
            message = f"'{fact_id}' rests on media alone: cite a source that is no news item as well"
            yield Finding(scope.base.place(fact_id, "cite"), message)


def only_party(scope: Scope, options: OfStatus) -> Iterator[Finding]:
    """Find facts of which every source is a party to the dispute, or repeats nothing but parties."""
    for fact_id, fact, cited in _facts(scope, options):
        if all(_goes_back_to(scope, source, "party") for source in cited):
            message = (
                f"'{fact_id}' is {fact.status} on the word of a party to the dispute alone: "
                "cite somebody else as well, or give it as the party's word"
            )
            yield Finding(scope.base.place(fact_id, "cite"), message)


def no_primary_source(scope: Scope, options: NoPrimarySource) -> Iterator[Finding]:
    """Find facts without a first-hand source."""
    sources = scope.base.sources
    for fact_id, _, cited in _facts(scope, options):
        if not any(sources[cite].nature in options.natures and not sources[cite].derived_from for cite in cited):
            message = f"'{fact_id}' has no primary source: cite one of these natures: {', '.join(options.natures)}"
            yield Finding(scope.base.place(fact_id, "cite"), message)


def weak_grades(scope: Scope, options: WeakGrades) -> Iterator[Finding]:
    """Find facts that are established on information or sources of too low a grade; what has none is not judged."""
    for fact_id, fact in scope.facts:
        if fact.status != "established":
            continue
        if fact.credibility is not None and fact.credibility > options.credibility:
            message = (
                f"'{fact_id}' is established, yet its credibility is {fact.credibility} "
                f"where {options.credibility} or better is asked for: give it as reported, or grade it anew"
            )
            yield Finding(scope.base.place(fact_id, "credibility"), message)
        best = _best_grade(scope, fact)
        if best is not None and best > options.reliability:
            message = (
                f"'{fact_id}' is established, yet the best of its sources has reliability {best} "
                f"where {options.reliability} or better is asked for: give it as reported, or cite a better source"
            )
            yield Finding(scope.base.place(fact_id, "cite"), message)


def _facts(scope: Scope, options: OfStatus) -> Iterator[tuple[str, Fact, tuple[str, ...]]]:
    """Return the printed facts that a rule is about, with the sources that each cites."""
    for fact_id, fact in scope.facts:
        if fact.status in options.status:
            yield fact_id, fact, scope.cited_for(fact)


def _is_news(scope: Scope, source: str) -> bool:
    return scope.base.sources[source].nature == "media" or _goes_back_to(scope, source, "media")


def _goes_back_to(scope: Scope, source: str, nature: str) -> bool:
    """Tell whether all that a source ends with is of a nature; one without sources of its own, whether it is."""
    sources = scope.ground.base.sources
    return all(sources[origin].nature == nature for origin in scope.ground.origins[source])


def _best_grade(scope: Scope, fact: Fact) -> str | None:
    """Return the best reliability of the sources of a fact, or None where one of them has no grade."""
    grades = [scope.base.sources[source].reliability for source in scope.cited_for(fact)]
    graded = [grade for grade in grades if grade is not None]
    return min(graded) if graded and len(graded) == len(grades) else None


def _listed(sources: tuple[str, ...]) -> str:
    *first, last = (f"'{source}'" for source in sources)
    return f"{', '.join(first)} and {last}"
