"""The structure of a PDF, written by us instead of by WeasyPrint.

WeasyPrint 70 makes a structure element of every box: a link over two lines is two links and a table over four pages
four tables; notes, calls, languages and what a header is for are lost. It draws well, though, and says which marked
content belongs to which box. So `own_structure` puts `write_structure` in the place of its `add_tags`, and all that
draws stays as it is. What is relied on is fixed by `PINNED` and by tests/writers/test_pdf_tags.py.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from itertools import count
from typing import Any, Protocol

import pydyf
import weasyprint.pdf

from briefwright.writers.pdf.boxes import (
    Box,
    Heads,
    Layout,
    is_margin,
    is_picture,
    is_pseudo_note,
    is_text,
    sheet_of,
    unwrapped,
)
from briefwright.writers.pdf.roles import ROLE_MAP
from briefwright.writers.pdf.structure import Hit, Mark, Node, Tree, phrase_in

POINTS_PER_PIXEL = 0.75
_PAGINATION = {"top": "Header", "bottom": "Footer"}


class Stream(Protocol):
    """The content of a page: `_tags` says which marked content is whose."""

    stream: list[Any]
    _tags: dict[Box, Mapping[str, Any]]


@contextmanager
def own_structure(first_key: int = 0) -> Iterator[None]:
    """Let WeasyPrint write our structure tree while this lasts. Not for several threads of one process.

    `first_key` is the first of the keys by which pages and annotations lead to their elements.
    """
    theirs = weasyprint.pdf.add_tags
    weasyprint.pdf.add_tags = partial(write_structure, first_key=first_key)
    try:
        yield
    finally:
        weasyprint.pdf.add_tags = theirs


def write_structure(
    pdf: pydyf.PDF, layout: Layout, pdf_version: object, streams: Sequence[Stream], first_key: int = 0
) -> None:
    """Add the structure tree of a layout, and what must go with it, to a PDF whose pages are drawn."""
    del pdf_version
    tree = Tree(layout.metadata.lang)
    heads = Heads()
    for number, (page, stream) in enumerate(zip(layout.pages, streams, strict=True)):
        _Reader(tree, number, stream, heads).read(sheet_of(page))
    tree.settle_notes()
    _Writer(pdf, [page.height for page in layout.pages], first_key).write(tree.root)
    pdf.catalog["MarkInfo"] = pydyf.Dictionary({"Marked": "true"})
    pdf.catalog["ViewerPreferences"] = pydyf.Dictionary({"DisplayDocTitle": "true"})
    if sheet_of(layout.pages[0]).style["direction"] == "rtl":
        pdf.catalog["ViewerPreferences"]["Direction"] = "/R2L"


class _Reader:
    """Reads the boxes of one page into the tree; what is no content of the document becomes an artifact."""

    def __init__(self, tree: Tree, page: int, stream: Stream, heads: Heads) -> None:
        self._tree, self._page, self._heads = tree, page, heads
        self._stream, self._marks = stream.stream, stream._tags

    def read(self, sheet: Box) -> None:
        """Read a page."""
        self._places = {
            item["MCID"]: place
            for place, item in enumerate(self._stream)
            if isinstance(item, pydyf.Dictionary) and "MCID" in item
        }
        for child in sheet.children:
            if is_margin(child):
                kind = _PAGINATION.get(child.at_keyword[1:].partition("-")[0])
                self._set_aside(child, kind)
            else:
                self._walk(child, self._tree.root)
        if self._marks:
            raise RuntimeError(f"page {self._page + 1} has content that is in none of its boxes")

    def _walk(self, box: Box, parent: Node) -> None:
        """Read a box and all that is in it."""
        box = unwrapped(box)
        if is_pseudo_note(box):
            return
        if self._heads.repeated(box, self._page):
            self._set_aside(box, "Header")
            return
        if is_text(box):
            self._words(box, parent)
            return
        node = self._tree.node_for(box, parent)
        if box.link_annotation:
            node.kids.append(Hit(self._page, box.link_annotation))
        if is_picture(box):
            node.kids.append(Mark(self._page, self._marks.pop(box)["mcid"]))
            node.attributes = {"O": "/Layout", "BBox": pydyf.Array(_corners(box))}
        for child in box.children:
            self._walk(child, node)

    def _words(self, box: Box, parent: Node) -> None:
        if box.text.strip():
            home = phrase_in(self._tree.node_for(box, parent))
            home.kids.append(Mark(self._page, self._marks.pop(box)["mcid"]))
        else:
            # Nothing is drawn for white space.
            self._artifact(box, {})

    def _set_aside(self, box: Box, kind: str | None) -> None:
        """Make artifacts of the words of a box that belong to the page, not to the document."""
        properties = {"Type": "/Pagination"} | ({"Subtype": f"/{kind}"} if kind else {})
        for part in box.descendants(placeholders=True):
            part = unwrapped(part)
            if part in self._marks:
                self._artifact(part, properties)

    def _artifact(self, box: Box, properties: Mapping[str, str]) -> None:
        place = self._places[self._marks.pop(box)["mcid"]]
        self._stream[place - 1 : place + 1] = ["/Artifact", pydyf.Dictionary(properties)]


def _corners(box: Box) -> tuple[float, float, float, float]:
    """Return the left, top, right and bottom of a picture in CSS pixels from the top left of its page."""
    left, top = box.content_box_x(), box.content_box_y()
    return left, top, left + box.width, top + box.height


@dataclass
class _Writer:
    """Writes nodes as structure elements, and which content is in which of them."""

    pdf: pydyf.PDF
    heights: Sequence[float]
    first_key: int
    marked: list[dict[int, bytes]] = field(init=False)
    annotated: list[tuple[dict[str, Any], bytes]] = field(init=False, default_factory=list)
    named: list[tuple[str, bytes]] = field(init=False, default_factory=list)

    def __post_init__(self) -> None:
        self.marked = [{} for _ in self.heights]
        self._pages = self.pdf.page_references

    def write(self, root: Node) -> None:
        """Add the structure tree to the catalog (ISO 32000-1, 14.7.2)."""
        top = pydyf.Dictionary({"Type": "/StructTreeRoot", "RoleMap": pydyf.Dictionary(ROLE_MAP)})
        self.pdf.add_object(top)
        top["K"] = pydyf.Array([self._element(root, top.reference)])
        top["ParentTree"], top["ParentTreeNextKey"] = self._parents()
        if self.named:
            names = [part for name, owner in sorted(self.named) for part in (pydyf.String(name), owner)]
            top["IDTree"] = pydyf.Dictionary({"Names": pydyf.Array(names)})
        self.pdf.catalog["StructTreeRoot"] = top.reference

    def _element(self, node: Node, owner: bytes) -> bytes:
        """Add a node and all below it; return its reference."""
        element = pydyf.Dictionary({"Type": "/StructElem", "S": f"/{node.kind}", "P": owner})
        self.pdf.add_object(element)
        reference: bytes = element.reference
        page = next((kid.page for kid in node.kids if isinstance(kid, Mark)), None)
        if page is not None:
            element["Pg"] = self._pages[page]
        self._describe(node, element, page)
        kids = pydyf.Array()
        for kid in node.parts():
            if isinstance(kid, Node):
                kids.append(self._element(kid, reference))
            elif isinstance(kid, Mark):
                kids.append(self._mark(kid, page, reference))
            else:
                kids.append(self._hit(kid, reference))
        element["K"] = kids
        return reference

    def _describe(self, node: Node, element: pydyf.Dictionary, page: int | None) -> None:
        """Give an element its language where it changes, its alternative text, its attributes and its name."""
        if node.lang and (node.parent is None or node.lang != node.parent.lang):
            element["Lang"] = pydyf.String(node.lang)
        if node.alternative:
            element["Alt"] = pydyf.String(node.alternative)
        if node.name:
            element["ID"] = pydyf.String(node.name)
            self.named.append((node.name, element.reference))
        if node.attributes:
            element["A"] = pydyf.Dictionary(node.attributes)
        if page is not None and "BBox" in node.attributes:
            element["A"]["BBox"] = self._on_paper(node.attributes["BBox"], page)

    def _on_paper(self, corners: Sequence[float], page: int) -> pydyf.Array:
        """Return the corners of a picture in points from the bottom left of its page."""
        left, top, right, bottom = corners
        height = self.heights[page]
        return pydyf.Array(side * POINTS_PER_PIXEL for side in (left, height - bottom, right, height - top))

    def _mark(self, mark: Mark, page: int | None, owner: bytes) -> object:
        """Return a reference to marked content: its number alone where it is on the page of its element."""
        self.marked[mark.page][mark.number] = owner
        if mark.page == page:
            return mark.number
        return pydyf.Dictionary({"Type": "/MCR", "Pg": self._pages[mark.page], "MCID": mark.number})

    def _hit(self, hit: Hit, owner: bytes) -> pydyf.Dictionary:
        """Return a reference to an annotation."""
        self.annotated.append((hit.annotation, owner))
        annotation = hit.annotation.reference  # type: ignore[attr-defined]
        return pydyf.Dictionary({"Type": "/OBJR", "Obj": annotation, "Pg": self._pages[hit.page]})

    def _parents(self) -> tuple[bytes, int]:
        """Add the way back from content to structure; return its reference and its next free key (14.7.4.4)."""
        numbers = pydyf.Array()
        keys = count(self.first_key)
        for owners in self.marked:
            upto = max(owners, default=-1) + 1
            numbers += [next(keys), pydyf.Array(owners.get(mark, "null") for mark in range(upto))]
        for annotation, owner in self.annotated:
            annotation["StructParent"] = key = next(keys)
            numbers += [key, owner]
        tree = pydyf.Dictionary({"Nums": numbers})
        self.pdf.add_object(tree)
        return tree.reference, next(keys)
