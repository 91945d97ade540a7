"""The author's own words, with their places: what a brief's prose says besides what it calls, cites and quotes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from briefwright.briefs.brief import Brief
from briefwright.faults import Place

# Stands where something is not the author's own words, so that the words on both sides of it are no phrase.
BREAK = "\f"

# Each form stops where another opens, and gives nothing back: no text can make a search slow.
_MARKED = (
    r"|«[^«»]*+»|‹[^‹›]*+›|「[^「」]*+」|『[^『』]*+』|\"[^\"]*+\"|(?<![\w'])'(?:[^']|(?<=\w)'(?=\w))*+'(?!\w)"
)
_QUOTED = re.compile(rf"“[^“”]*+”|„[^„“”]*+[“”]|‘(?:[^‘’]|(?<=\w)’(?=\w))*+’{_MARKED}")
# In Arabic the marks that close elsewhere open, as they face the text.
_QUOTED_ARABIC = re.compile(rf"”[^“”]*+“|’(?:[^‘’])*+‘{_MARKED}")
_CALL = re.compile(r"\{\{(?:(?!\{\{|\}\}).)*+\}\}|\[@[^\[\]]*+\]|\]\([^()\s]*+\)", re.DOTALL)
_BLOCK_QUOTE = re.compile(r"^ {0,3}>.*$", re.MULTILINE)
_FIGURE = re.compile(r"""figure(?:_values)?\(\s*["']([a-z0-9-]+)["']""")
_CITED = re.compile(r"""@([a-z0-9][a-z0-9-]*)|cite\(\s*["']([a-z0-9-]+)["']""")
_PARAGRAPH = re.compile(r"(?:(?!\n[ \t]*\n).)+", re.DOTALL)
# A stop behind one letter of Russian is that of "г." and the like.
_SENTENCE_END = re.compile(r"(?:(?<!\s[а-я])\.|[!?؟])[\"“”’»›)]*\s+|[。！？][”’」』）]*|\f")


@dataclass(frozen=True, slots=True)
class Passage:
    """One paragraph of the author's: `text` with everything that is not his own words blanked out.

    Each character stands where it stood, so that `place_at` leads to its line; `figures` are those it calls. What
    is not translated is in the dossier's `language`.
    """

    text: str
    place: Place
    language: str
    figures: frozenset[str] = frozenset()

    def place_at(self, offset: int) -> Place:
        """Return the place of a character; only the column of the first line is known."""
        lines = self.text.count("\n", 0, offset)
        return Place(self.place.path, self.place.line + lines, 1) if lines else self.place


def passages_of(brief: Brief, language: str, source: str) -> Iterator[Passage]:
    """Return the title, the subtitle, and each paragraph of the prose of a brief, in a language.

    What is not translated is in `source`, the language of the dossier.
    """
    record = brief.record
    for key, text in (("title", record.title), ("subtitle", record.subtitle)):
        if text is not None:
            own = language if language in text.versions else source
            yield Passage(own_words(text.of(language), own), brief.place(key), own)
    for name in record.prose:
        yield from _passages_in(brief, name, language, source)


def _passages_in(brief: Brief, name: str, language: str, source: str) -> Iterator[Passage]:
    prose, start = brief.record.prose[name], brief.place("prose", name)
    untranslated = brief.untranslated.get(name, {})
    for match in _PARAGRAPH.finditer(prose):
        line = prose.count("\n", 0, match.start())
        first = line + len(match[0]) - len(match[0].lstrip("\n"))
        own = source if any(first in lines for lines in untranslated) else language
        place = Place(start.path, start.line + line, 1 if line else start.column)
        yield Passage(_own_prose(match[0], own), place, own, _figures(match[0]))


def cited_in(brief: Brief) -> frozenset[str]:
    """Return the ids of the sources that the prose of a brief cites."""
    found = (match for text in brief.record.prose.values() for match in _CITED.finditer(text))
    return frozenset(match[1] or match[2] for match in found)


def own_words(text: str, language: str = "en") -> str:
    """Return a text with what stands in quotation marks blanked out, every other character at its place."""
    return (_QUOTED_ARABIC if language.partition("-")[0] == "ar" else _QUOTED).sub(_blank, text)


def sentence_around(text: str, start: int, end: int) -> str:
    """Return the sentence of a text in which the characters from `start` to `end` stand."""
    first, last = 0, len(text)
    for match in _SENTENCE_END.finditer(text):
        if match.end() <= start:
            first = match.end()
        elif match.start() >= end:
            last = match.start()
            break
    return text[first:last]


def _own_prose(text: str, language: str) -> str:
    return own_words(_BLOCK_QUOTE.sub(_blank, _CALL.sub(_blank, text)), language)


def _figures(text: str) -> frozenset[str]:
    return frozenset(_FIGURE.findall(text))


def _blank(match: re.Match[str]) -> str:
    return BREAK + "".join(character if character == "\n" else " " for character in match[0][1:])
