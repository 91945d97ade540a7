"""What leaves as CSL-JSON or BibLaTeX comes back as it was: items drawn at random, and the shipped sources."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from briefwright.build import export_file, import_file
from briefwright.facts import csl
from briefwright.facts.exchange.bib_read import read_bibtex
from briefwright.facts.exchange.bib_write import write_bibtex
from briefwright.facts.exchange.csl_json import read_csl_json, write_csl_json
from briefwright.facts.exchange.item import Item, items_of
from briefwright.faults import Faults, as_text
from facts.example import read_base
from facts.exchanged import items
from judges.presence import require

ROOT = Path(__file__).resolve().parents[2]

Read = Callable[[str, str, Faults], tuple[Item, ...]]
Write = Callable[[Sequence[Item]], str]
FORMS: list[tuple[Write, Read]] = [(write_csl_json, read_csl_json), (write_bibtex, read_bibtex)]
BOTH = pytest.mark.parametrize(("write", "read"), FORMS, ids=["json", "bib"])


def said(item: Item) -> object:
    """Return everything that an item says."""
    return item.key, dict(item.csl), dict(item.own), item.own_id


def read_back(text: str, read: Read) -> list[object]:
    """Return what a text says, after making sure that nothing in it is told as a fault."""
    faults = Faults()
    found = read(text, "x", faults)
    assert as_text(faults.all) == ""
    return [said(item) for item in found]


@BOTH
@given(st.lists(items(), min_size=1, max_size=3))
def test_any_item_comes_back_as_it_was(write: Write, read: Read, given_items: list[Item]) -> None:
    text = write(given_items)
    assert read_back(text, read) == [said(item) for item in given_items]
    assert write(read(text, "x", Faults())) == text


@BOTH
@pytest.mark.parametrize("kind", sorted(csl.TYPES))
def test_every_type_comes_back(kind: str, write: Write, read: Read) -> None:
    item = Item("one", {"type": kind, "title": "Example", "container-title": "Whole", "number": "1", "issue": "2"})
    assert read_back(write([item]), read) == [said(item)]


@BOTH
@pytest.mark.parametrize("kind", ["article-journal", "book", "chapter", "legal_case", "report", "webpage"])
def test_every_text_comes_back_in_every_kind_of_work(kind: str, write: Write, read: Read) -> None:
    each = [Item(name, {"type": kind, name: "12 {a_b} & c"}) for name in sorted(csl.STRINGS)]
    assert read_back(write(each), read) == [said(item) for item in each]


@BOTH
def test_the_shipped_sources_come_back(write: Write, read: Read) -> None:
    base = read_base(ROOT)
    shipped = items_of(base, base.sources)
    assert len(shipped) >= 58
    own = [said(Item(item.key, item.csl, item.own)) for item in shipped]
    assert read_back(write(shipped), read) == own


@pytest.mark.parametrize("ending", [".json", ".bib"])
def test_the_shipped_sources_fill_an_empty_dossier_as_they_are(ending: str, tmp_path: Path) -> None:
    (tmp_path / "dossier.yaml").write_text("title: Example dossier\n", encoding="utf-8")
    file = tmp_path / f"all{ending}"
    count = export_file(ROOT, file)
    import_file(tmp_path, file)
    there, here = read_base(ROOT), read_base(tmp_path)
    assert len(here.sources) == count >= 58
    assert dict(here.sources) == dict(there.sources)
    again = tmp_path / f"again{ending}"
    export_file(tmp_path, again)
    assert again.read_bytes() == file.read_bytes()
    assert import_file(tmp_path, again).written == ()


def test_pandoc_reads_the_shipped_sources_alike(tmp_path: Path) -> None:
    read: dict[str, dict[str, dict[str, object]]] = {}
    for ending, form in (("json", "csljson"), ("bib", "biblatex")):
        file = tmp_path / f"all.{ending}"
        export_file(ROOT, file, audience="public")
        command = [str(require("pandoc")), "--sandbox", "--from", form, "--to", "csljson", str(file)]
        run = subprocess.run(command, capture_output=True, check=True, timeout=120)
        assert run.stderr == b""
        read[form] = {entry["id"]: entry for entry in json.loads(run.stdout)}
    assert len(read["biblatex"]) >= 58
    for name in ("title", "URL", "author", "publisher", "container-title", "number"):
        assert [(key, in_words(item.get(name))) for key, item in read["biblatex"].items()] == [
            (key, in_words(item.get(name))) for key, item in read["csljson"].items()
        ]
    for key, item in read["csljson"].items():
        issued, there = item.get("issued"), read["biblatex"][key].get("issued")
        assert isinstance(issued, dict) == isinstance(there, dict)
        assert not isinstance(issued, dict) or issued["date-parts"] == there["date-parts"]  # type: ignore[index]


def in_words(value: object) -> object:
    """Return a text without the marks that pandoc writes for braces and quotation marks."""
    if not isinstance(value, str):
        return value
    return re.sub('[’‘“”"]', "'", re.sub(r"<[^>]*>", "", value))


def test_a_date_changed_in_the_other_program_wins_over_the_exact_one() -> None:
    text = write_csl_json([Item("one", {"type": "report", "title": "T", "issued": "2021-05-XX"})])
    assert read_back(text, read_csl_json)[0][1]["issued"] == "2021-05-XX"  # type: ignore[index]
    data = json.loads(text)
    data[0]["issued"] = {"date-parts": [[2022, 1]]}
    assert read_back(json.dumps(data), read_csl_json)[0][1]["issued"] == "2022-01"  # type: ignore[index]


@pytest.mark.parametrize(
    ("date", "edtf"),
    [
        ({"date-parts": [["2018", "12", 4]]}, "2018-12-04"),
        ({"date-parts": [[2018, 12], [2019]]}, "2018-12/2019"),
        ({"date-parts": [[2018, 14]]}, "2018-22"),
        ({"date-parts": [[2018]], "season": "Winter"}, "2018-24"),
        ({"date-parts": [[2018]], "circa": 1}, "2018~"),
        ({"raw": "2018-12"}, "2018-12"),
        ({"edtf": "2018-12-XX"}, "2018-12-XX"),
        ("2018-12?", "2018-12?"),
        (2018, "2018"),
        ({"date-parts": [[-44]]}, None),
        ({"date-parts": [["c. 1990"]]}, None),
        ({"date-parts": [[2018, 2, 30]]}, None),
        ({"date-parts": [[]]}, None),
        ({"date-parts": 3}, None),
        ({"literal": "n.d."}, None),
        ([2018], None),
    ],
)
def test_every_form_of_a_date_in_csl_json(date: object, edtf: str | None) -> None:
    faults = Faults()
    entry = {"id": "a", "type": "report", "title": "T", "issued": date}
    (item,) = read_csl_json(json.dumps([entry]), "x", faults)
    assert item.csl.get("issued") == edtf
    assert [fault.code for fault in faults.all] == ([] if edtf else ["KEPT"])
    (back,) = json.loads(write_csl_json([item]))
    assert edtf or back["issued"] == date


def test_a_field_changed_in_the_other_program_wins_over_the_exact_one() -> None:
    text = write_bibtex([Item("one", {"type": "post-weblog", "title": "T", "issued": "1988-07-2X"})])
    assert "csl-type = {post-weblog}" in text
    assert "csl-issued = {1988-07-2X}" in text
    changed = text.replace("date = {1988-07}", "date = {1990}").replace("@online", "@book")
    assert read_back(changed, read_bibtex) == [("one", {"title": "T", "type": "book", "issued": "1990"}, {}, "")]


@given(st.text(max_size=200) | st.text('@book{}a,="#\\\n (){}', max_size=200))
@example("@book{a, title = {" + "{" * 100 + "}" * 100 + "}}")
@example("@")
def test_no_text_is_too_broken_for_the_bibtex_reader(text: str) -> None:
    faults = Faults()
    read_bibtex(text, "x.bib", faults)


@given(st.text(max_size=200) | st.text('[{"id":1,}] \n\\utrue', max_size=80))
@example("[" * 100_000)
@example('[{"id": "a", "title": "\\ud800"}]')
@example("NaN")
@example("[[[]]]")
def test_no_text_is_too_broken_for_the_json_reader(text: str) -> None:
    read_csl_json(text, "x.json", Faults())
