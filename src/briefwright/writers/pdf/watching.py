"""How the blocks of some elements come to be while WeasyPrint lays a document out."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from xml.etree.ElementTree import Element

import weasyprint.document
import weasyprint.layout.block

from briefwright.writers.pdf.boxes import Box

_lay_out = weasyprint.layout.block.block_level_layout
_find_break = weasyprint.layout.block.find_earlier_page_break
_begin = weasyprint.document.layout_document
# How many things WeasyPrint hands on from block to block, beside its context and the block.
_HANDED_ON = 11


@dataclass(frozen=True, slots=True)
class Circumstances:
    """All that the layout of a block depends on, but for the block, and all that it says to what follows it."""

    position: tuple[float, float]
    bottom_space: float
    containing_block: Box
    page_is_empty: bool
    margins: tuple[float, ...]
    styles: tuple[Any, ...]
    page: tuple[Any, ...]
    """The foot of the page, its number, and whether it begins by force."""
    beside_floats: bool
    returned: tuple[Any, ...]

    def lay_out(self, context: Any, box: Any, out_of_flow: list[Any]) -> tuple[Any, ...]:  # noqa: ANN401
        """Return what the layout of a block in these circumstances returns."""
        box.position_x, box.position_y = self.position
        context.page_bottom, context.current_page, context.forced_break = self.page
        context.create_block_formatting_context()
        place = self.bottom_space, None, self.containing_block, self.page_is_empty
        result = _lay_out(context, box, *place, out_of_flow, out_of_flow, list(self.margins), *self.styles)
        context.finish_block_formatting_context()
        return result  # type: ignore[no-any-return]


def told_by(result: Sequence[Any]) -> tuple[Any, ...]:
    """Return all that the layout of a block says to what follows it, its box apart."""
    _, resume_at, next_page, margins, collapsing_through, max_lines = result
    return resume_at, dict(next_page), tuple(margins), collapsing_through, max_lines


@dataclass(slots=True)
class Watch:
    """What was seen of the blocks of some elements while a document was laid out."""

    elements: Collection[Element]
    context: Any = None
    """What WeasyPrint laid the document out in."""
    disturbed: bool = False
    """Whether a place to end a page was sought in one of the blocks: that depends on its lines."""
    _seen: dict[int, tuple[Box, Circumstances]] = field(default_factory=dict)

    def of(self, box: Box) -> Circumstances | None:
        """Return how a block of a laid-out page came to be, or None."""
        _, circumstances = self._seen.get(id(box), (None, None))
        return circumstances

    def begin(self, html: Any, root_box: Any, context: Any, *rest: Any) -> Any:  # noqa: ANN401
        """Lay out a document."""
        self.context = context
        return _begin(html, root_box, context, *rest)

    def lay_out(self, context: Any, box: Any, *rest: Any, **named: Any) -> Any:  # noqa: ANN401
        """Lay out a block."""
        if box.element not in self.elements or len(rest) != _HANDED_ON or rest[1] is not None:
            return _lay_out(context, box, *rest, **named)
        bottom_space, _, containing_block, page_is_empty, _, _, margins, *styles = rest
        position, before = (box.position_x, box.position_y), tuple(margins)
        page = context.page_bottom, context.current_page, context.forced_break
        beside_floats = bool(context.excluded_shapes)
        result = _lay_out(context, box, *rest)
        if result[0] is not None:
            given = position, bottom_space, containing_block, page_is_empty, before, tuple(styles)
            self._seen[id(result[0])] = result[0], Circumstances(*given, page, beside_floats, told_by(result))
        return result

    def find_break(self, context: Any, children: Any, *rest: Any) -> Any:  # noqa: ANN401
        """Find an earlier place to end a page."""
        before = self._watched_in(children)
        result = _find_break(context, children, *rest)
        self.disturbed |= not before <= (self._watched_in(result[0]) if result else set())
        return result

    def _watched_in(self, boxes: Sequence[Any]) -> set[int]:
        return {id(part) for box in boxes for part in box.descendants() if part.element in self.elements}


@contextmanager
def watched_layout(elements: Collection[Element]) -> Iterator[Watch]:
    """Note how the blocks of some elements are laid out while this lasts. Not for several threads at once."""
    watch, module = Watch(elements), weasyprint.layout.block
    module.block_level_layout, module.find_earlier_page_break = watch.lay_out, watch.find_break
    weasyprint.document.layout_document = watch.begin
    try:
        yield watch
    finally:
        module.block_level_layout, module.find_earlier_page_break = _lay_out, _find_break
        weasyprint.document.layout_document = _begin
