"""The page: its size and margins, and the section that holds them with its headers and footers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Literal

from briefwright.writers.docx.markup import twips

# ISO 216 and ANSI Y14.1, in millimetres.
_PAPERS = {"A4": (210.0, 297.0), "Letter": (215.9, 279.4)}
HeaderKind = Literal["header", "footer"]


@dataclass(frozen=True, slots=True)
class Margins:
    """The margins of a page and how far its header and footer stand from its edges, in twentieths of a point."""

    top: int = twips(27)
    right: int = twips(28)
    bottom: int = twips(25)
    left: int = twips(28)
    header: int = twips(13)
    footer: int = twips(13)
    gutter: int = 0


_EDGES = tuple(field.name for field in fields(Margins))


@dataclass(frozen=True, slots=True)
class Reference:
    """A header or footer of a section: where it stands (``default``, ``first``, ``even``) and which part it is."""

    kind: HeaderKind
    place: str
    relationship: str

    @property
    def markup(self) -> str:
        """The element by which a section refers to it."""
        return f'<w:{self.kind}Reference w:type="{self.place}" r:id="{self.relationship}"/>'


@dataclass(frozen=True, slots=True)
class Page:
    """The page of a document; `first_differs` gives its first page a header and footer of their own."""

    paper: Literal["A4", "Letter"]
    margins: Margins = Margins()
    references: Sequence[Reference] = ()
    first_differs: bool = True
    right_to_left: bool = False

    @property
    def text_width(self) -> int:
        """The width between the margins, in twentieths of a point."""
        width = twips(_PAPERS[self.paper][0])
        return width - self.margins.left - self.margins.right - self.margins.gutter

    @property
    def section(self) -> str:
        """``w:sectPr``, in the order of the schema (ECMA-376 17.6.17)."""
        width, height = map(twips, _PAPERS[self.paper])
        margins = " ".join(f'w:{edge}="{getattr(self.margins, edge)}"' for edge in _EDGES)
        references = "".join(each.markup for each in self.references)
        return (
            f'<w:sectPr>{references}<w:pgSz w:w="{width}" w:h="{height}"/><w:pgMar {margins}/>'
            f"{'<w:titlePg/>' if self.first_differs else ''}{'<w:bidi/>' if self.right_to_left else ''}</w:sectPr>"
        )
