"""Tables: columns by their share of the width, header rows that repeat, row headers, and the summary box."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from briefwright.document.nodes import Blocks, Cell, Column, Group, Row, Table, Text
from briefwright.document.walk import query
from briefwright.writers.docx.markup import attribute, twips
from briefwright.writers.docx.paragraphs import Alignment
from briefwright.writers.docx.setting import Setting
from briefwright.writers.docx.stylesheet import StyleSheet

CellWriter = Callable[[Blocks, Setting], str]

_TABLE_STYLES = {"data": "DataTable", "particulars": "ParticularsTable", "sources": "SourcesTable"}
_ALIGNMENTS: dict[str, Alignment] = {"start": "", "end": "right", "center": "center"}
# How high the zone of an address is, in millimetres: six lines (DIN 5008).
_ADDRESS_HEIGHT = 27.3
# A cell keeps this much of its width clear, in twentieths of a point.
_PADDING = 160
# Shares of columns whose layout gives none: the longest text counts, but no column starves or swells.
_SHORTEST, _LONGEST = 6, 60


def table(node: Table, setting: Setting, styles: StyleSheet, write_cell: CellWriter) -> str:
    """Return ``w:tbl`` of a table, without its caption (ECMA-376 17.4.37)."""
    widths = _widths(node, setting.width)
    title = "".join(text.text for inline in node.caption for text in query(inline, Text))
    rows = [_row(row, node, setting, widths, write_cell, repeats=True) for row in node.header]
    rows += [_row(row, node, setting, widths, write_cell, repeats=False) for row in node.body]
    flags = f'w:firstRow="{int(bool(node.header))}" w:firstColumn="{int(_heads_rows(node))}"'
    properties = _properties(styles[_TABLE_STYLES[node.role]], sum(widths), setting, flags, title)
    return f"<w:tbl>{properties}{_grid(widths)}{''.join(rows)}</w:tbl>"


def boxed(blocks: Blocks, setting: Setting, styles: StyleSheet, write_cell: CellWriter) -> str:
    """Return the box around a summary: a table of one cell, so that it stays on one page where it fits."""
    inside = replace(setting, width=setting.width - 3 * _PADDING)
    properties = _properties(styles["SummaryBox"], setting.width, setting, 'w:firstRow="0" w:firstColumn="0"', "")
    content = _cell(write_cell(blocks, inside), setting.width)
    return (
        f"<w:tbl>{properties}{_grid([setting.width])}<w:tr><w:trPr><w:cantSplit/></w:trPr>{content}</w:tr></w:tbl>"
    )


def address_zone(node: Group, setting: Setting, styles: StyleSheet, write_cell: CellWriter) -> str:
    """Return the address of a letter in a table of one cell, so that what follows begins below the zone."""
    properties = _properties(styles["LetterZone"], setting.width, setting, 'w:firstRow="0" w:firstColumn="0"', "")
    height = f'<w:trHeight w:val="{twips(_ADDRESS_HEIGHT)}" w:hRule="atLeast"/>'
    cell = _cell(write_cell(node.content, setting), setting.width)
    row = f"<w:tr><w:trPr><w:cantSplit/>{height}</w:trPr>{cell}</w:tr>"
    return f"<w:tbl>{properties}{_grid([setting.width])}{row}</w:tbl>"


def _properties(style: str, width: int, setting: Setting, flags: str, title: str) -> str:
    """Return ``w:tblPr``, in the order of the schema (ECMA-376 17.4.59)."""
    direction = "<w:bidiVisual/>" if setting.right_to_left else ""
    caption = f'<w:tblCaption w:val="{attribute(title)}"/>' if title else ""
    return (
        f'<w:tblPr><w:tblStyle w:val="{style}"/>{direction}<w:tblW w:w="{width}" w:type="dxa"/>'
        f'<w:tblLayout w:type="fixed"/><w:tblLook {flags} w:lastRow="0" w:lastColumn="0" '
        f'w:noHBand="1" w:noVBand="1"/>{caption}</w:tblPr>'
    )


def _grid(widths: Sequence[int]) -> str:
    columns = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return f"<w:tblGrid>{columns}</w:tblGrid>"


def _row(
    row: Row, node: Table, setting: Setting, widths: Sequence[int], write_cell: CellWriter, *, repeats: bool
) -> str:
    """Return ``w:tr``: no row breaks over two pages, and header rows repeat on each."""
    repeated = "<w:tblHeader/>" if repeats else ""
    cells = []
    for cell, column, width in zip(row.cells, node.columns, widths, strict=True):
        inside = _setting_in(cell, column, width, setting, in_header=repeats)
        cells.append(_cell(write_cell(cell.content, inside), width))
    return f"<w:tr><w:trPr><w:cantSplit/>{repeated}</w:trPr>{''.join(cells)}</w:tr>"


def _setting_in(cell: Cell, column: Column, width: int, setting: Setting, *, in_header: bool) -> Setting:
    """Return the setting of a cell's blocks: header cells, row headers and the rest differ in style."""
    style = "TableHeader" if in_header else "TableLabel" if cell.header else "TableText"
    return replace(
        setting, style=style, width=width - _PADDING, align=_ALIGNMENTS[column.align], level=0, left=None
    )


def _cell(content: str, width: int) -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{content}</w:tc>'


def _heads_rows(node: Table) -> bool:
    """Return whether the first column holds row headers."""
    return any(row.cells and row.cells[0].header for row in node.body)


def _widths(node: Table, width: int) -> list[int]:
    """Return the width of each column; they add up to the width of the table."""
    shares = [column.width for column in node.columns]
    if not all(shares):
        shares = _shares_by_content(node)
    widths = [width * share // sum(shares) for share in shares]
    widths[-1] += width - sum(widths)
    return widths


def _shares_by_content(node: Table) -> list[int]:
    """Return the shares of columns whose layout gives none, by the longest text in each."""
    rows = (*node.header, *node.body)
    lengths = [[_length(row.cells[index]) for row in rows] for index in range(len(node.columns))]
    return [min(max([_SHORTEST, *column]), _LONGEST) for column in lengths]


def _length(cell: Cell) -> int:
    return sum(len(text.text) for text in query(cell, Text))
