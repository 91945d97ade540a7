"""One page through WeasyPrint: laid out, doubted, written, and doubted again."""

from __future__ import annotations

import logging
import re
import warnings
from collections.abc import Iterator
from typing import Any, NoReturn
from xml.etree.ElementTree import Element

import pydyf
import weasyprint
from weasyprint.urls import FatalURLFetchingError, URLFetcher

from briefwright.writers.pdf.apart import first_key_of, mark_links_elsewhere, told_of
from briefwright.writers.pdf.archive import VARIANT, describe
from briefwright.writers.pdf.boxes import Box, Heads, Layout, sheet_of, texts_of
from briefwright.writers.pdf.fonts import families_of, missing_families
from briefwright.writers.pdf.gates import misplaced_notes, off_page, see_through, slanted, tall_notes
from briefwright.writers.pdf.glyphs import Fonts
from briefwright.writers.pdf.ligatures import name_ligatures
from briefwright.writers.pdf.notearea import one_layout_a_note
from briefwright.writers.pdf.problems import Logged, MissingGlyph, Problem, Reached, to_data
from briefwright.writers.pdf.roles import description_of
from briefwright.writers.pdf.tagging import own_structure
from briefwright.writers.pdf.words import lost_in_layout, lost_in_writing

WORDS_AROUND = 30
_GLYPH = re.compile(r"\.notdef glyph .*\(U\+([0-9A-F]+)\)", re.DOTALL)


def print_page(html: str, part: int | None = None) -> tuple[dict[str, Any], bytes]:
    """Return the report on a page and its PDF; the PDF is empty where the report tells of anything wrong.

    Of a page that is a part of a document, by its number, the report tells what joining it must know.
    """
    complaints, fetcher = Complaints(), Nothing()
    logger = logging.getLogger("weasyprint")
    logger.addHandler(complaints)
    try:
        source = weasyprint.HTML(string=html, url_fetcher=fetcher)
        layout = laid_out(source)
        lacks = missing_families(layout)
        if lacks:
            return {"lacks": lacks}, b""
        problems, data = doubted(source.etree_element, layout, part)
        problems, told = [*problems, *complaints.problems(layout)], {"pages": len(layout.pages)}
        told |= told_of(layout, part) if part is not None else {}
    except FatalURLFetchingError:
        problems, data, told = [], b"", {}
    finally:
        logger.removeHandler(complaints)
    problems += [Reached(url) for url in fetcher.asked]
    if problems:
        return told | {"problems": [to_data(problem) for problem in dict.fromkeys(problems)]}, b""
    return told, data


def laid_out(source: weasyprint.HTML) -> Layout:
    """Return a page laid out as it is printed."""
    with one_layout_a_note():
        layout: Layout = source.render(pdf_variant=VARIANT)
    return layout


def doubted(root: Element, layout: Layout, part: int | None = None) -> tuple[list[Problem], bytes]:
    """Return what the gates found, and the PDF."""
    tall = tall_notes(layout)
    problems: list[Problem] = [*tall, *misplaced_notes(layout), *see_through(layout), *slanted(layout)]
    if not tall:
        problems += off_page(layout)
    problems += lost_in_layout(root, layout)
    _one_annotation_a_link(layout)
    data = written(layout, part)
    if not problems:
        problems += lost_in_writing(layout, data)
    return problems, data


def written(layout: Layout, part: int | None = None) -> bytes:
    """Return a layout as PDF; in a part of a document, links to the other parts are marked."""
    if part is not None:
        mark_links_elsewhere(layout)
    if not isinstance(layout.fonts, Fonts):
        layout.fonts = Fonts()
    with own_structure(first_key_of(part or 0)), warnings.catch_warnings():
        # WeasyPrint leaves it to the garbage collector to close its colour profile.
        warnings.simplefilter("ignore", ResourceWarning)
        return layout.write_pdf(finisher=_finish, pdf_variant=VARIANT)


def _one_annotation_a_link(layout: Layout) -> None:
    """Keep the annotation of each link's own box only, and none in the head of a table that comes again.

    WeasyPrint gives one to every box inside a link too, tagged as no link (PDF/UA-1, 7.18.5).
    """
    heads = Heads()
    for number, page in enumerate(layout.pages):
        again = {id(box) for box in _inside_repeated(sheet_of(page), number, heads)}
        page.links[:] = [link for link in page.links if link[3].element_tag == "a" and id(link[3]) not in again]


def _inside_repeated(box: Box, page_number: int, heads: Heads) -> Iterator[Box]:
    """Return the boxes in the heads of tables that began on an earlier page."""
    for part in box.descendants():
        if heads.repeated(part, page_number):
            yield from part.descendants()


def _finish(layout: Layout, pdf: pydyf.PDF) -> None:
    """Complete the PDF before its last bytes are written."""
    _describe_links(layout)
    name_ligatures(pdf)
    describe(pdf)


def _describe_links(layout: Layout) -> None:
    """Say where each link leads as its annotation's alternate description (ISO 32000-1, 14.9.3)."""
    for page in layout.pages:
        for *_, box in page.links:
            if box.element is not None and box.link_annotation:
                box.link_annotation["Contents"] = pydyf.String(description_of(box.element))


class Nothing(URLFetcher):  # type: ignore[misc]
    """A fetcher that loads nothing and remembers what was asked for."""

    def __init__(self) -> None:
        super().__init__(allowed_protocols=())
        self.asked: list[str] = []

    def fetch(self, url: str, headers: object = None) -> NoReturn:
        """Refuse. Some callers swallow the refusal, so the caller of the whole looks at `asked`."""
        del headers
        self.asked.append(url)
        raise FatalURLFetchingError(url)


class Complaints(logging.Handler):
    """What WeasyPrint complains of: it logs a missing glyph or a dropped rule and goes on."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self._messages: list[str] = []

    @property
    def any(self) -> bool:
        """Whether there was a complaint."""
        return bool(self._messages)

    def emit(self, record: logging.LogRecord) -> None:
        """Keep a complaint."""
        self._messages.append(record.getMessage())

    def problems(self, layout: Layout) -> list[Problem]:
        """Return the complaints as problems, each missing glyph with the fonts asked for where it stands."""
        return [self._problem(message, layout) for message in self._messages]

    def _problem(self, message: str, layout: Layout) -> Problem:
        glyph = _GLYPH.match(message)
        if not glyph:
            return Logged(message)
        char = chr(int(glyph[1], 16))
        box = next((box for box in texts_of(layout) if char in box.text), None)
        return MissingGlyph(char, families_of(box), _around(char, box.text)) if box else MissingGlyph(char)


def _around(char: str, words: str) -> str:
    """Return the words of a line next to a character."""
    place = words.index(char)
    return words[max(0, place - WORDS_AROUND) : place + 1 + WORDS_AROUND].strip()
