"""The only two ways through a tree: `walk` rebuilds it, `query` reads it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import fields, replace
from functools import cache
from typing import Any, TypeVar, cast

from briefwright.document.nodes import Document, Node

T = TypeVar("T")
Rewrite = Callable[[Any], Any]
# How `nodes` writes the types of fields that hold nodes.
_TUPLES = frozenset({"Inlines", "Blocks"})


@cache
def _tuple_fields(kind: type) -> tuple[str, ...]:
    """Return the fields of a kind of node that may hold a tuple of nodes, in reading order."""
    return tuple(entry.name for entry in fields(kind) if "tuple" in str(entry.type) or entry.type in _TUPLES)


def _child_fields(node: object) -> Iterator[tuple[str, tuple[Any, ...]]]:
    """Return the fields of a node that hold further nodes."""
    for name in _tuple_fields(type(node)):  # type: ignore[arg-type]
        value = getattr(node, name)
        if value and not isinstance(value[0], str):
            yield name, value


def children(node: Node | Document) -> Iterator[Any]:
    """Return the nodes directly below a node, in reading order."""
    for _, value in _child_fields(node):
        yield from value


def query(node: Node | Document, kind: type[T]) -> Iterator[T]:
    """Return every node of a kind below a node (itself included), in reading order."""
    stack: list[Any] = [node]
    while stack:
        current = stack.pop()
        if isinstance(current, kind):
            yield current
        stack.extend(reversed(list(children(current))))


def walk(node: T, rewrite: Rewrite) -> T:
    """Return the tree with every node replaced, children first, by what `rewrite` makes of it.

    `rewrite` gets each node with its children already rewritten and returns a node, a tuple of nodes that take
    its place, or the empty tuple to leave it out.
    """
    changed: dict[str, Any] = {}
    for name, value in _child_fields(node):
        parts: list[Any] = []
        for child in value:
            made = walk(child, rewrite)
            parts.extend(made) if isinstance(made, tuple) else parts.append(made)
        changed[name] = tuple(parts)
    return cast(T, rewrite(replace(node, **changed) if changed else node))  # type: ignore[type-var]
