"""One entry of a file of facts → its record: validated, a source's bibliographic item apart."""

from __future__ import annotations

from functools import cache
from typing import Any

from briefwright.facts import csl, tree
from briefwright.facts.base import Origin
from briefwright.facts.records import SECTIONS, Source
from briefwright.facts.validation import known_keys, validated
from briefwright.faults import Faults, Place, did_you_mean


def record_of(origin: Origin, faults: Faults) -> Any:  # noqa: ANN401 - the record type depends on the section
    """Return the record that an entry holds, or None after reporting every fault in it."""
    if not isinstance(origin.node, tree.Mapping):
        message = f"'{origin.key}': expected a mapping of keys to values"
        faults.error(origin.place(), "TYPE", message)
        return None
    if origin.section != "sources":
        return validated(SECTIONS[origin.section], origin.node, origin.path, faults)
    own, item = _split_source(origin, faults)
    own["csl"] = csl.read_item(item, origin.path, faults)
    return validated(Source, own, origin.path, faults)


def _split_source(origin: Origin, faults: Faults) -> tuple[tree.Mapping, tree.Mapping]:
    """Return what we say of a source, and its CSL item, as two mappings that keep their places."""
    own, item = tree.Mapping(), tree.Mapping()
    for part in (own, item):
        part.line, part.column = origin.node.line, origin.node.column
    for key, value in origin.node.items():
        if key in _ours():
            own[key] = value
        elif key in csl.VARIABLES:
            item[key] = value
        else:
            known = [*_ours(), *csl.VARIABLES]
            place = Place(origin.path, key.line, key.column)
            faults.error(place, "UNKNOWN-KEY", f"unknown key '{key}'{did_you_mean(key, known)}")
    return own, item


@cache
def _ours() -> tuple[str, ...]:
    """Return the keys of a source that are no variables of CSL."""
    return tuple(key for key in known_keys(Source) if key != "csl")
