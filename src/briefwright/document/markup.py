"""The markup that a layout may write, read strictly: elements with places, nothing else.

Every start tag of a layout carries ``data-place="path:line"``, which the layout room put there; faults name it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from briefwright.document.scanner import Broken, End, Mark, Start, scan
from briefwright.faults import Faults, Place, did_you_mean
from briefwright.i18n.characters import FORBIDDEN

# What the layout room put into each start tag; an author has not written it.
_PLACE = re.compile(r' data-place="[^"]*("|$)')
# Deeper than any document is, and far less than what would exhaust the C stack.
MAX_DEPTH = 64
VOID = frozenset({"br", "img", "col"})
# The closed set: each tag with the attributes it may have.
TAGS: dict[str, frozenset[str]] = {
    "section": frozenset(),
    "header": frozenset(),
    "div": frozenset({"class"}),
    "h1": frozenset({"class", "id"}),
    "h2": frozenset({"id"}),
    "h3": frozenset({"id"}),
    "h4": frozenset({"id"}),
    "p": frozenset({"class"}),
    "ul": frozenset(),
    "ol": frozenset({"start"}),
    "li": frozenset(),
    "table": frozenset({"class"}),
    "caption": frozenset(),
    "colgroup": frozenset(),
    "col": frozenset({"class", "data-width"}),
    "thead": frozenset(),
    "tbody": frozenset(),
    "tr": frozenset({"data-source"}),
    "th": frozenset({"scope"}),
    "td": frozenset(),
    "blockquote": frozenset({"lang"}),
    "figure": frozenset(),
    "img": frozenset({"src", "alt"}),
    "figcaption": frozenset(),
    "a": frozenset({"href", "title"}),
    "em": frozenset(),
    "strong": frozenset(),
    "sup": frozenset(),
    "sub": frozenset(),
    "br": frozenset(),
    "bdi": frozenset({"dir"}),
    "time": frozenset({"datetime"}),
    "span": frozenset({"lang", "data-record", "data-note", "data-entry", "data-notes"}),
    "cite": frozenset({"data-source", "data-at"}),
}


_INSTEAD = {"b": "strong", "i": "em", "q": "blockquote", "article": "section", "main": "section"}


@dataclass(slots=True)
class Element:
    """An element as written: its tag, attributes, children (elements and texts) and place."""

    tag: str
    attributes: dict[str, str]
    place: Place
    children: list[Element | str] = field(default_factory=list)

    @property
    def elements(self) -> Iterator[Element]:
        """The children that are elements."""
        return (child for child in self.children if isinstance(child, Element))

    @property
    def text(self) -> str:
        """All text inside, as written."""
        return "".join(child if isinstance(child, str) else child.text for child in self.children)


def read_markup(html: str, origin: Place, faults: Faults) -> Element:
    """Return the elements of a layout's output below one root; what the closed set does not know is a fault."""
    reader = _Reader(origin, faults)
    for mark in scan(html):
        reader.take(mark)
    reader.finish()
    return reader.root


class _Reader:
    def __init__(self, origin: Place, faults: Faults) -> None:
        self.root = Element("", {}, origin)
        self._open = [self.root]
        self._here = origin
        self._faults = faults

    def take(self, mark: Mark) -> None:
        """Add one mark."""
        if isinstance(mark, Start):
            self._start(mark)
        elif isinstance(mark, End):
            self._end(mark.tag)
        elif isinstance(mark, Broken):
            shown = " ".join(_PLACE.sub("", mark.words).split())[:40]
            self._faults.error(self._here, "HTML-TAG", f"'{shown}' begins no tag: write &lt; for the sign itself")
        else:
            self._refuse_characters(mark)
            self._open[-1].children.append(mark)

    def _start(self, mark: Start) -> None:
        tag, attributes = mark.tag, mark.attributes
        place = _place(attributes.pop("data-place", "")) or self._open[-1].place
        self._here = place
        for value in attributes.values():
            self._refuse_characters(value)
        self._check_names(tag, attributes, place)
        element = Element(tag, attributes, place)
        if len(self._open) <= MAX_DEPTH:
            self._open[-1].children.append(element)
        else:
            self._faults.error(place, "HTML-NESTING", f"<{tag}> lies more than {MAX_DEPTH} tags deep")
        if tag not in VOID and not mark.empty:
            self._open.append(element)

    def _check_names(self, tag: str, attributes: dict[str, str], place: Place) -> None:
        if tag not in TAGS:
            message = f"<{tag}> is not among the tags of a layout{_instead_of(tag)}: see docs/layouts.md"
            self._faults.error(place, "HTML-TAG", message)
        for name in sorted(attributes.keys() - TAGS.get(tag, attributes.keys())) if attributes else ():
            known = TAGS[tag]
            message = f"<{tag}> has no attribute '{name}'{did_you_mean(name, known)}: see docs/layouts.md"
            self._faults.error(place, "HTML-ATTRIBUTE", message)

    def _end(self, tag: str) -> None:
        top = self._open[-1]
        if top.tag == tag:
            self._open.pop()
            return
        if tag in VOID:
            return
        expected = f"</{top.tag}>, opened at {top.place}, comes first" if top.tag else f"no <{tag}> is open"
        self._faults.error(self._here, "HTML-NESTING", f"</{tag}> does not fit here: {expected}")
        names = [element.tag for element in self._open[: 2 * MAX_DEPTH]]
        if tag in names:
            del self._open[len(names) - 1 - names[::-1].index(tag) :]

    def _refuse_characters(self, text: str) -> None:
        if not FORBIDDEN.search(text):
            return
        for character in sorted(set(FORBIDDEN.findall(text))):
            message = f"the character U+{ord(character):04X} is not allowed: delete it"
            self._faults.error(self._here, "CHARACTER", message)

    def finish(self) -> None:
        """Report the elements that were never closed."""
        for element in self._open[1:]:
            self._faults.error(element.place, "HTML-NESTING", f"<{element.tag}> is never closed")


def _instead_of(tag: str) -> str:
    return f" (write <{_INSTEAD[tag]}>)" if tag in _INSTEAD else did_you_mean(tag, TAGS)


@lru_cache(maxsize=4096)
def _place(written: str) -> Place | None:
    """Return the place that a start tag names, or None where it names none."""
    path, _, line = written.rpartition(":")
    return Place(path, int(line)) if path and re.fullmatch(r"[0-9]{1,9}", line) else None
