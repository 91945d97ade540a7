"""What a citation style asks of sources, worked out for those alone that somebody asks for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from briefwright.facts.csl import to_csl_json
from briefwright.facts.records import Source


class Items(Mapping[str, dict[str, Any]]):
    """The CSL-JSON items of sources by their ids; each is made when it is asked for first."""

    def __init__(self, sources: Mapping[str, Source]) -> None:
        self._sources = sources
        self._made: dict[str, dict[str, Any]] = {}

    def __getitem__(self, source_id: str) -> dict[str, Any]:
        """Return the item of a source; raise `KeyError` where there is no such source."""
        if source_id not in self._made:
            self._made[source_id] = to_csl_json(source_id, self._sources[source_id].csl)
        return self._made[source_id]

    def __contains__(self, source_id: object) -> bool:
        """Tell whether there is a source with an id."""
        return source_id in self._sources

    def __iter__(self) -> Iterator[str]:
        """Return the ids of the sources."""
        return iter(self._sources)

    def __len__(self) -> int:
        """Return how many sources there are."""
        return len(self._sources)


class Copies(Mapping[str, str]):
    """The addresses of the archived copies of sources, by the ids of those that have one."""

    def __init__(self, sources: Mapping[str, Source]) -> None:
        self._sources = sources

    def __getitem__(self, source_id: str) -> str:
        """Return the address of the copy of a source; raise `KeyError` where it has none."""
        archive = self._sources[source_id].archive
        if archive is None:
            raise KeyError(source_id)
        return archive.url

    def __iter__(self) -> Iterator[str]:
        """Return the ids of the sources that have a copy."""
        return (source_id for source_id in self._sources if source_id in self)

    def __len__(self) -> int:
        """Return how many sources have a copy."""
        return sum(1 for _ in self)
