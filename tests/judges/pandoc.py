"""pandoc: what a reader that knows no Word finds in a document's notes."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from judges.presence import require

TIMEOUT_SECONDS = 120
_WHITE_SPACE = {"Space": " ", "SoftBreak": " ", "LineBreak": "\n"}


def pandoc_notes(docx: bytes) -> list[str]:
    """Return the texts of a DOCX's footnotes in the order of their calls; paragraphs parted by a new line."""
    command: list[str | Path] = [require("pandoc"), "--from", "docx", "--to", "json", "--sandbox"]
    run = subprocess.run(command, input=docx, capture_output=True, check=True, timeout=TIMEOUT_SECONDS)
    return ["\n".join(map(_plain, note["c"])) for note in _elements(json.loads(run.stdout), "Note")]


def _elements(node: Any, kind: str) -> Iterator[dict[str, Any]]:  # noqa: ANN401 - JSON of any shape
    """Return the elements of a kind in pandoc's tree, in reading order."""
    if isinstance(node, dict) and node.get("t") == kind:
        yield node
        return
    for child in _children(node):
        yield from _elements(child, kind)


def _plain(node: Any) -> str:  # noqa: ANN401 - JSON of any shape
    """Return the characters of a part of pandoc's tree."""
    if isinstance(node, dict):
        if node.get("t") == "Str":
            return str(node["c"])
        if node.get("t") in {"Code", "Math"}:
            return str(node["c"][1])
        if node.get("t") in _WHITE_SPACE:
            return _WHITE_SPACE[node["t"]]
    return "".join(map(_plain, _children(node)))


def _children(node: Any) -> list[Any]:  # noqa: ANN401 - JSON of any shape
    """Return what a JSON value holds; bare strings hold attributes and addresses, never words."""
    if isinstance(node, dict):
        return list(node.values())
    return node if isinstance(node, list) else []
