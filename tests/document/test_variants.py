"""Which documents differ in the words of paragraphs alone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from briefwright.document.nodes import (
    Block,
    Blocks,
    Document,
    Furniture,
    Group,
    Heading,
    Inline,
    Link,
    List,
    ListItem,
    Metadata,
    Note,
    Paragraph,
    Section,
    Span,
    Statement,
    Text,
)
from briefwright.document.variants import alike, block_at, changed_paragraphs, paragraph_at, with_paragraphs


def words(*parts: Inline | str) -> Paragraph:
    return Paragraph(tuple(Text(part) if isinstance(part, str) else part for part in parts))


def document(*content: Block) -> Document:
    return Document(Metadata("Example"), Furniture("", "", "", ""), content)


def letter(name: str, salutation: str = "Dear all,") -> Document:
    return document(
        Group("cover", (Group("address", (words(name),)), words("2026"))), words(salutation), words("Body.")
    )


def test_the_paragraphs_that_differ_are_found_where_they_stand() -> None:
    assert changed_paragraphs(letter("One"), letter("Two", "Dear two,")) == ((0, 0, 0), (1,))
    assert changed_paragraphs(letter("One"), letter("One")) == ()


def test_a_document_with_the_paragraphs_of_another_is_the_other() -> None:
    one, other = letter("One"), letter("Two", "Dear two,")
    paths = changed_paragraphs(one, other) or ()
    assert with_paragraphs(one, [(path, paragraph_at(other, path)) for path in paths]) == other


@pytest.mark.parametrize(
    "content",
    [
        (words("One"), words("Two")),
        (Heading(1, (Text("One"),), "one"),),
        (replace(words("One"), role="closing"),),
        (replace(words("One"), direction="rtl"),),
        (words("One", Note((words("Two"),), 1)),),
        (words(Link("#two", (Text("Two"),))),),
        (words(Span("fa", (Statement("two", (Text("Two"),)),))),),
        (List((ListItem((words("One"),)),)),),
        (Section((words("Zero"),)),),
    ],
    ids=["more", "heading", "role", "direction", "note", "link", "statement", "list", "section"],
)
def test_documents_that_differ_in_more_are_unlike(content: Blocks) -> None:
    assert changed_paragraphs(document(words("Zero")), document(*content)) is None


def test_documents_that_say_other_things_of_themselves_are_unlike() -> None:
    one = letter("One")
    assert changed_paragraphs(one, replace(one, metadata=Metadata("Other"))) is None
    assert changed_paragraphs(one, replace(one, css="p { color: red }")) is None
    assert changed_paragraphs(one, replace(one, furniture=Furniture("", "", "", "", "Other"))) is None


def test_words_in_a_list_are_not_a_paragraph_of_their_own() -> None:
    one, other = (document(List((ListItem((words(each),)),))) for each in ("One", "Other"))
    assert changed_paragraphs(one, other) is None


def test_documents_are_grouped_by_what_they_share() -> None:
    other = document(words("Other"))
    assert list(alike([letter("One"), other, letter("Two"), other])) == [[0, 2], [1, 3]]


def test_a_path_that_leads_nowhere() -> None:
    assert block_at(letter("One"), (7,)) is None
    assert block_at(letter("One"), (1, 0)) is None
    with pytest.raises(KeyError):
        paragraph_at(letter("One"), (0,))
