"""Files of addressees: what YAML and CSV say alike, and every fault at its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefwright.briefs.addressees import Addressees, read_addressees
from briefwright.faults import Faults, Place

HEAD = "id,name,salutation,address,language,paper\n"
GOOD = 'one,"Example, Ltd",Dear Example,"Example Street 1\n1200 Exampleton",en,Letter\ntwo,Second,,,,\n'
PLACE = Place("briefs/one.yaml", 2, 13)


def read(root: Path, name: str, data: str | bytes) -> tuple[Addressees, list[str]]:
    """Return the addressees in a file, and the faults that are nobody's own."""
    path = root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    faults = Faults()
    found = read_addressees(root, name, PLACE, faults)
    return found, [str(fault) for fault in faults.all]


def told(root: Path, rows: str) -> list[str]:
    """Return what is wrong with the addressees of a CSV file whose file as such is sound."""
    found, faults = read(root, "a.csv", rows)
    assert faults == []
    return [str(fault) for fault in found.faults]


def test_yaml_says_what_each_is_called_and_how_addressed(tmp_path: Path) -> None:
    text = (
        "addressees:\n  one:\n    name: {en: Mission, fr: Mission permanente}\n    salutation: Excellency,\n"
        "    address: [Example Street 1, 1200 Exampleton]\n    language: fr\n    paper: Letter\n"
        "  two: {name: Second}\n"
    )
    found, faults = read(tmp_path, "addressees/a.yaml", text)
    assert (faults, found.faults) == ([], ())
    one, two = found.entries
    assert (one.id, one.record.name.of("fr"), one.record.language, one.record.paper) == (
        "one",
        "Mission permanente",
        "fr",
        "Letter",
    )
    assert one.record.address is not None
    assert one.record.address.of("fr") == "Example Street 1\n1200 Exampleton"
    assert str(one.place("address")) == "addressees/a.yaml:5:14"
    assert (two.record.address, two.record.salutation, two.record.paper) == (None, None, None)


@pytest.mark.parametrize("mark", [",", ";", "\t"])
@pytest.mark.parametrize("start", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_csv_of_any_spreadsheet_says_the_same(tmp_path: Path, mark: str, start: bytes, end: str) -> None:
    text = (
        f"{HEAD}{GOOD}{',,,,,'}\n\n".replace('"Example, Ltd"', "Example Ltd").replace(",", mark).replace("\n", end)
    )
    found, faults = read(tmp_path, "a.csv", start + text.encode())
    assert (faults, found.faults) == ([], ())
    one, two = found.entries
    assert one.record.address is not None
    assert one.record.address.of("en") == "Example Street 1\n1200 Exampleton"
    assert (one.record.name.of("en"), one.record.language, one.record.paper) == ("Example Ltd", "en", "Letter")
    assert (two.id, two.record.name.of("en"), str(two.place("name"))) == ("two", "Second", "a.csv:4:5")


def test_csv_has_columns_for_languages_and_lines_parted_by_a_bar(tmp_path: Path) -> None:
    rows = "id,name_en,name_fr,address\none,Mission,Mission permanente,Street 1 | 1200 Town\n"
    found, faults = read(tmp_path, "a.csv", rows)
    assert faults == []
    (one,) = found.entries
    assert (one.record.name.of("fr"), one.record.name.of("en")) == ("Mission permanente", "Mission")
    assert one.record.address is not None
    assert one.record.address.of("en") == "Street 1\n1200 Town"


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (HEAD.encode() + b"one,M\xfcller,,,,\n", "a.csv:2:6: ENCODING byte 0xfc is not UTF-8"),
        ((HEAD + GOOD).encode("utf-16"), "a.csv:1:1: ENCODING byte 0xff is not UTF-8"),
        (b"id,salutation\none,Dear\n", "a.csv:1:1: MISSING-KEY the column 'name' is missing"),
        (b"name\nOne\n", "a.csv:1:1: MISSING-KEY the column 'id' is missing"),
        (b"id,nmae,name\n", "a.csv:1:4: UNKNOWN-KEY unknown column 'nmae' (did you mean 'name'?)"),
        (b"id,name,paper_fr\n", "a.csv:1:9: UNKNOWN-KEY unknown column 'paper_fr'"),
        (b"id,name,name\n", "a.csv:1:9: DUPLICATE-KEY the column 'name' is given twice"),
        (b"id,name,name_fr\n", "a.csv:1:9: DUPLICATE-KEY 'name' stands with a language and without"),
        (b"id|name\n", "a.csv:1:1: UNKNOWN-KEY unknown column 'id|name'"),
        (b'id,name\none,"open\n', "a.csv:2:1: CSV a quotation mark is not closed"),
        (b'id,name\none,"a"b\n', "a.csv:2:1: CSV a quotation mark is not closed"),
        (b"id,name\n", "a.csv:1:1: EMPTY-FILE the file names no addressee"),
        (b"id,name\none," + b"x" * 200_000 + b"\n", "a.csv:2:1: CSV a quotation mark is not closed"),
    ],
)
def test_what_keeps_a_whole_csv_file_from_being_read(tmp_path: Path, data: bytes, fault: str) -> None:
    found, faults = read(tmp_path, "a.csv", data)
    assert found.entries == ()
    assert [line for line in faults if line.startswith(fault)], faults


@pytest.mark.parametrize(
    ("rows", "fault"),
    [
        ("one,,,,,", "a.csv:2:5: EMPTY addressee 'one': 'name' is empty: say to whom this goes"),
        (",One,,,,", "a.csv:2:1: ID addressee 'line 2': 'id' is empty: the document is named by it"),
        ("One Two,One,,,,", "a.csv:2:1: ID addressee 'One Two': 'One Two' is no id"),
        ("../x,One,,,,", "a.csv:2:1: ID addressee '../x': '../x' is no id"),
        ("con,One,,,,", "a.csv:2:1: ID addressee 'con': 'con' is a name that Windows keeps"),
        ("one,One,,,,A3", "a.csv:2:12: CHOICE addressee 'one': 'paper' is one of 'A4', 'Letter'"),
        ("one,One,,,French,", "a.csv:2:11: LANGUAGE addressee 'one': 'French' is no language tag"),
        ("one,One,Dear", "a.csv:2:9: CSV addressee 'one': 3 fields where the first line has 6"),
        ("one,One, Ltd,,,,", "a.csv:2:17: CSV addressee 'one': 7 fields where the first line has 6"),
        ("one;One;;;;", "a.csv:2:1: CSV addressee 'one;One;;;;': 1 fields where the first line has 6"),
        ("one,O\u202ene,,,,", "a.csv:2:5: CHARACTER addressee 'one': the character U+202E is not allowed"),
        ("one,One,,|,,", "a.csv:2:10: EMPTY addressee 'one': 'address' is empty"),
    ],
)
def test_what_is_wrong_with_one_addressee_names_it(tmp_path: Path, rows: str, fault: str) -> None:
    lines = told(tmp_path, f"{HEAD}{rows}\nother,Other,,,,\n")
    assert [line for line in lines if line.startswith(fault)], lines
    assert [one.id for one in read(tmp_path, "a.csv", f"{HEAD}{rows}\nother,Other,,,,\n")[0].entries] == ["other"]


def test_an_id_given_twice_leaves_neither(tmp_path: Path) -> None:
    found, _ = read(tmp_path, "a.csv", "id,name\none,First\ntwo,Two\none,Second\n")
    assert [one.id for one in found.entries] == ["two"]
    assert [str(fault) for fault in found.faults] == [
        "a.csv:4:1: DUPLICATE-ID addressee 'one': the id is given twice, first in line 2: choose another"
    ]


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (
            "adressees: {one: {name: One}}\n",
            "a.yaml:1:1: UNKNOWN-KEY unknown key 'adressees' (did you mean 'addressees'?)",
        ),
        ("addressees: [one]\n", "a.yaml:1:13: TYPE expected 'addressees:' with a mapping"),
        ("addressees:\n  one: {name: A}\n  one: {name: B}\n", "a.yaml:3:3: DUPLICATE-KEY 'one' is given twice"),
        ("addressees: {}\n", "a.yaml:1:1: EMPTY-FILE the file names no addressee"),
        ("", "a.yaml:1:1: EMPTY-FILE the file holds nothing"),
    ],
)
def test_what_keeps_a_whole_yaml_file_from_being_read(tmp_path: Path, text: str, fault: str) -> None:
    assert [line for line in read(tmp_path, "a.yaml", text)[1] if line.startswith(fault)]


@pytest.mark.parametrize(
    ("entry", "fault"),
    [
        ("one: Mission", "a.yaml:2:8: TYPE addressee 'one': expected a mapping with 'name'"),
        ("one: {}", "a.yaml:2:8: MISSING-KEY addressee 'one': 'name' is missing"),
        (
            "one: {name: A, nmae: B}",
            "a.yaml:2:18: UNKNOWN-KEY addressee 'one': unknown key 'nmae' (did you mean 'name'?)",
        ),
        (
            "one: {name: A, address: {french: [B]}}",
            "a.yaml:2:27: LANGUAGE addressee 'one': 'french' is no language tag",
        ),
        ("one: {name: A, address: []}", "a.yaml:2:27: EMPTY addressee 'one': 'address' is empty"),
        ("one: {name: A, address: [[B]]}", "a.yaml:2:27: TYPE addressee 'one': 'address': expected the lines"),
        ("-one: {name: A}", "a.yaml:2:3: ID addressee '-one': '-one' is no id"),
    ],
)
def test_what_is_wrong_with_one_entry_names_it(tmp_path: Path, entry: str, fault: str) -> None:
    found, faults = read(tmp_path, "a.yaml", f"addressees:\n  {entry}\n  two: {{name: Two}}\n")
    assert faults == []
    assert [str(line) for line in found.faults if str(line).startswith(fault)], found.faults
    assert [one.id for one in found.entries] == ["two"]


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("../a.csv", "leads out of the dossier"),
        ("/etc/passwd.csv", "leads out of the dossier"),
        ("a\\b.csv", "leads out of the dossier"),
        ("a.xlsx", "is neither YAML nor CSV"),
        ("facts/a.yaml", "would be read as facts or as a brief"),
        ("briefs/a.yaml", "would be read as facts or as a brief"),
        ("missing.csv", "no file 'missing.csv' in the dossier"),
    ],
)
def test_where_the_file_may_not_lie(tmp_path: Path, name: str, sentence: str) -> None:
    faults = Faults()
    assert read_addressees(tmp_path, name, PLACE, faults) == Addressees()
    (fault,) = faults.all
    assert (fault.place, fault.code) == (PLACE, "ADDRESSEES")
    assert sentence in fault.message


def test_a_link_that_leads_out_of_the_dossier_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret.csv").write_text("id,name\none,Secret\n", encoding="utf-8")
    (tmp_path / "dossier").mkdir()
    (tmp_path / "dossier/a.csv").symlink_to(tmp_path / "secret.csv")
    faults = Faults()
    assert read_addressees(tmp_path / "dossier", "a.csv", PLACE, faults) == Addressees()
    assert [fault.code for fault in faults.all] == ["OUTSIDE"]
