"""Letters to many addressees: those that differ only in the words of a few paragraphs are printed together.

Which do, their trees tell. A letter printed together with others is the same to the byte as one printed alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import zip_longest
from typing import Any, TypeAlias

from briefwright.cache import NO_CACHE, Cache
from briefwright.document.nodes import Document
from briefwright.document.variants import alike, changed_paragraphs, paragraph_at
from briefwright.writers.html.parts import paragraphs_for_print, place_in_page
from briefwright.writers.pdf.cutting import parts_of
from briefwright.writers.pdf.parts import Presses, print_parts
from briefwright.writers.pdf.press import DEFAULT_LIMITS, Limits, Pdf, order
from briefwright.writers.pdf.problems import PdfRefused

Form: TypeAlias = Callable[[Document], str]
"""Gives the page in print form that a document is printed from."""

# So many are printed in one go, within the limits of one document: each has a small share of the body's cost.
_AT_ONCE = 64


def write_pdfs(
    letters: Sequence[Document],
    page_of: Form,
    *,
    limits: Limits = DEFAULT_LIMITS,
    jobs: int = 1,
    cache: Cache = NO_CACHE,
    fonts: str = "",
) -> list[Pdf | PdfRefused]:
    """Return the PDF/UA-1 of each letter, in their order, or why it was refused.

    What `jobs`, `cache` and `fonts` are for long documents, `write_pdf` says. Raises MachineLacks as it does.
    """
    presses = Presses(limits, jobs, cache, fonts)
    printed: dict[int, Pdf | PdfRefused] = {}
    for group in alike(letters):
        for first in range(0, len(group), _AT_ONCE):
            batch = group[first : first + _AT_ONCE]
            printed.update(zip(batch, _batch([letters[number] for number in batch], page_of, presses), strict=True))
    return [printed[number] for number in range(len(letters))]


def _batch(letters: Sequence[Document], page_of: Form, presses: Presses) -> Iterator[Pdf | PdfRefused]:
    """Return letters that are alike, printed together where that can be."""
    rest = letters
    while rest:
        page = page_of(rest[0])
        whole = len(rest) > 1 and len(parts_of(page)) == 1
        pdfs = _together(rest, page, presses.limits) if whole else []
        # Behind a letter that is doubtful in itself the others are tried again; where all are, they are no more.
        stop = max((number for number, pdf in enumerate(pdfs, start=1) if pdf is not None), default=len(rest)) + 1
        for letter, pdf in zip_longest(rest[:stop], pdfs[:stop]):
            yield pdf or _alone(page_of(letter), presses)
        rest = rest[stop:]


def _alone(page: str, presses: Presses) -> Pdf | PdfRefused:
    try:
        return print_parts(page, parts_of(page), presses)
    except PdfRefused as refused:
        return refused


def _together(letters: Sequence[Document], page: str, limits: Limits) -> list[Pdf | None]:
    """Return letters printed together, and None for each that has to be printed alone."""
    first = letters[0]
    paths = sorted({path for letter in letters for path in changed_paragraphs(first, letter) or ()})
    wordings = [paragraphs_for_print(letter, [paragraph_at(letter, path) for path in paths]) for letter in letters]
    task = {"letters": {"places": [place_in_page(first, path) for path in paths], "wordings": wordings}}
    try:
        report, data = order(task, page.encode(), limits)
    except PdfRefused:
        # Together they took too long: whether one of them does is seen when it is alone.
        return [None] * len(letters)
    return list(_cut(report, data)) if "sizes" in report else [None] * len(letters)


def _cut(report: dict[str, Any], data: bytes) -> Iterator[Pdf | None]:
    begin = 0
    for size in report["sizes"]:
        yield Pdf(data[begin : begin + size], report["pages"]) if size else None
        begin += size or 0
