"""Faults: what is wrong in a dossier, where, and what to do about it.

Comes in: nothing; this room knows no other. Goes out: `Place`, `Fault`, the exception `FaultsFound` that
carries all faults of a stage at once, and their wording as text, JSON and SARIF.

A fault is data about the *author's* files. A bug of ours is an ordinary exception and is never turned into one.
"""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Literal
from urllib.parse import quote

Severity = Literal["error", "warning"]
_LONGEST = 600
# What a message quotes is cut short, so that what it says about it is read.
_QUOTED = re.compile(r"""(?s)(?<![^\s(=])(['"])((?:(?!\1).){60})(?:(?!\1).){21,}\1""")
# Nobody mends more at a time, and a file made to tire its reader has no end of them.
MOST = 1_000
# Words longer than this, or further down a longer list, are not compared to find what was meant.
_LONGEST_WORD, _MOST_KNOWN = 80, 20_000


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A position in a file of the dossier: its path relative to the dossier, and 1-based line and column."""

    path: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One thing that is wrong: where, its documented code, and a sentence that says what to do."""

    place: Place
    code: str
    message: str
    severity: Severity = field(default="error", compare=False)

    def __str__(self) -> str:
        """Return it as one line, however long or broken the words are that it quotes."""
        mark = "" if self.severity == "error" else "warning: "
        message = _QUOTED.sub(r"\1\2…\1", " ".join(self.message.splitlines()))
        shown = message if len(message) <= _LONGEST else f"{message[:_LONGEST]}…"
        return f"{self.place}: {self.code} {mark}{shown}"


class FaultsFound(Exception):
    """Raised when a stage found faults; `faults` holds every one of them, sorted by place."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults: tuple[Fault, ...] = tuple(sorted(set(faults)))
        super().__init__("\n".join(map(str, self.faults)))


class MachineLacks(Exception):
    """Raised when the machine lacks something a build needs; the message says which, and how to install it."""


class Faults:
    """A collector: stages report into it and go on, so that all faults of all files appear together."""

    def __init__(self) -> None:
        self._found: dict[Fault, Fault] = {}
        self._errors = 0

    def error(self, place: Place, code: str, message: str) -> None:
        """Record a fault that stops the build.

        Raises:
            FaultsFound: it is one of more than a thousand; what comes after it is not looked for.

        """
        self._take(Fault(place, code, message))
        if self._errors > MOST:
            message = f"more than {MOST:,} faults: mend these first, the rest was not read"
            self._take(Fault(place, "TOO-MANY", message))
            raise FaultsFound(self.all)

    def warn(self, place: Place, code: str, message: str) -> None:
        """Record a fault that is told but stops the build only with ``--strict``."""
        self._take(Fault(place, code, message, "warning"))

    def extend(self, faults: Iterable[Fault]) -> None:
        """Record faults that another stage found."""
        for fault in faults:
            self._take(fault)

    def _take(self, fault: Fault) -> None:
        """Record a fault once; what is an error anywhere is an error."""
        known = self._found.get(fault)
        if known is None or fault.severity == "error" != known.severity:
            self._found[fault] = fault
            self._errors += fault.severity == "error"

    @property
    def errors(self) -> tuple[Fault, ...]:
        """The faults that stop the build, sorted by place."""
        return tuple(fault for fault in self.all if fault.severity == "error") if self._errors else ()

    @property
    def all(self) -> tuple[Fault, ...]:
        """Every fault, warnings included, each once, sorted by place; what is an error anywhere is an error."""
        return tuple(sorted(self._found.values()))

    def stop_if_any(self) -> None:
        """Raise `FaultsFound` with every fault so far if at least one of them is an error."""
        if self.errors:
            raise FaultsFound(self.all)


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return `` (did you mean 'x'?)`` for the nearest known word, or an empty string where none is near."""
    near = difflib.get_close_matches(word, _alike(word, known), n=1, cutoff=0.6)
    return f" (did you mean '{near[0]}'?)" if near else ""


def _alike(word: str, known: Iterable[str]) -> Iterator[str]:
    """Return the known words that are worth comparing: of about the length, and with the first or last letter."""
    if not 0 < len(word) <= _LONGEST_WORD:
        return
    for other in islice(known, _MOST_KNOWN):
        if other and abs(len(other) - len(word)) <= 3 and (other[0] == word[0] or other[-1] == word[-1]):
            yield other


def as_text(faults: Sequence[Fault]) -> str:
    """Return one line a fault: ``path:line:column: CODE message``."""
    return "\n".join(map(str, faults))


def as_json(faults: Sequence[Fault]) -> str:
    """Return the faults as a JSON array of objects with path, line, column, code, severity and message."""
    rows = [
        {
            "path": fault.place.path,
            "line": fault.place.line,
            "column": fault.place.column,
            "code": fault.code,
            "severity": fault.severity,
            "message": fault.message,
        }
        for fault in faults
    ]
    return json.dumps(rows, ensure_ascii=False, indent=2)


def as_sarif(faults: Sequence[Fault]) -> str:
    """Return the faults as a SARIF 2.1.0 log (OASIS), which code hosts and editors show in place."""
    results = [
        {
            "ruleId": fault.code,
            "level": fault.severity,
            "message": {"text": fault.message},
            "locations": [
                {
                    "physicalLocation": {
                        "artifactLocation": {"uri": quote(fault.place.path)},
                        "region": {"startLine": fault.place.line, "startColumn": fault.place.column},
                    }
                }
            ],
        }
        for fault in faults
    ]
    rules = [{"id": code} for code in sorted({fault.code for fault in faults})]
    driver = {"name": "briefwright", "rules": rules}
    log = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{"tool": {"driver": driver}, "results": results}],
    }
    return json.dumps(log, ensure_ascii=False, indent=2)
