"""Rules on the base as a whole: what no brief makes use of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefwright.evidence.finding import Finding
from briefwright.evidence.ground import Ground
from briefwright.evidence.options import Options
from briefwright.evidence.scope import Scope


def unused_source(ground: Ground, scopes: Sequence[Scope], options: Options) -> Iterator[Finding]:
    """Find sources that no record, no note and no prose cites, and that none of those repeats."""
    base = ground.base
    used = {source for scope in scopes for source in scope.sources}
    for record_id, traits in base.index.traits.items():
        # What a source names are those that it repeats: that makes use of them only where it is used itself.
        used.update(() if record_id in base.sources else traits.named)
    for source_id in base.sources.keys() - _with_what_they_repeat(ground, used):
        message = f"the source '{source_id}' is never used: cite it, or delete it"
        yield Finding(base.place(source_id), message)


def _with_what_they_repeat(ground: Ground, used: set[str]) -> set[str]:
    found, waiting = set[str](), [source for source in used if source in ground.base.sources]
    while waiting:
        source = waiting.pop()
        if source not in found:
            found.add(source)
            waiting.extend(
                other for other in ground.base.sources[source].derived_from if other in ground.base.sources
            )
    return found


def unused_fact(ground: Ground, scopes: Sequence[Scope], options: Options) -> Iterator[Finding]:
    """Find facts that no brief prints."""
    printed = {record_id for scope in scopes for record_id in scope.statements}
    for fact_id in ground.base.facts.keys() - printed:
        message = f"no brief uses the fact '{fact_id}': print it in one, or delete it"
        yield Finding(ground.base.place(fact_id), message)
