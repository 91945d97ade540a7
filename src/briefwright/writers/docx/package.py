"""The package: the parts of a Word document under construction, and the seal: equal input, equal bytes."""

from __future__ import annotations

import os
import time

from briefwright.writers.docx import kinds
from briefwright.writers.docx.links import Links
from briefwright.writers.docx.opc import Part, entries_of, zipped
from briefwright.writers.docx.page import HeaderKind

# The first and last moments that a zip entry can hold.
_EARLIEST, _LATEST = (1980, 1, 1, 0, 0, 0), (2107, 12, 31, 23, 59, 58)

# Each part that we write, and the relationship that leads to it.
_PARTS = {
    "styles": kinds.STYLES,
    "numbering": kinds.NUMBERING,
    "settings": kinds.SETTINGS,
    "fontTable": kinds.FONT_TABLE,
    "footnotes": kinds.FOOTNOTES,
}
_FURNITURE: dict[HeaderKind, str] = {"header": kinds.HEADER, "footer": kinds.FOOTER}


class WordPackage:
    """A Word document under construction: `main` is its document part."""

    def __init__(self) -> None:
        self._package = Part("/", "")
        # The document part: other parts hang on it before its content is known.
        self.main = _part("/word/document.xml", kinds.DOCUMENT, b"")
        self._package.relate(kinds.DOCUMENT, self.main, "rId1")

    def add(self, name: str, blob: bytes) -> Part:
        """Add one of the parts that every document of ours has, and return it."""
        part = _part(f"/word/{name}.xml", _PARTS[name], blob)
        self.main.relate(_PARTS[name], part, f"r{name.capitalize()}")
        return part

    def add_properties(self, core: bytes, extended: bytes) -> None:
        """Add what the document says of itself."""
        core_part = _part("/docProps/core.xml", kinds.CORE_PROPERTIES, core)
        extended_part = _part("/docProps/app.xml", kinds.EXTENDED_PROPERTIES, extended)
        self._package.relate(kinds.CORE_PROPERTIES, core_part, "rId2")
        self._package.relate(kinds.EXTENDED_PROPERTIES, extended_part, "rId3")

    def lend(self, relationship: str, part: Part) -> None:
        """Add a part of a letterhead."""
        self.main.relate(relationship, part, f"rLent{len(self.main.relationships) + 1}")

    def lend_header(self, kind: HeaderKind, part: Part) -> str:
        """Add a header or footer of a letterhead and return the id by which the section refers to it."""
        number = f"rLent{len(self.main.relationships) + 1}"
        self.main.relate(_FURNITURE[kind], part, number)
        return number

    def add_furniture(self, kind: HeaderKind, place: str, blob: bytes) -> str:
        """Add a header or footer of ours and return the id by which the section refers to it."""
        number = f"r{kind.capitalize()}-{place}"
        self.main.relate(_FURNITURE[kind], _part(f"/word/{kind}-{place}.xml", _FURNITURE[kind], blob), number)
        return number

    def add_picture(self, relationship: str, png: bytes, number: int) -> None:
        """Add a picture that the text shows by that relationship."""
        self.main.relate(kinds.IMAGE, _part(f"/word/media/drawing{number}.png", kinds.IMAGE, png), relationship)

    def sealed(self, document: bytes) -> bytes:
        """Return the file with its document part; the same content gives the same bytes."""
        self.main.blob = document
        return zipped(entries_of(self._package), _moment())


def _part(name: str, kind: str, blob: bytes) -> Part:
    return Part(name, kinds.CONTENT_TYPES[kind], blob)


def link(part: Part, links: Links) -> None:
    """Give a part the relationships of the links in it."""
    for number, address in links:
        part.relate(kinds.HYPERLINK, address, number)


def _moment() -> tuple[int, int, int, int, int, int]:
    """Return the moment of every entry: SOURCE_DATE_EPOCH within what a zip can hold, or its earliest."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not epoch:
        return _EARLIEST
    moment = time.gmtime(int(epoch))
    return min(max(_EARLIEST, moment[:6]), _LATEST)
