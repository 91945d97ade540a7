"""The peers, each in its best form, and our own program, as work that can be measured.

Every peer gets the syntax tree or source that it reads fastest, the same style of citations, and no option that
costs time. A peer that is not installed is None.
"""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from briefwright.citations import find_style
from briefwright.citations.pandoc import pandoc_path
from briefwright.faults import Place
from suite.clock import Cost, Work, run
from suite.content import STYLE, Content, csl_items, pandoc_json, typst_source

HERE = Path(__file__).parent
BIN = Path(sys.executable).parent
TYPST_PYTHON = Path(__file__).resolve().parents[2] / ".setup" / "bench" / "bin" / "python"
_TYPST = "import sys, typst; typst.compile(sys.argv[1], output=sys.argv[2])"
_CITEPROC = ("--citeproc", "--csl", "style.csl", "--bibliography", "sources.json")


@dataclass(frozen=True, slots=True)
class Peers:
    """The peers over one content, in a folder that holds what they read; `write_peers` makes it."""

    folder: Path

    def docx(self) -> Cost:
        """Run pandoc with citeproc to DOCX."""
        return self._pandoc("cited.json", *_CITEPROC, "-o", "cited.docx")

    def docx_without_citing(self) -> Cost:
        """Run pandoc to DOCX over notes that are worded already."""
        return self._pandoc("worded.json", "-o", "worded.docx")

    def reading(self) -> Cost:
        """Run pandoc's start and its reading of the worded tree alone: it writes nothing of it."""
        return self._pandoc(
            "worded.json", "--lua-filter", str(HERE / "nothing.lua"), "-t", "native", "-o", "nothing"
        )

    def weasyprint(self) -> Cost:
        """Run pandoc with citeproc to HTML, and WeasyPrint over that."""
        # WeasyPrint keeps the line ends of a source in notes, and pandoc's own style sheet would overrule ours.
        html = ("-s", "-t", "html", "--wrap", "none", "-M", "document-css=false", "-o", "cited.html")
        written = self._pandoc("cited.json", *_CITEPROC, "--lua-filter", str(HERE / "footnotes.lua"), *html)
        laid_out: list[str | Path] = [
            sys.executable,
            HERE / "weasy.py",
            "cited.html",
            HERE / "notes.css",
            "weasyprint.pdf",
        ]
        return written + run(laid_out, self.folder)

    def typst(self) -> Cost:
        """Run Typst over notes that are worded already."""
        return run([TYPST_PYTHON, "-c", _TYPST, "worded.typ", "typst.pdf"], self.folder)

    def lualatex(self) -> Cost:
        """Run pandoc with citeproc and LuaLaTeX."""
        engine = ("--pdf-engine", "lualatex", "-V", "geometry:top=27mm,bottom=29mm,left=31mm,right=31mm")
        return self._pandoc("cited.json", *_CITEPROC, *engine, "-o", "lualatex.pdf")

    def _pandoc(self, source: str, *options: str) -> Cost:
        return run([pandoc_path(), "-f", "json", *options, source], self.folder)


def write_peers(content: Content, notes: Sequence[str], folder: Path) -> Peers:
    """Write what the peers read of a content into a new folder, with the notes' words as we print them."""
    folder.mkdir(parents=True)
    for name, text in {
        "sources.json": json.dumps(csl_items()),
        "cited.json": pandoc_json(content),
        "worded.json": pandoc_json(content, notes),
        "worded.typ": typst_source(content, notes),
    }.items():
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "style.csl").write_bytes(_style(folder))
    return Peers(folder)


def _style(folder: Path) -> bytes:
    """Return our copy of the style with what we add to its words elsewhere, so that pandoc's notes are ours.

    That is the full stop, and the title in later notes, which the style has where one author wrote several sources:
    pandoc sees no need of it, for the numbers of the first notes differ.
    """
    style = find_style(STYLE, folder, Place("style"))
    tree = etree.fromstring(style.xml)
    for branch in tree.iter("{*}if"):
        if branch.attrib.pop("disambiguate", ""):
            branch.set("variable", "title")
    for layout in tree.findall("{*}citation/{*}layout"):
        layout.set("suffix", style.full_stop)
    return etree.tostring(tree, xml_declaration=True, encoding="utf-8")


def typst_of(peers: Peers) -> Work | None:
    """Return Typst's work, or None where it is not installed."""
    return peers.typst if TYPST_PYTHON.exists() else None


def lualatex_of(peers: Peers) -> Work | None:
    """Return LuaLaTeX's work, or None where it is not installed."""
    return peers.lualatex if shutil.which("lualatex") else None
