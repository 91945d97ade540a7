"""The citations room: a document tree with references goes in, one with numbered and worded notes comes out.

Comes in: a `Document` whose notes hold `Cite` nodes, CSL-JSON items by source id, a `Style`, and a few words in
the document's language. Goes out: the document with its notes in the words of the style, first mention, short
form, ibid. and live "n 3" included, and with its table of sources. May know `document` and `faults`.
"""

from __future__ import annotations

from briefwright.citations.locator import Locator, Part, parse_locator
from briefwright.citations.notes import cite
from briefwright.citations.pandoc import CitingFailed
from briefwright.citations.style import ALIASES, Style, StyleName, find_style, list_styles
from briefwright.citations.words import CitationWords

__all__ = [
    "ALIASES",
    "CitationWords",
    "CitingFailed",
    "Locator",
    "Part",
    "Style",
    "StyleName",
    "cite",
    "find_style",
    "list_styles",
    "parse_locator",
]
