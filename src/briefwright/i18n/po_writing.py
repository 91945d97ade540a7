"""A catalogue, written as gettext's own tools write it: read and written again, it is the same."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from briefwright.i18n.po import Catalogue, Entry, entries_in_order

_WIDTH = 79
_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"})
_WORD = re.compile(r" *[^ ]+ *")


def po_text(catalogue: Catalogue) -> str:
    """Return a catalogue as the text of a .po file."""
    header = Entry(
        msgid="",
        strings=("".join(f"{name}: {value}\n" for name, value in catalogue.header.items()),),
        comments=catalogue.comments,
        flags=catalogue.flags,
    )
    blocks = ("\n".join(_lines(entry)) for entry in (header, *entries_in_order(catalogue.entries)))
    return "\n\n".join(blocks) + "\n"


def _lines(entry: Entry) -> Iterator[str]:
    yield from (f"# {comment}".rstrip() for comment in entry.comments)
    yield from (f"#. {note}".rstrip() for note in entry.notes)
    yield from (f"#: {reference}" for reference in entry.references)
    if entry.flags:
        yield f"#, {', '.join(entry.flags)}"
    mark = "#~" if entry.obsolete else ""
    if entry.earlier is not None:
        earlier = entry.earlier
        yield from _marked(f"{mark or '#'}| ", _source(earlier.context, earlier.msgid, earlier.plural))
    yield from _marked(
        f"{mark} " if mark else "", [*_source(entry.context, entry.msgid, entry.plural), *_target(entry)]
    )


def _marked(mark: str, lines: Iterable[str]) -> Iterator[str]:
    return (f"{mark}{line}" for line in lines)


def _source(context: str | None, msgid: str, plural: str) -> list[str]:
    lines = list(_text("msgctxt", context)) if context is not None else []
    lines += _text("msgid", msgid)
    return [*lines, *_text("msgid_plural", plural)] if plural else lines


def _target(entry: Entry) -> Iterator[str]:
    if not entry.plural:
        yield from _text("msgstr", entry.strings[0])
        return
    for index, string in enumerate(entry.strings):
        yield from _text(f"msgstr[{index}]", string)


def _text(keyword: str, text: str) -> Iterator[str]:
    """Return the lines of a text: one where it fits, else an empty one and a line for each piece."""
    whole = text.translate(_ESCAPES)
    if len(keyword) + len(whole) + 3 <= _WIDTH and "\n" not in text[:-1]:
        yield f'{keyword} "{whole}"'
        return
    yield f'{keyword} ""'
    for line in text.splitlines(keepends=True) if "\n" in text else [text]:
        yield from (f'"{piece}"' for piece in _wrapped(line))


def _wrapped(line: str) -> Iterator[str]:
    """Return a line in pieces that fit, broken after spaces."""
    piece = ""
    for word in _WORD.findall(line) or [line]:
        escaped = word.translate(_ESCAPES)
        if piece and len(piece) + len(escaped.rstrip(" ")) + 2 > _WIDTH:
            yield piece
            piece = ""
        piece += escaped
    yield piece
