"""A letterhead: the styles, header, footer and margins that a user's own Word document lends to a brief."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from itertools import count
from typing import NoReturn

import docx
from docx.opc.part import Part as LentPart
from docx.parts.document import DocumentPart
from lxml import etree

from briefwright.writers.docx import kinds
from briefwright.writers.docx.guard import LetterheadRefused, refuse_danger
from briefwright.writers.docx.markup import parse, r, w
from briefwright.writers.docx.opc import Part
from briefwright.writers.docx.page import HeaderKind, Margins
from briefwright.writers.docx.pictures import without_metadata

_OFF = frozenset({"0", "false", "off"})
_KINDS: dict[str, HeaderKind] = {w("headerReference"): "header", w("footerReference"): "footer"}


@dataclass(frozen=True, slots=True)
class LentHeader:
    """A header or footer of a letterhead, with the pictures and links in it."""

    kind: HeaderKind
    place: str
    part: Part


@dataclass(frozen=True, slots=True)
class Letterhead:
    """What a letterhead lends; its text stays behind."""

    styles: bytes
    numbering: bytes | None
    parts: tuple[tuple[str, Part], ...]
    headers: tuple[LentHeader, ...]
    margins: Margins
    first_differs: bool
    even_and_odd: bool


def open_letterhead(data: bytes) -> Letterhead:
    """Return what a letterhead lends; raises `LetterheadRefused` where it holds what must not enter a brief."""
    refuse_danger(data)
    try:
        main = docx.Document(io.BytesIO(data)).part
        return _letterhead(main)
    except (KeyError, AttributeError, ValueError) as error:
        if isinstance(error, LetterheadRefused):
            raise
        # python-docx meets missing parts and dangling relationships with whatever comes first.
        raise LetterheadRefused([f"is damaged ({error})"]) from error


def _letterhead(main: DocumentPart) -> Letterhead:
    section = next(main.element.iter(w("sectPr")), etree.Element(w("sectPr")))
    settings = _blob(main, kinds.SETTINGS)
    numbers = count(1)
    return Letterhead(
        styles=_blob(main, kinds.STYLES) or _refuse("has no styles"),
        numbering=_blob(main, kinds.NUMBERING),
        parts=(
            *((kinds.THEME, _as_it_is(part, {})) for part in _related(main, kinds.THEME)),
            *((kinds.FONT_TABLE, _fonts(part)) for part in _related(main, kinds.FONT_TABLE)),
        ),
        headers=tuple(_headers(main, section, numbers)),
        margins=_margins(section),
        first_differs=_is_on(section, "titlePg"),
        even_and_odd=settings is not None and _is_on(parse(settings), "evenAndOddHeaders"),
    )


def _refuse(reason: str) -> NoReturn:
    """Refuse the letterhead for one reason."""
    raise LetterheadRefused([reason])


def _related(main: LentPart, kind: str) -> Iterator[LentPart]:
    return (each.target_part for each in main.rels.values() if each.reltype == kind and not each.is_external)


def _blob(main: LentPart, kind: str) -> bytes | None:
    return next((part.blob for part in _related(main, kind)), None)


def _as_it_is(part: LentPart, taken: dict[LentPart, Part]) -> Part:
    """Return a part as the letterhead has it, with all parts to which it leads; `taken` are those that we have."""
    if part not in taken:
        taken[part] = copy = Part(str(part.partname), part.content_type, part.blob)
        for number, each in part.rels.items():
            target = each.target_ref if each.is_external else _as_it_is(each.target_part, taken)
            copy.relate(each.reltype, target, number)
    return taken[part]


def _is_on(parent: etree._Element, name: str) -> bool:
    """Return whether a switch is there and not turned off."""
    element = parent.find(w(name))
    return element is not None and element.get(w("val"), "1") not in _OFF


def _margins(section: etree._Element) -> Margins:
    """Return the margins of a section; what it does not say is as we have it."""
    element = section.find(w("pgMar"))
    if element is None:
        return Margins()
    # A negative top or bottom margin lets a long header overlap the text (ECMA-376 17.6.11).
    given = {each.name: int(element.get(w(each.name), "-1")) for each in fields(Margins)}
    return replace(Margins(), **{edge: length for edge, length in given.items() if length >= 0})


def _headers(main: LentPart, section: etree._Element, numbers: Iterator[int]) -> Iterator[LentHeader]:
    for reference in section.iter(*_KINDS):
        kind = _KINDS[str(reference.tag)]
        part = main.related_parts[reference.get(r("id"), "")]
        yield LentHeader(kind, reference.get(w("type"), "default"), _copied(part, kind, numbers))


def _copied(part: LentPart, kind: HeaderKind, numbers: Iterator[int]) -> Part:
    """Return a header or footer under a neutral name, with its pictures and links and nothing else."""
    root = parse(part.blob)
    _forget_sessions(root)
    blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    copy = Part(f"/word/letterhead-{kind}{next(numbers)}.xml", part.content_type, blob)
    for number, each in sorted(part.rels.items()):
        if each.is_external:
            copy.relate(each.reltype, each.target_ref, number)
        elif each.reltype == kinds.IMAGE:
            copy.relate(each.reltype, _picture(each.target_part, next(numbers)), number)
        else:
            raise LetterheadRefused([f"holds a part ({each.reltype.rpartition('/')[2]}) in its header or footer"])
    return copy


def _fonts(part: LentPart) -> Part:
    """Return a font table, with the fonts embedded in it, as the schema wants it: LibreOffice adds to it."""
    root = parse(part.blob)
    for element in root.iter(w("charset")):
        element.attrib.pop(w("characterSet"), "")
    blob = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    copy, taken = Part(str(part.partname), part.content_type, blob), dict[LentPart, Part]()
    for number, each in sorted(part.rels.items()):
        copy.relate(each.reltype, _as_it_is(each.target_part, taken), number)
    return copy


def _picture(part: LentPart, number: int) -> Part:
    """Return a picture under a neutral name and without what its camera or program wrote into it."""
    name = f"/word/media/letterhead{number}.{part.partname.ext}"
    return Part(name, part.content_type, without_metadata(part.blob))


def _forget_sessions(root: etree._Element) -> None:
    """Remove the ids of editing sessions, which tell what was written together."""
    for element in root.iter():
        for name in [name for name in element.attrib if str(name).startswith(w("rsid"))]:
            del element.attrib[name]
