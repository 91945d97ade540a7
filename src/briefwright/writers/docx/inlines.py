"""Inlines as runs: what a stretch of words looks like, in which language it is, and where it leads."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, Literal, Protocol

from briefwright.document.nodes import (
    Emphasis,
    Inline,
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
from briefwright.i18n.scripts import first_direction, has_east_asian, stands_upright
from briefwright.writers.docx.bookmarks import Bookmarks, anchor_bookmark, note_bookmark
from briefwright.writers.docx.fields import note_reference
from briefwright.writers.docx.language import culture, is_right_to_left, marks_around
from briefwright.writers.docx.links import Links
from briefwright.writers.docx.markup import attribute, escape
from briefwright.writers.docx.stylesheet import StyleSheet

# Word shows no more of a screen tip.
_TIP_LIMIT = 255


@dataclass(frozen=True, slots=True)
class Look:
    """What the nodes around a run say of it: its formatting, its language, and its direction."""

    right_to_left: bool = False
    language: str = ""
    emphasis: bool = False
    strong: bool = False
    small_caps: bool = False
    position: Literal["", "superscript", "subscript"] = ""
    style: str = ""
    east_asian: bool = False


PLAIN = Look()


class NoteTaker(Protocol):
    """Where the notes called in a text go."""

    def call(self, note: Note) -> int:
        """Take a note and return the id by which its call refers to it."""
        ...


@lru_cache
def run_properties(look: Look) -> str:
    """Return ``w:rPr``, in the order of the schema (ECMA-376 17.3.2.28)."""
    content = "".join(
        (
            f'<w:rStyle w:val="{look.style}"/>' if look.style else "",
            # Quotation marks and dashes are wide in Chinese, and only the hint tells Word so (17.3.2.26).
            '<w:rFonts w:hint="eastAsia"/>' if look.east_asian else "",
            "<w:b/><w:bCs/>" if look.strong else "",
            "<w:i/><w:iCs/>" if look.emphasis else "",
            "<w:smallCaps/>" if look.small_caps else "",
            f'<w:vertAlign w:val="{look.position}"/>' if look.position else "",
            "<w:rtl/>" if look.right_to_left else "",
            _language(look),
        )
    )
    return f"<w:rPr>{content}</w:rPr>" if content else ""


def _language(look: Look) -> str:
    """Return ``w:lang``, which has one language for each kind of script (ECMA-376 17.3.2.20)."""
    if not look.language:
        return ""
    kind = "bidi" if look.right_to_left else "eastAsia" if look.east_asian else "val"
    return f'<w:lang w:{kind}="{attribute(culture(look.language))}"/>'


def run(text: str, look: Look) -> str:
    """Return a run of plain characters, or nothing where there are none."""
    if not text:
        return ""
    if has_east_asian(text):
        look = replace(look, east_asian=True)
    return f'<w:r>{run_properties(look)}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


class InlineWriter:
    """Writes the inlines of one part; `notes` is None inside notes, which cannot be called from notes."""

    def __init__(self, styles: StyleSheet, bookmarks: Bookmarks, links: Links, notes: NoteTaker | None) -> None:
        self._styles = styles
        self._bookmarks = bookmarks
        self._links = links
        self._notes = notes

    def write(self, inlines: Inlines, look: Look) -> str:
        """Return the runs of some inlines; raises TypeError for a node that the citations room should replace."""
        return "".join([self._write_one(inline, look) for inline in inlines])

    def _write_one(self, inline: Inline, look: Look) -> str:
        writer = _WRITERS.get(type(inline))
        if writer is None:
            raise TypeError(f"{type(inline).__name__} cannot be written: it belongs to an earlier room")
        return writer(self, inline, look)

    def _text(self, node: Text, look: Look) -> str:
        return run(node.text, look)

    def _line_break(self, node: LineBreak, look: Look) -> str:
        return f"<w:r>{run_properties(look)}<w:br/></w:r>"

    def _emphasis(self, node: Emphasis, look: Look) -> str:
        """Return stressed words: bold where their script has no italics."""
        upright = stands_upright(text_of(node))
        stressed = replace(look, strong=True) if upright else replace(look, emphasis=True)
        return self.write(node.content, stressed)

    def _strong(self, node: Strong, look: Look) -> str:
        return self.write(node.content, replace(look, strong=True))

    def _small_caps(self, node: SmallCaps, look: Look) -> str:
        return self.write(node.content, replace(look, small_caps=True))

    def _superscript(self, node: Superscript, look: Look) -> str:
        return self.write(node.content, replace(look, position="superscript"))

    def _subscript(self, node: Subscript, look: Look) -> str:
        return self.write(node.content, replace(look, position="subscript"))

    def _span(self, node: Span, look: Look) -> str:
        inside = replace(look, language=node.lang, right_to_left=is_right_to_left(node.lang))
        return self.write(node.content, inside)

    def _isolate(self, node: Isolate, look: Look) -> str:
        right_to_left = _direction(node, look)
        # A language that runs the other way cannot be that of these words.
        language = look.language if right_to_left == look.right_to_left else ""
        inside = replace(look, right_to_left=right_to_left, language=language)
        content = self.write(node.content, inside)
        if right_to_left == look.right_to_left:
            return content
        before, behind = marks_around(text_of(node), "rtl" if right_to_left else "ltr")
        return run(before, inside) + content + run(behind, inside)

    def _time(self, node: Time, look: Look) -> str:
        return self.write(node.content, look)

    def _statement(self, node: Statement, look: Look) -> str:
        return self._bookmarks.around_record(node.record, self.write(node.content, look))

    def _link(self, node: Link, look: Look) -> str:
        if look.style == self._styles["Hyperlink"]:
            return self.write(node.content, look)
        if node.href.startswith("#"):
            target = f'w:anchor="{attribute(anchor_bookmark(node.href[1:]))}"'
        else:
            target = f'r:id="{self._links.to(node.href)}"'
        tip = f' w:tooltip="{attribute(node.title[:_TIP_LIMIT])}"' if node.title else ""
        content = self.write(node.content, replace(look, style=self._styles["Hyperlink"]))
        return f'<w:hyperlink {target}{tip} w:history="1">{content}</w:hyperlink>'

    def _note(self, node: Note, look: Look) -> str:
        if self._notes is None:
            raise ValueError(f"note {node.number} is called inside another note")
        properties = run_properties(
            Look(look.right_to_left, look.language, style=self._styles["FootnoteReference"])
        )
        call = f'<w:r>{properties}<w:footnoteReference w:id="{self._notes.call(node)}"/></w:r>'
        return self._bookmarks.around(note_bookmark(node.number), call)

    def _note_ref(self, node: NoteRef, look: Look) -> str:
        return note_reference(node.number, run_properties(look))


def _direction(node: Isolate, look: Look) -> bool:
    """Return whether an isolate runs from right to left; ``auto`` asks its first strong character."""
    if node.direction != "auto":
        return node.direction == "rtl"
    found = first_direction(text_of(node))
    return look.right_to_left if found is None else found == "rtl"


_WRITERS: dict[type, Callable[[InlineWriter, Any, Look], str]] = {
    Text: InlineWriter._text,
    LineBreak: InlineWriter._line_break,
    Emphasis: InlineWriter._emphasis,
    Strong: InlineWriter._strong,
    SmallCaps: InlineWriter._small_caps,
    Superscript: InlineWriter._superscript,
    Subscript: InlineWriter._subscript,
    Span: InlineWriter._span,
    Isolate: InlineWriter._isolate,
    Time: InlineWriter._time,
    Statement: InlineWriter._statement,
    Link: InlineWriter._link,
    Note: InlineWriter._note,
    NoteRef: InlineWriter._note_ref,
}
