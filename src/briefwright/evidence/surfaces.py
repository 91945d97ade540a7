"""Every text that anybody can get out of a file: what it shows, and what lies hidden in it.

A Word file is unzipped, a PDF taken apart to its objects and streams and read as its pages show it; markup is read
twice, with its tags taken for nothing and for spaces, so that neither a word cut by a tag nor two words parted by
nothing else is missed; attributes and comments are read too.
"""

from __future__ import annotations

import html
import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any

# Tags inside a paragraph that part no words.
_INLINE = re.compile(
    r"</?(?:w:(?!p\b|tab\b|br\b|tc\b|cr\b)\w+|a|abbr|b|bdi|bdo|cite|code|em|i|q|s|small|span|strong|sub|sup|time|u|tspan)"
    r"\b[^<>]*>"
)
_TAG = re.compile(r"<[^<>]*>")
_ATTRIBUTE = re.compile(r"=\s*(?:\"([^\"]*)\"|'([^']*)')")
_MARKUP = (".xml", ".rels", ".html", ".svg")
# A word cut at the end of a line, as it may have been written: whole, or with a hyphen.
_LINE_END_HYPHEN = re.compile(r"[-\u00ad\u2010\ufffe\x02]\s*[\r\n]+\s*")


def texts_of(name: str, data: bytes) -> Iterator[str]:
    """Return every text in a file, its name first."""
    yield name
    kind = PurePosixPath(name).suffix.lower()
    if kind == ".docx":
        yield from _package_texts(data)
    elif kind == ".pdf":
        yield from _pdf_texts(data)
    elif kind in _MARKUP:
        yield from _markup_texts(_decoded(data))
    else:
        yield _decoded(data)


def _decoded(data: bytes) -> str:
    return data.decode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8", "replace")


def _package_texts(data: bytes) -> Iterator[str]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        yield _decoded(package.comment)
        for member in package.infolist():
            yield from texts_of(member.filename, package.read(member))
            yield _decoded(member.comment + b" " + member.extra)


def _markup_texts(markup: str) -> Iterator[str]:
    yield html.unescape(_TAG.sub(" ", _INLINE.sub("", markup)))
    yield html.unescape(_TAG.sub(" ", markup))
    yield html.unescape("\n".join(double or single for double, single in _ATTRIBUTE.findall(markup)))
    yield from re.findall(r"<!--.*?-->|<\?.*?\?>|<style\b.*?</style>", markup, re.DOTALL)


# --------------------------------------------------------------------- PDF


def _pdf_texts(data: bytes) -> Iterator[str]:
    for page in _page_texts(data):
        yield _LINE_END_HYPHEN.sub("", page)
        yield _LINE_END_HYPHEN.sub("-", page)
    yield from _object_texts(data)


def _page_texts(data: bytes) -> Iterator[str]:
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    try:
        for page in document:
            text = page.get_textpage()
            yield text.get_text_range()
            text.close()
            page.close()
    finally:
        document.close()


def _object_texts(data: bytes) -> Iterator[str]:
    """Return the strings, names and streams of every object: titles, bookmarks, goals, alternative texts, XMP."""
    import pikepdf

    with pikepdf.open(io.BytesIO(data)) as document:
        yield "\n".join(_strings(document.trailer))
        for item in document.objects:
            yield "\n".join(_strings(item))
            if isinstance(item, pikepdf.Stream) and not _is_picture_or_font(item):
                stream = _decoded(item.read_bytes())
                yield stream
                if stream.lstrip().startswith("<"):
                    yield from _markup_texts(stream)


def _is_picture_or_font(stream: Any) -> bool:  # noqa: ANN401 - pikepdf's objects have no static type
    """Tell whether a stream is pixels or glyph outlines: bytes that nobody reads as words."""
    outlines = ("/Type1C", "/CIDFontType0C", "/OpenType")
    return str(stream.get("/Subtype", "")) in ("/Image", *outlines) or "/Length1" in stream


def _strings(item: Any) -> Iterator[str]:  # noqa: ANN401 - pikepdf's objects have no static type
    """Return the strings, names and keys in an object, without those of objects that it only refers to."""
    import pikepdf

    waiting = [(item, True)]
    while waiting:
        current, own = waiting.pop()
        if isinstance(current, pikepdf.String | pikepdf.Name):
            yield str(current)
        elif isinstance(current, pikepdf.Dictionary | pikepdf.Stream) and (own or not current.is_indirect):
            pairs = current.items() if isinstance(current, pikepdf.Dictionary) else current.stream_dict.items()
            for key, value in pairs:
                yield str(key)
                waiting.append((value, False))
        elif isinstance(current, pikepdf.Array) and (own or not current.is_indirect):
            waiting.extend((value, False) for value in current)
