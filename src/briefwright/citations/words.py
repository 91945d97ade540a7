"""The words that the citations room needs and no citation style supplies."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CitationWords:
    """Words in the document's language; the room knows none of its own.

    `link` describes the goal of a source's address and holds ``{title}``, `separator` parts the note numbers in
    a table of sources, `full_stop` closes a note where the style leaves that open. `archived` leads from a source
    to its archived copy and holds ``{url}``, `copy` describes the goal of that address and holds ``{title}``.
    """

    link: str = "{title}"
    separator: str = ", "
    full_stop: str = "."
    archived: str = ", archived at {url}"
    copy: str = "{title}"
