"""The last gate: what the Open XML SDK does not look for, and Word stumbles over.

Each check is a function from a file's parts to the faults it finds, as sentences; `check_docx` walks their table.
"""

from __future__ import annotations

import io
import zipfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from lxml import etree

from briefwright.writers.docx.fields import HARMLESS, WRITTEN, field_name, instructions
from briefwright.writers.docx.links import address_fault
from briefwright.writers.docx.markup import parse, r, value, w
from briefwright.writers.docx.notes import HIGHEST_ID, SEPARATORS

_MAIN = "word/document.xml"
_NOTES = "word/footnotes.xml"
_STYLE_REFERENCES = {"pStyle": "paragraph", "rStyle": "character", "tblStyle": "table"}
# The elements in the stories that more than one check, or a check in all of them, asks for.
_ASKED_FOR = (
    *_STYLE_REFERENCES,
    *("bookmarkStart", "bookmarkEnd", "footnoteReference", "fldChar", "hyperlink", "numId", "rtl"),
    *("tbl", "tr", "tc"),
)


@dataclass(frozen=True)
class Parts:
    """The parts of a Word file as trees, by name; relationships stand beside them."""

    trees: dict[str, etree._Element]

    @property
    def text(self) -> etree._Element:
        """The document part."""
        return self.trees[_MAIN]

    @cached_property
    def notes(self) -> list[etree._Element]:
        """The notes that a text may call, without the separators."""
        every = self.trees[_NOTES].iter(w("footnote")) if _NOTES in self.trees else ()
        return [note for note in every if note.get(w("type"), "normal") == "normal"]

    @cached_property
    def stories(self) -> dict[str, etree._Element]:
        """The parts in which words stand: the text, the notes, headers and footers."""
        roots = {w("document"), w("footnotes"), w("hdr"), w("ftr")}
        return {name: root for name, root in self.trees.items() if root.tag in roots}

    @cached_property
    def _found(self) -> dict[str, dict[str, list[etree._Element]]]:
        """The elements of each story that the checks ask for, by their names: a story is gone through once."""
        found = {part: {name: list[etree._Element]() for name in _ASKED_FOR} for part in self.stories}
        for part, root in self.stories.items():
            by_tag = {w(name): elements for name, elements in found[part].items()}
            for element in root.iter(*by_tag):
                by_tag[str(element.tag)].append(element)
        return found

    def named(self, part: str, name: str) -> list[etree._Element]:
        """Return the elements with a name in one story, in order."""
        return self._found[part][name]

    def elements(self, name: str) -> Iterator[tuple[str, etree._Element]]:
        """Return the elements with a name in all stories, each with the name of its part."""
        return ((part, element) for part in self.stories for element in self.named(part, name))

    @cached_property
    def instructions(self) -> dict[str, tuple[str, ...]]:
        """The instructions of the fields of each story."""
        return {part: tuple(instructions(root)) for part, root in self.stories.items()}

    def related(self, name: str) -> dict[str, etree._Element]:
        """Return the relationships of a part by their ids."""
        folder, _, file = name.rpartition("/")
        root = self.trees.get(f"{folder}/_rels/{file}.rels")
        return {} if root is None else {each.get("Id", ""): each for each in root}


def check_docx(data: bytes) -> list[str]:
    """Return what is wrong in a Word file, one sentence a fault; an empty list for a sound one."""
    return faults_in(parts_of(data))


def parts_of(data: bytes) -> Parts:
    """Return the parts of a Word file."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        names = [name for name in package.namelist() if name.endswith((".xml", ".rels"))]
        return Parts({name: parse(package.read(name)) for name in names})


def faults_in(parts: Parts) -> list[str]:
    """Return what is wrong in the parts of a Word file, one sentence a fault."""
    return [fault for check in _CHECKS for fault in check(parts)]


def styles_exist(parts: Parts) -> Iterator[str]:
    """Every style that words use is defined, and is of the right kind."""
    styles = parts.trees.get("word/styles.xml")
    defined = set() if styles is None else {(each.get(w("type")), each.get(w("styleId"))) for each in styles}
    for name, kind in _STYLE_REFERENCES.items():
        for part in parts.stories:
            used = dict.fromkeys(map(value, parts.named(part, name)))
            yield from (f"{part}: no {kind} style {style!r}" for style in used if (kind, style) not in defined)


def separators_stand(parts: Parts) -> Iterator[str]:
    """The notes part has both separators, and the settings name them."""
    if _NOTES not in parts.trees:
        return
    found = {each.get(w("type")): each.get(w("id")) for each in parts.trees[_NOTES].iter(w("footnote"))}
    for kind in SEPARATORS:
        if kind not in found:
            yield f"{_NOTES}: no {kind}"
    settings = parts.trees.get("word/settings.xml")
    named = set() if settings is None else {each.get(w("id")) for each in settings.iter(w("footnote"))}
    if not {found[kind] for kind in SEPARATORS if kind in found} <= named:
        yield "word/settings.xml: the separators of the notes are not named"


def notes_are_whole(parts: Parts) -> Iterator[str]:
    """Every note has an id within Word's limit, its own mark, once, and words."""
    mark, words = w("footnoteRef"), w("t")
    for note in parts.notes:
        number = note.get(w("id"), "")
        if not number.isdecimal() or not 1 <= int(number) <= HIGHEST_ID:
            yield f"{_NOTES}: the id {number} of a note is not from 1 to {HIGHEST_ID}"
        marks = [each for each in note.iter(mark, words) if each.tag == mark or (each.text or "").strip()]
        shown = sum(1 for each in marks if each.tag == mark)
        if shown != 1:
            yield f"{_NOTES}: note {number} does not show its own number once"
        if len(marks) == shown:
            yield f"{_NOTES}: note {number} is empty"


def notes_are_called(parts: Parts) -> Iterator[str]:
    """Every note is called once, in the text, and every call finds its note."""
    calls = Counter(each.get(w("id")) for each in parts.named(_MAIN, "footnoteReference"))
    numbers = dict.fromkeys(note.get(w("id")) for note in parts.notes)
    yield from (f"{_NOTES}: note {number} is never called" for number in numbers if not calls[number])
    yield from (f"{_MAIN}: note {number} is called {times} times" for number, times in calls.items() if times > 1)
    yield from (f"{_MAIN}: note {number} does not exist" for number in calls if number not in numbers)
    for part, _ in parts.elements("footnoteReference"):
        if part != _MAIN:
            yield f"{part}: a note is called outside the text"


def tables_are_whole(parts: Parts) -> Iterator[str]:
    """Rows have cells, cells end in a paragraph, no row is wider than its grid."""
    for part, row in parts.elements("tr"):
        cells = list(row.iter(w("tc")))
        if not cells:
            yield f"{part}: a row has no cells"
    for part, cell in parts.elements("tc"):
        if len(cell) == 0 or cell[-1].tag != w("p"):
            yield f"{part}: a cell does not end in a paragraph"
    for part, table in parts.elements("tbl"):
        grid = len(table.findall(f"{w('tblGrid')}/{w('gridCol')}"))
        yield from (
            f"{part}: a row spans {span} columns of {grid}"
            for span in map(_span, table.findall(w("tr")))
            if span > grid
        )


def _span(row: etree._Element) -> int:
    """Return how many columns a row takes."""
    spans = (cell.find(f"{w('tcPr')}/{w('gridSpan')}") for cell in row.findall(w("tc")))
    return sum(int(value(span) or 1) for span in spans)


def bookmarks_close(parts: Parts) -> Iterator[str]:
    """Every bookmark that opens closes, in its own part, and no name comes twice."""
    for part in parts.stories:
        opened = Counter(each.get(w("id")) for each in parts.named(part, "bookmarkStart"))
        closed = Counter(each.get(w("id")) for each in parts.named(part, "bookmarkEnd"))
        if opened != closed:
            yield f"{part}: a bookmark is not closed"
    names = Counter(each.get(w("name"), "").lower() for _, each in parts.elements("bookmarkStart"))
    yield from (f"the bookmark {name} occurs {times} times" for name, times in names.items() if times > 1)


def fields_close(parts: Parts) -> Iterator[str]:
    """Every field opens, shows its result and closes, one inside the other at most."""
    for part in parts.stories:
        depth = 0
        for mark in parts.named(part, "fldChar"):
            depth += {"begin": 1, "end": -1}.get(mark.get(w("fldCharType"), ""), 0)
            if depth < 0:
                break
        if depth:
            yield f"{part}: a field is not closed"


def fields_are_ours(parts: Parts) -> Iterator[str]:
    """No field but those we write stands in the text; text of the author's never becomes one."""
    for part, root in parts.stories.items():
        allowed = HARMLESS if root.tag in {w("hdr"), w("ftr")} else WRITTEN
        names = set(map(field_name, parts.instructions[part])) - allowed
        yield from (f"{part}: the field {name or 'without a name'} is not one of ours" for name in sorted(names))


def references_lead_somewhere(parts: Parts) -> Iterator[str]:
    """Links inside the document and NOTEREF fields point at bookmarks that exist."""
    names = {each.get(w("name")) for _, each in parts.elements("bookmarkStart")}
    for part, link in parts.elements("hyperlink"):
        anchor = link.get(w("anchor"))
        if anchor is not None and anchor not in names:
            yield f"{part}: a link leads to {anchor!r}, which is nowhere"
    for part in parts.stories:
        for instruction in parts.instructions[part]:
            words = instruction.split()
            if words[:1] == ["NOTEREF"] and words[1] not in names:
                yield f"{part}: a reference leads to {words[1]!r}, which is nowhere"


def links_are_plain(parts: Parts) -> Iterator[str]:
    """No link stands in a link, each has its relationship, and all addresses are of the web or of mail."""
    for part, link in parts.elements("hyperlink"):
        if next(link.iterdescendants(w("hyperlink")), None) is not None:
            yield f"{part}: a link stands inside a link"
        if link.get(r("id")) is not None and link.get(r("id")) not in parts.related(part):
            yield f"{part}: a link has no address"
    for part in parts.stories:
        yield from _address_faults(part, parts.related(part).values())


def _address_faults(part: str, relationships: Iterable[etree._Element]) -> Iterator[str]:
    for each in relationships:
        if each.get("TargetMode") != "External":
            continue
        fault = address_fault(each.get("Target", ""))
        if not each.get("Type", "").endswith("/hyperlink"):
            yield f"{part}: a part is taken from outside the file"
        elif fault:
            yield f"{part}: the address of a link {fault}"


def lists_exist(parts: Parts) -> Iterator[str]:
    """Every list that a paragraph belongs to is defined."""
    numbering = parts.trees.get("word/numbering.xml")
    defined = {"0"} | (set() if numbering is None else {each.get(w("numId")) for each in numbering.iter(w("num"))})
    for part, element in parts.elements("numId"):
        if value(element) not in defined:
            yield f"{part}: the list {value(element)} is not defined"


def right_to_left_text_is_styled(parts: Parts) -> Iterator[str]:
    """Text that runs leftwards has a font and a size for its script, and is as bold as the Latin text beside it."""
    runs = [(part, run) for part, mark in parts.elements("rtl") if (run := _run_of(mark)) is not None]
    if runs and not _has_complex_script(parts.trees.get("word/styles.xml")):
        yield "word/styles.xml: no font or size for text that runs from right to left"
    for part, run in runs:
        for latin, twin in (("b", "bCs"), ("i", "iCs"), ("sz", "szCs")):
            if run.find(f"{w('rPr')}/{w(latin)}") is not None and run.find(f"{w('rPr')}/{w(twin)}") is None:
                yield f"{part}: a run from right to left has w:{latin} without w:{twin}"


def _run_of(mark: etree._Element) -> etree._Element | None:
    """Return the run that a mark among its properties belongs to; the mark of a paragraph belongs to none."""
    properties = mark.getparent()
    holder = None if properties is None or properties.tag != w("rPr") else properties.getparent()
    return holder if holder is not None and holder.tag == w("r") else None


def _has_complex_script(styles: etree._Element | None) -> bool:
    """Return whether the defaults of a styles part name a font and a size for complex scripts."""
    defaults = None if styles is None else styles.find(f"{w('docDefaults')}/{w('rPrDefault')}/{w('rPr')}")
    if defaults is None or defaults.find(w("szCs")) is None:
        return False
    fonts = defaults.find(w("rFonts"))
    return fonts is not None and bool({w("cs"), w("cstheme")} & set(fonts.attrib))


def section_ends_text(parts: Parts) -> Iterator[str]:
    """The text ends in a paragraph and its section, without which Word takes its own page."""
    body = parts.text.find(w("body"))
    blocks = [] if body is None else list(body)
    if not blocks or blocks[-1].tag != w("sectPr"):
        yield f"{_MAIN}: no section at the end of the text"
    elif len(blocks) < 2 or blocks[-2].tag != w("p"):
        yield f"{_MAIN}: the text does not end in a paragraph"


def pictures_are_described(parts: Parts) -> Iterator[str]:
    """Every picture of the text is in the file and has an alternative text."""
    for shape in parts.text.iter("{*}docPr"):
        if not shape.get("descr"):
            yield f"{_MAIN}: a picture has no alternative text"
    for blip in parts.text.iter("{*}blip"):
        if blip.get(r("embed")) not in parts.related(_MAIN):
            yield f"{_MAIN}: a picture is missing"


_CHECKS: tuple[Callable[[Parts], Iterator[str]], ...] = (
    styles_exist,
    separators_stand,
    notes_are_whole,
    notes_are_called,
    tables_are_whole,
    bookmarks_close,
    fields_close,
    fields_are_ours,
    references_lead_somewhere,
    links_are_plain,
    lists_exist,
    right_to_left_text_is_styled,
    section_ends_text,
    pictures_are_described,
)
