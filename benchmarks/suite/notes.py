"""The words of the notes that a document of ours has, read back from its web page."""

from __future__ import annotations

from lxml import html


def notes_of(page: str) -> tuple[str, ...]:
    """Return the words of each note of a page, in their order, without their numbers."""
    tree = html.document_fromstring(page.encode(), parser=html.HTMLParser(encoding="utf-8"))
    found = []
    for note in tree.iter("li"):
        if not isinstance(note, html.HtmlElement) or not note.get("id", "").startswith("note-"):
            continue
        for marker in note.find_class("marker"):
            marker.drop_tree()
        found.append(" ".join(note.text_content().split()))
    return tuple(found)
