"""Blocks as paragraphs and tables: which style a block gets where it stands."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import zip_longest
from typing import Any

from briefwright.document.nodes import (
    Block,
    BlockQuote,
    Blocks,
    Figure,
    Group,
    Heading,
    Inlines,
    List,
    ListItem,
    Paragraph,
    Section,
    Table,
    Text,
    Time,
)
from briefwright.writers.docx.bookmarks import anchor_bookmark
from briefwright.writers.docx.inlines import InlineWriter, Look
from briefwright.writers.docx.language import is_right_to_left
from briefwright.writers.docx.markup import twips
from briefwright.writers.docx.numbering import LEVEL_INDENT, LEVELS
from briefwright.writers.docx.paragraphs import Alignment, Shape, paragraph
from briefwright.writers.docx.setting import Setting, Workshop
from briefwright.writers.docx.styles import QUOTE_INDENT
from briefwright.writers.docx.tables import address_zone, boxed, table

# The style of plain paragraphs in the text itself; lists and quotations have styles of their own only there.
BODY = "BodyText"
# Word knows no space below a table: the paragraph after it brings its own, in twentieths of a point.
_SPACE_BELOW_TABLE = 280
_LIST_STYLES = ("", "2", "3")

_PARAGRAPH_STYLES = {
    "kicker": "Kicker",
    "subtitle": "Subtitle",
    "lead": "Lead",
    "entry": "DatedEntry",
    "attribution": "Attribution",
    "remark": "Remark",
    "meta": "DocumentLine",
    "sender": "LetterSender",
    "address": "EnvelopeAddress",
    "dateline": "Date",
    "salutation": "Salutation",
    "closing": "Closing",
    "signatory": "Signature",
}
# The date of a letter stands across from the address.
_ALIGNMENTS: dict[str, Alignment] = {"dateline": "right"}
_HEADING_STYLES = {1: "Title", 2: "Heading1", 3: "Heading2", 4: "Heading3"}


class BlockWriter:
    """Writes the blocks of one part, or of one note."""

    def __init__(self, workshop: Workshop, inlines: InlineWriter, opening: str = "") -> None:
        """`opening` is what the first paragraph starts with: the mark of a note."""
        self._workshop = workshop
        self._inlines = inlines
        self._opening = opening
        self._below_table = False

    def write(self, blocks: Blocks, setting: Setting) -> str:
        """Return the markup of some blocks; where they keep with the next, the last of them does not."""
        parts = []
        for block, following in zip_longest(blocks, blocks[1:]):
            # Words that announce a list stay on its page; the last of some blocks that keep together does not keep.
            announces = isinstance(block, Paragraph) and isinstance(following, List)
            keeps = following is not None and (setting.keep_next or announces)
            parts.append(self._write_one(block, _keeping(setting, keeps)))
        return "".join(parts)

    def write_whole(self, blocks: Blocks, setting: Setting) -> str:
        """Return the markup of some blocks that ends in a paragraph, as a part, a note and a cell must."""
        self._below_table = False
        markup = self.write(blocks, setting)
        if self._opening or not markup.endswith("</w:p>"):
            markup += self._paragraph(setting.style, (), setting)
        self._below_table = False
        return markup

    def _write_one(self, block: Block, setting: Setting) -> str:
        return _WRITERS[type(block)](self, block, setting)

    def _paragraph(self, style: str, content: Inlines | str, setting: Setting, **shape: Any) -> str:  # noqa: ANN401
        """Return a paragraph in a style of our table; `shape` overrides what the setting says."""
        runs = content if isinstance(content, str) else self._inlines.write(content, setting.look)
        own: dict[str, Any] = {
            "keep_next": setting.keep_next or None,
            "right_to_left": setting.right_to_left,
            "align": setting.align,
            "left": setting.left,
            "before": _SPACE_BELOW_TABLE if self._below_table else None,
        }
        runs, self._opening, self._below_table = self._opening + runs, "", False
        return paragraph(Shape(self._workshop.styles[style], **(own | shape)), runs)

    def _plain_paragraph(self, node: Paragraph, setting: Setting) -> str:
        style = _PARAGRAPH_STYLES.get(node.role, setting.style)
        setting = _turned(_keeping(setting, setting.keep_next or node.keep_with_next), node)
        if node.role == "entry" and node.content and isinstance(node.content[0], Time):
            return self._entry(style, node.content[0], node.content[1:], setting)
        across = {"align": _ALIGNMENTS[node.role]} if node.role in _ALIGNMENTS else {}
        return self._paragraph(style, node.content, setting, **across)

    def _entry(self, style: str, time: Time, rest: Inlines, setting: Setting) -> str:
        """Return a dated line: its date hangs in a column of its own, a tab before the words."""
        dated = replace(setting.look, style=self._workshop.styles["EntryDate"])
        date = self._inlines.write((time,), dated)
        words = self._inlines.write(_without_leading_space(rest), setting.look)
        return self._paragraph(style, f"{date}<w:r><w:tab/></w:r>{words}", setting)

    def _heading(self, node: Heading, setting: Setting) -> str:
        runs = self._inlines.write(node.content, setting.look)
        marked = self._workshop.bookmarks.around(anchor_bookmark(node.anchor), runs)
        style = "SubjectLine" if node.role == "subject" else _HEADING_STYLES[node.level]
        return self._paragraph(style, marked, setting, keep_next=None)

    def _list(self, node: List, setting: Setting) -> str:
        numbering = self._workshop.numbering
        level = min(setting.level, LEVELS - 1)
        instance = numbering.numbered(level, node.start) if node.ordered else numbering.bulleted
        name = "ListNumber" if node.ordered else "ListBullet"
        style = name + _LIST_STYLES[min(level, len(_LIST_STYLES) - 1)] if _in_text(setting) else setting.style
        text = setting.base + LEVEL_INDENT * (level + 1)
        item = replace(setting, left=text if setting.base else None)
        below = replace(
            setting, style="ListContinue" if _in_text(setting) else setting.style, left=text, level=level + 1
        )
        shape = {"list_instance": instance, "level": level}
        return "".join(
            self._paragraph(style, first.content, _turned(item, first), **shape) + self.write(rest, below)
            for first, rest in map(_opened, node.items)
        )

    def _quotation(self, node: BlockQuote, setting: Setting) -> str:
        if node.lang:
            turned = is_right_to_left(node.lang)
            setting = replace(setting, right_to_left=turned, look=Look(turned, node.lang))
        if _in_text(setting):
            indented = replace(setting, style="Quote", base=twips(QUOTE_INDENT))
        else:
            indented = replace(setting, left=LEVEL_INDENT, base=LEVEL_INDENT)
        return self.write(node.content, indented)

    def _table(self, node: Table, setting: Setting) -> str:
        caption = (
            self._paragraph("Caption", node.caption, setting) if node.caption else self._between_tables(setting)
        )
        body = table(node, setting, self._workshop.styles, self.write_whole)
        self._below_table = True
        return caption + body

    def _summary(self, node: Group, setting: Setting) -> str:
        gap = self._between_tables(setting)
        box = boxed(node.content, setting, self._workshop.styles, self.write_whole)
        self._below_table = True
        return gap + box

    def _between_tables(self, setting: Setting) -> str:
        """Return a gap where two tables meet, which Word would join, and where a note opens with a table."""
        if not self._below_table and not self._opening:
            return ""
        return self._paragraph("TableGap", (), setting, before=None)

    def _figure(self, node: Figure, setting: Setting) -> str:
        run = self._workshop.drawings.run(node.asset, node.alt, setting.width)
        picture = self._paragraph("Figure", run, setting, keep_next=None if node.caption else False)
        if not node.caption:
            return picture
        return picture + self._paragraph("Caption", node.caption, setting, keep_next=setting.keep_next)

    def _group(self, node: Group, setting: Setting) -> str:
        if node.role == "summary":
            return self._summary(node, setting)
        if node.role == "address":
            return address_zone(node, setting, self._workshop.styles, self.write_whole)
        return self.write(node.content, replace(setting, keep_next=True))

    def _section(self, node: Section, setting: Setting) -> str:
        return self.write(node.content, setting)


def _in_text(setting: Setting) -> bool:
    """Return whether a block stands in the text itself, not in a note, a cell or a quotation."""
    return setting.style in {BODY, "ListContinue"}


def _opened(item: ListItem) -> tuple[Paragraph, Blocks]:
    """Return the paragraph beside an item's mark, and the blocks below it."""
    first = item.content[0] if item.content else None
    return (first, item.content[1:]) if isinstance(first, Paragraph) else (Paragraph(()), item.content)


def _turned(setting: Setting, node: Paragraph) -> Setting:
    """Return the setting of a paragraph, which may run against what it stands in."""
    right_to_left = node.direction == "rtl"
    if not node.direction or right_to_left == setting.right_to_left:
        return setting
    return replace(setting, right_to_left=right_to_left, look=Look(right_to_left))


def _keeping(setting: Setting, keeps: bool) -> Setting:
    """Return a setting whose paragraphs keep with the next, or do not."""
    return setting if setting.keep_next == keeps else replace(setting, keep_next=keeps)


def _without_leading_space(inlines: Inlines) -> Inlines:
    """Return inlines without the space that stood between a date and its words: a tab takes its place."""
    if not inlines or not isinstance(inlines[0], Text):
        return inlines
    trimmed = inlines[0].text.lstrip()
    return ((Text(trimmed),) if trimmed else ()) + inlines[1:]


_WRITERS: dict[type, Callable[[BlockWriter, Any, Setting], str]] = {
    Paragraph: BlockWriter._plain_paragraph,
    Heading: BlockWriter._heading,
    List: BlockWriter._list,
    BlockQuote: BlockWriter._quotation,
    Table: BlockWriter._table,
    Figure: BlockWriter._figure,
    Group: BlockWriter._group,
    Section: BlockWriter._section,
}
