"""One bibliographic entry in the fact base's own terms, and what its note keeps for other programs.

What a format says and CSL has no variable for stays in CSL's ``note`` as lines ``PREFIX.NAME: value``, the form in
which Zotero keeps such things in its field Extra: ``tex.`` for BibTeX's fields (as Better BibTeX has it), ``ris.``
for RIS's tags, ``csl.`` for keys and values of CSL-JSON. What we say of a source (``nature``, ``remark`` …) leaves
as ``briefwright.`` lines and comes back as the keys of the source.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from briefwright.facts import csl, tree
from briefwright.facts.base import FactBase
from briefwright.facts.records import Source
from briefwright.facts.validation import known_keys
from briefwright.faults import Place
from briefwright.i18n.edtf import Edtf

Line = tuple[str, str]
"""A line of a note: its name with the prefix, and its value."""

OWN_KEYS = tuple(key for key in known_keys(Source) if key != "csl")
OWN = "briefwright."
KEY_LINE, CITATION_KEY_LINE, ID_LINE = "csl.id", "csl.citation-key", f"{OWN}id"
# These three may have paragraphs; every other text of an item is one line.
LONG_TEXTS = frozenset({"note", "annote", "abstract"})
_LINE = re.compile(r"((?:briefwright|csl|tex|ris)\.\S+?): (.*)")


@dataclass(frozen=True, slots=True)
class Item:
    """One entry: its key in the file, its CSL item (dates as EDTF text), what we say of it, and its places.

    `own_id` is the id that a fact base has given it, where the file says so.
    """

    key: str
    csl: Mapping[str, Any]
    own: Mapping[str, Any] = field(default_factory=dict)
    own_id: str = ""
    place: Place = field(default=Place(""))
    places: Mapping[str, Place] = field(default_factory=dict)


def split_note(note: str) -> tuple[str, tuple[Line, ...]]:
    """Return the words of a note, and the lines in it that are kept for other programs, sorted by name."""
    words: list[str] = []
    lines: list[Line] = []
    for line in note.splitlines():
        match = _LINE.fullmatch(line.strip())
        if match:
            lines.append((match[1], match[2]))
        else:
            words.append(line.rstrip())
    return "\n".join(words).strip(), _sorted(lines)


def join_note(words: str, lines: Iterable[Line]) -> str:
    """Return the note that `split_note` reads so."""
    written = "\n".join(f"{name}: {' '.join(value.split())}" for name, value in _sorted(lines))
    return "\n".join(part for part in (words.strip(), written) if part)


def _sorted(lines: Iterable[Line]) -> tuple[Line, ...]:
    return tuple(sorted(lines, key=lambda line: line[0]))


def with_lines(item: Mapping[str, Any], lines: Iterable[Line]) -> dict[str, Any]:
    """Return an item with lines added to those of its note."""
    words, kept = split_note(str(item.get("note", "")))
    note = join_note(words, [*kept, *(line for line in lines if line not in kept)])
    rest = {key: value for key, value in item.items() if key != "note"}
    return {**rest, "note": note} if note else rest


def take_own(item: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return an item without the lines that say what is ours, and what these lines say."""
    words, lines = split_note(str(item.get("note", "")))
    own = {name.removeprefix(OWN): read_value(value) for name, value in lines if name.startswith(OWN)}
    if not own:
        return dict(item), {}
    rest = {key: value for key, value in item.items() if key != "note"}
    return with_lines(
        rest | ({"note": words} if words else {}), (x for x in lines if not x[0].startswith(OWN))
    ), own


def write_value(value: Any) -> str:  # noqa: ANN401 - a text, a list or a mapping
    """Return a value as one line: a text as it is where that reads back, everything else as JSON."""
    if isinstance(value, str) and value and value == " ".join(value.split()) and read_value(value) is value:
        return value
    return json.dumps(value, ensure_ascii=False)


def read_value(text: str) -> Any:  # noqa: ANN401 - as above
    """Return the value of a line that `write_value` wrote: what is JSON as JSON, else the text."""
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return text


def items_of(base: FactBase, wanted: Iterable[str], *, bare: bool = False) -> tuple[Item, ...]:
    """Return sources of a base as items, in the order asked for.

    `bare` leaves out what is not for every reader: what we say of a source, and the note to ourselves.
    """
    return tuple(_item_of(base, source_id, bare=bare) for source_id in wanted)


def _item_of(base: FactBase, source_id: str, *, bare: bool) -> Item:
    node = base.origins[source_id].node
    item = {key: _value(key, value, node.get(key)) for key, value in base.sources[source_id].csl.items()}
    note = str(item.get("note", ""))
    lines = dict(split_note(note)[1])
    key = str(lines.get(CITATION_KEY_LINE) or lines.get(KEY_LINE) or source_id)
    if bare:
        private = ("note", "annote", "abstract")
        return Item(key, {name: value for name, value in item.items() if name not in private})
    own = {str(name): plain(node[name]) for name in OWN_KEYS if name in node}
    return Item(key, item, own, source_id, base.place(source_id))


def _value(name: str, value: Any, written: object) -> Any:  # noqa: ANN401 - as above
    if name in LONG_TEXTS and isinstance(written, tree.Scalar):
        return paragraphs(written)
    return value.text if isinstance(value, Edtf) else value


def paragraphs(text: str) -> str:
    """Return a text with its line ends, without the white space that nobody sees."""
    return "\n".join(" ".join(line.split()) for line in text.strip().splitlines())


def tidy(name: str, value: Any) -> Any:  # noqa: ANN401 - as above
    """Return a variable's value as the fact base holds it."""
    if name == "note":
        return join_note(*split_note(paragraphs(value)))
    if name in LONG_TEXTS:
        return paragraphs(value)
    if name in csl.NAMES:
        return [{part: " ".join(str(text).split()) for part, text in person.items()} for person in value]
    return " ".join(str(value).split())


def plain(node: object) -> Any:  # noqa: ANN401 - as above
    """Return a node of a YAML tree as plain data."""
    if isinstance(node, tree.Mapping):
        return {str(key): plain(value) for key, value in node.items()}
    if isinstance(node, tree.Sequence):
        return [plain(value) for value in node]
    return " ".join(str(node).split())
