"""The story of a Word document: its text, its notes, its pictures, what stands around it, its looks, the file."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from briefwright.document.nodes import Document
from briefwright.writers.docx import kinds
from briefwright.writers.docx.blocks import BODY, BlockWriter
from briefwright.writers.docx.bookmarks import Bookmarks
from briefwright.writers.docx.check import check_docx
from briefwright.writers.docx.drawings import Drawings
from briefwright.writers.docx.font_table import font_table_xml
from briefwright.writers.docx.furniture import furniture_part
from briefwright.writers.docx.inlines import InlineWriter, Look
from briefwright.writers.docx.links import Links
from briefwright.writers.docx.markup import part_xml
from briefwright.writers.docx.notes import Footnotes
from briefwright.writers.docx.numbering import Numbering
from briefwright.writers.docx.package import WordPackage, link
from briefwright.writers.docx.page import HeaderKind, Margins, Page, Reference
from briefwright.writers.docx.setting import Setting, Workshop
from briefwright.writers.docx.settings import core_properties_xml, extended_properties_xml, settings_xml
from briefwright.writers.docx.stylesheet import StyleSheet

if TYPE_CHECKING:
    from briefwright.writers.docx.letterhead import Letterhead

_KINDS: tuple[HeaderKind, ...] = ("header", "footer")


class UnsoundDocument(Exception):
    """Raised when the last gate finds a fault in a file that we wrote: a bug of ours, never of the author's."""


def write_docx(document: Document, *, letterhead: bytes | None = None) -> bytes:
    """Return a cited document as a Word file; the same document gives the same bytes.

    Raises:
        LetterheadRefused: the letterhead is no Word document, or holds what must not enter a brief.
        ValueError, TypeError: the tree breaks its contract (a note out of order, a node of an earlier room).
        UnsoundDocument: the file would not be sound.

    """
    lent = _opened(letterhead) if letterhead is not None else None
    metadata = document.metadata
    styles = StyleSheet(metadata, lent.styles if lent else None)
    right_to_left = metadata.direction == "rtl"
    numbering = Numbering(lent.numbering if lent else None, right_to_left=right_to_left)
    workshop = Workshop(styles, numbering, Bookmarks(), Drawings(document.assets))
    page = Page(metadata.paper, lent.margins if lent else Margins(), right_to_left=right_to_left)

    package = WordPackage()
    text = _write_text_and_notes(document, workshop, page, package)
    _add_pictures(workshop.drawings, package)
    page = _furnished(page, document, styles, lent, package)
    _add_looks(workshop, lent, package)
    package.add("settings", settings_xml(metadata, even_and_odd=lent is not None and lent.even_and_odd))
    package.add_properties(core_properties_xml(metadata), extended_properties_xml(metadata))
    return _sound(package.sealed(part_xml("document", f"<w:body>{text}{page.section}</w:body>")))


def _opened(letterhead: bytes) -> Letterhead:
    """Return what a letterhead lends; only one that is there is worth the time that python-docx takes to load."""
    from briefwright.writers.docx.letterhead import open_letterhead

    return open_letterhead(letterhead)


def _sound(data: bytes) -> bytes:
    """Return a file in which the last gate finds nothing."""
    faults = check_docx(data)
    if faults:
        raise UnsoundDocument("\n".join(faults))
    return data


def _write_text_and_notes(document: Document, workshop: Workshop, page: Page, package: WordPackage) -> str:
    """Return the markup of the text; add the notes that it calls, and the links of both."""
    look = Look(page.right_to_left, document.metadata.language if page.right_to_left else "")
    setting = Setting(BODY, page.text_width, page.right_to_left, look)
    links, notes = Links(), Footnotes()
    inlines = InlineWriter(workshop.styles, workshop.bookmarks, links, notes)
    text = BlockWriter(workshop, inlines).write_whole(document.content, setting)
    link(package.main, links)

    note_links = Links()
    note_setting = Setting("FootnoteText", page.text_width, page.right_to_left, look)
    link(package.add("footnotes", notes.xml(workshop, note_links, note_setting)), note_links)
    return text


def _add_pictures(drawings: Drawings, package: WordPackage) -> None:
    for number, (relationship, png) in enumerate(drawings, start=1):
        package.add_picture(relationship, png, number)


def _furnished(
    page: Page, document: Document, styles: StyleSheet, lent: Letterhead | None, package: WordPackage
) -> Page:
    """Return the page with its headers and footers: the letterhead's own, and ours where it has none of a kind."""
    headers = lent.headers if lent else ()
    references = [Reference(each.kind, each.place, package.lend_header(each.kind, each.part)) for each in headers]
    first_differs = lent.first_differs if lent and headers else True
    places = ["default", *["first"] * first_differs, *["even"] * bool(lent and lent.even_and_odd)]
    for kind in _KINDS:
        if kind not in {each.kind for each in headers}:
            parts = ((place, furniture_part(kind, place, document, styles, page.text_width)) for place in places)
            references += [Reference(kind, place, package.add_furniture(kind, place, xml)) for place, xml in parts]
    return replace(page, references=tuple(references), first_differs=first_differs)


def _add_looks(workshop: Workshop, lent: Letterhead | None, package: WordPackage) -> None:
    """Add the styles and the lists, and what a letterhead's styles lean on: its theme and its fonts."""
    package.add("styles", workshop.styles.xml)
    package.add("numbering", workshop.numbering.xml)
    parts = lent.parts if lent else ()
    for kind, part in parts:
        package.lend(kind, part)
    if kinds.FONT_TABLE not in {kind for kind, _ in parts}:
        package.add("fontTable", font_table_xml())
