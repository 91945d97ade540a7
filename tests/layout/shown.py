"""What a layout of a test shows: its document as lines of text, notes in ⟦brackets⟧ where they are called.

A citation in a note reads ``<source, place>``, side by side with a semicolon between; the stop behind it, which the
citation style may set itself, is left out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from briefwright.briefs.selection import Selection, selections_of
from briefwright.build.dossier import read_dossier
from briefwright.document import nodes as n
from briefwright.document.reading import read_page
from briefwright.document.walk import children
from briefwright.faults import Faults
from briefwright.layout.render import render
from facts.example import EXAMPLE

MakeDossier = Callable[[Mapping[str, str]], Path]
LAYOUT = "title: Own layout\nprose:\n  words: what the test writes\n"
BRIEF = "layout: own\ntitle: Example\nformats: [html]\n"


def selection_of(dossier: Path) -> Selection:
    """Return the first selection of the only brief of a sound dossier."""
    faults = Faults()
    read = read_dossier(dossier, faults)
    (brief,) = read.briefs.values()
    selection = next(selections_of(brief, read.base, read.settings, faults))
    faults.stop_if_any()
    return selection


def document_of(make: MakeDossier, body: str, files: Mapping[str, str], brief: str = "") -> n.Document:
    """Return the document that a layout's text makes of the example dossier with further files."""
    template = f"<h1>{{{{ title }}}}</h1>\n{body}\n"
    own = {"templates/own/layout.yaml": LAYOUT, "templates/own/layout.html.j2": template}
    dossier = make({**EXAMPLE, **own, "briefs/one.yaml": BRIEF + brief, **files})
    faults = Faults()
    read = read_dossier(dossier, faults)
    page = render(selection_of(dossier), read.layouts["own"], dossier, faults)
    faults.stop_if_any()
    assert page is not None
    document = read_page(page, faults)
    faults.stop_if_any()
    return document


def shown(make: MakeDossier, body: str, files: Mapping[str, str], brief: str = "") -> list[str]:
    """Return the lines that a layout's text shows below the title."""
    return list(lines(document_of(make, body, files, brief)))[1:]


def lines(node: n.Document | n.Node) -> Iterator[str]:
    """Return a line for each block that holds text, with the mark of its kind before it."""
    marks = {n.Heading: "#", n.ListItem: "-", n.BlockQuote: ">", n.Cell: "|"}
    for child in children(node):
        mark = marks.get(type(child), "")
        if isinstance(child, n.Heading | n.Paragraph):
            yield f"{mark * getattr(child, 'level', 0)} {inline(child)}".strip()
        elif isinstance(child, n.Block | n.ListItem | n.Row | n.Cell):
            yield from (f"{mark} {line}".strip() for line in lines(child))


def inline(node: object) -> str:
    """Return the text of a line."""
    if isinstance(node, n.Text):
        return node.text
    if isinstance(node, n.Cite):
        return f"<{node.source}{', ' * bool(node.at)}{node.at}>"
    if isinstance(node, n.LineBreak):
        return " / "
    content = "".join(inline(child) for child in children(node))  # type: ignore[arg-type]
    if isinstance(node, n.Note):
        return f"⟦{re.sub(r'>[.]', '>', content.replace('><', '; ')).strip()}⟧"
    return f"{{{node.record}: {content}}}" if isinstance(node, n.Statement) else content
