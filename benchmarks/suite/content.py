"""The content that every program of a run sets: dated entries with a note each, in artificial words.

One `Content` is written as a dossier, as pandoc's syntax tree in JSON, which is pandoc's fastest input, and as
Typst, with each entry as a paragraph. The notes of Typst, which does not word them in this style, are the words of
our own output, so that all set the same; pandoc words its notes itself where that is measured.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from pathlib import Path
from typing import Any

TITLE = "A chronology"
STYLE = "oscola"
SOURCES = 60
FIRST_YEAR = 1980
FILES = 10
LANGUAGES = ("en", "fr", "es")
BOUNDS = "{pdf_seconds: 3000, seconds: 6000, pages: 5000, memory_mb: 8000}"
WORDS = (
    "people taken from the prison families asked office answer letter court hearing commission report witness town "
    "north officials relatives burial place day several again without reply"
).split()
MONTHS = "January February March April May June July August September October November December".split()
API_VERSION = [1, 23, 1]

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Entry:
    """A dated sentence, and the sources that it stands on: number of the source, and page."""

    id: str
    day: date
    text: str
    cites: tuple[tuple[int, int], ...]
    tag: str

    @property
    def day_in_words(self) -> str:
        """The day as a reader sees it."""
        return f"{self.day.day} {MONTHS[self.day.month - 1]} {self.day.year}"


@dataclass(frozen=True, slots=True)
class Content:
    """Entries in the order of their days."""

    entries: tuple[Entry, ...]

    def years(self) -> Iterator[tuple[int, tuple[Entry, ...]]]:
        """Return each year with its entries."""
        for year, entries in groupby(self.entries, key=lambda entry: entry.day.year):
            yield year, tuple(entries)


def make_content(entries: int, *, words: int = 22, cites: int = 1, years: int = 40, tags: int = 200) -> Content:
    """Return so many entries over so many years, each of so many words and citations: the same each time."""
    drawn = random.Random(1988)  # noqa: S311 - no secret is made of it
    first = date(FIRST_YEAR, 1, 1)
    days = sorted(first + timedelta(days=drawn.randrange(years * 365)) for _ in range(entries))
    width = len(str(entries))
    return Content(
        tuple(
            Entry(
                id=f"entry-{number:0{width}}",
                day=day,
                text=f"{' '.join(drawn.choices(WORDS, k=words)).capitalize()} {number}.",
                cites=tuple((drawn.randrange(SOURCES), drawn.randrange(1, 300)) for _ in range(cites)),
                tag=f"tag-{number % tags}",
            )
            for number, day in enumerate(days)
        )
    )


# ------------------------------------------------------------------------------------------------------- dossier


def write_dossier(content: Content, root: Path, *, files: int = FILES, briefs: int = 1) -> Path:
    """Write a content as a dossier with one brief of it all, or one for each of so many tags; return its folder."""
    (root / "facts").mkdir(parents=True)
    (root / "briefs").mkdir()
    settings = f"title: Benchmark\nlanguage: en\ncitation_style: {STYLE}\nlimits: {BOUNDS}\n"
    _write(root / "dossier.yaml", settings)
    _write(root / "facts" / "sources.yaml", "sources:\n" + "".join(map(_source, range(SOURCES))))
    size = -(-len(content.entries) // files)
    for number in range(files):
        part = content.entries[number * size : (number + 1) * size]
        if part:
            _write(root / "facts" / f"facts-{number:03}.yaml", "facts:\n" + "".join(map(_fact, part)))
    if briefs == 1:
        _write(root / "briefs" / "chronology.yaml", f"layout: chronology\ntitle: {TITLE}\n")
    else:
        for number in range(briefs):
            select = f"select: {{tags: [tag-{number}]}}"
            _write(root / "briefs" / f"brief-{number:03}.yaml", f"layout: chronology\ntitle: {TITLE}\n{select}\n")
    return root


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")


def _source(number: int) -> str:
    item = csl_item(number)
    year, month = item["issued"]["date-parts"][0]
    return (
        f"  {item['id']}:\n    type: report\n    title: {item['title']}\n"
        f"    author: [{{literal: {item['author'][0]['literal']}}}]\n    issued: {year}-{month:02}\n"
        f"    number: {item['number']}\n    language: en\n    nature: ngo\n"
    )


def _fact(entry: Entry) -> str:
    cites = "".join(f'      - {{source: source-{source}, at: "p. {page}"}}\n' for source, page in entry.cites)
    return (
        f"  {entry.id}:\n    text: {entry.text}\n    date: {entry.day}\n    status: established\n"
        f"    tags: [{entry.tag}]\n    cite:\n{cites}"
    )


def change_fact(root: Path, entry: Entry, run: int) -> None:
    """Give the fact of an entry other words, each run others, as somebody who edits it would."""
    for path in sorted((root / "facts").glob("facts-*.yaml")):
        lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
        if f"  {entry.id}:\n" in lines:
            lines[lines.index(f"  {entry.id}:\n") + 1] = f"    text: Changed words of run {run}.\n"
            _write(path, "".join(lines))
            return
    raise LookupError(f"no file of {root} has the fact {entry.id}")


# --------------------------------------------------------------------------------------------------------- peers


def csl_item(number: int) -> Json:
    """Return a source as citeproc knows it."""
    return {
        "id": f"source-{number}",
        "type": "report",
        "title": f"Example report number {number}",
        "author": [{"literal": f"Example Organisation {number % 7}"}],
        "issued": {"date-parts": [[1990 + number % 30, 1 + number % 9]]},
        "number": f"EX {number}/{2000 + number}",
        "language": "en",
    }


def csl_items() -> list[Json]:
    """Return all sources as citeproc knows them."""
    return [csl_item(number) for number in range(SOURCES)]


def pandoc_json(content: Content, notes: Sequence[str] | None = None) -> str:
    """Return a content as pandoc's syntax tree: with citations, or with notes whose words are given."""
    calls = (
        [{"t": "Note", "c": [{"t": "Para", "c": _inlines(note)}]} for note in notes]
        if notes is not None
        else [_cite(entry, number) for number, entry in enumerate(content.entries, 1)]
    )
    call = iter(calls)
    blocks: list[Json] = [_heading(1, TITLE)]
    for year, entries in content.years():
        blocks.append(_heading(2, str(year)))
        blocks += [_paragraph(entry, next(call)) for entry in entries]
    meta = {
        "lang": {"t": "MetaInlines", "c": _inlines("en-GB")},
        "pagetitle": {"t": "MetaInlines", "c": _inlines(TITLE)},
    }
    return json.dumps({"pandoc-api-version": API_VERSION, "meta": meta, "blocks": blocks})


def _heading(level: int, words: str) -> Json:
    return {"t": "Header", "c": [level, [f"s-{words}".replace(" ", "-").lower(), [], []], _inlines(words)]}


def _paragraph(entry: Entry, call: Json) -> Json:
    day = {"t": "Strong", "c": _inlines(entry.day_in_words)}
    return {"t": "Para", "c": [day, {"t": "Space"}, *_inlines(entry.text), call]}


def _inlines(words: str) -> list[Json]:
    found: list[Json] = []
    for word in words.split():
        found += [{"t": "Str", "c": word}, {"t": "Space"}]
    return found[:-1]


def _cite(entry: Entry, note: int) -> Json:
    citations = [
        {
            "citationId": f"source-{source}",
            "citationPrefix": [],
            "citationSuffix": _inlines(f", p. {page}"),
            "citationMode": {"t": "NormalCitation"},
            "citationNoteNum": note,
            "citationHash": 0,
        }
        for source, page in entry.cites
    ]
    return {"t": "Cite", "c": [citations, [{"t": "Str", "c": "cited"}]]}


def typst_source(content: Content, notes: Sequence[str]) -> str:
    """Return a content as Typst: pages, fonts and sizes as in our print form, each entry a paragraph."""
    note = iter(notes)
    lines = [
        '#set document(title: "' + TITLE + '")',
        '#set page(paper: "a4", margin: (top: 27mm, x: 31mm, bottom: 29mm), numbering: "1")',
        '#set text(font: "Caladea", size: 10.5pt, lang: "en")',
        "#show footnote.entry: set text(size: 8.6pt)",
        f"= {TITLE}",
    ]
    for year, entries in content.years():
        lines.append(f"\n== {year}\n")
        for entry in entries:
            call = f"#footnote[{_typst(next(note))}]"
            lines.append(f"*{entry.day_in_words}* {_typst(entry.text)}{call}\n")
    return "\n".join(lines) + "\n"


def _typst(words: str) -> str:
    """Return words with what Typst would read as markup escaped."""
    return "".join(f"\\{char}" if char in "\\#*_`$@<>[]~/" else char for char in words)
