"""What a document was really made of, so that it is made anew when that has changed, and only then.

Every record that a layout, a citation or a rule asks the base for is noted as it is handed out; whoever goes
through a whole section has used all of it. What was used is kept as a need: its name, such as ``record one``,
and the hash of what it was. Nothing here can make a document stale: what is not asked for cannot be in it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, TypeVar

from briefwright.briefs.selection import Selection
from briefwright.cache import key_of
from briefwright.facts.base import SECTION_NAMES, FactBase
from briefwright.i18n.po import Catalogue

T = TypeVar("T")

ABSENT = "absent"
"""The hash of what is not there."""


@dataclass(slots=True)
class Uses:
    """The ids of the records that were asked for, the names of the sections that were gone through.

    `selections` are those of other briefs that were drawn on.
    """

    records: set[str] = field(default_factory=set)
    sections: set[str] = field(default_factory=set)
    selections: list[Selection] = field(default_factory=list)

    def add(self, other: Uses) -> None:
        """Take what was used elsewhere as used here too."""
        self.records |= other.records
        self.sections |= other.sections

    def noting(self, selection: Selection) -> Selection:
        """Return a selection that notes here what is asked of its base."""
        return replace(selection, base=self.noting_base(selection.base))

    def noting_base(self, base: FactBase) -> FactBase:
        """Return a base that notes here what is asked of it."""
        noted: dict[str, Any] = {name: _Noted(base.section(name), name, self) for name in SECTION_NAMES}
        return replace(base, **noted, origins=_Noted(base.origins, "", self))


class _Noted(Mapping[str, T]):
    """A section of a base, or its origins, that notes what is asked of it."""

    def __init__(self, inner: Mapping[str, T], section: str, uses: Uses) -> None:
        self._inner = inner
        self._section = section
        self._uses = uses

    def __getitem__(self, record_id: str) -> T:
        self._uses.records.add(record_id)
        return self._inner[record_id]

    def __contains__(self, record_id: object) -> bool:
        self._uses.records.add(str(record_id))
        return record_id in self._inner

    def __iter__(self) -> Iterator[str]:
        self._uses.sections.update([self._section] if self._section else SECTION_NAMES)
        return iter(self._inner)

    def __len__(self) -> int:
        self._uses.sections.update([self._section] if self._section else SECTION_NAMES)
        return len(self._inner)


class Present:
    """What the records of a base, as one audience reads them in one language, are now."""

    def __init__(self, base: FactBase, view: FactBase, language: str) -> None:
        self._base = base
        self._view = view
        self._language = language
        self._records: dict[str, str] = {}

    def record(self, record_id: str) -> str:
        """Return the hash of a record: its content, what the audience may not see of it, and its translations."""
        known = self._records.get(record_id)
        if known is None:
            known = self._records[record_id] = self._hash_of(record_id)
        return known

    def _hash_of(self, record_id: str) -> str:
        if record_id not in self._base.origins:
            return ABSENT
        omitted = self._omitted.get(record_id, ())
        hidden = "unnamed" if record_id in self._view.unnamed else ""
        # Where a record is written is looked up only where there are translations: it takes as long as all else.
        texts = self.texts(f"{self._base.origins[record_id].section}/{record_id}") if self._texts else ""
        return key_of(self._base.digest(record_id), hidden, *omitted, texts)

    def section(self, name: str) -> str:
        """Return the hash of a section: of each of its records, in their order."""
        return self._sections[name]

    @property
    def hidden(self) -> str:
        """The hash of what the audience may not see, whoever has used it."""
        records = sorted(self._omitted)
        return key_of(*(part for record_id in records for part in (record_id, self.record(record_id))))

    def texts(self, context: str) -> str:
        """Return the hash of the translations of a record or a brief, by the context of its texts."""
        return self._texts.get(context, "")

    @cached_property
    def _sections(self) -> Mapping[str, str]:
        return {
            name: key_of(*(part for known in self._base.section(name) for part in (known, self.record(known))))
            for name in SECTION_NAMES
        }

    @cached_property
    def _omitted(self) -> Mapping[str, tuple[str, ...]]:
        found: defaultdict[str, list[str]] = defaultdict(list)
        for omission in self._view.omissions:
            found[omission.record].append(repr(omission))
        return {record_id: tuple(omissions) for record_id, omissions in found.items()}

    @cached_property
    def _texts(self) -> Mapping[str, str]:
        catalogue = self._base.translations.texts.get(self._language)
        parts: defaultdict[str, list[str]] = defaultdict(list)
        for context, text in _translated(catalogue) if catalogue is not None else ():
            parts[_owner_of(context)].append(text)
        return {context: key_of(*texts) for context, texts in parts.items()}


def _owner_of(context: str) -> str:
    """Return the context of the record, brief or addressee that a text belongs to."""
    parts = context.split("/")
    return "/".join(parts[: 4 if parts[2:3] == ["addressees"] else 2])


def _translated(catalogue: Catalogue) -> Iterable[tuple[str, str]]:
    """Return the context of each entry of a catalogue, with all that counts of it."""
    for (context, text), entry in catalogue.by_key.items():
        yield context, "\0".join((context, text, "fuzzy" if entry.is_fuzzy else "", *entry.strings))
