"""The process that reads PDF files: PDFium sees what strangers made, so it works apart, with limits on its memory.

Run as a module; files come in on standard input and answers go out on standard output, each a length of eight bytes
and that many bytes. An answer is JSON: the texts of the pages, or the reason why there are none.
"""

from __future__ import annotations

import json
import os
import sys
from contextlib import suppress
from typing import Any, BinaryIO

MEMORY_BYTES = 2 * 1024**3
MAX_PAGES = 5_000
MAX_CHARACTERS = 20_000_000
_LENGTH_BYTES = 8


def send(stream: BinaryIO, message: bytes) -> None:
    """Write a message at once."""
    stream.write(len(message).to_bytes(_LENGTH_BYTES, "big") + message)
    stream.flush()


def receive(stream: BinaryIO) -> bytes:
    """Return the next message. Raises EOFError where the other side has gone."""
    head = stream.read(_LENGTH_BYTES)
    message = stream.read(int.from_bytes(head, "big"))
    if len(head) < _LENGTH_BYTES or len(message) < int.from_bytes(head, "big"):
        raise EOFError
    return message


def main() -> None:
    """Answer every file that comes in, until the other side goes."""
    files, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    # What a library prints must not get between the answers.
    os.dup2(2, 1)
    _limit()
    while True:
        try:
            data = receive(files)
        except EOFError:
            return
        send(answers, json.dumps(pages_of(data)).encode())


def _limit() -> None:
    """Bound what the process may take, where the system can."""
    with suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def pages_of(data: bytes) -> dict[str, Any]:
    """Return the texts of a PDF's pages as ``pages``, or as ``refused`` why they cannot be read."""
    import pypdfium2

    try:
        pdf = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        locked = "password" in str(error)
        return {"refused": "it is locked with a password" if locked else "it is not readable as PDF"}
    try:
        if len(pdf) > MAX_PAGES:
            return {"refused": f"it has more than {MAX_PAGES:,} pages"}
        return _texts(pdf)
    except MemoryError:
        return {"refused": "reading it takes too much memory"}
    finally:
        pdf.close()


def _texts(pdf: Any) -> dict[str, Any]:  # noqa: ANN401 - pypdfium2 has no types
    import pypdfium2

    pages: list[str] = []
    characters = 0
    for index in range(len(pdf)):
        try:
            page = pdf[index]
            pages.append(page.get_textpage().get_text_range())
            page.close()
        except pypdfium2.PdfiumError:
            return {"refused": f"its page {index + 1} is not readable"}
        characters += len(pages[-1])
        if characters > MAX_CHARACTERS:
            return {"refused": f"it holds more than {MAX_CHARACTERS:,} characters"}
    return {"pages": pages}


if __name__ == "__main__":
    main()
