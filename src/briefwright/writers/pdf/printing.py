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

from briefwright.writers.pdf.archive import VARIANT, describe
from briefwright.writers.pdf.boxes import Box, Heads, Layout, sheet_of, texts_of
from briefwright.writers.pdf.fonts import families_of, missing_families
from briefwright.writers.pdf.gates import misplaced_notes, off_page, see_through, slanted, tall_notes
from briefwright.writers.pdf.glyphs import Fonts
from briefwright.writers.pdf.ligatures import name_ligatures
from briefwright.writers.pdf.problems import Logged, MissingGlyph, Problem, Reached, to_data
from briefwright.writers.pdf.roles import description_of
from briefwright.writers.pdf.tagging import own_structure
from briefwright.writers.pdf.words import lost_in_layout, lost_in_writing

WORDS_AROUND = 30
_GLYPH = re.compile(r"\.notdef glyph .*\(U\+([0-9A-F]+)\)", re.DOTALL)


def print_page(html: str) -> tuple[dict[str, Any], bytes]:
    """Return the report on a page and its PDF; the PDF is empty where the report tells of anything wrong."""
    complaints, fetcher = _Complaints(), _Nothing()
    logger = logging.getLogger("weasyprint")
    logger.addHandler(complaints)
    try:
        source = weasyprint.HTML(string=html, url_fetcher=fetcher)
        layout: Layout = source.render(pdf_variant=VARIANT)
        lacks = missing_families(layout)
        if lacks:
            return {"lacks": lacks}, b""
        problems, data = _doubted(source.etree_element, layout)
        problems, pages = [*problems, *complaints.problems(layout)], len(layout.pages)
    except FatalURLFetchingError:
        problems, data, pages = [], b"", 0
    finally:
        logger.removeHandler(complaints)
    problems += [Reached(url) for url in fetcher.asked]
    if problems:
        return {"problems": [to_data(problem) for problem in dict.fromkeys(problems)]}, b""
    return {"pages": pages}, data


def _doubted(root: Element, layout: Layout) -> tuple[list[Problem], bytes]:
    """Return what the gates found, and the PDF."""
    tall = tall_notes(layout)
    problems: list[Problem] = [*tall, *misplaced_notes(layout), *see_through(layout), *slanted(layout)]
    if not tall:
        problems += off_page(layout)
    problems += lost_in_layout(root, layout)
    _one_annotation_a_link(layout)
    data = _written(layout)
    if not problems:
        problems += lost_in_writing(layout, data)
    return problems, data


def _written(layout: Layout) -> bytes:
    """Return a layout as PDF."""
    layout.fonts = Fonts()
    with own_structure(), warnings.catch_warnings():
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


class _Nothing(URLFetcher):  # type: ignore[misc]
    """A fetcher that loads nothing and remembers what was asked for."""

    def __init__(self) -> None:
        super().__init__(allowed_protocols=())
        self.asked: list[str] = []

    def fetch(self, url: str, headers: object = None) -> NoReturn:
        """Refuse. Some callers swallow the refusal, so the caller of the whole looks at `asked`."""
        del headers
        self.asked.append(url)
        raise FatalURLFetchingError(url)


class _Complaints(logging.Handler):
    """What WeasyPrint complains of: it logs a missing glyph or a dropped rule and goes on."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self._messages: list[str] = []

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
