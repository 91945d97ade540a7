"""What holds for any sequence of notes, in the styles that advocates use."""

from __future__ import annotations

import re

import pytest
from citing import ITEMS, cited, note, ref, texts
from hypothesis import given, settings
from hypothesis import strategies as st

from briefwright.document.nodes import Cite, Inline, Note, NoteRef
from briefwright.document.walk import query

PLACES = ("", "p. 4", "para. 4", "paras. 4-5", "art. 6", "p. 3, para. 2", "cover", "whole")
CITES = st.builds(ref, st.sampled_from(sorted(ITEMS)), st.sampled_from(PLACES))
CLUSTERS = st.lists(CITES, min_size=1, max_size=3)
IBID = re.compile(r"\b(?:ibid|id)\b", re.IGNORECASE)


def _note(clusters: list[list[Cite]]) -> Note:
    parts: list[Inline | str] = []
    for cluster in clusters:
        parts += ["; compare ", *cluster] if parts else cluster
    return note(*parts) if parts else note("Words alone.")


NOTES = st.lists(st.lists(CLUSTERS, max_size=2).map(_note), min_size=1, max_size=14)


@pytest.mark.parametrize("name", ["oscola", "bluebook", "ejil"])
@settings(max_examples=12)
@given(notes=NOTES)
def test_order_back_references_and_ibid(name: str, notes: list[Note]) -> None:
    done = cited(name, *notes)
    made = list(query(done, Note))
    assert [each.number for each in made] == list(range(1, len(notes) + 1))
    first: dict[str, int] = {}
    for before, after, text in zip(notes, made, texts(done), strict=True):
        wanted = tuple(dict.fromkeys(each.source for each in query(before, Cite)))
        assert after.sources == wanted
        earlier = {first[source] for source in wanted if source in first}
        for source in wanted:
            first.setdefault(source, after.number)
        # A source without an author may have no other name in a style than its number, also in its own note.
        own = {after.number for source in wanted if "author" not in ITEMS[source]}
        assert {link.number for link in query(after, NoteRef)} <= earlier | own
        assert not re.search(r"\.\.|  | [.;,]|[\U00010af6\U000f0000-\U000fffff]|\b9\d{5}\b", text), text
        if IBID.match(text):
            assert made[after.number - 2].sources == wanted[:1], text
