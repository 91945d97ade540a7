"""What the tests of the citations room share: artificial sources, small documents, and notes read back as text."""

from __future__ import annotations

from pathlib import Path

from briefwright.citations import CitationWords, Style, cite, find_style
from briefwright.citations.inlines import text_of
from briefwright.document.nodes import (
    Block,
    Cell,
    Cite,
    Column,
    Document,
    Furniture,
    Heading,
    Inline,
    Metadata,
    Note,
    Paragraph,
    Row,
    Section,
    SourceEntry,
    SourceNotes,
    Table,
    Text,
)
from briefwright.document.walk import query
from briefwright.faults import Place

BRIEF = Place("briefs/example.yaml", 4, 17)
WORDS = CitationWords(link="Source: {title}")

ITEMS: dict[str, dict[str, object]] = {
    "report": {
        "type": "report",
        "title": "Example report on things",
        "author": [{"literal": "Example Organisation"}],
        "issued": {"date-parts": [[2018, 12]]},
        "number": "EX 13/2018",
        "URL": "https://example.org/report",
        "language": "en",
    },
    "news": {
        "type": "article-newspaper",
        "title": "Example news item",
        "author": [{"family": "Doe", "given": "Jane"}],
        "container-title": "Example Wire",
        "issued": {"date-parts": [[2020, 12, 9]]},
        "language": "en",
    },
    "ketab": {
        "type": "book",
        "title": "گزارش نمونه",
        "author": [{"literal": "سازمان نمونه"}],
        "publisher": "نشر نمونه",
        "issued": {"date-parts": [[2019]]},
        "language": "fa",
    },
    "livre": {
        "type": "book",
        "title": "le rapport des exemples",
        "author": [{"family": "Dupont", "given": "Anne"}],
        "publisher": "Éditions Exemple",
        "issued": {"date-parts": [[2019]]},
        "language": "fr",
    },
    "treaty": {
        "type": "treaty",
        "title": "Example Convention",
        "issued": {"date-parts": [[1966, 12, 16]]},
        "language": "en",
    },
    "case": {
        "type": "legal_case",
        "title": "Example v Example State",
        "number": "App no 1/23",
        "authority": "Example Court",
        "issued": {"date-parts": [[2023, 1, 2]]},
        "language": "en",
    },
}


def style(name: str) -> Style:
    """Return a style of the library."""
    return find_style(name, Path(), BRIEF)


def words(*parts: Inline | str) -> Paragraph:
    """Return a paragraph of words and other inlines."""
    return Paragraph(tuple(Text(part) if isinstance(part, str) else part for part in parts))


def note(*parts: Inline | str) -> Note:
    """Return a note of one paragraph."""
    return Note((words(*parts),))


def ref(source: str, at: str = "", line: int = 1) -> Cite:
    """Return a cite as a fact's file would give it."""
    return Cite(source, at, Place("facts/example.yaml", line, 5))


def document(*notes: Note, language: str = "en-GB", more: tuple[Block, ...] = ()) -> Document:
    """Return a document with a paragraph for each note."""
    body = tuple(words("Example statement.", each) for each in notes)
    return Document(Metadata("Example brief", language), Furniture("", "", "", ""), (*body, *more))


def source_table(*sources: str) -> Section:
    """Return a section with a table of sources."""
    rows = tuple(
        Row((Cell((words(SourceEntry(source)),)), Cell((words(SourceNotes(source)),))), source)
        for source in sources
    )
    table = Table((Column(), Column()), (), (), rows, "sources")
    return Section((Heading(2, (Text("Sources"),), "sources"), table))


def cited(name: str, *notes: Note, language: str = "en-GB", more: tuple[Block, ...] = ()) -> Document:
    """Return a document whose notes are worded in a style of the library."""
    return cite(document(*notes, language=language, more=more), ITEMS, style(name), words=WORDS)


def texts(document: Document) -> list[str]:
    """Return the words of every note, paragraphs parted by a bar."""
    return [
        " | ".join(text_of(block.content) for block in each.content if isinstance(block, Paragraph))
        for each in query(document, Note)
    ]


def worded(name: str, *notes: Note, language: str = "en-GB") -> list[str]:
    """Return the words of the notes in a style of the library."""
    return texts(cited(name, *notes, language=language))


def rows(document: Document) -> list[list[str]]:
    """Return the words of the rows of all tables."""
    return [
        [text_of(block.content) for cell in row.cells for block in cell.content if isinstance(block, Paragraph)]
        for row in query(document, Row)
    ]
