"""Typewriter quotation marks and apostrophes → the marks that a language prints."""

from __future__ import annotations

import re

_APOSTROPHE = re.compile(r"(?<=\w)'(?=\w)")
# A mark opens at the start of a text, and after a space, a bracket, a dash or another opening mark.
_OPENING = re.compile(r"(^|[\s(\[{–—/“‘«-])([\"'])(?=\S)")


def typographic(text: str, double: tuple[str, str], single: tuple[str, str] = ("‘", "’")) -> str:
    """Return a text with its straight marks curled.

    `double` and `single` are a language's opening and closing marks.
    Marks that are typographic already stay as they are.
    """
    if "'" not in text and '"' not in text:
        return text
    text = _APOSTROPHE.sub("’", text)
    opening = {'"': double[0], "'": single[0]}
    previous = None
    while previous != text:  # a mark may open right after another: “‘
        previous = text
        text = _OPENING.sub(lambda match: match[1] + opening[match[2]], text)
    return text.replace('"', double[1]).replace("'", single[1])
