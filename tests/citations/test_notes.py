"""Whole notes in the styles that advocates use, read against the rules of each."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from citing import ITEMS, WORDS, cited, document, note, ref, style, texts, worded, words

from briefwright.citations import cite
from briefwright.document.nodes import (
    Cell,
    Cite,
    Column,
    Emphasis,
    Link,
    Note,
    NoteRef,
    Paragraph,
    Row,
    SmallCaps,
    Span,
    Table,
    Text,
)
from briefwright.document.walk import query

SEQUENCE = (
    note(ref("report", "p. 12")),
    note(ref("report", "p. 13")),
    note(ref("report", "p. 13")),
    note(ref("report")),
    note(ref("news"), ref("report", "paras. 4-5")),
    note(ref("report")),
    note("Words alone."),
    note(ref("report", "p. 1")),
    note(ref("news", "para. 2")),
)


def test_oscola() -> None:
    assert worded("oscola", *SEQUENCE) == [
        "Example Organisation, ‘Example Report on Things’ (2018) EX 13/2018 12 <https://example.org/report>.",
        "ibid 13.",
        "ibid.",
        "Example Organisation (n 1).",
        "Jane Doe, ‘Example News Item’ Example Wire (9 December 2020); Example Organisation (n 1) paras 4–5.",
        "Example Organisation (n 1).",
        "Words alone.",
        "Example Organisation (n 1) 1.",
        "Doe (n 5) para 2.",
    ]


def test_chicago() -> None:
    """Chicago's 18th edition has given up ibid. (14.37) and shortens instead; commas stand inside quotes."""
    assert worded("chicago", *SEQUENCE, language="en") == [
        "Example Organisation, Example Report on Things, EX 13/2018 (2018), 12, https://example.org/report.",
        "Example Organisation, Example Report on Things, 13.",
        "Example Organisation, Example Report on Things, 13.",
        "Example Organisation, Example Report on Things.",
        "Jane Doe, “Example News Item,” Example Wire, December 9, 2020; "
        "Example Organisation, Example Report on Things, paras. 4–5.",
        "Example Organisation, Example Report on Things.",
        "Words alone.",
        "Example Organisation, Example Report on Things, 1.",
        "Doe, “Example News Item,” para. 2.",
    ]


def test_bluebook() -> None:
    """Bluebook prints "at" before pages only, and the sign before paragraphs, also after id. (rules 3.3, 4.1)."""
    assert worded("bluebook", *SEQUENCE, language="en") == [
        "Example Organisation, Example Report on Things 12 (2018), https://example.org/report.",
        "Id. at 13.",
        "Id.",
        "Example Organisation, supra note 1.",
        "Jane Doe, Example News Item, Example Wire, Dec. 9, 2020; Example Organisation, supra note 1 ¶¶ 4–5.",
        "Example Organisation, supra note 1.",
        "Words alone.",
        "Example Organisation, supra note 1 at 1.",
        "Doe, supra note 5 ¶ 2.",
    ]


def test_back_references_are_live() -> None:
    notes = list(query(cited("oscola", *SEQUENCE), Note))
    assert [[link.number for link in query(each, NoteRef)] for each in notes] == [
        [], [], [], [1], [1], [1], [], [1], [5],
    ]  # fmt: skip
    assert [each.number for each in notes] == list(range(1, 10))
    assert [each.sources for each in notes[4:7]] == [("news", "report"), ("report",), ()]


def test_ibid_does_not_jump_over_a_plain_note() -> None:
    assert worded("oscola", note(ref("news")), note("Words alone."), note(ref("news")))[2] == "Doe (n 1)."


@pytest.mark.parametrize("name", ["oscola", "bluebook", "ejil"])
@pytest.mark.parametrize("second", ["report", "news"])
def test_ibid_does_not_follow_a_note_of_two_sources(name: str, second: str) -> None:
    """Also where they stand in two sentences: to pandoc each is then alone in its citation."""
    mixed = note("See ", ref("report"), ". Compare ", ref("news"), ".")
    assert "bid" not in worded(name, mixed, note(ref(second)))[1]
    assert "Id." not in worded(name, mixed, note(ref(second)))[1]


def test_ibid_does_not_reach_over_another_source_of_its_own_note() -> None:
    later = worded("oscola", note(ref("report")), note(ref("news"), "; contra ", ref("report")))[1]
    assert later.endswith("; contra Example Organisation (n 1).")


def test_ibid_in_small_letters_inside_a_sentence() -> None:
    notes = (
        note(ref("treaty", "art. 2")),
        note(ref("treaty", "art. 3")),
        note("See also ", ref("treaty", "art. 4")),
    )
    assert worded("bluebook", *notes)[1:] == ["Id. art. 3.", "See also id. art. 4."]
    assert worded("aglc", *notes)[1:] == ["Ibid art. 3.", "See also ibid art. 4."]
    assert worded("oscola", *notes)[1:] == ["ibid art 3.", "See also ibid art 4."]


def test_the_same_number_of_another_kind_is_another_place() -> None:
    notes = (note(ref("report", "p. 4")), note(ref("report", "para. 4")), note(ref("report", "para. 4")))
    assert worded("oscola", *notes)[1:] == ["ibid para 4.", "ibid."]


def test_sources_stand_in_the_authors_order() -> None:
    """The style of the European Journal of International Law sorts them; a brief never does."""
    printed = worded("ejil", note(ref("report"), ref("news"), ref("ketab")), note(ref("ketab"), ref("news")))
    assert [printed[0].index(name) for name in ("Organisation", "Doe", "سازمان")] == sorted(
        printed[0].index(name) for name in ("Organisation", "Doe", "سازمان")
    )
    assert printed[1] == "سازمان نمونه, supra note 1; Doe, supra note 1."


def test_a_source_twice_in_one_note_does_not_point_to_itself() -> None:
    twice = note(ref("report", "p. 1"), ref("news"), ref("report", "p. 5"))
    assert worded("oscola", twice)[0].endswith("; Example Organisation 5.")
    assert worded("bluebook", twice)[0].endswith("; Example Organisation, at 5.")
    assert worded("mcgill", twice)[0].endswith("; Example Organisation, supra at 5.")


def test_the_same_place_is_cited_once() -> None:
    assert worded("oscola", note(ref("treaty", "art. 2"), ref("treaty", "art. 2")))[0].count("Example") == 1
    assert worded("oscola", note(ref("treaty", "p. 2"), ref("treaty", "p. 3")))[0].endswith("; ibid 3.")


def test_white_space_between_cites_keeps_one_citation() -> None:
    apart = note(ref("news"), " ", ref("treaty"), " ")
    assert worded("oscola", apart) == worded("oscola", note(ref("news"), ref("treaty")))


def test_words_and_cites_in_one_paragraph() -> None:
    mixed = note(
        "See also ",
        ref("news", "para. 2"),
        "; contra ",
        ref("treaty", "art. 3"),
        ". But ",
        ref("news"),
        " is silent",
    )
    assert worded("oscola", mixed) == [
        "See also Jane Doe, ‘Example News Item’ Example Wire (9 December 2020) para 2; "
        "contra Example Convention (16 December 1966) art 3. But Doe is silent."
    ]


def test_punctuation_moves_into_american_quotes() -> None:
    mixed = note("Compare ", ref("news"), ", with ", ref("report"), ".")
    assert "“Example News Item,” with" in worded("chicago", note(ref("news")), mixed, language="en")[1]
    assert "‘Example News Item’, with" in worded("chicago", note(ref("news")), mixed, language="en-GB")[1]


def test_several_paragraphs_of_a_note() -> None:
    two = Note(
        (words("First ", ref("treaty")), words("Then ", Emphasis((Text("as in "), ref("treaty", "art. 4")))))
    )
    assert worded("oscola", two) == ["First Example Convention (16 December 1966). | Then as in ibid art 4."]


@pytest.mark.parametrize("name", ["oscola", "chicago", "bluebook", "ejil", "aglc", "mcgill", "hrlr", "irrc"])
def test_every_note_ends_once(name: str) -> None:
    notes = (
        *SEQUENCE,
        note("See ", ref("news")),
        note(ref("case", "para. 3"), " and its annex"),
        note(ref("livre")),
    )
    for text in worded(name, *notes):
        assert re.search(r"[^.\s]\.$|[.?!][”’)]$|\.>\.$|Id\.$|[Ii]bid\.$", text), text
        assert not re.search(r"\.\.| [.,;]|  |\(n? ?\)", text), text


def test_notes_of_a_table_header_count_once_in_reading_order() -> None:
    header = Row((Cell((words("Head", note(ref("news"))),), header=True),))
    body = Row((Cell((words("Body", note(ref("treaty"))),)),))
    table = Table((Column(),), (Text("Caption"), note(ref("report"))), (header,), (body,))
    done = cited("oscola", note("Before."), more=(table, words("After", note(ref("report")))))
    assert [(each.number, each.sources) for each in query(done, Note)] == [
        (1, ()),
        (2, ("report",)),
        (3, ("news",)),
        (4, ("treaty",)),
        (5, ("report",)),
    ]
    assert texts(done)[4] == "Example Organisation (n 2)."


def test_formatting_survives() -> None:
    done = cited("bluebook", note(ref("report", "p. 2")))
    link = next(query(done, Link))
    assert (link.href, link.title) == ("https://example.org/report", "Source: Example report on things")
    assert next(query(done, SmallCaps)).content == (Text("Example Organisation"),)
    assert [each.content for each in query(cited("oscola", note(ref("news"))), Emphasis)] == [
        (Text("Example Wire"),)
    ]


def test_adjacent_texts_are_one() -> None:
    done = cited("oscola", note(ref("report", "p. 3, para. 2")), note("See ", ref("report", "cover"), " twice"))
    for paragraph in (block for each in query(done, Note) for block in each.content):
        assert isinstance(paragraph, Paragraph)
        kinds = [isinstance(part, Text) for part in paragraph.content]
        assert not any(left and right for left, right in pairwise(kinds))


def test_titles_of_another_language_say_so_and_keep_their_letters() -> None:
    done = cited("oscola", note(ref("ketab"), ref("livre"), ref("treaty")))
    assert list(query(done, Span)) == [
        Span("fa", (Text("گزارش نمونه"),)),
        Span("fr", (Text("le rapport des exemples"),)),
    ]


def test_only_web_and_mail_addresses_become_links() -> None:
    items = {**ITEMS, "report": {**ITEMS["report"], "URL": "javascript:alert(1)"}}
    done = cite(document(note(ref("report"))), items, style("oscola"), words=WORDS)
    assert not list(query(done, Link))
    assert "javascript:alert(1)" in texts(done)[0]


def test_numbers_of_a_source_are_never_taken_for_notes() -> None:
    items = {**ITEMS, "report": {**ITEMS["report"], "number": "900001"}}
    done = cite(document(note(ref("report")), note("x"), note(ref("report"))), items, style("oscola"), words=WORDS)
    assert "900001" in texts(done)[0]
    assert not list(query(next(query(done, Note)), NoteRef))
    assert texts(done)[2] == "Example Organisation (n 1)."


def test_nothing_is_left_to_cite() -> None:
    assert not list(query(cited("oscola", *SEQUENCE), Cite))


def test_a_cite_outside_every_note_is_a_bug() -> None:
    with pytest.raises(ValueError, match="outside every note"):
        cite(document(more=(words(ref("news")),)), ITEMS, style("oscola"), words=WORDS)


def test_a_note_inside_a_note_is_a_bug() -> None:
    with pytest.raises(ValueError, match="inside a note"):
        cite(document(note("x", note(ref("news")))), ITEMS, style("oscola"), words=WORDS)
