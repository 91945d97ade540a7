"""The markup that a layout may write, read strictly: elements with places, nothing else.

Every start tag of a layout carries ``data-place="path:line"``, which the layout room put there; faults name it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

from briefwright.faults import Faults, Place, did_you_mean
from briefwright.i18n.characters import FORBIDDEN

VOID = frozenset({"br", "img", "col"})
# The closed set: each tag with the attributes it may have.
TAGS: dict[str, frozenset[str]] = {
    "section": frozenset(),
    "header": frozenset(),
    "div": frozenset({"class"}),
    "h1": frozenset({"id"}),
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
    reader.feed(html)
    reader.close()
    reader.finish()
    return reader.root


class _Reader(HTMLParser):
    def __init__(self, origin: Place, faults: Faults) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("", {}, origin)
        self._open = [self.root]
        self._here = origin
        self._faults = faults

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {name: value or "" for name, value in attrs}
        place = _place(attributes.pop("data-place", ""), self._open[-1].place)
        self._here = place
        for value in attributes.values():
            self._refuse_characters(value)
        if tag not in TAGS:
            message = f"<{tag}> is not among the tags of a layout{_instead_of(tag)}: see docs/layouts.md"
            self._faults.error(place, "HTML-TAG", message)
        for name in attributes.keys() - TAGS.get(tag, attributes.keys()):
            known = TAGS[tag]
            message = f"<{tag}> has no attribute '{name}'{did_you_mean(name, known)}: see docs/layouts.md"
            self._faults.error(place, "HTML-ATTRIBUTE", message)
        element = Element(tag, attributes, place)
        self._open[-1].children.append(element)
        if tag not in VOID:
            self._open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self._open.pop()

    def handle_endtag(self, tag: str) -> None:
        top = self._open[-1]
        if top.tag == tag:
            self._open.pop()
            return
        if tag in VOID:
            return
        expected = f"</{top.tag}>, opened at {top.place}, comes first" if top.tag else f"no <{tag}> is open"
        self._faults.error(self._here, "HTML-NESTING", f"</{tag}> does not fit here: {expected}")
        names = [element.tag for element in self._open]
        if tag in names:
            del self._open[len(names) - 1 - names[::-1].index(tag) :]

    def handle_data(self, data: str) -> None:
        self._refuse_characters(data)
        self._open[-1].children.append(data)

    def handle_decl(self, decl: str) -> None:
        self._refuse("a declaration")

    def handle_pi(self, data: str) -> None:
        self._refuse("a processing instruction")

    def unknown_decl(self, data: str) -> None:
        self._refuse("a marked section")

    def _refuse(self, what: str) -> None:
        self._faults.error(self._here, "HTML-TAG", f"{what} has no place in a layout: delete it")

    def _refuse_characters(self, text: str) -> None:
        for character in sorted(set(FORBIDDEN.findall(text))):
            message = f"the character U+{ord(character):04X} is not allowed: delete it"
            self._faults.error(self._here, "CHARACTER", message)

    def finish(self) -> None:
        """Report the elements that were never closed."""
        for element in self._open[1:]:
            self._faults.error(element.place, "HTML-NESTING", f"<{element.tag}> is never closed")


def _instead_of(tag: str) -> str:
    return f" (write <{_INSTEAD[tag]}>)" if tag in _INSTEAD else did_you_mean(tag, TAGS)


def _place(written: str, fallback: Place) -> Place:
    path, _, line = written.rpartition(":")
    return Place(path, int(line)) if path and line.isdigit() else fallback
