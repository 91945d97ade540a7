"""Adding to an author's YAML: new entries and new keys, and not a byte of anything else changed.

The file is added to as text, at the places that libyaml's marks give: every YAML writer would lay it out anew. What
comes out is read back and compared with what it should say.
"""

from __future__ import annotations

import copy
import re
from collections.abc import Mapping
from typing import Any

import yaml

from briefwright.facts import tree
from briefwright.facts.exchange.item import paragraphs
from briefwright.facts.exchange.yaml_text import as_flow, as_lines
from briefwright.faults import Faults, Place

Entries = Mapping[str, Mapping[str, Any]]
Insertion = tuple[int, str]

_LINE_END = re.compile(r"\r\n|\r|\n")
_STEP = 2


def with_sources(text: str, name: str, new: Entries, completed: Entries, faults: Faults) -> str | None:
    """Return the text of a facts file with sources added and completed.

    Where that cannot be done without touching something else, a fault says so and nothing is returned.
    """
    page = _Page(text)
    insertions = [*page.completions(completed), *(page.additions(new) if new else [])]
    edited = page.with_insertions(insertions)
    before = tree.parse(text, name, Faults()) if text.strip() else tree.Mapping()
    after = tree.parse(edited, name, Faults())
    if before is not None and after is not None and _plain(after) == _expected(before, new, completed):
        return edited
    entries = ", ".join([*new, *completed])
    message = (
        f"the file is written so that {entries} cannot be added: write its sources as 'sources:', an entry a line"
    )
    faults.error(Place(name), "IMPORT-EDIT", message)
    return None


def _expected(before: tree.Node, new: Entries, completed: Entries) -> Any:  # noqa: ANN401 - plain data
    """Return what the file must say afterwards."""
    expected = copy.deepcopy(_plain(before)) or {}
    sources = expected.setdefault("sources", {}) if new else expected.get("sources", {})
    sources = sources or expected["sources"]
    for source_id, values in completed.items():
        sources[source_id] |= _plain(values)
    sources.update({source_id: _plain(entry) for source_id, entry in new.items()})
    return expected


def _plain(node: object) -> Any:  # noqa: ANN401 - plain data
    """Return a tree as plain data, its texts without the white space that YAML's forms differ in."""
    if isinstance(node, Mapping):
        return {str(key): _plain(value) for key, value in node.items()}
    if isinstance(node, list | tuple):
        return [_plain(value) for value in node]
    return paragraphs(str(node))


class _Page:
    """A file of facts: its text, its tree with marks, and its own line end."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._root = yaml.compose(text, Loader=yaml.CSafeLoader)
        ends = list(_LINE_END.finditer(text))
        self._starts = [0, *(end.end() for end in ends)]
        self._line_end = ends[0][0] if ends else "\n"

    def with_insertions(self, insertions: list[Insertion]) -> str:
        """Return the text with each insertion at its offset, the last first, so that offsets hold.

        Two at one offset come out in the order in which they are given.
        """
        text = self._text
        for offset, _, words in sorted(((at, n, words) for n, (at, words) in enumerate(insertions)), reverse=True):
            text = text[:offset] + words + text[offset:]
        return text

    def completions(self, completed: Entries) -> list[Insertion]:
        """Return what adds keys to entries that are there."""
        sources = _value(self._root, "sources")
        found = ((_value(sources, source_id), values) for source_id, values in completed.items())
        return [self._added(node, [dict(values)]) for node, values in found if isinstance(node, yaml.MappingNode)]

    def additions(self, new: Entries) -> list[Insertion]:
        """Return what adds entries to the section of sources, which is made where there is none."""
        sources = _value(self._root, "sources")
        entries = [{source_id: dict(values)} for source_id, values in new.items()]
        if isinstance(sources, yaml.MappingNode) and (sources.value or sources.flow_style):
            return [self._added(sources, entries, spaced=True)]
        whole = {"sources": {source_id: dict(values) for source_id, values in new.items()}}
        if isinstance(self._root, yaml.MappingNode) and self._root.value:
            return [self._added(self._root, [whole], spaced=True)]
        return [(len(self._text), self._rows(_spread(as_lines(whole, 0)), len(self._text)))]

    def _added(self, mapping: yaml.MappingNode, parts: list[dict[str, Any]], *, spaced: bool = False) -> Insertion:
        """Return what adds keys behind those of a mapping, in the form in which it is written."""
        if mapping.flow_style:
            return self._behind(mapping, ", ".join(as_flow(part) for part in parts))
        indent = mapping.value[0][0].start_mark.column
        rows: list[str] = []
        for part in parts:
            rows += [*([""] if spaced else []), *as_lines(part, indent)]
        offset = self._below(mapping)
        return offset, self._rows(rows, offset)

    def _behind(self, mapping: yaml.MappingNode, words: str) -> Insertion:
        if not mapping.value:
            return self._offset(mapping.start_mark) + 1, words
        return self._offset(mapping.value[-1][1].end_mark), f", {words}"

    def _below(self, mapping: yaml.MappingNode) -> int:
        """Return the start of the line below the last value of a block mapping."""
        mark = _last(mapping).end_mark
        line = mark.line + (mark.column > 0)
        while line and line <= len(self._starts) - 1 and not self._line(line - 1).strip():
            line -= 1
        return self._starts[line] if line < len(self._starts) else len(self._text)

    def _line(self, number: int) -> str:
        end = self._starts[number + 1] if number + 1 < len(self._starts) else len(self._text)
        return self._text[self._starts[number] : end]

    def _rows(self, rows: list[str], offset: int) -> str:
        head = self._line_end if offset and self._text[offset - 1] not in "\r\n" else ""
        return head + "".join(f"{row}{self._line_end}" for row in rows)

    def _offset(self, mark: yaml.Mark) -> int:
        return min(self._starts[min(mark.line, len(self._starts) - 1)] + mark.column, len(self._text))


def _spread(lines: list[str]) -> list[str]:
    """Return the lines of a whole section with an empty line before each entry but the first."""
    spread = lines[:2]
    for line in lines[2:]:
        spread += ["", line] if line[: _STEP + 1].strip() and line[:_STEP] == " " * _STEP else [line]
    return spread


def _value(node: yaml.Node | None, key: str) -> yaml.Node | None:
    if not isinstance(node, yaml.MappingNode):
        return None
    return next((value for written, value in node.value if written.value == key), None)


def _last(node: yaml.Node) -> yaml.Node:
    """Return the last value below a node that has an end of its own: a scalar, or what stands in brackets."""
    while isinstance(node, yaml.MappingNode | yaml.SequenceNode) and not node.flow_style and node.value:
        node = node.value[-1][1] if isinstance(node, yaml.MappingNode) else node.value[-1]
    return node
