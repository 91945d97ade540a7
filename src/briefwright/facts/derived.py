"""What is worked out of a fact base as a whole: once for each base, however many briefs ask for it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar

if TYPE_CHECKING:
    from briefwright.facts.base import FactBase

P = ParamSpec("P")
T = TypeVar("T")

_KEPT = "_derived"


class _Derived(dict[Any, Any]):
    """What was worked out of a base; where the base is sent to another process, it stays behind."""

    def __reduce__(self) -> tuple[type[_Derived], tuple[()]]:
        """Return how to make it again: empty."""
        return _Derived, ()


def derived(make: Callable[Concatenate[FactBase, P], T], base: FactBase, *args: P.args, **kwargs: P.kwargs) -> T:
    """Return what a function makes of a base; asked again with the same arguments, which can be hashed, the same.

    A base that is a changed copy of another shares nothing with it.
    """
    known: dict[Any, Any] = vars(base).setdefault(_KEPT, _Derived())
    key = (make, args, tuple(kwargs.items()))
    if key not in known:
        known[key] = make(base, *args, **kwargs)
    made: T = known[key]
    return made
