"""What stands around the text: the running title above it, the publisher and the page number below it."""

from __future__ import annotations

from collections.abc import Sequence

from briefwright.document.nodes import Document
from briefwright.writers.docx.fields import page_of
from briefwright.writers.docx.inlines import Look, run_properties
from briefwright.writers.docx.markup import escape, part_xml
from briefwright.writers.docx.page import HeaderKind
from briefwright.writers.docx.styles import RULE
from briefwright.writers.docx.stylesheet import StyleSheet

_ROOTS = {"header": "hdr", "footer": "ftr"}


def furniture_part(kind: HeaderKind, place: str, document: Document, styles: StyleSheet, width: int) -> bytes:
    """Return a header or footer part; the first page shows its title itself, so that its header is empty."""
    right_to_left = document.metadata.direction == "rtl"
    look = run_properties(Look(right_to_left, document.metadata.language if right_to_left else ""))
    if kind == "footer":
        content, rule = _footer(document, look), _border("top")
    elif place == "first":
        content, rule = "", ""
    else:
        content, rule = _words(document.furniture.running or document.metadata.title, look), _border("bottom")
    style = "Header" if kind == "header" else "Footer"
    direction = "<w:bidi/>" if right_to_left else ""
    tabs = _tabs(width, styles.tab_stops(style))
    properties = f'<w:pStyle w:val="{styles[style]}"/>{rule}{tabs}{direction}'
    return part_xml(_ROOTS[kind], f"<w:p><w:pPr>{properties}</w:pPr>{content}</w:p>")


def _footer(document: Document, look: str) -> str:
    publisher = _words(document.metadata.publisher, look) if document.metadata.publisher else ""
    return f"{publisher}<w:r>{look}<w:tab/></w:r>{page_of(document.furniture.page_of, look)}"


def _words(text: str, look: str) -> str:
    return f'<w:r>{look}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def _tabs(width: int, inherited: Sequence[int]) -> str:
    """Return one stop, at the end of the line, instead of those that a letterhead's style brings."""
    cleared = "".join(f'<w:tab w:val="clear" w:pos="{stop}"/>' for stop in inherited if stop != width)
    return f'<w:tabs>{cleared}<w:tab w:val="right" w:pos="{width}"/></w:tabs>'


def _border(edge: str) -> str:
    return f'<w:pBdr><w:{edge} w:val="single" w:sz="4" w:space="6" w:color="{RULE}"/></w:pBdr>'
