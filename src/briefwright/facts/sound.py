"""A file of facts in which nothing is wrong: its records without their places, until somebody asks for one."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator
from functools import cached_property
from typing import Any

from briefwright.facts import tree
from briefwright.facts.base import Origin
from briefwright.facts.entries import record_of
from briefwright.facts.index import Traits
from briefwright.facts.lazy import Later
from briefwright.facts.records import SECTIONS
from briefwright.facts.summary import Summary
from briefwright.faults import Faults


class SoundFile(ABC):
    """A file with its name, its bytes, the ids in each of its sections, and what it says to other files.

    `keys` are the lines and columns of the ids.
    """

    def __init__(
        self,
        name: str,
        data: bytes,
        sections: tuple[tuple[str, tuple[str, ...]], ...],
        keys: tuple[tuple[int, int], ...],
        summary: Summary,
    ) -> None:
        self.name = name
        self.sections = sections
        self.summary = summary
        self._data = data
        self._keys = keys

    @abstractmethod
    def record(self, record_id: str) -> Any:  # noqa: ANN401 - the record type depends on the section
        """Return a record."""

    @abstractmethod
    def digest(self, record_id: str) -> bytes:
        """Return the digest of a record."""

    @abstractmethod
    def traits(self, record_id: str) -> Traits:
        """Return what a record is chosen by."""

    def origin(self, record_id: str) -> Origin:
        """Return where a record is written."""
        section, at = self._position[record_id]
        return Origin(section, self.name, _key(record_id, *self._keys[at]), Later(self._node))

    def origins(self) -> Iterator[Origin]:
        """Return where each entry is written, in their order."""
        return (self.origin(record_id) for record_id in self._position)

    def _node(self, record_id: str) -> Any:  # noqa: ANN401 - a node of any kind
        return self._tree[self._position[record_id][0]][record_id]

    @cached_property
    def _position(self) -> dict[str, tuple[str, int]]:
        """The section of each id, and which entry of the file it is."""
        ids = ((section, record_id) for section, known in self.sections for record_id in known)
        return {record_id: (section, at) for at, (section, record_id) in enumerate(ids)}

    @cached_property
    def _tree(self) -> tree.Mapping:
        node = tree.mapping_in(self._data, self.name, Faults())
        assert node is not None, "nothing is wrong in the file"  # noqa: S101
        return node


def record_of_plain(section: str, record_id: str, entry: Any, faults: Faults) -> Any:  # noqa: ANN401 - YAML's data
    """Return the record that an entry without places holds.

    What is wrong with a source's bibliographic item goes to `faults`.

    Raises:
        ValidationError: the entry holds none.

    """
    if section == "sources":
        return record_of(Origin(section, "", _key(record_id), tree.unplaced(entry)), faults)
    return SECTIONS[section].model_validate(entry)


def _key(record_id: str, line: int = 1, column: int = 1) -> tree.Scalar:
    key = tree.Scalar(record_id)
    key.line, key.column, key.block = line, column, False
    return key
