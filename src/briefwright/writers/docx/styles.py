"""The styles of the document: one table from a style's id to what it looks like.

The names are Word's built-in ones wherever it has one (ECMA-376 17.7.4.9), so that the navigation pane, screen
readers and a letterhead know them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

ACCENT = "1F3A5F"
GREY = "56616E"
RULE = "BFC7D1"
TINT = "F3F5F8"
# In millimetres.
QUOTE_INDENT = 9
# What an A4 page of ours leaves beside the 80 mm that the window of an envelope shows.
ADDRESS_INDENT = 74

Face = Literal["text", "label"]


@dataclass(frozen=True, slots=True)
class ParagraphStyle:
    """A paragraph style; lengths in points, indents in millimetres, `line` in lines, empty means inherited."""

    id: str
    name: str
    based_on: str = "Normal"
    next: str = ""
    face: Face | None = None
    size: float = 0
    bold: bool = False
    caps: bool = False
    tracking: float = 0
    color: str = ""
    before: float | None = None
    after: float | None = None
    line: float = 0
    left: float = 0
    right: float = 0
    hanging: float = 0
    keep_next: bool = False
    keep_lines: bool = False
    outline: int | None = None
    underline: bool = False
    raised: bool = False

    kind = "paragraph"


@dataclass(frozen=True, slots=True)
class CharacterStyle:
    """A character style."""

    id: str
    name: str
    face: Face | None = None
    size: float = 0
    bold: bool = False
    caps: bool = False
    tracking: float = 0
    color: str = ""
    underline: bool = False
    raised: bool = False
    based_on: str = "DefaultParagraphFont"

    kind = "character"


@dataclass(frozen=True, slots=True)
class TableStyle:
    """A table style: its rules as markup, and the space between the rules and the words in points."""

    id: str
    name: str
    rules: str
    padding: tuple[float, float, float, float]
    header: str = ""
    fill: str = ""
    based_on: str = "TableNormal"

    kind = "table"


Style = ParagraphStyle | CharacterStyle | TableStyle


def _rule(edge: str, eighths: int, color: str) -> str:
    return f'<w:{edge} w:val="single" w:sz="{eighths}" w:space="0" w:color="{color}"/>'


_DATA_RULES = _rule("top", 8, ACCENT) + _rule("bottom", 8, ACCENT) + _rule("insideH", 4, RULE)
_QUIET_RULES = _rule("top", 4, RULE) + _rule("bottom", 4, RULE) + _rule("insideH", 4, RULE)
_HEADER_RULE = f'<w:tcBorders>{_rule("bottom", 8, ACCENT)}</w:tcBorders><w:vAlign w:val="bottom"/>'

STYLES: tuple[Style, ...] = (
    ParagraphStyle("Normal", "Normal", based_on=""),
    ParagraphStyle("BodyText", "Body Text", after=7),
    ParagraphStyle(
        "Title",
        "Title",
        "Normal",
        "Subtitle",
        "label",
        26,
        True,
        color=ACCENT,
        after=5,
        line=0.95,
        keep_next=True,
        keep_lines=True,
    ),
    ParagraphStyle(
        "Subtitle",
        "Subtitle",
        "Normal",
        "BodyText",
        "label",
        13,
        color=GREY,
        after=16,
        line=1.05,
        keep_next=True,
        keep_lines=True,
    ),
    ParagraphStyle(
        "Kicker",
        "Kicker",
        "Normal",
        "Title",
        "label",
        9.5,
        True,
        caps=True,
        tracking=1.2,
        color=GREY,
        after=8,
        keep_next=True,
    ),
    ParagraphStyle(
        "Heading1",
        "heading 1",
        "Normal",
        "BodyText",
        "label",
        16,
        True,
        color=ACCENT,
        before=22,
        after=6,
        line=1,
        keep_next=True,
        keep_lines=True,
        outline=0,
    ),
    ParagraphStyle(
        "Heading2",
        "heading 2",
        "Normal",
        "BodyText",
        "label",
        13,
        True,
        color=ACCENT,
        before=16,
        after=4,
        line=1,
        keep_next=True,
        keep_lines=True,
        outline=1,
    ),
    ParagraphStyle(
        "Heading3",
        "heading 3",
        "Normal",
        "BodyText",
        "label",
        11,
        True,
        before=12,
        after=3,
        line=1,
        keep_next=True,
        keep_lines=True,
        outline=2,
    ),
    ParagraphStyle(
        "Heading4",
        "heading 4",
        "Normal",
        "BodyText",
        "label",
        11,
        color=GREY,
        before=10,
        after=2,
        line=1,
        keep_next=True,
        keep_lines=True,
        outline=3,
    ),
    ParagraphStyle("Lead", "Lead", "BodyText", "BodyText", size=12.5, color=ACCENT, after=9, line=1.12),
    ParagraphStyle("DatedEntry", "Dated Entry", "BodyText", left=38, hanging=38, after=6, keep_lines=True),
    ParagraphStyle("ListBullet", "List Bullet", "BodyText", after=3),
    ParagraphStyle("ListBullet2", "List Bullet 2", "BodyText", after=3),
    ParagraphStyle("ListBullet3", "List Bullet 3", "BodyText", after=3),
    ParagraphStyle("ListNumber", "List Number", "BodyText", after=3),
    ParagraphStyle("ListNumber2", "List Number 2", "BodyText", after=3),
    ParagraphStyle("ListNumber3", "List Number 3", "BodyText", after=3),
    ParagraphStyle("ListContinue", "List Continue", "BodyText", after=3),
    ParagraphStyle(
        "Quote",
        "Quote",
        "BodyText",
        "BodyText",
        size=10.5,
        left=QUOTE_INDENT,
        right=QUOTE_INDENT,
        before=2,
        after=6,
    ),
    ParagraphStyle(
        "Attribution",
        "Attribution",
        "Quote",
        "BodyText",
        "label",
        9.5,
        color=GREY,
        before=0,
        after=9,
    ),
    ParagraphStyle("Remark", "Remark", "BodyText", "BodyText", "label", 9.5, color=GREY),
    ParagraphStyle("DocumentLine", "Document Line", "BodyText", "BodyText", "label", 9, color=GREY, after=2),
    # Below the margin of 27 mm and a line of its own, the address begins 62.7 mm below the edge (DIN 5008, form B).
    ParagraphStyle(
        "LetterSender",
        "Letter Sender",
        "Normal",
        "EnvelopeAddress",
        "label",
        9,
        color=GREY,
        after=89.7,
        line=1.05,
        keep_next=True,
    ),
    ParagraphStyle(
        "EnvelopeAddress", "envelope address", "Normal", "EnvelopeAddress", size=10.5, line=1, right=ADDRESS_INDENT
    ),
    ParagraphStyle("Date", "Date", "BodyText", "SubjectLine", before=10, after=16),
    ParagraphStyle(
        "SubjectLine",
        "Subject Line",
        "Normal",
        "Salutation",
        "label",
        13,
        True,
        color=ACCENT,
        after=12,
        line=1.05,
        keep_next=True,
        keep_lines=True,
    ),
    ParagraphStyle("Salutation", "Salutation", "BodyText", "BodyText", keep_next=True),
    ParagraphStyle("Closing", "Closing", "BodyText", "Signature", before=14, after=4, keep_next=True),
    ParagraphStyle("Signature", "Signature", "BodyText", "Signature", before=34, after=0, keep_lines=True),
    ParagraphStyle(
        "Caption",
        "caption",
        "Normal",
        "BodyText",
        "label",
        9.5,
        True,
        color=ACCENT,
        before=10,
        after=5,
        line=1.05,
        keep_next=True,
        keep_lines=True,
    ),
    ParagraphStyle("Figure", "Figure", "Normal", "Caption", before=8, after=0, line=1, keep_next=True),
    ParagraphStyle("TableText", "Table Text", "Normal", "TableText", "label", 9.5, line=1.08),
    ParagraphStyle(
        "TableHeader", "Table Header", "TableText", "TableText", size=9, bold=True, color=ACCENT, keep_next=True
    ),
    ParagraphStyle("TableLabel", "Table Label", "TableText", "TableText", size=9, color=GREY),
    ParagraphStyle("TableGap", "Table Gap", "Normal", "BodyText", size=13, line=1),
    ParagraphStyle("FootnoteText", "footnote text", "Normal", "FootnoteText", size=9, after=2, line=1.02),
    ParagraphStyle("Header", "header", "Normal", "Header", "label", 8.5, color=GREY, line=1),
    ParagraphStyle("Footer", "footer", "Normal", "Footer", "label", 8.5, color=GREY, line=1),
    CharacterStyle("DefaultParagraphFont", "Default Paragraph Font", based_on=""),
    CharacterStyle("FootnoteReference", "footnote reference", raised=True),
    CharacterStyle("Hyperlink", "Hyperlink", color=ACCENT, underline=True),
    CharacterStyle("EntryDate", "Entry Date", "label", 10, True, color=ACCENT),
    TableStyle("TableNormal", "Normal Table", "", (0, 0, 0, 0), based_on=""),
    TableStyle("DataTable", "Data Table", _DATA_RULES, (3.5, 0, 3.5, 8), _HEADER_RULE),
    TableStyle("ParticularsTable", "Particulars Table", _QUIET_RULES, (3.5, 0, 3.5, 8)),
    TableStyle("SourcesTable", "Sources Table", _DATA_RULES, (3.5, 0, 3.5, 8), _HEADER_RULE),
    TableStyle("LetterZone", "Letter Zone", "", (0, 0, 0, 0)),
    TableStyle("SummaryBox", "Summary Box", _rule("top", 12, ACCENT), (10, 12, 6, 12), fill=TINT),
)

# The styles whose names are ours; all others are Word's built-in ones (ECMA-376 17.7.4.17, w:customStyle).
OWN_STYLES = frozenset(
    {
        "Kicker",
        "Lead",
        "DatedEntry",
        "Attribution",
        "Remark",
        "DocumentLine",
        "Figure",
        "TableGap",
        "TableText",
        "TableHeader",
        "TableLabel",
        "EntryDate",
        "DataTable",
        "ParticularsTable",
        "SourcesTable",
        "SummaryBox",
        "LetterZone",
        "LetterSender",
        "SubjectLine",
    }
)
