"""A .po file, read: every entry with its lines, or every fault of the file with its place."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

from briefwright.faults import Faults, Place
from briefwright.files import FileRefused, read_file
from briefwright.i18n.characters import FORBIDDEN
from briefwright.i18n.po import Catalogue, Earlier, Entry, header_fields

MAX_BYTES = 10_000_000
MAX_ENTRIES = 50_000
MAX_TEXT = 200_000
_MOST_FAULTS = 50

_TEXT = re.compile(
    r'(?P<keyword>msgctxt|msgid_plural|msgid|msgstr(?:\[\d{1,2}\])?)?[ \t]*"(?P<text>(?:[^"\\]|\\.)*)"'
)
_ESCAPE = re.compile(r"\\(.)")
_ESCAPED = {"n": "\n", "t": "\t", "r": "\r", '"': '"', "\\": "\\"}
_CHARSET = re.compile(r"charset=([\w.:-]+)", re.ASCII)
_ORDER = {"msgctxt": 0, "msgid": 1, "msgid_plural": 2, "msgstr": 3}


class _Broken(Exception):
    """Raised for a line after which the entry makes no sense; the message says what was expected."""


@dataclass
class _Draft:
    """An entry in the making; once its translation has begun, what follows belongs to the next one."""

    line: int = 0
    obsolete: bool = False
    texts: dict[str, list[str]] = field(default_factory=dict)
    earlier: dict[str, list[str]] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    comments: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    references: list[str] = field(default_factory=list)
    flags: list[str] = field(default_factory=list)
    open: list[str] | None = None
    is_translated: bool = False

    @property
    def has_text(self) -> bool:
        """Whether any of its texts has begun."""
        return bool(self.texts)


def read_po(path: Path, root: Path, faults: Faults) -> Catalogue | None:
    """Return the catalogue in a file of the dossier in `root`, or None after reporting why it has none."""
    name = path.relative_to(root).as_posix()
    try:
        data = read_file(path, root, MAX_BYTES)
    except FileRefused as refused:
        faults.error(Place(name), refused.code, str(refused))
        return None
    return parse_bytes(data, name, faults)


def parse_bytes(data: bytes, name: str, faults: Faults) -> Catalogue | None:
    """Return the catalogue that the bytes of a file hold, or None after reporting what is wrong with them."""
    try:
        return parse_po(data.decode("utf-8-sig"), name, faults)
    except UnicodeDecodeError as error:
        before = data[: error.start]
        place = Place(name, before.count(b"\n") + 1, error.start - before.rfind(b"\n"))
        message = f"byte 0x{data[error.start]:02x} is not UTF-8: save the file as UTF-8, and say so in its header"
        faults.error(place, "ENCODING", message)
        return None


def parse_po(text: str, name: str, faults: Faults) -> Catalogue | None:
    """Return the catalogue that a text holds, or None after reporting what is wrong with it."""
    before = len(faults.errors)
    reading = _Reading(name, faults, clean=not FORBIDDEN.search(text))
    for number, line in enumerate(text.replace("\r\n", "\n").split("\n"), 1):
        reading.take(number, line)
        if reading.broken > _MOST_FAULTS:
            return None
    reading.close()
    if len(faults.errors) > before:
        return None
    return reading.catalogue()


class _Reading:
    """One reading of a file, line by line."""

    def __init__(self, name: str, faults: Faults, clean: bool) -> None:
        self._name = name
        self._clean = clean
        """Whether no character of the file is forbidden, so that only an escape could make one."""
        self._faults = faults
        self._draft = _Draft()
        self._skipping = False
        self.broken = 0
        self._entries: list[Entry] = []
        self._first: dict[tuple[str | None, str, bool], int] = {}

    def catalogue(self) -> Catalogue | None:
        """Return what was read, or None after reporting that its header is no header."""
        header, *others = self._entries or [Entry("x")]
        place = Place(self._name, header.line)
        if header.msgid or header.context is not None:
            message = 'the file has no header: it starts with msgid "" and the fields of the header as its msgstr'
            self._faults.error(place, "PO-HEADER", message)
            return None
        fields = header_fields(header.strings[0])
        charset = _CHARSET.search(fields.get("Content-Type", ""))
        if charset is None or charset[1].upper() not in ("UTF-8", "UTF8"):
            found = f"'{charset[1]}'" if charset else "none"
            message = f"the header's charset is {found}: write Content-Type: text/plain; charset=UTF-8"
            self._faults.error(place, "PO-HEADER", message)
            return None
        return Catalogue(self._name, fields, tuple(others), header.comments, header.flags)

    def take(self, number: int, line: str) -> None:
        """Read a line; after one that makes no sense, the rest of its entry is passed over."""
        if self._goes_on(line):
            return
        stripped = line.strip()
        self._skipping = self._skipping and bool(stripped)
        if self._skipping:
            return
        try:
            if not stripped:
                self._finish_if_translated()
            elif stripped.startswith("#"):
                self._take_comment(number, stripped)
            else:
                self._take_text(number, stripped, obsolete=False)
        except _Broken as broken:
            self._faults.error(Place(self._name, number, len(line) - len(line.lstrip()) + 1), "PO", str(broken))
            self._draft, self._skipping = _Draft(), True
            self.broken += 1

    def _goes_on(self, line: str) -> bool:
        """Take a line that only goes on with the text of the line above, as most lines do; tell whether it did."""
        plain = line[:1] == '"' == line[-1:] and line.count('"') == 2 and "\\" not in line
        if not plain or self._skipping or self._draft.open is None or not self._draft.texts:
            return False
        self._draft.open.append(line[1:-1])
        return True

    def close(self) -> None:
        """Read the end of the file."""
        draft = self._draft
        try:
            if draft.has_text or draft.earlier:
                self._finish()
        except _Broken as broken:
            self._faults.error(Place(self._name, draft.line or 1), "PO", str(broken))

    def _take_comment(self, number: int, line: str) -> None:
        if line.startswith("#~"):
            self._take_obsolete(number, line[2:])
            return
        self._finish_if_translated()
        if self._draft.has_text:
            raise _Broken("a comment stands inside an entry: put it above the entry's first line")
        kind, rest = line[:2], line[2:].strip()
        if kind == "#|":
            self._take_earlier(rest)
        elif kind == "#,":
            self._draft.flags += [flag.strip() for flag in rest.split(",") if flag.strip()]
        elif kind == "#.":
            self._draft.notes.append(rest)
        elif kind == "#:":
            self._draft.references += rest.split()
        else:
            self._draft.comments.append(line[1:].removeprefix(" "))

    def _take_obsolete(self, number: int, rest: str) -> None:
        rest = rest.strip()
        if rest.startswith("|"):
            self._finish_if_translated()
            self._take_earlier(rest[1:].strip())
        elif rest.startswith("#"):
            self._take_comment(number, rest)
        elif rest:
            self._take_text(number, rest, obsolete=True)

    def _take_earlier(self, rest: str) -> None:
        keyword, text = self._text_of(rest)
        if keyword:
            self._draft.open = self._draft.earlier.setdefault(keyword, [])
        if self._draft.open is None:
            raise _Broken('a text without its keyword: expected msgid "…"')
        self._draft.open.append(text)

    def _take_text(self, number: int, line: str, obsolete: bool) -> None:
        keyword, text = self._text_of(line)
        if keyword in ("msgctxt", "msgid"):
            self._finish_if_translated()
        draft = self._draft
        if keyword:
            self._check_order(keyword)
            draft.line = draft.line or number
            draft.obsolete = draft.obsolete or obsolete
            draft.lines[keyword] = number
            draft.is_translated = draft.is_translated or keyword.startswith("msgstr")
            draft.open = draft.texts.setdefault(keyword, [])
        if draft.open is None or not draft.has_text:
            raise _Broken('a text without its keyword: expected msgid "…" or msgstr "…" above it')
        draft.open.append(text)

    def _check_order(self, keyword: str) -> None:
        texts, kind = self._draft.texts, keyword.partition("[")[0]
        if keyword in texts:
            raise _Broken(f"a second {keyword}: an entry has one; is a msgstr missing above?")
        if any(_ORDER[other.partition("[")[0]] > _ORDER[kind] for other in texts):
            raise _Broken(f"{keyword} stands too late: an entry is msgctxt, msgid, msgid_plural, msgstr")
        if kind == "msgstr" and "msgid" not in texts:
            raise _Broken('a msgstr without its msgid: expected msgid "…" above it')

    @staticmethod
    def _text_of(line: str) -> tuple[str, str]:
        match = _TEXT.fullmatch(line)
        if match is None:
            raise _Broken('not readable as .po: expected msgid "…" or msgstr "…", with both quotation marks')
        return match["keyword"] or "", match["text"]

    # ---------------------------------------------------------- an entry is whole

    def _finish_if_translated(self) -> None:
        if self._draft.is_translated:
            self._finish()

    def _finish(self) -> None:
        draft, self._draft = self._draft, _Draft()
        if not draft.is_translated:
            raise _Broken('an entry without its msgstr: write msgstr "" where it is not translated')
        entry = self._entry(draft)
        if len(self._entries) >= MAX_ENTRIES:
            raise _Broken(f"the file holds more than {MAX_ENTRIES:,} entries: split it")
        self._refuse_duplicate(entry)
        self._entries.append(entry)

    def _entry(self, draft: _Draft) -> Entry:
        forms = [keyword for keyword in draft.texts if keyword.startswith("msgstr")]
        plural = "msgid_plural" in draft.texts
        if forms != ([f"msgstr[{index}]" for index in range(len(forms))] if plural else ["msgstr"]):
            raise _Broken(
                "wrong forms: write one msgstr, or msgstr[0], msgstr[1], … in their order after msgid_plural"
            )
        texts = {keyword: self._joined(pieces, draft) for keyword, pieces in draft.texts.items()}
        earlier = {keyword: self._joined(pieces, draft) for keyword, pieces in draft.earlier.items()}
        return Entry(
            msgid=texts["msgid"],
            strings=tuple(texts[form] for form in forms),
            plural=texts.get("msgid_plural", ""),
            context=texts.get("msgctxt"),
            comments=tuple(draft.comments),
            notes=tuple(draft.notes),
            references=tuple(draft.references),
            flags=tuple(dict.fromkeys(draft.flags)),
            earlier=_earlier(earlier),
            obsolete=draft.obsolete,
            line=draft.line,
            lines=tuple(draft.lines[form] for form in forms),
        )

    def _joined(self, pieces: list[str], draft: _Draft) -> str:
        text = "".join(pieces)
        escaped = "\\" in text
        if escaped:
            text = _ESCAPE.sub(_unescaped, text)
        if len(text) > MAX_TEXT:
            raise _Broken(f"a text of more than {MAX_TEXT:,} characters: split it")
        found = FORBIDDEN.search(text) if escaped or not self._clean else None
        if found is not None:
            message = f"the character U+{ord(found[0]):04X} is not allowed: delete it"
            self._faults.error(Place(self._name, draft.line), "CHARACTER", message)
        return text

    def _refuse_duplicate(self, entry: Entry) -> None:
        key = (entry.context, entry.msgid, entry.obsolete)
        if key in self._first and not entry.obsolete:
            message = f"this text is translated twice, first in line {self._first[key]}: keep one"
            self._faults.error(Place(self._name, entry.line), "DUPLICATE-ENTRY", message)
        self._first.setdefault(key, entry.line)


def _unescaped(match: re.Match[str]) -> str:
    if match[1] not in _ESCAPED:
        raise _Broken(f"'\\{match[1]}' is no escape: write \\n, \\t, \\\" or \\\\")
    return _ESCAPED[match[1]]


def _earlier(texts: dict[str, str]) -> Earlier | None:
    if "msgid" not in texts:
        return None
    return Earlier(texts["msgid"], texts.get("msgid_plural", ""), texts.get("msgctxt"))
