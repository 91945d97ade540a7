"""A paragraph's own properties: what a style cannot say for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Alignment = Literal["", "right", "center"]


@dataclass(frozen=True, slots=True)
class Shape:
    """The properties of one paragraph beside its style; lengths in twentieths of a point.

    `list_instance` and `level` make it an item of a list. `align` is relative to the direction of the lines:
    in a paragraph with `right_to_left`, Word and LibreOffice take ``right`` as the end of the line.
    """

    style: str
    keep_next: bool | None = None
    list_instance: int = 0
    level: int = 0
    right_to_left: bool = False
    before: int | None = None
    left: int | None = None
    align: Alignment = ""


def paragraph(shape: Shape, runs: str) -> str:
    """Return ``w:p``, its properties in the order of the schema (ECMA-376 17.3.1.26)."""
    properties = "".join(
        (
            f'<w:pStyle w:val="{shape.style}"/>',
            _switch("keepNext", shape.keep_next),
            _list_item(shape),
            "<w:bidi/>" if shape.right_to_left else "",
            "" if shape.before is None else f'<w:spacing w:before="{shape.before}"/>',
            "" if shape.left is None else f'<w:ind w:left="{shape.left}"/>',
            f'<w:jc w:val="{shape.align}"/>' if shape.align else "",
        )
    )
    return f"<w:p><w:pPr>{properties}</w:pPr>{runs}</w:p>"


def _switch(name: str, state: bool | None) -> str:
    """Return a property that is on, off, or left to the style."""
    if state is None:
        return ""
    return f"<w:{name}/>" if state else f'<w:{name} w:val="0"/>'


def _list_item(shape: Shape) -> str:
    if not shape.list_instance:
        return ""
    return f'<w:numPr><w:ilvl w:val="{shape.level}"/><w:numId w:val="{shape.list_instance}"/></w:numPr>'
