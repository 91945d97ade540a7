"""Bookmarks: names that Word accepts and that occur once (ECMA-376 17.13.6.2)."""

from __future__ import annotations

from hashlib import sha256
from itertools import count

NAME_LIMIT = 40
_DIGEST_LENGTH = 8


def note_bookmark(number: int) -> str:
    """Return the hidden bookmark around the call of a note, at which NOTEREF fields point."""
    return f"_Ref{number}"


def anchor_bookmark(anchor: str) -> str:
    """Return the hidden bookmark around the heading with an anchor, at which links inside the document point."""
    return shortened(f"_Head-{anchor}", NAME_LIMIT)


def shortened(name: str, limit: int) -> str:
    """Return a name no longer than the limit: a long one ends in a digest of the whole, the same every time."""
    if len(name) <= limit:
        return name
    digest = sha256(name.encode()).hexdigest()[:_DIGEST_LENGTH]
    return f"{name[: limit - _DIGEST_LENGTH - 1]}-{digest}"


class Bookmarks:
    """The bookmarks of one document, in all its parts: ids and names never come twice."""

    def __init__(self) -> None:
        self._ids = count(1)
        self._names: set[str] = set()

    def around(self, name: str, markup: str) -> str:
        """Return markup inside a bookmark of that name; a name already taken is a ValueError."""
        if name in self._names:
            raise ValueError(f"the bookmark {name} would occur twice")
        self._names.add(name)
        number = next(self._ids)
        return f'<w:bookmarkStart w:id="{number}" w:name="{name}"/>{markup}<w:bookmarkEnd w:id="{number}"/>'

    def around_record(self, record: str, markup: str) -> str:
        """Return markup inside the bookmark ``fact-ID`` of a record; its second use is ``fact-ID--2``."""
        return self.around(self._free(f"fact-{record}"), markup)

    def _free(self, wanted: str) -> str:
        """Return the wanted name, or with the first suffix that makes it a new one."""
        name = shortened(wanted, NAME_LIMIT)
        suffixes = (f"--{number}" for number in count(2))
        while name in self._names:
            suffix = next(suffixes)
            name = shortened(wanted, NAME_LIMIT - len(suffix)) + suffix
        return name
