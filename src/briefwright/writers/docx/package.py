"""The package: parts, relationships, content types (ECMA-376 part 2), and the seal: equal input, equal bytes."""

from __future__ import annotations

import io
import os
import time
import zipfile

from docx.opc.constants import CONTENT_TYPE as CT
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.package import OpcPackage
from docx.opc.packuri import PackURI
from docx.opc.part import Part

from briefwright.writers.docx.links import Links
from briefwright.writers.docx.page import HeaderKind

_CONTENT_TYPES = "[Content_Types].xml"
# The first and last moments that a zip entry can hold.
_EARLIEST, _LATEST = (1980, 1, 1, 0, 0, 0), (2107, 12, 31, 23, 59, 58)

# Each part that we write: its name, content type and relationship.
_PARTS = {
    "styles": ("/word/styles.xml", CT.WML_STYLES, RT.STYLES),
    "numbering": ("/word/numbering.xml", CT.WML_NUMBERING, RT.NUMBERING),
    "settings": ("/word/settings.xml", CT.WML_SETTINGS, RT.SETTINGS),
    "fontTable": ("/word/fontTable.xml", CT.WML_FONT_TABLE, RT.FONT_TABLE),
    "footnotes": ("/word/footnotes.xml", CT.WML_FOOTNOTES, RT.FOOTNOTES),
}
_FURNITURE: dict[HeaderKind, tuple[str, str]] = {
    "header": (CT.WML_HEADER, RT.HEADER),
    "footer": (CT.WML_FOOTER, RT.FOOTER),
}


class DocumentPart(Part):
    """The document part: other parts hang on it before its content is known."""

    content: bytes = b""

    @property
    def blob(self) -> bytes:
        """The content."""
        return self.content


class WordPackage:
    """A Word document under construction: `main` is its document part."""

    def __init__(self) -> None:
        self._package = OpcPackage()
        self.main = DocumentPart(PackURI("/word/document.xml"), CT.WML_DOCUMENT_MAIN)
        self._package.load_rel(RT.OFFICE_DOCUMENT, self.main, "rId1")

    def add(self, name: str, blob: bytes) -> Part:
        """Add one of the parts that every document of ours has, and return it."""
        address, content_type, relationship = _PARTS[name]
        part = _part(address, content_type, blob)
        self.main.load_rel(relationship, part, f"r{name.capitalize()}")
        return part

    def add_properties(self, core: bytes, extended: bytes) -> None:
        """Add what the document says of itself."""
        core_part = _part("/docProps/core.xml", CT.OPC_CORE_PROPERTIES, core)
        extended_part = _part("/docProps/app.xml", CT.OFC_EXTENDED_PROPERTIES, extended)
        self._package.load_rel(RT.CORE_PROPERTIES, core_part, "rId2")
        self._package.load_rel(RT.EXTENDED_PROPERTIES, extended_part, "rId3")

    def lend(self, relationship: str, part: Part) -> None:
        """Add a part of a letterhead."""
        self.main.load_rel(relationship, part, f"rLent{len(self.main.rels) + 1}")

    def lend_header(self, kind: HeaderKind, part: Part) -> str:
        """Add a header or footer of a letterhead and return the id by which the section refers to it."""
        number = f"rLent{len(self.main.rels) + 1}"
        self.main.load_rel(_FURNITURE[kind][1], part, number)
        return number

    def add_furniture(self, kind: HeaderKind, place: str, blob: bytes) -> str:
        """Add a header or footer of ours and return the id by which the section refers to it."""
        content_type, relationship = _FURNITURE[kind]
        number = f"r{kind.capitalize()}-{place}"
        self.main.load_rel(relationship, _part(f"/word/{kind}-{place}.xml", content_type, blob), number)
        return number

    def add_picture(self, relationship: str, png: bytes, number: int) -> None:
        """Add a picture that the text shows by that relationship."""
        self.main.load_rel(RT.IMAGE, _part(f"/word/media/drawing{number}.png", CT.PNG, png), relationship)

    def sealed(self, document: bytes) -> bytes:
        """Return the file with its document part; the same content gives the same bytes."""
        self.main.content = document
        buffer = io.BytesIO()
        self._package.save(buffer)
        return sealed(buffer.getvalue())


def _part(name: str, content_type: str, blob: bytes) -> Part:
    return Part(PackURI(name), content_type, blob)


def link(part: Part, links: Links) -> None:
    """Give a part the relationships of the links in it."""
    for number, address in links:
        part.load_rel(RT.HYPERLINK, address, number, is_external=True)


def sealed(data: bytes) -> bytes:
    """Return a package with its entries in one order and of one moment, the content types first."""
    moment = _moment()
    buffer = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as source,
        zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in sorted(source.namelist(), key=lambda name: (name != _CONTENT_TYPES, name)):
            entry = zipfile.ZipInfo(name, moment)
            entry.compress_type = zipfile.ZIP_DEFLATED
            # The machine that zipped is no one's business: always "MS-DOS", as Word writes.
            entry.create_system = 0
            target.writestr(entry, source.read(name))
    return buffer.getvalue()


def _moment() -> tuple[int, int, int, int, int, int]:
    """Return the moment of every entry: SOURCE_DATE_EPOCH within what a zip can hold, or its earliest."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not epoch:
        return _EARLIEST
    moment = time.gmtime(int(epoch))
    return min(max(_EARLIEST, moment[:6]), _LATEST)
