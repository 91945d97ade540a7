"""Style sheets of layouts: they say how things look, and load nothing.

Comes in: the text of a ``.css`` file. Goes out: faults with their places in that file, for what would load a file
or an address, and for what is no CSS. What a printed page does with a sheet is looked at by the PDF writer, whose
complaints are led back to the file here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from briefwright.faults import Faults, Place

MAX_SHEET = 200_000
"""How many characters a style sheet may hold."""

_LOADING_RULES = frozenset({"import", "font-face", "color-profile", "namespace"})
_LOADING_FUNCTIONS = frozenset({"url", "src", "image", "image-set", "-webkit-image-set", "element", "cross-fade"})
_AT = re.compile(r" at (\d+):(\d+)(?=[,.])")


def check_sheet(text: str, path: str, faults: Faults) -> None:
    """Report what a style sheet may not hold, each at its place."""
    import tinycss2  # takes as long as the rest of this package, and few commands read a style sheet

    if len(text) > MAX_SHEET:
        faults.error(Place(path), "CSS", f"longer than {MAX_SHEET:,} characters: no style sheet needs so many")
        return
    for node in _all_of(tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True)):
        message = _fault_of(node)
        if message:
            faults.error(Place(path, node.source_line, node.source_column), "CSS", message)


def _all_of(nodes: Iterable[Any]) -> Iterator[Any]:
    """Return the nodes of a sheet and all that lies in them."""
    waiting = list(nodes)
    while waiting:
        node = waiting.pop()
        yield node
        for part in ("prelude", "content", "arguments"):
            waiting.extend(getattr(node, part, None) or ())


def _fault_of(node: Any) -> str:  # noqa: ANN401 - tinycss2 has no types
    """Return what is wrong with one node, or nothing."""
    if node.type == "error":
        return "this is no CSS: a rule is selector { property: value }, with every bracket and quote closed"
    if node.type in ("at-rule", "at-keyword"):
        name = node.lower_at_keyword if node.type == "at-rule" else node.lower_value
        return f"@{name} has no place here: a style sheet loads nothing" if name in _LOADING_RULES else ""
    if node.type == "url" or (node.type == "function" and node.lower_name in _LOADING_FUNCTIONS):
        name = "url" if node.type == "url" else node.lower_name
        return f"{name}() has no place here: a style sheet loads nothing, neither a file nor an address"
    return ""


def place_in_sheets(complaint: str, sheets: Sequence[tuple[str, str]]) -> tuple[Place, str] | None:
    """Return where in its file something stands that WeasyPrint complains of, and the complaint without the place.

    `sheets` are the paths and texts that make up the style of a page, in their order, each from a line of its own.
    """
    found = _AT.search(complaint)
    if found is None:
        return None
    line = int(found[1])
    for path, text in sheets:
        lines = text.count("\n") + 1
        if path and line <= lines:
            return Place(path, line, int(found[2])), complaint[: found.start()] + complaint[found.end() :]
        line -= lines
    return None
