"""Items → BibLaTeX, in UTF-8, so that `bib_read` reads every item as it was."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from briefwright.facts.exchange.bib_fields import ENTRY_TYPE, EXACT, OURS, exact, fields_of
from briefwright.facts.exchange.bib_read import read_bibtex
from briefwright.facts.exchange.bib_tables import DATES, NAMES, TEXTS, TYPES
from briefwright.facts.exchange.item import KEY_LINE, OWN_KEYS, Item, Line, join_note, split_note
from briefwright.faults import Faults

_KEY = re.compile(r"[^\s,{}()\"#%=~\\']+")
# What an entry is found by comes first.
_ORDER = tuple(
    dict.fromkeys(("entrysubtype", "title", *NAMES, "date", *TEXTS, "number", "langid", "language", *DATES))
)
# Everything that these lend is written out, and what they name may not be in the file.
_NOT_AGAIN = frozenset({"crossref", "xdata", "entrytype"})
_FIELD = re.compile(r"tex\.([a-z][a-z0-9_+.-]*)")


def write_bibtex(items: Iterable[Item]) -> str:
    """Return items as BibLaTeX, an entry for each, in their order."""
    return "\n".join(_Entry(item).text() for item in items)


class _Entry:
    """One item on its way to an entry."""

    def __init__(self, item: Item) -> None:
        words, lines = split_note(str(item.csl.get("note", "")))
        self.key = item.key if _KEY.fullmatch(item.key) else item.own_id
        lines = tuple(line for line in lines if line != (KEY_LINE, self.key))
        self._taken = tuple(self._fields_of_note(item, lines))
        self._rest = tuple(line for line in lines if line not in self._taken)
        note = join_note(words, self._rest)
        self._csl = {key: value for key, value in item.csl.items() if key != "note"} | (
            {"note": note} if note else {}
        )
        self._own = dict(item.own) | ({"id": item.own_id} if item.own_id not in ("", self.key) else {})

    @staticmethod
    def _fields_of_note(item: Item, lines: tuple[Line, ...]) -> Iterator[Line]:
        """Return those lines of the note that are fields of the entry again."""
        kind = item.csl["type"]
        taken = _NOT_AGAIN | {field for key, value in item.csl.items() for field in fields_of(key, value, kind)}
        for line, value in lines:
            match = _FIELD.fullmatch(line)
            name = match[1] if match else ""
            if name == "entrytype" and TYPES.get(value) == kind:
                yield line, value
            elif name and name not in taken and _is_balanced(value):
                taken |= {name}
                yield line, value

    def text(self) -> str:
        """Return the entry, with an exact field for each variable that would not read back as it is."""
        lost: dict[str, Any] = {}
        while True:
            written = self._written(lost)
            back = read_bibtex(written, "", Faults())[0].csl
            more = {
                key: value
                for key, value in self._csl.items()
                if key not in lost and back.get(key) != self._read(key)
            }
            if not more:
                return written
            lost |= more

    def _read(self, key: str) -> Any:  # noqa: ANN401 - a CSL value
        """Return what a variable must read back as: to the note, the fields of its lines return."""
        if key != "note":
            return self._csl[key]
        words, lines = split_note(self._csl["note"])
        return join_note(words, [*lines, *self._taken])

    def _written(self, lost: Mapping[str, Any]) -> str:
        kind = self._csl["type"]
        fields = {
            name: text for key, value in self._csl.items() for name, text in fields_of(key, value, kind).items()
        }
        entry_type = fields.pop(ENTRY_TYPE)
        fields = {name: fields[name] for name in _ORDER if name in fields}
        for line, value in self._taken:
            fields[line.removeprefix("tex.")] = value
        entry_type = fields.pop("entrytype", entry_type)
        fields |= {f"{EXACT}{key.lower()}": exact(lost[key]) for key in sorted(lost)}
        fields |= {f"{OURS}{key}": exact(self._own[key]) for key in (*OWN_KEYS, "id") if key in self._own}
        lines = "".join(f"  {name} = {{{text}}},\n" for name, text in fields.items())
        return f"@{entry_type}{{{self.key},\n{lines}}}\n"


def _is_balanced(text: str) -> bool:
    depth = 0
    for sign in re.findall(r"[{}]", text):
        depth += 1 if sign == "{" else -1
        if depth < 0:
            return False
    return depth == 0
