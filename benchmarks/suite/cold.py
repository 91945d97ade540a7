"""Goal 1: one brief of ten pages with 40 notes, cold from the command line."""

from __future__ import annotations

from pathlib import Path

from suite.bench import BRIEF, Bench, copied, pages_of
from suite.clock import in_turn, peak, run
from suite.peers import BIN, lualatex_of
from suite.rows import Row, Unit, absent, amount, difference, ratio

GOAL = 1
NOTES, WORDS, YEARS = 40, 55, 10
STARTS = 21


def measure(bench: Bench) -> list[Row]:
    """Return what a brief takes as PDF and as DOCX, its memory, and what asking for help takes."""
    return [*_brief(bench), _help(bench)]


def _brief(bench: Bench) -> list[Row]:
    prepared = bench.prepared(NOTES, words=WORDS, years=YEARS)
    peers, lualatex = prepared.peers, lualatex_of(prepared.peers)
    works = [
        bench.cold(prepared.dossier, "--format", "pdf"),
        peers.weasyprint,
        bench.cold(prepared.dossier, "--format", "docx"),
        peers.docx,
        *([lualatex] if lualatex else []),
    ]
    pdf, weasyprint, docx, pandoc, *latex = in_turn(bench.times(), works)
    what, name = f"PDF of a brief, {_pages(bench, prepared.dossier)} pages, {NOTES} notes", "pandoc, LuaLaTeX"
    return [
        ratio(GOAL, what, pdf, "pandoc, WeasyPrint", weasyprint, 0.95),
        ratio(GOAL, what, pdf, name, latex[0], 0.4) if latex else absent(GOAL, what, pdf, name, 0.4),
        ratio(GOAL, "DOCX of the same", docx, "pandoc", pandoc, 1.2),
        amount(GOAL, "Its largest process, PDF", [peak([cost]) for cost in pdf], Unit.MEGABYTES, 180),
        amount(GOAL, "Its largest process, DOCX", [peak([cost]) for cost in docx], Unit.MEGABYTES, 180),
    ]


def _pages(bench: Bench, dossier: Path) -> int:
    copy = copied(dossier, bench.new_folder())
    bench.build(copy, "--format", "pdf")
    return pages_of(copy / "out" / f"{BRIEF}.pdf")


def _help(bench: Bench) -> Row:
    asked, bare = in_turn(
        bench.times(STARTS),
        [lambda: run([BIN / "briefwright", "--help"], bench.folder), bench.python],
    )
    return difference(GOAL, "`briefwright --help` over Python alone", asked, "Python", bare, 0.1)
