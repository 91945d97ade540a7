"""WordprocessingML as text: namespaces, names, escaped characters, lengths."""

from __future__ import annotations

import re
from functools import cache

from lxml import etree

NAMESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
}
XML_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_DECLARATIONS = " ".join(f'xmlns:{prefix}="{address}"' for prefix, address in NAMESPACES.items())

# What XML 1.0 production [2] `Char` leaves out; noncharacters would be legal, but no reader expects them.
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_IN_ATTRIBUTES = str.maketrans({'"': "&quot;", "\n": "&#10;", "\t": "&#9;"})

# The parser of every part we read: no entities, no network, no size limit that 10,000 notes would meet.
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True, remove_comments=True)


def escape(text: str) -> str:
    """Return text as XML character data; raises ValueError for a character that XML cannot hold."""
    illegal = _ILLEGAL.search(text)
    if illegal:
        raise ValueError(f"U+{ord(illegal.group()):04X} cannot stand in a Word document")
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def attribute(text: str) -> str:
    """Return text for an attribute between double quotes; raises ValueError as `escape` does."""
    return escape(text).translate(_IN_ATTRIBUTES)


def part_xml(root: str, content: str) -> bytes:
    """Return a whole part: its declaration and the root element ``w:root`` around the content."""
    return f"{XML_DECLARATION}<w:{root} {_DECLARATIONS}>{content}</w:{root}>".encode()


def parse(data: bytes) -> etree._Element:
    """Return the root element of a part; raises `etree.XMLSyntaxError` where it is not well-formed."""
    return etree.fromstring(data, _PARSER)


def fragment(markup: str) -> etree._Element:
    """Return one element written with the prefixes of `NAMESPACES`, without their declarations on it."""
    element = parse(f"<holder {_DECLARATIONS}>{markup}</holder>".encode())[0]
    etree.cleanup_namespaces(element)
    return element


@cache
def w(name: str) -> str:
    """Return the expanded name of an element or attribute of the main namespace."""
    return f"{{{NAMESPACES['w']}}}{name}"


@cache
def r(name: str) -> str:
    """Return the expanded name of a relationship attribute."""
    return f"{{{NAMESPACES['r']}}}{name}"


def value(element: etree._Element | None) -> str:
    """Return the ``w:val`` of an element, or an empty string where either is absent."""
    return "" if element is None else element.get(w("val"), "")


def twips(millimetres: float) -> int:
    """Return a length in twentieths of a point (ECMA-376 17.18.87)."""
    return round(millimetres * 1440 / 25.4)


def emus(millimetres: float) -> int:
    """Return a length in English Metric Units (ECMA-376 20.1.10.16)."""
    return round(millimetres * 36000)
