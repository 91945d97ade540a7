"""The parts of a Word file as short text, and files with one part changed."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable

from lxml import etree

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_DECLARATION = re.compile(r' xmlns:\w+="[^"]*"')


def names(data: bytes) -> list[str]:
    """Return the names of the entries, in the order of the file."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return package.namelist()


def part(data: bytes, name: str) -> str:
    """Return a part as text without its namespace declarations."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return _DECLARATION.sub("", package.read(name).decode())


def text(data: bytes) -> str:
    """Return the document part."""
    return part(data, "word/document.xml")


def tree(data: bytes, name: str = "word/document.xml") -> etree._Element:
    """Return a part as a tree."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return etree.fromstring(package.read(name), etree.XMLParser(huge_tree=True))


def shown(element: etree._Element) -> str:
    """Return the words under an element."""
    return "".join(each.text or "" for each in element.iter(f"{{{W}}}t"))


def styles_of_paragraphs(data: bytes) -> list[tuple[str, str]]:
    """Return the style and the words of each paragraph of the text."""
    return [(_style(paragraph), shown(paragraph)) for paragraph in tree(data).iter(f"{{{W}}}p")]


def _style(paragraph: etree._Element) -> str:
    style = paragraph.find(f"{{{W}}}pPr/{{{W}}}pStyle")
    return "" if style is None else style.get(f"{{{W}}}val", "")


def changed(data: bytes, name: str, change: Callable[[str], str]) -> bytes:
    """Return a file with one part changed, or made where it is missing; the change must change something."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(buffer, "w") as target:
        contents = {entry: source.read(entry) for entry in source.namelist()}
        before = contents.get(name, b"").decode()
        after = change(before)
        assert after != before, "the change changed nothing"
        for entry, blob in {**contents, name: after.encode()}.items():
            target.writestr(entry, blob)
    return buffer.getvalue()


def without(data: bytes, name: str) -> bytes:
    """Return a file without one part."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(buffer, "w") as target:
        for entry in source.namelist():
            if entry != name:
                target.writestr(entry, source.read(entry))
    return buffer.getvalue()
