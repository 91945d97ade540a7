"""The tree that assistive technology reads: one node an element of the page, over however many lines and pages.

It is grown from the laid-out boxes, page by page. Boxes hold the words in the order in which they are written;
only notes stand elsewhere in them, at the foot of a page, and are put behind the paragraph that calls them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, TypeAlias
from xml.etree.ElementTree import Element

from briefwright.writers.pdf.boxes import Box, is_cell, own_id
from briefwright.writers.pdf.roles import (
    CALL,
    GROUPS,
    HOLDERS,
    KEPT_EMPTY,
    MARK,
    NOTE,
    PARAGRAPHS,
    PHRASES,
    alternative_of,
    numbering_of,
    refers_to_a_note,
    scope_of,
    type_of,
)


@dataclass(frozen=True, slots=True)
class Mark:
    """Words or a drawing on a page: a marked-content sequence of its content stream."""

    page: int
    number: int


@dataclass(frozen=True, slots=True)
class Hit:
    """A rectangle of a link on a page: its annotation."""

    page: int
    annotation: dict[str, Any]


@dataclass(slots=True, eq=False)
class Node:
    """A structure element: its type, its language and what is in it."""

    kind: str
    lang: str | None
    parent: Node | None = None
    kids: list[Kid] = field(default_factory=list)
    notes: list[Node] = field(default_factory=list)
    """The notes that follow it."""
    attributes: dict[str, Any] = field(default_factory=dict)
    """Its attribute object (ISO 32000-1, 14.7.5), with its owner `O`."""
    name: str = ""
    alternative: str = ""
    unnamed: bool = False
    """Whether it stands for no element, but for words that stand between paragraphs."""

    def add(self, kind: str, lang: str | None) -> Node:
        """Return a new last child."""
        child = Node(kind, lang, self)
        self.kids.append(child)
        return child

    @property
    def bare(self) -> bool:
        """Whether nothing is in it."""
        return not self.kids and self.kind not in KEPT_EMPTY

    def parts(self) -> Iterator[Kid]:
        """Return what is in it, each child followed by its notes; a child with nothing in it is left out."""
        for kid in self.kids:
            if not isinstance(kid, Node):
                yield kid
            elif not kid.bare:
                yield kid
                yield from kid.notes


Kid: TypeAlias = Node | Mark | Hit


class Tree:
    """The tree of a document, `root`, while its pages are read one after the other."""

    def __init__(self, lang: str | None) -> None:
        self.root = Node("Document", lang)
        self._nodes: dict[Element, Node] = {}
        self._marks: dict[Element, Node] = {}
        self._calls: dict[str, Node] = {}
        self._notes: dict[str, Node] = {}

    def node_for(self, box: Box, parent: Node) -> Node:
        """Return the node that holds what stands in a box, made where its element is met for the first time."""
        element, tag = box.element, box.element_tag or ""
        if element is None:
            return parent
        if tag.endswith("::marker"):
            if element not in self._marks:
                self._marks[element] = _first_mark(self._nodes[element], box)
            return self._marks[element]
        node = self._nodes.get(element)
        if node is None:
            node = self._nodes[element] = self._made(element, box, parent)
        return node

    def _made(self, element: Element, box: Box, parent: Node) -> Node:
        """Return the node of an element; the parent's where it only stands in the parent's words."""
        kind, lang = type_of(element), box.style["lang"]
        if kind is None:
            return parent if lang == parent.lang else phrase_in(parent).add("Span", lang)
        if kind == NOTE:
            node = self._notes[own_id(box)] = Node(kind, lang)
            node.name = own_id(box)
            return node
        if kind == MARK:
            return _first_mark(parent, box)
        if kind in PHRASES:
            return self._phrase(kind, element, box, parent)
        node = parent.add(kind, lang)
        if kind == "LI":
            return node.add("LBody", lang)
        _describe(node, element, box)
        return node

    def _phrase(self, kind: str, element: Element, box: Box, parent: Node) -> Node:
        """Return the node of an element that stands among words."""
        lang, home = box.style["lang"], phrase_in(parent)
        if refers_to_a_note(element):
            home = home.add(CALL, lang)
        node = home.add(kind, lang)
        if kind == CALL:
            self._calls[own_id(box)] = node
        return node

    def settle_notes(self) -> None:
        """Put each note behind the paragraph or heading that calls it, or at the end of the cell or item."""
        for name, note in self._notes.items():
            call = self._calls[f"call-{name.removeprefix('note-')}"]
            before, holder = call, call.parent
            while holder is not None and holder.kind not in HOLDERS:
                before, holder = holder, holder.parent
            note.parent = holder
            if before.kind in PARAGRAPHS:
                before.notes.append(note)
            elif holder is not None:
                holder.kids.append(note)


def _first_mark(body: Node, box: Box) -> Node:
    """Return the node for the mark of a list's item, or for the number of a note: the first part of either."""
    whole = body
    while whole.parent is not None and whole.kind not in ("LI", NOTE):
        whole = whole.parent
    mark = Node(MARK, box.style["lang"], whole)
    whole.kids.insert(0, mark)
    return mark


def phrase_in(node: Node) -> Node:
    """Return where words of a node belong: a group of paragraphs gets one that stands for no element."""
    if node.kind not in GROUPS:
        return node
    last = node.kids[-1] if node.kids else None
    if isinstance(last, Node) and last.unnamed:
        return last
    paragraph = node.add("P", node.lang)
    paragraph.unnamed = True
    return paragraph


def _describe(node: Node, element: Element, box: Box) -> None:
    """Give a node what its type asks for."""
    if node.kind == "Figure":
        node.alternative = alternative_of(element)
    elif node.kind == "L":
        style = str(box.style["list_style_type"])
        node.attributes = {"O": "/List", "ListNumbering": f"/{numbering_of(element, style)}"}
    elif node.kind in ("TH", "TD") and is_cell(box):
        spans = {"ColSpan": box.colspan, "RowSpan": box.rowspan}
        node.attributes = {"O": "/Table"} | {name: span for name, span in spans.items() if span != 1}
        if node.kind == "TH":
            node.attributes["Scope"] = f"/{scope_of(element)}"
