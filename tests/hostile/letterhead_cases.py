"""Letterheads that carry macros, lead outside or unpack to more than a machine has."""

from __future__ import annotations

import io
import warnings
import zipfile
from collections.abc import Mapping

from facts.example import BRIEF
from hostile.dossiers import Hostile
from writers.docx_letterheads import letterhead


def _with(parts: Mapping[str, bytes], replaced: tuple[bytes, bytes] = (b"", b"")) -> bytes:
    """Return the letterhead with more parts, and with some words of its XML replaced."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(letterhead())) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            new.writestr(name, data.replace(*replaced) if replaced[0] else data)
        for name, data in parts.items():
            new.writestr(name, data)
    return made.getvalue()


def _case(data: bytes) -> Hostile:
    files: dict[str, str | bytes] = {
        "dossier.yaml": "title: Example dossier\nletterhead: head.docx\n",
        "head.docx": data,
        "briefs/one.yaml": BRIEF.replace("[html]", "[docx]"),
    }
    return Hostile(files, command="build")


_RELATIONSHIP = (
    b'<Relationship Id="rId900" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/%s" '
    b'Target="%s" TargetMode="External"/></Relationships>'
)


def _related(kind: bytes, target: bytes) -> Hostile:
    return _case(_with({}, (b"</Relationships>", _RELATIONSHIP % (kind, target))))


def _field(instruction: bytes) -> Hostile:
    field = b'<w:p><w:fldSimple w:instr="' + instruction + b'"><w:r><w:t>x</w:t></w:r></w:fldSimple></w:p>'
    return _case(_with({}, (b"</w:hdr>", field + b"</w:hdr>")))


def _beside(before: bytes, added: bytes) -> Hostile:
    """Return a letterhead with something put before a piece of its XML, once in each part that has it."""
    return _case(_with({}, (before, added + before)))


def _twice(name: str) -> bytes:
    made = io.BytesIO(letterhead())
    with warnings.catch_warnings(), zipfile.ZipFile(made, "a") as package:
        warnings.simplefilter("ignore")  # that a name comes twice is what is tried
        package.writestr(name, b"<a/>")
    return made.getvalue()


CASES: dict[str, Hostile] = {
    "letterhead-sound": _case(letterhead()),
    "letterhead-no-zip": _case(b"PK\x03\x04" + b"\x00" * 1_000),
    "letterhead-empty": _case(b""),
    "letterhead-huge": _case(b"\x00" * 21_000_000),
    "letterhead-bomb": _case(_with({"word/media/a.bin": b"\x00" * 150_000_000})),
    "letterhead-many-parts": _case(_with({f"word/media/{n}.bin": b"" for n in range(2_000)})),
    "letterhead-template": _related(b"attachedTemplate", b"https://example.org/a.dotm"),
    "letterhead-ole": _related(b"oleObject", b"file:///etc/passwd"),
    "letterhead-picture": _related(b"image", b"https://example.org/a.png"),
    "letterhead-script-link": _related(b"hyperlink", b"javascript:alert(1)"),
    "letterhead-subdocument": _related(b"subDocument", b"https://example.org/a.docx"),
    "letterhead-macros": _related(b"vbaProject", b"vbaProject.bin"),
    "letterhead-other-file": _beside(b"</w:body>", b'<w:altChunk r:id="rId900"/>'),
    "letterhead-hidden": _beside(b"</w:hdr>", b"<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>x</w:t></w:r></w:p>"),
    "letterhead-tracked": _beside(
        b"</w:body>", b'<w:p><w:del w:id="1" w:author="A"><w:r><w:delText>x</w:delText></w:r></w:del></w:p>'
    ),
    "letterhead-name-twice": _case(_twice("word/document.xml")),
    "letterhead-name-outside": _case(_with({"../../outside.xml": b"<a/>", "/etc/outside.xml": b"<a/>"})),
    "letterhead-dde": _field(b"DDEAUTO c:\\\\cmd.exe"),
    "letterhead-include": _field(b"INCLUDEPICTURE https://example.org/a.png"),
    "letterhead-entity": _case(
        _with({}, (b"<w:document ", b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><w:document '))
    ),
}
