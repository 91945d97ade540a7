"""The custody log: who put which file into the archive, when, from where; each entry chained to the one before.

``archive/custody.jsonl`` holds an entry a line, in the canonical form of RFC 8785 (keys in order, no white space).
``hash`` is the SHA-256 of the entry without it, ``previous`` that of the whole line before, 64 zeros in the first.
So no byte of any line can change alone, and no line can go, come or move, without a place where the chain breaks.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

from briefwright.faults import Fault, Place

FOLDER = "archive"
LOG = f"{FOLDER}/custody.jsonl"
START = "0" * 64

_FILE = re.compile(rf"{FOLDER}/([0-9a-f]{{64}})\.[a-z0-9.]{{1,16}}")


@dataclass(frozen=True, slots=True)
class Entry:
    """One handling of a file: what was done, with which file of which source, by whom, when and from where.

    `name` is what the file was called where it came from, `captured` the date of the capture, where it was told.
    """

    action: str
    source: str
    file: str
    sha256: str
    size: int
    name: str
    by: str
    when: str
    origin: str = ""
    captured: str = ""
    previous: str = START

    @property
    def line(self) -> bytes:
        """The entry as its line of the log, without the line end."""
        values = asdict(self)
        values["from"] = values.pop("origin")
        return _canonical({**values, "hash": hashlib.sha256(_canonical(values)).hexdigest()})

    def same_handling(self, other: Entry) -> bool:
        """Tell whether two entries say the same but for when."""
        return replace(self, when="", previous="") == replace(other, when="", previous="")


def _canonical(values: dict[str, Any]) -> bytes:
    return json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def digest_of_line(line: bytes) -> str:
    """Return what the entry behind a line has as ``previous``."""
    return hashlib.sha256(line).hexdigest()


@dataclass(frozen=True, slots=True)
class Log:
    """A log as it was read: the entries that are sound, with their lines, and every fault of it.

    `head` is what the next entry has as ``previous``: whoever keeps it elsewhere can prove the log's end.
    """

    entries: tuple[tuple[int, Entry], ...]
    faults: tuple[Fault, ...]
    head: str = START

    def knows(self, source: str, file: str, sha256: str) -> bool:
        """Tell whether an entry says that a file was stored for a source."""
        return any((e.source, e.file, e.sha256) == (source, file, sha256) for _, e in self.entries)


def read_log(data: bytes) -> Log:
    """Return the log that a file holds, with a fault at every line that is altered, cut out, added or moved."""
    if not data:
        return Log((), ())
    lines = data.split(b"\n")
    faults = []
    if lines.pop():
        lines = data.split(b"\n")
        message = "the log breaks off in this line: every line of it ends with a line end"
        faults.append(Fault(Place(LOG, len(lines)), "CUSTODY-LOG", message))
    read = [_read(line) for line in lines]
    entries = tuple((number, entry) for number, entry in enumerate(read, 1) if entry is not None)
    faults += [_altered(number) for number, entry in enumerate(read, 1) if entry is None]
    return Log(entries, (*faults, *_breaks(lines, read)), digest_of_line(lines[-1]))


def _altered(number: int) -> Fault:
    message = "this line was altered: it is not the entry that was written, by its own hash"
    return Fault(Place(LOG, number), "CUSTODY-LOG", message)


def _read(line: bytes) -> Entry | None:
    """Return the entry that a line holds, byte for byte, or None."""
    try:
        values = json.loads(line)
        values["origin"] = values.pop("from")
        del values["hash"]
        entry = Entry(**values)
        sound = entry.line == line and _is_sound(entry)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None
    return entry if sound else None


def _is_sound(entry: Entry) -> bool:
    texts = [value for key, value in asdict(entry).items() if key != "size"]
    named = _FILE.fullmatch(entry.file)
    return all(isinstance(text, str) for text in texts) and named is not None and named[1] == entry.sha256


def _breaks(lines: Sequence[bytes], read: Sequence[Entry | None]) -> Iterator[Fault]:
    """Return a fault for each line that does not follow the one before it."""
    numbers = {digest_of_line(line): number for number, line in enumerate(lines, 1)}
    for number, entry in enumerate(read, 1):
        before = digest_of_line(lines[number - 2]) if number > 1 else START
        if entry is None or entry.previous == before:
            continue
        if entry.previous == START or entry.previous in numbers:
            after = f"line {numbers[entry.previous]}" if entry.previous in numbers else "nothing"
            message = f"this line was moved or stands here twice: it was written behind {after}"
        elif number > 1 and read[number - 2] is None:
            continue  # the line before was altered, which is told there
        else:
            message = "before this line one or more lines were cut out, or the line before was replaced"
        yield Fault(Place(LOG, number), "CUSTODY-LOG", message)
