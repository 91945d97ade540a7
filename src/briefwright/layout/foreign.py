"""Words in another language than the document's, on their way from the base through a layout to the page.

A filter or a sentence of a layout takes them as plain text, so they are set off by control characters, which no
text of a dossier may hold and which have no weight in sorting; the finished page has ``span lang`` in their place.
"""

from __future__ import annotations

import re

_CLOSE = "\x02"
# One for each language of a page; those that Python takes for white space are left out.
_OPENING = tuple(map(chr, (*range(0x03, 0x09), *range(0x0E, 0x1C))))
_SET_OFF = re.compile(f"[{''.join(_OPENING)}{_CLOSE}]")
_TAG = re.compile(r"<[a-z][^<>]*>")


class Foreign:
    """The languages other than its own that one page has words in."""

    def __init__(self) -> None:
        self._opening: dict[str, str] = {}

    def set_off(self, words: str, language: str) -> str:
        """Return words, set off as being in a language."""
        if language not in self._opening:
            self._opening[language] = _OPENING[len(self._opening) % len(_OPENING)]
        return f"{self._opening[language]}{words}{_CLOSE}"

    def page(self, html: str) -> str:
        """Return a page with ``span lang`` around what is set off; an attribute has only the words."""
        if not self._opening:
            return html
        html = _TAG.sub(lambda match: plain(match[0]), html)
        for language, opening in self._opening.items():
            html = html.replace(opening, f'<span lang="{language}">')
        return html.replace(_CLOSE, "</span>")


def plain(text: str) -> str:
    """Return a text without what sets words off."""
    return _SET_OFF.sub("", text)
