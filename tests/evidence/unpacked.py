"""The bytes of a file with all that is in it unpacked: zip members, PDF streams and strings, words on pages."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

import pikepdf
import pypdfium2


def unpacked(data: bytes) -> bytes:
    """Return a file and all that is packed in it as one run of bytes, in lower case, UTF-16 as plain letters."""
    whole = b"\n".join([data, *_inside(data)]).lower()
    return whole + b"\n" + whole.replace(b"\0", b"")


def _inside(data: bytes) -> Iterator[bytes]:
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            for member in package.infolist():
                yield member.filename.encode()
                yield from (package.read(member), *_inside(package.read(member)))
    elif data.startswith(b"%PDF"):
        yield from _in_pdf(data)


def _in_pdf(data: bytes) -> Iterator[bytes]:
    with pikepdf.open(io.BytesIO(data)) as document:
        whole = io.BytesIO()
        document.save(
            whole,
            compress_streams=False,
            stream_decode_level=pikepdf.StreamDecodeLevel.all,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
        )
        yield whole.getvalue()
        for item in document.objects:
            yield item.unparse()
            if isinstance(item, pikepdf.Dictionary):
                yield "\n".join(str(value) for value in item.values() if isinstance(value, pikepdf.String)).encode()
    pdf = pypdfium2.PdfDocument(data)
    for page in pdf:
        words = page.get_textpage()
        yield "".join(words.get_text_range().split()).encode()
        words.close()
        page.close()
    pdf.close()
