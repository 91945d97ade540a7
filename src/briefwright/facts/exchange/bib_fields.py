"""How one CSL variable is written in BibLaTeX's fields, and the exact form for what these cannot say.

A variable is written as BibLaTeX's readers expect it. Where that does not read back as it was, an exact field
(``csl-type``, ``csl-issued`` …) stands beside it; it holds as long as nobody changes what stands beside it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from briefwright.facts import csl
from briefwright.facts.exchange.bib_names import write_names
from briefwright.facts.exchange.bib_tables import (
    BABEL,
    DATES,
    NAMES,
    SUBTYPES,
    TITLES,
    TYPES,
    VERBATIM,
    WRITTEN,
    written_field,
)
from briefwright.facts.exchange.dates import from_csl, to_csl
from briefwright.facts.exchange.item import split_note, write_value
from briefwright.facts.exchange.latex import NOCASE, to_latex

EXACT, OURS = "csl-", "briefwright-"
ENTRY_TYPE = "@"
"""Stands for the entry type among the fields that a variable is written in."""

_NAME_FIELDS = {variable: field for field, variable in NAMES.items()}
_DATE_FIELDS = {variable: field for field, variable in DATES.items()}
_ONE = r"\d{4}(?:-\d\d(?:-\d\d)?)?[?~%]?|\d{3}X|\d\dXX"
# EDTF of levels 0 and 1, which is what BibLaTeX reads (manual, section 2.3.8). A day or month that is stated to be
# unknown (2021-05-XX) is left out: pandoc would read no date at all.
_BIBLATEX_DATE = re.compile(rf"(?:{_ONE})(?:/(?:{_ONE}|\.\.)?)?|(?:\.\.)?/(?:{_ONE})")


def fields_of(variable: str, value: Any, kind: str) -> dict[str, str]:  # noqa: ANN401 - a CSL value
    """Return the fields in which BibLaTeX has a variable of an item of a CSL type; none where it has no place."""
    if variable == "type":
        return _type_fields(value)
    if variable == "language":
        return {"langid": BABEL[value]} if value in BABEL else {"language": to_latex(value)}
    if variable in csl.NAMES:
        return {_NAME_FIELDS[variable]: write_names(value)} if variable in _NAME_FIELDS else {}
    if variable in csl.DATES:
        date = _date(value)
        return {_DATE_FIELDS[variable]: date} if variable in _DATE_FIELDS and date else {}
    field = written_field(variable, kind)
    text = split_note(value)[0] if variable == "note" else value
    return {field: written} if field and (written := _text(field, text)) else {}


def _type_fields(kind: str) -> dict[str, str]:
    entry_type = WRITTEN.get(kind) or next((name for name, read in TYPES.items() if read == kind), "misc")
    subtype = next((name for name, read in SUBTYPES.items() if read == kind), "")
    return {ENTRY_TYPE: entry_type, **({"entrysubtype": subtype} if subtype else {})}


def _date(text: str) -> str | None:
    if _BIBLATEX_DATE.fullmatch(text):
        return text
    coarse = from_csl(to_csl(text))
    return coarse if coarse and _BIBLATEX_DATE.fullmatch(coarse) else None


def _text(field: str, value: str) -> str:
    if field in VERBATIM:
        return "" if re.search(r"[{}\\]", value) else value
    if field == "pages":
        return re.sub(r"(?<=\w)-(?=\w)", "--", to_latex(value))
    written = " ".join(to_latex(value).split())
    return f"{{{written}}}" if field in TITLES and NOCASE[0] not in value else written


def exact(value: Any) -> str:  # noqa: ANN401 - a CSL value, or one of ours
    """Return a value so that it can stand in the braces of a field: every brace in it is one of JSON's."""
    written = write_value(value)
    if isinstance(value, str) and re.search(r"[{}\\]", written):
        written = write_value([value])[1:-1]
    return re.sub(r'"(?:[^"\\]|\\.)*"', _without_braces, written) if written[:1] in ('"', "[", "{") else written


def _without_braces(match: re.Match[str]) -> str:
    return match[0].replace("{", "\\u007b").replace("}", "\\u007d")


def still_says(variable: str, value: Any, kind: str, fields: Mapping[str, str]) -> bool:  # noqa: ANN401 - as above
    """Whether the fields of a file still are what a variable with this value was written as."""
    try:
        expected = fields_of(variable, value, kind)
    except (ValueError, KeyError, AttributeError, TypeError):
        return False
    return all(
        " ".join(fields.get(field, "").split()) == " ".join(text.split()) for field, text in expected.items()
    )
