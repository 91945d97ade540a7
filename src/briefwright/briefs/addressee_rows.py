"""The rows of a file of addressees, YAML or CSV: an id, and a mapping in which each value has its place."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from briefwright.facts import tree
from briefwright.faults import Fault, Faults, Place, did_you_mean
from briefwright.i18n.characters import FORBIDDEN
from briefwright.i18n.locale import LANGUAGE_TAG

LIST = "addressees"
"""The key under which a YAML file lists addressees by their ids."""

_COLUMNS = ("id", "name", "salutation", "address", "language", "paper")
_IN_LANGUAGES = frozenset({"name", "salutation", "address"})
# Spreadsheets write the one that the computer's region asks for.
_DELIMITERS = (",", ";", "\t")
_NEWLINE = re.compile("\r\n?")


@dataclass(frozen=True, slots=True)
class Row:
    """One addressee as written; `faults` are those of its line that leave its values in doubt."""

    id: tree.Scalar
    node: tree.Mapping
    faults: tuple[Fault, ...] = ()


# ----------------------------------------------------------------- YAML


def read_yaml_rows(path: Path, name: str, most: int, faults: Faults) -> list[Row] | None:
    """Return the rows of a YAML file, or None after reporting why it has none."""
    node = tree.read_mapping(path, name, faults)
    if node is None:
        return None
    for key in node:
        if key != LIST:
            message = f"unknown key '{key}'{did_you_mean(key, (LIST,))}: the file has 'addressees' alone"
            faults.error(tree.place_of(name, key), "UNKNOWN-KEY", message)
    listed = node.get(LIST)
    if not isinstance(listed, tree.Mapping):
        message = "expected 'addressees:' with a mapping of ids to what is known of each"
        faults.error(tree.place_of(name, listed or node), "TYPE", message)
        return None
    if len(listed) > most:
        faults.error(tree.place_of(name, listed), "TOO-LARGE", f"more than {most:,} addressees: split the file")
        return None
    return [_yaml_row(key, value, name) for key, value in listed.items()]


def _yaml_row(key: tree.Scalar, value: object, path: str) -> Row:
    if isinstance(value, tree.Mapping):
        return Row(key, value)
    empty = tree.Mapping()
    empty.line, empty.column = key.line, key.column
    message = "expected a mapping with 'name' and what else is known"
    return Row(key, empty, (Fault(tree.place_of(path, value, tree.place_of(path, key)), "TYPE", message),))


# ------------------------------------------------------------------ CSV


def read_csv_rows(path: Path, name: str, most: int, faults: Faults) -> list[Row] | None:
    """Return the rows of a CSV file (RFC 4180), or None after reporting why it has none.

    The delimiter is a comma, semicolon or tab, whichever makes the most of the first line.
    """
    text = tree.read_text(path, name, faults)
    if text is None:
        return None
    table = _Table(_NEWLINE.sub("\n", text), name, faults)
    before = len(faults.errors)
    rows = list(islice(table.rows(), most + 1))
    if len(rows) > most:
        faults.error(Place(name), "TOO-LARGE", f"more than {most:,} addressees: split the file")
    return rows if len(faults.errors) == before else None


class _Table:
    """One CSV text, its first line the names of its columns."""

    def __init__(self, text: str, path: str, faults: Faults) -> None:
        self._path = path
        self._faults = faults
        self._lines = [f"{line}\n" for line in text.split("\n")]
        self._delimiter = max(_DELIMITERS, key=lambda mark: _known(self._lines[0], mark))

    def rows(self) -> Iterator[Row]:
        """Return the rows below the first; those without any value are passed over."""
        records = self._records()
        header = next(records, None)
        columns = self._columns(header) if header is not None else None
        if columns is None:
            return
        for fields in records:
            if any(fields):
                yield self._row(fields, columns)

    def _records(self) -> Iterator[list[tree.Scalar]]:
        """Return the fields of each record, with their places."""
        reader = csv.reader(self._lines, delimiter=self._delimiter, strict=True)
        first = 0
        try:
            for values in reader:
                starts = _starts("".join(self._lines[first : reader.line_num]), self._delimiter)
                placed = zip(values, starts, strict=False)
                fields = [_scalar(value, first + line, column) for value, (line, column) in placed]
                first = reader.line_num
                if fields:
                    yield fields
        except csv.Error:
            message = (
                "a quotation mark is not closed, stands inside a field, or a field is too long: "
                "put the whole field in double quotes, and double those inside it"
            )
            self._faults.error(Place(self._path, first + 1), "CSV", message)

    def _columns(self, header: list[tree.Scalar]) -> list[str] | None:
        """Return the names of the columns, or None after reporting what is wrong with them."""
        names = [field.strip() for field in header]
        before = len(self._faults.errors)
        for index, (name, field) in enumerate(zip(names, header, strict=True)):
            if not _is_column(name):
                message = f"unknown column '{name}'{did_you_mean(name, _COLUMNS)}: write {', '.join(_COLUMNS)}"
                self._fault(field, "UNKNOWN-KEY", message)
            elif name in names[:index]:
                self._fault(field, "DUPLICATE-KEY", f"the column '{name}' is given twice: keep one")
            elif _is_in_both_forms(name, names[:index]):
                message = f"'{name.partition('_')[0]}' stands with a language and without: keep one form"
                self._fault(field, "DUPLICATE-KEY", message)
        for needed in ("id", "name"):
            if not any(name.partition("_")[0] == needed for name in names):
                message = f"the column '{needed}' is missing: name it in the first line"
                self._faults.error(Place(self._path), "MISSING-KEY", message)
        return names if len(self._faults.errors) == before else None

    def _fault(self, field: tree.Scalar, code: str, message: str) -> None:
        self._faults.error(tree.place_of(self._path, field), code, message)

    def _row(self, fields: list[tree.Scalar], columns: list[str]) -> Row:
        found = [*self._miscounted(fields, columns), *self._forbidden(fields)]
        cells = dict(zip(columns, fields, strict=False))
        node = tree.Mapping()
        node.line, node.column = fields[0].line, fields[0].column
        for column, field in cells.items():
            key, _, language = column.partition("_")
            if key == "id" or not (field.strip() or column == "name"):
                continue
            written = _scalar(key, field.line, field.column)
            if not language:
                node.setdefault(written, _trimmed(field))
            elif isinstance(node.setdefault(written, _mapping_at(field)), tree.Mapping):
                node[key][_scalar(language, field.line, field.column)] = _trimmed(field)
        return Row(_trimmed(cells["id"]), node, tuple(found))

    def _miscounted(self, fields: list[tree.Scalar], columns: list[str]) -> Iterator[Fault]:
        if len(fields) != len(columns):
            message = (
                f"{len(fields)} fields where the first line has {len(columns)}: "
                f"a text that holds {self._delimiter!r} must stand in double quotes"
            )
            odd = fields[len(columns)] if len(fields) > len(columns) else fields[-1]
            yield Fault(tree.place_of(self._path, odd), "CSV", message)

    def _forbidden(self, fields: list[tree.Scalar]) -> Iterator[Fault]:
        for field in fields:
            for character in sorted(set(FORBIDDEN.findall(field))):
                message = f"the character U+{ord(character):04X} is not allowed: delete it"
                yield Fault(tree.place_of(self._path, field), "CHARACTER", message)


def _known(header: str, delimiter: str) -> int:
    return sum(_is_column(name.strip().strip('"')) for name in header.split(delimiter))


def _is_column(name: str) -> bool:
    """Tell whether a column is known: ``name``, and ``name_fr`` for the name in French."""
    key, mark, language = name.partition("_")
    if not mark:
        return name in _COLUMNS
    return key in _IN_LANGUAGES and LANGUAGE_TAG.fullmatch(language) is not None


def _is_in_both_forms(name: str, others: list[str]) -> bool:
    """Tell whether a column stands beside another that has the same without a language, or with one."""
    key, mark, _ = name.partition("_")
    return key in others if mark else any(other.startswith(f"{key}_") for other in others)


def _starts(record: str, delimiter: str) -> Iterator[tuple[int, int]]:
    """Return where each field of a record starts: its line in the record and its column, both from 1."""
    quoted, line, begun = False, 1, 0
    yield 1, 1
    for index, character in enumerate(record):
        if character == '"':
            quoted = not quoted
        elif character == "\n":
            line, begun = line + 1, index + 1
        elif character == delimiter and not quoted:
            yield line, index - begun + 2


def _scalar(text: str, line: int, column: int) -> tree.Scalar:
    scalar = tree.Scalar(text)
    scalar.line, scalar.column, scalar.block = line, column, False
    return scalar


def _trimmed(field: tree.Scalar) -> tree.Scalar:
    return _scalar(field.strip(), field.line, field.column)


def _mapping_at(field: tree.Scalar) -> tree.Mapping:
    mapping = tree.Mapping()
    mapping.line, mapping.column = field.line, field.column
    return mapping
