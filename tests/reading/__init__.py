"""Readers: what a person would read in a finished file, so that formats can be compared word for word.

Each format has its reader (`docx_reading`, `html_reading`, `pdf_reading`), and all of them return a `Reading`.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Reading:
    """The words of a document and of its notes, in reading order.

    `words` are the words of the body with white space collapsed to single spaces, one space between blocks,
    and each note call shown as ``⟦n⟧`` where it stands, with no space of its own. A table reads caption, header,
    rows. What stands around the text is left out: running heads, page numbers, bullets and list numbers,
    alternative texts. `notes` holds the words of each note in order, without its own number; a reference to
    another note reads as its number.
    """

    words: str
    notes: tuple[str, ...]


def collapse(text: str) -> str:
    """Return the text with every run of white space as one space, and none at the ends."""
    return " ".join(text.split())
