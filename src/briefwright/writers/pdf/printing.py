"""One page through WeasyPrint: laid out, doubted, written, and doubted again."""

from __future__ import annotations

import logging
import re
from typing import Any, NoReturn
from xml.etree.ElementTree import Element

import pydyf
import weasyprint
from weasyprint.urls import FatalURLFetchingError, URLFetcher

from briefwright.writers.pdf.boxes import Layout, texts_of
from briefwright.writers.pdf.fonts import families_of, missing_families
from briefwright.writers.pdf.gates import misplaced_notes, off_page, see_through, slanted, tall_notes
from briefwright.writers.pdf.problems import Logged, MissingGlyph, Problem, Reached, to_data
from briefwright.writers.pdf.words import lost_in_layout, lost_in_writing

VARIANT = "pdf/ua-1"
_PRODUCER = re.compile(rb'<rdf:Description rdf:about="" pdf:Producer="[^"]*" />')
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
    data = layout.write_pdf(finisher=_finish, pdf_variant=VARIANT)
    if not problems:
        problems += lost_in_writing(layout, data)
    return problems, data


def _one_annotation_a_link(layout: Layout) -> None:
    """Keep the annotation of each link's own box only.

    WeasyPrint gives one to every box inside a link too, tagged as no link (PDF/UA-1, 7.18.5).
    """
    for page in layout.pages:
        page.links[:] = [link for link in page.links if link[3].element_tag == "a"]


def _finish(layout: Layout, pdf: pydyf.PDF) -> None:
    """Complete the PDF before its last bytes are written."""
    _describe_links(layout)
    _name_no_tool(pdf)


def _name_no_tool(pdf: pydyf.PDF) -> None:
    """Take the program's name out of the metadata: a document tells of its makers what its dossier tells."""
    del pdf.info["Producer"]
    described = next(part for part in pdf.objects if getattr(part, "extra", {}).get("Type") == "/Metadata")
    described.stream = [_PRODUCER.sub(b"", part) for part in described.stream]


def _describe_links(layout: Layout) -> None:
    """Give each link annotation the title of its link as its alternate description (ISO 32000-1, 14.9.3)."""
    for page in layout.pages:
        for *_, box in page.links:
            title = box.element.get("title") if box.element is not None else None
            if title and box.link_annotation:
                box.link_annotation["Contents"] = pydyf.String(title)


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
        asked = next((families_of(box) for box in texts_of(layout) if char in box.text), ())
        return MissingGlyph(char, asked)
