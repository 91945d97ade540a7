"""The only two ways through a tree: `walk` rebuilds it, `query` reads it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import fields, replace
from operator import is_, is_not
from typing import Any, TypeVar, cast

from briefwright.document.nodes import Document, Node

T = TypeVar("T")
Rewrite = Callable[[Any], Any]
# How `nodes` writes the types of fields that hold nodes.
_TUPLES = frozenset({"Inlines", "Blocks"})


class _ChildFields(dict[type, tuple[str, ...]]):
    """The fields of each kind of node that hold further nodes, in reading order; found out once for each kind."""

    def __missing__(self, kind: type) -> tuple[str, ...]:
        self[kind] = tuple(entry.name for entry in fields(kind) if _holds_nodes(str(entry.type)))
        return self[kind]


def _holds_nodes(written: str) -> bool:
    return written in _TUPLES or ("tuple" in written and "tuple[str" not in written)


_CHILD_FIELDS = _ChildFields()


def children(node: Node | Document) -> Iterator[Any]:
    """Return the nodes directly below a node, in reading order."""
    for name in _CHILD_FIELDS[type(node)]:
        yield from getattr(node, name)


def query(node: Node | Document, kind: type[T], *, outside: type | None = None) -> Iterator[T]:
    """Return every node of a kind below a node (itself included), in reading order.

    Those below a node of the kind `outside` are not looked for.
    """
    stack: list[Any] = [node]
    while stack:
        current = stack.pop()
        if isinstance(current, kind):
            yield current
        if outside is None or not isinstance(current, outside):
            for name in _CHILD_FIELDS[type(current)][::-1]:
                stack += getattr(current, name)[::-1]


def walk(node: T, rewrite: Rewrite) -> T:
    """Return the tree with every node replaced, children first, by what `rewrite` makes of it.

    `rewrite` gets each node with its children already rewritten and returns a node, a tuple of nodes that take
    its place, or the empty tuple to leave it out. A node none of whose children changed stays the same object.
    """
    names = _CHILD_FIELDS[type(node)]
    if not names:
        return cast(T, rewrite(node))
    changed: dict[str, Any] = {}
    for name in names:
        value = getattr(node, name)
        made = [walk(child, rewrite) for child in value]
        if any(map(is_not, made, value)):
            changed[name] = tuple(_flat(made))
    return cast(T, rewrite(replace(node, **changed) if changed else node))  # type: ignore[type-var]


def holding(node: T, content: tuple[Any, ...]) -> T:
    """Return a node that holds other nodes as its content; where they are the same ones, it is the same node."""
    held = node.content  # type: ignore[attr-defined]
    if len(held) == len(content) and all(map(is_, held, content)):
        return node
    return replace(node, content=content)  # type: ignore[type-var]


def _flat(made: list[Any]) -> Iterator[Any]:
    for one in made:
        if isinstance(one, tuple):
            yield from one
        else:
            yield one
