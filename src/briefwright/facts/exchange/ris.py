"""RIS → items.

A tag that CSL has no variable for stays in the note as a ``ris.`` line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from briefwright.facts.exchange.dates import from_ris
from briefwright.facts.exchange.item import Item, Line, tidy, with_lines
from briefwright.facts.exchange.ris_tables import DATES, NAMES, NUMBERED, SERIAL, TEXTS, TYPES, WHOLE
from briefwright.faults import Faults, Place, did_you_mean
from briefwright.i18n.addresses import is_web_address

_LINE = re.compile(r"([A-Z][A-Z0-9])  -(?: (.*)|\s*)")
_READ_APART = frozenset({"TY", "ER", "ID", "SN", "SP", "EP", "UR", "KW", "IS", "M1"})


@dataclass(slots=True)
class _Tag:
    name: str
    value: str
    place: Place


@dataclass(slots=True)
class _Record:
    place: Place
    tags: list[_Tag] = field(default_factory=list)

    def all(self, *names: str) -> list[_Tag]:
        """Return the tags with these names that say something, in the order of the names."""
        return [tag for name in names for tag in self.tags if tag.name == name and tag.value.strip()]


def read_ris(text: str, name: str, faults: Faults) -> tuple[Item, ...]:
    """Return the items of a RIS file; what is wrong goes to `faults`."""
    records = list(_records(text, name, faults))
    items = (_Reading(record, faults).item() for record in records if _is_known(record, faults))
    return tuple(items)


def _records(text: str, name: str, faults: Faults) -> Iterator[_Record]:
    """Return the records between TY and ER."""
    current: _Record | None = None
    for number, line in enumerate(text.splitlines(), 1):
        place = Place(name, number)
        match = _LINE.fullmatch(line.rstrip())
        if match is None:
            _continue(current, line, place, faults)
        elif match[1] == "TY":
            if current is not None:
                _say_open(current, place, faults)
            current = _Record(place, [_tag(match, place)])
        elif current is None:
            faults.error(place, "RIS", f"'{match[1]}' outside of an entry: each starts with a line 'TY  - '")
        elif match[1] == "ER":
            yield current
            current = None
        else:
            current.tags.append(_tag(match, place))
    if current is not None:
        _say_open(current, None, faults)


def _tag(match: re.Match[str], place: Place) -> _Tag:
    return _Tag(match[1], match[2] or "", Place(place.path, place.line, match.start(2) + 1 if match[2] else 1))


def _continue(current: _Record | None, line: str, place: Place, faults: Faults) -> None:
    """Add a line without a tag to the value above it."""
    if current is not None:
        current.tags[-1].value += f"\n{line.strip()}"
    elif line.strip():
        faults.error(place, "RIS", f"expected a line 'TY  - ' that starts an entry, found '{line.strip()[:20]}'")


def _say_open(record: _Record, following: Place | None, faults: Faults) -> None:
    where = f"the next starts in line {following.line}" if following else "the file ends"
    faults.error(record.place, "RIS", f"this entry has no line 'ER  - ' at its end: {where}")


def _is_known(record: _Record, faults: Faults) -> bool:
    kind = record.tags[0]
    known = kind.value.strip() in TYPES
    if not known:
        faults.error(
            kind.place, "RIS", f"'{kind.value.strip()}' is no type of RIS{did_you_mean(kind.value, TYPES)}"
        )
    return known


class _Reading:
    """One record on its way to an item."""

    def __init__(self, record: _Record, faults: Faults) -> None:
        self._record = record
        self._faults = faults
        self._kind = TYPES[record.tags[0].value.strip()]
        self._item: dict[str, Any] = {"type": self._kind}
        self._kept: list[Line] = []
        self._places: dict[str, Place] = {"type": record.tags[0].place}

    def item(self) -> Item:
        """Return the item that the record is."""
        for tag in self._record.all(*NAMES):
            self._set(NAMES[tag.name], [*self._item.get(NAMES[tag.name], []), _name(tag.value)], tag)
        self._read_dates()
        self._read_texts()
        self._read_numbers()
        self._read_addresses()
        known = {*_READ_APART, *NAMES, *DATES, *TEXTS}
        self._kept += [(f"ris.{tag.name}", tag.value) for tag in self._record.tags if tag.name not in known]
        if self._record.tags[0].value.strip() != _first_type(self._kind):
            self._kept.append(("ris.TY", self._record.tags[0].value))
        keys = self._record.all("ID")
        item = with_lines({key: tidy(key, value) for key, value in self._item.items()}, self._kept)
        return Item(keys[0].value.strip() if keys else "", item, place=self._record.place, places=self._places)

    def _set(self, variable: str, value: Any, tag: _Tag) -> None:  # noqa: ANN401 - a CSL value
        self._item[variable] = value
        self._places.setdefault(variable, tag.place)

    def _keep(self, tag: _Tag) -> None:
        self._kept.append((f"ris.{tag.name}", tag.value))

    def _read_dates(self) -> None:
        """Read the dates: of several for one variable the first, the more exact tag before the others."""
        for tag in self._record.all(*DATES):
            date = from_ris(tag.value)
            variable = DATES[tag.name]
            if date is None:
                self._keep(tag)
                message = f"'{tag.name}  - {tag.value}' is no date that EDTF can say: it is kept in the note"
                self._faults.warn(tag.place, "KEPT", message)
            elif variable not in self._item:
                self._set(variable, date, tag)
            elif not self._item[variable].startswith(date):
                self._keep(tag)

    def _read_texts(self) -> None:
        for tag in self._record.all(*TEXTS):
            variable = TEXTS[tag.name]
            if variable == "container-title" and self._kind in WHOLE:
                variable = "collection-title"
            if variable in ("note", "abstract") and variable in self._item:
                self._item[variable] += f"\n{tag.value}"
            elif variable not in self._item:
                self._set(variable, tag.value, tag)
            elif " ".join(tag.value.split()) != " ".join(self._item[variable].split()):
                self._keep(tag)

    def _read_numbers(self) -> None:
        """Read pages, issue or number, keywords, and the ISBN or ISSN."""
        pages = self._record.all("SP", "EP")
        if pages:
            self._set("page", "-".join(dict.fromkeys(tag.value.strip() for tag in pages)), pages[0])
        number = "number" if self._kind in NUMBERED else "issue" if self._kind in SERIAL else "collection-number"
        for tag in self._record.all("IS", "M1"):
            if number in self._item:
                self._keep(tag)
            else:
                self._set(number, tag.value, tag)
        for tag in self._record.all("KW"):
            before = self._item.get("keyword")
            words = ", ".join(word.strip() for word in tag.value.splitlines() if word.strip())
            self._set("keyword", f"{before}, {words}" if before else words, tag)
        for tag in self._record.all("SN"):
            digits = re.sub(r"[^0-9Xx]", "", tag.value)
            variable = "ISSN" if len(digits) == 8 else "ISBN"
            if variable in self._item:
                self._keep(tag)
            else:
                self._set(variable, tag.value, tag)

    def _read_addresses(self) -> None:
        for tag in self._record.all("UR"):
            address = tag.value.strip()
            if "URL" not in self._item and (is_web_address(address) or len(self._record.all("UR")) == 1):
                self._set("URL", address, tag)
            else:
                self._keep(tag)


def _first_type(kind: str) -> str:
    """Return the type of RIS that is meant where nothing else is said."""
    plain = {"article-journal": "JOUR", "book": "BOOK", "chapter": "CHAP", "report": "RPRT", "webpage": "ELEC"}
    return plain.get(kind) or next(name for name, read in TYPES.items() if read == kind)


def _name(text: str) -> dict[str, str]:
    """Return a name: ``Family, Given, Suffix``; without a comma it is that of an organisation."""
    parts = [part.strip() for part in text.split(",")]
    if len(parts) == 1:
        return {"literal": parts[0]}
    named = {"family": parts[0], "given": parts[1], "suffix": ", ".join(parts[2:])}
    return {part: value for part, value in named.items() if value}
