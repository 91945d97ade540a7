"""`import` and `export` on a dossier: what is added, what stays byte for byte, what is refused."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner

from briefwright.build import OutputFailed, export_file, import_file
from briefwright.cli import main
from briefwright.faults import FaultsFound
from facts.example import EXAMPLE, read_base

MakeDossier = Callable[[Mapping[str, str]], Path]
Entry = Mapping[str, object]

ANN = {"family": "Example", "given": "Ann"}
STUDY: Entry = {
    "id": "Example:2019",
    "type": "article-journal",
    "title": "An example study",
    "author": [ANN],
    "container-title": "Example Journal",
    "issued": {"date-parts": [["2019", 5]]},
    "DOI": "10.1000/Example",
}
REPORT: Entry = {
    "id": "example-report",
    "type": "report",
    "title": "Example report",
    "author": [{"literal": "Example Institute"}],
    "issued": {"date-parts": [[2018, 12]]},
    "URL": "https://example.org/report",
}


@pytest.fixture
def dossier(make_dossier: MakeDossier) -> Path:
    """Return the example dossier."""
    return make_dossier(EXAMPLE)


def written(folder: Path, *entries: Entry) -> Path:
    """Return a file of CSL-JSON beside a dossier."""
    file = folder.parent / "zotero.json"
    file.write_text(json.dumps(entries, ensure_ascii=False), encoding="utf-8")
    return file


def told(folder: Path, *entries: Entry) -> list[str]:
    """Return what an import says of each entry, without places."""
    return [line.partition(": ")[2] for line in import_file(folder, written(folder, *entries)).lines]


def refused(folder: Path, file: Path, **options: str) -> list[str]:
    """Return the faults of an import, after making sure that it changed no file."""
    before = contents(folder)
    with pytest.raises(FaultsFound) as found:
        import_file(folder, file, **options)  # type: ignore[arg-type]
    assert contents(folder) == before
    return [str(fault).removeprefix(f"{file.parent}/") for fault in found.value.faults]


def contents(folder: Path) -> dict[Path, bytes]:
    """Return the bytes of every file of a dossier."""
    return {path: path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


# ------------------------------------------------------------------ adding


def test_a_new_entry_stands_below_the_others_as_an_author_would_write_it(dossier: Path) -> None:
    before = (dossier / "facts/sources.yaml").read_text(encoding="utf-8")
    assert told(dossier, STUDY) == ["Example:2019: added as example-2019"]
    assert (dossier / "facts/sources.yaml").read_text(encoding="utf-8") == before + (
        "\n"
        "  example-2019:\n"
        "    type: article-journal\n"
        "    title: An example study\n"
        "    author:\n"
        "      - {family: Example, given: Ann}\n"
        "    container-title: Example Journal\n"
        "    issued: 2019-05\n"
        "    DOI: 10.1000/Example\n"
        "    note: 'csl.id: Example:2019'\n"
        "    nature: academic\n"
    )


def test_the_same_file_again_changes_nothing(dossier: Path) -> None:
    told(dossier, STUDY)
    before = contents(dossier)
    assert told(dossier, STUDY) == ["Example:2019: example-2019 has all of it"]
    assert contents(dossier) == before


def test_a_key_that_was_imported_keeps_its_id_whatever_else_changed(dossier: Path) -> None:
    told(dossier, STUDY)
    path = dossier / "facts/sources.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("  example-2019:", "  my-own-id:"), encoding="utf-8")
    changed = {**STUDY, "title": "Another title", "DOI": "10.1000/other", "issued": {"raw": "2020"}, "volume": 3}
    assert told(dossier, changed) == [
        "Example:2019: my-own-id completed with volume",
        "Example:2019: my-own-id stays as it is: title is 'An example study', not 'Another title'",
        "Example:2019: my-own-id stays as it is: issued is '2019-05', not '2020'",
        "Example:2019: my-own-id stays as it is: DOI is '10.1000/Example', not '10.1000/other'",
    ]
    assert read_base(dossier).sources["my-own-id"].csl["volume"] == "3"


COMMENTED = """\
# Sources   of the example
sources:
  first:   # the first
    type:    report
    title: >-
      First
      report
    author: [ {literal:   Example Institute} ]   # odd layout
    nature: ngo   # last key

    # a comment behind the first

  flow: {type: webpage, title: "Flow", container-title: Site, nature: media, }  # in one line
  last:
    type: book
    title: Last
    author: [{family: Example}]
    issued: 2001
    nature: academic
    remark: |
      A block.

      Its end.

# The people
people:
  ann: {name: Ann Example}   # behind
"""


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_not_a_byte_of_what_was_there_changes(line_end: str, mark: str, make_dossier: MakeDossier) -> None:
    folder = make_dossier({})
    path = folder / "facts/sources.yaml"
    path.parent.mkdir()
    old = (mark + COMMENTED.replace("\n", line_end)).encode()
    path.write_bytes(old)
    entries = [
        {"id": "first", "type": "report", "title": "First report", "language": "en", "abstract": "One.\n\nTwo."},
        {
            "id": "flow",
            "type": "webpage",
            "title": "Flow",
            "URL": "https://example.org/flow",
            "publisher": 'A "B", C',
        },
        {"id": "last", "type": "book", "title": "Last", "volume": "2"},
        {"id": "new", "type": "article-newspaper", "title": "New: 'yes' # no", "container-title": "No"},
    ]
    told(folder, *entries)
    new = path.read_bytes()
    rest = iter(new)
    assert all(byte in rest for byte in old)
    sources = read_base(folder).sources
    assert sources["first"].csl["language"] == "en"
    assert sources["flow"].csl["publisher"] == 'A "B", C'
    assert sources["last"].csl["volume"] == "2"
    assert sources["new"].csl["title"] == "New: 'yes' # no"
    text = new.decode()
    assert text.count(line_end) == text.count("\n")
    assert line_end.join(["    nature: ngo   # last key", "    language: en", "    abstract: |-"]) in text
    assert line_end.join(["      Its end.", "    volume: 2"]) in text


@pytest.mark.parametrize(
    "text",
    [
        "people:\n  ann: {name: Ann Example}\n",
        "people:\n  ann: {name: Ann Example}",
        "sources: {}\n",
        "{people: {ann: {name: Ann}}}\n",
    ],
)
def test_a_file_without_sources_gets_them(text: str, make_dossier: MakeDossier) -> None:
    folder = make_dossier({"facts/sources.yaml": text})
    told(folder, STUDY)
    assert list(read_base(folder).sources) == ["example-2019"]
    rest = iter((folder / "facts/sources.yaml").read_text(encoding="utf-8"))
    assert all(character in rest for character in text)


def test_new_sources_go_where_they_are_wanted(dossier: Path) -> None:
    file = written(dossier, STUDY)
    imported = import_file(dossier, file, into=Path("facts/deep/zotero.yaml"))
    assert imported.written == (dossier / "facts/deep/zotero.yaml",)
    assert read_base(dossier).origins["example-2019"].path == "facts/deep/zotero.yaml"


def test_a_dry_run_says_everything_and_changes_nothing(dossier: Path) -> None:
    before = contents(dossier)
    imported = import_file(dossier, written(dossier, STUDY), dry_run=True)
    assert [line.partition(": ")[2] for line in imported.lines] == ["Example:2019: added as example-2019"]
    assert imported.written == ()
    assert contents(dossier) == before


# --------------------------------------------------------------------- ids


@pytest.mark.parametrize(
    ("key", "source_id"),
    [
        ("Example:2019", "example-2019"),
        ("müller_2019/a", "muller-2019-a"),
        ("گزارش-نمونه", "gzarsh-nmwnh"),
        ("http://zotero.org/users/1/items/ABCD2345", "example-2019-example-study"),
        ("12", "example-2019-example-study"),
        ("con", "con-source"),
        ("ann", "ann-2"),
        ("x" * 80, "x" * 63),
    ],
)
def test_a_key_becomes_an_id(key: str, source_id: str, dossier: Path) -> None:
    assert told(dossier, {**STUDY, "id": key}) == [f"{key}: added as {source_id}"]
    assert told(dossier, {**STUDY, "id": key}) == [f"{key}: {source_id} has all of it"]


def test_two_keys_of_one_id_are_told_apart_and_stay_so(dossier: Path) -> None:
    two = [{**STUDY, "id": key, "title": title, "DOI": title} for key, title in (("A:1", "One"), ("a_1", "Two"))]
    assert told(dossier, *two) == ["A:1: added as a-1", "a_1: added as a-1-2"]
    assert told(dossier, *reversed(two)) == ["a_1: a-1-2 has all of it", "A:1: a-1 has all of it"]


# -------------------------------------------------------------- duplicates


@pytest.mark.parametrize(
    ("changes", "by"),
    [
        ({"title": "Other", "URL": "http://www.example.org/report/"}, "URL"),
        ({"title": "EXAMPLE  <i>report</i>.", "URL": None}, "title, year and first author"),
    ],
)
def test_a_copy_under_another_key_is_told_and_left_out(changes: Entry, by: str, dossier: Path) -> None:
    before = contents(dossier)
    assert told(dossier, {**REPORT, "id": "copy", **changes}) == [
        f"copy: not imported, same {by} as example-report"
    ]
    assert contents(dossier) == before


def test_copies_inside_one_file(dossier: Path) -> None:
    book = {"type": "book", "author": [ANN], "issued": {"raw": "2001"}, "title": "A", "ISBN": "978-0-306-40615-7"}
    same = {**book, "id": "same", "title": "B", "ISBN": "0-306-40615-2"}
    part = {**book, "id": "part", "type": "chapter", "title": "C", "container-title": "A"}
    file = written(dossier, {**book, "id": "book"}, same, part)
    assert [line.partition(": ")[2] for line in import_file(dossier, file, nature="academic").lines] == [
        "book: added as book",
        "same: not imported, same ISBN as book",
        "part: added as part",
    ]


# ------------------------------------------------------------------ faults


def test_two_entries_of_one_key_are_both_named(dossier: Path) -> None:
    file = dossier.parent / "two.bib"
    file.write_text("@article{a, title={A}, journal={J}, year=2001}\n\n@book{a, title={B}}\n", encoding="utf-8")
    assert refused(dossier, file) == [
        f"two.bib:3:7: DUPLICATE-ID 'a' is the key of another entry, at {file}:1:10: give one of them another"
    ]


def test_the_id_of_another_work_is_named_with_its_place(dossier: Path) -> None:
    file = written(
        dossier, {**REPORT, "title": "Something else", "author": [ANN], "URL": "https://example.org/else"}
    )
    (fault,) = refused(dossier, file)
    assert fault.startswith("zotero.json:1:2: DUPLICATE-ID 'example-report' is the id of another source, at ")
    assert "facts/sources.yaml:2:3 ('Example report')" in fault


def test_who_speaks_is_asked_where_the_type_does_not_say(dossier: Path) -> None:
    new = {"id": "new", "type": "webpage", "title": "New", "container-title": "Site"}
    assert refused(dossier, written(dossier, STUDY, new)) == [
        "zotero.json:1:238: NATURE 'new' is of the type webpage: say who speaks in it with --nature (un, state, "
        "court, ngo, academic, media, party, testimony)"
    ]
    import_file(dossier, written(dossier, STUDY, new), nature="un")
    assert {key: source.nature for key, source in read_base(dossier).sources.items()} == {
        "example-report": "ngo",
        "example-news": "media",
        "example-2019": "un",
        "new": "un",
    }


def test_what_the_fact_base_would_not_take_is_named_in_the_imported_file(dossier: Path) -> None:
    file = dossier.parent / "wrong.bib"
    file.write_text(
        "@report{one, title={No author}, langid={english}}\n"
        "@article{two, title={T},\n  journal={J}, year=2001,\n  url={www.example.org}}\n"
        "@article{three, title={Zero\u200bwidth}, journal={J}, year=2002}\n",
        encoding="utf-8",
    )
    assert refused(dossier, file, nature="ngo") == [
        "wrong.bib:1:9: CSL-INCOMPLETE a source of type report needs author or publisher or authority",
        "wrong.bib:4:7: URL 'www.example.org' is no web address: write it whole, starting with https:// or http://",
        "wrong.bib:5:23: CHARACTER the character U+200B in 'Zero\ufffdwidth' is not allowed: delete it",
    ]


BAD_JSON = {
    "not closed": ('[{"id": "a"', "x.json:1:12: JSON not JSON from here on: Expecting ',' delimiter"),
    "too deep": ("[" * 100_000, "x.json:1:1: JSON brackets inside brackets, too deep for any bibliography"),
    "no list": ('{"a": 1}', "x.json:1:1: TYPE expected a list of CSL items, as Zotero exports it: [{…}, {…}]"),
    "an item that is none": ("[\n 3]", "x.json:2:2: TYPE expected a CSL item: {…}"),
    "a key twice": (
        '[{"id": "a",\n "title": "x", "title": "y"}]',
        "x.json:2:16: DUPLICATE-KEY 'title' is given twice in one entry: keep one",
    ),
    "an unknown type": (
        '[{"id": "a", "type": "boook", "title": "x"}]',
        "x.json:1:22: CSL-TYPE 'boook' is no CSL type (did you mean 'book'?)",
    ),
    "names that are none": (
        '[{"id": "a", "type": "map", "title": "x", "author": "Ann"}]',
        "x.json:1:53: TYPE 'author': expected a list of names: [{…}, {…}]",
    ),
    "a text that is none": (
        '[{"id": "a", "type": "map", "title": ["x"]}]',
        "x.json:1:38: TYPE 'title': expected a text",
    ),
    "nothing": ("[]", "x.json:1:1: EMPTY-FILE the file holds no bibliographic entry"),
}


@pytest.mark.parametrize(("text", "fault"), BAD_JSON.values(), ids=BAD_JSON)
def test_bad_json_is_named_with_its_place(text: str, fault: str, dossier: Path) -> None:
    file = dossier.parent / "x.json"
    file.write_text(text, encoding="utf-8")
    assert fault in refused(dossier, file, nature="ngo")


def test_another_format_another_folder_and_no_file_are_refused(dossier: Path) -> None:
    text, missing = dossier.parent / "x.txt", dossier.parent / "none.bib"
    text.write_text("x", encoding="utf-8")
    assert refused(dossier, text) == [
        "x.txt:1:1: EXCHANGE-FORMAT what it holds is told by its name's ending: .json, .bib, .ris"
    ]
    assert refused(dossier, missing) == [
        "none.bib:1:1: UNREADABLE the file cannot be read: No such file or directory"
    ]
    file = written(dossier, STUDY)
    for into in ("briefs/x.yaml", "../x.yaml", "facts/x.txt"):
        assert "IMPORT-INTO" in refused(dossier, file, into=Path(into))[0]  # type: ignore[arg-type]


def test_a_fact_base_with_faults_is_not_added_to(dossier: Path) -> None:
    (dossier / "facts/people.yaml").write_text("people:\n  ann: {nmae: Ann}\n", encoding="utf-8")
    assert "facts/people.yaml:2:9: UNKNOWN-KEY unknown key 'nmae' (did you mean 'name'?)" in refused(
        dossier, written(dossier, STUDY)
    )


def test_a_source_that_the_file_names_must_be_there(dossier: Path) -> None:
    note = 'briefwright.nature: ngo\nbriefwright.derived_from: ["nowhere"]'
    assert refused(dossier, written(dossier, {**STUDY, "note": note})) == [
        "zotero.json:1:2: UNKNOWN-ID derived_from names 'nowhere', which is neither in the file nor in the fact "
        "base"
    ]


def test_who_differs_is_told_in_words(dossier: Path) -> None:
    assert told(dossier, {**REPORT, "author": [ANN, {"literal": "Others"}]}) == [
        "example-report: example-report stays as it is: author is Example Institute, not Example Ann; Others"
    ]


def test_a_note_that_differs_is_told_and_stays(dossier: Path) -> None:
    told(dossier, {**STUDY, "note": "Mine"})
    assert told(dossier, {**STUDY, "note": "Mine"}) == ["Example:2019: example-2019 has all of it"]
    assert told(dossier, {**STUDY, "note": "Yours"}) == [
        "Example:2019: example-2019 stays as it is: note is 'Mine csl.id: Example:2019', not 'Yours'"
    ]


@pytest.mark.parametrize(
    ("own_id", "fault"),
    [
        ("ann", "zotero.json:1:2: DUPLICATE-ID 'ann' is taken already: choose another id"),
        ("Not an id", "zotero.json:1:2: ID 'Not an id' is no id: use a-z, 0-9 and hyphens, at most 63 characters"),
    ],
)
def test_an_id_that_the_file_claims_must_be_free_and_sound(own_id: str, fault: str, dossier: Path) -> None:
    note = f"briefwright.id: {own_id}\nbriefwright.nature: academic"
    assert refused(dossier, written(dossier, {**STUDY, "note": note}))[0].startswith(fault)


def test_a_file_that_cannot_be_written_leaves_the_others_as_they_were(dossier: Path) -> None:
    (dossier / "facts/folder.yaml").mkdir()
    before = contents(dossier)
    file = written(dossier, {**REPORT, "volume": "2"}, STUDY)
    with pytest.raises(OutputFailed, match=r"folder\.yaml cannot be written: Is a directory"):
        import_file(dossier, file, into=Path("facts/folder.yaml"))
    assert contents(dossier) == before


def test_nothing_is_exported_into_a_folder_that_is_not_there_or_in_no_format(dossier: Path, tmp_path: Path) -> None:
    with pytest.raises(OutputFailed, match="No such file or directory"):
        export_file(dossier, tmp_path / "none" / "x.bib")
    with pytest.raises(FaultsFound, match="EXCHANGE-FORMAT"):
        export_file(dossier, tmp_path / "x.ris")


# ------------------------------------------------------------------ export


def keys(file: Path) -> Iterable[str]:
    """Return the keys of a file of CSL-JSON."""
    return [entry["id"] for entry in json.loads(file.read_text(encoding="utf-8"))]


GUARDED = """\
sources:
  secret: {type: webpage, title: Secret, container-title: Site, nature: media, visibility: internal}
  open:
    type: webpage
    title: Open
    container-title: Site
    note: seen in private
    nature: media
    remark: ours alone
    derived_from: [secret]
"""


def test_others_get_what_they_may_see_and_no_word_of_ours(make_dossier: MakeDossier, tmp_path: Path) -> None:
    folder = make_dossier({"facts/sources.yaml": GUARDED})
    for ending in ("json", "bib"):
        ours, theirs = tmp_path / f"ours.{ending}", tmp_path / f"theirs.{ending}"
        assert export_file(folder, ours) == 2
        assert export_file(folder, theirs, audience="public") == 1
        text = theirs.read_text(encoding="utf-8")
        assert all(word not in text.lower() for word in ("secret", "private", "ours", "briefwright", "media"))
        assert all(
            word in ours.read_text(encoding="utf-8").lower() for word in ("secret", "private", "ours", "media")
        )


def test_a_brief_exports_what_its_notes_cite(dossier: Path, tmp_path: Path) -> None:
    file = tmp_path / "brief.json"
    assert export_file(dossier, file, brief="one") == 1
    assert keys(file) == ["example-report"]


def test_the_key_that_a_source_came_with_leaves_with_it(dossier: Path, tmp_path: Path) -> None:
    told(dossier, STUDY)
    file = tmp_path / "all.json"
    export_file(dossier, file)
    assert keys(file) == ["example-report", "example-news", "Example:2019"]
    export_file(dossier, tmp_path / "all.bib")
    assert "@article{Example:2019," in (tmp_path / "all.bib").read_text(encoding="utf-8")


def test_keys_that_csl_does_not_know_come_back_to_their_places(dossier: Path, tmp_path: Path) -> None:
    entry = {
        **STUDY,
        "custom": {"a": [1, True]},
        "citation-key": "ex19",
        "issued": {"literal": "n.d."},
        "note": "N",
    }
    imported = import_file(dossier, written(dossier, {**entry, "type": "map"}), nature="ngo")
    assert [fault.code for fault in imported.warnings] == ["KEPT"]
    file = tmp_path / "all.json"
    export_file(dossier, file)
    (back,) = [entry for entry in json.loads(file.read_text(encoding="utf-8")) if entry["type"] == "map"]
    assert {name: back[name] for name in ("id", "custom", "citation-key", "issued")} == {
        "id": "Example:2019",
        "custom": {"a": [1, True]},
        "citation-key": "ex19",
        "issued": {"literal": "n.d."},
    }


# ---------------------------------------------------------------- commands


def test_the_commands_say_what_they_did(dossier: Path, tmp_path: Path) -> None:
    run = CliRunner().invoke(main, ["--dossier", str(dossier), "import", str(written(dossier, STUDY))])
    assert (run.exit_code, "added as example-2019" in run.output, "wrote " in run.output) == (0, True, True)
    run = CliRunner().invoke(main, ["--dossier", str(dossier), "import", str(written(dossier, STUDY))])
    assert run.output.endswith("example-2019 has all of it\nnothing was written\n")
    run = CliRunner().invoke(main, ["--dossier", str(dossier), "export", str(tmp_path / "x.bib")])
    assert (run.exit_code, run.output) == (0, f"wrote 3 sources to {tmp_path / 'x.bib'}\n")


def test_a_broken_file_ends_with_1_and_its_places(dossier: Path) -> None:
    before = contents(dossier)
    file = dossier.parent / "x.bib"
    file.write_text("@book{a, title={x}", encoding="utf-8")
    run = CliRunner().invoke(main, ["--dossier", str(dossier), "import", str(file)])
    assert run.exit_code == 1
    assert f"{file}:1:6: BIBTEX" in run.output
    assert "1 fault; nothing was written" in run.output
    assert contents(dossier) == before
