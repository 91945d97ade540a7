"""What an element of the page is to someone who listens: its structure type (ISO 32000-1, 14.8.4)."""

from __future__ import annotations

from xml.etree.ElementTree import Element

SVG = "{http://www.w3.org/2000/svg}"
NOTE = "Note"
CALL = "Reference"
MARK = "Lbl"

_TYPES = {
    "main": "Part",
    "article": "Art",
    "section": "Sect",
    "header": "Div",
    "div": "Div",
    # The drawing alone has an alternative text, which stands for all below it: the caption stands beside it.
    "figure": "Div",
    "blockquote": "BlockQuote",
    "p": "P",
    **{f"h{level}": f"H{level}" for level in range(1, 7)},
    "ul": "L",
    "ol": "L",
    "li": "LI",
    "table": "Table",
    "caption": "Caption",
    "figcaption": "Caption",
    "thead": "THead",
    "tbody": "TBody",
    "tfoot": "TFoot",
    "tr": "TR",
    "th": "TH",
    "td": "TD",
    "a": "Link",
    "em": "Em",
    "strong": "Strong",
    "img": "Figure",
    f"{SVG}svg": "Figure",
}
# Notes are written with phrasing elements alone: what they are stands in their class.
_TYPES_OF_PHRASES = {"note": NOTE, "p": "P", "list": "L", "item": "LI", "marker": MARK, "call": CALL}

# Types of PDF 2.0, which a PDF 1.7 file must explain (ISO 32000-1, 14.8.4.1).
ROLE_MAP = {"Em": "/Span", "Strong": "/Span"}

GROUPS = frozenset({"Document", "Part", "Art", "Sect", "Div", "BlockQuote"})
PHRASES = frozenset({"Span", "Link", CALL, "Em", "Strong"})
PARAGRAPHS = frozenset({"P", "H1", "H2", "H3", "H4", "H5", "H6"})
# What the notes that are called inside it may follow or end.
HOLDERS = GROUPS | {"TD", "TH", "LBody", "Caption"}
# A row has a cell at each of its places, and an item a body, be they empty.
KEPT_EMPTY = frozenset({"TD", "TH", "LBody"})

_NUMBERING = {
    "none": "None",
    "disc": "Disc",
    "circle": "Circle",
    "square": "Square",
    "lower-roman": "LowerRoman",
    "upper-roman": "UpperRoman",
    "lower-alpha": "LowerAlpha",
    "upper-alpha": "UpperAlpha",
}
_SCOPES = {"row": "Row", "rowgroup": "Row", "col": "Column", "colgroup": "Column"}


def type_of(element: Element) -> str | None:
    """Return the structure type of an element, or None for one that only stands in the words of another."""
    if element.tag in ("span", "sup"):
        return _TYPES_OF_PHRASES.get((element.get("class") or "").partition(" ")[0])
    return _TYPES.get(element.tag)


def refers_to_a_note(element: Element) -> bool:
    """Return whether a link leads to a note from elsewhere than its call."""
    return element.get("class") == "note-ref"


def numbering_of(element: Element, style: str) -> str:
    """Return how a list marks its items (ISO 32000-1, table 347), by its element and its style's name.

    The digits of other scripts count as decimal: the standard knows no other.
    """
    ordered = element.tag == "ol" or "numbered" in (element.get("class") or "")
    return _NUMBERING.get(style, "Decimal" if ordered else "Disc")


def scope_of(header: Element) -> str:
    """Return which cells a header of a table is for (ISO 32000-1, table 349)."""
    return _SCOPES.get(header.get("scope") or "", "Column")


def alternative_of(picture: Element) -> str:
    """Return the words that stand for a picture: the title of a drawing, or ``alt``."""
    return picture.findtext(f"{SVG}title") or picture.get("alt") or ""


def description_of(link: Element) -> str:
    """Return where a link leads, in words: its title, its label, what it says, or at last its address."""
    said = " ".join("".join(link.itertext()).split())
    return link.get("title") or link.get("aria-label") or said or link.get("href") or ""
