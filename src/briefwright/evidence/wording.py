"""The normal form of a wording: what stays equal where only white space, marks and line ends differ.

A quotation and the text that it is looked for in are brought to the same form. What that form keeps apart stays a
difference: case, words, punctuation, accents, the zero-width joiners and the letter forms of Arabic script.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

# Stands for a hyphen at the end of a line: the word was broken there, or is written with a hyphen anyway.
BREAK = "\x01"
# Stands for any quotation mark or apostrophe.
MARK = "'"

_MARKS = "'\"‘’‚‛“”„‟′″‵‶`´ʻʼʹʺ«»‹›「」『』〝〞〟＂＇"
_HYPHENS = "\u2010\u2011\uff0d"
# Control characters, and what only steers how a text is broken and in which direction it is laid out.
_UNSEEN = (
    *(chr(code) for code in (*range(9), *range(0x0E, 0x1C), 0x7F)),
    *"\u200b\u200e\u200f\u2060\u2061\u2062\u2063\u2064\ufeff\u061c",
    *(chr(code) for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))),
)
# Ligatures and the shapes that letters take in a word, which PDF files keep instead of the letters.
_SHAPES = (*range(0xFB00, 0xFDFC), *range(0xFE70, 0xFEFD))
_TABLE = str.maketrans(
    {
        **{chr(code): unicodedata.normalize("NFKC", chr(code)) for code in _SHAPES},
        **dict.fromkeys(_MARKS, MARK),
        **dict.fromkeys(_HYPHENS, "-"),
        **dict.fromkeys(_UNSEEN, None),
        "…": "...",
    }
)
# French spaces stand inside the marks; German marks point the other way and have none.
_OPENING = re.compile(r"([«‹])(?<!\w[«‹])\s+")
_CLOSING = re.compile(r"\s+([»›])(?!\w)")
# PDFium says U+FFFE for the hyphen of a word that it has joined again.
_JOINED = re.compile("\ufffe\\s*")
_SOFT_BREAK = re.compile(r"\xad[^\S\n]*\n\s*")
_BROKEN = re.compile(r"-(?<=\w-) (?=\w)")
# A line may end at a dash or a slash without a space there.
_TIGHT = ((" —", "—"), ("— ", "—"), (" –", "–"), ("– ", "–"), ("/ ", "/"))
# Scripts that put no space between words, so that a line end is none either.
UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_BETWEEN_UNSPACED = re.compile(rf" (?<=[{UNSPACED}] )(?=[{UNSPACED}])")
_MARK_RUN = re.compile(f"{MARK}{{2,}}")
_STOPS = re.compile(f"[-{BREAK}]+")


def normal_form(text: str) -> str:
    """Return a text with one space between words, one kind of mark, letters for ligatures, composed (NFC)."""
    if "»" in text or "›" in text:
        text = _CLOSING.sub(r"\1", _OPENING.sub(r"\1", text))
    text = _SOFT_BREAK.sub("\ufffe", text).replace("\xad", "")
    plain = unicodedata.normalize("NFC", text.translate(_TABLE))
    plain = _JOINED.sub(BREAK, " ".join(plain.split()))
    plain = _BROKEN.sub(BREAK, plain)
    for loose, tight in _TIGHT:
        plain = plain.replace(loose, tight)
    plain = _MARK_RUN.sub(MARK, plain)
    return plain if plain.isascii() else _BETWEEN_UNSPACED.sub("", plain)


@dataclass(frozen=True, slots=True)
class Flat:
    """A normal form without its hyphens, and where they stood: what line ends add and take is told from words.

    `stops` are offsets in `text` in rising order, `signs` the hyphens before the character there.
    """

    text: str
    stops: tuple[int, ...]
    signs: tuple[str, ...]

    def signs_between(self, start: int, end: int) -> dict[int, str]:
        """Return the hyphens from one offset to another, both included, by their distance from the first."""
        first, last = bisect_left(self.stops, start), bisect_right(self.stops, end)
        return {self.stops[index] - start: self.signs[index] for index in range(first, last)}


def flattened(plain: str) -> Flat:
    """Return a normal form without its hyphens."""
    stops: list[int] = []
    signs: list[str] = []
    dropped = 0
    for match in _STOPS.finditer(plain):
        stops.append(match.start() - dropped)
        signs.append(match[0])
        dropped += len(match[0])
    return Flat(_STOPS.sub("", plain), tuple(stops), tuple(signs))


def same_hyphens(there: dict[int, str], here: dict[int, str], length: int) -> bool:
    """Tell whether hyphens agree: a line end leaves it open whether one is meant; at the edges only ours count."""
    for at in there.keys() | here.keys():
        ours, theirs = here.get(at, ""), there.get(at, "")
        if at in (0, length) and not ours:
            continue
        if ours != theirs and not _open(ours, theirs) and not _open(theirs, ours):
            return False
    return True


def _open(one: str, other: str) -> bool:
    return one == BREAK and other in ("", "-", BREAK)
