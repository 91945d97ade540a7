"""CSL-JSON as Zotero, pandoc and citeproc-js write it ↔ items.

Everything that CSL 1.0.2 knows goes as it is. A date that EDTF cannot say, and a key that CSL does not know, stay
in the note as ``csl.KEY`` lines and return to their keys when the item is written. A date that CSL-JSON cannot say
as exactly as EDTF has its exact form in the note, which holds as long as nobody changes the date beside it.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from briefwright.facts import csl
from briefwright.facts.exchange.dates import from_csl, to_csl
from briefwright.facts.exchange.item import (
    CITATION_KEY_LINE,
    ID_LINE,
    KEY_LINE,
    OWN,
    OWN_KEYS,
    Item,
    Line,
    read_value,
    split_note,
    take_own,
    tidy,
    with_lines,
    write_value,
)
from briefwright.facts.exchange.placed_json import Path, read_json
from briefwright.faults import Faults, Place

_CSL = "csl."


def read_csl_json(text: str, name: str, faults: Faults) -> tuple[Item, ...]:
    """Return the items of a CSL-JSON file; what is wrong goes to `faults`."""
    read = read_json(text, name, faults)
    if read is None:
        return ()
    data, places = read
    start: Path = ()
    if isinstance(data, dict) and isinstance(data.get("items"), list):
        data, start = data["items"], ("items",)
    if not isinstance(data, list):
        faults.error(Place(name), "TYPE", "expected a list of CSL items, as Zotero exports it: [{…}, {…}]")
        return ()
    entries = ((entry, _Places(places, (*start, index))) for index, entry in enumerate(data))
    return tuple(item for entry, where in entries if (item := _read_item(entry, where, faults)) is not None)


class _Places:
    """Where an entry and its parts stand."""

    def __init__(self, places: Mapping[Path, Place], path: Path) -> None:
        self._places = places
        self._path = path

    def of(self, *path: str | int) -> Place:
        """Return the place of a part of the entry, or of the entry."""
        return self._places[(*self._path, *path)]


def _read_item(entry: object, where: _Places, faults: Faults) -> Item | None:
    if not isinstance(entry, dict):
        faults.error(where.of(), "TYPE", "expected a CSL item: {…}")
        return None
    item: dict[str, Any] = {}
    kept: list[Line] = []
    for key, value in entry.items():
        if key == "id" or value in (None, "", [], {}):
            continue
        read = _read_variable(key, value, where, faults)
        if read is not None:
            item[key] = read
        elif key not in csl.NAMES and key not in csl.STRINGS:
            kept.append((f"{_CSL}{key}", str(value) if key == "citation-key" else write_value(value)))
            if key in csl.DATES:
                faults.warn(where.of(key), "KEPT", f"'{key}' is no date that EDTF can say: it is kept in the note")
    item, own = take_own(with_lines(item, kept))
    dates = {key: own.pop(key) for key in csl.DATES & own.keys()}
    item |= {key: text for key, text in dates.items() if key in item and _same_date(item[key], text)}
    places = {key: where.of(key) for key in entry}
    key = str(entry.get("citation-key") or entry.get("id") or "")
    if entry.get("id") not in (None, "", key):
        item = with_lines(item, [(KEY_LINE, str(entry["id"]))])
    return Item(key, item, own, str(own.pop("id", "")), where.of(), places)


def _read_variable(key: str, value: object, where: _Places, faults: Faults) -> Any:  # noqa: ANN401 - a CSL value
    """Return a variable in the fact base's terms, or None for what it cannot hold."""
    if key in csl.DATES:
        return from_csl(value)
    if key in csl.NAMES:
        return _read_names(key, value, where, faults)
    if key not in csl.STRINGS and key != "type":
        return None
    if not isinstance(value, str | int | float) or isinstance(value, bool):
        faults.error(where.of(key), "TYPE", f"'{key}': expected a text")
        return None
    return tidy(key, str(value)) or None


def _read_names(key: str, value: object, where: _Places, faults: Faults) -> list[dict[str, str]] | None:
    if not isinstance(value, list) or not all(isinstance(name, dict) for name in value):
        faults.error(where.of(key), "TYPE", f"'{key}': expected a list of names: [{{…}}, {{…}}]")
        return None
    names = [
        {part: _name_part(text) for part, text in name.items() if text not in (None, "", False)} for name in value
    ]
    return tidy(key, [name for name in names if name]) or None


def _name_part(value: object) -> str:
    return "true" if value is True else str(value)


def _same_date(coarse: str, exact: object) -> bool:
    """Whether a date in the file is still what an exact date of ours was written as."""
    try:
        return from_csl(to_csl(str(exact))) == coarse
    except ValueError:
        return False


def write_csl_json(items: Iterable[Item]) -> str:
    """Return items as CSL-JSON, an entry for each, in their order."""
    return json.dumps([_write_item(item) for item in items], ensure_ascii=False, indent=2) + "\n"


def _write_item(item: Item) -> dict[str, Any]:
    words, lines = split_note(str(item.csl.get("note", "")))
    restored: dict[str, Any] = {}
    kept: list[Line] = []
    for line in lines:
        name, value = line[0].removeprefix(_CSL), _returning(line)
        if value is None or name in restored or name in item.csl:
            kept.append(line)
        else:
            restored[name] = value
    entry: dict[str, Any] = {"id": item.key, "type": item.csl["type"]}
    for key, value in item.csl.items():
        entry[key] = to_csl(value) if key in csl.DATES else value
    entry.pop("note", None)
    exact = ((key, item.csl[key]) for key in item.csl if key in csl.DATES)
    own = [(f"{OWN}{key}", write_value(text)) for key, text in exact if from_csl(entry[key]) != text]
    own += own_lines(item)
    noted = with_lines({"note": words} if words else {}, [*kept, *own])
    return {**entry, **restored, **noted}


def _returning(line: Line) -> Any:  # noqa: ANN401 - any JSON value
    """Return the value of a line that was a key of CSL-JSON and is one again, or None for any other line."""
    name, text = line
    if name in (KEY_LINE, CITATION_KEY_LINE):
        return text
    key, value = name.removeprefix(_CSL), read_value(text)
    known = key in csl.VARIABLES and (key not in csl.DATES or from_csl(value) is not None)
    if not name.startswith(_CSL) or known or value in (None, "", [], {}) or write_value(value) != text:
        return None
    return value


def own_lines(item: Item) -> list[Line]:
    """Return what we say of an item's source as lines for its note."""
    lines = [(f"{OWN}{key}", write_value(item.own[key])) for key in OWN_KEYS if key in item.own]
    return [*lines, *([(ID_LINE, item.own_id)] if item.own_id not in ("", item.key) else [])]
