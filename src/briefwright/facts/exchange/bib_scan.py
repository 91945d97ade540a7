"""The entries of a BibTeX or BibLaTeX file as they are written, each field with its place.

Values keep their LaTeX; ``@string`` names and ``#`` are resolved. After a fault reading goes on at the next line
that starts an entry, so that one run tells everything.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NoReturn

from briefwright.facts.exchange.dates import MONTHS
from briefwright.faults import Faults, Place, did_you_mean

MAX_DEPTH = 40
_ENTRY = re.compile(r"@[ \t]*(?P<type>[A-Za-z][\w-]*)\s*(?P<open>[{(])")
_NEXT_ENTRY = re.compile(r"^[ \t]*@[ \t]*[A-Za-z][\w-]*\s*[{(]", re.MULTILINE)
# A value that holds a line like this one has lost the brace at its end.
_NEXT_FIELD = re.compile(r"\n[ \t]*[A-Za-z-]+[ \t]*=[ \t]*[{\"\w]")
_KEY = re.compile(r"[^\s,{}()\"#%=]+")
_NAME = re.compile(r"[A-Za-z][^\s,{}()\"#%'=]*")
_SPACE = re.compile(r"\s*")
# BibTeX counts every brace, one behind a backslash too.
_BRACE = re.compile(r"[{}\"]")


@dataclass(frozen=True, slots=True)
class RawField:
    """A field: its value without the outer braces or quotes, and where the name and the value stand."""

    value: str
    place: Place
    value_place: Place


@dataclass(frozen=True, slots=True)
class RawEntry:
    """An entry: its type in lower case, its key, and its fields by name in lower case."""

    type: str
    key: str
    place: Place
    type_place: Place
    fields: dict[str, RawField] = field(default_factory=dict)


def scan_bibtex(text: str, name: str, faults: Faults) -> tuple[RawEntry, ...]:
    """Return the entries of a file in their order; what is broken goes to `faults`."""
    return tuple(_Scanner(text, name, faults).entries())


class _Broken(Exception):
    """Raised inside this module once a fault has been reported, to go on at the next entry."""


class _Scanner:
    """One pass over a file: where it is, and the `@string` names so far."""

    def __init__(self, text: str, name: str, faults: Faults) -> None:
        self._text = text
        self._name = name
        self._faults = faults
        self._at = 0
        self._counted = (0, 1, 0)
        self._strings = {month: month for month in MONTHS}

    def entries(self) -> Iterator[RawEntry]:
        """Return every sound entry."""
        while (match := self._find_entry()) is not None:
            self._at = match.end()
            try:
                entry = self._entry(match)
            except _Broken:
                following = _NEXT_ENTRY.search(self._text, max(self._at, match.end()))
                self._at = following.start() if following else len(self._text)
                continue
            if entry is not None:
                yield entry

    def _find_entry(self) -> re.Match[str] | None:
        """Return the start of the next entry; words between entries are comments, a stray brace is not."""
        match = _ENTRY.search(self._text, self._at)
        stray = _SPACE.match(self._text, self._at).end()  # type: ignore[union-attr]
        if self._at and self._text[stray : stray + 1] in ("}", ")"):
            message = "a closing brace too many: one in the entry above closes a brace that is not its own"
            self._faults.error(self._place(stray), "BIBTEX", message)
        return match

    def _entry(self, match: re.Match[str]) -> RawEntry | None:
        kind = match["type"].lower()
        close = "}" if match["open"] == "{" else ")"
        opened = match.end() - 1
        if kind in ("comment", "preamble"):
            self._at = self._end_of_comment(opened, close)
            return None
        if kind == "string":
            for name, value in self._fields(opened, close):
                self._strings[name] = value.value
            return None
        start = match.start("type")
        key_at = self._skip()
        key = self._match(_KEY, "the key of the entry, as in @book{key, …}")
        entry = RawEntry(kind, key, self._place(key_at), self._place(start))
        if self._peek() != ",":
            self._close(opened, close)
            return entry
        self._at += 1
        for name, value in self._fields(opened, close):
            if name in entry.fields:
                first = entry.fields[name].place.line
                message = f"'{name}' is given twice in '{key}', first in line {first}: keep one"
                self._faults.error(value.place, "DUPLICATE-KEY", message)
            entry.fields.setdefault(name, value)
        return entry

    def _fields(self, opened: int, close: str) -> Iterator[tuple[str, RawField]]:
        """Return the fields up to the end of an entry."""
        while self._peek() != close:
            at = self._at
            name = self._match(_NAME, f"a field, or '{close}' at the end of the entry", opened).lower()
            if self._peek() != "=":
                self._say(self._at, f"expected '=' after '{name}'", opened)
            self._at += 1
            value_at = self._skip()
            yield name, RawField(self._value(opened), self._place(at), self._place(value_at))
            if self._peek() == ",":
                self._at += 1
            elif self._peek() != close:
                if self._at == len(self._text) or _NEXT_ENTRY.match(self._text, self._at):
                    swallowed = _NEXT_FIELD.search(self._text, value_at, self._at)
                    self._unclosed(value_at if swallowed else opened)
                self._say(self._at, f"expected ',' or '{close}' after the value of '{name}'", opened)
        self._at += 1

    def _close(self, opened: int, close: str) -> None:
        if self._peek() != close:
            self._say(self._at, f"expected ',' or '{close}' after the key", opened)
        self._at += 1

    def _value(self, opened: int) -> str:
        """Return a value: parts in braces, quotes, digits or names, joined by ``#``."""
        parts = [self._part(opened)]
        while self._peek() == "#":
            self._at += 1
            parts.append(self._part(opened))
        return "".join(parts)

    def _part(self, opened: int) -> str:
        start = self._skip()
        character = self._text[start : start + 1]
        if character == "{":
            end = self._closing(start)
        elif character == '"':
            end = self._closing(start, quoted=True)
        else:
            return self._named(opened)
        self._at = end + 1
        return self._text[start + 1 : end]

    def _named(self, opened: int) -> str:
        start = self._at
        word = self._match(_KEY, "a value in braces or quotes, a number, or the name of an @string", opened)
        if word.isdecimal() or word.lower() in self._strings:
            return self._strings.get(word.lower(), word)
        message = (
            f"no @string '{word}'{did_you_mean(word, self._strings)}: define it above, or put the text in braces"
        )
        self._faults.error(self._place(start), "BIBTEX", message)
        return ""

    def _closing(self, opened: int, *, quoted: bool = False) -> int:
        """Return where the brace or quotation mark closes that opens at a position."""
        end = self._balanced(opened, quoted=quoted)
        if _NEXT_ENTRY.search(self._text, opened + 1, end):
            self._unclosed(opened)
        return end

    def _balanced(self, opened: int, *, quoted: bool = False) -> int:
        depth = 0 if quoted else 1
        for match in _BRACE.finditer(self._text, opened + 1):
            sign = match[0]
            if sign == "{":
                depth += 1
            elif sign == "}":
                depth -= 1
            if (sign == '"' and quoted and depth == 0) or (sign == "}" and not quoted and depth == 0):
                return match.start()
            if depth < 0 or depth > MAX_DEPTH:
                words = (
                    "a closing brace without its opening one" if depth < 0 else f"more than {MAX_DEPTH} braces deep"
                )
                self._say(match.start(), words, opened)
        self._unclosed(opened)

    def _unclosed(self, opened: int) -> NoReturn:
        """Report a brace or quotation mark that is not closed, and go on at the next entry."""
        following = _NEXT_ENTRY.search(self._text, opened + 1)
        self._at = following.start() if following else len(self._text)
        where = f" before the next entry, in line {self._place(self._at).line}" if following else ""
        message = f"the {self._text[opened]} that opens here, or one behind it, is not closed{where}"
        self._faults.error(self._place(opened), "BIBTEX", message)
        raise _Broken

    def _end_of_comment(self, opened: int, close: str) -> int:
        """Return where a comment or preamble ends; it may hold whole entries."""
        if close == "}":
            return self._balanced(opened) + 1
        end = self._text.find(")", opened)
        return len(self._text) if end < 0 else end + 1

    def _match(self, pattern: re.Pattern[str], expected: str, opened: int | None = None) -> str:
        self._skip()
        match = pattern.match(self._text, self._at)
        if match is None:
            self._say(self._at, f"expected {expected}", opened)
        self._at = match.end()
        return match[0]

    def _skip(self) -> int:
        """Step over white space, and return where that leads."""
        match = _SPACE.match(self._text, self._at)
        self._at = match.end() if match else self._at
        return self._at

    def _peek(self) -> str:
        return self._text[self._skip() : self._at + 1]

    def _say(self, at: int, message: str, opened: int | None = None) -> NoReturn:
        """Report what is wrong at a position, and give the entry up; at the end of the file, where it opened."""
        if at >= len(self._text) and opened is not None:
            self._unclosed(opened)
        found = "" if at >= len(self._text) else f", found '{self._text[at : at + 12].splitlines()[0]}'"
        self._faults.error(self._place(at), "BIBTEX", f"{message}{found if message.startswith('expected') else ''}")
        raise _Broken

    def _place(self, at: int) -> Place:
        """Return the place of a position; positions mostly grow, so lines are counted on from the last one."""
        before, line, start = self._counted if self._counted[0] <= at else (0, 1, 0)
        line += self._text.count("\n", before, at)
        start = max(self._text.rfind("\n", before, at) + 1, start)
        self._counted = (at, line, start)
        return Place(self._name, line, at - start + 1)
