"""The readings of an archived file: its text as it stands, and of a PDF also without what frames its pages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from briefwright.evidence.kinds import NotReadable, kind_of, text_of_html, text_of_plain
from briefwright.evidence.pdf_file import PdfReader

# Lines at the head and at the foot of a page among which running heads and page numbers are looked for.
_EDGE = 3
_NOTE = re.compile(r"(\d{1,4})\.?[ \t]+\S")


def readings_of(data: bytes, name: str, pdfs: PdfReader) -> tuple[str, ...]:
    """Return the texts in one of which a quotation must stand.

    Raises:
        NotReadable: the file is damaged, or no text is to be had from it.

    """
    kind = kind_of(data, name)
    if kind == "pdf":
        pages = pdfs.pages(data)
        as_it_stands, body = "\n".join(pages), body_of(pages)
        return (as_it_stands,) if body == as_it_stands else (as_it_stands, body)
    if kind == "other":
        raise NotReadable("it is neither a text, a web page nor a PDF", damaged=False)
    text = text_of_html(data) if kind == "html" else text_of_plain(data)
    if not text.strip():
        raise NotReadable("it holds no text", damaged=False)
    return (text,)


def body_of(pages: Sequence[str]) -> str:
    """Return the pages of a PDF as one text, without running heads, page numbers and the notes at their feet.

    A sentence that goes on over a page is whole in it. Only lines that many pages share are taken for heads, and
    only what is numbered on from page to page for notes.
    """
    lines = [[line.strip() for line in page.splitlines() if line.strip()] for page in pages]
    often = Counter(shape for page in lines for shape in {_shape(line) for line in _edges(page)})
    framing = {shape for shape, count in often.items() if count >= max(3, len(pages) // 4)}
    body: list[str] = []
    number = 1
    for page in lines:
        kept = _without_frame(page, framing)
        text, number = _without_notes(kept, number)
        body += text
    return "\n".join(body)


def _edges(page: Sequence[str]) -> Sequence[str]:
    return page if len(page) <= 2 * _EDGE else [*page[:_EDGE], *page[-_EDGE:]]


def _shape(line: str) -> str:
    return re.sub(r"\d+", "0", line)


def _without_frame(page: Sequence[str], framing: set[str]) -> list[str]:
    inner = range(_EDGE, len(page) - _EDGE)
    return [line for at, line in enumerate(page) if at in inner or _shape(line) not in framing]


def _without_notes(page: list[str], number: int) -> tuple[list[str], int]:
    """Return a page without its notes, and the number of the next note, given that of its first."""
    for at, line in enumerate(page):
        if at and _is_note(line, number):
            following = number + 1
            for later in page[at + 1 :]:
                following += _is_note(later, following)
            return page[:at], following
    return page, number


def _is_note(line: str, number: int) -> bool:
    match = _NOTE.match(line)
    return match is not None and int(match[1]) == number
