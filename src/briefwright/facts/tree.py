"""YAML with places: one pass over libyaml's events, every scalar as text with its line and column.

A dossier comes from partners by e-mail: anchors, aliases, tags, second documents and duplicate keys are refused,
and depth, nodes and sizes are bounded, so that no file can blow up memory or the C stack (the parser is driven
event by event, nothing here recurses).
"""

from __future__ import annotations

import gc
import re
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path, PurePosixPath
from typing import Any, Protocol

import yaml

from briefwright.faults import Faults, Place
from briefwright.files import FileRefused, read_file
from briefwright.i18n.characters import FORBIDDEN

MAX_BYTES = 5_000_000
MAX_NODES = 300_000
MAX_DEPTH = 32
MAX_SCALAR = 200_000
# A file in which one thing is wrong this often was not written by hand: the first of them say enough.
MAX_REPEATED = 50

# A comment behind a value starts after two spaces and goes on after one: anything tighter may be text cut short.
_CUT_TEXT = re.compile(r"[ \t]#[^ \t\r\n]|(?<![ \t])[ \t]#")


class Scalar(str):
    """A text of a YAML file with its 1-based line and column; `block` is True where it starts a line later."""

    __slots__ = ("block", "column", "line")
    line: int
    column: int
    block: bool


class Mapping(dict[Any, Any]):
    """A mapping of a YAML file; its keys are `Scalar`, its values `Scalar`, `Mapping` or `Sequence`."""

    __slots__ = ("column", "line")
    line: int
    column: int


class Sequence(list[Any]):
    """A list of a YAML file."""

    __slots__ = ("column", "line")
    line: int
    column: int


Node = Scalar | Mapping | Sequence


def place_of(path: str, node: object, fallback: Place | None = None) -> Place:
    """Return where a node stands in its file."""
    if isinstance(node, Scalar | Mapping | Sequence):
        return Place(path, node.line, node.column)
    return fallback or Place(path)


def descend(node: object, location: tuple[object, ...]) -> object:
    """Return the deepest node that exists on the way from `node` along keys and indexes."""
    for step in location:
        if isinstance(node, Mapping):
            node = node.get(step, node)
        elif isinstance(node, Sequence) and isinstance(step, int) and step < len(node):
            node = node[step]
    return node


def key_of(mapping: Mapping, key: str) -> Scalar | Mapping:
    """Return the key as written, with its place, or the mapping where it has no such key."""
    return next((written for written in mapping if written == key), mapping)


def read_mapping(path: Path, name: str, faults: Faults) -> Mapping | None:
    """Return the mapping that a YAML file holds, or None after reporting why it holds none.

    `name` is the path that faults show: the end of `path`, from the folder that the file must not lead out of.
    """
    text = read_text(path, name, faults)
    if text is None:
        return None
    faults_before = len(faults.errors)
    node = parse(text, name, faults)
    if node is None and len(faults.errors) == faults_before:
        faults.error(Place(name), "EMPTY-FILE", "the file holds nothing: fill it, or delete it")
    if node is not None and not isinstance(node, Mapping):
        faults.error(place_of(name, node), "TYPE", "expected a mapping of keys to values at the top of the file")
        return None
    return node


def read_text(path: Path, name: str, faults: Faults) -> str | None:
    """Return the text of a UTF-8 file, or None after reporting why it has none; `name` as for `read_mapping`."""
    try:
        data = read_file(path, path.parents[len(PurePosixPath(name).parts) - 1], MAX_BYTES)
    except FileRefused as refused:
        faults.error(Place(name), refused.code, str(refused))
        return None
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start]
        line, column = before.count(b"\n") + 1, error.start - (before.rfind(b"\n") + 1) + 1
        faults.error(
            Place(name, line, column),
            "ENCODING",
            f"byte 0x{data[error.start]:02x} is not UTF-8: save the file as UTF-8 in your editor",
        )
        return None


def parse(text: str, name: str, faults: Faults) -> Node | None:
    """Return the tree of a YAML text, or None after reporting faults that leave no tree."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    faults_before = len(faults.errors)
    _refuse_characters(text, name, faults)
    if len(faults.errors) > faults_before:
        return None
    builder = _Builder(text, name, faults)
    try:
        with _uncollected():
            for event in yaml.parse(text, Loader=yaml.CSafeLoader):
                builder.take(event)
    except yaml.MarkedYAMLError as error:
        where = Place(name, *_position(error.problem_mark or error.context_mark))
        faults.error(where, "YAML", _yaml_words(error, text))
        return None
    except yaml.YAMLError as error:
        faults.error(Place(name), "YAML", f"not readable as YAML: {error}")
        return None
    except _Refused:
        return None
    return builder.root


@contextmanager
def _uncollected() -> Iterator[None]:
    """Keep the garbage collector away from a tree that grows: it would look through all of it time and again."""
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
        line, column = _position(error.problem_mark)
        return _odd_start(text.split("\n")[line - 1][column - 1 :])
    hint = next((words for start, words in _HINTS.items() if problem.startswith(start)), problem)
    opened = _position(error.context_mark)[0] if error.context_mark else 0
    line = _position(error.problem_mark)[0]
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


class _Mark(Protocol):
    line: int
    column: int


def _position(mark: _Mark | None) -> tuple[int, int]:
    """Return the 1-based line and column of a mark of libyaml's."""
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)


class _Refused(Exception):
    """Raised inside this module once a fault has been reported after which reading on makes no sense."""


class _Builder:
    """Builds the tree from events, with a stack of open containers instead of recursion."""

    def __init__(self, text: str, name: str, faults: Faults) -> None:
        self.root: Node | None = None
        self._text = text
        self._name = name
        self._faults = faults
        self._stack: list[Mapping | Sequence] = []
        self._keys: list[Scalar | None] = []
        self._nodes = 0
        self._line = 0
        self._documents = 0
        self._duplicates = 0
        self._escapes = "\\" in text

    def take(self, event: yaml.Event) -> None:
        """Add one event."""
        if isinstance(event, yaml.ScalarEvent):
            self._count(event)
            self._add(self._scalar(event))
        elif isinstance(event, yaml.MappingStartEvent):
            self._open(Mapping(), event)
        elif isinstance(event, yaml.SequenceStartEvent):
            self._open(Sequence(), event)
        elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
            self._stack.pop()
            self._keys.pop()
        elif isinstance(event, yaml.AliasEvent):
            self._refuse(
                event, "ALIAS", f"the alias *{event.anchor}: a dossier has no aliases, write the value out"
            )
        elif isinstance(event, yaml.DocumentStartEvent):
            self._documents += 1
            if self._documents > 1:
                self._refuse(event, "SECOND-DOCUMENT", "a second document starts here: delete the '---' line")

    def _refuse(self, event: yaml.Event, code: str, message: str) -> None:
        self._faults.error(Place(self._name, *_position(event.start_mark)), code, message)
        raise _Refused

    def _count(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent) -> None:
        self._nodes += 1
        if self._nodes > MAX_NODES:
            self._refuse(event, "TOO-LARGE", f"the file holds more than {MAX_NODES:,} values: split it")
        if event.anchor is not None:
            self._refuse(event, "ALIAS", f"the anchor &{event.anchor}: a dossier has no anchors, delete it")
        if event.tag is not None:
            tag = event.tag.replace("tag:yaml.org,2002:", "!!")
            self._refuse(event, "TAG", f"the tag {tag}: a dossier has no tags, delete it")

    def _open(self, container: Mapping | Sequence, event: yaml.CollectionStartEvent) -> None:
        self._count(event)
        self._place(container, event)
        if len(self._stack) >= MAX_DEPTH:
            self._refuse(event, "TOO-DEEP", f"nested more than {MAX_DEPTH} levels deep: no part of a dossier is")
        if self._stack and isinstance(self._stack[-1], Mapping) and self._keys[-1] is None:
            self._refuse(event, "KEY", "a key must be a text, not a list or a mapping")
        self._add(container)
        self._stack.append(container)
        self._keys.append(None)

    def _place(self, node: Node, event: yaml.Event) -> None:
        """Tell a node where it stands; the nodes of a line share its number, which else takes as much as a word."""
        line, node.column = _position(event.start_mark)
        self._line = self._line if line == self._line else line
        node.line = self._line

    def _scalar(self, event: yaml.ScalarEvent) -> Scalar:
        value = event.value
        if len(value) > MAX_SCALAR:
            self._refuse(event, "TOO-LARGE", f"a text of more than {MAX_SCALAR:,} characters: split it")
        if self._escapes and event.style == '"':
            value = self._without_forbidden(event)
        scalar = Scalar(value)
        self._place(scalar, event)
        scalar.block = event.style in ("|", ">")
        if event.style is None or event.style == "":
            self._warn_of_cut(event)
        return scalar

    def _without_forbidden(self, event: yaml.ScalarEvent) -> str:
        """Return a text in double quotes without what its escapes smuggle in, after reporting each."""
        for character in sorted(set(FORBIDDEN.findall(event.value))):
            message = f"the escape for the character U+{ord(character):04X} is not allowed: delete it"
            self._faults.error(Place(self._name, *_position(event.start_mark)), "CHARACTER", message)
        return FORBIDDEN.sub("?", event.value)

    def _warn_of_cut(self, event: yaml.ScalarEvent) -> None:
        if event.end_mark and _CUT_TEXT.match(self._text, event.end_mark.index):
            line, column = _position(event.end_mark)
            self._faults.error(
                Place(self._name, line, column + 1),
                "CUT-TEXT",
                "' #' would cut the text here: put the text in quotes, or set a comment off by two spaces ('  # ')",
            )

    def _add(self, node: Node) -> None:
        if not self._stack:
            self.root = node
            return
        top = self._stack[-1]
        if isinstance(top, Sequence):
            top.append(node)
        elif self._keys[-1] is None:
            self._take_key(top, node)
        else:
            top[self._keys[-1]] = node
            self._keys[-1] = None

    def _take_key(self, mapping: Mapping, key: Node) -> None:
        if isinstance(key, Scalar):
            if key in mapping:
                self._duplicates += 1
                if self._duplicates > MAX_REPEATED:
                    raise _Refused
                first = key_of(mapping, key)
                self._faults.error(
                    Place(self._name, key.line, key.column),
                    "DUPLICATE-KEY",
                    f"'{key}' is given twice, first in line {first.line}: keep one",
                )
            self._keys[-1] = key
