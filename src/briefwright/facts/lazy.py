"""A mapping whose values are made when somebody asks for them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Generic, TypeVar

T = TypeVar("T")


class Later(Generic[T]):
    """Stands in a `Lazy` for the values that one source makes, each by its key."""

    __slots__ = ("make",)

    def __init__(self, make: Callable[[str], T]) -> None:
        self.make = make


class Lazy(Mapping[str, T]):
    """A frozen mapping in the order of its keys; what is `Later` is made at the first asking, and kept."""

    __slots__ = ("_values",)

    def __init__(self, values: dict[str, Any]) -> None:
        self._values = values

    def __getitem__(self, key: str) -> T:
        value = self._values[key]
        if type(value) is Later:
            value = self._values[key] = value.make(key)
        made: T = value
        return made

    def __contains__(self, key: object) -> bool:
        return key in self._values

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def __repr__(self) -> str:
        return f"{type(self).__name__}({dict(self)!r})"

    def __reduce__(self) -> tuple[type[Lazy[T]], tuple[dict[str, Any]]]:
        """Return how to make it again elsewhere, with what is not made yet still to be made."""
        return type(self), (self._values,)


def later(keys: Iterable[str], make: Callable[[str], T]) -> dict[str, Any]:
    """Return what a `Lazy` holds for keys whose values a function makes."""
    return dict.fromkeys(keys, Later(make))
