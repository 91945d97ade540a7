"""Styles: found, or a fault at the place that named them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from citing import BRIEF, ITEMS, WORDS, document, note, ref, style, texts

from briefwright.citations import ALIASES, cite, find_style, list_styles
from briefwright.citations.style import _library
from briefwright.faults import FaultsFound, MachineLacks


def refused(name: str, dossier: Path = Path()) -> str:
    with pytest.raises(FaultsFound) as found:
        find_style(name, dossier, BRIEF)
    (fault,) = found.value.faults
    assert (fault.place, fault.code) == (BRIEF, "STYLE")
    return fault.message


@pytest.mark.parametrize("alias", sorted(ALIASES))
def test_aliases_name_note_styles(alias: str) -> None:
    assert style(alias).id == ALIASES[alias]


def test_a_dependent_style_is_its_parent(tmp_path: Path) -> None:
    dependent = next(entry.id for entry in list_styles() if not (_library() / f"{entry.id}.csl").exists()
                     and entry.id not in ALIASES)  # fmt: skip
    done = cite(document(note(ref("news"))), ITEMS, style(dependent), words=WORDS)
    assert "Example" in texts(done)[0]


def test_an_unknown_style_and_a_near_one() -> None:
    assert "did you mean 'oscola'?" in refused("oscolla")


@pytest.mark.parametrize("name", ["apa", "chicago-author-date", "ieee", "bluebook-inline"])
def test_a_style_that_cites_in_the_text_is_refused_and_says_what_to_name(name: str) -> None:
    assert "name a note style, such as oscola" in refused(name)


def test_a_style_of_the_dossier(tmp_path: Path) -> None:
    (tmp_path / "styles").mkdir()
    source = (_library() / "oscola.csl").read_text(encoding="utf-8")
    (tmp_path / "styles/house.csl").write_text(
        source.replace('delimiter="; "', 'delimiter=" / "'), encoding="utf-8"
    )
    house = find_style("styles/house.csl", tmp_path, BRIEF)
    (text,) = texts(cite(document(note(ref("treaty"), ref("news"))), ITEMS, house, words=WORDS))
    assert text.startswith("Example Convention (16 December 1966) / Jane Doe")


DEPENDENT = """<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" default-locale="en-GB">
<info><title>x</title><id>x</id>
<link href="http://www.zotero.org/styles/{parent}" rel="independent-parent"/></info></style>"""


def test_a_dependent_style_of_the_dossier(tmp_path: Path) -> None:
    (tmp_path / "house.csl").write_text(DEPENDENT.format(parent="oscola"), encoding="utf-8")
    assert find_style("house.csl", tmp_path, BRIEF).locale == "en-GB"
    (tmp_path / "house.csl").write_text(DEPENDENT.format(parent="no-such"), encoding="utf-8")
    assert "depends on the style 'no-such', which is missing" in refused("house.csl", tmp_path)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("nonsense", "not well-formed XML"),
        ("<style/>", "not a CSL style"),
        ('<!DOCTYPE style [<!ENTITY x SYSTEM "file:///etc/hostname">]><style>&x;</style>', "not a CSL style"),
        ('<style xmlns="http://purl.org/net/xbiblio/csl" class="note"/>', "not a whole CSL style"),
        (
            '<style xmlns="http://purl.org/net/xbiblio/csl" class="note" version="1.0">'
            "<info><title>x</title><id>x</id></info><citation><layout><nonsense/></layout></citation></style>",
            'not valid CSL: CiteprocParseError: unknown element "nonsense"',
        ),
    ],
)
def test_a_broken_file(tmp_path: Path, text: str, reason: str) -> None:
    (tmp_path / "house.csl").write_text(text, encoding="utf-8")
    assert reason in refused("house.csl", tmp_path)


def test_a_missing_file_and_one_outside(tmp_path: Path) -> None:
    (tmp_path / "house.csl").write_text("x", encoding="utf-8")
    assert "did you mean 'house.csl'?" in refused("hose.csl", tmp_path)
    assert "outside the dossier" in refused("../house.csl", tmp_path)


def test_every_note_style_is_listed_once() -> None:
    listed = [entry.id for entry in list_styles()]
    assert listed == sorted(set(listed))
    assert {"oscola", "chicago", "bluebook", *ALIASES} <= set(listed)
    assert "apa" not in listed
    assert len(listed) > 500


def test_unknown_sources_are_all_told_at_their_places() -> None:
    doc = document(note(ref("reprot", line=3), ref("news")), note(ref("nothing", line=9)))
    with pytest.raises(FaultsFound) as found:
        cite(doc, ITEMS, style("oscola"), words=WORDS)
    assert [str(fault) for fault in found.value.faults] == [
        "facts/example.yaml:3:5: UNKNOWN-SOURCE no source 'reprot' (did you mean 'report'?)",
        "facts/example.yaml:9:5: UNKNOWN-SOURCE no source 'nothing'",
    ]


def test_a_source_that_a_style_cannot_word_stops_the_build() -> None:
    items: dict[str, dict[str, object]] = {**ITEMS, "blank": {"type": "document"}}
    doc = document(note(ref("news"), ref("blank", line=7), ref("treaty")))
    with pytest.raises(FaultsFound) as found:
        cite(doc, items, style("oscola"), words=WORDS)
    (fault,) = found.value.faults
    assert (str(fault.place), fault.code) == ("facts/example.yaml:7:5", "NO-WORDS")


@pytest.mark.skipif(os.name == "nt", reason="permissions differ")
def test_a_machine_without_pandoc(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("briefwright.citations.pandoc.find_spec", lambda name: None)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(MachineLacks, match="pip install pypandoc_binary"):
        cite(document(note("No pandoc: ", ref("case"))), ITEMS, style("oscola"), words=WORDS)


@pytest.mark.parametrize(
    ("script", "message"),
    [
        ("kill -SEGV $$", "crashed"),
        ("sleep 9", "within 3 seconds"),
        ("while :; do :; done", "within [13] seconds"),
    ],
)
@pytest.mark.skipif(os.name == "nt", reason="a shell script stands in for a pandoc that fails")
def test_a_pandoc_that_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str, message: str) -> None:
    (tmp_path / "pandoc").write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    (tmp_path / "pandoc").chmod(0o755)
    monkeypatch.setattr("briefwright.citations.pandoc.pandoc_path", lambda: tmp_path / "pandoc")
    monkeypatch.setattr("briefwright.citations.pandoc.SECONDS", 1)
    monkeypatch.setattr("briefwright.citations.pandoc.WAITING", 3)
    with pytest.raises(MachineLacks, match=message):
        cite(document(note(f"{script}: ", ref("case"), ref("livre"))), ITEMS, style("oscola"), words=WORDS)
