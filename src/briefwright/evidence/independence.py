"""Which sources are independent of each other: two papers that repeat one agency are one source.

Who repeats whom is what ``derived_from`` says, resolved to its ends: a source that repeats none is its own origin,
one that repeats others has the origins of those. Sources are independent where they have no origin in common.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from briefwright.facts.base import FactBase
from briefwright.facts.derived import derived
from briefwright.facts.records import Source

Origins = Mapping[str, frozenset[str]]


def origins_of(sources: Mapping[str, Source]) -> Origins:
    """Return for every source the ids of the sources with which its repeating ends, found out when asked for.

    What a circle of sources ends with depends on where it is entered: circles are faults of the base.
    """
    return _Resolved(sources)


def origins_in(base: FactBase) -> Origins:
    """Return the origins of the sources of a base."""
    return derived(_origins_in, base)


def _origins_in(base: FactBase) -> Origins:
    return origins_of(base.sources)


class _Resolved(Mapping[str, frozenset[str]]):
    """Origins by source; those of a source are worked out when somebody asks for them first."""

    def __init__(self, sources: Mapping[str, Source]) -> None:
        self._sources = sources
        self._found: dict[str, frozenset[str]] = {}

    def __getitem__(self, source_id: str) -> frozenset[str]:
        if source_id not in self._found:
            _resolve(source_id, self._sources, self._found)
        return self._found[source_id]

    def __contains__(self, source_id: object) -> bool:
        return source_id in self._sources

    def __iter__(self) -> Iterator[str]:
        return iter(self._sources)

    def __len__(self) -> int:
        return len(self._sources)


def _resolve(source_id: str, sources: Mapping[str, Source], found: dict[str, frozenset[str]]) -> None:
    """Put the origins of a source, and of all that it repeats, into `found`; a chain may be of any length."""
    stack, begun = [source_id], set[str]()
    while stack:
        current = stack[-1]
        repeated = [other for other in sources[current].derived_from if other in sources]
        open_ones = [other for other in repeated if other not in found and other not in begun]
        begun.add(current)
        if open_ones and current not in found:
            stack.extend(open_ones)
            continue
        stack.pop()
        if current not in found:
            ends = frozenset[str]().union(*(found.get(other, frozenset()) for other in repeated))
            found[current] = ends or frozenset({current})


def independent(sources: Iterable[str], base: FactBase) -> tuple[tuple[str, ...], ...]:
    """Return groups of sources, one for each source that is independent of all the others.

    The first of a group stands for it, and the rest repeat what some group has already: ``len()`` of the result
    is the number of independent sources. Ids that the base does not have are left out.
    """
    return independent_groups(sources, origins_in(base))


def independent_groups(sources: Iterable[str], origins: Origins) -> tuple[tuple[str, ...], ...]:
    """Return what `independent` does, for origins that are resolved already.

    Those with the fewest origins are taken first, so that a digest of two reports does not stand in the way of the
    reports themselves. The number is never too high; the highest for any tangle would take exponential time.
    """
    groups: dict[str, list[str]] = {}
    taken: dict[str, str] = {}
    known = [source for source in dict.fromkeys(sources) if source in origins]
    for source in sorted(known, key=lambda source: len(origins[source])):
        first = next((taken[origin] for origin in sorted(origins[source]) if origin in taken), source)
        groups.setdefault(first, []).append(source)
        for origin in origins[source]:
            taken.setdefault(origin, first)
    return tuple(tuple(members) for members in groups.values())
