"""The Word writer: the tree as a WordprocessingML package (ECMA-376).

Comes in: a `Document` as the citations room leaves it, and perhaps a letterhead. Goes out: the bytes of a .docx
in which the last gate, `check_docx`, found nothing. It knows the tree and the directions of languages, no facts
and no briefs.
"""

from briefwright.writers.docx.check import check_docx
from briefwright.writers.docx.copies import write_docxs
from briefwright.writers.docx.glyphs import UndrawnCharacter, undrawn_characters
from briefwright.writers.docx.guard import LetterheadRefused
from briefwright.writers.docx.writer import UnsoundDocument, write_docx

__all__ = [
    "LetterheadRefused",
    "UndrawnCharacter",
    "UnsoundDocument",
    "check_docx",
    "undrawn_characters",
    "write_docx",
    "write_docxs",
]
