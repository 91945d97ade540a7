"""Readers: what a person would read in a finished file, so that formats can be compared word for word.

Each format has its reader (`docx_reading`, `html_reading`, `pdf_reading`), and all of them return a `Reading`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class Reading:
    """The words of a document and of its notes, in reading order.

    `words` are the words of the body with white space collapsed to single spaces, one space between blocks,
    and each note call shown as ``⟦n⟧`` where it stands, with no space of its own. A table reads caption, header,
    rows. What stands around the text is left out: running heads, page numbers, bullets and list numbers,
    alternative texts. `notes` holds the words of each note in order, without its own number; a reference to
    another note reads as its number. Beside Chinese characters there are no spaces at all.
    """

    words: str
    notes: tuple[str, ...]


# A line may end between any two characters of these, and there is no space then.
_EAST_ASIAN = "\u3000-\u303f\u3400-\u9fff\uf900-\ufaff\uff00-\uffef"
_BESIDE_EAST_ASIAN = re.compile(rf" (?=[{_EAST_ASIAN}])|(?<=[{_EAST_ASIAN}]) ")
# Marks of direction, which Word files need and no one reads.
_UNSEEN = str.maketrans("", "", "\u200e\u200f")


def collapse(text: str) -> str:
    """Return the text with every run of white space as one space, none at the ends, and no marks of direction.

    Beside Chinese there is none: a PDF cannot tell the end of a line from a space there.
    """
    return _BESIDE_EAST_ASIAN.sub("", " ".join(text.translate(_UNSEEN).split()))


def without_joiners(reading: Reading) -> Reading:
    """Return a reading without what keeps letters apart (ZWNJ): a PDF shows that, and does not say it."""
    return Reading(reading.words.replace("\u200c", ""), tuple(note.replace("\u200c", "") for note in reading.notes))


_ONE_WAY = str.maketrans("”’", "“‘")


def with_turned_marks(reading: Reading) -> Reading:
    """Return a reading in which quotation marks turn one way: from lines that run leftwards PDFium says either."""
    return Reading(reading.words.translate(_ONE_WAY), tuple(note.translate(_ONE_WAY) for note in reading.notes))
