"""The container of a Word file: parts, what each leads to, their content types, and the zip (ECMA-376 part 2)."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from briefwright.writers.docx.markup import attribute

CONTENT_TYPES = "[Content_Types].xml"
"""The name of the entry that says of what kind each part is; it comes first."""

_DECLARATION = "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"
_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
_ALWAYS = {"rels": "application/vnd.openxmlformats-package.relationships+xml", "xml": "application/xml"}
# The kinds that a name's ending tells; every other part is named with its own.
_BY_ENDING = frozenset(
    {
        *_ALWAYS.items(),
        ("bmp", "image/bmp"),
        ("emf", "image/x-emf"),
        ("fntdata", "application/x-fontdata"),
        ("gif", "image/gif"),
        ("jpe", "image/jpeg"),
        ("jpeg", "image/jpeg"),
        ("jpg", "image/jpeg"),
        ("png", "image/png"),
        ("tif", "image/tiff"),
        ("tiff", "image/tiff"),
        ("wdp", "image/vnd.ms-photo"),
        ("wmf", "image/x-wmf"),
    }
)


@dataclass(frozen=True, slots=True)
class Relationship:
    """That a part leads to another, or to an address outside the file: the kind of it, and to what."""

    kind: str
    target: Part | str


@dataclass(slots=True, eq=False)
class Part:
    """A part of a package: its name, which begins with a slash, its content type, its bytes, what it leads to."""

    name: str
    content_type: str
    blob: bytes = b""
    relationships: dict[str, Relationship] = field(default_factory=dict)

    @property
    def ending(self) -> str:
        """The ending of the name, without its full stop."""
        return posixpath.splitext(self.name)[1][1:]

    def relate(self, kind: str, target: Part | str, number: str) -> None:
        """Lead to another part, or to an address outside the file, under an id."""
        self.relationships[number] = Relationship(kind, target)


def entries_of(root: Part) -> dict[str, bytes]:
    """Return every entry of a package by its name; `root`, whose name is a slash, stands for the package itself."""
    parts = list(_below(root, []))
    entries = {CONTENT_TYPES: _content_types(parts)}
    for part in (root, *parts):
        if part is not root:
            entries[part.name[1:]] = part.blob
        if part.relationships:
            folder, file = posixpath.split(part.name)
            entries[posixpath.join(folder, "_rels", f"{file}.rels")[1:]] = _relationships(part, folder)
    return entries


def zipped(entries: Mapping[str, bytes], moment: tuple[int, int, int, int, int, int]) -> bytes:
    """Return a zip with entries in one order and of one moment, the content types first."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as target:
        for name in sorted(entries, key=lambda name: (name != CONTENT_TYPES, name)):
            entry = zipfile.ZipInfo(name, moment)
            entry.compress_type = zipfile.ZIP_DEFLATED
            # The machine that zipped is no one's business: always "MS-DOS", as Word writes.
            entry.create_system = 0
            target.writestr(entry, entries[name])
    return buffer.getvalue()


def _below(part: Part, visited: list[Part]) -> Iterator[Part]:
    """Return the parts to which a part leads, each once, and those to which they lead."""
    for each in part.relationships.values():
        if isinstance(each.target, Part) and each.target not in visited:
            visited.append(each.target)
            yield each.target
            yield from _below(each.target, visited)


def _content_types(parts: Iterable[Part]) -> bytes:
    defaults, overrides = dict(_ALWAYS), dict[str, str]()
    for part in parts:
        ending = part.ending.lower()
        if (ending, part.content_type) in _BY_ENDING:
            defaults[ending] = part.content_type
        else:
            overrides[part.name] = part.content_type
    lines = [_element("Default", Extension=name, ContentType=kind) for name, kind in sorted(defaults.items())]
    lines += [_element("Override", PartName=name, ContentType=kind) for name, kind in sorted(overrides.items())]
    return f'{_DECLARATION}<Types xmlns="{_TYPES}">{"".join(lines)}</Types>'.encode()


def _relationships(part: Part, folder: str) -> bytes:
    lines = (_relationship(number, each, folder) for number, each in part.relationships.items())
    return f'{_DECLARATION}<Relationships xmlns="{_RELATIONSHIPS}">{"".join(lines)}</Relationships>'.encode()


def _relationship(number: str, each: Relationship, folder: str) -> str:
    if isinstance(each.target, Part):
        inside = posixpath.relpath(each.target.name, folder)
        return _element("Relationship", Id=number, Type=each.kind, Target=inside)
    return _element("Relationship", Id=number, Type=each.kind, Target=each.target, TargetMode="External")


def _element(name: str, **attributes: str) -> str:
    written = "".join(f' {key}="{attribute(text)}"' for key, text in attributes.items())
    return f"<{name}{written}/>"
