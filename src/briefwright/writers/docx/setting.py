"""Where a block stands, and what all parts of one document share while it is written."""

from __future__ import annotations

from dataclasses import dataclass

from briefwright.writers.docx.bookmarks import Bookmarks
from briefwright.writers.docx.drawings import Drawings
from briefwright.writers.docx.inlines import PLAIN, Look
from briefwright.writers.docx.numbering import Numbering
from briefwright.writers.docx.paragraphs import Alignment
from briefwright.writers.docx.stylesheet import StyleSheet


@dataclass(frozen=True, slots=True)
class Setting:
    """Where a block stands: the style of plain paragraphs there, and what all of them share.

    `style` is an id of our table of styles, `width` the room for a table or a drawing in twentieths of a point,
    `level` the number of lists around, `left` an indent that the style does not give, `base` how much of it is not
    due to lists.
    """

    style: str
    width: int
    right_to_left: bool = False
    look: Look = PLAIN
    align: Alignment = ""
    keep_next: bool = False
    level: int = 0
    left: int | None = None
    base: int = 0


@dataclass(frozen=True, slots=True)
class Workshop:
    """What all parts of one document share while it is written."""

    styles: StyleSheet
    numbering: Numbering
    bookmarks: Bookmarks
    drawings: Drawings
