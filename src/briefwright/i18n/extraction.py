"""The words of Python files and Jinja templates that are translated, as entries of a catalogue."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from briefwright.i18n.po import Entry

_KEYWORDS: Mapping[str, tuple[int, ...] | None] = {
    **dict.fromkeys(("_", "_say", "_translate", "gettext", "message", "say", "translate")),
    **dict.fromkeys(("ngettext", "say_count"), (1, 2)),
}
_COMMENT = "Translators:"
_METHODS = {".py": "python", ".j2": "jinja2.ext:babel_extract"}
# As the layouts' own environment reads them.
_OPTIONS = {"trim_blocks": "true", "lstrip_blocks": "true", "silent": "false"}


@dataclass(frozen=True, slots=True)
class Written:
    """A file that holds words to translate: its path, as catalogues show it, and its bytes."""

    path: str
    data: bytes


def words_of(files: Iterable[Written]) -> Iterator[Entry]:
    """Return the words to translate of Python files and templates, in the order in which they are written."""
    from babel.messages.extract import extract

    for file in files:
        method = next(method for suffix, method in _METHODS.items() if file.path.endswith(suffix))
        source = io.BytesIO(file.data)
        for line, found, comments, _ in extract(method, source, _KEYWORDS, (_COMMENT,), _OPTIONS):
            texts = (found,) if isinstance(found, str) else tuple(found)
            if texts[0] and texts[0].strip():
                yield Entry(
                    msgid=texts[0],
                    plural=texts[1] if len(texts) > 1 else "",
                    strings=("",) * len(texts),
                    notes=_notes(comments),
                    references=(f"{file.path}:{line}",),
                )


def _notes(comments: Iterable[str]) -> tuple[str, ...]:
    return tuple(comment.removeprefix(_COMMENT).strip() for comment in comments)


def each_once(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Return the entries with each text once, and all places where it stands."""
    found: dict[tuple[str, str], Entry] = {}
    for entry in entries:
        key = (entry.msgid, entry.context or "")
        known = found.get(key)
        if known is None:
            found[key] = entry
            continue
        found[key] = replace(
            known if known.plural else entry,
            notes=tuple(dict.fromkeys((*known.notes, *entry.notes))),
            references=tuple(dict.fromkeys((*known.references, *entry.references))),
        )
    return tuple(found.values())
