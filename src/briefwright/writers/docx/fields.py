"""Fields: the three that we write, each with its result so that it reads right before any update."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from lxml import etree

from briefwright.writers.docx.bookmarks import note_bookmark
from briefwright.writers.docx.markup import escape, w

FieldName = Literal["PAGE", "NUMPAGES"]
WRITTEN = frozenset({"PAGE", "NUMPAGES", "NOTEREF"})
# What the header or footer of a letterhead may hold besides: fields that show only what the document says.
HARMLESS = WRITTEN | {"SECTION", "SECTIONPAGES", "STYLEREF", "TITLE", "SUBJECT"}
_SLOTS: dict[str, FieldName] = {"{page}": "PAGE", "{pages}": "NUMPAGES"}


def field(instruction: str, result: str, run_properties: str = "") -> str:
    """Return the runs of a complex field (ECMA-376 17.16.18)."""
    start = f"<w:r>{run_properties}"
    return (
        f'{start}<w:fldChar w:fldCharType="begin"/></w:r>'
        f'{start}<w:instrText xml:space="preserve"> {instruction} </w:instrText></w:r>'
        f'{start}<w:fldChar w:fldCharType="separate"/></w:r>'
        f"{start}<w:t>{escape(result)}</w:t></w:r>"
        f'{start}<w:fldChar w:fldCharType="end"/></w:r>'
    )


def instructions(root: etree._Element) -> Iterator[str]:
    """Return the instruction of every field in a part, simple and complex, as Word would put it together."""
    for simple in root.iter(w("fldSimple")):
        yield simple.get(w("instr"), "")
    open_fields: list[list[str]] = []
    for element in root.iter(w("fldChar"), w("instrText")):
        if element.tag == w("instrText"):
            # Text outside any field is no instruction to Word, but has no business in a file either.
            if not open_fields:
                yield element.text or ""
            else:
                open_fields[-1].append(element.text or "")
        elif element.get(w("fldCharType")) == "begin":
            open_fields.append([])
        elif element.get(w("fldCharType")) == "end" and open_fields:
            yield "".join(open_fields.pop())
    yield from map("".join, open_fields)


def field_name(instruction: str) -> str:
    """Return the name of a field, the first word of its instruction, in capitals."""
    return (instruction.split() or [""])[0].upper()


def note_reference(number: int, run_properties: str = "") -> str:
    r"""Return the number of another note as a live reference to it; ``\h`` makes it a link (17.16.5.46)."""
    return field(rf"NOTEREF {note_bookmark(number)} \h", str(number), run_properties)


def page_of(pattern: str, run_properties: str = "") -> str:
    """Return the runs of ``Page {page} of {pages}``, its slots filled with fields."""
    parts = re.split(r"(\{pages?\})", pattern)
    return "".join(_words_or_field(part, run_properties) for part in parts if part)


def _words_or_field(part: str, run_properties: str) -> str:
    if part in _SLOTS:
        return field(_SLOTS[part], "1", run_properties)
    return f'<w:r>{run_properties}<w:t xml:space="preserve">{escape(part)}</w:t></w:r>'
