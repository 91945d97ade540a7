"""What is told of each record of a base without the record: its digest, and what records are chosen by."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

_DIGEST_BYTES = 16


class Traits(NamedTuple):
    """What a record names, its tags, and the text of the date that it is filed by, empty where it has none."""

    named: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    date: str = ""


@dataclass(frozen=True, slots=True)
class Index:
    """What is told of the records of a base by their ids.

    `digests` and `traits` are worked out, or taken from what was kept of a file, when somebody asks for them;
    `marked` are the records that some audience may not see as they are; `tags` are those of facts and figures.
    """

    digests: Mapping[str, bytes]
    traits: Mapping[str, Traits]
    marked: frozenset[str]
    tags: frozenset[str]


def digest_of(section: str, node: object) -> bytes:
    """Return the digest of what an entry of a section says: its keys and values in their order, not their places.

    Mappings, lists and texts of a YAML tree show themselves as those that Python has, without their places.
    """
    return hashlib.blake2b(f"{section} {node!r}".encode(), digest_size=_DIGEST_BYTES).digest()
