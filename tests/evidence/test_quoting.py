"""Quotations are found in the archived copies of their sources, or the nearest passage is shown."""

from __future__ import annotations

import hashlib
import time
from pathlib import Path

import pytest

from briefwright.build import Request, check
from briefwright.evidence.kinds import NotReadable
from briefwright.evidence.pdf_file import PdfReader
from evidence.archived import dossier, faults_of, locked, looked_for, pdf_of, quoting

PLAIN = (
    "The committee said that the authorities “must not conceal” the long-\n"
    "term fate of the imprison-\nment victims. Whose re-sign was noted? The example ended there."
)
PAGE = """<!DOCTYPE html><html><head><meta charset="{charset}"><title>Hidden title</title>
<style>p {{ content: "styled words" }}</style></head><body><script>var x = "scripted words";</script>
<h1>Example heading</h1><p>Caf<b>é</b> num<i>ber</i> one.<p>The next&nbsp;paragraph<br>goes on.</p></body></html>"""
NOT_THERE = "QUOTATION these words are not in the archived copy of 'example-report'"


@pytest.mark.parametrize(
    "words",
    [
        "must not conceal",
        'the authorities "must not conceal" the long-term fate',
        "the authorities ‘must not conceal’ the longterm fate",
        "fate of the imprisonment victims",
        "the imprison- ment victims. Whose re-sign",
        "[the] authorities … victims",
        "[T]he authorities",
        "[A]uthorities [...] ended",
        "authorities (…) noted",
        "[They] must not conceal the victims".replace(" the victims", '" the […] victims'),
        "that the authorit[y]",
        "The committee said [in short] that",
    ],
)
def test_what_stands_there_is_found(tmp_path: Path, words: str) -> None:
    assert looked_for(tmp_path, PLAIN.encode(), "copy.txt", words) == []


@pytest.mark.parametrize(
    ("words", "nearest"),
    [
        ("the authorities “can not conceal” the", "“the authorities >>'must<< not conceal' the” (here “'can”)"),
        ("The Committee said that the", "“The >>committee<< said that the” (here “Committee”)"),
        ("Whose resign was noted?", "“Whose >>re-sign<< was noted?” (here “resign”)"),
        ("Whose re-sign was not noted?", "“Whose re-sign was >><< noted?” (here “not”)"),
        ("the example ended there", "“>>The<< example ended >>there.<<” (here “the”, “there”)"),
        ("the authorities must conceal", "“the authorities >>'must not conceal'<<” (here “must conceal”)"),
    ],
)
def test_what_does_not_stand_there_is_shown_with_the_nearest_passage(
    tmp_path: Path, words: str, nearest: str
) -> None:
    (fault,) = looked_for(tmp_path, PLAIN.encode(), "copy.txt", words)
    assert fault == f"facts/facts.yaml:5:11: {NOT_THERE}; the nearest passage: {nearest}"


@pytest.mark.parametrize(
    "words", ["he committee", "The committee sai", "The example ended the", "Nothing like this"]
)
def test_a_part_of_a_word_and_words_that_are_nowhere_are_not_found(tmp_path: Path, words: str) -> None:
    (fault,) = looked_for(tmp_path, PLAIN.encode(), "copy.txt", words)
    assert fault.startswith(f"facts/facts.yaml:5:11: {NOT_THERE}")


def test_an_omission_keeps_the_order_and_is_bounded(tmp_path: Path) -> None:
    far = f"The first words. {'Others. ' * 1000}The last words."
    order, distance = looked_for(tmp_path, far.encode(), "copy.txt", "Others. … first words", "first … last words")
    assert order.endswith(
        ": its parts are there, but not in this order, too far apart for an omission, or too short to tell"
    )
    assert distance.endswith(order.partition(": its")[2])


def test_a_quotation_of_marks_alone_is_no_quotation(tmp_path: Path) -> None:
    (fault,) = looked_for(tmp_path, PLAIN.encode(), "copy.txt", "[…] …")
    assert fault.endswith("the quotation holds no words")


def test_every_quote_of_a_citation_is_looked_for(tmp_path: Path) -> None:
    facts = (
        "facts:\n  first:\n    text: It happened.\n    status: established\n"
        "    cite: [{source: example-report, at: p. 1, quote: must not conceal}]\n"
        "  second:\n    text: It happened too.\n    status: established\n"
        "    cite: [{source: example-report, at: p. 1, quote: may conceal}]\n"
    )
    (fault,) = faults_of(dossier(tmp_path, PLAIN.encode(), "copy.txt", facts))
    assert fault.startswith(f"facts/facts.yaml:9:54: {NOT_THERE}; the nearest passage: ")


def test_a_source_in_another_language_must_have_the_official_translation(tmp_path: Path) -> None:
    facts = quoting("Les mots de départ").replace("language: en", "language: fr") + (
        "    translations: {{en: {{text: must not conceal, by: {by}}}}}\n"
    )
    root = dossier(tmp_path, PLAIN.encode(), "copy.txt", facts.format(by="official"))
    sources = root / "facts" / "sources.yaml"
    sources.write_text(sources.read_text(encoding="utf-8").replace("nature:", "language: en\n    nature:"), "utf-8")
    assert faults_of(root) == []
    (root / "facts" / "facts.yaml").write_text(facts.format(by="ours"), encoding="utf-8")
    assert len(faults_of(root)) == 1


@pytest.mark.parametrize("charset", ["utf-8", "windows-1252", "iso-8859-1"])
@pytest.mark.parametrize("name", ["page.html", "page.txt", "page"])
def test_a_web_page_is_read_as_its_readers_see_it(tmp_path: Path, charset: str, name: str) -> None:
    data = PAGE.format(charset=charset).encode(charset)
    words = ("Example heading Café number one. The next paragraph goes on.",)
    assert looked_for(tmp_path, data, name, *words) == []
    assert len(looked_for(tmp_path, data, name, "Hidden title", "styled words", "scripted words")) == 3


def test_a_page_in_utf_16_is_read_by_its_byte_order_mark(tmp_path: Path) -> None:
    data = PAGE.format(charset="utf-16").encode("utf-16")
    assert looked_for(tmp_path, data, "page.html", "Café number one.") == []


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        ("Une é".encode("latin-1"), "byte 5 is not UTF-8, and a text file does not say what else it is"),
        (b'<html><meta charset="utf-7"><p>Words', "it declares the encoding 'utf-7', which web pages do not have"),
    ],
)
def test_an_encoding_that_nobody_knows_is_a_fault(tmp_path: Path, data: bytes, reason: str) -> None:
    assert looked_for(tmp_path, data, "copy.txt", "Words", "More words") == [
        "facts/sources.yaml:7:21: ARCHIVE-UNREADABLE 'copy.txt' cannot be searched for the 2 quotations from it: "
        + reason
    ]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"WARC/1.1\r\nWARC-Type: response\r\n\r\nWords", "it is neither a text, a web page nor a PDF"),
        (b"From: a\r\nMIME-Version: 1.0\r\n\r\nWords", "it is neither a text, a web page nor a PDF"),
        (b"PK\x03\x04Words", "it is neither a text, a web page nor a PDF"),
        (b"<html><body></body></html>", "it holds no text"),
    ],
)
def test_what_has_no_text_to_search_is_a_warning(tmp_path: Path, data: bytes, reason: str) -> None:
    assert looked_for(tmp_path, data, "copy", "Words") == [
        "facts/sources.yaml:7:21: ARCHIVE-NO-TEXT warning: 'copy' cannot be searched for the quotation from it: "
        + reason
    ]


def test_persian_is_read_with_its_joiners_and_letters(tmp_path: Path) -> None:
    text = "او گفت که می\u200cرود و «کتاب» را می\u200cآورد."
    assert looked_for(tmp_path, text.encode(), "copy.txt", 'می\u200cرود و "کتاب" را') == []
    assert (
        len(looked_for(tmp_path, text.encode(), "copy.txt", "می رود و", "مي\u200cرود و", "می\u200cرود و «كتاب»"))
        == 3
    )
    assert looked_for(tmp_path, "\ufee3\ufef4\ufeae".encode(), "copy.txt", "مير") == []


def test_chinese_is_read_over_line_ends(tmp_path: Path) -> None:
    assert looked_for(tmp_path, "人权\n状况值得注意".encode(), "copy.txt", "人权状况") == []


# --------------------------------------------------------------------- PDF


@pytest.fixture(scope="module", name="pdf")
def example_pdf() -> bytes:
    body = "".join(
        f"<p>Paragraph {number} says that internationalisation of the representatives goes on and on, first "
        f"efficient affluent words and no end<span>See report {number}.</span> of paragraph {number}.</p>"
        for number in range(1, 60)
    )
    style = (
        "@page{size:A5;margin:2cm;@top-center{content:'Example report A/1'}@bottom-center{content:counter(page)}"
        "@footnote{border-top:1px solid}} body{hyphens:auto;font:12pt 'Liberation Serif'} span{float:footnote}"
        "span::footnote-marker{content:counter(footnote) ' '} span::footnote-call{content:none}"
    )
    return pdf_of(f"<html lang=en><style>{style}</style>{body}</html>")


def test_a_pdf_is_read_over_line_and_page_ends(tmp_path: Path, pdf: bytes) -> None:
    words = [
        f"Paragraph {number} says that internationalisation of the representatives goes on and on, first efficient "
        f"affluent words and no end of paragraph {number}."
        for number in range(1, 60)
    ]
    assert looked_for(tmp_path, pdf, "copy.pdf", *words, "Example report A/1", "See report 7.") == []
    (fault,) = looked_for(tmp_path, pdf, "copy.pdf", words[4].replace("goes on", "went on"))
    assert "goes" in fault


@pytest.mark.parametrize("kept", [0.3, 0.7, 0.99])
def test_a_truncated_pdf_is_a_fault(tmp_path: Path, pdf: bytes, kept: float) -> None:
    (fault,) = looked_for(tmp_path, pdf[: int(len(pdf) * kept)], "copy.pdf", "Paragraph 1 says")
    assert fault == (
        "facts/sources.yaml:7:21: ARCHIVE-UNREADABLE 'copy.pdf' cannot be searched for the quotation from it: "
        "it is cut off: a PDF ends with %%EOF"
    )


@pytest.mark.parametrize("cut", range(2, 8))
def test_a_pdf_without_its_last_bytes_is_a_fault(pdf: bytes, cut: int) -> None:
    with PdfReader() as reader, pytest.raises(NotReadable, match="cut off"):
        reader.pages(pdf.rstrip()[:-cut])


def test_a_linearized_pdf_that_is_too_short_is_a_fault() -> None:
    data = b"%PDF-1.5\n1 0 obj\n<</Linearized 1/L 5000/H [1 2]>>\nendobj\n%%EOF"
    with PdfReader() as reader, pytest.raises(NotReadable, match="it says that it has 5,000 bytes"):
        reader.pages(data)


def test_other_pdfs_that_cannot_be_read_are_named(tmp_path: Path, pdf: bytes) -> None:
    with PdfReader() as reader:
        for data, reason, damaged in (
            (locked(pdf), "it is locked with a password", True),
            (b"%PDF-1.7\nnothing of the kind\n%%EOF\n", "it is not readable as PDF", True),
            (pdf_of("<html><body></body></html>"), "its pages are pictures without text", False),
        ):
            with pytest.raises(NotReadable, match=reason) as refused:
                reader.pages(data)
            assert refused.value.damaged is damaged
        assert "Paragraph 1 says" in reader.pages(pdf)[0]


def test_a_pdf_that_takes_too_long_is_given_up_and_the_next_is_read(pdf: bytes) -> None:
    with PdfReader(seconds=0.001) as reader:
        with pytest.raises(NotReadable, match="too much time"):
            reader.pages(pdf)
        reader._seconds = 60
        assert reader.pages(pdf)


# ------------------------------------------------------------------ the file


def test_an_altered_file_is_a_fault_and_is_not_searched(tmp_path: Path) -> None:
    root = dossier(tmp_path, PLAIN.encode(), "copy.txt", quoting("nowhere at all"), sha256="0" * 64)
    (fault,) = faults_of(root)
    assert fault.startswith("facts/sources.yaml:7:41: ARCHIVE-ALTERED 'copy.txt' is not what was archived")
    assert hashlib.sha256(PLAIN.encode()).hexdigest() in fault


def test_a_missing_hash_is_asked_for_with_its_value(tmp_path: Path) -> None:
    root = dossier(tmp_path, PLAIN.encode(), "copy.txt", quoting("must not conceal"), sha256=None)
    digest = hashlib.sha256(PLAIN.encode()).hexdigest()
    assert faults_of(root) == [
        "facts/sources.yaml:7:21: ARCHIVE-UNHASHED 'copy.txt' has no sha256 beside it: add sha256: " + digest
    ]


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ("gone.txt", "no file 'gone.txt' in the dossier"),
        ("facts", "no file 'facts' in the dossier"),
        ("../outside.txt", "'../outside.txt' leads out of the dossier"),
        ("facts/../copy.txt", "'facts/../copy.txt' leads out of the dossier"),
        ("/etc/hostname", "'/etc/hostname' leads out of the dossier"),
        ("link.txt", "'link.txt' leads out of the dossier"),
        ("folder/outside.txt", "'folder/outside.txt' leads out of the dossier"),
        ("n" * 300, "cannot be read: File name too long"),
    ],
)
def test_a_file_that_is_missing_or_elsewhere_is_a_fault(tmp_path: Path, said: str, message: str) -> None:
    root = tmp_path / "dossier"
    root.mkdir()
    (tmp_path / "outside.txt").write_text(PLAIN, encoding="utf-8")
    (root / "link.txt").symlink_to(tmp_path / "outside.txt")
    (root / "folder").symlink_to(tmp_path)
    (fault,) = faults_of(dossier(root, PLAIN.encode(), "copy.txt", quoting("must"), said=said))
    assert fault.startswith("facts/sources.yaml:7:21: ARCHIVE-FILE ")
    assert message in fault


def test_a_file_that_is_too_large_is_not_searched(tmp_path: Path) -> None:
    root = dossier(tmp_path, b"", "copy.txt", quoting("must"), sha256=None)
    with (root / "copy.txt").open("wb") as file:
        file.truncate(100_000_001)
    assert [fault.split()[1] for fault in faults_of(root)] == ["ARCHIVE-UNHASHED", "ARCHIVE-UNREADABLE"]


def test_the_check_of_a_dossier_looks_for_its_quotations(tmp_path: Path) -> None:
    root = dossier(tmp_path, PLAIN.encode(), "copy.txt", quoting("may conceal"))
    assert [fault.place.path for fault in check(root, Request()) if fault.code == "QUOTATION"] == [
        "facts/facts.yaml"
    ]


def test_a_hostile_page_and_quotation_take_no_time(tmp_path: Path) -> None:
    deep = b"<html>" + b"<div>" * 20_000 + b"Words of a page." + b"<a " * 20_000
    quotations = ["a … " * 400 + "b", "[a] " * 400, "[A]a " * 200, "a" * 5_000]
    start = time.perf_counter()
    looked_for(tmp_path, deep, "page.html", *quotations)
    looked_for(tmp_path, b"a " * 100_000, "copy.txt", *quotations)
    assert time.perf_counter() - start < 20
