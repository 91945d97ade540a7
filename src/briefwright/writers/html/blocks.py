"""Block nodes as HTML."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from briefwright.document.nodes import (
    Asset,
    Block,
    BlockQuote,
    Blocks,
    Cell,
    Figure,
    Group,
    Heading,
    List,
    ListItem,
    Note,
    Paragraph,
    Row,
    Section,
    Table,
    Text,
)
from briefwright.document.walk import query, walk
from briefwright.i18n.locale import direction_of
from briefwright.writers.html.drawing import drawing
from briefwright.writers.html.inlines import InlineWriter
from briefwright.writers.html.markup import element

GROUP_TAGS = {"cover": "header", "summary": "div", "signature": "div", "sender": "div", "address": "div"}


class BlockWriter:
    """Writes blocks with the inlines of one page."""

    def __init__(self, inlines: InlineWriter, assets: Mapping[str, Asset]) -> None:
        self._inlines = inlines
        self._assets = assets
        self._drawings = 0
        self._forms: dict[type, Callable[[Any], str]] = {
            Paragraph: self._paragraph,
            Heading: self._heading,
            List: self._list,
            Table: self._table,
            BlockQuote: self._quote,
            Figure: self._figure,
            Group: self._group,
            Section: lambda node: element("section", self.write(node.content)),
        }

    def write(self, blocks: Blocks) -> str:
        """Return blocks as HTML, one a line."""
        return "\n".join(self._forms[type(block)](block) for block in blocks)

    def _paragraph(self, node: Paragraph) -> str:
        names: list[str] = [node.role] if node.role != "body" else []
        names += ["keep"] if node.keep_with_next else []
        direction = node.direction or None
        return element("p", self._inlines.write(node.content), class_=" ".join(names) or None, dir=direction)

    def _heading(self, node: Heading) -> str:
        """Return a heading; one with a note says its own words apart, which become the bookmark of the PDF."""
        label = plain_words(node) if any(query(node, Note)) else None
        words = self._inlines.write(node.content)
        return element(f"h{node.level}", words, id=node.anchor, class_=node.role or None, data_bookmark=label)

    def _list(self, node: List) -> str:
        items = "\n".join(map(self._item, node.items))
        if not node.ordered:
            return element("ul", items)
        return element("ol", items, start=str(node.start) if node.start != 1 else None)

    def _item(self, node: ListItem) -> str:
        """Return an item. Its paragraphs stand in it as runs of words parted by line breaks.

        A paragraph element there would be tagged beside the item's body, which PDF/UA forbids (7.2-20).
        """
        parts: list[str] = []
        for previous, block in zip((None, *node.content), node.content, strict=False):
            parts += [element("br")] if isinstance(previous, Paragraph) and isinstance(block, Paragraph) else []
            parts += [self._bare(block)]
        return element("li", "".join(parts))

    def _bare(self, block: Block) -> str:
        """Return a block without the paragraph element around its words."""
        if isinstance(block, Paragraph):
            return self._inlines.write(block.content)
        return self.write((block,))

    def _table(self, node: Table) -> str:
        columns = "".join(
            element("col", style=f"width:{column.width}%" if column.width else None) for column in node.columns
        )
        measured = all(column.width for column in node.columns)
        parts = [
            element("caption", self._inlines.write(node.caption)) if node.caption else "",
            element("colgroup", columns),
            element("thead", self._rows(node, node.header, "col")) if node.header else "",
            element("tbody", self._rows(node, node.body, "row")),
        ]
        role = f"{node.role} measured" if measured else node.role
        return element("table", "\n".join(filter(None, parts)), class_=role)

    def _rows(self, table: Table, rows: tuple[Row, ...], scope: str) -> str:
        return "\n".join(
            element(
                "tr",
                "".join(
                    self._cell(cell, column.align, scope)
                    for cell, column in zip(row.cells, table.columns, strict=True)
                ),
            )
            for row in rows
        )

    def _cell(self, cell: Cell, align: str, scope: str) -> str:
        alone = len(cell.content) == 1
        content = self._bare(cell.content[0]) if alone else self.write(cell.content)
        where = align if align != "start" else None
        if cell.header:
            return element("th", content, scope=scope, class_=where)
        return element("td", content, class_=where)

    def _quote(self, node: BlockQuote) -> str:
        language = {"lang": node.lang, "dir": direction_of(node.lang)} if node.lang else {}
        return element("blockquote", self.write(node.content), **language)

    def _figure(self, node: Figure) -> str:
        self._drawings += 1
        picture = drawing(self._assets[node.asset], node.alt, f"drawing-{self._drawings}")
        caption = element("figcaption", self._inlines.write(node.caption)) if node.caption else ""
        return element("figure", picture + caption)

    def _group(self, node: Group) -> str:
        return element(GROUP_TAGS[node.role], self.write(node.content), class_=node.role)


def plain_words(node: Heading) -> str:
    """Return the words of a heading without its notes."""
    bare = walk(node, lambda part: () if isinstance(part, Note) else part)
    return " ".join("".join(part.text for part in query(bare, Text)).split())
