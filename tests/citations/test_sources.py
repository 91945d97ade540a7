"""The table of sources: entries in the style, the notes that cite each, and no row that nobody cites."""

from __future__ import annotations

import pytest
from citing import ITEMS, WORDS, cited, document, note, ref, rows, source_table, style, texts, words

from briefwright.citations import CitationWords, cite
from briefwright.citations.inlines import text_of
from briefwright.document.nodes import (
    Heading,
    NoteRef,
    Paragraph,
    Row,
    Section,
    SourceEntry,
    SourceNotes,
    Table,
    Text,
)
from briefwright.document.walk import query

NOTES = (note(ref("news")), note("x"), note(ref("report"), ref("news")), note(ref("case", "para. 2")))


def test_entries_and_notes() -> None:
    done = cited("oscola", *NOTES, more=(source_table("report", "news", "treaty"),))
    assert rows(done) == [
        ["Example Organisation, ‘Example Report on Things’ (2018) EX 13/2018 <https://example.org/report>", "3"],
        ["Doe J, ‘Example News Item’ Example Wire (9 December 2020)", "1, 3"],
    ]
    last = list(query(done, Row))[-1]
    assert [link.number for link in query(last, NoteRef)] == [1, 3]
    assert not [*query(done, SourceEntry), *query(done, SourceNotes)]


@pytest.mark.parametrize("name", ["bluebook", "chicago-notes"])
def test_a_style_without_a_bibliography_gives_its_full_note(name: str) -> None:
    printed = rows(cited(name, *NOTES, more=(source_table("news"),), language="en"))
    full = cited(name, note(ref("news")), language="en")
    assert printed == [[texts(full)[0], "1, 3"]]


def test_a_source_that_a_bibliography_leaves_out_gets_its_full_note() -> None:
    """The bibliography of this German style has no cases."""
    name = "juristische-zitierweise-offentliches-recht"
    done = cited(name, *NOTES, more=(source_table("case", "news"),), language="de")
    assert "Example Court" in rows(done)[0][0]
    assert "Doe" in rows(done)[1][0]


def test_an_author_of_two_sources_is_named_twice() -> None:
    items = {**ITEMS, "news": {**ITEMS["news"], "author": ITEMS["report"]["author"]}}
    done = cite(document(*NOTES, more=(source_table("report", "news"),)), items, style("oscola"), words=WORDS)
    assert all(row[0].startswith("Example Organisation") for row in rows(done))


def test_a_table_without_rows_goes_and_its_section_with_it() -> None:
    done = cited("oscola", note(ref("news")), more=(source_table("report"),))
    assert not [*query(done, Section), *query(done, Table), *query(done, Heading)]


def test_a_section_with_other_words_stays() -> None:
    table = source_table("report").content[1]
    section = Section((Heading(2, (Text("Sources"),), "s"), words("Other words."), table))
    done = cited("oscola", note(ref("news")), more=(section,))
    assert [type(block) for block in next(query(done, Section)).content] == [Heading, Paragraph]


def test_an_entry_of_a_source_that_no_note_cites() -> None:
    done = cited("oscola", note(ref("news")), more=(words(SourceEntry("treaty"), ": ", SourceNotes("treaty")),))
    (last,) = (block for block in done.content[1:] if isinstance(block, Paragraph))
    assert text_of(last.content) == "Example Convention (16 December 1966): "


def test_the_separator_of_the_language() -> None:
    more = (source_table("news"),)
    done = cite(document(*NOTES, more=more), ITEMS, style("oscola"), words=CitationWords(separator="، "))
    assert rows(done)[0][1] == "1، 3"
