"""From a tree with places to a record: every fault of a node at once, each with its place and in human words."""

from __future__ import annotations

from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from briefwright.facts import tree
from briefwright.faults import Faults, Place, did_you_mean

R = TypeVar("R", bound=BaseModel)


def validated(model: type[R], node: tree.Mapping, path: str, faults: Faults) -> R | None:
    """Return the record that a node holds, or None after reporting every fault in it."""
    try:
        return model.model_validate(node)
    except ValidationError as error:
        for details in error.errors(include_url=False):
            _report(model, node, details, path, faults)
        return None


def _report(model: type[BaseModel], node: tree.Mapping, details: ErrorDetails, path: str, faults: Faults) -> None:
    location = details["loc"]
    if details["type"] == "too_short" and details["input"]:
        return  # pydantic counts the entries that are sound; each of the others has a fault of its own
    if details["type"] == "extra_forbidden":
        parent = tree.descend(node, location[:-1])
        key = str(location[-1])
        written = tree.key_of(parent, key) if isinstance(parent, tree.Mapping) else parent
        known = known_keys(model_at(model, location[:-1]))
        faults.error(tree.place_of(path, written), "UNKNOWN-KEY", f"unknown key '{key}'{did_you_mean(key, known)}")
        return
    code, message = _words(model, details, location)
    faults.error(_place(node, location, path), code, message)


def _place(node: tree.Mapping, location: tuple[object, ...], path: str) -> Place:
    return tree.place_of(path, tree.descend(node, location))


def _words(model: type[BaseModel], details: ErrorDetails, location: tuple[object, ...]) -> tuple[str, str]:
    kind, context = details["type"], details.get("ctx", {})
    if "sentence" in context:
        return kind, str(context["sentence"])
    name = next((str(step) for step in reversed(location) if isinstance(step, str)), "the entry")
    if kind == "missing" and name == location[-1]:
        return "MISSING-KEY", f"'{name}' is missing{_wanted(model_at(model, location[:-1]), name)}"
    if kind == "literal_error":
        return "CHOICE", f"'{name}' is one of {str(context['expected']).replace(' or ', ', ')}"
    if kind == "too_short":
        return "EMPTY", f"'{name}' needs at least one entry{_wanted(model_at(model, location[:-1]), name)}"
    if kind in ("missing", "too_long"):
        return "TYPE", f"'{name}': expected as many entries as it has parts, such as [35.69, 51.39]"
    if kind == "tuple_type" and name in _WANTED:
        return "TYPE", f"'{name}': expected a list: {_WANTED[name]}"
    return "TYPE", f"'{name}': {_EXPECTED.get(kind) or details['msg']}"


def _wanted(model: type[BaseModel], name: str) -> str:
    """Return what to write for a key that is missing, where that helps, as the end of a sentence."""
    choices = get_args(_field(model, name))
    if choices and all(isinstance(choice, str) for choice in choices):
        return f": one of {', '.join(choices)}"
    return f": {_WANTED[name]}" if name in _WANTED else ""


_WANTED = {
    "cite": 'say where it is written, as cite: ["source-id, p. 3"]',
    "source": "the id of a source",
    "speaker": "the id of the person or organisation who said it",
    "addressed_to": "the ids of those whom it asks, as addressed_to: [actor-id]",
    "value": "what the source gives",
}
_EXPECTED = {
    "dict_type": "expected a mapping of keys to values",
    "model_type": "expected a mapping of keys to values",
    "string_type": "expected a text",
    "tuple_type": "expected a list: [one, two], or a line '- one' for each",
    "list_type": "expected a list: [one, two], or a line '- one' for each",
}


def model_at(model: type[BaseModel], location: tuple[object, ...]) -> type[BaseModel]:
    """Return the model that stands at a location below `model`, for naming the keys that it knows."""
    current = model
    for step in location:
        if isinstance(step, str):
            field = _field(current, step)
            current = inner_model(field) or current
    return current


def _field(model: type[BaseModel], key: str) -> Any:  # noqa: ANN401 - an annotation can be any form
    for name, field in model.model_fields.items():
        if key in (name, field.alias):
            return field.annotation
    return None


def inner_model(annotation: Any) -> type[BaseModel] | None:  # noqa: ANN401 - as above
    """Return the model that lies anywhere inside an annotation."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    for argument in getattr(annotation, "__args__", ()):
        inner = inner_model(argument)
        if inner is not None:
            return inner
    return None


def known_keys(model: type[BaseModel]) -> list[str]:
    """Return the keys that a record of a model may have, as they are written."""
    return [field.alias or name for name, field in model.model_fields.items()]
