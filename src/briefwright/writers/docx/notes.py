"""Notes: the footnotes part that python-docx does not make (ECMA-376 17.11)."""

from __future__ import annotations

from briefwright.document.nodes import Note, Paragraph
from briefwright.document.walk import query
from briefwright.writers.docx.blocks import BlockWriter
from briefwright.writers.docx.inlines import PLAIN, InlineWriter, run
from briefwright.writers.docx.links import Links
from briefwright.writers.docx.markup import part_xml
from briefwright.writers.docx.setting import Setting, Workshop

# The ids that Word itself gives the two separators; real notes start at 1.
SEPARATORS = {"separator": -1, "continuationSeparator": 0}
# The schema's own limit would be higher, but the Open XML SDK, and so Word, stops here.
HIGHEST_ID = 32767


class Footnotes:
    """The notes of one document, taken in the order of their calls."""

    def __init__(self) -> None:
        self._notes: list[Note] = []

    def call(self, note: Note) -> int:
        """Take a note and return its id; raises ValueError where its number is not the one Word will show."""
        number = len(self._notes) + 1
        if note.number != number:
            raise ValueError(f"note {note.number} is called where Word counts note {number}")
        if number > HIGHEST_ID:
            raise ValueError(f"Word holds no more than {HIGHEST_ID} notes")
        self._notes.append(note)
        return number

    def xml(self, workshop: Workshop, links: Links, setting: Setting) -> bytes:
        """Return the part: its separators, then every note called so far."""
        inlines = InlineWriter(workshop.styles, workshop.bookmarks, links, None)
        parts = [_separator(kind, number, setting) for kind, number in SEPARATORS.items()]
        parts += [_note(note, workshop, inlines, setting) for note in self._notes]
        return part_xml("footnotes", "".join(parts))


def _separator(kind: str, number: int, setting: Setting) -> str:
    direction = "<w:bidi/>" if setting.right_to_left else ""
    properties = f'<w:pPr>{direction}<w:spacing w:after="60" w:line="240" w:lineRule="auto"/></w:pPr>'
    return f'<w:footnote w:type="{kind}" w:id="{number}"><w:p>{properties}<w:r><w:{kind}/></w:r></w:p></w:footnote>'


def _note(note: Note, workshop: Workshop, inlines: InlineWriter, setting: Setting) -> str:
    """Return a note: its own number, a space, its words."""
    turned = next((paragraph.direction for paragraph in query(note, Paragraph)), "")
    look = PLAIN if turned == "ltr" else setting.look
    style = f'<w:rStyle w:val="{workshop.styles["FootnoteReference"]}"/>'
    direction = "<w:rtl/>" if setting.right_to_left else ""
    mark = f"<w:r><w:rPr>{style}{direction}</w:rPr><w:footnoteRef/></w:r>{run(' ', look)}"
    content = BlockWriter(workshop, inlines, mark).write_whole(note.content, setting)
    return f'<w:footnote w:id="{note.number}">{content}</w:footnote>'
