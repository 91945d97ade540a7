"""What is said of a source in Latin letters, in a note from right to left: one stretch, with words of its own.

Comes in: a citation as pandoc words it, whose dates and "and" are those of the document's language. Goes out: the
same citation, in which the dates and "and" among Latin words are English. Broken up by words that run the other way
it could not be read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from babel import Locale as Cldr

from briefwright.citations.own_texts import MONTHS
from briefwright.document.nodes import Inline, Inlines, NoteRef, Text
from briefwright.i18n.scripts import direction_of_character

# Without a comma «همان بند ۲» would mean "that same paragraph 2".
_BEFORE_PLACE = re.compile(r"(?:(?:^|(?<=[؛;] ))(?:همان|المرجع نفسه)(?= \w)|\)(?= [ء-ی]))")
_BEHIND_REFERENCE = re.compile(r"^\)(?= \w)")


def with_latin_whole(inlines: Inlines, language: str) -> Inlines:
    """Return a citation, in a language from right to left, with what is said in Latin letters in one piece.

    A place in the source that is named in the document's own words gets a comma before it.
    """
    primary = language.split("-")[0]
    return tuple(_Listener(primary).each(inlines)) if primary in MONTHS else inlines


class _Listener:
    """Goes through a citation and knows in which direction its last word was written."""

    def __init__(self, primary: str) -> None:
        self._latin = False
        self._months = MONTHS[primary]
        names = "|".join(sorted(self._months, key=len, reverse=True))
        self._glue = re.compile(
            rf"(?<!\w)(?P<month>{names})(?!\w)(?:،(?= [0-9]))?"
            r"| و ?(?P<others>همکاران|دیگران|آخرون)(?!\w)"
            r"| و ?(?=[A-Z])"
        )

    def each(self, inlines: Iterable[Inline]) -> Iterator[Inline]:
        """Return the inlines, each text reworded where Latin words come before."""
        before: Inline | None = None
        for inline in inlines:
            yield self._one(inline, behind_reference=isinstance(before, NoteRef))
            before = inline

    def _one(self, inline: Inline, *, behind_reference: bool) -> Inline:
        content: Inlines | None = getattr(inline, "content", None)
        if isinstance(inline, Text):
            words = self._reworded(inline.text)
            words = _BEHIND_REFERENCE.sub(")،", words) if behind_reference else words
            return Text(_BEFORE_PLACE.sub(lambda last: f"{last[0]}،", words))
        if content is None:
            return inline
        holder: Any = inline
        changed: Inline = replace(holder, content=tuple(self.each(content)))
        return changed

    def _reworded(self, text: str) -> str:
        found: list[str] = []
        end = 0
        for glue in self._glue.finditer(text):
            self._hear(text[end : glue.start()])
            found += [text[end : glue.start()], self._in_english(glue) if self._latin else glue[0]]
            end = glue.end()
        self._hear(text[end:])
        return "".join(found) + text[end:]

    def _in_english(self, glue: re.Match[str]) -> str:
        if glue["month"]:
            return str(Cldr("en").months["format"]["wide"][self._months[glue["month"]]])
        return " and others" if glue["others"] else " and "

    def _hear(self, text: str) -> None:
        """Take notice of the last letter of a text, or of a mark that only one direction has."""
        heard = next(filter(None, map(direction_of_character, reversed(text))), None)
        self._latin = heard == "ltr" if heard else self._latin
