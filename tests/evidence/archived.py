"""Dossiers with archived sources for tests: the file, what is quoted from it, and what is said of both."""

from __future__ import annotations

import hashlib
import io
from pathlib import Path

import pikepdf

from briefwright.evidence.quoting import check_quotations
from briefwright.facts.gate import read_fact_base
from briefwright.faults import Faults

SOURCE = """\
sources:
  example-report:
    type: report
    title: Example report
    author: [{{literal: Example Institute}}]
    nature: ngo
    archive: {archive}
people:
  ann: {{name: Ann Example}}
"""


def dossier(
    root: Path, data: bytes | None, name: str, facts: str, *, sha256: str | None = "", said: str = ""
) -> Path:
    """Make a dossier whose one source has an archived file, with its hash unless another or none is said."""
    if data is not None:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    digest = hashlib.sha256(data or b"").hexdigest() if sha256 == "" else sha256
    archive = f"{{file: '{said or name}'" + (f", sha256: {digest}}}" if digest else "}")
    (root / "facts").mkdir(exist_ok=True)
    (root / "facts" / "sources.yaml").write_text(SOURCE.format(archive=archive), encoding="utf-8")
    (root / "facts" / "facts.yaml").write_text(facts, encoding="utf-8")
    (root / "dossier.yaml").write_text("title: Example\n", encoding="utf-8")
    return root


def quoting(*quotations: str) -> str:
    """Return a facts file in which the source is quoted."""
    rows = (
        f"  words-{number}:\n    speaker: ann\n    language: en\n    text: >-\n      {text}\n"
        '    cite: ["example-report, p. 1"]\n'
        for number, text in enumerate(quotations, 1)
    )
    return "quotations:\n" + "".join(rows)


def faults_of(root: Path) -> list[str]:
    """Return what the check of quotations says of a dossier, a line a fault."""
    faults = Faults()
    base = read_fact_base(root, faults)
    faults.stop_if_any()
    check_quotations(base, root, faults)
    return [str(fault) for fault in faults.all]


def looked_for(root: Path, data: bytes, name: str, *quotations: str) -> list[str]:
    """Return the faults of quotations from a file."""
    return faults_of(dossier(root, data, name, quoting(*quotations)))


def pdf_of(html: str) -> bytes:
    """Return a page as PDF."""
    import weasyprint

    written = weasyprint.HTML(string=html).write_pdf()
    assert isinstance(written, bytes)
    return written


def locked(pdf: bytes) -> bytes:
    """Return a PDF that a password locks."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        opened.save(out, encryption=pikepdf.Encryption(owner="example", user="example"))
    return out.getvalue()
