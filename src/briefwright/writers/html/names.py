"""The ids of a page: unique, and the same in its print form."""

from __future__ import annotations

from briefwright.document.nodes import Document, Heading, Note
from briefwright.document.walk import query

MAIN = "main"
ENDNOTES = "endnotes"


def note_id(number: int) -> str:
    """Return the id of a note."""
    return f"note-{number}"


def call_id(number: int) -> str:
    """Return the id of the call of a note in the text."""
    return f"call-{number}"


class Names:
    """The ids given so far. Those that links may point at are given first and as they are.

    Raises ValueError where the tree gives one of them twice, or a note no number of its own.
    """

    def __init__(self, document: Document) -> None:
        self._given: set[str] = {MAIN, ENDNOTES}
        for note in query(document, Note):
            self._take(note_id(note.number))
            self._take(call_id(note.number))
        for heading in query(document, Heading):
            self._take(heading.anchor)

    def _take(self, name: str) -> None:
        if name in self._given:
            raise ValueError(f"two parts of the document are named {name!r}")
        self._given.add(name)

    def statement(self, record: str) -> str:
        """Return ``fact-ID`` for the first statement of a record, and ``fact-ID-2``, ``-3`` … for later ones."""
        name, count = f"fact-{record}", 1
        while name in self._given:
            count += 1
            name = f"fact-{record}-{count}"
        self._given.add(name)
        return name
