"""Inline nodes as HTML."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, TypeAlias

from briefwright.document.nodes import (
    Document,
    Emphasis,
    Inlines,
    Isolate,
    LineBreak,
    Link,
    Note,
    NoteRef,
    SmallCaps,
    Span,
    Statement,
    Strong,
    Subscript,
    Superscript,
    Text,
    Time,
)
from briefwright.document.text import text_of
from briefwright.document.walk import query, walk
from briefwright.i18n.locale import direction_of
from briefwright.i18n.numbering import in_digits, numbering_of
from briefwright.i18n.scripts import stands_upright
from briefwright.writers.html.markup import address, element, text
from briefwright.writers.html.names import Names, call_id, note_id

_HTML_DATE = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")
_TAGS: dict[type, tuple[str, str | None]] = {
    Strong: ("strong", None),
    SmallCaps: ("span", "small-caps"),
    Superscript: ("sup", None),
    Subscript: ("sub", None),
}


NoteForm: TypeAlias = Callable[[Note, "InlineWriter"], str]


class InlineWriter:
    """Writes the inlines of a document; `note_form` says what stands in the text behind the call of a note."""

    def __init__(self, document: Document, names: Names, note_form: NoteForm) -> None:
        self.metadata = document.metadata
        self._furniture = document.furniture
        self._numbering = numbering_of(document.metadata.language)
        self._names = names
        self._note_form = note_form
        self._forms: dict[type, Callable[[Any], str]] = {
            Text: lambda node: text(node.text),
            Emphasis: self._emphasis,
            Link: self._link,
            Span: self._span,
            Isolate: self._isolate,
            Time: self._time,
            LineBreak: lambda _: element("br"),
            Statement: self._statement,
            Note: self._note,
            NoteRef: self._note_ref,
        }

    def write(self, inlines: Inlines) -> str:
        """Return inlines as HTML. Raises TypeError for a node that the citations room should have replaced."""
        return "".join(map(self._one, inlines))

    def _one(self, node: object) -> str:
        if plain := _TAGS.get(type(node)):
            tag, role = plain
            return element(tag, self.write(node.content), class_=role)  # type: ignore[attr-defined]
        form = self._forms.get(type(node))
        if form is None:
            raise TypeError(f"no writer knows {type(node).__name__}: the citations room replaces it")
        return form(node)

    def _emphasis(self, node: Emphasis) -> str:
        """Return stressed words: bold where their script has no italics."""
        upright = "upright" if stands_upright(text_of(node)) else None
        return element("em", self.write(node.content), class_=upright)

    def _link(self, node: Link) -> str:
        """Return a link; notes called in its words follow it, for links cannot be nested (HTML, 4.5.1)."""
        content = tuple(part for child in node.content for part in _unlinked(child))
        link = element("a", self.write(content), href=address(node.href), title=node.title or None)
        return link + self.write(tuple(query(node, Note)))

    def _span(self, node: Span) -> str:
        return element("span", self.write(node.content), lang=node.lang, dir=direction_of(node.lang))

    def _isolate(self, node: Isolate) -> str:
        direction = None if node.direction == "auto" else node.direction
        return element("bdi", self.write(node.content), dir=direction, class_="symbol" if node.unbroken else None)

    def _time(self, node: Time) -> str:
        """Return a date as ``time`` where its EDTF form is one that HTML can read (HTML, 2.3.5)."""
        content = self.write(node.content)
        if _HTML_DATE.fullmatch(node.datetime):
            return element("time", content, class_="date", datetime=node.datetime)
        return element("span", content, class_="date", data_edtf=node.datetime)

    def _statement(self, node: Statement) -> str:
        name = self._names.statement(node.record)
        return element("span", self.write(node.content), id=name, data_record=node.record)

    def _note(self, node: Note) -> str:
        """Return the call of a note, a link to it, and what stands behind the call."""
        number = self._number(node.number)
        title = self._furniture.note.format(number=number)
        link = element(
            "a", number, href=f"#{note_id(node.number)}", role="doc-noteref", aria_label=title, title=title
        )
        return element("sup", link, class_="call", id=call_id(node.number)) + self._note_form(node, self)

    def _note_ref(self, node: NoteRef) -> str:
        title = self._furniture.note.format(number=self._number(node.number))
        return element("a", text_of(node), class_="note-ref", href=f"#{note_id(node.number)}", title=title)

    def back_link(self, number: int) -> str:
        """Return the number of a note as a link back to its call."""
        shown = self._number(number)
        back = self._furniture.back.format(number=shown)
        link = element("a", shown, href=f"#{call_id(number)}", role="doc-backlink", aria_label=back, title=back)
        return element("span", f"{link} ", class_="marker")

    def _number(self, number: int) -> str:
        """Return the number of a note in the digits of the document's language."""
        return in_digits(str(number), self._numbering)


def _unlinked(node: object) -> tuple[Any, ...]:
    """Return an inline without links and notes: what may stand inside a link."""

    def rewrite(part: object) -> object:
        if isinstance(part, NoteRef):
            return Text(text_of(part))
        if isinstance(part, Link):
            return part.content
        return () if isinstance(part, Note) else part

    result = walk(node, rewrite)
    return result if isinstance(result, tuple) else (result,)
