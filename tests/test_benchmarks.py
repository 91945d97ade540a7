"""The benchmark suite: all programs set the same words, and what a run found becomes a table, a page and a chart.

Nothing is measured here.
"""

from __future__ import annotations

import json
import re
import subprocess
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import pytest

from briefwright.build import Request, build
from briefwright.citations.pandoc import pandoc_path
from briefwright.facts.csl import to_csl_json
from briefwright.facts.gate import read_fact_base
from briefwright.faults import Faults
from suite.chart import chart, in_words
from suite.clock import Cost, in_turn, run
from suite.content import Content, change_fact, csl_items, make_content, pandoc_json, typst_source, write_dossier
from suite.machine import machine, versions
from suite.notes import notes_of
from suite.page import BEGIN, END, Run, measured, replaced, table, write_page
from suite.peers import write_peers
from suite.rows import Row, Unit, absent, amount, difference, held_to, ratio, speedup

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "benchmarks.md"
ENTRIES = 30


@pytest.fixture(scope="module", name="content")
def artificial_content() -> Content:
    """Return a small content in which some sources are cited again."""
    return make_content(ENTRIES, words=6, years=3)


@pytest.fixture(scope="module", name="page")
def web_page(content: Content, tmp_path_factory: pytest.TempPathFactory) -> str:
    """Return the web page that the program makes of the content."""
    root = write_dossier(content, tmp_path_factory.mktemp("benchmarks") / "dossier")
    build(root, Request(formats=("html",)))
    return (root / "out" / "chronology.en.html").read_text(encoding="utf-8")


# ---------------------------------------------------------------- content


def test_the_content_is_the_same_each_time_and_in_order(content: Content) -> None:
    assert make_content(ENTRIES, words=6, years=3) == content
    assert all(first.day <= then.day for first, then in pairwise(content.entries))


def test_pandoc_words_every_note_as_we_do(content: Content, page: str, tmp_path: Path) -> None:
    notes = notes_of(page)
    assert len(notes) == ENTRIES
    assert any("(n " in note for note in notes)
    peers = write_peers(content, notes, tmp_path / "peers")
    peers.docx()
    peers.docx_without_citing()
    cited, worded = (pandoc_notes(tmp_path / "peers" / name) for name in ("cited.docx", "worded.docx"))
    assert worded == list(notes)
    # pandoc begins every note with a capital: "Ibid".
    assert [note.casefold() for note in cited] == [note.casefold() for note in notes]


def pandoc_notes(path: Path) -> list[str]:
    """Return the words of the notes that pandoc reads in a file of its own."""
    answer = subprocess.run([pandoc_path(), "-t", "json", path], capture_output=True, check=True).stdout
    notes: list[str] = []

    def look(node: object) -> None:
        if isinstance(node, dict) and node.get("t") == "Note":
            notes.append(words_of(node))
        elif isinstance(node, dict | list):
            for part in node.values() if isinstance(node, dict) else node:
                look(part)

    look(json.loads(answer)["blocks"])
    return notes


def words_of(node: object) -> str:
    """Return the words of a part of pandoc's tree."""
    if isinstance(node, dict):
        return {"Str": str(node.get("c")), "Space": " "}.get(str(node.get("t")), words_of(node.get("c")))
    return "".join(map(words_of, node)) if isinstance(node, list) else ""


def test_every_peer_gets_the_entries_in_the_same_order_and_words(content: Content, page: str) -> None:
    notes = notes_of(page)
    tree, typst = json.loads(pandoc_json(content, notes)), typst_source(content, notes)
    paragraphs = [words_of(block) for block in tree["blocks"] if block["t"] == "Para"]
    for entry, note, paragraph in zip(content.entries, notes, paragraphs, strict=True):
        assert paragraph == f"{entry.day_in_words} {entry.text}{note}"
        assert f"*{entry.day_in_words}* {entry.text}#footnote[{note.replace('/', chr(92) + '/')}]" in typst
        assert entry.day_in_words in page
        assert entry.text in page


def test_pandoc_gets_the_sources_as_the_program_knows_them(content: Content, tmp_path: Path) -> None:
    faults = Faults()
    base = read_fact_base(write_dossier(content, tmp_path / "dossier"), faults)
    assert faults.all == ()
    assert [to_csl_json(source, record.csl) for source, record in base.sources.items()] == csl_items()


def test_a_changed_fact_has_other_words(content: Content, tmp_path: Path) -> None:
    root = write_dossier(content, tmp_path / "dossier", briefs=3)
    assert len(list((root / "briefs").iterdir())) == 3
    entry = content.entries[ENTRIES // 2]
    change_fact(root, entry, 7)
    base = read_fact_base(root, Faults())
    assert base.facts[entry.id].text.of("en") == "Changed words of run 7."
    assert len(base.facts) == ENTRIES


# ---------------------------------------------------------------- clock


def test_a_process_is_measured_with_what_it_starts(tmp_path: Path) -> None:
    hungry = "import subprocess, sys; subprocess.run([sys.executable, '-c', 'len(bytes(1) * 90_000_000)'])"
    cost = run(["python3", "-c", f"{hungry}; print('done')"], tmp_path)
    assert cost.said == "done\n"
    assert cost.peak > 90_000_000


def test_the_sides_take_turns() -> None:
    order: list[str] = []

    def work(name: str) -> Cost:
        order.append(name)
        return Cost(len(order))

    costs = in_turn(2, [lambda: work("a"), lambda: work("b")])
    assert "".join(order) == "ababab"
    assert costs == [[Cost(3), Cost(5)], [Cost(4), Cost(6)]]


# ---------------------------------------------------------------- rows, page and chart


def some_rows() -> list[Row]:
    """Return a row of each kind, from costs made up here."""
    ours = [Cost(1.0, 2.0), Cost(2.0, 4.0), Cost(3.0, 6.0)]
    theirs = [Cost(4.0, 4.0), Cost(4.0, 4.0), Cost(4.0, 4.0)]
    return [
        ratio(3, "PDF of some <entries>", ours, "pandoc & WeasyPrint", theirs, 0.4),
        ratio(3, "PDF of some <entries>", theirs, "Typst", ours, 7.0),
        absent(3, "PDF of some <entries>", ours, "pandoc, LuaLaTeX", 0.8),
        difference(5, "Nothing to do", ours, "Python", [Cost(0.95), Cost(1.95), Cost(2.95)], 0.1),
        speedup(7, "Letters", [0.1, 0.1], "one job", [0.2, 0.15], 1.8),
        amount(0, "Memory", [120.0, 190.0], Unit.MEGABYTES, 180),
    ]


def test_a_row_is_the_median_of_its_pairs_and_says_whether_it_is_held() -> None:
    rows = some_rows()
    assert [row.held for row in rows] == [False, True, None, True, False, False]
    assert (rows[0].value, rows[0].spread, rows[0].processor, rows[0].runs) == (0.5, (0.25, 0.75), 1.0, 3)
    assert rows[3].value == pytest.approx(0.05)
    assert rows[4].value == pytest.approx(1.75)
    assert rows[5].value == 190.0
    assert [held_to(row) for row in (rows[0], rows[4], rows[5])] == ["≤ 0.40 ×", "≥ 1.80 ×", "≤ 180 MB"]


def test_the_table_has_every_row_and_invents_nothing() -> None:
    lines = table(some_rows()).splitlines()
    assert len({line.count("|") for line in lines}) == 1
    assert "| 3 | PDF of some <entries> | 2.00 s | pandoc, LuaLaTeX | not installed |  | ≤ 0.80 ×" in lines[4]
    assert lines[-1].startswith("|  | Memory | 190 MB |")


def test_the_page_keeps_its_words_and_says_how_much_faster_typst_is(tmp_path: Path) -> None:
    page = tmp_path / "benchmarks.md"
    page.write_text(PAGE.read_text(encoding="utf-8"), encoding="utf-8")
    done = Run(tuple(some_rows()), "a machine of this test", {"Typst": "0"}, "2026-01-02", 90.0)
    for _ in range(2):
        write_page(page, done)
    written = page.read_text(encoding="utf-8")
    assert measured(done) in written
    assert "**Typst is faster.** It sets the same words as a PDF in 2.00 s, briefwright in 4.00 s:" in written
    between = re.compile(re.escape(BEGIN) + r".*" + re.escape(END), re.DOTALL)
    assert between.sub("", written) == between.sub("", PAGE.read_text(encoding="utf-8"))


def test_a_page_without_its_marks_is_not_written() -> None:
    for broken in ("no marks", f"{END} {BEGIN}", f"{BEGIN} {BEGIN} {END}"):
        with pytest.raises(ValueError, match="once each"):
            replaced(broken, "figures")


def test_the_chart_says_in_words_what_it_shows() -> None:
    rows = some_rows()
    root = ElementTree.fromstring(chart(rows))  # noqa: S314 - our own text
    svg = "{http://www.w3.org/2000/svg}"
    assert root.get("role") == "img"
    described = root.findtext(f"{svg}desc") or ""
    drawn = [row for row in rows if row.unit is Unit.RATIO and row.value is not None]
    assert described == " ".join(map(in_words, drawn))
    assert in_words(drawn[0]).endswith(": 0.50 times as long as pandoc & WeasyPrint; held to at most 0.40.")
    bars = [bar for bar in root.iter(f"{svg}rect") if bar.get("class") in {"held", "lost"}]
    assert [bar.get("class") for bar in bars] == ["lost", "held", "lost"]
    assert len([line for line in root.iter(f"{svg}line") if line.get("class") == "goal"]) == len(drawn)
    assert "prefers-color-scheme: dark" in chart(rows)


def test_the_machine_and_the_versions_are_told() -> None:
    assert machine(2).startswith("2 of ")
    assert set(versions()) == {"briefwright", "pandoc", "WeasyPrint", "Typst", "LuaLaTeX", "PyYAML"}
    assert re.fullmatch(r"[\d.]+", versions()["pandoc"])
