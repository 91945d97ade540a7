"""One file of facts, read quickly: nothing in it is placed, as long as nothing in it is wrong.

Places take as long as all the rest of reading, and only faults need them. A file in which this reading finds
anything wrong is given up, and read again with places by whoever tells what is wrong.
"""

from __future__ import annotations

from typing import Any

from pydantic import ValidationError

from briefwright.facts.events import Builder, built
from briefwright.facts.index import Traits, digest_of
from briefwright.facts.records import SECTIONS
from briefwright.facts.sound import SoundFile, record_of_plain
from briefwright.facts.summary import Summary, traits_of
from briefwright.facts.values import fault_of_id
from briefwright.faults import Faults, FaultsFound

_ENTRIES_DEPTH = 2


class FreshFile(SoundFile):
    """One file of facts that was read just now; `entries` are its entries as plain data, in their order."""

    def __init__(self, name: str, data: bytes, reading: _Reading) -> None:
        sections = tuple((section, tuple(known)) for section, known in reading.sections.items())
        super().__init__(name, data, sections, tuple(reading.keys), reading.summary)
        self.entries = reading.entries
        self.records: dict[str, Any] = reading.records

    @property
    def keys(self) -> tuple[tuple[int, int], ...]:
        """The lines and columns of the ids."""
        return self._keys

    def record(self, record_id: str) -> Any:  # noqa: ANN401 - the record type depends on the section
        """Return a record."""
        return self.records[record_id]

    def digest(self, record_id: str) -> bytes:
        """Return the digest of a record."""
        section, at = self._position[record_id]
        return digest_of(section, self.entries[at])

    def traits(self, record_id: str) -> Traits:
        """Return what a record is chosen by."""
        return traits_of(self.records[record_id])


def read_quickly(name: str, data: bytes) -> FreshFile | None:
    """Return a file of facts from its bytes, or None where anything is wrong in it."""
    faults = Faults()
    try:
        builder = built(_Keyed, data.decode("utf-8-sig"), name, faults)
        if builder is None or faults.all or not isinstance(builder.root, dict):
            return None
        reading = _Reading(builder.keys, faults)
        sound = all(reading.takes(section, entries) for section, entries in builder.root.items())
    except (UnicodeDecodeError, ValidationError, FaultsFound):
        return None
    return FreshFile(name, data, reading) if sound and not faults.all else None


class _Keyed(Builder):
    """Builds a tree, and notes where the id of each entry stands; what is no entry makes their number differ."""

    def __init__(self, text: str, name: str, faults: Faults) -> None:
        super().__init__(text, name, faults)
        self.keys: list[tuple[int, int]] = []

    def opened(self, event: Any, depth: int, is_key: bool) -> Any:  # noqa: ANN401 - a container of either kind
        """Return the container that an event opens; one of the depth of entries follows its id."""
        if depth == _ENTRIES_DEPTH and self.latest is not None:
            mark = self.latest.start_mark
            self.keys.append((mark.line + 1, mark.column + 1))
        return super().opened(event, depth, is_key)


class _Reading:
    """The records of a file in the making."""

    def __init__(self, keys: list[tuple[int, int]], faults: Faults) -> None:
        self.keys = keys
        self.sections: dict[str, list[str]] = {}
        self.entries: list[Any] = []
        self.records: dict[str, Any] = {}
        self.summary = Summary()
        self._faults = faults

    def takes(self, section: str, entries: object) -> bool:
        """Take a section; tell whether all in it is right.

        Raises:
            ValidationError: an entry holds no record.

        """
        if section not in SECTIONS or not isinstance(entries, dict):
            return False
        self.sections[section] = list(entries)
        self.entries.extend(entries.values())
        return all(self._takes(section, record_id, entry) for record_id, entry in entries.items())

    def _takes(self, section: str, record_id: str, entry: object) -> bool:
        if record_id in self.records or fault_of_id(record_id) is not None or not isinstance(entry, dict):
            return False
        record = record_of_plain(section, record_id, entry, self._faults)
        if record is None:
            return False
        self.records[record_id] = record
        self.summary.take(record_id, record)
        return True
