"""BibTeX and BibLaTeX → items.

A field that CSL has no variable for stays in the note as a ``tex.`` line, and returns to its field when the item is
written as BibLaTeX. What an entry takes from the one that its ``crossref`` or ``xdata`` names is written out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from briefwright.facts import csl
from briefwright.facts.exchange.bib_fields import ENTRY_TYPE, EXACT, OURS, fields_of, still_says
from briefwright.facts.exchange.bib_names import is_group, read_names
from briefwright.facts.exchange.bib_scan import RawEntry, RawField, scan_bibtex
from briefwright.facts.exchange.bib_tables import (
    DATES,
    GENRES,
    IN_BOOK,
    LANGUAGES,
    NAMES,
    SUBTYPES,
    TITLES,
    TYPES,
    VERBATIM,
    text_fields,
)
from briefwright.facts.exchange.dates import edtf_text, from_bibtex
from briefwright.facts.exchange.item import Item, Line, read_value, tidy, with_lines
from briefwright.facts.exchange.latex import from_latex
from briefwright.faults import Faults, Place, did_you_mean

_SUBTITLES = {"subtitle": "title", "booksubtitle": "booktitle", "journalsubtitle": "journaltitle"}
_NOT_INHERITED = frozenset({"crossref", "xdata", "xref", "ids", "shorttitle", "keywords", "note"})
_OF_THE_BOOK = {"title": "booktitle", "subtitle": "booksubtitle"}
_PARTED_DATE = ("year", "month", "day")
# An exact field bears its variable's name in lower case, as every field of BibTeX.
_VARIABLES = {variable.lower(): variable for variable in csl.VARIABLES}


def read_bibtex(text: str, name: str, faults: Faults) -> tuple[Item, ...]:
    """Return the items of a BibTeX or BibLaTeX file; what is wrong goes to `faults`."""
    entries = scan_bibtex(text, name, faults)
    by_key = {entry.key: entry for entry in entries}
    items = (_read_entry(entry, by_key, faults) for entry in entries if entry.type != "xdata")
    return tuple(item for item in items if item is not None)


def _read_entry(entry: RawEntry, entries: Mapping[str, RawEntry], faults: Faults) -> Item | None:
    fields = _joined(_inherited(entry, entries, faults))
    if entry.type not in TYPES:
        message = f"'@{entry.type}' is no entry type{did_you_mean(entry.type, TYPES)}"
        faults.error(entry.type_place, "BIBTEX", message)
        return None
    reading = _Reading(entry, fields, faults)
    return reading.item()


def _inherited(entry: RawEntry, entries: Mapping[str, RawEntry], faults: Faults) -> dict[str, RawField]:
    """Return the fields of an entry, with those that it takes from others, each of these one step away or more."""
    fields = dict(entry.fields)
    seen = {entry.key}
    waiting = [entry]
    while waiting:
        for key, place, crossed in _parents(waiting.pop()):
            parent = entries.get(key)
            if parent is None:
                faults.error(place, "BIBTEX", f"no entry '{key}' in this file{did_you_mean(key, entries)}")
            elif key not in seen:
                seen.add(key)
                waiting.append(parent)
                _take_over(parent, fields, TYPES.get(entry.type, "") in IN_BOOK and crossed)
    return fields


def _take_over(parent: RawEntry, fields: dict[str, RawField], as_book: bool) -> None:
    """Add a parent's fields to those that are there; what holds a chapter lends its title as that of the book."""
    dated = any(name in fields for name in ("date", "year"))
    for name, value in parent.fields.items():
        if name in _NOT_INHERITED or (dated and name in ("date", *_PARTED_DATE)):
            continue
        fields.setdefault(_OF_THE_BOOK.get(name, name) if as_book else name, value)


def _parents(entry: RawEntry) -> Iterator[tuple[str, Place, bool]]:
    for name in ("crossref", "xdata"):
        if name in entry.fields:
            for key in entry.fields[name].value.split(","):
                yield key.strip(), entry.fields[name].value_place, name == "crossref"


def _joined(fields: dict[str, RawField]) -> dict[str, RawField]:
    """Return the fields with each subtitle behind its title."""
    joined = dict(fields)
    for sub, main in _SUBTITLES.items():
        if sub in joined and main in joined:
            title, subtitle = joined[main], joined.pop(sub)
            parting = " " if title.value.rstrip("} ")[-1:] in ("?", "!", ":") else ": "
            joined[main] = RawField(f"{title.value}{parting}{subtitle.value}", title.place, title.value_place)
    return joined


class _Reading:
    """One entry on its way to an item."""

    def __init__(self, entry: RawEntry, fields: Mapping[str, RawField], faults: Faults) -> None:
        self._entry = entry
        self._fields = fields
        self._faults = faults
        self._item: dict[str, Any] = {}
        self._kept: list[Line] = []
        self._places: dict[str, Place] = {"type": entry.type_place}
        self._written = {name: field.value for name, field in fields.items()} | {ENTRY_TYPE: entry.type}

    def item(self) -> Item:
        """Return the item that the entry is."""
        kind = self._kind()
        self._read_exact("type", kind)
        kind = self._item.setdefault("type", kind)
        texts = text_fields(kind)
        for name, field in self._fields.items():
            self._read_field(name, field, texts)
        self._read_parted_date()
        if self._entry.type in GENRES:
            self._item.setdefault("genre", GENRES[self._entry.type])
        for name in self._fields:
            if name.startswith(EXACT) and name != f"{EXACT}type":
                self._read_exact(_VARIABLES.get(name.removeprefix(EXACT), ""), kind)
        own = {
            name.removeprefix(OURS): read_value(" ".join(field.value.split()))
            for name, field in self._fields.items()
            if name.startswith(OURS)
        }
        item = with_lines({key: tidy(key, value) for key, value in self._item.items() if value}, self._kept)
        return Item(self._entry.key, item, own, str(own.pop("id", "")), self._entry.place, self._places)

    def _kind(self) -> str:
        """Return the CSL type; an entry type that would not be written so again is kept."""
        kind = TYPES[self._entry.type]
        subtype = self._fields.get("entrysubtype")
        if subtype is not None and kind == "article-journal" and subtype.value in SUBTYPES:
            kind = SUBTYPES[subtype.value]
        elif subtype is not None:
            self._keep("entrysubtype", subtype)
        if fields_of("type", kind, kind)[ENTRY_TYPE] != self._entry.type:
            self._kept.append(("tex.entrytype", self._entry.type))
        return kind

    def _read_field(self, name: str, field: RawField, texts: Mapping[str, str]) -> None:
        if name.startswith((EXACT, OURS)) or name in (*_PARTED_DATE, "entrysubtype") or not field.value.strip():
            return
        variable = NAMES.get(name) or DATES.get(name) or texts.get(name) or _LANGUAGE.get(name)
        value: Any = None
        if variable is not None and variable not in self._item:
            value = self._value(name, field.value)
        if value:
            self._set(str(variable), value, field)
        elif not self._is_web_of(name, field):
            self._keep(name, field)
            if name in DATES:
                self._say_kept(name, field)

    def _value(self, name: str, text: str) -> Any:  # noqa: ANN401 - a CSL value
        if name in NAMES:
            return read_names(text)
        if name in DATES:
            return edtf_text(text)
        if name in _LANGUAGE:
            word = from_latex(text)
            return LANGUAGES.get(word.lower()) or (word if name == "language" else None)
        if name in VERBATIM:
            return _verbatim(name, text)
        if name == "pages":
            return re.sub(r"(?<=\w)\s*[–—]\s*(?=\w)", "-", from_latex(text))
        whole = is_group(text.strip())
        return from_latex(text, case=name in TITLES and not whole)

    def _set(self, variable: str, value: Any, field: RawField) -> None:  # noqa: ANN401 - a CSL value
        self._item[variable] = value
        self._places[variable] = field.value_place

    def _keep(self, name: str, field: RawField) -> None:
        self._kept.append((f"tex.{name}", field.value))
        self._places.setdefault("note", field.value_place)

    def _say_kept(self, name: str, field: RawField) -> None:
        message = f"'{name} = {field.value}' is no date that EDTF can say: it is kept in the note"
        self._faults.warn(field.value_place, "KEPT", message)

    def _is_web_of(self, name: str, field: RawField) -> bool:
        """Whether a field is the address in an old entry's ``howpublished``, and taken as such."""
        match = re.fullmatch(r"\s*\\url\s*\{([^{}]+)\}\s*", field.value) if name == "howpublished" else None
        if match is None or "url" in self._fields:
            return False
        self._set("URL", _verbatim("url", match[1]), field)
        return True

    def _read_parted_date(self) -> None:
        """Read year, month and day where there is no date; what is no date is kept."""
        written = {name: self._fields[name] for name in _PARTED_DATE if name in self._fields}
        parts = {name: field for name, field in written.items() if field.value.strip()}
        texts = {name: from_latex(field.value) for name, field in parts.items()}
        date = from_bibtex(texts.get("year", ""), texts.get("month", ""), texts.get("day", ""))
        if date and "issued" not in self._item:
            self._set("issued", date, parts["year"])
            return
        for name, field in parts.items():
            self._keep(name, field)
            if "issued" not in self._item:
                self._say_kept(name, field)

    def _read_exact(self, variable: str, kind: str) -> None:
        """Take a variable's exact form, unless the fields beside it were changed since it was written."""
        field = self._fields.get(f"{EXACT}{variable.lower()}")
        if field is None:
            return
        value = read_value(" ".join(field.value.split()))
        value = value if variable in csl.NAMES else str(value)
        if still_says(variable, value, kind if variable != "type" else value, self._written):
            self._set(variable, value, field)


_LANGUAGE = {"langid": "language", "language": "language"}


def _verbatim(name: str, text: str) -> str:
    """Return an address or number; the backslashes that some programs put before signs are not part of it."""
    bare = re.sub(r"\{?\\([_%&#$~])(?:\{\})?\}?", r"\1", text.strip())
    return (
        re.sub(r"^(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", "", bare, flags=re.IGNORECASE)
        if name == "doi"
        else bare
    )
