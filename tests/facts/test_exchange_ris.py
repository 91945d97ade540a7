"""RIS: what an entry becomes, and where each broken thing stands."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from briefwright.facts.exchange.reading import read_items
from briefwright.facts.exchange.ris import read_ris
from briefwright.faults import Faults


def read(text: str) -> list[dict[str, Any]]:
    """Return the CSL items of a text, after making sure that it has no fault."""
    faults = Faults()
    items = read_ris(text, "x.ris", faults)
    assert [str(fault) for fault in faults.all] == []
    return [dict(item.csl) for item in items]


def test_a_report() -> None:
    text = """TY  - RPRT
TI  - Example report: on
  two lines
AU  - Example, Ann
A1  - Example Institute
PY  - 2020/09/03/
PB  - Example House
CY  - Geneva
IS  - A/1
SP  - 12
EP  - 14
KW  - one
KW  - two
UR  - https://example.org/a
UR  - https://example.org/b
DO  - 10.1000/x
SN  - 978-3-16-148410-0
C1  - private
N1  - First line.
Second line.
ID  - Ex:2020
ER  -
"""
    assert read(text) == [
        {
            "type": "report",
            "author": [{"family": "Example", "given": "Ann"}, {"literal": "Example Institute"}],
            "issued": "2020-09-03",
            "title": "Example report: on two lines",
            "publisher": "Example House",
            "publisher-place": "Geneva",
            "DOI": "10.1000/x",
            "page": "12-14",
            "number": "A/1",
            "keyword": "one, two",
            "ISBN": "978-3-16-148410-0",
            "URL": "https://example.org/a",
            "note": "First line.\nSecond line.\nris.C1: private\nris.UR: https://example.org/b",
        }
    ]


def test_an_article_in_a_journal_and_a_series_of_books() -> None:
    article, book = read(
        "TY  - JOUR\nT1  - A\nT2  - Journal\nVL  - 3\nIS  - 2\nY1  - 2018///Spring\nSN  - 1234-5678\nER  - \n\n"
        "TY  - BOOK\nTI  - B\nT2  - Series\nDA  - 2018/12/04\nPY  - 2018\nER  - \n"
    )
    assert article == {
        "type": "article-journal", "title": "A", "container-title": "Journal", "volume": "3", "issue": "2",
        "issued": "2018-21", "ISSN": "1234-5678",
    }  # fmt: skip
    assert book == {"type": "book", "title": "B", "collection-title": "Series", "issued": "2018-12-04"}


BROKEN = {
    "an unknown type": (
        "TY  - REPORT\nER  - \n",
        ["x.ris:1:7: RIS 'REPORT' is no type of RIS (did you mean 'RPRT'?)"],
    ),
    "a tag before the first entry": (
        "AU  - Ann\nTY  - BOOK\nER  - \n",
        ["x.ris:1:1: RIS 'AU' outside of an entry: each starts with a line 'TY  - '"],
    ),
    "words before the first entry": (
        "Provider: Example\nTY  - BOOK\nER  - \n",
        ["x.ris:1:1: RIS expected a line 'TY  - ' that starts an entry, found 'Provider: Example'"],
    ),
    "an entry that does not end": (
        "TY  - BOOK\nTI  - A\nTY  - BOOK\nTI  - B\n",
        [
            "x.ris:1:1: RIS this entry has no line 'ER  - ' at its end: the next starts in line 3",
            "x.ris:3:1: RIS this entry has no line 'ER  - ' at its end: the file ends",
        ],
    ),
}


@pytest.mark.parametrize(("text", "expected"), BROKEN.values(), ids=BROKEN)
def test_every_broken_thing_is_named_with_its_place(text: str, expected: list[str]) -> None:
    faults = Faults()
    read_ris(text, "x.ris", faults)
    assert [str(fault) for fault in faults.all] == expected


def test_a_date_that_is_none_is_kept_and_told() -> None:
    faults = Faults()
    (item,) = read_ris("TY  - BOOK\nTI  - A\nPY  - in press\nER  - \n", "x.ris", faults)
    assert item.csl["note"] == "ris.PY: in press"
    assert [str(fault) for fault in faults.all] == [
        "x.ris:3:7: KEPT warning: 'PY  - in press' is no date that EDTF can say: it is kept in the note"
    ]


@pytest.mark.parametrize("ending", [".ris", ".bib", ".json"])
def test_another_charset_is_named_with_the_byte_the_place_and_the_remedy(ending: str, tmp_path: Path) -> None:
    file = tmp_path / f"x{ending}"
    file.write_bytes("TY  - BOOK\nTI  - Été — ".encode() + "déjà".encode("latin-1") + b"\nER  - \n")
    faults = Faults()
    assert read_items(file, faults) == ()
    assert [str(fault) for fault in faults.all] == [
        f"{file}:2:14: ENCODING byte 0xe9 is not UTF-8: export the file as UTF-8, or convert it: "
        f"iconv -f WINDOWS-1252 -t UTF-8 'x{ending}' > 'utf-8{ending}'"
    ]


def test_a_file_with_a_byte_order_mark_and_line_ends_of_windows(tmp_path: Path) -> None:
    file = tmp_path / "x.RIS"
    file.write_bytes(b"\xef\xbb\xbfTY  - BOOK\r\nTI  - A\r\nER  - \r\n")
    faults = Faults()
    assert [dict(item.csl) for item in read_items(file, faults)] == [{"type": "book", "title": "A"}]
    assert faults.all == ()
