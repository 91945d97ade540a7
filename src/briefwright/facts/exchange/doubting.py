"""The gate for what comes in: an item of another program is doubted as if it stood in the dossier's own YAML.

Its values become a tree whose places are those of the imported file, so that every fault names the line there.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

from briefwright.facts import csl, tree
from briefwright.facts.exchange.item import Item
from briefwright.facts.records import Source
from briefwright.facts.validation import validated
from briefwright.faults import Faults, Place
from briefwright.i18n.characters import FORBIDDEN

N = TypeVar("N", tree.Scalar, tree.Mapping, tree.Sequence)


def doubt(item: Item, faults: Faults) -> None:
    """Report what the fact base would not take of an item."""
    before = len(faults.errors)
    variables = _node({name: item.csl[name] for name in item.csl}, item, faults)
    own = _node(dict(item.own), item, faults)
    if len(faults.errors) == before:
        own["csl"] = csl.read_item(variables, item.place.path, faults)
        validated(Source, own, item.place.path, faults)


def _node(values: Mapping[str, Any], item: Item, faults: Faults) -> tree.Mapping:
    """Return values as a tree, each with the place of the variable that it is or is in."""
    top = _placed(tree.Mapping(), item.place)
    for name, value in values.items():
        place = item.places.get(name, item.place)
        top[_scalar(name, place, faults)] = _value(value, place, faults)
    return top


def _value(value: Any, place: Place, faults: Faults) -> tree.Node:  # noqa: ANN401 - plain data
    if isinstance(value, dict):
        mapping = _placed(tree.Mapping(), place)
        mapping.update(
            {_scalar(str(key), place, faults): _value(part, place, faults) for key, part in value.items()}
        )
        return mapping
    if isinstance(value, list):
        sequence = _placed(tree.Sequence(), place)
        sequence.extend(_value(part, place, faults) for part in value)
        return sequence
    return _scalar(str(value), place, faults)


def _scalar(text: str, place: Place, faults: Faults) -> tree.Scalar:
    found = FORBIDDEN.search(text)
    if found is not None:
        message = f"the character U+{ord(found[0]):04X} in '{_without(text)[:40]}' is not allowed: delete it"
        faults.error(place, "CHARACTER", message)
    scalar = _placed(tree.Scalar(text), place)
    scalar.block = False
    return scalar


def _without(text: str) -> str:
    return FORBIDDEN.sub("\ufffd", text)


def _placed(node: N, place: Place) -> N:
    node.line, node.column = place.line, place.column
    return node
