"""Symbols of documents, such as A/43/705 or MDE 13/9421/2018: they never break at a slash."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefwright.document import nodes as n

_SYMBOL = re.compile(r"(?<![A-Za-z0-9/.])[A-Z]+(?:[./]| (?=\d))[A-Z0-9./]*\d(?![A-Za-z0-9])")


def unbroken_symbols(node: n.Text) -> Iterator[n.Text | n.Isolate]:
    """Return a text with each symbol in it kept whole, on one line and from left to right."""
    text, end = node.text, 0
    if text and "/" not in text:
        yield node
        return
    for symbol in _SYMBOL.finditer(text):
        if "/" not in symbol[0]:
            continue
        if symbol.start() > end:
            yield n.Text(text[end : symbol.start()])
        yield n.Isolate((n.Text(symbol[0]),), "ltr", unbroken=True)
        end = symbol.end()
    if end < len(text):
        yield n.Text(text[end:])
