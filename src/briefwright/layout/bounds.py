"""What a template may take: a closed set of constructs, and a bound on its steps, its time and its words.

A sandbox keeps a template from our objects, not from our time: ten loops over ten values each never end, and ten
macros that print their argument ten times fill any memory. So a template is read as a tree before it is compiled:
what a layout has no use for is refused there, and what repeats or grows is made to ask the budget first.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sized
from functools import wraps
from typing import Any

from jinja2 import nodes
from jinja2.exceptions import TemplateRuntimeError, TemplateSyntaxError
from jinja2.visitor import NodeTransformer

MAX_TEMPLATE = 200_000
"""How many characters a file of a layout may hold."""

MAX_STEPS = 1_000_000
"""How many times a layout may print, call, loop or compare."""

MAX_CHARACTERS = 20_000_000
"""How many characters a layout, or one text in it, may come to."""

_REFUSED: dict[type[nodes.Node], str] = {
    nodes.Mul: "the operator *",
    nodes.Pow: "the operator **",
    nodes.Mod: "the operator %",
    nodes.ScopedEvalContextModifier: "the tag autoescape",
    nodes.EvalContextModifier: "the tag autoescape",
    nodes.NSRef: "namespace",
}
_REPEATED = (
    nodes.Template,
    nodes.Block,
    nodes.For,
    nodes.Macro,
    nodes.CallBlock,
    nodes.FilterBlock,
    nodes.AssignBlock,
)
TEXT_FILTERS = ("lower", "trim", "upper")
"""The filters that make a text of a text."""

_ENDLESS_NAMES = frozenset({"varargs", "kwargs"})


class BudgetSpent(Exception):
    """Raised where a layout has taken all that it may; the message says of what."""


class Budget:
    """What is left to one rendering; `seconds` are those of this thread's processor."""

    def __init__(self, seconds: float) -> None:
        self._steps = MAX_STEPS
        self._seconds = seconds
        self._end = time.thread_time() + seconds

    def spend(self, steps: int = 1) -> None:
        """Take steps. Raises `BudgetSpent` where none, or no time, is left."""
        self._steps -= steps
        if self._steps < 0:
            raise BudgetSpent(f"the layout takes more than {MAX_STEPS:,} steps: it loops or calls itself too often")
        if time.thread_time() > self._end:
            raise BudgetSpent(f"the layout takes more than {self._seconds:g} seconds (limits: layout_seconds)")


def joined(parts: Iterable[str]) -> str:
    """Return texts as one. Raises `BudgetSpent` where that would be longer than a layout may be."""
    texts = list(parts)
    if sum(map(len, texts)) > MAX_CHARACTERS:
        raise BudgetSpent(f"the layout makes a text of more than {MAX_CHARACTERS:,} characters")
    return "".join(texts)


def single(value: object) -> object:
    """Return what stands in a list of a template; lists in lists could double with every line."""
    if isinstance(value, list | tuple | dict | set):
        raise BudgetSpent("a list of a layout holds texts, numbers and records, no other list")
    return value


def on_texts(function: Callable[..., Any], budget: Budget) -> Callable[..., Any]:
    """Return a filter that takes a step, and no list where it wants a text: that would be written out in full."""

    @wraps(function)
    def bounded(*args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - Jinja's own
        budget.spend()
        for argument in (*args, *kwargs.values()):
            single(argument)
        return _filtered(function, *args, **kwargs)

    return bounded


def on_lists(function: Callable[..., Any], budget: Budget) -> Callable[..., Any]:
    """Return a filter that takes a step for each entry of what it gets."""

    @wraps(function)
    def bounded(values: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - Jinja's own
        entries = values if isinstance(values, Sized) else _filtered(list, values)
        budget.spend(1 + len(entries))
        return _filtered(function, entries, *args, **kwargs)

    return bounded


def _filtered(function: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - Jinja's own
    """Return what a filter makes of values that may be no list, or too many: that is the template's fault."""
    try:
        return function(*args, **kwargs)
    except (TypeError, LookupError) as error:
        message = "a filter is given what it cannot take, or lacks an argument, as 2 in batch(2)"
        raise TemplateRuntimeError(message) from error


class Bounded(NodeTransformer):
    """Makes all that repeats or grows in a template ask the budget, and refuses what no layout has a use for."""

    def __init__(self, name: str | None) -> None:
        self._name = name

    def generic_visit(self, node: nodes.Node) -> nodes.Node:
        """Return a node with its parts bounded, and then itself."""
        self._refuse(node)
        super().generic_visit(node)
        if isinstance(node, _REPEATED):
            node.body.insert(0, nodes.ExprStmt(_asked("spend", nodes.Const(_weight(node))), lineno=node.lineno))
        return node

    def visit_Concat(self, node: nodes.Concat) -> nodes.Node:
        """Return a chain of ``~`` as a call that looks at the length first."""
        self.generic_visit(node)
        return _asked("chained", *node.nodes)

    def visit_Compare(self, node: nodes.Compare) -> nodes.Node:
        """Return a comparison that takes a step: it may look through a whole list."""
        self.generic_visit(node)
        node.expr = _asked("weighed", node.expr)
        return node

    def visit_List(self, node: nodes.List) -> nodes.Node:
        """Return a list whose entries are no lists."""
        self.generic_visit(node)
        node.items = [_asked("single", item) for item in node.items]
        return node

    def visit_Tuple(self, node: nodes.Tuple) -> nodes.Node:
        """Return a tuple whose entries are no lists; names to assign to stay as they are."""
        self.generic_visit(node)
        if node.ctx == "load":
            node.items = [_asked("single", item) for item in node.items]
        return node

    def visit_Pair(self, node: nodes.Pair) -> nodes.Node:
        """Return an entry of a mapping whose value is no list."""
        self.generic_visit(node)
        node.value = _asked("single", node.value)
        return node

    def _refuse(self, node: nodes.Node) -> None:
        what = _REFUSED.get(type(node))
        if isinstance(node, nodes.Name) and node.name in _ENDLESS_NAMES:
            what = f"the name {node.name}"
        if isinstance(node, nodes.FilterBlock) and node.filter.name not in TEXT_FILTERS:
            what = f"the filter {node.filter.name} of a block, which makes no text of a text,"
        if isinstance(node, nodes.For) and node.recursive:
            what = "a recursive loop"
        if what:
            raise TemplateSyntaxError(f"{what} has no place in a layout", node.lineno, self._name)


def bounded(tree: nodes.Template, source: str, name: str | None) -> nodes.Template:
    """Return the tree of a template that is bounded in its steps, its time and its words.

    Raises:
        TemplateSyntaxError: the template is too long, or holds what no layout has a use for.

    """
    if len(source) > MAX_TEMPLATE:
        raise TemplateSyntaxError(f"longer than {MAX_TEMPLATE:,} characters: split it", 1, name)
    Bounded(name).visit(tree)
    assert tree.environment, "the parser gives every tree its environment"  # noqa: S101
    tree.set_environment(tree.environment)
    return tree


def _weight(node: nodes.Node) -> int:
    """Return how much one round of a body can print: what it holds outside of the bodies in it."""
    weight, waiting = 1, list(node.iter_child_nodes())
    while waiting:
        child = waiting.pop()
        weight += isinstance(child, nodes.Output)
        if not isinstance(child, _REPEATED):
            waiting.extend(child.iter_child_nodes())
    return weight


def _asked(method: str, *values: nodes.Expr) -> nodes.Expr:
    """Return the call of a method of the environment with some values."""
    return nodes.Call(nodes.EnvironmentAttribute(method), list(values), [], None, None, lineno=values[0].lineno)
