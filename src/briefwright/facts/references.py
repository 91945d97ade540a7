"""Whether every id that a record names exists, and is of the kind that is meant there.

Ids are read from what is written, along the fields of the model: a record that is wrong in one place has its
references checked all the same, so that one run tells everything.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from briefwright.facts import tree
from briefwright.facts.base import FactBase
from briefwright.facts.validation import inner_model
from briefwright.facts.values import ID_PATTERN, Citation, Refers
from briefwright.faults import did_you_mean

Location = tuple[object, ...]
SINGULAR = {
    "sources": "source",
    "facts": "fact",
    "figures": "figure",
    "quotations": "quotation",
    "people": "person",
    "organisations": "organisation",
    "places": "place",
    "appeals": "appeal",
}
"""What one record of each section is called."""

_SOURCE = Refers(("sources",))


@dataclass(frozen=True, slots=True)
class Reference:
    """An id that a record names: where in the record, and of which sections it may be."""

    location: Location
    target: str
    sections: tuple[str, ...]


def references_of(model: type[BaseModel], node: object) -> Iterator[Reference]:
    """Return every reference in a record of a model, as its node writes it; what is no id is left out."""
    if isinstance(node, tree.Mapping):
        for key, refers, inner in _plan(model):
            yield from _in_value(node.get(key), (key,), refers, inner)


def dangling(references: Iterable[Reference], base: FactBase) -> Iterator[tuple[Reference, str]]:
    """Return the references that lead nowhere or to another kind of record, each with the sentence on it.

    Where a file could not be read, an id that is not found may stand in it: then only the kind is doubted.
    """
    for reference in references:
        origin = base.origins.get(reference.target)
        if origin is None and not base.whole:
            continue
        if origin is None or origin.section not in reference.sections:
            yield reference, unknown_id(base, reference.target, reference.sections)


def unknown_id(base: FactBase, target: str, sections: tuple[str, ...]) -> str:
    """Return the sentence on an id that no record of these sections has."""
    kind = ", ".join(SINGULAR[section] for section in sections)
    kind = " or ".join(kind.rsplit(", ", maxsplit=1))
    if target in base.origins:
        found = SINGULAR[base.origins[target].section]
        return f"'{target}' is {_article(found)} {found}: {_article(kind)} {kind} is needed here"
    known = [record_id for record_id, origin in base.origins.items() if origin.section in sections]
    return f"no {kind} '{target}'{did_you_mean(target, known)}"


def _article(noun: str) -> str:
    return "an" if noun[0] in "ao" else "a"


def _in_value(
    value: object, location: Location, refers: Refers | None, inner: type[BaseModel] | None
) -> Iterator[Reference]:
    if isinstance(value, tree.Sequence):
        for index, part in enumerate(value):
            yield from _in_value(part, (*location, index), refers, inner)
    elif isinstance(value, tree.Mapping) and inner is not None:
        for reference in references_of(inner, value):
            yield Reference((*location, *reference.location), reference.target, reference.sections)
    elif isinstance(value, tree.Scalar):
        # The short form of a citation is its source, a comma, and the place in it.
        target = value if refers else value.partition(",")[0].strip()
        meant = refers or (_SOURCE if inner is Citation else None)
        if meant is not None and ID_PATTERN.fullmatch(target):
            yield Reference(location, str(target), meant.sections)


@cache
def _plan(model: type[BaseModel]) -> tuple[tuple[str, Refers | None, type[BaseModel] | None], ...]:
    """Return the fields of a model that are or may hold references: as written, its target, model inside."""
    plan: list[tuple[str, Refers | None, type[BaseModel] | None]] = []
    for name, field in model.model_fields.items():
        refers = mark_of(field)
        inner = inner_model(field.annotation)
        if refers is not None or inner is not None:
            plan.append((field.alias or name, refers, inner))
    return tuple(plan)


def mark_of(field: FieldInfo) -> Refers | None:
    """Return what says of a field, or of each entry of its list, that it is an id, and of which records."""
    return next((mark for mark in field.metadata if isinstance(mark, Refers)), None) or _mark(field.annotation)


def _mark(annotation: Any) -> Refers | None:  # noqa: ANN401 - annotations have no common type
    """Return the `Refers` mark that lies anywhere inside an annotation."""
    for mark in getattr(annotation, "__metadata__", ()):
        if isinstance(mark, Refers):
            return mark
    candidates = (*getattr(annotation, "__args__", ()), getattr(annotation, "__origin__", None))
    return next((found for part in candidates if part is not None and (found := _mark(part)) is not None), None)
