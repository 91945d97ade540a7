"""New entries and keys as YAML, laid out as an author would write them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import yaml

_WIDTH = 110


class _Dumper(yaml.SafeDumper):
    """Writes texts without quotes wherever YAML allows it: the gate reads every value as text."""

    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012 - PyYAML's own name for the table

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        """Indent a list below its key, as the documentation does."""
        super().increase_indent(flow, False)


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None)


def _list(dumper: yaml.SafeDumper, values: list[Any]) -> yaml.SequenceNode:
    plain = all(isinstance(value, str) for value in values)
    return dumper.represent_sequence(
        "tag:yaml.org,2002:seq", [_Flow(v) if isinstance(v, dict) else v for v in values], plain
    )


class _Flow(dict[str, Any]):
    """A mapping written in one line."""


_Dumper.add_representer(str, _text)
_Dumper.add_representer(list, _list)
_Dumper.add_representer(_Flow, lambda dumper, value: dumper.represent_mapping("tag:yaml.org,2002:map", value, True))


def as_lines(values: Mapping[str, Any], indent: int) -> list[str]:
    """Return the lines of a block mapping, each indented by a number of spaces."""
    text = yaml.dump(dict(values), Dumper=_Dumper, width=_WIDTH - indent, allow_unicode=True, sort_keys=False)
    return [f"{' ' * indent}{line}" if line else "" for line in text.splitlines()]


def as_flow(values: Mapping[str, Any]) -> str:
    """Return the keys of a flow mapping in one line, without its braces."""
    return ", ".join(f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in values.items())
