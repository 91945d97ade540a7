"""A dossier made in English and French for the tests of translation, and how its catalogue is filled in."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from briefwright.build import extract
from briefwright.faults import Faults
from briefwright.i18n.po import Catalogue, Entry
from briefwright.i18n.po_reading import parse_bytes
from briefwright.i18n.po_writing import po_text
from facts.example import SOURCES

MakeDossier = Callable[[Mapping[str, str]], Path]

SETTINGS = "title: Example dossier\nlanguage: en\nlanguages: [en, fr]\n"
FACTS = """\
facts:
  first-fact:
    text: The first thing happened.
    date: 1988-07-19
    status: alleged
    said_by: ann
    remark: A remark on it.
    cite: ["example-report, p. 1"]
  second-fact:
    text: The second thing happened.
    date: 1988-08
    status: established
    cite: ["example-report, p. 2"]
figures:
  count:
    label: Things that happened
    values:
      - {value: thousands, said_by: ann, cite: [example-news]}
      - {value: 30, said_by: ann, cite: [example-news]}
quotations:
  saying: {speaker: ann, text: It happened to us., language: en, cite: [example-news]}
people:
  ann: {name: Ann Example, roles: [{title: Author, cite: [example-news]}]}
"""
BRIEF = """\
layout: chronology
title: Example chronology
formats: [html]
prose:
  introduction: |
    This is what is known.[@example-news] It began with this:
    {{ fact("first-fact") }}

    1. One thing to be done
       by all of us
    2. {{ quotation("saying") }} {{ figure("count") }}
"""
DOSSIER: Mapping[str, str] = {
    "dossier.yaml": SETTINGS,
    "facts/sources.yaml": SOURCES,
    "facts/facts.yaml": FACTS,
    "briefs/one.yaml": BRIEF,
}
_KEPT = re.compile(r"\{\{.*?\}\}|\[@[^\]]*\]|^\d\.", re.MULTILINE)


def in_capitals(entry: Entry) -> str:
    """Return a text as the tests translate it: in capitals, but for what a translation must keep."""
    words = _KEPT.split(entry.msgid)
    kept = [*_KEPT.findall(entry.msgid), ""]
    return "".join(f"{text.upper()}{keep}" for text, keep in zip(words, kept, strict=True))


def catalogue_of(dossier: Path, language: str = "fr") -> Catalogue:
    """Return the catalogue of a dossier, which has no faults."""
    faults = Faults()
    name = f"locales/{language}.po"
    catalogue = parse_bytes((dossier / name).read_bytes(), name, faults)
    faults.stop_if_any()
    assert catalogue is not None
    return catalogue


def fill(dossier: Path, translate: Callable[[Entry], str] = in_capitals, language: str = "fr") -> Catalogue:
    """Translate every text of a dossier that has no translation yet, and return its catalogue."""
    extract(dossier, [language])
    catalogue = catalogue_of(dossier, language)
    entries = tuple(
        entry if any(entry.strings) or entry.obsolete else replace(entry, strings=(translate(entry),))
        for entry in catalogue.entries
    )
    return write(dossier, replace(catalogue, entries=entries), language)


def write(dossier: Path, catalogue: Catalogue, language: str = "fr") -> Catalogue:
    """Write a catalogue of a dossier, and return it."""
    (dossier / f"locales/{language}.po").write_text(po_text(catalogue), encoding="utf-8")
    return catalogue
