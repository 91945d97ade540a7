"""The finished trees of a dossier's documents, as the program makes them before it writes any format."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from briefwright.briefs.selection import selections_of
from briefwright.build.dossier import read_dossier
from briefwright.citations import CitationWords, cite, find_style
from briefwright.document.direction import directed
from briefwright.document.inlines import with_calls_of
from briefwright.document.nodes import Document
from briefwright.document.reading import read_page
from briefwright.facts.csl import to_csl_json
from briefwright.faults import Faults, Place
from briefwright.layout.render import render
from suite.content import STYLE


def trees_of(root: Path) -> Iterator[Document]:
    """Return the tree of each document of a dossier. Raises FaultsFound where something is wrong with it."""
    faults = Faults()
    dossier = read_dossier(root, faults)
    style, words = find_style(STYLE, root, Place("style")), CitationWords()
    for brief in dossier.briefs.values():
        for selection in selections_of(brief, dossier.base, dossier.settings, faults):
            page = render(selection, dossier.layouts[brief.record.layout], dossier.root, faults)
            draft = read_page(page, faults) if page is not None else None
            faults.stop_if_any()
            if draft is not None:
                items = {
                    source: to_csl_json(source, record.csl) for source, record in selection.base.sources.items()
                }
                yield directed(with_calls_of(cite(draft, items, style, words=words)))
