"""LibreOffice: whether a second word processor reads in a document what was written into it."""

from __future__ import annotations

import atexit
import functools
import shutil
import subprocess
import tempfile
from pathlib import Path

from lxml import etree

from judges.presence import require

TIMEOUT_SECONDS = 120
TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"


def libreoffice_convert(data: bytes, to: str) -> bytes:
    """Return a DOCX as LibreOffice saves it in another format: ``pdf``, ``fodt``, ``odt``, ``docx``."""
    program = require("libreoffice")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        source = folder / "document.docx"
        source.write_bytes(data)
        profile = f"-env:UserInstallation={_profile().as_uri()}"
        command: list[str | Path] = [program, profile, "--headless", "--norestore", "--convert-to", to]
        run = subprocess.run(
            [*command, "--outdir", folder / "saved", source],
            capture_output=True,
            text=True,
            check=True,
            timeout=TIMEOUT_SECONDS,
        )
        saved = folder / "saved" / f"document.{to.partition(':')[0]}"
        # LibreOffice exits with 0 where it could not read the file.
        if not saved.exists():
            raise ValueError(f"LibreOffice cannot read the document: {run.stderr.strip()}")
        return saved.read_bytes()


def libreoffice_notes(data: bytes) -> list[str]:
    """Return the texts of a DOCX's footnotes in the order of their calls; paragraphs parted by a new line.

    LibreOffice counts instead of reading ids: the first call gets the note of the lowest id. A document whose
    ids do not rise with its calls fails here, as it would before its reader's eyes.
    """
    tree = etree.fromstring(libreoffice_convert(data, "fodt"), etree.XMLParser(huge_tree=True))
    bodies = tree.iterfind(f".//{{{TEXT}}}note/{{{TEXT}}}note-body")
    return ["\n".join(map(_paragraph_text, body.iterfind(f".//{{{TEXT}}}p"))).strip() for body in bodies]


def _paragraph_text(paragraph: etree._Element) -> str:
    """Return the characters of a paragraph; OpenDocument writes runs of spaces, tabs and breaks as elements."""
    parts = [paragraph.text or ""]
    for child in paragraph:
        parts += [_element_text(child), child.tail or ""]
    return "".join(parts)


def _element_text(element: etree._Element) -> str:
    """Return the characters that an element inside a paragraph stands for."""
    kind = etree.QName(element).localname
    if kind == "s":
        return " " * int(element.get(f"{{{TEXT}}}c", "1"))
    return {"tab": "\t", "line-break": "\n"}.get(kind) or _paragraph_text(element)


@functools.cache
def _profile() -> Path:
    """Return a user profile of this process's own: two LibreOffices with one profile refuse to run."""
    folder = Path(tempfile.mkdtemp(prefix="libreoffice-profile-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder
