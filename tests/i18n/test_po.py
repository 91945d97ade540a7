"""Catalogues as files: nothing of them is lost, gettext's own tool takes them, and each fault has its place."""

import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefwright.faults import Faults
from briefwright.i18n.characters import FORBIDDEN
from briefwright.i18n.plurals import is_right, plural_forms
from briefwright.i18n.po import Catalogue, Earlier, Entry, new_header
from briefwright.i18n.po_checking import check_contexts, check_entries, check_header
from briefwright.i18n.po_reading import MAX_TEXT, parse_bytes, parse_po, read_po
from briefwright.i18n.po_writing import po_text

ROOT = Path(__file__).parents[2]
HEADER = (
    'msgid ""\nmsgstr ""\n"Language: fr\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n'
    '"Plural-Forms: nplurals=2; plural=(n > 1);\\n"\n"X-Poedit-Basepath: ..\\n"\n\n'
)
FULL = (
    "# A translator's first line\n#\n"
    + HEADER
    + """# of the translator
#. text; sources: example-report
#: facts/a.yaml:3
#: facts/b.yaml:4
#, fuzzy, no-wrap
#| msgctxt "facts/before/text"
#| msgid "What it said before"
msgctxt "facts/now/text"
msgid ""
"A text that is longer than a line of a file of this kind may be, and that is "
"broken after a space.\\n"
"It goes on."
msgstr "\\"Cité\\"\\t\\\\"

msgid "{number} day"
msgid_plural "{number} days"
msgstr[0] "{number} jour"
msgstr[1] "{number} jours"

# kept
#~| msgid "Earlier still"
#~ msgctxt "facts/gone/text"
#~ msgid "Gone"
#~ msgstr "Parti"
"""
)


def read(text: str) -> tuple[Catalogue | None, list[str]]:
    faults = Faults()
    catalogue = parse_po(text, "locales/fr.po", faults)
    if catalogue is not None:
        check_header(catalogue, "fr", faults)
        check_entries(catalogue, faults)
        check_contexts(catalogue, ["facts/now/text"], faults)
    return catalogue, [str(fault) for fault in faults.all]


def test_a_file_comes_out_as_it_went_in() -> None:
    catalogue, faults = read(FULL)
    assert not faults
    assert catalogue is not None
    assert po_text(catalogue) == FULL
    assert catalogue.header["X-Poedit-Basepath"] == ".."
    assert catalogue.entries[0].earlier == Earlier("What it said before", "", "facts/before/text")
    assert [entry.obsolete for entry in catalogue.entries] == [False, False, True]


TEXTS = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Co", "Cn"]).filter(lambda c: not FORBIDDEN.match(c))
    | st.just("\n"),
    max_size=200,
)
LINES = st.text(st.characters(categories=["L", "N", "P"]), min_size=1, max_size=30).filter(
    lambda line: line[0] not in ".:,|~"
)
ENTRIES = st.builds(
    Entry,
    msgid=TEXTS.filter(bool),
    strings=st.tuples(TEXTS),
    context=st.none() | TEXTS,
    comments=st.lists(LINES, max_size=2).map(tuple),
    notes=st.lists(LINES, max_size=2).map(tuple),
    flags=st.sampled_from([(), ("fuzzy",), ("fuzzy", "no-wrap")]),
    earlier=st.none() | st.builds(Earlier, msgid=TEXTS, context=st.none() | TEXTS),
    obsolete=st.booleans(),
)


@given(st.lists(ENTRIES, max_size=5, unique_by=lambda entry: (entry.context, entry.msgid)))
def test_whatever_is_written_is_read_again_and_written_the_same(entries: list[Entry]) -> None:
    catalogue = Catalogue("locales/fr.po", new_header("fr", plural_forms("fr"), "Example"), tuple(entries))
    text = po_text(catalogue)
    faults = Faults()
    again = parse_po(text, "locales/fr.po", faults)
    assert not faults.all
    assert again is not None
    assert sorted(map(repr, again.entries)) != [] or not entries
    assert po_text(again) == text
    assert {(e.context, e.msgid, e.strings, e.earlier) for e in again.entries} == {
        (e.context, e.msgid, e.strings, e.earlier) for e in entries
    }


@given(st.text(max_size=300) | st.text('msgidctr"\\[]0#~|, \n', max_size=300))
def test_no_text_breaks_the_reader(text: str) -> None:
    parse_po(text, "locales/fr.po", Faults())
    parse_po(HEADER + text, "locales/fr.po", Faults())


ENTRY = 'msgctxt "facts/now/text"\nmsgid "By {who}"\nmsgstr "%s"\n'
BROKEN = {
    'msgid "a"\nmsgstr "b"\n': "1:1: PO-HEADER the file has no header",
    "": "1:1: PO-HEADER the file has no header",
    HEADER.replace("; charset=UTF-8", ""): "1:1: PO-HEADER the header's charset is none",
    HEADER.replace("UTF-8", "ISO-8859-1"): "1:1: PO-HEADER the header's charset is 'ISO-8859-1'",
    HEADER.replace(
        "Language: fr", "Language: fa"
    ): "1:1: PO-HEADER the header says Language: fa: write Language: fr",
    HEADER.replace("n > 1", "n != 1"): "1:1: PLURALS the header's Plural-Forms is not how 'fr' counts",
    HEADER.replace("nplurals=2", "nplurals=7"): "1:1: PLURALS",
    HEADER.replace("(n > 1)", "__import__(n)"): "1:1: PLURALS",
    HEADER + 'msgid "a"\nmsgstr "b\n': "9:1: PO not readable as .po",
    HEADER + 'msgid "a"\n  msgstr "b" c\n': "9:3: PO not readable as .po",
    HEADER + 'msgid "a"\n': "8:1: PO an entry without its msgstr",
    HEADER + 'msgstr "a"\n': "8:1: PO a msgstr without its msgid",
    HEADER + '"a"\n': "8:1: PO a text without its keyword",
    HEADER + 'msgid "a"\nmsgid "b"\nmsgstr ""\n': "9:1: PO a second msgid",
    HEADER + 'msgid "\\q"\nmsgstr ""\n': "PO '\\q' is no escape",
    HEADER + 'msgid "a"\nmsgid_plural "b"\nmsgstr[1] ""\n': "PO wrong forms",
    HEADER + f'msgid "{"a" * (MAX_TEXT + 1)}"\nmsgstr ""\n': "PO a text of more than 200,000 characters",
    HEADER
    + 'msgid "a"\nmsgstr ""\n\nmsgid "a"\nmsgstr ""\n': "11:1: DUPLICATE-ENTRY this text is translated twice",
    HEADER + 'msgid "a"\nmsgid_plural "b"\nmsgstr[0] "c"\n': "8:1: PLURALS 1 plural forms: the header says 2",
    HEADER + ENTRY % "\u202epar {who}": "8:1: CHARACTER the character U+202E is not allowed",
    HEADER + ENTRY % "Par": "10:1: PLACEHOLDER the translation of 'By {who}' lacks '{who}': keep each",
    HEADER + ENTRY % "Par {qui}": "lacks '{who}' and has '{qui}', which the text has not",
    HEADER + ENTRY % "Par {who.__class__}": "has '{who.__class__}'",
    HEADER + ENTRY % "Par {who} [@example, p. 2]": "has '[@example,p.2]'",
    HEADER + ENTRY % 'Par {who} {{ fact(\\"x\\") }}': "PLACEHOLDER",
    HEADER + ENTRY % "Par <b>{who}</b>": "10:1: MARKUP the translation of 'By {who}' has '</b>', '<b>'",
    HEADER + ENTRY % "# Par {who}": "MARKUP",
    HEADER + 'msgctxt "facts/nou/text"\nmsgid "a"\nmsgstr "b"\n': (
        "8:1: UNKNOWN-CONTEXT warning: the dossier has no text 'facts/nou/text' (did you mean 'facts/now/text'?)"
    ),
}


@pytest.mark.parametrize("text", BROKEN)
def test_each_fault_has_its_place(text: str) -> None:
    _, faults = read(text)
    assert len(faults) == 1
    assert BROKEN[text] in faults[0]


def test_what_is_fuzzy_or_obsolete_is_not_held_against_its_text() -> None:
    assert read(HEADER + "#, fuzzy\n" + ENTRY % "Par")[1] == []
    assert read(HEADER + '#~ msgid "{a}"\n#~ msgstr "b"\n')[1] == []


def test_bytes_that_are_no_utf_8_have_a_place() -> None:
    faults = Faults()
    assert parse_bytes(HEADER.encode() + b'msgid "\xe9"\n', "locales/fr.po", faults) is None
    assert str(faults.all[0]).startswith("locales/fr.po:8:8: ENCODING byte 0xe9 is not UTF-8")


def test_a_file_outside_of_the_dossier_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "dossier" / "locales").mkdir(parents=True)
    (tmp_path / "fr.po").write_text(FULL, encoding="utf-8")
    link = tmp_path / "dossier" / "locales" / "fr.po"
    link.symlink_to(tmp_path / "fr.po")
    faults = Faults()
    assert read_po(link, tmp_path / "dossier", faults) is None
    assert [fault.code for fault in faults.all] == ["OUTSIDE"]


@pytest.mark.parametrize(
    ("tag", "forms"),
    [
        ("fr", "nplurals=2; plural=n>1;"),
        ("fr", "nplurals=3; plural=(n == 0 || n == 1) ? 0 : n != 0 && n % 1000000 == 0 ? 1 : 2;"),
        ("fa", "nplurals=2; plural=(n == 0 || n == 1) ? 0 : 1;"),
        ("zh-Hans", "nplurals=1; plural=0;"),
        ("de", plural_forms("de")),
    ],
)
def test_the_rules_of_translators_tools_are_right(tag: str, forms: str) -> None:
    assert is_right(forms, tag)


@pytest.mark.parametrize(
    ("tag", "forms"),
    [("ru", "nplurals=2; plural=(n != 1);"), ("ar", "nplurals=6; plural=n%6;"), ("fr", "nplurals=2; plural=n/0;")],
)
def test_the_rule_of_another_language_is_wrong(tag: str, forms: str) -> None:
    assert not is_right(forms, tag)


CATALOGUES = [
    *sorted((ROOT / "locales").glob("*.po*")),
    *sorted((ROOT / "src/briefwright/i18n/catalogues").glob("*.po*")),
]


@pytest.mark.skipif(shutil.which("msgfmt") is None, reason="gettext is not installed")
@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: str(path.relative_to(ROOT)))
def test_gettext_takes_every_catalogue(path: Path, tmp_path: Path) -> None:
    command = ["msgfmt", "--check-format", "--check-header", "--output-file", str(tmp_path / "out.mo"), str(path)]
    subprocess.run(command, check=True, capture_output=True)


@pytest.mark.skipif(shutil.which("msgcat") is None, reason="gettext is not installed")
def test_what_gettext_writes_anew_says_the_same(tmp_path: Path) -> None:
    (tmp_path / "a.po").write_text(FULL, encoding="utf-8")
    done = subprocess.run(["msgcat", str(tmp_path / "a.po")], check=True, capture_output=True)
    again, faults = read(done.stdout.decode())
    ours, _ = read(FULL)
    assert not faults
    assert again is not None
    assert ours is not None
    assert again.entries == ours.entries
    assert again.header == ours.header


@pytest.mark.parametrize("path", CATALOGUES, ids=lambda path: str(path.relative_to(ROOT)))
def test_the_shipped_catalogues_are_sound_and_as_we_write_them(path: Path) -> None:
    faults = Faults()
    catalogue = read_po(path, ROOT, faults)
    assert catalogue is not None
    if path.suffix == ".po":
        check_header(catalogue, path.stem, faults)
        check_entries(catalogue, faults)
    assert not faults.all
    assert po_text(catalogue) == path.read_text(encoding="utf-8")
