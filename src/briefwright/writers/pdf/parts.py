"""A long document laid out in parts by several presses at once, and joined; a short one printed as it is.

Each part is kept in the cache by what it is made from, so that of a document in which a word has changed one part
is laid out again. The margins with the page numbers are laid out when it is known how many pages there are. How
many presses work at once changes no byte.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from typing import Any

from briefwright.cache import NO_CACHE, Cache, key_of
from briefwright.writers.pdf.cutting import Part, margins_of, parts_of
from briefwright.writers.pdf.press import DEFAULT_LIMITS, Limits, Pdf, order, print_whole
from briefwright.writers.pdf.problems import NoteMisplaced, OffPage, PdfRefused, Problem, from_data

KIND = "pdf-part"
"""The kind of what is kept in the cache."""

_MARGINS_AT_ONCE = 100


@dataclass(frozen=True, slots=True)
class Printed:
    """What a press made of a part: its report, and the PDF unless that tells of problems."""

    report: dict[str, Any]
    data: bytes


@dataclass(frozen=True, slots=True)
class Presses:
    """How pages are printed: within which limits, how many at once, and what is kept of them.

    `fonts` is a hash of the fonts that the machine has: what was made with others is not used.
    """

    limits: Limits = DEFAULT_LIMITS
    jobs: int = 1
    cache: Cache = NO_CACHE
    fonts: str = ""

    def print_all(self, pages: Sequence[tuple[str, int]]) -> list[Printed]:
        """Return what is made of pages, each with the number of the part that it is, in their order."""
        pool = ThreadPoolExecutor(max(1, min(self.jobs, len(pages))))
        try:
            return list(pool.map(self._print, *zip(*pages, strict=True)))
        finally:
            pool.shutdown(cancel_futures=True)

    def _print(self, html: str, number: int) -> Printed:
        """Return what is made of one page: what was kept of it, or what a press makes of it now."""
        key = key_of(html, str(number), self.fonts)
        kept = self.cache.get(KIND, key)
        if kept is not None:
            report, _, data = kept.partition(b"\n")
            return Printed(json.loads(report), data)
        printed = Printed(*order({"part": number}, html.encode(), self.limits))
        if not printed.report.get("problems"):
            self.cache.put(KIND, key, json.dumps(printed.report).encode() + b"\n" + printed.data)
        return printed


def write_pdf(
    html: str,
    *,
    limits: Limits = DEFAULT_LIMITS,
    jobs: int = 1,
    cache: Cache = NO_CACHE,
    fonts: str = "",
) -> Pdf:
    """Return the PDF/UA-1 of a page in its print form. May be called from several threads at once.

    A long one is laid out in parts, `jobs` at once; `limits` are those of each process. Parts are kept in the cache
    for a machine with the same `fonts`, a hash of what it has.

    Raises PdfRefused with every problem where a note or a word is not where it belongs, a character has no glyph,
    the page tries to load anything, WeasyPrint complains, or a limit is reached; and MachineLacks where a font
    that the style sheet asks for first, or a library of WeasyPrint's, is not installed.
    """
    return print_parts(html, parts_of(html), Presses(limits, jobs, cache, fonts))


def print_parts(html: str, parts: Sequence[Part], presses: Presses) -> Pdf:
    """Return the PDF of a page, laid out in these parts of it; raises as `write_pdf` does."""
    if len(parts) == 1:
        return print_whole(html, presses.limits)
    printed = presses.print_all([(part.html, part.number) for part in parts])
    _raise_problems(printed)
    counts = [each.report["pages"] - (part.number > 0) for part, each in zip(parts, printed, strict=True)]
    total = sum(counts)
    runs = [(first, min(_MARGINS_AT_ONCE, total + 1 - first)) for first in range(1, total + 1, _MARGINS_AT_ONCE)]
    sheets = [(margins_of(html, first, pages, total), int(first > 1)) for first, pages in runs]
    margins = presses.print_all(sheets)
    _raise_problems(margins)
    as_counted = all(
        each.report["pages"] == pages + (first > 1) and each.report["only_margins"]
        for (first, pages), each in zip(runs, margins, strict=True)
    )
    if not as_counted or not all(each.report["no_margins"] for each in printed):
        # The style sheet sets pages apart in a way that only the whole can show.
        return print_whole(html, presses.limits)
    return _joined(parts, printed, margins, presses.limits)


def _joined(parts: Sequence[Part], printed: Sequence[Printed], margins: Sequence[Printed], limits: Limits) -> Pdf:
    """Return parts and margins as one PDF."""
    told = [
        {**each.report, "continues": part.continues, "length": len(each.data)}
        for part, each in zip(parts, printed, strict=True)
    ]
    task = {"join": {"parts": told, "margins": [len(each.data) for each in margins]}}
    goods = b"".join(each.data for each in (*printed, *margins))
    head, data = order(task, goods, limits)
    if head.get("problems"):
        raise PdfRefused(map(from_data, head["problems"]))
    return Pdf(data, head["pages"])


def _raise_problems(printed: Sequence[Printed]) -> None:
    """Raise PdfRefused where parts have problems, with the pages that they are on in the whole."""
    problems = list(_problems(printed))
    if problems:
        raise PdfRefused(problems)


def _problems(printed: Sequence[Printed]) -> Iterator[Problem]:
    before: int | None = 0
    for number, each in enumerate(printed):
        left_out = int(number > 0)
        for data in each.report.get("problems", ()):
            problem = from_data(data)
            if before is not None:
                yield _moved(problem, before - left_out)
            elif not isinstance(problem, OffPage | NoteMisplaced):
                # After a part of unknown length no page has a number yet.
                yield problem
        pages = each.report.get("pages")
        before = before + pages - left_out if before is not None and pages else None


def _moved(problem: Problem, by: int) -> Problem:
    """Return a problem with the pages that it names counted on by a number."""
    if isinstance(problem, OffPage):
        return replace(problem, page=problem.page + by)
    if isinstance(problem, NoteMisplaced):
        return replace(problem, called=problem.called + by, stands=tuple(page + by for page in problem.stands))
    return problem
