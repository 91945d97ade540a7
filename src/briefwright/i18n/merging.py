"""A catalogue brought up to date with its source: nothing that a translator has written is ever lost."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from difflib import SequenceMatcher

from briefwright.i18n.po import FUZZY, Catalogue, Earlier, Entry, Key

# How alike two texts of one place must be, of several that changed, for one to be taken for the other.
_ALIKE = 0.6
_COMPARED = 2_000
_NUMBER = re.compile(r"/\d+(?=/)")


def merged(catalogue: Catalogue, wanted: Iterable[Entry]) -> Catalogue:
    """Return a catalogue with exactly the wanted texts, in their order, and what else it held as obsolete.

    A translation stays with its text. That of a text that has changed becomes fuzzy and keeps the earlier text;
    that of a text that is gone becomes obsolete. Entries without a translator's work go.
    """
    return _Merge(catalogue).with_texts(tuple(wanted))


class _Merge:
    """One merging: the entries that no text has taken up yet."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._free: dict[int, Entry] = dict(enumerate(catalogue.entries))
        self._by_key = _indexed((entry.key, index) for index, entry in self._free.items())
        self._by_context = _indexed((_place_of(entry), index) for index, entry in self._free.items())
        self._by_text = _indexed((entry.msgid, index) for index, entry in self._free.items())
        self._forms = _forms_of(catalogue)
        self._at_place: dict[Key | str, list[int]] = {}

    def with_texts(self, wanted: tuple[Entry, ...]) -> Catalogue:
        """Return the catalogue with the wanted texts: each gets the best that is still free, the surest first."""
        found: dict[int, Entry] = {}
        self._at_place = _indexed((entry.context or "", index) for index, entry in enumerate(wanted))
        for rule in (self._same, self._moved, self._changed, self._elsewhere):
            for index, entry in enumerate(wanted):
                if index not in found:
                    match = rule(entry)
                    if match is not None:
                        found[index] = match
        kept = [found.get(index) or self._untranslated(entry) for index, entry in enumerate(wanted)]
        gone = [self._obsolete(entry) for entry in self._free.values() if entry.has_work]
        return replace(self._catalogue, entries=(*kept, *gone))

    def _same(self, wanted: Entry) -> Entry | None:
        """Return the entry of the very text at the very place."""
        candidates = [index for index in self._by_key.get(wanted.key, ()) if self._fits(index, wanted)]
        candidates.sort(key=lambda index: self._free[index].obsolete)
        return self._taken(candidates[0], wanted) if candidates else None

    def _moved(self, wanted: Entry) -> Entry | None:
        """Return the entry of the text at another number of the same list."""
        for index in self._by_context.get(_place_of(wanted), ()):
            if self._fits(index, wanted) and self._free[index].msgid == wanted.msgid:
                return self._taken(index, wanted)
        return None

    def _changed(self, wanted: Entry) -> Entry | None:
        """Return, fuzzy, the translation of what the text at this place was before."""
        if wanted.context is None:
            return None
        candidates = [
            index
            for index in self._by_context.get(_place_of(wanted), ())
            if self._fits(index, wanted) and self._is_translated_here(index, wanted)
        ]
        best = max(candidates, key=lambda index: _likeness(self._free[index].msgid, wanted.msgid), default=None)
        shared = len(self._at_place.get(wanted.context, ())) > 1
        if best is None or (shared and _likeness(self._free[best].msgid, wanted.msgid) < _ALIKE):
            return None
        return self._fuzzy(best, wanted)

    def _is_translated_here(self, index: int, wanted: Entry) -> bool:
        entry = self._free[index]
        return any(entry.strings) and not entry.obsolete and entry.context == wanted.context

    def _fits(self, index: int, wanted: Entry) -> bool:
        """Tell whether an entry is free still, and has no more wordings than a text can take."""
        entry = self._free.get(index)
        forms = self._forms if wanted.plural else 1
        return entry is not None and bool(entry.plural) == bool(wanted.plural) and len(entry.strings) <= forms

    def _elsewhere(self, wanted: Entry) -> Entry | None:
        """Return, fuzzy, the translation of the same text at another place, which may need other words there."""
        for index in self._by_text.get(wanted.msgid, ()):
            if self._fits(index, wanted) and any(self._free[index].strings):
                return self._fuzzy(index, wanted)
        return None

    def _taken(self, index: int, wanted: Entry) -> Entry:
        old = self._free.pop(index)
        new = replace(
            wanted,
            strings=self._fitted(old, wanted),
            comments=old.comments,
            flags=tuple(dict.fromkeys((*old.flags, *wanted.flags))),
            earlier=old.earlier,
        )
        return new if len(new.strings) == len(old.strings) and old.plural == wanted.plural else _of(old, new)

    def _fuzzy(self, index: int, wanted: Entry) -> Entry:
        old = self._free[index]
        return _of(old, self._taken(index, wanted))

    def _fitted(self, old: Entry, wanted: Entry) -> tuple[str, ...]:
        """Return the wordings of an entry, as many as the text needs."""
        forms = self._forms if wanted.plural else 1
        return (*old.strings, *[""] * (forms - len(old.strings)))

    def _untranslated(self, wanted: Entry) -> Entry:
        return replace(wanted, strings=("",) * (self._forms if wanted.plural else 1))

    @staticmethod
    def _obsolete(entry: Entry) -> Entry:
        return replace(entry, obsolete=True, references=(), notes=())


def _of(old: Entry, new: Entry) -> Entry:
    """Return an entry marked as translated from another text; of several earlier ones that which was translated."""
    if not any(new.strings):
        return new
    earlier = old.earlier if old.is_fuzzy and old.earlier else Earlier(old.msgid, old.plural)
    return replace(new.flagged(FUZZY, on=True), earlier=earlier)


def _forms_of(catalogue: Catalogue) -> int:
    match = re.match(r"\s*nplurals\s*=\s*(\d)", catalogue.header.get("Plural-Forms", ""))
    return max(1, int(match[1])) if match else 2


def _place_of(entry: Entry) -> str:
    """Return the context of an entry without its numbers, which change when a list does."""
    return _NUMBER.sub("/", entry.context or "")


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, one[:_COMPARED], other[:_COMPARED], autojunk=False).ratio()


def _indexed(pairs: Iterable[tuple[Key | str, int]]) -> dict[Key | str, list[int]]:
    found: dict[Key | str, list[int]] = {}
    for key, index in pairs:
        found.setdefault(key, []).append(index)
    return found
