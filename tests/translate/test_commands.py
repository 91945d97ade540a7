"""`briefwright translate`: catalogues made, kept up to date and accounted for, and nobody's work lost."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from briefwright.build import status, update
from briefwright.cli import main
from briefwright.faults import FaultsFound
from briefwright.i18n.po import Entry
from translate.example import DOSSIER, FACTS, MakeDossier, catalogue_of, fill, write

LAYOUT = {
    "templates/mine/layout.yaml": "title: A layout of mine\nneeds: [select]\n",
    "templates/mine/layout.html.j2": "<header><h1>{{ title }}</h1></header>\n{# Translators: said of a fact #}\n"
    '<p>{{ _("Own words by {who}", who=name("ann")) }}</p>\n',
}


def run(dossier: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["--dossier", str(dossier), "translate", *arguments])


def test_extract_writes_an_entry_for_each_text(make_dossier: MakeDossier) -> None:
    dossier = make_dossier(DOSSIER)
    assert run(dossier, "extract").exit_code == 0
    entries = {(entry.context, entry.msgid): entry for entry in catalogue_of(dossier).entries}
    assert set(entries) == {
        ("facts/first-fact/text", "The first thing happened."),
        ("facts/first-fact/remark", "A remark on it."),
        ("facts/second-fact/text", "The second thing happened."),
        ("figures/count/label", "Things that happened"),
        ("figures/count/values/0/value", "thousands"),
        ("quotations/saying/text", "It happened to us."),
        ("people/ann/name", "Ann Example"),
        ("people/ann/roles/0/title", "Author"),
        ("briefs/one/title", "Example chronology"),
        (
            "briefs/one/prose/introduction",
            'This is what is known.[@example-news] It began with this: {{ fact("first-fact") }}',
        ),
        (
            "briefs/one/prose/introduction",
            '1. One thing to be done by all of us\n2. {{ quotation("saying") }} {{ figure("count") }}',
        ),
    }
    fact = entries["facts/first-fact/text", "The first thing happened."]
    assert (fact.notes, fact.references) == (("text; sources: example-report",), ("facts/facts.yaml:3",))
    assert (dossier / "locales/dossier.pot").is_file()


def test_extract_leaves_a_catalogue_that_is_there_alone(make_dossier: MakeDossier) -> None:
    dossier = make_dossier(DOSSIER)
    fill(dossier)
    before = (dossier / "locales/fr.po").read_bytes()
    assert "1 file already" in run(dossier, "extract").stdout
    assert (dossier / "locales/fr.po").read_bytes() == before


def test_what_the_base_has_in_a_language_is_not_extracted(make_dossier: MakeDossier) -> None:
    facts = FACTS.replace("{name: Ann Example,", "{name: Ann Example, name_in: {fr: Anne},").replace(
        "language: en, cite", "language: en, translations: {fr: {text: Oui, by: official}}, cite"
    )
    dossier = make_dossier({**DOSSIER, "facts/facts.yaml": facts})
    run(dossier, "extract", "--language", "fr", "--language", "es")
    contexts = [{entry.context for entry in catalogue_of(dossier, tag).entries} for tag in ("fr", "es")]
    assert contexts[1] - contexts[0] == {"people/ann/name", "quotations/saying/text"}


def test_update_keeps_all_that_a_translator_did(make_dossier: MakeDossier) -> None:
    dossier = make_dossier(DOSSIER)
    filled = fill(dossier)
    commented = tuple(replace(entry, comments=(f"on {entry.context}",)) for entry in filled.entries)
    write(dossier, replace(filled, header={**filled.header, "X-Generator": "Example 1.0"}, entries=commented))
    facts = FACTS.replace("The first thing", "The very first thing").replace("    remark: A remark on it.\n", "")
    (dossier / "facts/facts.yaml").write_text(facts, encoding="utf-8")
    assert run(dossier, "update").stdout.startswith("wrote ")
    after = catalogue_of(dossier)
    assert after.header["X-Generator"] == "Example 1.0"
    by_context = {entry.context: entry for entry in after.entries}
    first, gone = by_context["facts/first-fact/text"], by_context["facts/first-fact/remark"]
    assert (first.strings, first.is_fuzzy) == (("THE FIRST THING HAPPENED.",), True)
    assert first.earlier is not None
    assert first.earlier.msgid == "The first thing happened."
    assert (gone.strings, gone.obsolete, gone.comments) == (
        ("A REMARK ON IT.",),
        True,
        ("on facts/first-fact/remark",),
    )
    assert not list((dossier / "locales").glob(".briefwright-*"))
    assert "1 file already" in run(dossier, "update").stdout


def test_update_changes_nothing_where_a_catalogue_has_faults(make_dossier: MakeDossier) -> None:
    dossier = make_dossier(DOSSIER)
    fill(dossier)
    path = dossier / "locales/fr.po"
    broken = path.read_text(encoding="utf-8") + '\nmsgid "broken\n'
    path.write_text(broken, encoding="utf-8")
    result = run(dossier, "update")
    assert (result.exit_code, path.read_text(encoding="utf-8")) == (1, broken)
    assert f"locales/fr.po:{broken.count(chr(10))}:1: PO not readable" in result.stderr


def test_status_counts_for_each_brief_what_it_prints(make_dossier: MakeDossier) -> None:
    dossier = make_dossier(DOSSIER)
    filled = fill(dossier)
    entries = tuple(
        replace(entry, strings=("",))
        if entry.context == "people/ann/roles/0/title"
        else entry.flagged("fuzzy", on=entry.context == "facts/first-fact/text")
        for entry in filled.entries
    )
    write(dossier, replace(filled, entries=entries))
    whole, brief = status(dossier, [])
    assert (whole.language, whole.of, whole.done, whole.fuzzy, whole.missing) == ("fr", "whole dossier", 9, 1, 1)
    # The chronology prints neither Ann's office nor the label of the figure.
    assert (brief.of, brief.done, brief.fuzzy, brief.missing, brief.percent) == ("one", 8, 1, 0, 88)
    lines = run(dossier, "status").stdout.splitlines()
    assert lines[0].endswith("9 of 11 done (81%), 1 fuzzy, 1 missing; not yet reviewed by a native speaker")
    write(dossier, replace(filled, header={**filled.header, "X-Reviewed-By": "Ann Example"}))
    assert json.loads(run(dossier, "status", "--output", "json").stdout)[0]["reviewed_by"] == "Ann Example"


def test_the_words_of_an_own_layout_have_a_catalogue_of_their_own(make_dossier: MakeDossier) -> None:
    dossier = make_dossier({**DOSSIER, **LAYOUT, "briefs/two.yaml": "layout: mine\ntitle: Two\nformats: [html]\n"})
    run(dossier, "extract")
    words = (dossier / "templates/locales/fr.po").read_text(encoding="utf-8")
    assert 'msgid "Own words by {who}"' in words
    assert 'msgid "A layout of mine"' in words
    assert "own layouts: 0 of 2 done" in run(dossier, "status").stdout
    fill(dossier)
    path = dossier / "templates/locales/fr.po"
    path.write_text(words.replace('{who}"\nmsgstr ""', '{who}"\nmsgstr "Propos de {who}"'), encoding="utf-8")
    assert CliRunner().invoke(main, ["--dossier", str(dossier), "build", "two"]).exit_code == 0
    assert "Propos de ANN EXAMPLE" in (dossier / "out/two.fr.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "fault"),
    [
        (("extract", "--language", "xx"), "locales:1:1: LANGUAGE 'xx' is no language"),
        (("extract", "--language", "../fr"), "locales:1:1: LANGUAGE '../fr' is no language"),
        (("update", "--language", "es"), "locales/es.po:1:1: NO-CATALOGUE no such file"),
    ],
)
def test_a_language_that_is_not_there_is_told(
    make_dossier: MakeDossier, arguments: tuple[str, ...], fault: str
) -> None:
    result = run(make_dossier(DOSSIER), *arguments)
    assert result.exit_code == 1
    assert fault in result.stderr


def test_a_link_out_of_the_dossier_is_not_followed(make_dossier: MakeDossier, tmp_path: Path) -> None:
    dossier = make_dossier(DOSSIER)
    fill(dossier)
    (dossier / "locales/fr.po").rename(tmp_path / "fr.po")
    (dossier / "locales/fr.po").symlink_to(tmp_path / "fr.po")
    with pytest.raises(FaultsFound, match=r"locales/fr\.po:1:1: OUTSIDE"):
        update(dossier, [])


def test_an_entry_is_what_its_text_says(make_dossier: MakeDossier) -> None:
    """Breaking the lines of a paragraph anew in the YAML changes no text."""
    dossier = make_dossier(DOSSIER)
    before: list[Entry] = list(fill(dossier).entries)
    path = dossier / "briefs/one.yaml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("known.[@example-news] It", "known.[@example-news]\n    It")
    )
    update(dossier, [])
    assert [(entry.key, entry.strings) for entry in catalogue_of(dossier).entries] == [
        (entry.key, entry.strings) for entry in before
    ]
