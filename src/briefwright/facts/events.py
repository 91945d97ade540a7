"""libyaml's events, one by one, into a tree: what a dossier may not hold is refused where it stands.

A dossier comes from partners by e-mail: anchors, aliases, tags, second documents and duplicate keys are refused,
and depth, nodes and sizes are bounded, so that no file can blow up memory or the C stack (the parser is driven
event by event, nothing here recurses).
"""

from __future__ import annotations

import gc
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import islice
from typing import Any, NoReturn, Protocol, TypeVar

import yaml
from yaml import MappingEndEvent, MappingStartEvent, ScalarEvent, SequenceEndEvent, SequenceStartEvent
from yaml.events import StreamEndEvent

from briefwright.faults import Faults, Place
from briefwright.i18n.characters import FORBIDDEN

B = TypeVar("B", bound="Builder")

MAX_NODES = 300_000
MAX_DEPTH = 32
MAX_SCALAR = 200_000
# A file in which one thing is wrong this often was not written by hand: the first of them say enough.
MAX_REPEATED = 50

# A comment behind a value starts after two spaces and goes on after one: anything tighter may be text cut short.
_CUT_TEXT = re.compile(r"[ \t]#[^ \t\r\n]|(?<![ \t])[ \t]#")


def built(kind: type[B], text: str, name: str, faults: Faults) -> B | None:
    """Return a builder with the tree of a YAML text, or None after reporting faults that leave no tree."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    faults_before = len(faults.errors)
    _refuse_characters(text, name, faults)
    if len(faults.errors) > faults_before:
        return None
    builder = kind(text, name, faults)
    try:
        with uncollected():
            builder.build()
    except yaml.MarkedYAMLError as error:
        where = Place(name, *position(error.problem_mark or error.context_mark))
        faults.error(where, "YAML", _yaml_words(error, text))
        return None
    except yaml.YAMLError as error:
        faults.error(Place(name), "YAML", f"not readable as YAML: {error}")
        return None
    except Refused:
        return None
    return builder


@contextmanager
def uncollected() -> Iterator[None]:
    """Keep the garbage collector away from what grows: it would look through all of it time and again."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


_ESCAPE = "a backslash in double quotes starts an escape: write it twice, or use single quotes"
# What libyaml says, by the start of it, and what an author can do about it.
_HINTS = {
    "mapping values are not allowed": "a text that holds ': ' must stand in quotes; or the key above has no colon",
    "could not find expected ':'": "a key without a colon and a space after it, here or in the line above",
    "did not find expected key": "check the indentation and the quotes of this line and of the one above",
    "did not find expected '-'": "check the indentation of this line and of the one above",
    "did not find expected ','": "a bracket is not closed, or a comma is missing",
    "found unexpected end of stream": "a quote or bracket is not closed",
    "found unexpected document": "a quote or bracket is not closed",
    "found unknown escape": _ESCAPE,
    "did not find expected hex": _ESCAPE,
    "found invalid Unicode": _ESCAPE,
}


def _yaml_words(error: yaml.MarkedYAMLError, text: str) -> str:
    """Return what is wrong with a YAML text in words that its author can act on."""
    problem = error.problem or "not readable as YAML"
    if problem.startswith("found character that cannot start any token") and error.problem_mark:
        line, column = position(error.problem_mark)
        return _odd_start(text.split("\n")[line - 1][column - 1 :])
    hint = next((words for start, words in _HINTS.items() if problem.startswith(start)), problem)
    opened = position(error.context_mark)[0] if error.context_mark else 0
    line = position(error.problem_mark)[0]
    return f"{hint} (it opens in line {opened})" if "not closed" in hint and 0 < opened < line else hint


def _odd_start(rest: str) -> str:
    """Return the sentence on a character that cannot start a value."""
    if rest.lstrip(" ").startswith("\t"):
        return "a tab: YAML is indented with spaces, never with tabs"
    return f"a text that starts with {rest[:1]} must stand in quotes"


def _refuse_characters(text: str, name: str, faults: Faults) -> None:
    for match in islice(FORBIDDEN.finditer(text), MAX_REPEATED):
        line, column = text.count("\n", 0, match.start()) + 1, match.start() - text.rfind("\n", 0, match.start())
        message = f"the character U+{ord(match[0]):04X} is not allowed: delete it"
        faults.error(Place(name, line, column), "CHARACTER", message)


class Mark(Protocol):
    """A position as libyaml gives it, 0-based."""

    line: int
    column: int


def position(mark: Mark | None) -> tuple[int, int]:
    """Return the 1-based line and column of a mark of libyaml's."""
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)


class Refused(Exception):
    """Raised by a builder once a fault has been reported after which reading on makes no sense."""


_STARTS = frozenset({MappingStartEvent, SequenceStartEvent})
_ENDS = frozenset({MappingEndEvent, SequenceEndEvent})


class Builder:
    """Builds the tree from events, with a stack of open containers instead of recursion.

    `root` is the tree, of texts, lists and mappings without places; None where the text is empty. `latest` is the
    event of the text that was read last.
    """

    mapping: type[dict[Any, Any]] = dict
    sequence: type[list[Any]] = list

    def __init__(self, text: str, name: str, faults: Faults) -> None:
        self.root: Any = None
        self.latest: Any = None
        self.faults = faults
        self._text = text
        self.name = name
        self._nodes = 0
        self._documents = 0
        self._escapes = "\\" in text
        self._comments = "#" in text

    def build(self) -> None:
        """Build the tree of the text."""
        mapping = self.mapping
        documents: list[Any] = []
        top: Any = documents
        key: str | None = None
        stack: list[Any] = []
        take: Callable[[], Any] = yaml.CSafeLoader(self._text).get_event
        # The innermost loop of reading: what most events are comes first, and makes no more calls than it must.
        while (kind := type(event := take())) is not StreamEndEvent:
            if kind is ScalarEvent:
                node: Any = self.text(event)
                if key is None and type(top) is mapping:
                    key = node if node not in top else self.duplicate(top, node)
                    continue
            elif kind in _ENDS:
                top = stack.pop()
                continue
            elif kind in _STARTS:
                node = self.opened(event, len(stack), key is None and type(top) is mapping)
                stack.append(top)
            else:
                self._take_other(event)
                continue
            if key is None:
                top.append(node)
            else:
                top[key] = node
                key = None
            if kind is not ScalarEvent:
                top = node
        self.root = documents[0] if documents else None

    def _refuse(self, event: yaml.Event, code: str, message: str) -> NoReturn:
        """Report a fault where an event starts, and read no further."""
        self.faults.error(Place(self.name, *position(event.start_mark)), code, message)
        raise Refused

    def _take_other(self, event: yaml.Event) -> None:
        """Refuse an alias and a second document; the other events say nothing."""
        if isinstance(event, yaml.AliasEvent):
            self._refuse(
                event, "ALIAS", f"the alias *{event.anchor}: a dossier has no aliases, write the value out"
            )
        if isinstance(event, yaml.DocumentStartEvent):
            self._documents += 1
            if self._documents > 1:
                self._refuse(event, "SECOND-DOCUMENT", "a second document starts here: delete the '---' line")

    def _refuse_node(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent) -> None:
        """Refuse a node that is one too many, or that has an anchor or a tag."""
        if self._nodes > MAX_NODES:
            self._refuse(event, "TOO-LARGE", f"the file holds more than {MAX_NODES:,} values: split it")
        if event.anchor is not None:
            self._refuse(event, "ALIAS", f"the anchor &{event.anchor}: a dossier has no anchors, delete it")
        if event.tag is not None:
            tag = event.tag.replace("tag:yaml.org,2002:", "!!")
            self._refuse(event, "TAG", f"the tag {tag}: a dossier has no tags, delete it")

    def opened(self, event: Any, depth: int, is_key: bool) -> Any:  # noqa: ANN401 - a container of either kind
        """Return the container that an event opens at a depth."""
        self._nodes += 1
        if event.anchor is not None or event.tag is not None or self._nodes > MAX_NODES:
            self._refuse_node(event)
        if depth >= MAX_DEPTH:
            self._refuse(event, "TOO-DEEP", f"nested more than {MAX_DEPTH} levels deep: no part of a dossier is")
        if is_key:
            self._refuse(event, "KEY", "a key must be a text, not a list or a mapping")
        return self.mapping() if type(event) is MappingStartEvent else self.sequence()

    def text(self, event: Any) -> str:  # noqa: ANN401 - the stubs do not say that libyaml gives marks
        """Return the text of an event, after refusing what is wrong with it."""
        value: str = event.value
        style = event.style
        self.latest = event
        self._nodes += 1
        if event.anchor is not None or event.tag is not None or self._nodes > MAX_NODES:
            self._refuse_node(event)
        if len(value) > MAX_SCALAR:
            self._refuse(event, "TOO-LARGE", f"a text of more than {MAX_SCALAR:,} characters: split it")
        if self._escapes and style == '"':
            value = self._without_forbidden(event)
        if self._comments and not style:
            self._warn_of_cut(event)
        return value

    def _without_forbidden(self, event: yaml.ScalarEvent) -> str:
        """Return a text in double quotes without what its escapes smuggle in, after reporting each."""
        for character in sorted(set(FORBIDDEN.findall(event.value))):
            message = f"the escape for the character U+{ord(character):04X} is not allowed: delete it"
            self.faults.error(Place(self.name, *position(event.start_mark)), "CHARACTER", message)
        return FORBIDDEN.sub("?", event.value)

    def _warn_of_cut(self, event: yaml.ScalarEvent) -> None:
        if event.end_mark and _CUT_TEXT.match(self._text, event.end_mark.index):
            line, column = position(event.end_mark)
            self.faults.error(
                Place(self.name, line, column + 1),
                "CUT-TEXT",
                "' #' would cut the text here: put the text in quotes, or set a comment off by two spaces ('  # ')",
            )

    def duplicate(self, mapping: Any, key: Any) -> str:  # noqa: ANN401 - a text with its place, or without
        """Refuse a key that its mapping has already; without places nobody could say where it stands first."""
        raise Refused
