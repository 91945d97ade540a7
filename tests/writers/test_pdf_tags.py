"""What the PDF writer tells assistive technology, and that it knows the WeasyPrint whose tags it replaces."""

from __future__ import annotations

import inspect
import io
from dataclasses import replace
from functools import cache
from itertools import pairwise

import pikepdf
import pytest
import weasyprint
import weasyprint.pdf

from briefwright.document.nodes import (
    Emphasis,
    Link,
    List,
    ListItem,
    Note,
    Paragraph,
    Span,
    Strong,
    Text,
)
from briefwright.document.walk import query
from briefwright.writers.pdf.boxes import PINNED
from briefwright.writers.pdf.printing import print_page
from briefwright.writers.pdf.tagging import own_structure, write_structure
from judges.poppler import pdf_structure
from writers.pdf_tags import Tag, tags_of
from writers.printed import noted, print_form, small
from writers.sample import sample_document


def printed(html: str) -> bytes:
    report, data = print_page(html)
    assert "pages" in report, report
    return data


@cache
def sample() -> bytes:
    return printed(print_form(sample_document()))


def sample_tags() -> Tag:
    return tags_of(sample())


def test_weasyprint_is_the_one_whose_tags_are_replaced() -> None:
    """A newer WeasyPrint may draw, mark or call otherwise: read its `pdf` and raise the pin with these tests."""
    assert weasyprint.__version__ == PINNED
    theirs = weasyprint.pdf.add_tags
    assert list(inspect.signature(theirs).parameters) == ["pdf", "document", "pdf_version", "page_streams"]
    assert "add_tags(pdf, document, options['pdf_version'], page_streams)" in inspect.getsource(weasyprint.pdf)
    with own_structure():
        assert weasyprint.pdf.add_tags.func is write_structure
    assert weasyprint.pdf.add_tags is theirs


def test_each_note_is_a_note_with_its_number_as_label_and_a_name_that_can_be_found() -> None:
    count = len(list(query(sample_document(), Note)))
    notes = sample_tags().all("Note")
    assert [note.name for note in notes] == [f"note-{number}" for number in range(1, count + 1)]
    assert {note.kids[0].kind for note in notes} == {"Lbl"}
    assert [note.kids[0].kids[0].hits for note in notes[:2]] == [
        ["Back to note 1 in the text"],
        ["Back to note 2 in the text"],
    ]
    with pikepdf.open(io.BytesIO(sample())) as pdf:
        names = [str(name) for name in list(pdf.Root.StructTreeRoot.IDTree.Names)[::2]]
    assert names == sorted(note.name for note in notes)


def test_each_call_is_a_reference_and_its_note_follows_the_paragraph() -> None:
    tree = sample_tags()
    calls = [tag for tag in tree.all("Reference") if tag.kids[0].hits[0].startswith("Note ")]
    assert len(calls) >= len(tree.all("Note"))
    background = tree.all("Sect")[0].kids
    assert [tag.kind for tag in background[:6]] == ["H2", "P", "P", "Note", "Note", "Note"]
    assert [tag.kind for tag in tree.all("Table")[1].all("TD")[10].kids] == ["Reference", "Note"]


def test_headers_say_what_they_are_for_and_cells_name_no_headers() -> None:
    table = sample_tags().all("Table")[1]
    scopes = [header.attributes.get("Scope") for header in table.all("TH")]
    assert scopes == ["/Column"] * 4 + ["/Row"] * 60
    assert not any("Headers" in cell.attributes for cell in table.all("TD"))


def test_a_table_and_a_list_over_several_pages_are_one() -> None:
    tree = sample_tags()
    assert len(tree.all("Table")) == 3
    assert [tag.kind for tag in tree.all("Table")[1].kids] == ["Caption", "THead", "TBody"]
    items = tuple(ListItem((Paragraph((Text("words " * 60),)),)) for _ in range(40))
    long = tags_of(printed(print_form(small(List(items, ordered=True)))))
    (one,) = long.all("L")
    assert one.attributes["ListNumbering"] == "/Decimal"
    assert [[part.kind for part in item.kids] for item in one.kids] == [["Lbl", "LBody"]] * 40


def test_a_link_over_two_lines_is_one_link_that_says_where_it_leads() -> None:
    words = "a long description of what is behind the link " * 4
    page = small(
        Paragraph((Link("https://example.org/a", (Text(words),)), Text(" and "))),
        Paragraph((Link("https://example.org/b", (Text("this"),), "Report of the commission"),)),
    )
    first, second = tags_of(printed(print_form(page))).all("Link")
    assert len(first.hits) > 1
    assert set(first.hits) == {words.strip()}
    assert second.hits == ["Report of the commission"]


def test_each_change_of_language_is_told_and_no_other() -> None:
    inner = Span("fr", (Text("lettre de cachet"),))
    page = small(Paragraph((Text("He wrote of a "), inner, noted("A note."))), Paragraph((Span("la", (inner,)),)))
    tree = tags_of(printed(print_form(page)))
    assert [(tag.kind, tag.lang) for tag in tree.walk() if tag.lang] == [
        ("Document", "en"),
        ("Span", "fr"),
        ("Span", "la"),
        ("Span", "fr"),
    ]


def test_a_note_called_in_foreign_words_is_in_the_documents_language() -> None:
    page = small(Paragraph((Span("la", (Text("ibidem"), noted("English words."))),)))
    tree = tags_of(printed(print_form(page)))
    assert [tag.kind for tag in tree.walk() if tag.lang] == ["Document", "Span"]


def test_stress_is_told_and_explained_to_readers_of_older_files() -> None:
    page = small(Paragraph((Emphasis((Text("this"),)), Text(" and "), Strong((Text("that"),)))))
    data = printed(print_form(page))
    assert [tag.kind for tag in tags_of(data).all("P")[0].kids] == ["Em", "Strong"]
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert dict(pdf.Root.StructTreeRoot.RoleMap) == {"/Em": "/Span", "/Strong": "/Span"}


def test_a_drawing_is_a_figure_with_its_words_beside_its_caption() -> None:
    (figure,) = sample_tags().all("Figure")
    assert figure.alternative.startswith("A line from 2016 to 2024")
    left, bottom, right, top = map(float, figure.attributes["BBox"].split())
    assert 0 < left < right < 596
    assert 0 < bottom < top < 842
    holder = next(tag for tag in sample_tags().all("Div") if figure.kind in [kid.kind for kid in tag.kids])
    assert [tag.kind for tag in holder.kids] == ["Figure", "Caption"]


def test_headings_come_in_order_and_furniture_is_not_read() -> None:
    tree = sample_tags()
    levels = [int(tag.kind[1]) for tag in tree.walk() if tag.kind in ("H1", "H2", "H3", "H4")]
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert "Page 2 of" not in pdf_structure(sample())
    with pikepdf.open(io.BytesIO(sample())) as pdf:
        content = pdf.pages[1].Contents.read_bytes()
    assert content.count(b"/Subtype /Footer") == 1
    assert content.count(b"/Subtype /Header") == 1


def test_all_that_is_marked_belongs_to_something() -> None:
    with pikepdf.open(io.BytesIO(sample())) as pdf:
        numbers = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
        owners = dict(zip(numbers[::2], numbers[1::2], strict=True))
        for page in pdf.pages:
            marked = page.Contents.read_bytes().count(b"/MCID")
            assert sum(owner is not None for owner in owners[page.StructParents]) == marked
        annotations = [link for page in pdf.pages for link in page.get("/Annots", [])]
        assert all(owners[link.StructParent].S == "/Link" for link in annotations)


def test_a_document_from_right_to_left_opens_so() -> None:
    page = small(Paragraph((Text("متن"),)))
    metadata = replace(page.metadata, language="fa", direction="rtl")
    css = ':root { --serif: "DejaVu Sans"; --sans: "DejaVu Sans" }'
    with pikepdf.open(io.BytesIO(printed(print_form(replace(page, metadata=metadata, css=css))))) as pdf:
        assert (str(pdf.Root.Lang), str(pdf.Root.ViewerPreferences.Direction)) == ("fa", "/R2L")


@pytest.mark.parametrize("key", ["/CreationDate", "/ModDate", "/Producer", "/Creator"])
def test_the_archive_learns_no_date_and_no_tool(key: str) -> None:
    with pikepdf.open(io.BytesIO(sample())) as pdf:
        assert key not in pdf.docinfo
        described = pdf.Root.Metadata.read_bytes()
        assert len(set(map(bytes, pdf.trailer.ID))) == 1
    assert b'pdfaid:part="3"' in described
    assert b'pdfuaid:part="1"' in described
    assert b"WeasyPrint" not in sample() + described
    assert b"Date" not in described
