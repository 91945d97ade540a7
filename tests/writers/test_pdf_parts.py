"""A long document laid out in parts and joined is the same document, page for page."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest

from briefwright.cache import NO_CACHE, Cache
from briefwright.document.nodes import Block, Document, Heading, Link, NoteRef, Paragraph, Section, Text, Time
from briefwright.writers.pdf import Logged, Pdf, PdfRefused, write_pdf
from briefwright.writers.pdf.cutting import Part, margins_of, parts_of
from briefwright.writers.pdf.parts import Presses, print_parts
from briefwright.writers.pdf.press import print_whole
from judges.verapdf import verapdf_failures_of
from writers.pdf_tags import Tag, tags_of
from writers.printed import noted, print_form, small

YEARS, ENTRIES = 3, 10
WEIGHT = 2 * ENTRIES
# What a part says of its first page holds for the first of the whole alone, and a rule for siblings across joints.
LOOK = """
section + section { break-before: page }
section:first-of-type { margin-top: 1in }
section:last-child > p:last-child { margin-left: 1in }
@page :first { margin-top: 60mm }
main { padding: 12mm 0; border-top: 1px solid #2b4862; border-bottom: 1px solid #2b4862 }
"""


def entry(number: int) -> Paragraph:
    """Return an entry of a chronology, whose note refers back to one ten before it."""
    note = noted(f"Example source {number}", number)
    if number > ENTRIES:
        words = Text("Example source (n "), NoteRef(number - ENTRIES), Text(").")
        note = replace(note, content=(Paragraph(words),))
    date = Time(f"2001-02-{number:02}", (Text(f"{number} February 2001"),))
    return Paragraph((date, Text(f" An example of what happened, as entry {number}."), note), "entry")


def year(number: int) -> Section:
    """Return a section with its heading and entries."""
    heading = Heading(2, (Text(f"Year {number}"),), f"year-{number}")
    entries = (entry(number * ENTRIES + place) for place in range(1, ENTRIES + 1))
    return Section((heading, *entries))


def chronology(*more: Block, css: str = LOOK) -> Document:
    """Return a chronology of three years whose first paragraph leads to the last of them."""
    contents = Paragraph((Link("#year-2", (Text("the last year"),)),), "lead")
    return replace(small(contents, *map(year, range(YEARS)), *more), css=css)


def in_parts(html: str, jobs: int = 2, cache: Cache = NO_CACHE) -> Pdf:
    """Return a page printed in parts of a year."""
    return print_parts(html, parts_of(html, WEIGHT), Presses(jobs=jobs, cache=cache))


@cache
def whole_and_joined() -> tuple[Pdf, Pdf]:
    """Return the chronology printed in one go, and in parts."""
    html = print_form(chronology())
    assert [part.continues for part in parts_of(html, WEIGHT)] == [0, 1, 1]
    return print_whole(html), in_parts(html)


def words_of(data: bytes) -> list[str]:
    """Return the words of each page, with its head and foot."""
    pdf = pypdfium2.PdfDocument(data)
    words = [sorted(page.get_textpage().get_text_range().split()) for page in pdf]
    pdf.close()
    return [" ".join(page) for page in words]


def drawn(data: bytes) -> list[bytes]:
    """Return the pages as pictures."""
    pdf = pypdfium2.PdfDocument(data)
    pictures = [bytes(page.render().buffer) for page in pdf]
    pdf.close()
    return pictures


def links_of(pdf: pikepdf.Pdf) -> Iterator[tuple[int, list[float], str, str]]:
    """Return the page, place, goal and description of each link."""
    for number, page in enumerate(pdf.pages):
        for link in page.get("/Annots", ()):
            goal = str(link.Dest) if "/Dest" in link else str(link.A.URI)
            yield number, [round(float(side), 3) for side in link.Rect], goal, str(link.Contents)


def goals_of(pdf: pikepdf.Pdf) -> dict[str, Any]:
    """Return the page and place that each name stands for."""
    names = list(pdf.Root.Names.Dests.Names)
    return {str(name): place_of(pdf, goal) for name, goal in zip(names[::2], names[1::2], strict=True)}


def place_of(pdf: pikepdf.Pdf, goal: Any) -> tuple[int, float, float]:  # noqa: ANN401 - pikepdf's array
    return pdf.pages.index(pikepdf.Page(goal[0])), round(float(goal[2]), 3), round(float(goal[3]), 3)


def bookmarks_of(pdf: pikepdf.Pdf) -> list[Any]:
    """Return the labels of the bookmarks with their places, and those below them."""

    def told(items: list[pikepdf.OutlineItem]) -> list[Any]:
        return [(item.title, place_of(pdf, item.destination), told(item.children)) for item in items]

    with pdf.open_outline() as outline:
        return told(list(outline.root))


def test_every_page_looks_and_reads_as_in_the_whole() -> None:
    whole, joined = whole_and_joined()
    assert joined.pages == whole.pages == len(words_of(joined.data))
    assert words_of(joined.data) == words_of(whole.data)
    assert drawn(joined.data) == drawn(whole.data)


def test_tags_links_goals_and_bookmarks_are_those_of_the_whole() -> None:
    whole, joined = whole_and_joined()
    assert tags_of(joined.data) == tags_of(whole.data)
    with pikepdf.open(io.BytesIO(whole.data)) as one, pikepdf.open(io.BytesIO(joined.data)) as other:
        assert list(links_of(other)) == list(links_of(one))
        assert {"note-5", "note-15"} <= {goal for *_, goal, _ in links_of(other)}
        assert goals_of(other) == goals_of(one)
        assert bookmarks_of(other) == bookmarks_of(one)
        assert other.docinfo == one.docinfo
        assert other.Root.Lang == one.Root.Lang


def test_all_that_is_marked_leads_to_its_element_and_back() -> None:
    with pikepdf.open(io.BytesIO(whole_and_joined()[1].data)) as pdf:
        numbers = [pair for tree in pdf.Root.StructTreeRoot.ParentTree.Kids for pair in tree.Nums]
        keys = dict(zip(map(int, numbers[::2]), numbers[1::2], strict=True))
        assert list(keys) == sorted(keys)
        for page in pdf.pages:
            elements = keys.pop(int(page.obj.StructParents))
            assert all(element.Type == "/StructElem" for element in elements if element is not None)
            for link in page.get("/Annots", ()):
                kids = [kid for kid in keys.pop(int(link.StructParent)).K if not isinstance(kid, int)]
                assert [kid.Obj for kid in kids if kid.Type == "/OBJR"] == [link]
        assert not keys


def test_each_font_file_is_there_once_and_has_a_name_of_its_own() -> None:
    with pikepdf.open(io.BytesIO(whole_and_joined()[1].data)) as pdf:
        files = {
            (str(thing.FontName), thing.FontFile2.objgen, thing.FontFile2.read_bytes())
            for thing in pdf.objects
            if isinstance(thing, pikepdf.Dictionary) and "/FontFile2" in thing
        }
    assert len({name for name, *_ in files}) == len({data for *_, data in files}) == len(files)


def test_a_joined_document_keeps_pdf_ua_and_pdf_a() -> None:
    judged = verapdf_failures_of({"joined": whole_and_joined()[1].data, "cut inside": flat_joined().data})
    assert judged == {"joined": [], "cut inside": []}


@cache
def flat() -> str:
    """Return a chronology with a single section, longer than a part, in its print form."""
    entries = (entry(number) for number in range(1, 4 * ENTRIES + 1))
    section = Section((Heading(2, (Text("All"),), "all"), *entries))
    return print_form(replace(small(section), css="p:first-of-type { margin: 0 }"))


@cache
def flat_joined() -> Pdf:
    """Return it printed in parts."""
    return in_parts(flat())


def kinds_of(tag: Tag) -> list[Any]:
    return [tag.kind, tag.name, [kinds_of(kid) for kid in tag.kids]]


def test_a_long_section_is_cut_between_its_blocks_and_stays_one() -> None:
    parts = parts_of(flat(), WEIGHT)
    assert [part.continues for part in parts] == [0, 2, 2, 2]
    whole, joined = print_whole(flat()), flat_joined()
    assert kinds_of(tags_of(joined.data)) == kinds_of(tags_of(whole.data))
    assert " ".join(words_of(joined.data)).count("entry") == " ".join(words_of(whole.data)).count("entry")


def test_the_number_of_presses_changes_no_byte() -> None:
    assert in_parts(print_form(chronology()), jobs=1) == whole_and_joined()[1]


def kept_in(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_part_is_kept_and_only_what_changed_or_is_damaged_is_made_again(tmp_path: Path) -> None:
    html, keeping = print_form(chronology()), Cache(tmp_path, b"secret")
    assert in_parts(html, cache=keeping) == whole_and_joined()[1]
    kept = kept_in(tmp_path)
    assert len(kept) == YEARS + 1
    for path in kept:
        path.write_bytes(kept[path][:-1] + b"?")
    assert in_parts(html, cache=keeping) == whole_and_joined()[1]
    assert kept_in(tmp_path) == kept
    in_parts(html.replace("as entry 12.", "as entry twelve."), cache=keeping)
    assert len(kept_in(tmp_path)) == len(kept) + 1


def refused(html: str, parts: tuple[Part, ...]) -> tuple[Any, ...]:
    with pytest.raises(PdfRefused) as caught:
        print_parts(html, parts, Presses())
    return caught.value.problems


def test_a_link_that_leads_nowhere_is_told_as_of_the_whole() -> None:
    html = print_form(chronology(Paragraph((Link("#nowhere", (Text("nowhere"),)),))))
    problems = refused(html, parts_of(html, WEIGHT))
    assert problems == (Logged("No anchor #nowhere for internal URI reference"),)
    assert problems == refused(html, (Part(html, 0, 0),))


def test_a_problem_names_the_page_that_it_is_on_in_the_whole() -> None:
    css = f"{LOOK} #year-2 {{ margin-left: -80mm }} #year-1 {{ margin-left: -70mm; white-space: nowrap }}"
    html = print_form(chronology(css=css))
    problems = refused(html, parts_of(html, WEIGHT))
    assert len(problems) == 2
    assert problems == refused(html, (Part(html, 0, 0),))


@pytest.mark.parametrize(
    "css",
    [
        "h2 { counter-increment: year }",
        "h2 { string-set: year content() }",
        "h2 { position: running(year) }",
        "@page :left { margin-left: 20mm }",
        "@page wide:blank { margin: 0 }",
        "section { page: wide }",
        "section { break-before: right }",
        "section:nth-child(2) { color: #123 }",
        "a::after { content: target-text(attr(href)) }",
        "h2 { p\\6f sition: running(year) }",
        "p { position: fixed }",
    ],
)
def test_a_document_that_its_style_ties_together_is_printed_whole(css: str) -> None:
    html = print_form(chronology(css=css))
    assert parts_of(html, WEIGHT) == (Part(html, 0, 0),)


@pytest.mark.parametrize(
    "css",
    [
        ":root { background: #eef !important }",
        "@page :first { @top-left { content: 'first' !important } }",
    ],
)
def test_a_style_that_parts_cannot_follow_is_printed_whole(css: str) -> None:
    html = print_form(chronology(css=css))
    assert len(parts_of(html, WEIGHT)) == YEARS
    assert in_parts(html) == print_whole(html)


def test_a_short_document_is_printed_as_it_is() -> None:
    html = print_form(small(year(0)))
    assert parts_of(html) == (Part(html, 0, 0),)
    assert write_pdf(html, jobs=2) == print_whole(html)


@pytest.mark.parametrize(
    "page",
    [
        "<title>x</title><p>" + "x<p>" * 1000,
        "<title>x</title><style></style><body>" + "<p>x" * 1000,
        "<style></style><body>" + "<p>x</p>" * 1000 + "</body>",
        "<style></style><body><main>" + "<p>x</p>" * 1000 + "</main>more</body>",
        "<style></style><body></p><main>" + "<p>x</p>" * 1000 + "</main></body>",
    ],
)
def test_a_page_of_another_make_is_printed_as_it_is(page: str) -> None:
    assert parts_of(page) == (Part(page, 0, 0),)


def test_no_part_ends_with_a_heading_or_with_what_stays_with_the_next_block() -> None:
    blocks: list[Block] = []
    for number in range(60):
        blocks += [Heading(3, (Text("x"),), f"x-{number}"), Paragraph((Text("y"),), keep_with_next=True)]
        blocks += [Paragraph((Text("z"),))] * (number % 3 + 1)
    html = print_form(small(Section((Heading(2, (Text("All"),), "all"), *blocks))))
    parts = parts_of(html, WEIGHT)
    shown = [re.sub(r'<(\w+)[^<>]* style="display:none!important"></\1>', "", part.html) for part in parts]
    assert len(parts) > YEARS
    assert all(page.count("</section></main>") == 1 for page in shown[:-1])
    assert all(re.search(r"<p>z</p>\s*</section></main>", page) for page in shown[:-1])
    assert sum(page.count("<p>z</p>") for page in shown) == 120


def test_pages_are_counted_in_the_digits_of_the_language() -> None:
    document = chronology()
    html = print_form(replace(document, metadata=replace(document.metadata, language="fa", direction="rtl")))
    assert '"۱۲۳"' in margins_of(html, 101, 23, 123)
