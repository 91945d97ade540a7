"""A finished document in the formats that are asked for, or what is wrong with it in one of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from briefwright.briefs.selection import Selection
from briefwright.build.dossier import Dossier
from briefwright.build.making import Made
from briefwright.build.places import place_of_words
from briefwright.build.program import surroundings
from briefwright.build.request import Request
from briefwright.cache import NO_CACHE, Cache
from briefwright.faults import Faults, Place
from briefwright.files import FileRefused, read_file
from briefwright.layout.render import shared_css
from briefwright.layout.sheets import place_in_sheets

if TYPE_CHECKING:
    from briefwright.writers.pdf import Limits as PdfLimits
    from briefwright.writers.pdf import Pdf, PdfRefused, Problem

_LARGEST_LETTERHEAD = 20_000_000

Written = tuple[bytes, int | None]
"""The bytes of a file, and the number of its pages where that is known."""


def formats_of(selection: Selection, request: Request) -> tuple[str, ...]:
    """Return the formats in which a variant of a brief is written, in their order."""
    asked = dict.fromkeys(request.formats or selection.formats)
    return tuple(form for form in asked if form in ("docx", "pdf", "html"))


@dataclass(frozen=True, slots=True)
class Order:
    """A document to write, and where what is wrong with it goes."""

    made: Made
    faults: Faults


class Writer:
    """The writers of a dossier's documents."""

    def __init__(self, dossier: Dossier, cache: Cache = NO_CACHE) -> None:
        self._dossier = dossier
        self._cache = cache

    def write(self, orders: Sequence[Order], formats: Sequence[str], jobs: int = 1) -> list[dict[str, Written]]:
        """Return each document in each format in which it can be written.

        Letters to many are given together: what they have in common is made once. A long document may be laid out
        by as many as `jobs` processes.
        """
        written: list[dict[str, Written]] = [{} for _ in orders]
        for form in formats:
            for files, found in zip(written, self._in_format(form, orders, jobs), strict=True):
                files |= {form: found} if found is not None else {}
        if "pdf" not in formats:
            for order, files in zip(orders, written, strict=True):
                self._report_glyphs(files, order)
        return written

    def _in_format(self, form: str, orders: Sequence[Order], jobs: int) -> Iterable[Written | None]:
        if form == "docx":
            return self._docxs(orders)
        return self._pdfs(orders, jobs) if form == "pdf" else self._htmls(orders)

    def _docxs(self, orders: Sequence[Order]) -> list[Written | None]:
        from briefwright.writers.docx import LetterheadRefused, write_docxs

        settings, root = self._dossier.settings, self._dossier.root
        name = settings.letterhead
        try:
            letterhead = read_file(root / name, root, _LARGEST_LETTERHEAD) if name else None
            documents = write_docxs([order.made.document for order in orders], letterhead=letterhead)
            return [(data, None) for data in documents]
        except (FileRefused, LetterheadRefused) as refused:
            why = f"it {'; it '.join(refused.reasons)}" if isinstance(refused, LetterheadRefused) else str(refused)
            message = f"the letterhead '{name}' cannot be used: {why}"
            for order in orders:
                order.faults.error(settings.place("letterhead"), "LETTERHEAD", message)
            return [None] * len(orders)

    def _report_glyphs(self, files: Mapping[str, Written], order: Order) -> None:
        """Report each character of a Word file that no font has, where it is written."""
        from briefwright.writers.docx import undrawn_characters

        selection, made = order.made.selection, order.made
        for undrawn in undrawn_characters(files["docx"][0]) if "docx" in files else ():
            place = place_of_words(undrawn.char, made.used, selection.base, selection.brief, selection.addressee)
            order.faults.error(place, "GLYPH", f"{selection.name_of_brief}.docx: {undrawn.message}")

    def _htmls(self, orders: Sequence[Order]) -> Iterator[Written]:
        from briefwright.writers.html import write_html

        root = self._dossier.root
        css = shared_css(root, "common.css") + shared_css(root, "web.css")
        for order in orders:
            yield write_html(order.made.document, css=css).encode(), None

    def _pdfs(self, orders: Sequence[Order], jobs: int) -> Iterator[Written | None]:
        from briefwright.writers.html import write_html
        from briefwright.writers.pdf import write_pdfs

        names = ("common.css", "print.css")
        shared = {f"templates/_shared/{name}": shared_css(self._dossier.root, name) for name in names}
        documents = [order.made.document for order in orders]
        page_of = partial(write_html, css="\n".join(shared.values()), for_print=True)
        pdfs = write_pdfs(
            *(documents, page_of), limits=self._limits(), jobs=jobs, cache=self._cache, fonts=surroundings()
        )
        for order, pdf in zip(orders, pdfs, strict=True):
            yield self._sound(order, pdf, shared)

    def _sound(self, order: Order, pdf: Pdf | PdfRefused, shared: Mapping[str, str]) -> Written | None:
        """Return a PDF, or None after reporting why it was refused, or that it is too long."""
        from briefwright.writers.pdf import PdfRefused

        made, most = order.made, self._dossier.settings.limits.pages
        name = f"{made.selection.name_of_brief}.pdf"
        if isinstance(pdf, PdfRefused):
            for problem in pdf.problems:
                place, message = _told(problem, made, shared)
                order.faults.error(place, "PDF", f"{name}: {message}")
            return None
        if pdf.pages > most:
            message = f"{name} has {pdf.pages} pages, and 'limits' allows {most}: split the brief"
            order.faults.error(made.selection.brief.place(), "LIMITS", message)
            return None
        return pdf.data, pdf.pages

    def _limits(self) -> PdfLimits:
        """Return the dossier's limits as the PDF writer knows them; a busy machine may take twice as long."""
        from briefwright.writers.pdf import Limits

        limits = self._dossier.settings.limits
        return Limits(limits.pdf_seconds, limits.pdf_seconds * 2, limits.memory_mb * 1024**2)


def _told(problem: Problem, made: Made, shared: Mapping[str, str]) -> tuple[Place, str]:
    """Return where a problem lies, and its sentence: at a character that no font has, or in a style sheet.

    Other problems are the brief's as a whole.
    """
    from briefwright.writers.pdf import Logged, MissingGlyph

    brief, message = made.selection.brief, problem.message
    if isinstance(problem, MissingGlyph):
        addressee = made.selection.addressee
        return place_of_words(problem.char, made.used, made.selection.base, brief, addressee), message
    if isinstance(problem, Logged):
        own = (f"templates/{brief.record.layout}/style.css", made.document.css)
        # As the page is written: an empty line, the shared look, a line for the paper, and what the layout adds.
        return place_in_sheets(message, [("", ""), *shared.items(), ("", ""), own]) or (brief.place(), message)
    return brief.place(), message
