"""Archived copies: the address of each stands beside the live one wherever a source is given in full.

No citation style has a place for it. So it goes to pandoc as a mark behind the first citation of its source, and
behind its entry in the table of sources it is put by us; the style neither moves nor drops it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from briefwright.citations.inlines import merge, text_of
from briefwright.citations.request import COPY_MARKS
from briefwright.citations.words import CitationWords
from briefwright.document.nodes import Inline, Inlines, Link, Text
from briefwright.i18n.addresses import is_web_address


@dataclass(frozen=True, slots=True)
class Copies:
    """The mark of each source's copy, what each mark stands for, and the addresses that are printed."""

    marks: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[str, Inlines] = field(default_factory=dict)

    def after(self, source: str, entry: Inlines) -> Inlines:
        """Return the entry of a source with its copy, before the full stop where one closes it."""
        if source not in self.marks:
            return entry
        copy, last = self.words[self.marks[source]], entry[-1]
        if isinstance(last, Text) and last.text.endswith("."):
            return merge((*entry[:-1], Text(last.text[:-1]), *copy, Text(".")))
        return merge((*entry, *copy))

    def without(self, words: str, sources: Iterable[str]) -> str:
        """Return words without what is said of copies: a number in an address is no place in a source.

        `sources` are those that the words cite, each once.
        """
        for source in sources:
            if source in self.marks:
                words = words.replace(text_of(self.words[self.marks[source]]), "")
        return words


def archived_copies(
    addresses: Mapping[str, str],
    cited: Iterable[str],
    items: Mapping[str, Mapping[str, object]],
    words: CitationWords,
    brackets: bool,
) -> Copies:
    """Return the copies of the sources that are cited; `brackets` asks for angle brackets around each address."""
    kept = [source for source in dict.fromkeys(cited) if addresses.get(source)]
    marks = {source: chr(COPY_MARKS + place) for place, source in enumerate(kept)}
    said = {
        marks[source]: _said(addresses[source], str(items[source].get("title", "")), words, brackets)
        for source in kept
    }
    return Copies(marks, said)


def _said(address: str, title: str, words: CitationWords, brackets: bool) -> Inlines:
    """Return what is said of a copy; what nobody could follow is no link."""
    before, after = words.archived.split("{url}")
    goal = words.copy.format(title=title)
    link: Inline = Link(address, (Text(address),), goal) if is_web_address(address) else Text(address)
    opening, closing = ("<", ">") if brackets else ("", "")
    return merge((Text(before + opening), link, Text(closing + after)))
