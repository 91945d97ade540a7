"""What a person reads in a page of ours, in its web form and in its print form."""

from __future__ import annotations

from lxml import etree, html

from reading import Reading, collapse

SVG = "svg"
BLOCKS = frozenset(
    "p h1 h2 h3 h4 ul ol li table caption thead tbody tr th td blockquote figure figcaption section div "
    "header main br".split()
)
NOT_READ = frozenset({"note", "marker"})
BLOCK_SPANS = frozenset({"p", "list", "list numbered", "item"})


def read_html(page: str) -> Reading:
    """Return the words of a page and of its notes."""
    (body,) = html.document_fromstring(page.encode()).iter("body")
    notes = {}
    for note in [
        *body.iterfind(".//span[@class='note']"),
        *body.iterfind(".//section[@role='doc-endnotes']/ol/li"),
    ]:
        notes[int(str(note.attrib["id"]).removeprefix("note-"))] = collapse(_words(note))
    for section in body.iterfind(".//section[@role='doc-endnotes']"):
        section.clear()
    return Reading(collapse(_words(body)), tuple(notes[number] for number in sorted(notes)))


def _words(element: etree._Element) -> str:
    """Return the words of an element, with spaces around its blocks, and without notes and drawings."""
    parts = [element.text or ""]
    for child in element:
        parts += [_inside(child), child.tail or ""]
    return "".join(parts)


def _inside(child: etree._Element) -> str:
    if child.tag == SVG or child.get("class") in NOT_READ:
        return ""
    if child.get("class") == "call":
        return f"⟦{int(''.join(map(str, child.itertext())))}⟧"
    block = child.tag in BLOCKS or (child.tag == "span" and child.get("class") in BLOCK_SPANS)
    return f" {_words(child)} " if block else _words(child)
