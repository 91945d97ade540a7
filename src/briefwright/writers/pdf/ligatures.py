"""Arabic ligatures in the maps from glyphs back to characters (ISO 32000-1, 9.10.3), so that words are found whole.

One glyph stands for the two letters of lam-alef. Readers turn the glyphs of a word that runs leftwards about letter
by letter, and those two with them: a search for the word fails. The one character that Unicode has for the ligature
cannot be turned about, and every search takes it for its letters (Unicode compatibility decomposition, UAX 15).
"""

from __future__ import annotations

import re

import pydyf

_LIGATURES = {b"06440622": b"fef5", b"06440623": b"fef7", b"06440625": b"fef9", b"06440627": b"fefb"}
_MAPPED = re.compile(rb"<(06440622|06440623|06440625|06440627)>")


def name_ligatures(pdf: pydyf.PDF) -> None:
    """Let every lam-alef of a PDF read back as one character."""
    for part in pdf.objects:
        stream = getattr(part, "stream", ())
        if any(isinstance(piece, bytes) and b"beginbfchar" in piece for piece in stream):
            part.stream = [_MAPPED.sub(lambda found: b"<" + _LIGATURES[found[1]] + b">", piece) for piece in stream]
