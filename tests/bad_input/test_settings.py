"""Settings, briefs and dossiers that are wrong as such."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from bad_input.conftest import FaultsOf
from briefwright.build import Request, build, check, start_dossier
from briefwright.faults import FaultsFound
from facts.example import BRIEF, EXAMPLE

NEEDS_SELECT = "needs 'select' to choose at least one dated fact: nothing in the base fits what it says"
STYLE = "citation style 'oscolla': there is no such style (did you mean 'oscola'?); `list styles` names all"

BRIEFS = {
    "no layout": (
        "title: Example\n",
        "1:1: NO-LAYOUT the brief has no layout: add 'layout: chronology' or another of 'briefwright list layouts'",
    ),
    "a layout that does not exist": (
        "layout: chronologie\ntitle: Example\n",
        "1:9: UNKNOWN-LAYOUT no layout 'chronologie' (did you mean 'chronology'?)",
    ),
    "no title": ("layout: chronology\n", "1:1: MISSING-KEY 'title' is missing"),
    "a key that does not exist": (
        BRIEF + "audiense: public\n",
        "4:1: UNKNOWN-KEY unknown key 'audiense' (did you mean 'audience'?)",
    ),
    "a prose part that the layout does not have": (
        BRIEF + "prose:\n  introductoin: Words.\n",
        "5:17: UNKNOWN-KEY the layout 'chronology' has no prose part 'introductoin' (did you mean 'introduction'?)",
    ),
    "a prose part left empty": (
        BRIEF + "prose:\n  introduction:\n",
        "5:3: EMPTY 'introduction': expected text in Markdown, found nothing",
    ),
    "an appeal that does not exist": (
        "layout: un-appeal-summary\ntitle: Example\nappeal: letter\n",
        "3:9: UNKNOWN-ID no appeal 'letter'",
    ),
    "an appeal that is a person": (
        "layout: un-appeal-summary\ntitle: Example\nappeal: ann\n",
        "3:9: UNKNOWN-ID 'ann' is a person: an appeal is needed here",
    ),
    "no appeal where the layout needs one": (
        "layout: un-appeal-summary\ntitle: Example\n",
        "1:1: BRIEF-NEEDS the layout 'un-appeal-summary' needs 'appeal': the id of the appeal it is about",
    ),
    "a tag that no fact has": (
        BRIEF + "select: {tags: [alfa]}\n",
        "4:17: UNKNOWN-ID no fact or figure has the tag 'alfa' (did you mean 'alpha'?)",
    ),
    "an excluded fact that does not exist": (
        BRIEF + "select: {exclude: [nope]}\n",
        "4:20: UNKNOWN-ID no fact 'nope'",
    ),
    "a selection that fits nothing": (
        BRIEF + "select: {from: 2001}\n",
        f"4:9: BRIEF-NEEDS the layout 'chronology' {NEEDS_SELECT}",
    ),
    "an audience that does not exist": (
        BRIEF + "audience: everyone\n",
        "4:11: CHOICE 'audience' is one of 'public', 'partners', 'internal'",
    ),
    "a format that does not exist": (
        "layout: chronology\ntitle: Example\nformats: [odt]\n",
        "3:11: CHOICE 'formats' is one of 'docx', 'pdf', 'html'",
    ),
    "a language without words": (
        BRIEF + "languages: [en, de]\n",
        "4:17: LANGUAGE the layouts' words do not exist in 'de': write ar, en, es, fa, fr, ru, zh",
    ),
    "a language without a catalogue": (
        BRIEF + "languages: [en, fr]\n",
        "4:17: NO-CATALOGUE there is no locales/fr.po with the dossier's texts in 'fr': "
        "give 'briefwright translate extract --language fr'",
    ),
    "a style that does not exist": (BRIEF + "citation_style: oscolla\n", f"4:17: STYLE {STYLE}"),
    "a style file that does not exist": (
        BRIEF + "citation_style: styles/ours.csl\n",
        "4:17: STYLE citation style 'styles/ours.csl': there is no such file",
    ),
    "a style file of somebody else": (
        BRIEF + "citation_style: ../ours.csl\n",
        "4:17: STYLE citation style '../ours.csl': the file lies outside the dossier",
    ),
    "an empty file": ("", "1:1: EMPTY-FILE the file holds nothing: fill it, or delete it"),
}

SETTINGS = {
    "a key that does not exist": (
        "title: Example\nlangauge: en\n",
        "2:1: UNKNOWN-KEY unknown key 'langauge' (did you mean 'language'?)",
    ),
    "no title": ("language: en\n", "1:1: MISSING-KEY 'title' is missing"),
    "a paper that does not exist": ("title: Example\npaper: A3\n", "2:8: CHOICE 'paper' is one of 'A4', 'Letter'"),
    "nothing at all": ("", "1:1: EMPTY-FILE the file holds nothing: fill it, or delete it"),
    "nothing but a comment": ("# later\n", "1:1: EMPTY-FILE the file holds nothing: fill it, or delete it"),
    "a style that does not exist": ("title: Example\ncitation_style: oscolla\n", f"2:17: STYLE {STYLE}"),
    "a letterhead that does not exist": (
        "title: Example\nletterhead: head.docx\n",
        "2:13: LETTERHEAD no file 'head.docx' in the dossier: write its path from the dossier's folder",
    ),
    "a letterhead from outside": (
        "title: Example\nletterhead: ../head.docx\n",
        "2:13: LETTERHEAD '../head.docx' leads out of the dossier: put the file itself into it, not a link to it",
    ),
    "a language without words": (
        "title: Example\nlanguages: [de]\n",
        "2:12: LANGUAGE the layouts' words do not exist in 'de': write ar, en, es, fa, fr, ru, zh",
    ),
}


@pytest.mark.parametrize("case", BRIEFS)
def test_a_brief_that_is_wrong_is_told_in_one_line(case: str, faults_of: FaultsOf) -> None:
    text, line = BRIEFS[case]
    assert faults_of({"briefs/one.yaml": text}) == [f"briefs/one.yaml:{line}"]


@pytest.mark.parametrize("case", SETTINGS)
def test_settings_that_are_wrong_are_told_in_one_line(case: str, faults_of: FaultsOf) -> None:
    text, line = SETTINGS[case]
    assert faults_of({"dossier.yaml": text}) == [f"dossier.yaml:{line}"]


def test_a_brief_whose_file_name_is_no_id(faults_of: FaultsOf) -> None:
    assert faults_of({"briefs/Our Brief.yaml": BRIEF}) == [
        "briefs/Our Brief.yaml:1:1: ID a brief is named by its file, and 'Our Brief' is no id: use a-z, 0-9 and "
        "hyphens, at most 63 characters, not starting with a hyphen"
    ]


def test_two_files_that_make_one_brief(faults_of: FaultsOf) -> None:
    assert faults_of({"briefs/one.yml": BRIEF}) == [
        "briefs/one.yml:1:1: DUPLICATE-ID two files make the brief 'one': rename one"
    ]


def test_a_dossier_without_a_brief(make_dossier: Callable[[Mapping[str, str]], Path]) -> None:
    assert [str(fault) for fault in check(make_dossier({}), Request())] == [
        "briefs:1:1: NO-BRIEF the dossier has no brief: write one, such as briefs/first.yaml (see docs/briefs.md)"
    ]


@pytest.mark.parametrize(
    ("request_", "line"),
    [
        (Request(briefs=("nope",)), "briefs:1:1: UNKNOWN-BRIEF no brief 'nope'"),
        (Request(briefs=("onee",)), "briefs:1:1: UNKNOWN-BRIEF no brief 'onee' (did you mean 'one'?)"),
        (Request(languages=("fr",)), "briefs:1:1: UNKNOWN-LANGUAGE no brief is made in 'fr'"),
    ],
)
def test_what_is_asked_for_does_not_exist(
    request_: Request, line: str, make_dossier: Callable[[Mapping[str, str]], Path]
) -> None:
    dossier = make_dossier(EXAMPLE)
    assert [str(fault) for fault in check(dossier, request_)] == [line]
    with pytest.raises(FaultsFound, match="UNKNOWN"):
        build(dossier, request_)
    assert not (dossier / "out").exists()


def test_a_folder_that_is_no_dossier(tmp_path: Path) -> None:
    with pytest.raises(FaultsFound) as found:
        build(tmp_path, Request())
    assert str(found.value) == (
        f"{tmp_path}:1:1: NO-DOSSIER no dossier.yaml here or in any folder above: go to a dossier, name one with "
        "--dossier DIR, or start one with 'briefwright init DIR'"
    )


def test_a_new_dossier_in_a_folder_that_is_not_empty(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(FaultsFound) as found:
        start_dossier(tmp_path)
    assert str(found.value) == (
        f"{tmp_path}:1:1: NOT-EMPTY is not empty: name a new folder, so that nothing of yours is overwritten"
    )
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_faults_of_many_files_are_told_together_and_sorted(faults_of: FaultsOf) -> None:
    lines = faults_of(
        {
            "dossier.yaml": "title: Example\npaper: A3\n",
            "briefs/one.yaml": BRIEF + "select: {exclude: [gone]}\n",
            "facts/people.yaml": "people:\n  ann: {nam: Ann}\n",
            "facts/zebra.yaml": "facts:\n  late: {text: Late., status: reported, cite: [nope]}\n",
        }
    )
    assert lines == [
        "briefs/one.yaml:4:20: UNKNOWN-ID no fact 'gone'",
        "dossier.yaml:2:8: CHOICE 'paper' is one of 'A4', 'Letter'",
        "facts/people.yaml:2:8: MISSING-KEY 'name' is missing",
        "facts/people.yaml:2:9: UNKNOWN-KEY unknown key 'nam' (did you mean 'name'?)",
        "facts/zebra.yaml:2:9: SAID-BY a fact that is reported needs said_by: the id of whose word it is",
        "facts/zebra.yaml:2:48: UNKNOWN-ID no source 'nope'",
    ]
