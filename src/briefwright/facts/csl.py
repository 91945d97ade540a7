"""Bibliographic items: CSL 1.0.2 types and variables, what each type needs, and CSL-JSON for citing.

Source: the CSL 1.0.2 specification, appendices III (types) and IV (variables).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from briefwright.facts import tree
from briefwright.faults import Faults, Place, did_you_mean
from briefwright.i18n.addresses import fault_of_address
from briefwright.i18n.edtf import Edtf, EdtfError, Moment, parse

TYPES = frozenset(
    """article article-journal article-magazine article-newspaper bill book broadcast chapter classic
    collection dataset document entry entry-dictionary entry-encyclopedia event figure graphic hearing
    interview legal_case legislation manuscript map motion_picture musical_score pamphlet paper-conference
    patent performance periodical personal_communication post post-weblog regulation report review
    review-book software song speech standard thesis treaty webpage""".split()
)
NAMES = frozenset(
    """author chair collection-editor compiler composer container-author contributor curator director editor
    editorial-director executive-producer guest host illustrator interviewer narrator organizer
    original-author performer producer recipient reviewed-author script-writer series-creator translator""".split()
)
DATES = frozenset("""accessed available-date event-date issued original-date submitted""".split())
STRINGS = frozenset(
    """abstract annote archive_collection archive_location archive-place authority call-number collection-title
    container-title container-title-short dimensions division DOI event event-place event-title genre ISBN
    ISSN jurisdiction keyword language license medium note original-publisher original-publisher-place
    original-title part-title PMCID PMID publisher publisher-place references reviewed-genre reviewed-title
    scale source status title title-short URL volume-title chapter-number collection-number edition issue
    number number-of-pages number-of-volumes page page-first part-number printing-number section
    supplement-number version volume""".split()
)
VARIABLES = NAMES | DATES | STRINGS | {"type"}
_NAME_PARTS = frozenset(
    """family given literal suffix dropping-particle non-dropping-particle comma-suffix static-ordering""".split()
)

_WHO = ("author", "editor", "publisher", "authority", "container-title")
# What a type needs before a reader can find it: each group is satisfied by any one of its variables.
_NEEDS: dict[str, tuple[tuple[str, ...], ...]] = {
    "article-journal": (("title",), ("container-title",), ("issued",)),
    "article-magazine": (("title",), _WHO),
    "article-newspaper": (("title",), _WHO),
    "book": (("title",), ("author", "editor", "publisher"), ("issued",)),
    "chapter": (("title",), ("container-title",), ("issued",)),
    "interview": (("author", "title"),),
    "legal_case": (("title",), ("authority", "container-title"), ("issued",)),
    "personal_communication": (("author",),),
    "report": (("title",), ("author", "publisher", "authority")),
    "thesis": (("title",), ("author",), ("publisher",)),
    "webpage": (("title",), _WHO),
    "post": (("title",), _WHO),
    "post-weblog": (("title",), _WHO),
}
# Works so long that a citation without a place in them leads nowhere.
NEEDS_LOCATOR = frozenset(
    """article-journal bill book chapter hearing legal_case legislation regulation report thesis treaty""".split()
)


def read_item(node: tree.Mapping, path: str, faults: Faults) -> dict[str, Any]:
    """Return the CSL item of a source: names as dicts, dates as `Edtf`, everything else text.

    Faults are reported for an unknown type, a variable of the wrong form, and what the type needs but lacks.
    """
    item: dict[str, Any] = {}
    for key, value in node.items():
        read = _READERS.get(key, _read_text)
        result = read(value, Place(path, key.line, key.column), path, faults)
        if result is not None:
            item[str(key)] = result
    if "type" in item or "type" not in node:
        _check_needs({**node, **item}, tree.place_of(path, node), faults)
    return item


MAX_TEXT, MAX_TAGS = 4_000, 100
"""What a text of a source may hold: pandoc reads it as markup, and takes long over much of it."""


def _read_text(value: object, place: Place, path: str, faults: Faults) -> str | None:
    if not isinstance(value, tree.Scalar) or not value.strip():
        faults.error(tree.place_of(path, value, place), "TYPE", "expected a text")
        return None
    if len(value) > MAX_TEXT or value.count("<") > MAX_TAGS:
        message = f"more than {MAX_TEXT:,} characters or {MAX_TAGS} signs '<': nothing in a reference is so long"
        faults.error(tree.place_of(path, value, place), "TOO-LARGE", message)
        return None
    return " ".join(value.split())


def _read_type(value: object, place: Place, path: str, faults: Faults) -> str | None:
    text = _read_text(value, place, path, faults)
    if text is not None and text not in TYPES:
        message = f"'{text}' is no CSL type{did_you_mean(text, TYPES)}"
        faults.error(tree.place_of(path, value, place), "CSL-TYPE", message)
        return None
    return text


def _read_url(value: object, place: Place, path: str, faults: Faults) -> str | None:
    text = _read_text(value, place, path, faults)
    why = fault_of_address(text) if text is not None else None
    if why:
        faults.error(tree.place_of(path, value, place), "URL", f"'{text}' is no web address: {why}")
        return None
    return text


def _read_date(value: object, place: Place, path: str, faults: Faults) -> Edtf | None:
    text = _read_text(value, place, path, faults)
    try:
        return parse(text) if text is not None else None
    except EdtfError as error:
        faults.error(tree.place_of(path, value, place), "DATE", str(error))
        return None


def _read_names(value: object, place: Place, path: str, faults: Faults) -> list[dict[str, str]] | None:
    if not isinstance(value, tree.Sequence) or not value:
        message = "expected a list of names: - {family: …, given: …} or - {literal: …}"
        faults.error(tree.place_of(path, value, place), "TYPE", message)
        return None
    names = [_read_name(name, tree.place_of(path, name, place), path, faults) for name in value]
    return [name for name in names if name]


def _read_name(value: object, place: Place, path: str, faults: Faults) -> dict[str, str]:
    if not isinstance(value, tree.Mapping):
        faults.error(place, "TYPE", "expected a name: {family: …, given: …} or {literal: …}")
        return {}
    for key in value:
        if key not in _NAME_PARTS:
            message = f"unknown key '{key}' in a name{did_you_mean(key, _NAME_PARTS)}"
            faults.error(Place(path, key.line, key.column), "UNKNOWN-KEY", message)
    parts = {str(key): _read_text(part, place, path, faults) or "" for key, part in value.items()}
    if not (parts.get("family") or parts.get("literal")):
        faults.error(place, "NAME", "a name needs family, or literal for an organisation")
    return parts


_READERS: dict[str, Any] = {
    "type": _read_type,
    "URL": _read_url,
    **dict.fromkeys(NAMES, _read_names),
    **dict.fromkeys(DATES, _read_date),
}


def _check_needs(item: Mapping[str, Any], place: Place, faults: Faults) -> None:
    if "type" not in item:
        faults.error(
            place, "CSL-TYPE", "a source needs a type: the CSL type of the item, such as report or webpage"
        )
        return
    for group in _NEEDS.get(item["type"], (("title",),)):
        if not any(variable in item for variable in group):
            message = f"a source of type {item['type']} needs {' or '.join(group)}"
            faults.error(place, "CSL-INCOMPLETE", message)


def to_csl_json(source_id: str, item: Mapping[str, Any]) -> dict[str, Any]:
    """Return the item as CSL-JSON; what is private to us (``note``, ``annote``, ``abstract``) stays out of it."""
    private = ("note", "annote", "abstract")
    shown = {
        key: _date_json(value) if isinstance(value, Edtf) else value
        for key, value in item.items()
        if key not in private
    }
    return {"id": source_id, **shown}


def _date_json(edtf: Edtf) -> dict[str, Any]:
    moments = edtf.members or tuple(moment for moment in (edtf.start, edtf.end) if moment is not None)
    if any("X" in moment.year for moment in moments) or edtf.kind == "set":
        return {"literal": edtf.text}
    first, last = moments[0], moments[-1]
    date: dict[str, Any] = {"date-parts": [_parts(first)] if first == last else [_parts(first), _parts(last)]}
    if any(moment.approximate or moment.uncertain for moment in moments):
        date["circa"] = True
    if first.month and first.month > 12:
        date["season"] = first.month - 20
    return date


def _parts(moment: Moment) -> list[int]:
    parts = [int(moment.year)]
    if moment.month and moment.month <= 12:
        parts.append(moment.month)
        if moment.day:
            parts.append(moment.day)
    return parts
