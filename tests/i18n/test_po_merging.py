"""Catalogues brought up to date: a translation goes with its text, and nothing of a translator's is lost."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from briefwright.i18n.merging import merged
from briefwright.i18n.plurals import plural_forms
from briefwright.i18n.po import Catalogue, Earlier, Entry, new_header


def catalogue(*entries: Entry, tag: str = "fr") -> Catalogue:
    return Catalogue("locales/fr.po", new_header(tag, plural_forms(tag), "Example"), entries)


def shown(entry: Entry) -> tuple[str, str, tuple[str, ...], bool, bool]:
    return (entry.context or "", entry.msgid, entry.strings, entry.is_fuzzy, entry.obsolete)


def test_a_text_that_stays_keeps_its_translation_and_comment() -> None:
    old = Entry("Text", ("Texte",), context="facts/a/text", comments=("mine",), flags=("no-wrap",))
    new = Entry("Text", context="facts/a/text", notes=("text; sources: b",), references=("facts/a.yaml:3",))
    (entry,) = merged(catalogue(old), [new]).entries
    assert entry == replace(new, strings=("Texte",), comments=("mine",), flags=("no-wrap",))


def test_a_text_that_changes_is_fuzzy_and_says_what_was_translated() -> None:
    old = Entry("Text", ("Texte",), context="facts/a/text")
    once = merged(catalogue(old), [Entry("Text two", context="facts/a/text")])
    twice = merged(once, [Entry("Text three", context="facts/a/text")])
    assert shown(twice.entries[0]) == ("facts/a/text", "Text three", ("Texte",), True, False)
    assert twice.entries[0].earlier == Earlier("Text")


def test_an_entry_of_a_list_that_moves_keeps_its_translation() -> None:
    old = [Entry(f"Why {n}", (f"Motif {n}",), context=f"figures/f/values/{n}/because") for n in range(2)]
    new = [Entry(text, context=f"figures/f/values/{n}/because") for n, text in enumerate(["New", "Why 0", "Why 1"])]
    entries = merged(catalogue(*old), new).entries
    assert [shown(entry)[2:4] for entry in entries] == [
        (("",), False),
        (("Motif 0",), False),
        (("Motif 1",), False),
    ]


def test_of_blocks_of_prose_the_one_that_changed_is_fuzzy() -> None:
    context = "briefs/b/prose/introduction"
    old = [Entry("The first one is this.", ("Un",), context=context), Entry("Another.", ("Deux",), context=context)]
    new = [Entry("Wholly other words here", context=context), Entry("The first one is that.", context=context)]
    entries = merged(catalogue(*old), new).entries
    assert [shown(entry) for entry in entries] == [
        (context, "Wholly other words here", ("",), False, False),
        (context, "The first one is that.", ("Un",), True, False),
        (context, "Another.", ("Deux",), False, True),
    ]


def test_the_same_text_at_another_place_is_only_a_suggestion() -> None:
    (entry,) = merged(
        catalogue(Entry("Judge", ("Juge",), context="people/a/name")), [Entry("Judge", context="x")]
    ).entries
    assert shown(entry) == ("x", "Judge", ("Juge",), True, False)


def test_what_is_gone_is_obsolete_and_comes_back_with_its_text() -> None:
    gone = merged(catalogue(Entry("Text", ("Texte",), context="a")), [])
    assert [shown(entry) for entry in gone.entries] == [("a", "Text", ("Texte",), False, True)]
    back = merged(gone, [Entry("Text", context="a")])
    assert [shown(entry) for entry in back.entries] == [("a", "Text", ("Texte",), False, False)]


def test_what_nobody_translated_goes() -> None:
    assert merged(catalogue(Entry("Text", context="a")), []).entries == ()


def test_a_plural_has_as_many_forms_as_the_language() -> None:
    wanted = Entry("{number} day", ("", ""), plural="{number} days")
    (entry,) = merged(catalogue(tag="ar"), [wanted]).entries
    assert len(entry.strings) == 6


def test_forms_for_which_there_is_no_room_are_kept() -> None:
    old = Entry("day", ("jour", "jours"), plural="days")
    entries = merged(catalogue(old), [Entry("day")]).entries
    assert [shown(entry)[1:] for entry in entries] == [
        ("day", ("",), False, False),
        ("day", ("jour", "jours"), False, True),
    ]


WORDS = st.sampled_from(["one", "two", "three four", "three five", "six"])
PLACES = st.sampled_from(
    ["facts/a/text", "figures/f/values/0/because", "figures/f/values/1/because", "briefs/b/prose/p"]
)
WANTED = st.lists(st.tuples(PLACES, WORDS), max_size=6, unique=True)


@given(st.lists(WANTED, min_size=1, max_size=5))
def test_no_edit_of_the_base_loses_a_translation(bases: list[list[tuple[str, str]]]) -> None:
    current, work = catalogue(), set[str]()
    for turn, base in enumerate(bases):
        current = merged(current, [Entry(text, context=place) for place, text in base])
        assert {string for entry in current.entries for string in entry.strings if string} >= work
        assert merged(current, [Entry(text, context=place) for place, text in base]) == current
        translated = tuple(
            replace(entry, strings=(f"{turn} {entry.context} {entry.msgid}",)) if not any(entry.strings) else entry
            for entry in current.entries
        )
        current = replace(current, entries=translated)
        work |= {string for entry in translated for string in entry.strings}
