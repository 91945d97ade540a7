"""The guard at the door: what a letterhead may not hold, because Word would run, fetch or reveal it."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Iterator

from lxml import etree

from briefwright.writers.docx.fields import HARMLESS, field_name, instructions
from briefwright.writers.docx.links import address_fault
from briefwright.writers.docx.markup import parse, w

_SIZE_LIMIT = 20_000_000
_UNPACKED_LIMIT = 100_000_000
_ENTRY_LIMIT = 1_000
_DOCUMENT = "wordprocessingml.document.main+xml"
_TEMPLATE = "wordprocessingml.template.main+xml"
_OLE_OBJECT = "{urn:schemas-microsoft-com:office:office}OLEObject"

# The last part of a relationship's type, and what hangs on it.
_RELATIONSHIPS = {
    "vbaProject": "macros",
    "wordVbaData": "macros",
    "keyMapCustomizations": "key assignments",
    "attachedToolbars": "toolbars",
    "attachedTemplate": "an attached template",
    "oleObject": "an embedded object",
    "package": "an embedded object",
    "control": "an ActiveX control",
    "aFChunk": "another file (altChunk)",
    "subDocument": "a subdocument",
}
_ELEMENTS = {
    w("altChunk"): "another file (altChunk)",
    w("subDoc"): "a subdocument",
    w("object"): "an embedded object",
    _OLE_OBJECT: "an embedded object",
    w("control"): "an ActiveX control",
    w("attachedTemplate"): "an attached template",
    **dict.fromkeys(map(w, ("ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel")), "tracked changes"),
    **dict.fromkeys(
        map(w, ("rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "trPrChange", "tcPrChange")),
        "tracked changes",
    ),
}
# Fields that fetch, start or ask for something as soon as Word updates them (ECMA-376 17.16.5).
_RUNNING_FIELDS = frozenset(
    {"DDE", "DDEAUTO", "INCLUDE", "INCLUDETEXT", "INCLUDEPICTURE", "IMPORT", "LINK", "EMBED", "RD", "DATABASE"}
    | {"MACROBUTTON", "GOTOBUTTON", "ASK", "FILLIN", "PRINT", "AUTOTEXT", "CONTROL", "ADDIN", "HTMLACTIVEX"}
)


class LetterheadRefused(ValueError):
    """Raised for a letterhead that is no Word document, or holds what must not enter a brief: `reasons`."""

    def __init__(self, reasons: Iterable[str]) -> None:
        self.reasons = tuple(dict.fromkeys(reasons))
        super().__init__(f"the letterhead cannot be used: it {'; it '.join(self.reasons)}")


def refuse_danger(data: bytes) -> None:
    """Raise `LetterheadRefused` with every reason for which a file may not lend its looks to a brief."""
    reasons = list(_package_reasons(data))
    if not reasons:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            reasons = [reason for name in package.namelist() for reason in _part_reasons(name, package.read(name))]
            reasons += _kind_reasons(package.read("[Content_Types].xml").decode("utf-8", "replace"))
    if reasons:
        raise LetterheadRefused(reasons)


def _package_reasons(data: bytes) -> Iterator[str]:
    """Return what speaks against unpacking a file at all."""
    if len(data) > _SIZE_LIMIT:
        yield f"is larger than {_SIZE_LIMIT // 1_000_000} MB"
        return
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            entries = package.infolist()
    except zipfile.BadZipFile:
        yield "is not a Word document (.docx)"
        return
    names = [entry.filename for entry in entries]
    if len(names) > _ENTRY_LIMIT or sum(entry.file_size for entry in entries) > _UNPACKED_LIMIT:
        yield f"unpacks to more than {_UNPACKED_LIMIT // 1_000_000} MB or {_ENTRY_LIMIT} files"
    if len({name.lower() for name in names}) != len(names):
        yield "holds one file twice"
    if "[Content_Types].xml" not in names or any(entry.flag_bits & 1 for entry in entries):
        yield "is not a Word document (.docx), or is protected by a password"


def _kind_reasons(content_types: str) -> Iterator[str]:
    """Return what the kinds of the parts say against a file."""
    if "macroEnabled" in content_types or "vbaProject" in content_types:
        yield "holds macros: save it as a Word document (.docx) without them"
    elif _TEMPLATE in content_types:
        yield "is a template: save it as a Word document (.docx)"
    elif _DOCUMENT not in content_types:
        yield "is not a Word document (.docx)"


def _part_reasons(name: str, blob: bytes) -> Iterator[str]:
    """Return what speaks against a part."""
    if not name.endswith((".xml", ".rels")):
        return
    try:
        root = parse(blob)
    except etree.XMLSyntaxError:
        yield f"is damaged: {name} is not well-formed"
        return
    if root.getroottree().docinfo.internalDTD is not None:
        yield f"is damaged: {name} declares a document type"
    elif name.endswith(".rels"):
        yield from _relationship_reasons(root)
    else:
        yield from (f"holds {_ELEMENTS[str(each.tag)]}" for each in root.iter(*_ELEMENTS))
        yield from _field_reasons(root)


def _relationship_reasons(root: etree._Element) -> Iterator[str]:
    """Return what the relationships of a part say against it: only hyperlinks may lead out of the file."""
    for each in root:
        kind = each.get("Type", "").rpartition("/")[2]
        target = each.get("Target", "")
        if kind in _RELATIONSHIPS:
            yield f"holds {_RELATIONSHIPS[kind]}"
        elif each.get("TargetMode") == "External" and kind != "hyperlink":
            yield f"takes a part ({kind}) from outside the file"
        elif each.get("TargetMode") == "External" and address_fault(target):
            yield f"links to an address that {address_fault(target)}"


def _field_reasons(root: etree._Element) -> Iterator[str]:
    """Return what the fields of a part say against it; in what stands around the text, only harmless ones may."""
    stays = root.tag in {w("hdr"), w("ftr")}
    for name in map(field_name, instructions(root)):
        if name in _RUNNING_FIELDS or (stays and name not in HARMLESS):
            yield f"holds the field {name or 'without a name'}, which is not allowed there"
    if stays and any(each.get(w("val"), "1") not in {"0", "false", "off"} for each in root.iter(w("vanish"))):
        yield "holds hidden text in its header or footer"
