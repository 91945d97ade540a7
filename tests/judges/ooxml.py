"""The Open XML SDK validator: whether Word would open a document without complaint."""

from __future__ import annotations

import json
import subprocess
import tempfile
from hashlib import sha256
from pathlib import Path
from typing import Any

from judges.presence import require

TIMEOUT_SECONDS = 120


def ooxml_faults(data: bytes) -> list[str]:
    """Return what the validator finds wrong in a DOCX, one line a fault; an empty list for a valid one.

    The validator rewrites malformed addresses of links in the file it reads and then calls it valid, so that
    it gets a copy, and a copy that it changed is a fault of its own.
    """
    program = require("ooxml-validator")
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "document.docx"
        copy.write_bytes(data)
        run = subprocess.run([program, copy], capture_output=True, text=True, check=True, timeout=TIMEOUT_SECONDS)
        changed = sha256(copy.read_bytes()).digest() != sha256(data).digest()
    report = json.loads(run.stdout)
    faults = [_fault_line(error) for error in report["errors"]]
    if changed:
        faults.append("MALFORMED-URI: the address of a link is no URI (the validator rewrote it)")
    if not faults and not report["ok"]:
        faults.append("NOT-OK: the validator refuses the file and does not say why")
    return faults


def _fault_line(error: dict[str, Any]) -> str:
    """Return one fault as ``Schema Sch_…: /word/document.xml /w:document[1]…: description``."""
    where = " ".join(filter(None, (error["path"], error["xPath"])))
    return f"{error['errorType']} {error['id']}: {where}: {error['description']}"
