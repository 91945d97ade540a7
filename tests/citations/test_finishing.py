"""Drafts that are alike: what is finished once is the same as finished each time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from citing import ITEMS, WORDS, document, note, ref, source_table, style, words

from briefwright.citations import cite
from briefwright.document.direction import directed
from briefwright.document.finishing import FinishedOnce
from briefwright.document.inlines import with_calls_of
from briefwright.document.nodes import Document, Group, Paragraph, Text
from briefwright.faults import FaultsFound


def finish(draft: Document) -> Document:
    return directed(with_calls_of(cite(draft, ITEMS, style("oscola"), words=WORDS)))


def counted(finished: list[Document]) -> Callable[[Document], Document]:
    """Return what finishes a draft and remembers it."""

    def finish_and_remember(draft: Document) -> Document:
        finished.append(draft)
        return finish(draft)

    return finish_and_remember


def draft(name: str, language: str = "en-GB") -> Document:
    body = document(
        note(ref("report", "p. 1")), note(ref("report")), language=language, more=(source_table("report"),)
    )
    head = Group("address", (Paragraph((Text(name),), "address"), words("Example street 1, Γενεύη")))
    return replace(body, content=(head, words(f"Dear {name},"), *body.content))


@pytest.mark.parametrize("language", ["en-GB", "fa"])
def test_drafts_that_are_alike_are_finished_once(language: str) -> None:
    whole: list[Document] = []
    drafts = [draft(name, language) for name in ("Example State", "نمونه ABC/1/2", "A/RES/1/2 (x)")]
    drafts = [replace(each, metadata=replace(each.metadata, direction="rtl")) for each in drafts]
    finished = list(map(FinishedOnce(counted(whole)), drafts))
    assert finished == list(map(finish, drafts))
    assert whole == drafts[:1]


def test_a_draft_that_says_more_to_its_addressee_is_finished_by_itself() -> None:
    whole: list[Document] = []
    first, other = draft("One"), draft("Two")
    noted = replace(other, content=(*other.content, words("To you.", note(ref("news")))))
    drafts = [first, noted, other]
    assert list(map(FinishedOnce(counted(whole)), drafts)) == list(map(finish, drafts))
    assert whole == [first, noted]


def test_a_draft_that_cannot_be_finished_raises_each_time() -> None:
    finisher = FinishedOnce(finish)
    for name in ("One", "Two"):
        unknown = replace(draft(name), content=(words(name), words("Example", note(ref("nothing")))))
        with pytest.raises(FaultsFound):
            finisher(unknown)
