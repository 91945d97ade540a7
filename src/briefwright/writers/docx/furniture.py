"""What stands around the text: the running title above it, the publisher and the page number below it."""

from __future__ import annotations

from collections.abc import Sequence

from briefwright.document.direction import directed_words
from briefwright.document.nodes import Document
from briefwright.writers.docx.bookmarks import Bookmarks
from briefwright.writers.docx.fields import page_of
from briefwright.writers.docx.inlines import InlineWriter, Look, run_properties
from briefwright.writers.docx.links import Links
from briefwright.writers.docx.markup import part_xml
from briefwright.writers.docx.page import HeaderKind
from briefwright.writers.docx.styles import RULE
from briefwright.writers.docx.stylesheet import StyleSheet

_ROOTS = {"header": "hdr", "footer": "ftr"}


def furniture_part(kind: HeaderKind, place: str, document: Document, styles: StyleSheet, width: int) -> bytes:
    """Return a header or footer part; the first page shows its title itself, so that its header is empty."""
    right_to_left = document.metadata.direction == "rtl"
    look = Look(right_to_left, document.metadata.language if right_to_left else "")
    if kind == "footer":
        content, rule = _footer(document, styles, look), _border("top")
    elif place == "first":
        content, rule = "", ""
    else:
        running = document.furniture.running or document.metadata.title
        content, rule = _words(running, document, styles, look), _border("bottom")
    style = "Header" if kind == "header" else "Footer"
    direction = "<w:bidi/>" if right_to_left else ""
    tabs = _tabs(width, styles.tab_stops(style))
    properties = f'<w:pStyle w:val="{styles[style]}"/>{rule}{tabs}{direction}'
    return part_xml(_ROOTS[kind], f"<w:p><w:pPr>{properties}</w:pPr>{content}</w:p>")


def _footer(document: Document, styles: StyleSheet, look: Look) -> str:
    publisher = _words(document.metadata.publisher, document, styles, look) if document.metadata.publisher else ""
    properties = run_properties(look)
    return f"{publisher}<w:r>{properties}<w:tab/></w:r>{page_of(document.furniture.page_of, properties)}"


def _words(text: str, document: Document, styles: StyleSheet, look: Look) -> str:
    """Return words as runs; those that run against the line are isolated as they are in the text."""
    inlines = InlineWriter(styles, Bookmarks(), Links(), None)
    return inlines.write(directed_words(text, document.metadata), look)


def _tabs(width: int, inherited: Sequence[int]) -> str:
    """Return one stop, at the end of the line, instead of those that a letterhead's style brings."""
    cleared = "".join(f'<w:tab w:val="clear" w:pos="{stop}"/>' for stop in inherited if stop != width)
    return f'<w:tabs>{cleared}<w:tab w:val="right" w:pos="{width}"/></w:tabs>'


def _border(edge: str) -> str:
    return f'<w:pBdr><w:{edge} w:val="single" w:sz="4" w:space="6" w:color="{RULE}"/></w:pBdr>'
