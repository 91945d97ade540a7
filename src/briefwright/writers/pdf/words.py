"""Doubts about words: what went in is laid out, and what is laid out is in the file."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator
from functools import lru_cache
from xml.etree.ElementTree import Element

import pypdfium2

from briefwright.writers.pdf.boxes import Box, Heads, Layout, boxes_of, is_text, sheet_of
from briefwright.writers.pdf.problems import WordsLost

# Boxes of pseudo-elements hold words of the style sheet, save those that set the first letter or line apart.
_GENERATED = re.compile(r"::(?!first-)")
# White space, control and format characters, and dashes: what line breaking adds, moves or takes away.
_LOOSE = ("Z", "C", "Pd")
# Letters and figures that look alike share a glyph in some fonts, which can say only one of them.
_ALIKE: dict[int, int | str] = {
    **str.maketrans("\u064a\u0649\u0643\u06be\u06c1\u2044", "\u06cc\u06cc\u06a9\u0647\u0647/"),
    **{zero + value: str(value) for zero in (0x0660, 0x06F0) for value in range(10)},
}
# In words that run from right to left brackets are drawn, and so read back, as their mirror images; quotation marks
# are read back so though they are not drawn so. One of either counts as any.
_PAIRED = ("Ps", "Pe", "Pi", "Pf")
_BRACKET = "("
_SVG = "{http://www.w3.org/2000/svg}"
# The lines of a few pages: those of a letter come again in the next.
_TEXTS_KEPT = 1_024


class _Solid(dict[int, str]):
    """What remains of each character, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        char = chr(code).translate(_ALIKE)
        loose = unicodedata.category(char).startswith(_LOOSE)
        self[code] = rest = "" if loose else _BRACKET if _turns(char) else char
        return rest


_SOLID = _Solid()


@lru_cache(_TEXTS_KEPT)
def squeezed(words: str) -> str:
    """Return words without what line breaking, hyphenation, ligatures, capitals and mirroring may change."""
    return unicodedata.normalize("NFKD", words).casefold().translate(_SOLID)


def _turns(char: str) -> bool:
    """Return whether a character opens or closes, or is drawn as its mirror image."""
    return bool(unicodedata.mirrored(char)) or unicodedata.category(char) in _PAIRED


def lost_in_layout(root: Element, layout: Layout) -> list[WordsLost]:
    """Return the words of a page that are in no box, element by element: rows over two pages mix their order."""
    laid_out = _laid_out(layout)
    return [
        WordsLost(" ".join(own.split())[:200])
        for body in root.iter("body")
        for element, own in _own_words(body)
        if squeezed(own) != squeezed("".join(laid_out[element]))
    ]


def _own_words(element: Element) -> Iterator[tuple[Element, str]]:
    """Return each element with the characters that stand in it directly, drawings left out."""
    if isinstance(element.tag, str) and element.tag.startswith(_SVG):
        return
    yield element, (element.text or "") + "".join(child.tail or "" for child in element)
    for child in element:
        yield from _own_words(child)


def _laid_out(layout: Layout) -> defaultdict[Element, list[str]]:
    """Return the texts of the boxes by their elements; heads that a table repeats count once."""
    texts: defaultdict[Element, list[str]] = defaultdict(list)
    heads = Heads()
    for page_number, page in enumerate(layout.pages):
        for box in _once(sheet_of(page), page_number, heads):
            if box.element is not None and not _GENERATED.search(box.element_tag or ""):
                texts[box.element].append(box.text)
    return texts


def _once(box: Box, page_number: int, heads: Heads) -> Iterator[Box]:
    """Return the text boxes below a box, without the heads of tables that began on an earlier page."""
    if heads.repeated(box, page_number):
        return
    if is_text(box):
        yield box
    for child in box.children:
        yield from _once(child, page_number, heads)


def lost_in_block(block: Box) -> list[WordsLost]:
    """Return the words of an element that are not in the box that was laid out for it."""
    texts: defaultdict[Element, list[str]] = defaultdict(list)
    for box in filter(is_text, block.descendants()):
        if box.element is not None and not _GENERATED.search(box.element_tag or ""):
            texts[box.element].append(box.text)
    own = _own_words(block.element) if block.element is not None else ()
    return [WordsLost(said) for element, said in own if squeezed(said) != squeezed("".join(texts[element]))]


def lost_in_writing(layout: Layout, data: bytes, pages: Collection[int] | None = None) -> list[WordsLost]:
    """Return the words that a page was laid out with and that nobody can read out of the finished file.

    `pages` are the places of the pages to read, all by default.
    """
    found = []
    pdf = pypdfium2.PdfDocument(data)
    try:
        for index, page in enumerate(layout.pages):
            if pages is not None and index not in pages:
                continue
            readable = Counter(squeezed(pdf[index].get_textpage().get_text_range()))
            texts = [box.text for box in boxes_of(page) if is_text(box)]
            missing = Counter(squeezed("".join(texts))) - readable
            if missing:
                found += [WordsLost(text.strip()[:200]) for text in texts if set(squeezed(text)) & set(missing)]
    finally:
        pdf.close()
    return found
