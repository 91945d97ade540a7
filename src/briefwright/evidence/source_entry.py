"""Writing into the author's own YAML: the ``archive`` of one source, and not a byte of anything else.

The file is edited as text, at the places that libyaml's marks give, because every YAML writer lays a file out anew.
What comes out is read back through the gate and compared: only the archive of that source may differ.
"""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Mapping

import yaml

from briefwright.facts import tree
from briefwright.facts.records import Archive
from briefwright.facts.validation import validated
from briefwright.faults import Faults, FaultsFound, Place

_LINE_END = re.compile(r"\r\n|\r|\n")
_PLAIN = re.compile(r"archive/[0-9a-f]{64}\.[a-z0-9.]+|[0-9a-f]{64}|\d{4}(-\d\d){0,2}")
_BOM = "\ufeff"
Edit = tuple[int, int, str]


def with_archive(text: str, name: str, source_id: str, values: Mapping[str, str]) -> str:
    """Return the text of a facts file in which a source's ``archive`` has these values beside those it had.

    Raises:
        FaultsFound: the file cannot be changed there without changing something else; the fault says what to write.

    """
    bom, body = (_BOM, text[1:]) if text.startswith(_BOM) else ("", text)
    edited = _edited(body, source_id, values)
    faults = Faults()
    before = tree.parse(body, name, faults)
    after = tree.parse(edited, name, faults) if edited is not None else None
    if edited is None or after is None or after != _expected(before, source_id, values):
        lines = ", ".join(f"{key}: {_scalar(value)}" for key, value in values.items())
        message = f"'{source_id}' is written so that it cannot be edited: add archive: {{{lines}}} yourself"
        faults.error(_place_of(before, name, source_id), "ARCHIVE-EDIT", message)
        raise FaultsFound(faults.all)
    assert isinstance(after, tree.Mapping)  # noqa: S101 - it equals a mapping
    validated(Archive, after["sources"][source_id]["archive"], name, faults)
    faults.stop_if_any()
    return bom + edited


def _place_of(node: object, name: str, source_id: str) -> Place:
    sources = tree.descend(node, ("sources",))
    return tree.place_of(name, tree.key_of(sources, source_id) if isinstance(sources, tree.Mapping) else None)


def _expected(before: object, source_id: str, values: Mapping[str, str]) -> object:
    """Return the tree that must come out."""
    expected = copy.deepcopy(before)
    source = tree.descend(expected, ("sources", source_id))
    if isinstance(source, dict):
        source["archive"] = {**source.get("archive", {}), **values}
    return expected


def _edited(text: str, source_id: str, values: Mapping[str, str]) -> str | None:
    """Return the text with the values in place, or None where the source is written in a way that has no place."""
    root = yaml.compose(text, Loader=yaml.CSafeLoader)
    source = _value(_value(root, "sources"), source_id)
    if not isinstance(source, yaml.MappingNode) or not source.value:
        return None
    page = _Page(text)
    archive = _value(source, "archive")
    if archive is None:
        edits = [page.added(source, "archive", dict(values))]
    elif isinstance(archive, yaml.MappingNode):
        edits = _updates(page, archive, values)
    else:
        return None
    return page.with_edits(edits)


def _updates(page: _Page, archive: yaml.MappingNode, values: Mapping[str, str]) -> list[Edit]:
    edits: list[Edit] = []
    new: dict[str, str] = {}
    for key, value in values.items():
        present = _value(archive, key)
        if present is None:
            new[key] = value
        elif present.value != value:
            edits.append((page.offset(present.start_mark), page.offset(present.end_mark), _scalar(value)))
    return [*edits, page.added_all(archive, new)] if new else edits


def _value(node: yaml.Node | None, key: str) -> yaml.Node | None:
    if not isinstance(node, yaml.MappingNode):
        return None
    return next((value for written, value in node.value if written.value == key), None)


def _scalar(value: str) -> str:
    return value if _PLAIN.fullmatch(value) else json.dumps(value, ensure_ascii=False)


def _in_line(values: Mapping[str, str]) -> str:
    return ", ".join(f"{key}: {_scalar(value)}" for key, value in values.items())


class _Page:
    """A text with the offsets of its lines, and its own line end."""

    def __init__(self, text: str) -> None:
        self._text = text
        ends = list(_LINE_END.finditer(text))
        self._starts = [0, *(end.end() for end in ends)]
        self._line_end = ends[0][0] if ends else "\n"

    def offset(self, mark: yaml.Mark) -> int:
        """Return where in the text a mark stands."""
        return min(self._starts[min(mark.line, len(self._starts) - 1)] + mark.column, len(self._text))

    def with_edits(self, edits: list[Edit]) -> str:
        """Return the text with its edits made, the last first, so that offsets hold."""
        text = self._text
        for start, end, words in sorted(edits, reverse=True):
            text = text[:start] + words + text[end:]
        return text

    def added(self, mapping: yaml.MappingNode, key: str, values: Mapping[str, str]) -> Edit:
        """Return the edit that adds a key with a mapping behind what a mapping holds."""
        if mapping.flow_style:
            return self._behind(mapping, f"{key}: {{{_in_line(values)}}}")
        indent = " " * mapping.value[0][0].start_mark.column
        rows = [f"{indent}{key}:", *(f"{indent}  {name}: {_scalar(value)}" for name, value in values.items())]
        return self._below(mapping, rows)

    def added_all(self, mapping: yaml.MappingNode, values: Mapping[str, str]) -> Edit:
        """Return the edit that adds keys behind what a mapping holds."""
        if mapping.flow_style:
            return self._behind(mapping, _in_line(values))
        indent = " " * mapping.value[0][0].start_mark.column
        return self._below(mapping, [f"{indent}{name}: {_scalar(value)}" for name, value in values.items()])

    def _behind(self, mapping: yaml.MappingNode, words: str) -> Edit:
        if not mapping.value:
            inside = self.offset(mapping.start_mark) + 1
            return inside, inside, words
        end = self.offset(mapping.value[-1][1].end_mark)
        return end, end, f", {words}"

    def _below(self, mapping: yaml.MappingNode, rows: list[str]) -> Edit:
        """Return the edit that puts rows on the lines below the last value of a block mapping."""
        mark = _last(mapping).end_mark
        line = mark.line + (mark.column > 0)
        start = self._starts[line] if line < len(self._starts) else len(self._text)
        head = self._line_end if start and self._text[start - 1] not in "\r\n" else ""
        return start, start, head + "".join(f"{row}{self._line_end}" for row in rows)


def _last(node: yaml.Node) -> yaml.Node:
    """Return the last value below a node that has an end of its own: a scalar, or what stands in brackets."""
    while isinstance(node, yaml.MappingNode | yaml.SequenceNode) and not node.flow_style and node.value:
        node = node.value[-1][1] if isinstance(node, yaml.MappingNode) else node.value[-1]
    return node
