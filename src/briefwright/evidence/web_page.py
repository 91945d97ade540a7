"""The words of a web page, as a reader sees them in order."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree, html

_LEFT_OUT = frozenset("head script style template noscript iframe object".split())
# Elements within a line: everything else starts and ends one (HTML Standard, section 15.3).
_IN_LINE = frozenset(
    """a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr q rp rt ruby s samp
    small span strike strong sub sup time tt u var wbr""".split()
)


def words_of_page(page: str) -> str:
    """Return the words of a page's body, each block on lines of its own; an empty text where it has none."""
    parser = html.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True)
    # libxml2 takes a NUL for the end of the page.
    data = page.replace("\0", "\ufffd").encode("utf-8", errors="replace")
    if not data.strip():
        return ""
    try:
        root = html.document_fromstring(data, parser=parser)
    except etree.ParserError:
        return ""
    return "".join(_words(root))


def _words(root: html.HtmlElement) -> Iterator[str]:
    """Return the texts below an element in order, with line ends round every block; nothing here recurses."""
    skipping: etree._Element | None = None
    for event, element in etree.iterwalk(root, events=("start", "end")):
        tag = element.tag if isinstance(element.tag, str) else ""
        line_end = "" if tag in _IN_LINE else "\n"
        if event == "start" and skipping is None:
            if tag in _LEFT_OUT:
                skipping = element
                continue
            yield line_end
            yield element.text or ""
        elif event == "end":
            if skipping is not None and skipping is not element:
                continue
            skipping = None
            yield line_end
            yield element.tail or ""
