"""Every judge says no to what is wrong: one that says yes to everything would make every other test empty."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
import weasyprint

from judges import presence
from judges.chromium import chromium_page
from judges.libreoffice import libreoffice_convert, libreoffice_notes
from judges.ooxml import ooxml_faults
from judges.pandoc import pandoc_notes
from judges.poppler import pdf_page_count, pdf_pictures, pdf_structure, pdf_text
from judges.verapdf import verapdf_failures, verapdf_failures_of

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
MAIN_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"

CALL = '<w:r><w:footnoteReference w:id="{}"/></w:r>'
NOTE = (
    '<w:footnote w:id="{}"><w:p><w:r><w:footnoteRef/></w:r>'
    '<w:r><w:t xml:space="preserve"> {}</w:t></w:r></w:p></w:footnote>'
)
SEPARATORS = (
    '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    '<w:footnote w:type="continuationSeparator" w:id="0">'
    "<w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>"
)
TAGGED = "<html lang=en><title>Example report</title><h1>Example report</h1><p>One line.</p></html>"


def word_file(body: str, notes: str = "", link: str = "https://example.org/") -> bytes:
    """Return the smallest DOCX with a body, footnotes and one relationship to an outside address."""
    spaces = f'xmlns:w="{WORD}" xmlns:r="{OFFICE}"'
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{MAIN_TYPE}.document.main+xml"/>'
        f'<Override PartName="/word/footnotes.xml" ContentType="{MAIN_TYPE}.footnotes+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
        f'Type="{OFFICE}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/_rels/document.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{OFFICE}/footnotes" Target="footnotes.xml"/>'
        f'<Relationship Id="rId2" Type="{OFFICE}/hyperlink" Target="{link}" TargetMode="External"/>'
        "</Relationships>",
        "word/document.xml": f"<w:document {spaces}><w:body>{body}</w:body></w:document>",
        "word/footnotes.xml": f"<w:footnotes {spaces}>{SEPARATORS}{notes}</w:footnotes>",
    }
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return stream.getvalue()


def paragraph(text: str, runs: str = "") -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r>{runs}</w:p>"


LINKED = '<w:p><w:hyperlink r:id="rId2"><w:r><w:t>a link</w:t></w:r></w:hyperlink></w:p>'
NOTES = (NOTE.format(1, "The earlier note."), NOTE.format(2, "The later note, p. 3."))
CALLS = paragraph("One.", CALL.format(1)) + paragraph("Two.", CALL.format(2))
FALLING_CALLS = paragraph("One.", CALL.format(2)) + paragraph("Two.", CALL.format(1))
NOTED = word_file(CALLS, "".join(NOTES))


def pdf(html: str, variant: str | None = None) -> bytes:
    data = weasyprint.HTML(string=html).write_pdf(pdf_variant=variant)
    assert isinstance(data, bytes)
    return data


def test_ooxml_accepts_a_valid_document() -> None:
    assert ooxml_faults(NOTED) == []
    assert ooxml_faults(word_file(LINKED)) == []


@pytest.mark.parametrize(
    ("broken", "fault"),
    [
        pytest.param(word_file("<w:p><w:p/></w:p>"), "Schema Sch_", id="paragraph in a paragraph"),
        pytest.param(word_file(paragraph("x", CALL.format(7))), "Semantic Sem_", id="call without a note"),
        pytest.param(word_file(LINKED, link="http://[bad"), "MALFORMED-URI", id="address that is no URI"),
        pytest.param(b"PK no package", "Exception", id="no package at all"),
    ],
)
def test_ooxml_refuses_a_broken_document(broken: bytes, fault: str) -> None:
    assert any(line.startswith(fault) for line in ooxml_faults(broken))


def test_verapdf_accepts_a_tagged_pdf_and_refuses_the_others_of_one_run() -> None:
    files = {"tagged": pdf(TAGGED, "pdf/ua-1"), "untagged": pdf(TAGGED), "torn": b"%PDF-1.7 and no more"}
    failures = verapdf_failures_of(files, "ua1")
    assert list(failures) == list(files)
    assert failures["tagged"] == []
    assert {"6.2-1", "7.1-11"} <= {line.partition(":")[0] for line in failures["untagged"]}
    assert failures["torn"][0].startswith("not judged")


def test_verapdf_judges_by_the_flavour_asked_for() -> None:
    assert any(line.startswith("6.") for line in verapdf_failures(pdf(TAGGED, "pdf/ua-1"), "3a"))


@pytest.mark.filterwarnings("ignore::ResourceWarning")
def test_verapdf_wants_a_pdf_to_claim_all_that_is_promised_and_judges_it_by_that() -> None:
    failures = verapdf_failures_of({"one": pdf(TAGGED, "pdf/ua-1"), "other": pdf(TAGGED, "pdf/a-3a")})
    assert failures["one"] == ["claims no PDF/A-3A"]
    assert failures["other"] == ["claims no PDF/UA-1"]


def test_libreoffice_reads_notes_in_the_order_of_their_calls() -> None:
    assert libreoffice_notes(NOTED) == ["The earlier note.", "The later note, p. 3."]
    falling_ids = word_file(FALLING_CALLS, "".join(NOTES))
    assert libreoffice_notes(falling_ids) != ["The later note, p. 3.", "The earlier note."]
    assert libreoffice_notes(word_file(paragraph("No note."))) == []


def test_libreoffice_converts_to_pdf() -> None:
    assert "The earlier note." in pdf_text(libreoffice_convert(NOTED, "pdf"))


def test_pandoc_reads_notes_in_the_order_of_their_calls() -> None:
    falling_ids = word_file(FALLING_CALLS, "".join(NOTES))
    assert pandoc_notes(falling_ids) == ["The later note, p. 3.", "The earlier note."]
    assert pandoc_notes(word_file(paragraph("No note."))) == []


def test_poppler_reads_text_pages_and_structure() -> None:
    html = TAGGED.replace("<p>", "<p style='break-before: page'>")
    tagged = pdf(html, "pdf/ua-1")
    assert pdf_text(tagged).split() == ["Example", "report", "One", "line."]
    assert pdf_page_count(tagged) == 2
    assert "H1 (block)" in pdf_structure(tagged)
    assert pdf_structure(pdf(html)) == ""


def test_poppler_pictures_show_each_page() -> None:
    first, second = pdf_pictures(pdf("<p>x<p style='break-before: page; background: #f00'>y"), dpi=40)
    assert first.size == second.size == (331, 468)
    colours = second.convert("RGB").getcolors(maxcolors=1 << 16)
    assert colours is not None
    assert (255, 0, 0) in {colour for _, colour in colours}
    assert first.convert("L").getextrema() != (255, 255)


def test_chromium_tells_what_a_page_shows() -> None:
    page = chromium_page(
        "<!doctype html><html lang=en><title>Example</title><h1>Example report</h1>"
        "<script>document.body.append('made by a script')</script></html>"
    )
    assert page.errors == ()
    assert page.requests == ()
    assert "made by a script</body>" in page.dom
    assert page.picture.startswith(b"\x89PNG")
    assert page.accessible[:2] == (("RootWebArea", "Example"), ("heading", "Example report"))
    assert page.accessible[-1] == ("StaticText", "made by a script")


def test_chromium_reports_errors_and_requests() -> None:
    page = chromium_page(
        "<!doctype html><title>x</title><img src='missing.png' alt='A drawing'>"
        "<script>console.error('boom'); nowhere()</script>"
    )
    assert any(error.startswith("boom") for error in page.errors)
    assert any("nowhere is not defined" in error for error in page.errors)
    assert any("missing.png" in error for error in page.errors)
    assert [Path(address).name for address in page.requests] == ["missing.png"]


def test_chromium_obeys_a_content_security_policy() -> None:
    page = chromium_page(
        "<!doctype html><title>x</title>"
        "<meta http-equiv=Content-Security-Policy content=\"default-src 'none'\">"
        "<p>still</p><script>document.body.append('moved')</script>"
    )
    assert "moved</" not in page.dom
    assert any("Content Security Policy" in error for error in page.errors)


@pytest.mark.parametrize("name", sorted(set(presence.JUDGES) - {"pandoc"}))
def test_an_absent_judge_skips_and_fails_under_ci(
    name: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(presence, "JUDGES_FOLDER", tmp_path)
    monkeypatch.delenv("CI", raising=False)
    with pytest.raises(pytest.skip.Exception, match=f"{name} is not on this machine"):
        presence.require(name)
    monkeypatch.setenv("CI", "true")
    with pytest.raises(pytest.fail.Exception, match=f"{name} is not on this machine"):
        presence.require(name)


@pytest.mark.parametrize("name", sorted(presence.JUDGES))
def test_a_required_judge_is_a_file(name: str) -> None:
    assert presence.require(name).is_file()
