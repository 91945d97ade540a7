"""What a document prints in another language: the translation, or the source's words, marked and reported."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import html

from briefwright.build import Request, build, check, extract, update
from briefwright.faults import Faults, FaultsFound
from briefwright.i18n import words as program_words
from briefwright.i18n.locale import locale_for
from briefwright.i18n.po import Entry
from briefwright.i18n.po_checking import check_entries
from briefwright.i18n.words import CATALOGUES, package_words
from translate.example import BRIEF, DOSSIER, FACTS, MakeDossier, catalogue_of, fill, in_capitals, write

FRENCH = Request(languages=("fr",))


def printed(dossier: Path, request: Request = FRENCH) -> html.HtmlElement:
    """Return the French page of a dossier, which builds without a fault."""
    build(dossier, request)
    return html.fromstring((dossier / "out/one.fr.html").read_bytes())


def words(page: html.HtmlElement) -> str:
    return " ".join(page.find("body").text_content().split())


def lacking(dossier: Path, context: str, fuzzy: bool = False) -> None:
    """Take the translation of a place away, or make it fuzzy."""
    catalogue = catalogue_of(dossier)
    entries = tuple(
        (entry.flagged("fuzzy", on=True) if fuzzy else replace(entry, strings=("",)))
        if entry.context == context
        else entry
        for entry in catalogue.entries
    )
    write(dossier, replace(catalogue, entries=entries))


def faults_of(dossier: Path, *codes: str) -> list[str]:
    return [str(fault) for fault in check(dossier, Request()) if fault.code in codes]


def test_everything_translated_is_printed_so_and_nothing_is_reported(make_dossier: MakeDossier) -> None:
    dossier = make_dossier(DOSSIER)
    fill(dossier)
    page = printed(dossier)
    text = words(page)
    for expected in (
        "EXAMPLE CHRONOLOGY",
        "THE FIRST THING HAPPENED",
        "THIS IS WHAT IS KNOWN",
        "ONE THING TO BE DONE BY ALL OF US",
        "IT HAPPENED TO US.",
        "THOUSANDS",
        "ANN EXAMPLE",
        "A REMARK ON IT.",
        "Traduction établie par nos soins.",
    ):
        assert expected in text
    assert not page.xpath("//body//span[@lang='en']")
    assert not faults_of(dossier, "UNTRANSLATED", "FUZZY")
    assert page.get("lang") == "fr"


@pytest.mark.parametrize(
    ("context", "source", "mark"),
    [
        ("facts/first-fact/text", "The first thing happened.", True),
        ("facts/first-fact/remark", "A remark on it.", True),
        ("briefs/one/title", "Example chronology", True),
        ("figures/count/values/0/value", "thousands", True),
        ("people/ann/name", "Ann Example", False),
        ("quotations/saying/text", "« It happened to us. »", False),
        ("briefs/one/prose/introduction", "This is what is known.", True),
    ],
)
@pytest.mark.parametrize("fuzzy", [True, False])
def test_what_is_not_translated_is_printed_as_it_is_and_reported(
    make_dossier: MakeDossier, context: str, source: str, mark: bool, fuzzy: bool
) -> None:
    dossier = make_dossier(DOSSIER)
    fill(dossier)
    lacking(dossier, context, fuzzy)
    page = printed(dossier)
    spans = [" ".join(span.text_content().split()) for span in page.xpath("//body//span[@lang='en']")]
    assert any(source in span for span in spans)
    assert ("[en anglais]" in words(page)) is mark
    reported = faults_of(dossier, "FUZZY" if fuzzy else "UNTRANSLATED")
    line = next(entry.line for entry in catalogue_of(dossier).entries if entry.context == context)
    assert reported[0].startswith(f"locales/fr.po:{line}:1: ")
    with pytest.raises(FaultsFound, match="FUZZY" if fuzzy else "UNTRANSLATED"):
        build(dossier, replace(FRENCH, strict=True))


def test_a_brief_for_release_is_whole_or_not_made(make_dossier: MakeDossier) -> None:
    dossier = make_dossier({**DOSSIER, "briefs/one.yaml": BRIEF + "release: true\n"})
    fill(dossier)
    assert build(dossier, Request()).written
    lacking(dossier, "facts/first-fact/text")
    with pytest.raises(FaultsFound, match=r"UNTRANSLATED 'The first thing happened\.' has no translation"):
        build(dossier, Request())


def test_a_text_that_no_document_prints_is_not_missed(make_dossier: MakeDossier) -> None:
    dossier = make_dossier(DOSSIER)
    fill(dossier)
    lacking(dossier, "people/ann/roles/0/title")
    assert not faults_of(dossier, "UNTRANSLATED")


def test_the_remark_on_a_source_that_is_not_cited_is_not_missed(make_dossier: MakeDossier) -> None:
    other = "  other: {type: report, title: Other, publisher: Example, nature: ngo, remark: Read in a copy.}\n"
    dossier = make_dossier({**DOSSIER, "facts/sources.yaml": DOSSIER["facts/sources.yaml"] + other})
    fill(dossier)
    lacking(dossier, "sources/other/remark")
    assert not faults_of(dossier, "UNTRANSLATED")


def test_a_text_newer_than_its_catalogue_is_reported_where_it_stands(make_dossier: MakeDossier) -> None:
    dossier = make_dossier(DOSSIER)
    fill(dossier)
    (dossier / "facts/facts.yaml").write_text(FACTS.replace("The first thing", "Another thing"), encoding="utf-8")
    assert faults_of(dossier, "UNTRANSLATED")[0].startswith("facts/facts.yaml:3:11: UNTRANSLATED warning: 'Another")


def test_a_language_without_a_catalogue_is_a_fault(make_dossier: MakeDossier) -> None:
    dossier = make_dossier({**DOSSIER, "dossier.yaml": DOSSIER["dossier.yaml"].replace("fr", "fr, tlh")})
    faults = [str(fault) for fault in check(dossier, Request())]
    assert any(
        fault.startswith("dossier.yaml:3:1") and "NO-CATALOGUE there is no locales/fr.po" in fault
        for fault in faults
    )
    assert any("LANGUAGE the layouts' words do not exist in 'tlh'" in fault for fault in faults)


def test_a_placeholder_lost_in_translation_stops_the_build(make_dossier: MakeDossier) -> None:
    dossier = make_dossier(DOSSIER)
    fill(dossier, lambda entry: entry.msgid.upper())
    with pytest.raises(FaultsFound, match="PLACEHOLDER the translation of 'This is what is known"):
        build(dossier, Request())


HIDDEN = """\
facts:
  hidden-fact:
    text: Nobody may know that she left the town by the early bus.
    status: established
    visibility: internal
    cite: [example-news]
people:
  hidden-person: {name: Ruth Secret-Example, visibility: internal}
"""
LEAK = "Nul ne doit savoir qu’elle a quitté la ville par le premier car."


@pytest.mark.parametrize(
    ("said", "code"), [(LEAK, "LEAK"), ("Elle s’appelle Rutha Secrète.", "NAMED"), ("Rien de caché.", "")]
)
def test_the_translation_of_what_is_hidden_does_not_leak(make_dossier: MakeDossier, said: str, code: str) -> None:
    """What a translator puts into the prose of a brief tells nothing that the base hides in that language."""
    dossier = make_dossier({**DOSSIER, "facts/secret.yaml": HIDDEN})
    translations = {
        "facts/hidden-fact/text": LEAK,
        "people/hidden-person/name": "Rutha Secrète",
    }

    def translate(entry: Entry) -> str:
        prose = f" {said}" if entry.msgid.startswith("This is what is known") else ""
        return translations.get(entry.context or "", in_capitals(entry)) + prose

    fill(dossier, translate)
    codes = set()
    try:
        build(dossier, Request())
    except FaultsFound as found:
        codes = {fault.code for fault in found.faults if fault.severity == "error"}
    assert code in codes if code else not codes


WORD = st.text("abcdefghij", min_size=1, max_size=8)
SENTENCE = st.lists(WORD, min_size=1, max_size=12).map(lambda found: " ".join(found).capitalize() + ".")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=8)
@given(first=SENTENCE, second=SENTENCE, changed=SENTENCE)
def test_extract_translate_update_build_is_a_fixed_point(
    make_dossier: MakeDossier, first: str, second: str, changed: str
) -> None:
    prose = BRIEF.replace("One thing to be done", first)
    dossier = make_dossier(
        {**DOSSIER, "facts/facts.yaml": FACTS.replace("A remark on it.", first), "briefs/one.yaml": prose}
    )
    (dossier / "locales/fr.po").unlink(missing_ok=True)
    fill(dossier)
    before = words(printed(dossier))
    catalogue = (dossier / "locales/fr.po").read_bytes()
    extract(dossier, [])
    update(dossier, [])
    assert (dossier / "locales/fr.po").read_bytes() == catalogue
    assert words(printed(dossier)) == before
    for text in (second, changed):
        (dossier / "facts/facts.yaml").write_text(FACTS.replace("A remark on it.", text), encoding="utf-8")
        update(dossier, [])
        fill(dossier)
    strings = {string for entry in catalogue_of(dossier).entries for string in entry.strings}
    assert first.upper() in strings
    (dossier / "facts/facts.yaml").write_text(FACTS.replace("A remark on it.", first), encoding="utf-8")
    update(dossier, [])
    again = catalogue_of(dossier)
    write(dossier, replace(again, entries=tuple(entry.flagged("fuzzy", on=False) for entry in again.entries)))
    assert words(printed(dossier)) == before


@pytest.mark.parametrize("path", sorted(CATALOGUES.glob("*.po")), ids=lambda path: path.stem)
def test_every_word_of_the_program_is_translated(path: Path) -> None:
    catalogue = package_words(path.stem)
    assert [entry.msgid for entry in catalogue.entries if not entry.is_done and not entry.obsolete] == []
    faults = Faults()
    check_entries(catalogue, faults)
    assert not faults.all


@pytest.mark.parametrize("tag", ["fr", "fr-CA", "zh-Hans", "en-GB"])
def test_a_region_has_the_words_of_its_language(tag: str) -> None:
    assert (locale_for(tag).words.gettext("Notes") == "Notes") is (tag[:2] in ("en", "fr"))


def test_chinese_in_the_other_script_is_another_written_language() -> None:
    with pytest.raises(LookupError):
        locale_for("zh-Hant")


def test_plural_forms_go_by_the_rule_of_the_catalogue() -> None:
    spoken = [locale_for("ru").words.ngettext("{number} day", "{number} days", count) for count in (1, 3, 5, 21)]
    assert spoken[0] == spoken[3]
    assert len(set(spoken)) == 3
    assert re.search(r"[а-я]", spoken[0])


def test_an_entry_without_its_context_is_another(make_dossier: MakeDossier) -> None:
    dossier = make_dossier(DOSSIER)
    catalogue = fill(dossier)
    bare = Entry("The first thing happened.", ("NOT THIS",))
    write(dossier, replace(catalogue, entries=(bare, *catalogue.entries)))
    assert "NOT THIS" not in words(printed(dossier))


def test_a_word_that_an_own_layout_lacks_is_told_at_its_own_catalogue(make_dossier: MakeDossier) -> None:
    own = {
        "templates/mine/layout.yaml": "title: Mine\n",
        "templates/mine/layout.html.j2": '<header><h1>{{ title }}</h1></header><p>{{ _("Own words") }}</p>',
        "briefs/one.yaml": "layout: mine\ntitle: One\nformats: [html]\n",
    }
    dossier = make_dossier({**DOSSIER, **own})
    fill(dossier)
    (told,) = faults_of(dossier, "UNTRANSLATED")
    assert told.startswith("templates/locales/fr.po:1:1: UNTRANSLATED warning: 'Own words' has no translation")


def test_a_word_that_the_program_lacks_is_told_at_the_programs_catalogue(
    make_dossier: MakeDossier, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    catalogues = tmp_path / "catalogues"
    catalogues.mkdir()
    for name in ("fr.po", "briefwright.pot"):
        text = (CATALOGUES / name).read_text(encoding="utf-8")
        text, changed = re.subn(r'(msgid "Sources"\nmsgstr) ".+"', r'\1 ""', text)
        assert changed == (name == "fr.po")
        (catalogues / name).write_text(text, encoding="utf-8")
    monkeypatch.setattr(program_words, "CATALOGUES", catalogues)
    program_words._package_words.cache_clear()
    dossier = make_dossier(DOSSIER)
    fill(dossier)
    told = faults_of(dossier, "UNTRANSLATED")
    program_words._package_words.cache_clear()
    line = (catalogues / "fr.po").read_text(encoding="utf-8").split('msgid "Sources"')[0].count("\n") + 1
    assert told == [
        f"briefwright/i18n/catalogues/fr.po:{line}:1: UNTRANSLATED warning: 'Sources' has no translation into "
        "'fr', and is printed as it is: it is a word of the program's own, not of the dossier"
    ]
