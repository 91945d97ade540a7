"""BibTeX and BibLaTeX: what an entry becomes, and where each broken thing stands."""

from __future__ import annotations

from typing import Any

import pytest

from briefwright.facts.exchange.bib_names import read_names, write_names
from briefwright.facts.exchange.bib_read import read_bibtex
from briefwright.facts.exchange.bib_write import write_bibtex
from briefwright.facts.exchange.latex import from_latex, to_latex
from briefwright.faults import Faults

ANN = {"family": "Example", "given": "Ann"}


def read(text: str) -> dict[str, dict[str, Any]]:
    """Return the CSL items of a text by key, after making sure that it has no fault."""
    faults = Faults()
    items = read_bibtex(text, "x.bib", faults)
    assert [str(fault) for fault in faults.all] == []
    return {item.key: dict(item.csl) for item in items}


def faults_of(text: str) -> list[str]:
    """Return what is wrong with a text, a line a fault."""
    faults = Faults()
    read_bibtex(text, "x.bib", faults)
    return [str(fault) for fault in faults.all]


@pytest.mark.parametrize(
    ("latex", "text"),
    [
        (r"{\'e}t\'e, \'{e}t{\'{e}}", "été, été"),
        (r"G{\"o}del and G\"odel", "Gödel and Gödel"),
        (r"\v{s}{\v S}\c{c}\u g\.I\H{o}\~n\=a\d{s}\k{a}\r{u}", "šŠçğİőñāṣąů"),
        (r"\'{\i}\'\i, {\o}re, \ss{}, \l{}\'od\'z, \aa", "íí, øre, ß, łódź, å"),
        (
            r"The {UN} \& the {Human Rights} Council",
            'The <span class="nocase">UN</span> & the <span class="nocase">Human Rights</span> Council',
        ),
        (
            r"\emph{a} {\em b} \textbf{c} 2\textsuperscript{nd} \textsc{d}",
            '<i>a</i> <i>b</i> <b>c</b> 2<sup>nd</sup> <span style="font-variant:small-caps;">d</span>',
        ),
        (r"``Blood''---pp.~3--5, 100\%, \$1, a\_b \# \{x\}", "“Blood”—pp.\u00a03–5, 100%, $1, a_b # {x}"),
        (r"$\alpha$ and $x^2$ and \unknown{kept} \too", r"α and $x^2$ and \unknown{kept} \too"),
        ("گزارش دربارهٔ «کشتار ۱۳۶۷»", "گزارش دربارهٔ «کشتار ۱۳۶۷»"),
    ],
)
def test_latex_becomes_text(latex: str, text: str) -> None:
    assert from_latex(latex, case=True) == text
    assert from_latex(to_latex(text), case=True) == text


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Ann Example", [ANN]),
        ("Example, Ann and Bob C. Other", [ANN, {"family": "Other", "given": "Bob C."}]),
        ("Ludwig van der Berg", [{"non-dropping-particle": "van der", "family": "Berg", "given": "Ludwig"}]),
        (
            "van der Berg, Jr, Ludwig",
            [{"non-dropping-particle": "van der", "family": "Berg", "given": "Ludwig", "suffix": "Jr"}],
        ),
        ("{de Example}, Alfred", [{"family": "de Example", "given": "Alfred"}]),
        (
            "{Office of the Example and Us} and {UN}",
            [{"literal": "Office of the Example and Us"}, {"literal": "UN"}],
        ),
        ("Example", [{"family": "Example"}]),
        (r"{\'E}xample, Zo{\"e} AND others", [{"family": "Éxample", "given": "Zoë"}, {"literal": "others"}]),
        ("given=Ann, prefix=de, family=Example", [{**ANN, "non-dropping-particle": "de"}]),
        ("رضایی, مریم", [{"family": "رضایی", "given": "مریم"}]),
    ],
)
def test_names(text: str, names: list[dict[str, str]]) -> None:
    assert read_names(text) == names
    assert read_names(write_names(names)) == names


def test_an_entry_of_classic_bibtex() -> None:
    items = read(r"""
        Anything between entries is a comment, ann@example.org too.
        @string{ hrw = "Example Watch" }
        @preamble{"\newcommand{\x}{y}"}
        @Comment{ @book{hidden, title={No}} }
        @TECHREPORT{Ex:2020,
          author = {{Example Institute} and M{\"u}ller, J\"urgen},
          title = "The {UN} " # {and} # " others", institution = hrw # " Press",
          year = 2020, month = sep # "~3", pages = {12--14}, number = {A/1},
          doi = {https://doi.org/10.1000/x_1}, keywords = {a, b},
          url = {https://example.org/a\_b?c=1\%20}, file = {:a.pdf:PDF}, note = {Seen in a copy}
        }""")
    assert items == {
        "Ex:2020": {
            "type": "report",
            "author": [{"literal": "Example Institute"}, {"family": "Müller", "given": "Jürgen"}],
            "title": 'The <span class="nocase">UN</span> and others',
            "publisher": "Example Watch Press",
            "issued": "2020-09-03",
            "page": "12-14",
            "number": "A/1",
            "DOI": "10.1000/x_1",
            "keyword": "a, b",
            "URL": "https://example.org/a_b?c=1%20",
            "note": "Seen in a copy\ntex.entrytype: techreport\ntex.file: :a.pdf:PDF",
        }
    }


@pytest.mark.parametrize(
    ("fields", "issued"),
    [
        ("date = {2020-09-03}", "2020-09-03"),
        ("date = {2020-12/2021-02-01}", "2020-12/2021-02-01"),
        ("date = {1988/..}, year = {1990}", "1988/.."),
        ("date = {2018~}", "2018~"),
        ("year = {2020}, month = {12}", "2020-12"),
        ("year = 2020, month = dec, day = 4", "2020-12-04"),
        ('year = "2020", month = "4 " # dec', "2020-12-04"),
        ("year = {2020}, month = {September}", "2020-09"),
        ("year = {1988}, month = {Summer}", "1988-22"),
    ],
)
def test_dates(fields: str, issued: str) -> None:
    assert read(f"@misc{{a, title = {{T}}, {fields}}}")["a"]["issued"] == issued


def test_a_date_that_is_none_is_kept_and_told() -> None:
    faults = Faults()
    (item,) = read_bibtex("@book{a, title={T}, year={forthcoming},\n urldate={soon}}", "x.bib", faults)
    assert item.csl["note"] == "tex.urldate: soon\ntex.year: forthcoming"
    assert [str(fault) for fault in faults.all] == [
        "x.bib:1:26: KEPT warning: 'year = forthcoming' is no date that EDTF can say: it is kept in the note",
        "x.bib:2:10: KEPT warning: 'urldate = soon' is no date that EDTF can say: it is kept in the note",
    ]
    written = write_bibtex([item])
    assert "year = {forthcoming}" in written
    assert "urldate = {soon}" in written


def test_a_chapter_takes_from_its_book_what_it_lacks() -> None:
    items = read("""
        @incollection{part, crossref = {whole}, title = {Part}, author = {Ann Example}, pages = {1}}
        @collection{whole, title = {Whole}, subtitle = {And More}, editor = {Bob Example}, date = {1990},
          xdata = {house}}
        @xdata{house, publisher = {Example House}, location = {Geneva}}""")
    assert list(items) == ["part", "whole"]
    assert items["part"] == {
        "type": "chapter",
        "title": "Part",
        "author": [{"family": "Example", "given": "Ann"}],
        "page": "1",
        "container-title": "Whole: And More",
        "editor": [{"family": "Example", "given": "Bob"}],
        "issued": "1990",
        "publisher": "Example House",
        "publisher-place": "Geneva",
        "note": "tex.crossref: whole",
    }
    assert items["whole"]["publisher"] == "Example House"


def test_an_old_entry_for_a_web_page() -> None:
    items = read(
        r"@misc{a, title={{The Whole Title}}, howpublished = {\url{https://example.org/x}}, langid = {french}}"
    )
    assert items["a"] == {
        "type": "document",
        "title": "The Whole Title",
        "URL": "https://example.org/x",
        "language": "fr",
    }


OPEN = "the { that opens here, or one behind it, is not closed"
BROKEN = {
    "a value is not closed": (
        "@book{a,\n title = {A {B c},\n year = 2020\n}\n\n@book{b,\n title={ok}\n}\n",
        [f"x.bib:2:10: BIBTEX {OPEN} before the next entry, in line 6"],
    ),
    "the file ends in a value": (
        "@book{a, title={x",
        [f"x.bib:1:16: BIBTEX {OPEN}"],
    ),
    "the file ends in an entry": (
        "@book{a, title={x},",
        [f"x.bib:1:6: BIBTEX {OPEN}"],
    ),
    "a brace too many in a value": (
        "@book{a,\n title = {A} B} c},\n}\n",
        ["x.bib:2:14: BIBTEX expected ',' or '}' after the value of 'title', found 'B} c},'"],
    ),
    "a brace too many behind an entry": (
        "@book{a,\n title = {A}\n}}\n",
        ["x.bib:3:2: BIBTEX a closing brace too many: one in the entry above closes a brace that is not its own"],
    ),
    "a quoted value with a stray brace": (
        '@book{a, title="abc}"}',
        ["x.bib:1:20: BIBTEX a closing brace without its opening one"],
    ),
    "no comma": (
        "@book{a,\n title = {A}\n year = 2020\n}",
        ["x.bib:3:2: BIBTEX expected ',' or '}' after the value of 'title', found 'year = 2020'"],
    ),
    "no key": (
        "@book{, title={x}}",
        ["x.bib:1:7: BIBTEX expected the key of the entry, as in @book{key, …}, found ', title={x}}'"],
    ),
    "an unknown entry type": (
        "@misc{m, title={M}}\n@artcle{a, title={x}}",
        ["x.bib:2:2: BIBTEX '@artcle' is no entry type (did you mean 'article'?)"],
    ),
    "an undefined @string": (
        '@string{hrw="x"}\n@book{a, title={x}, month=jam, publisher=hrv}',
        [
            "x.bib:2:27: BIBTEX no @string 'jam' (did you mean 'jan'?): define it above, or put the text in braces",
            "x.bib:2:42: BIBTEX no @string 'hrv' (did you mean 'hrw'?): define it above, or put the text in braces",
        ],
    ),
    "a field twice": (
        "@book{a, title={x},\n title={y}}",
        ["x.bib:2:2: DUPLICATE-KEY 'title' is given twice in 'a', first in line 1: keep one"],
    ),
    "no such crossref": (
        "@inbook{a, title={x}, crossref={boook}}\n@book{book, title={y}}",
        ["x.bib:1:32: BIBTEX no entry 'boook' in this file (did you mean 'book'?)"],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), BROKEN.values(), ids=BROKEN)
def test_every_broken_thing_is_named_with_its_place(text: str, expected: list[str]) -> None:
    assert faults_of(text) == expected


def test_all_faults_of_a_file_are_told_at_once() -> None:
    assert len(faults_of("@bok{a, title={x}}\n@book{b, title={x}\n@book{c, title x}\n@book{d, title={x}}}\n")) == 4


def test_entries_that_name_each_other_in_a_circle_end() -> None:
    assert set(read("@book{a, title={A}, crossref={b}}\n@book{b, title={B}, crossref={a}}")) == {"a", "b"}
