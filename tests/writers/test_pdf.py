"""The PDF writer: what it prints, and that it refuses everything else."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pikepdf
import pytest

from briefwright.document.nodes import Heading, Note, Paragraph, Section, Text, Time
from briefwright.document.walk import query
from briefwright.faults import MachineLacks
from briefwright.writers.html import write_html
from briefwright.writers.pdf import Limits, PdfRefused, write_pdf
from briefwright.writers.pdf.problems import (
    Logged,
    MissingGlyph,
    NoteMisplaced,
    NoteTooTall,
    OffPage,
    OutOfBounds,
    Problem,
    Reached,
    SeeThrough,
    WordsLost,
)
from judges.poppler import pdf_structure, pdf_text
from judges.verapdf import verapdf_failures_of
from reading.html_reading import read_html
from reading.pdf_reading import read_pdf
from writers.printed import noted, print_form, printed_sample, small, styled, with_note
from writers.sample import sample_document

NESTED = "<!DOCTYPE html><html lang=en><title>x</title><style>div{display:flex}</style><body>" + "<div>" * 14 + "x"


def problems_of(html: str, limits: Limits | None = None) -> tuple[Problem, ...]:
    with pytest.raises(PdfRefused) as refused:
        write_pdf(html, limits=limits or Limits())
    return refused.value.problems


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_a_person_reads_the_same_in_the_pdf_as_on_the_web_page(paper: str) -> None:
    printed = printed_sample("Letter" if paper == "Letter" else "A4")
    assert read_pdf(printed.data) == read_html(write_html(sample_document(), css=""))


def test_the_sample_and_its_variants_keep_pdf_ua_and_pdf_a() -> None:
    heading = Heading(2, (Text("Noted"), noted("In a heading.")), "noted")
    files = {
        "A4": printed_sample().data,
        "Letter": printed_sample("Letter").data,
        "noted heading": write_pdf(print_form(small(Section((heading, Paragraph((Text("x"),))))))).data,
        "bare": write_pdf(print_form(small())).data,
    }
    assert verapdf_failures_of(files) == {name: [] for name in files}


def test_the_same_page_gives_the_same_bytes() -> None:
    again = write_pdf(print_form(sample_document()))
    assert again == printed_sample()


def test_a_pdf_says_what_it_is_and_nothing_of_the_machine() -> None:
    with pikepdf.open(io.BytesIO(printed_sample().data)) as pdf:
        said = {str(key): str(value) for key, value in pdf.docinfo.items()}
        language = str(pdf.Root.Lang)
        described = pdf.Root.Metadata.read_bytes()
    assert said == {
        "/Title": "The missing of the Northern District",
        "/Author": "Example Committee",
        "/Subject": "Summary of an appeal to Example State",
    }
    assert b"The missing of the Northern District" in described
    assert b"Producer" not in described
    assert language == "en"


def test_bookmarks_are_the_headings_without_their_notes() -> None:
    section = Section((Heading(2, (Text("Part"), noted("N")), "part"), Heading(3, (Text("Detail"),), "detail")))
    printed = write_pdf(print_form(small(section)))
    with pikepdf.open(io.BytesIO(printed.data)) as pdf, pdf.open_outline() as outline:
        (title,) = outline.root
        assert [title.title, title.children[0].title, title.children[0].children[0].title] == [
            "Small",
            "Part",
            "Detail",
        ]


def test_call_and_note_are_links_that_can_be_hit_and_say_where_they_lead() -> None:
    notes = len(list(query(sample_document(), Note)))
    with pikepdf.open(io.BytesIO(printed_sample().data)) as pdf:
        links = [link for page in pdf.pages for link in page.get("/Annots", [])]
        goals = {str(link.Dest): str(link.Contents) for link in links if "/Dest" in link}
        sides = [[float(side) for side in link.Rect] for link in links]
    for number in range(1, notes + 1):
        assert goals[f"note-{number}"] == f"Note {number}"
        assert goals[f"call-{number}"] == f"Back to note {number} in the text"
    assert min(abs(bottom - top) for _, bottom, _, top in sides) > 5
    assert min(right - left for left, _, right, _ in sides) > 2


def test_pages_are_numbered_and_carry_the_running_title_after_the_first() -> None:
    printed = printed_sample()
    pages = pdf_text(printed.data).split("\f")[: printed.pages]
    running = "Example State: the missing of the Northern District"
    assert [f"Page {n} of {printed.pages}" in page for n, page in enumerate(pages, 1)] == [True] * printed.pages
    assert [running in page for page in pages] == [False] + [True] * (printed.pages - 1)


def test_the_head_of_a_table_repeats_on_paper_only() -> None:
    printed = printed_sample().data
    structure = pdf_structure(printed)
    assert pdf_text(printed).count("What is known") == 3
    assert structure.count('"What is known"') == 1
    heads_and_rows = (1 + 60) + (1 + 4)
    particulars = 4
    assert len(re.findall(r"^ *TR\b", structure, re.MULTILINE)) == heads_and_rows + particulars


def test_the_rule_above_the_notes_does_not_part_the_paragraphs() -> None:
    paragraphs = [Paragraph((Text("words " * 30), noted("Note.", number))) for number in range(1, 31)]
    printed = write_pdf(print_form(small(*paragraphs)))
    assert printed.pages <= 4


def test_a_call_never_stands_alone_on_a_line() -> None:
    for width in range(30, 60, 3):
        lines = pdf_text(printed_call(width), layout=True).splitlines()
        assert not [line for line in lines if line.strip() == "1" and lines.index(line) < len(lines) // 3]


def test_a_date_of_many_lines_does_not_reach_into_the_next_entry_of_a_chronology() -> None:
    date = Time("2020", (Text(f"First {'then ' * 20}last."),))
    entries = [Paragraph((date, Text(" What happened.")), role="entry") for _ in range(3)]
    printed = write_pdf(print_form(small(*entries)))
    words = pdf_text(printed.data, layout=True).split()
    assert [word for word in words if word in ("First", "last.")] == ["First", "last."] * 3


def printed_call(width: int) -> bytes:
    page = small(Paragraph((Text("Some words that end in a full stop."), noted("A note."), Text(" More."))))
    return write_pdf(print_form(replace(page, css=f"main p {{ width: {width}mm }}"))).data


def test_a_note_taller_than_a_page_is_refused_by_its_number() -> None:
    found = problems_of(print_form(with_note(3, "word and more " * 1500)))
    assert NoteTooTall(3) in found
    assert "note 3 is taller than a page" in NoteTooTall(3).message


def test_a_long_note_that_fits_is_printed_whole() -> None:
    words = "word and more " * 300
    printed = write_pdf(print_form(with_note(3, words)))
    assert read_pdf(printed.data).notes[2] == words.strip()


def test_a_character_without_glyph_is_named_with_the_fonts_asked_for() -> None:
    found = problems_of(print_form(small(Paragraph((Text("a\U00030000b"),)))))
    (missing,) = found
    assert isinstance(missing, MissingGlyph)
    assert (missing.char, missing.families[0], missing.around) == ("\U00030000", "Caladea", "a\U00030000b")
    assert "U+30000 CJK UNIFIED IDEOGRAPH-30000) in “a\U00030000b”" in missing.message


def test_a_font_that_is_not_installed_is_named() -> None:
    with pytest.raises(MachineLacks, match="the font “Nonesuch”"):
        write_pdf(styled("h2 { font-family: Nonesuch, Carlito }"))


@pytest.mark.parametrize(
    ("css", "problem"),
    [
        ("main > section { display: grid }", NoteMisplaced),
        (".entry { position: absolute }", NoteMisplaced),
        (".lead { display: none }", WordsLost),
        (".lead { visibility: hidden }", WordsLost),
        (".lead { margin-left: -40cm }", OffPage),
        (".lead { height: 0; overflow: hidden }", OffPage),
        (".lead { opacity: 0.5 }", SeeThrough),
        (".lead { frobnicate: 1 }", Logged),
        ("body { background: url(https://example.org/x.png) }", Reached),
        ("body { background: url(file:///etc/hostname) }", Reached),
    ],
)
def test_a_style_that_spoils_the_document_is_refused(css: str, problem: type[Problem]) -> None:
    found = problems_of(styled(css))
    assert problem in {type(one) for one in found}
    assert all(one.message for one in found)


def test_a_page_that_reaches_out_is_refused_even_where_the_refusal_is_swallowed() -> None:
    image = (
        '<svg xmlns="http://www.w3.org/2000/svg"><title>x</title><image href="https://example.org/a.png"/></svg>'
    )
    page = f"<!DOCTYPE html><html lang=en><title>x</title><body>{image}"
    assert Reached("https://example.org/a.png") in problems_of(page)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="limits on processor and memory need fork")
@pytest.mark.parametrize(
    ("page", "limits", "what"),
    [
        (NESTED, Limits(processor_seconds=2), "time"),
        (NESTED, Limits(wall_seconds=2), "time"),
        (
            "<!DOCTYPE html><html lang=en><title>x</title><style>div{display:grid}p{grid-column:9999999}</style>"
            "<div><p>x</p></div>",
            Limits(memory_bytes=500 * 1024**2),
            "memory",
        ),
        ("<!DOCTYPE html><html lang=en><title>x</title><body>" + "<div>" * 400, Limits(), "depth"),
    ],
)
def test_a_layout_that_eats_the_machine_is_ended(page: str, limits: Limits, what: str) -> None:
    assert problems_of(page, limits) == (OutOfBounds(what),)
    assert write_pdf(print_form(small())).pages == 1


def test_threads_print_at_the_same_time() -> None:
    pages = [print_form(small(Paragraph((Text(word),)))) for word in ("one", "two", "three")]
    with ThreadPoolExecutor(2) as pool:
        printed = list(pool.map(write_pdf, pages))
    assert [pdf_text(pdf.data).split()[1] for pdf in printed] == ["one", "two", "three"]


def test_a_press_that_was_warmed_up_takes_the_next_job() -> None:
    """One process starts, however often it is asked for, and it prints."""
    code = (
        "from briefwright.writers.pdf import press, warm_up, write_pdf\n"
        "warm_up()\nwarm_up()\n[started] = press._idle\n"
        "pdf = write_pdf('<!DOCTYPE html><html lang=en><title>x</title><body>x')\n"
        "assert pdf.pages == 1\nassert press._idle == [started] and started.alive\n"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (run.returncode, run.stderr) == (0, "")


def test_weasyprint_is_never_loaded_in_the_caller() -> None:
    code = (
        "import sys\nfrom briefwright.writers.pdf import write_pdf\n"
        "pdf = write_pdf('<!DOCTYPE html><html lang=en><title>x</title><body>x')\n"
        "assert pdf.pages == 1\nassert 'weasyprint' not in sys.modules\n"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (run.returncode, run.stderr) == (0, "")
