"""A part of a document as it is printed: what joins it to the other parts is noted while it is laid out.

A link to a place in another part would be dropped with a complaint. It becomes a link to an address of its own
kind, and the report says where it stands, so that it is given its goal when the parts are joined.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from briefwright.writers.pdf.boxes import Box, Ground, Layout, Page, boxes_of, is_margin, is_text, sheet_of

ELSEWHERE = "elsewhere:"
KEYS_OF_A_PART = 1 << 18
"""How many pages and annotations a part may have: each has a key in the structure tree, which no other part has."""
_POINTS = 0.75
_OWN = ("internal", "external")


def address_of(name: str) -> str:
    """Return the address that stands for a place in another part."""
    return ELSEWHERE + quote(name, safe="")


def first_key_of(part: int) -> int:
    """Return the first of the keys that the pages and annotations of a part have in the structure tree."""
    return part * KEYS_OF_A_PART


def mark_links_elsewhere(layout: Layout) -> None:
    """Lead the links to places that no page has to addresses that stand for them."""
    here = {name for page in layout.pages for name in page.anchors}
    for page in layout.pages:
        page.links[:] = [
            ("external", address_of(goal), place, box) if kind == "internal" and goal not in here else link
            for link in page.links
            for kind, goal, place, box in (link,)
        ]


def told_of(layout: Layout, part: int) -> dict[str, Any]:
    """Return what joining must know of a part: its bookmarks, its links elsewhere, and what it shows.

    Pages count from 0, its first one included, which is to be left out of every part but the first, and which must
    show nothing. The margins of a document are laid out as parts that show `only_margins`, others show no margins.
    """
    return {
        "bookmarks": _bookmarks(layout),
        "elsewhere": _links_elsewhere(layout),
        "no_margins": not _shows_margins(layout) and (not part or not _shows_text(layout.pages[0])),
        "only_margins": not any(map(_shows_more_than_margins, layout.pages)),
    }


def _shows_text(page: Page) -> bool:
    return any(map(is_text, boxes_of(page)))


def _shows_margins(layout: Layout) -> bool:
    return any(is_margin(box) for page in layout.pages for box in sheet_of(page).children)


def _shows_more_than_margins(page: Page) -> bool:
    """Return whether anything but margins is painted: a ground would be painted over the parts."""
    sheet = sheet_of(page)
    inner = (box for child in sheet.children if not is_margin(child) for box in child.descendants())
    return any(map(_has_paint, (sheet.background, sheet.canvas_background))) or any(map(_is_painted, inner))


def _has_paint(ground: Ground | None) -> bool:
    return ground is not None and (
        ground.color.alpha > 0 or any(layer.image is not None for layer in ground.layers)
    )


def _is_painted(box: Box) -> bool:
    borders = (getattr(box, f"border_{side}_width") for side in ("top", "right", "bottom", "left"))
    return is_text(box) or _has_paint(getattr(box, "background", None)) or any(borders)


def _bookmarks(layout: Layout) -> list[tuple[int, int, str, float, float, str]]:
    """Return page, level, label, place in points and state of each bookmark."""
    return [
        (number, level, label, x * _POINTS, (page.height - y) * _POINTS, state)
        for number, page in enumerate(layout.pages)
        for level, label, (x, y), state in page.bookmarks
    ]


def _links_elsewhere(layout: Layout) -> list[tuple[int, int, str]]:
    """Return the page, the place among its annotations, and the goal's address of each link to another part."""
    return [
        (number, place, goal)
        for number, page in enumerate(layout.pages)
        for place, (_, goal, *_) in enumerate(link for link in page.links if link[0] in _OWN)
        if goal.startswith(ELSEWHERE)
    ]
