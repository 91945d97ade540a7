"""poppler: what a PDF says, how its pages look, and what a screen reader is told of them."""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path

from PIL import Image

from judges.presence import require

TIMEOUT_SECONDS = 120


def pdf_text(data: bytes, *, layout: bool = False) -> str:
    """Return the text of a PDF, pages parted by form feeds; with `layout` at its places on the page."""
    return _read(data, "pdftotext", *(["-layout"] if layout else []), "-enc", "UTF-8", output="-")


def pdf_page_count(data: bytes) -> int:
    """Return the number of pages."""
    lines = dict(line.split(":", 1) for line in _read(data, "pdfinfo").splitlines() if ":" in line)
    return int(lines["Pages"])


def pdf_structure(data: bytes) -> str:
    """Return the structure tree with its text, indented, as assistive technology meets it; empty if untagged."""
    return _read(data, "pdfinfo", "-struct-text")


def pdf_pictures(data: bytes, dpi: int = 70) -> list[Image.Image]:
    """Return a picture of each page."""
    with tempfile.TemporaryDirectory() as name:
        _read(data, "pdftoppm", "-png", "-r", str(dpi), output=f"{name}/page")
        # pdftoppm pads the numbers to one width, so that their order as text is the pages' order.
        return [_picture(path) for path in sorted(Path(name).glob("page*.png"))]


def _picture(path: Path) -> Image.Image:
    """Return a picture loaded into memory, with its file closed."""
    with Image.open(path) as picture:
        picture.load()
        return picture


def _read(data: bytes, tool: str, *options: str, output: str | None = None) -> str:
    """Return what one of poppler's tools prints about a PDF."""
    program = require(tool)
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "document.pdf"
        source.write_bytes(data)
        command: list[str | Path] = [program, *options, source, *([output] if output else [])]
        run = subprocess.run(command, capture_output=True, check=True, timeout=TIMEOUT_SECONDS)
    return run.stdout.decode("utf-8")
