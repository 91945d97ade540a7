"""What was read of one file of facts, as bytes, so that the next reading need not parse or validate it.

Kept is what other files must know of it, at once; and each entry as plain data, from which its record is made when
somebody asks for it. Where something stands is read from the file itself: only a fault asks for it.
"""

from __future__ import annotations

import marshal
from array import array
from functools import cached_property
from itertools import accumulate
from typing import Any

from briefwright.facts.fresh import FreshFile
from briefwright.facts.index import Traits
from briefwright.facts.sound import SoundFile, record_of_plain
from briefwright.facts.summary import Summary
from briefwright.faults import Faults


class KeptFile(SoundFile):
    """One file of facts, from what was kept of it."""

    def __init__(self, name: str, data: bytes, kept: bytes) -> None:
        """Take the file's name and bytes, and what `kept_of` made of them.

        Raises:
            ValueError, EOFError, TypeError: these are not such bytes.

        """
        # The cache gives only what this user's program has signed.
        sections, keys, summary, digests, traits, ends, entries = marshal.loads(kept)  # noqa: S302
        super().__init__(name, data, sections, keys, Summary(*summary))
        self._digests: bytes = digests
        self._traits: bytes = traits
        self._ends: bytes = ends
        self._entries: bytes = entries

    def digest(self, record_id: str) -> bytes:
        """Return the digest of a record."""
        at = self._position[record_id][1]
        size = len(self._digests) // len(self._position)
        return self._digests[at * size : (at + 1) * size]

    def traits(self, record_id: str) -> Traits:
        """Return what a record is chosen by."""
        return Traits(*self._rows[self._position[record_id][1]])

    def record(self, record_id: str) -> Any:  # noqa: ANN401 - the record type depends on the section
        """Return a record."""
        section, at = self._position[record_id]
        entry = marshal.loads(self._entries[self._bounds[at] : self._bounds[at + 1]])  # noqa: S302 - as above
        return record_of_plain(section, record_id, entry, Faults())

    @cached_property
    def _bounds(self) -> array[int]:
        return array("I", self._ends)

    @cached_property
    def _rows(self) -> tuple[tuple[Any, ...], ...]:
        rows: tuple[tuple[Any, ...], ...] = marshal.loads(self._traits)  # noqa: S302 - as above
        return rows


def kept_of(file: FreshFile) -> bytes:
    """Return what to keep of a file."""
    ids = [record_id for _, known in file.sections for record_id in known]
    digests = b"".join(map(file.digest, ids))
    traits = marshal.dumps(tuple(tuple(file.traits(record_id)) for record_id in ids))
    entries = [marshal.dumps(entry) for entry in file.entries]
    ends = array("I", accumulate(map(len, entries), initial=0)).tobytes()
    told = (file.sections, file.keys, file.summary.settled())
    return marshal.dumps((*told, digests, traits, ends, b"".join(entries)))
