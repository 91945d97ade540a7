"""YAML with places: every text, list and mapping of a file with its line and column."""

from __future__ import annotations

from pathlib import Path, PurePosixPath
from typing import Any

from briefwright.facts.events import MAX_REPEATED, Builder, Mark, Refused, built
from briefwright.faults import Faults, Place
from briefwright.files import FileRefused, read_file

MAX_BYTES = 5_000_000


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


def plain(node: object) -> Any:  # noqa: ANN401 - texts, lists and mappings in one another
    """Return a node as the mappings, lists and texts that Python has, without places."""
    if isinstance(node, dict):
        return {str(key): plain(value) for key, value in node.items()}
    return [plain(value) for value in node] if isinstance(node, list) else str(node)


def unplaced(data: Any) -> Any:  # noqa: ANN401 - as above
    """Return the node of plain data; everything in it stands at the start of a file."""
    if isinstance(data, dict):
        node: Node = Mapping({unplaced(key): unplaced(value) for key, value in data.items()})
    elif isinstance(data, list):
        node = Sequence(map(unplaced, data))
    else:
        node = Scalar(data)
        node.block = False
    node.line = node.column = 1
    return node


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
    data = read_bytes(path, name, faults)
    return None if data is None else mapping_in(data, name, faults)


def mapping_in(data: bytes, name: str, faults: Faults) -> Mapping | None:
    """Return the mapping that the bytes of a YAML file hold, or None after reporting why they hold none."""
    text = _decoded(data, name, faults)
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
    data = read_bytes(path, name, faults)
    return None if data is None else _decoded(data, name, faults)


def read_bytes(path: Path, name: str, faults: Faults) -> bytes | None:
    """Return the bytes of a file, or None after reporting why it is not read; `name` as for `read_mapping`."""
    try:
        return read_file(path, path.parents[len(PurePosixPath(name).parts) - 1], MAX_BYTES)
    except FileRefused as refused:
        faults.error(Place(name), refused.code, str(refused))
        return None


def _decoded(data: bytes, name: str, faults: Faults) -> str | None:
    """Return the text that bytes hold in UTF-8, or None after reporting the first that does not belong to it."""
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
    builder = built(_Placed, text, name, faults)
    return None if builder is None else builder.root


class _Placed(Builder):
    """Builds a tree in which every node knows where it is written."""

    mapping = Mapping
    sequence = Sequence

    def __init__(self, text: str, name: str, faults: Faults) -> None:
        super().__init__(text, name, faults)
        self._line = 0
        self._duplicates = 0

    def text(self, event: Any) -> Scalar:  # noqa: ANN401 - the stubs do not say that libyaml gives marks
        """Return the text of an event with its place."""
        scalar = Scalar(super().text(event))
        style = event.style
        scalar.block = style == "|" or style == ">"
        self._place(scalar, event.start_mark)
        return scalar

    def opened(self, event: Any, depth: int, is_key: bool) -> Mapping | Sequence:  # noqa: ANN401 - as above
        """Return the container that an event opens, with its place."""
        container: Mapping | Sequence = super().opened(event, depth, is_key)
        self._place(container, event.start_mark)
        return container

    def _place(self, node: Node, mark: Mark) -> None:
        """Tell a node where it stands; the nodes of a line share its number, which else takes as much as a word."""
        line = mark.line + 1
        if line != self._line:
            self._line = line
        node.line = self._line
        node.column = mark.column + 1

    def duplicate(self, mapping: Mapping, key: Scalar) -> Scalar:
        """Return a key that its mapping has already, after reporting it."""
        self._duplicates += 1
        if self._duplicates > MAX_REPEATED:
            raise Refused
        first = key_of(mapping, key)
        self.faults.error(
            Place(self.name, key.line, key.column),
            "DUPLICATE-KEY",
            f"'{key}' is given twice, first in line {first.line}: keep one",
        )
        return key
