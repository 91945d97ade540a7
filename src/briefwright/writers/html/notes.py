"""The two places of a note: at its call, for print, and at the end of the web page."""

from __future__ import annotations

from briefwright.document.nodes import Block, List, Note, Paragraph
from briefwright.document.walk import query
from briefwright.writers.html.blocks import BlockWriter
from briefwright.writers.html.inlines import InlineWriter
from briefwright.writers.html.markup import element, text
from briefwright.writers.html.names import ENDNOTES, note_id


def note_at_call(note: Note, inlines: InlineWriter) -> str:
    """Return a note in its print form: an inline element, which the style sheet floats to the foot of the page.

    Inside a paragraph only phrasing content may stand (HTML, 4.4.1), so its paragraphs and lists are spans.
    """
    marker = inlines.back_link(note.number)
    parts = [_phrasing(block, inlines, "" if index else marker) for index, block in enumerate(note.content)]
    return element(
        "span",
        "".join(parts),
        class_="note",
        id=note_id(note.number),
        role="doc-footnote",
        lang=inlines.metadata.language,
        dir=direction_in(note) or inlines.metadata.direction,
    )


def direction_in(note: Note) -> str:
    """Return the direction of a note whose words all run against the document, or an empty string."""
    return next((paragraph.direction for paragraph in query(note, Paragraph)), "")


def _phrasing(block: Block, inlines: InlineWriter, opening: str = "") -> str:
    """Return a block of a note as spans."""
    if isinstance(block, Paragraph):
        return element("span", opening + inlines.write(block.content), class_="p")
    if isinstance(block, List):
        lead = element("span", opening, class_="p") if opening else ""
        return lead + _phrasing_list(block, inlines)
    raise TypeError(f"a note holds paragraphs and lists, not {type(block).__name__}")


def _phrasing_list(block: List, inlines: InlineWriter) -> str:
    items = (
        element(
            "span",
            "".join(_phrasing(part, inlines) for part in item.content),
            class_="item",
            role="listitem",
        )
        for item in block.items
    )
    kind = "list numbered" if block.ordered else "list"
    start = f"counter-reset:note-item {block.start - 1}" if block.ordered else None
    return element("span", "".join(items), class_=kind, role="list", style=start)


class NotesAtEnd:
    """Notes in their web form: gathered while the text is written, then one list at the end of the page."""

    def __init__(self) -> None:
        self._gathered: list[Note] = []

    def gather(self, note: Note, inlines: InlineWriter) -> str:
        """Return nothing: the call stands alone in the text."""
        del inlines
        self._gathered.append(note)
        return ""

    def section(self, heading: str, inlines: InlineWriter, blocks: BlockWriter) -> str:
        """Return the section with every note gathered so far; nothing where there is none."""
        if not self._gathered:
            return ""
        in_order = sorted(self._gathered, key=lambda note: note.number)
        items = "\n".join(_listed(note, inlines, blocks) for note in in_order)
        title = element("h2", text(heading), id=ENDNOTES)
        notes = element("ol", items, role="list")
        return element("section", f"\n{title}\n{notes}\n", role="doc-endnotes", aria_labelledby=ENDNOTES)


def _listed(note: Note, inlines: InlineWriter, blocks: BlockWriter) -> str:
    """Return a note as an item of the list, opened by its number as the link back."""
    first = note.content[0]
    opening = inlines.write(first.content) if isinstance(first, Paragraph) else ""
    others = note.content[1:] if isinstance(first, Paragraph) else note.content
    content = element("p", inlines.back_link(note.number) + opening) + blocks.write(others)
    return element("li", content, id=note_id(note.number), dir=direction_in(note) or None)
