"""The document tree: one closed set of frozen nodes that every writer understands whole.

Two kinds of node: blocks stand on their own, inlines stand inside a block. `Note` is an inline that holds
blocks (ECMA-376 17.11.10); `Cite` is a reference to a source, not text, and lives only until the citations
room has turned it into the words of a style. There is no raw escape hatch.
"""

from __future__ import annotations

import copyreg
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal, TypeAlias, TypeGuard, get_args

from briefwright.faults import Place
from briefwright.i18n.numbering import Numbering

# ---------------------------------------------------------------- inlines


@dataclass(frozen=True, slots=True)
class Text:
    """Characters, as they are read: white space is already collapsed to single spaces."""

    text: str


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Stressed words, or a title: italics in most languages."""

    content: Inlines


@dataclass(frozen=True, slots=True)
class Strong:
    """Words of importance: bold."""

    content: Inlines


@dataclass(frozen=True, slots=True)
class SmallCaps:
    """Small capitals, which some citation styles ask for; the characters stay as written."""

    content: Inlines


@dataclass(frozen=True, slots=True)
class Superscript:
    """Raised characters, as in an ordinal."""

    content: Inlines


@dataclass(frozen=True, slots=True)
class Subscript:
    """Lowered characters."""

    content: Inlines


@dataclass(frozen=True, slots=True)
class Link:
    """A link to `href`: http, https, mailto, or ``#anchor`` inside the document; `title` describes its goal."""

    href: str
    content: Inlines
    title: str = ""


@dataclass(frozen=True, slots=True)
class Span:
    """Words in another language than the document's: a BCP 47 tag."""

    lang: str
    content: Inlines


@dataclass(frozen=True, slots=True)
class Isolate:
    """Words whose direction must not mix with what stands around them (HTML ``bdi``).

    `unbroken` words, the symbol of a document, stay on one line.
    """

    content: Inlines
    direction: Literal["ltr", "rtl", "auto"] = "auto"
    unbroken: bool = False


@dataclass(frozen=True, slots=True)
class Time:
    """A date in words; `datetime` is its EDTF form."""

    datetime: str
    content: Inlines


@dataclass(frozen=True, slots=True)
class LineBreak:
    """A forced new line inside a paragraph."""


@dataclass(frozen=True, slots=True)
class Statement:
    """The words of one fact, figure or quotation of the base; `record` is its id.

    Word gets a bookmark ``fact-ID`` around it, so that an edited file leads back to the base.
    """

    record: str
    content: Inlines


@dataclass(frozen=True, slots=True)
class Cite:
    """A citation of one source, before the citations room: `source` is an id, `at` a locator such as ``p. 12``."""

    source: str
    at: str = ""
    place: Place | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote called at this point. `number` is 0 until the citations room has numbered it from 1.

    Before that room its paragraphs hold `Cite` nodes, alone or mixed with plain words; adjacent ones are
    one citation of several sources, in the author's order. After it they hold only words and `NoteRef`, and
    `sources` names the sources that the note cites, in order.
    """

    content: Blocks
    number: int = 0
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NoteRef:
    """A live cross-reference to the number of another note: "3" in "(n 3)", in the digits of what it stands in."""

    number: int
    numbering: Numbering = "latn"


@dataclass(frozen=True, slots=True)
class SourceEntry:
    """Where the bibliography entry of a source goes; the citations room replaces it by its words."""

    source: str


@dataclass(frozen=True, slots=True)
class SourceNotes:
    """Where the numbers of the notes that cite a source go; the citations room replaces it by `NoteRef` nodes."""

    source: str


Inline: TypeAlias = (
    Text
    | Emphasis
    | Strong
    | SmallCaps
    | Superscript
    | Subscript
    | Link
    | Span
    | Isolate
    | Time
    | LineBreak
    | Statement
    | Cite
    | Note
    | NoteRef
    | SourceEntry
    | SourceNotes
)
Inlines: TypeAlias = tuple[Inline, ...]
# The inlines that hold others in the same line of text: all but a note, which holds blocks.
Wrapper: TypeAlias = (
    Emphasis | Strong | SmallCaps | Superscript | Subscript | Link | Span | Isolate | Time | Statement
)
_WRAPPERS = frozenset(get_args(Wrapper))


def is_wrapper(node: object) -> TypeGuard[Wrapper]:
    """Tell whether a node is an inline that holds others in the same line of text."""
    return type(node) in _WRAPPERS


# ----------------------------------------------------------------- blocks

ParagraphRole: TypeAlias = Literal[
    "body",
    "kicker",
    "subtitle",
    "lead",
    "entry",
    "attribution",
    "remark",
    "meta",
    "sender",
    "address",
    "dateline",
    "salutation",
    "closing",
    "signatory",
]
GroupRole: TypeAlias = Literal["cover", "summary", "signature", "sender", "address"]
HeadingRole: TypeAlias = Literal["", "subject"]
TableRole: TypeAlias = Literal["data", "particulars", "sources"]
Alignment: TypeAlias = Literal["start", "end", "center"]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; its role names a style in every writer.

    ``kicker`` stands above the title, ``subtitle`` below it, ``lead`` opens a text, ``entry`` is a dated line of
    a chronology whose first inline is a `Time` hanging in its own column, ``attribution`` closes a block
    quotation, ``remark`` is a quiet aside to the reader, ``meta`` a line about the document itself. The others are
    the parts of a letter.
    `direction` is given where it is not that of what the paragraph stands in.
    """

    content: Inlines
    role: ParagraphRole = "body"
    keep_with_next: bool = False
    direction: Literal["", "ltr", "rtl"] = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 to 4; level 1 is the document's title and occurs once. `anchor` is unique.

    The title of a letter is its ``subject``.
    """

    level: int
    content: Inlines
    anchor: str
    role: HeadingRole = ""


@dataclass(frozen=True, slots=True)
class ListItem:
    """One item of a list."""

    content: Blocks


@dataclass(frozen=True, slots=True)
class List:
    """A bulleted or numbered list; `start` is the number of the first item of a numbered one."""

    items: tuple[ListItem, ...]
    ordered: bool = False
    start: int = 1


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table; a `header` cell of a body row heads its row."""

    content: Blocks
    header: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table. `source` names the source it is about; rows of sources that no note cites are left out."""

    cells: tuple[Cell, ...]
    source: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: how its cells align, and its share of the width (the shares add up to 100)."""

    align: Alignment = "start"
    width: int = 0


@dataclass(frozen=True, slots=True)
class Table:
    """A table: every row has one cell a column. `header` rows repeat on every page.

    ``data`` tables have rules and a caption, ``particulars`` are pairs of a row header and its content,
    ``sources`` is the table of sources at the end.
    """

    columns: tuple[Column, ...]
    caption: Inlines
    header: tuple[Row, ...]
    body: tuple[Row, ...]
    role: TableRole = "data"


@dataclass(frozen=True, slots=True)
class BlockQuote:
    """A quotation set off from the text; `lang` is its language where it is not the document's."""

    content: Blocks
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """A drawing with its alternative text and caption; `asset` is a key of `Document.assets`."""

    asset: str
    alt: str
    caption: Inlines = ()


@dataclass(frozen=True, slots=True)
class Group:
    """Blocks that belong together and are kept together where they fit: the cover block, a summary box.

    ``sender`` and ``address`` are the two zones at the top of a letter: the second begins where the window of an
    envelope shows it, 62.7 mm below the edge of the sheet (DIN 5008, form B).
    """

    role: GroupRole
    content: Blocks


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the document, opened by its heading."""

    content: Blocks


# A finished tree may be written by another process; the standard library cannot send what it has frozen.
copyreg.pickle(MappingProxyType, lambda frozen: (_frozen, (dict(frozen),)))


def _frozen(mapping: dict[str, Asset]) -> MappingProxyType[str, Asset]:
    return MappingProxyType(mapping)


Block: TypeAlias = Paragraph | Heading | List | Table | BlockQuote | Figure | Group | Section
Blocks: TypeAlias = tuple[Block, ...]
Node: TypeAlias = Inline | Block | ListItem | Row | Cell


@dataclass(frozen=True, slots=True)
class Asset:
    """A drawing as SVG, with its natural width and height in millimetres."""

    svg: str
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Metadata:
    """What the document says of itself; no clock, user or path ever enters it.

    `language` is a BCP 47 tag, `direction` follows from it, `paper` is ``A4`` or ``Letter``, `subject` and
    `publisher` may be empty.
    """

    title: str
    language: str = "en"
    direction: Literal["ltr", "rtl"] = "ltr"
    paper: Literal["A4", "Letter"] = "A4"
    publisher: str = ""
    subject: str = ""


@dataclass(frozen=True, slots=True)
class Furniture:
    """The words around the text, in the document's language: the writers know none of their own.

    `page_of` holds ``{page}`` and ``{pages}`` (``Page {page} of {pages}``), `notes` heads the notes of
    the web page, `note` and `back` describe the links between call and note (``Note {number}``).
    """

    page_of: str
    notes: str
    note: str
    back: str
    running: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """A whole brief: its blocks, what it says of itself, the words around it, and its drawings by key."""

    metadata: Metadata
    furniture: Furniture
    content: Blocks
    assets: Mapping[str, Asset] = field(default_factory=lambda: MappingProxyType({}))
    css: str = field(default="", compare=False)
