"""Archived copies: the address beside the live one where a source is given in full, and nowhere else."""

from __future__ import annotations

import pytest
from citing import ITEMS, WORDS, document, note, ref, rows, source_table, style, texts

from briefwright.citations import ALIASES, CitationWords, cite
from briefwright.document.nodes import Cite, Document, Link, Note
from briefwright.document.walk import query
from briefwright.faults import FaultsFound

COPY = "https://archive.example.org/web/20201209900003/report"
COPIES = {"report": COPY, "news": "https://archive.example.org/news"}


def worded(name: str, *notes: Note, copies: dict[str, str] = COPIES, words: CitationWords = WORDS) -> Document:
    more = (source_table("report", "news"),)
    return cite(document(*notes, more=more), ITEMS, style(name), words=words, copies=copies)


def cited(source: str, at: str = "") -> Note:
    return note(ref(source, at))


@pytest.mark.parametrize("name", ["oscola", *ALIASES])
def test_it_is_in_the_first_note_and_in_the_entry_and_nowhere_else(name: str) -> None:
    done = worded(
        name, cited("report", "p. 3"), cited("report", "p. 4"), cited("news"), cited("treaty"), cited("report")
    )
    first, *others = texts(done)
    assert first.count(f"archived at {'<' if '<https' in first else ''}{COPY}") == 1
    assert first.find("https://example.org/report") < first.index(COPY)
    assert [text for text in others if COPY in text] == []
    assert [text.count("archived at") for text in others] == [0, 1, 0, 0]
    assert [row[0].count("archived at") for row in rows(done)] == [1, 1]
    assert [text for text in texts(done) if not text.endswith(".") or text.endswith("..")] == []


def test_oscola_puts_it_between_brackets_behind_the_live_address_and_the_place() -> None:
    done = worded("oscola", cited("report", "para. 3"))
    assert texts(done) == [
        "Example Organisation, ‘Example Report on Things’ (2018) EX 13/2018 para 3 <https://example.org/report>, "
        f"archived at <{COPY}>."
    ]
    assert rows(done)[0][0] == (
        "Example Organisation, ‘Example Report on Things’ (2018) EX 13/2018 <https://example.org/report>, "
        f"archived at <{COPY}>"
    )


def test_it_stands_before_the_full_stop_that_closes_an_entry() -> None:
    entry = rows(worded("chicago", cited("report")))[0][0]
    assert entry.endswith(f"https://example.org/report, archived at {COPY}.")


def test_it_is_a_link_that_says_where_it_leads() -> None:
    done = worded("oscola", cited("report"), words=CitationWords(copy="Copy of {title}"))
    links = [link for link in query(next(query(done, Note)), Link) if link.href == COPY]
    assert [link.title for link in links] == ["Copy of Example report on things"]


def test_an_address_that_nobody_can_follow_is_no_link() -> None:
    done = worded("oscola", cited("report"), copies={"report": "box 7 of the archive"})
    assert texts(done)[0].endswith("archived at <box 7 of the archive>.")
    assert {link.href for link in query(done, Link)} == {"https://example.org/report"}


def test_each_source_of_a_note_has_its_own() -> None:
    done = worded("oscola", note(ref("news"), ref("report"), ref("treaty")))
    (text,) = texts(done)
    news, report, treaty = text.split("; ")
    assert news.endswith(", archived at <https://archive.example.org/news>")
    assert report.endswith(f", archived at <{COPY}>")
    assert "archived" not in treaty


def test_words_of_the_author_go_on_behind_it() -> None:
    done = worded("oscola", note("See ", ref("report"), ", and more."))
    assert texts(done)[0].endswith(f"archived at <{COPY}>, and more.")


def test_it_is_worded_in_the_language_of_the_document() -> None:
    words = CitationWords(archived="، بایگانی: {url}")
    assert f"، بایگانی: <{COPY}>" in texts(worded("oscola", cited("report"), words=words))[0]


def test_a_number_in_its_address_hides_no_place_that_a_style_leaves_out() -> None:
    """A place that is missing among the words is asked for again; "9" in the address is not that place."""
    copies = {"news": "https://archive.example.org/web/9/news"}
    for name in ("oscola", *ALIASES):
        plain = texts(worded(name, cited("news", "p. 9"), copies={}))
        done = texts(worded(name, cited("news", "p. 9"), copies=copies))
        assert (
            done[0]
            .replace(", archived at <https://archive.example.org/web/9/news>", "")
            .replace(", archived at https://archive.example.org/web/9/news", "")
            == plain[0]
        )


def test_a_copy_does_not_stand_for_the_words_of_a_source() -> None:
    empty: dict[str, dict[str, object]] = {"empty": {"type": "book", "title": ""}}
    with pytest.raises(FaultsFound):
        cite(document(cited("empty")), empty, style("oscola"), words=WORDS, copies={"empty": COPY})


def test_ibid_and_back_references_are_as_without_copies() -> None:
    notes = [cited("report"), cited("report"), cited("news"), cited("report", "p. 2"), cited("news")]
    plain = texts(worded("oscola", *notes, copies={}))
    done = texts(worded("oscola", *notes))
    assert [text.split(", archived at")[0].rstrip(".") for text in done] == [text.rstrip(".") for text in plain]
    assert not list(query(worded("oscola", *notes), Cite))
