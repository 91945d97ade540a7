"""JSON with places: what Python's own reader reads, and where each key, value and entry stands.

`json` says where a text stops being JSON, but not where a value stood. One pass over the tokens of a text that is
known to be JSON gives the place of everything in it; nothing here recurses.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from briefwright.faults import Faults, Place

Path = tuple[str | int, ...]
"""Keys and indexes from the top of a JSON text down to a value."""

_OPENING, _CLOSING, _NEXT = "[{", "]}", ","
_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[\[\]{},]|[^\s\[\]{},:"]+', re.DOTALL)


def read_json(text: str, name: str, faults: Faults) -> tuple[Any, dict[Path, Place]] | None:
    """Return what a JSON text holds with the place of each value, or None after reporting why it cannot be read."""
    try:
        data = json.loads(text)
    except json.JSONDecodeError as error:
        faults.error(Place(name, error.lineno, error.colno), "JSON", f"not JSON from here on: {error.msg}")
        return None
    except RecursionError:
        faults.error(Place(name), "JSON", "brackets inside brackets, too deep for any bibliography")
        return None
    except ValueError as error:
        faults.error(Place(name), "JSON", f"not JSON: {error}")
        return None
    before = len(faults.errors)
    places = dict(_places(text, name, faults))
    return (data, places) if len(faults.errors) == before else None


@dataclass(slots=True)
class _Open:
    """A list or object that is being read: the place in it, and the keys so far."""

    step: str | int | None
    keys: set[str] = field(default_factory=set)


def _places(text: str, name: str, faults: Faults) -> Iterator[tuple[Path, Place]]:
    """Return the path and place of every value; a key given twice is reported."""
    stack: list[_Open] = []
    for token, place in _tokens(text, name):
        top = stack[-1] if stack else None
        if token in _CLOSING:
            stack.pop()
        elif token == _NEXT:
            assert top is not None, "a comma stands in a list or an object"  # noqa: S101
            top.step = top.step + 1 if isinstance(top.step, int) else None
        elif top is not None and top.step is None:
            top.step = json.loads(token)
            _note_key(top, place, faults)
        else:
            yield tuple(opened.step for opened in stack if opened.step is not None), place
            if token in _OPENING:
                stack.append(_Open(0 if token == _OPENING[0] else None))


def _note_key(top: _Open, place: Place, faults: Faults) -> None:
    key = str(top.step)
    if key in top.keys:
        faults.error(place, "DUPLICATE-KEY", f"'{key}' is given twice in one entry: keep one")
    top.keys.add(key)


def _tokens(text: str, name: str) -> Iterator[tuple[str, Place]]:
    line, start = 1, 0
    position = 0
    for match in _TOKEN.finditer(text):
        breaks = text.count("\n", position, match.start())
        if breaks:
            line += breaks
            start = text.rfind("\n", position, match.start()) + 1
        position = match.start()
        yield match[0], Place(name, line, match.start() - start + 1)
