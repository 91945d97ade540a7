"""The open letter: its parts in order, its address where a window shows it, and the mirror image of it."""

from __future__ import annotations

import io
import re
import subprocess
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from briefwright.build import Request, build, check
from briefwright.faults import FaultsFound
from facts.example import EXAMPLE
from judges.libreoffice import libreoffice_convert
from judges.ooxml import ooxml_faults
from judges.presence import require
from judges.verapdf import verapdf_failures
from reading.docx_reading import read_docx
from reading.html_reading import read_html
from reading.pdf_reading import read_pdf

MakeDossier = Callable[[Mapping[str, str]], Path]

MILLIMETRES = 25.4 / 72
# DIN 5008, form B: where the lines of an address begin, how many millimetres they may take, and how wide they are.
ADDRESS_TOP, ADDRESS_HEIGHT, WINDOW_WIDTH = 62.7, 27.3, 80

APPEAL = """\
appeals:
  example-appeal:
    kind: open-letter
    title: Example appeal
    issued_by: ann
    addressed_to: [ann]
    cite: [example-news]
    demands:
      - {id: stop, text: Stop at once., cite: [example-news]}
      - {id: tell, text: Tell everybody., cite: ["example-report, p. 2"]}
"""
LETTER = """\
layout: open-letter
title: Example subject
addressees: addressees/list.yaml
date: 2020-11-20
formats: [docx, pdf, html]
appeal: example-appeal
select: {facts: [first-fact]}
letter:
  sender: Example Institute, Example Street 7, 1200 Exampleton
  place: Exampleton
  reference: EX 7/2020
  signatories:
    - {person: ann, capacity: Author}
    - {name: Example Signatory}
prose:
  introduction: |
    We write about this.[@example-news]
  demands: |
    This was asked:
  request: |
    We ask for an answer.
  ending: |
    We thank you.
  enclosures: |
    Example enclosure
"""
LIST = """\
addressees:
  mission:
    name: Permanent Mission of Exampleland to the Example Office and other international organizations in Exampleton
    salutation: Excellency,
    address: [Example Street 1, 1200 Exampleton]
  plain: {name: Example Society}
"""
FILES = {
    **{name: text for name, text in EXAMPLE.items() if not name.startswith("briefs/")},
    "facts/appeal.yaml": APPEAL,
    "briefs/letter.yaml": LETTER,
    "addressees/list.yaml": LIST,
}
# The same words in any script: what is tested is where they stand.
PERSIAN = {
    **FILES,
    "dossier.yaml": "title: Example dossier\nlanguage: fa\n",
    "addressees/list.yaml": "addressees:\n  mission: {name: نمایندگی دائمی نمونه, address: [خیابان نمونه, ژنو]}\n",
    "briefs/letter.yaml": LETTER.replace("title: Example subject", "title: موضوع نمونه"),
}


def made(make: MakeDossier, files: Mapping[str, str], name: str) -> dict[str, bytes]:
    """Return the files of one letter by format."""
    dossier = make(files)
    build(dossier, Request())
    return {form: (dossier / f"out/letter/{name}.{form}").read_bytes() for form in ("docx", "pdf", "html")}


@pytest.fixture
def letter(make_dossier: MakeDossier) -> dict[str, bytes]:
    """Return a letter to a mission in each format."""
    return made(make_dossier, FILES, "mission.en")


def places(pdf: bytes) -> list[tuple[str, float, float, float, float]]:
    """Return the words of the first page with the millimetres of their left, top, right and bottom edges."""
    run = subprocess.run(
        [require("pdftotext"), "-bbox", "-l", "1", "-", "-"], input=pdf, capture_output=True, check=True
    )
    box = re.compile(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">([^<]*)<')
    return [
        (found[5], *(float(found[edge]) * MILLIMETRES for edge in (1, 2, 3, 4)))  # type: ignore[misc]
        for found in box.finditer(run.stdout.decode())
    ]


def in_window(pdf: bytes) -> list[tuple[str, float, float, float, float]]:
    """Return the words that stand within the height of an address, with their edges."""
    return [word for word in places(pdf) if ADDRESS_TOP - 1 <= word[2] < ADDRESS_TOP + ADDRESS_HEIGHT]


def test_its_parts_stand_in_the_order_of_a_letter(
    letter: dict[str, bytes], golden: Callable[[str, str], None]
) -> None:
    reading = read_docx(letter["docx"])
    notes = "\n".join(f"{number}. {note}" for number, note in enumerate(reading.notes, 1))
    golden("layout/open-letter.txt", reading.words + "\n\n" + notes + "\n")


def test_word_pdf_and_web_page_hold_the_same_letter(letter: dict[str, bytes]) -> None:
    word = read_docx(letter["docx"])
    assert read_html(letter["html"].decode()) == word
    printed = read_pdf(letter["pdf"])
    assert (printed.words, printed.notes) == (word.words, word.notes)


def test_no_judge_finds_anything(letter: dict[str, bytes]) -> None:
    assert ooxml_faults(letter["docx"]) == []
    assert verapdf_failures(letter["pdf"]) == []


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_the_address_stands_in_the_window_of_an_envelope(make_dossier: MakeDossier, paper: str) -> None:
    listed = LIST.replace("salutation", f"paper: {paper}\n    salutation")
    files = made(make_dossier, {**FILES, "addressees/list.yaml": listed}, "mission.en")
    for pdf in (files["pdf"], libreoffice_convert(files["docx"], "pdf")):
        words = in_window(pdf)
        assert " ".join(word[0] for word in words) == (
            "Permanent Mission of Exampleland to the Example Office and other international organizations in "
            "Exampleton Example Street 1 1200 Exampleton"
        )
        assert min(word[2] for word in words) == pytest.approx(ADDRESS_TOP, abs=0.5)
        assert max(word[4] for word in words) < ADDRESS_TOP + ADDRESS_HEIGHT
        left = min(word[1] for word in words)
        assert left > 25
        assert max(word[3] for word in words) < left + WINDOW_WIDTH


def test_from_right_to_left_the_address_stands_at_the_right(make_dossier: MakeDossier) -> None:
    files = made(make_dossier, PERSIAN, "mission.fa")
    assert ooxml_faults(files["docx"]) == []
    assert verapdf_failures(files["pdf"]) == []
    for pdf in (files["pdf"], libreoffice_convert(files["docx"], "pdf")):
        words = in_window(pdf)
        assert max(word[3] for word in words) == pytest.approx(180, abs=3)
        assert min(word[1] for word in words) > 180 - WINDOW_WIDTH


def test_word_has_styles_of_its_own_for_the_parts_of_a_letter(letter: dict[str, bytes]) -> None:
    with zipfile.ZipFile(io.BytesIO(letter["docx"])) as package:
        document = package.read("word/document.xml").decode()
    used = re.findall(r'<w:pStyle w:val="(\w+)"/>', document)
    parts = [
        "LetterSender",
        "EnvelopeAddress",
        "Date",
        "SubjectLine",
        "Salutation",
        "Closing",
        "Signature",
        "Signature",
    ]
    assert [style for style in used if style in parts] == parts
    assert '<w:trHeight w:val="1548" w:hRule="atLeast"/>' in document


def test_what_an_addressee_lacks_the_letter_or_the_layout_has(make_dossier: MakeDossier) -> None:
    words = read_docx(made(make_dossier, FILES, "plain.en")["docx"]).words
    assert "Dear Sir or Madam," in words
    assert "Yours faithfully," in words
    own = LETTER.replace("  place:", "  salutation: Dear friends,\n  closing: With regards,\n  place:")
    words = read_docx(made(make_dossier, {**FILES, "briefs/letter.yaml": own}, "plain.en")["docx"]).words
    assert "Dear friends," in words
    assert "With regards," in words


def test_a_letter_to_everybody_has_no_address(make_dossier: MakeDossier) -> None:
    dossier = make_dossier(
        {**FILES, "briefs/letter.yaml": LETTER.replace("addressees: addressees/list.yaml\n", "")}
    )
    build(dossier, Request())
    page = (dossier / "out/letter.en.html").read_text(encoding="utf-8")
    assert 'class="address"' not in page
    assert "Dear Sir or Madam," in page


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (("date: 2020-11-20\n", ""), "briefs/letter.yaml:1:1: BRIEF-NEEDS the layout 'open-letter' needs 'date'"),
        (("  place: Exampleton\n", ""), "briefs/letter.yaml:9:3: MISSING-KEY 'place' is missing"),
        (
            ("person: ann", "person: amn"),
            "briefs/letter.yaml:13:16: UNKNOWN-ID no person 'amn' (did you mean 'ann'?)",
        ),
        (("{person: ann, ", "{"), "briefs/letter.yaml:13:7: SIGNATORY one who signs is one of"),
        (("  introduction: |\n    We write about this.[@example-news]\n", ""), "BRIEF-NEEDS"),
    ],
)
def test_what_a_letter_needs(make_dossier: MakeDossier, change: tuple[str, str], fault: str) -> None:
    made_of = {**FILES, "briefs/letter.yaml": LETTER.replace(*change)}
    found = [str(one) for one in check(make_dossier(made_of), Request())]
    assert [line for line in found if fault in line], found


def test_nobody_signs_who_is_hidden_from_the_audience(make_dossier: MakeDossier) -> None:
    people = "people:\n  ann: {name: Ann Hidden, visibility: internal}\n"
    with pytest.raises(FaultsFound) as found:
        build(make_dossier({**FILES, "facts/people.yaml": people}), Request())
    assert "AUDIENCE" in {fault.code for fault in found.value.faults}
