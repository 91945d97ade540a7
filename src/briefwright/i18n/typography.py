"""A text as its language prints it: quotation marks, apostrophes, and the spaces of French."""

from __future__ import annotations

import re

_APOSTROPHE = re.compile(r"(?<=\w)'(?=\w)")
# A mark opens at the start of a text, and after a space, a bracket, a dash or another opening mark; in Chinese,
# which has no spaces, also after a mark that closes a clause.
_OPENING = re.compile(r"(^|[\s(\[{–—/“‘«„‹，。；：、（-])([\"'])(?=\S)")
_ENGLISH = ("“", "”", "‘", "’")
# CLDR's marks (characters/delimiters), outer and inner pair; Babel does not carry them.
_QUOTATION_MARKS = {
    "ar": ("”", "“", "’", "‘"),
    "es": ("«", "»", "“", "”"),
    "fa": ("«", "»", "‹", "›"),
    "fr": ("«\u202f", "\u202f»", "“", "”"),
    "ru": ("«", "»", "„", "“"),
}
_SPACE = "[ \u00a0\u202f]*"
# High marks follow a word and close it: never the colon of an address or of a time of day.
_FRENCH_HIGH = re.compile(rf"(?<=[\w)\]>»”’%.…]){_SPACE}([;:!?]+)(?=[\s\u202f»”’)\]]|$)")
_FRENCH_OPENING, _FRENCH_CLOSING = re.compile(rf"«{_SPACE}"), re.compile(rf"{_SPACE}»")


def quotation_marks_of(tag: str) -> tuple[str, str, str, str]:
    """Return the quotation marks of a language: opening and closing, then those of a quotation inside another."""
    return _QUOTATION_MARKS.get(tag.split("-")[0], _ENGLISH)


def typographic(text: str, tag: str) -> str:
    """Return a text with its straight marks curled as its language has them, and with the spaces of French.

    Marks and spaces that are typographic already stay as they are, so that it may be done twice.
    """
    if "'" in text or '"' in text:
        text = _curled(text, quotation_marks_of(tag))
    return _with_french_spaces(text) if tag.split("-")[0] == "fr" else text


def _curled(text: str, marks: tuple[str, str, str, str]) -> str:
    text = _APOSTROPHE.sub("’", text)
    opening, closing = {'"': marks[0], "'": marks[2]}, {'"': marks[1], "'": marks[3]}
    previous = None
    while previous != text:  # a mark may open right after another: “‘
        previous = text
        text = _OPENING.sub(lambda match: match[1] + opening[match[2]], text)
    # A single mark behind a letter that no mark has opened is an apostrophe.
    single = closing["'"] if opening["'"] in text else "’"
    return text.replace('"', closing['"']).replace("'", single)


def _with_french_spaces(text: str) -> str:
    text = _FRENCH_HIGH.sub("\u202f\\1", text)
    return _FRENCH_CLOSING.sub("\u202f»", _FRENCH_OPENING.sub("«\u202f", text))
