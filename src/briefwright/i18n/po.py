"""Catalogues of translations in gettext's .po format: what one holds, entry by entry, with the place of each.

Nothing of a file is dropped: translators' comments, flags, earlier wordings, obsolete entries and every field of
the header go out as they came in. Babel drops earlier wordings and fields that it does not know, polib the earlier
wordings of obsolete entries, and takes a quotation mark that is missing for nothing; so reading and writing are our
own (GNU gettext manual, "The Format of PO Files").
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from briefwright.faults import Place

FUZZY = "fuzzy"
Key = tuple[str, str]
"""What tells an entry from the others of its catalogue: its context and its text."""


@dataclass(frozen=True, slots=True)
class Earlier:
    """What the source said when an entry was translated (``#|``)."""

    msgid: str
    plural: str = ""
    context: str | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """One text and its translation, one wording for each plural form.

    `comments` are the translator's, `notes` the program's for the translator (``#.``), `references` where the text
    stands (``#:``). `lines` are those of the file at which the text and each wording of the translation start.
    """

    msgid: str
    strings: tuple[str, ...] = ("",)
    plural: str = ""
    context: str | None = None
    comments: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    earlier: Earlier | None = None
    obsolete: bool = False
    line: int = field(default=1, compare=False)
    lines: tuple[int, ...] = field(default=(), compare=False)

    @property
    def key(self) -> Key:
        """Its context and its text."""
        return (self.context or "", self.msgid)

    @property
    def is_fuzzy(self) -> bool:
        """Whether its translation is of another text, or not known to be right."""
        return FUZZY in self.flags

    @property
    def is_done(self) -> bool:
        """Whether every form of it is translated, and known to be."""
        return all(self.strings) and not self.is_fuzzy and not self.obsolete

    @property
    def has_work(self) -> bool:
        """Whether it holds anything of a translator's."""
        return any(self.strings) or bool(self.comments)

    def flagged(self, flag: str, on: bool) -> Entry:
        """Return it with a flag, or without."""
        others = tuple(other for other in self.flags if other != flag)
        return replace(self, flags=(flag, *others) if on else others)


@dataclass(frozen=True)
class Catalogue:
    """The translations of one file: its header, by field, and its entries in their order."""

    path: str
    header: Mapping[str, str]
    entries: tuple[Entry, ...] = ()
    comments: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()

    @cached_property
    def by_key(self) -> Mapping[Key, Entry]:
        """The entries that are not obsolete, by context and text."""
        return {entry.key: entry for entry in self.entries if not entry.obsolete}

    @property
    def is_reviewed(self) -> bool:
        """Whether somebody who reads the language natively has said that it is right (``X-Reviewed-By``)."""
        return bool(self.header.get(REVIEWED_BY, "").strip())

    def place(self, entry: Entry) -> Place:
        """Return where an entry stands."""
        return Place(self.path, entry.line)

    def place_of_string(self, entry: Entry, index: int) -> Place:
        """Return where a wording of an entry's translation stands."""
        return Place(self.path, entry.lines[index] if index < len(entry.lines) else entry.line)


REVIEWED_BY = "X-Reviewed-By"
"""The field of a header that names who has reviewed the translations."""


def header_fields(text: str) -> dict[str, str]:
    """Return the fields of a header by name, in their order."""
    fields: dict[str, str] = {}
    for line in text.split("\n"):
        name, colon, value = line.partition(":")
        if colon and name.strip():
            fields[name.strip()] = value.strip()
    return fields


def new_header(language: str, plural_forms: str, project: str) -> dict[str, str]:
    """Return the header of a new catalogue; no clock is asked, so that the same texts make the same file."""
    fields = {
        "Project-Id-Version": project,
        "PO-Revision-Date": "",
        "Last-Translator": "",
        "Language-Team": "",
        "Language": language.replace("-", "_"),
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": plural_forms,
        REVIEWED_BY: "",
    }
    if not language:
        del fields["Plural-Forms"], fields[REVIEWED_BY]
    return fields


def entries_in_order(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """Return the entries as a file has them: those that are obsolete at its end."""
    return tuple(sorted(entries, key=lambda entry: entry.obsolete))
