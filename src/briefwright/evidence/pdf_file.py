"""The texts of PDF files, read by a process of its own that is ended when it takes too long."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import threading
from types import TracebackType
from typing import Any, BinaryIO, cast

from briefwright.evidence.kinds import NotReadable
from briefwright.evidence.pdf_worker import receive, send

SECONDS = 60.0
# A reader looks for the end of the file here (ISO 32000-1, annex H, note 18).
_TAIL = 1024
_LINEARIZED = re.compile(rb"/Linearized\b[^>]{0,200}?/L\s+(\d{1,12})\b")


class PdfReader:
    """Reads PDF files one after the other. The process starts with the first of them and ends with the reader."""

    def __init__(self, seconds: float = SECONDS) -> None:
        self._seconds = seconds
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> PdfReader:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._end()

    def pages(self, data: bytes) -> list[str]:
        """Return the texts of the pages of a PDF, which is whole.

        Raises:
            NotReadable: it is cut off, locked, damaged or without any text, or reading it takes too much.

        """
        _refuse_cut_off(data)
        answer = self._answer(data)
        if "refused" in answer:
            raise NotReadable(answer["refused"])
        pages: list[str] = answer["pages"]
        if not any(page.strip() for page in pages):
            raise NotReadable("its pages are pictures without text", damaged=False)
        return pages

    def _answer(self, data: bytes) -> dict[str, Any]:
        process = self._process = self._process or _started()
        watch = threading.Timer(self._seconds, process.kill)
        watch.start()
        try:
            send(cast(BinaryIO, process.stdin), data)
            answer: dict[str, Any] = json.loads(receive(cast(BinaryIO, process.stdout)))
            return answer
        except (EOFError, BrokenPipeError):
            what = "time" if watch.finished.is_set() else "memory"
            self._end()
            raise NotReadable(f"reading it takes too much {what}") from None
        finally:
            watch.cancel()

    def _end(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
            self._process = None


def _started() -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        # -P: a module in the working directory, which may be a stranger's dossier, is never imported.
        [sys.executable, "-P", "-m", "briefwright.evidence.pdf_worker"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
    )


def _refuse_cut_off(data: bytes) -> None:
    """Refuse a file without its end: PDFium would mend it in silence and leave out the pages that are gone."""
    if b"%%EOF" not in data[-_TAIL:]:
        raise NotReadable("it is cut off: a PDF ends with %%EOF")
    said = _LINEARIZED.search(data[:_TAIL])
    if said and int(said[1]) > len(data):
        raise NotReadable(f"it is cut off: it says that it has {int(said[1]):,} bytes, and has {len(data):,}")
