"""Slots: the paragraphs of a laid-out page whose words can be changed without laying out the page again.

What stands behind a block is laid out from where the block ends, and from what its layout returned. Where a block
with other words has the same outline and returns the same, all else stays as it is. `watching` has noted how each
block that may change was laid out; `Slot.laid_out` lays it out again in the same circumstances.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from xml.etree.ElementTree import Element

import weasyprint.layout.block
from weasyprint.formatting_structure.boxes import BlockBox, InlineBox, LineBox, TextBox
from weasyprint.formatting_structure.build import create_anonymous_boxes, element_to_box
from weasyprint.layout.background import layout_box_backgrounds

from briefwright.writers.pdf.boxes import Box, Layout, sheet_of
from briefwright.writers.pdf.watching import Circumstances, Watch, told_by

_PLAIN_BOXES = frozenset({BlockBox, LineBox, InlineBox, TextBox})
# What a box may not do where its place is to be taken by another: be a goal or a link, count, or leave the flow.
_QUIET: dict[str, tuple[object, ...]] = {
    "anchor": (None,),
    "bookmark_level": ("none",),
    "string_set": ("none",),
    "counter_increment": ("auto", "none", ()),
    "counter_reset": ("none", ()),
    "counter_set": ("none", ()),
    "position": ("static",),
    "float": ("none",),
    "transform": ((),),
    "opacity": (1,),
}
_SIDES = ("top", "right", "bottom", "left")
# What can be seen of a box, beside its place.
_LOOKS = ("color", "font_family", "font_size", "font_weight", "font_style", "lang", "direction", "background_color")
_OUTLINE = (
    *("position_x", "position_y", "width", "height", "clearance"),
    *(f"margin_{side}" for side in _SIDES),
    *(f"padding_{side}" for side in _SIDES),
    *(f"border_{side}_width" for side in _SIDES),
)


@dataclass(frozen=True, slots=True)
class Slot:
    """A block on a page that may be changed for another with the same outline."""

    page: int
    parent: Box
    place: int
    box: Box
    circumstances: Circumstances

    def laid_out(self, context: Any, sheet: Box) -> Box | None:  # noqa: ANN401 - WeasyPrint's
        """Return the block laid out from what its element holds now; None where it does not fit the slot."""
        whole = _box_of(self.box.element, context)
        if whole is None or self.circumstances.beside_floats:
            return None
        out_of_flow: list[Any] = []
        result = self.circumstances.lay_out(context, whole, out_of_flow)
        box: Box | None = result[0]
        if box is None or out_of_flow or told_by(result) != self.circumstances.returned or not self._fits(box):
            return None
        layout_box_backgrounds(sheet, box, context.get_image_from_uri)
        return box

    def _fits(self, box: Box) -> bool:
        return is_quiet(box) and _outline(box) == _outline(self.box)

    def fill(self, box: Box) -> None:
        """Put a block that was laid out for the slot in its place."""
        self.parent.children = [*self.parent.children[: self.place], box, *self.parent.children[self.place + 1 :]]


def slot_of(element: Element, layout: Layout, watch: Watch) -> Slot | None:
    """Return the slot of an element; None where its block is not in one piece, or not one that may change."""
    found = [
        Slot(number, parent, place, box, circumstances)
        for number, page in enumerate(layout.pages)
        for parent in sheet_of(page).descendants()
        for place, box in enumerate(parent.children)
        if box.element is element and (circumstances := watch.of(box)) is not None
    ]
    return found[0] if len(found) == 1 and is_quiet(found[0].box) else None


def is_quiet(box: Box) -> bool:
    """Return whether a box and all in it are plain lines of text, which nothing else in a document depends on."""
    return all(
        type(part) in _PLAIN_BOXES
        and all(part.style[name] in values for name, values in _QUIET.items())
        and "list-item" not in part.style["display"]
        and all(getattr(part, name, None) is None for name in ("link", "footnote", "missing_link"))
        and _says_the_same(part)
        for part in box.descendants(placeholders=True)
    )


def is_same_box(one: Box, other: Box) -> bool:
    """Return whether two boxes look the same throughout."""
    return (
        type(one) is type(other)
        and _outline(one) == _outline(other)
        and all(one.style[name] == other.style[name] for name in _LOOKS)
        and getattr(one, "text", None) == getattr(other, "text", None)
        and len(one.children) == len(other.children)
        and all(map(is_same_box, one.children, other.children))
    )


def _says_the_same(box: Box) -> bool:
    """Return whether a box says what it says wherever it stands: what a style sheet counts depends on its place."""
    if "::" not in (box.element_tag or ""):
        return True
    content = box.style["content"]
    return not isinstance(content, tuple) or all(kind == "string" for kind, _ in content)


def _outline(box: Any) -> tuple[Any, ...]:  # noqa: ANN401 - WeasyPrint's
    """Return what blocks around a block depend on: where it begins and ends, and where a page may break by it."""
    breaks = (weasyprint.layout.block._add_break_values(box, side) for side in ("before", "after"))
    return *(getattr(box, name, None) for name in _OUTLINE), *breaks, box.page_values()


def _box_of(element: Element | None, context: Any) -> Any:  # noqa: ANN401 - WeasyPrint's
    """Return the box of an element before layout; None where it has none, or more than one."""
    boxes = element_to_box(
        *(element, context.style_for, context.get_image_from_uri, None, context.target_collector),
        *(context.counter_style, context.footnotes),
    )
    if len(boxes) != 1:
        return None
    boxes[0].process_whitespace()
    boxes[0].process_text_transform()
    return create_anonymous_boxes(boxes[0])
