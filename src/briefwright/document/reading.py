"""From a page of the layout room to a `Document`."""

from __future__ import annotations

from types import MappingProxyType

from briefwright.document.nodes import Asset, Document, Furniture, Metadata
from briefwright.document.parse import parse_blocks
from briefwright.faults import Faults, Place
from briefwright.layout.page import Page


def read_page(page: Page, faults: Faults) -> Document:
    """Return the document that a page holds; what its markup does wrong goes to `faults`, at the layout's line."""
    metadata = Metadata(page.title, page.language, page.direction, page.paper, page.publisher, page.subject)
    assets = {name: Asset(drawing.svg, drawing.width, drawing.height) for name, drawing in page.drawings.items()}
    content = parse_blocks(page.html, frozenset(assets), Place(page.template), faults)
    return Document(metadata, Furniture(**page.furniture), content, MappingProxyType(assets), page.css)
