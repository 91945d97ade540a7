"""The evidence annex: every statement of a brief with its sources, as a document and as data."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from briefwright.build import Request, build, check
from briefwright.build.dossier import read_dossier
from briefwright.build.making import make_documents
from briefwright.build.translating import extract
from briefwright.document.nodes import Note
from briefwright.document.walk import query
from briefwright.evidence.annex import evidence_of
from briefwright.faults import Faults
from briefwright.layout.annex import AnnexView, ExhibitView, StatementView
from evidence.annexed import ADDRESS, ANNEX, ANNEXED, MAIN, RECORDS, SHA256, SOURCES
from judges.ooxml import ooxml_faults
from judges.verapdf import verapdf_failures
from reading import Reading
from reading.docx_reading import read_docx
from reading.html_reading import read_html
from reading.pdf_reading import read_pdf

ROOT = Path(__file__).resolve().parents[2]
SCHEMA = json.loads((ROOT / "docs/schemas/evidence.schema.json").read_text(encoding="utf-8"))

MakeDossier = Callable[[Mapping[str, str]], Path]
Json = dict[str, Any]


def built(folder: Path, request: Request | None = None) -> Path:
    """Build a dossier and return its output folder."""
    build(folder, request or Request(formats=("html",)))
    return folder / "out"


def evidence(out: Path, name: str = "main.en") -> Json:
    """Return the evidence beside a document."""
    data: Json = json.loads((out / f"{name}.evidence.json").read_text(encoding="utf-8"))
    return data


def annex(out: Path, name: str = "proof.en") -> Reading:
    """Return what a reader of an annex reads."""
    return read_html((out / f"{name}.html").read_text(encoding="utf-8"))


def faults(folder: Path) -> list[str]:
    """Return code and message of each error of a dossier."""
    return [f"{fault.code} {fault.message}" for fault in check(folder, Request()) if fault.severity == "error"]


# ------------------------------------------------------------------- data


def test_the_evidence_is_what_was_read(make_dossier: MakeDossier, golden: Callable[[str, str], None]) -> None:
    out = built(make_dossier(ANNEXED))
    golden("evidence/main.en.evidence.json", (out / "main.en.evidence.json").read_text(encoding="utf-8"))


def test_the_schema_is_one_and_the_evidence_is_of_it(make_dossier: MakeDossier) -> None:
    Draft202012Validator.check_schema(SCHEMA)
    out = built(make_dossier(ANNEXED))
    for path in sorted(out.glob("*.evidence.json")):
        errors = Draft202012Validator(SCHEMA).iter_errors(json.loads(path.read_text(encoding="utf-8")))
        assert [f"{error.json_path}: {error.message}" for error in errors] == []
    assert evidence(out)["schema"] == SCHEMA["$id"]
    assert evidence(out, "proof.en")["annex_to"] == "main"


def test_the_schema_refuses_what_is_not_of_it(make_dossier: MakeDossier) -> None:
    data = evidence(built(make_dossier(ANNEXED)))
    data["statements"][0]["status"] = "certain"
    del data["sources"][0]["nature"]
    data["sources"][0]["archive"]["sha256"] = SHA256.upper()
    assert len(list(Draft202012Validator(SCHEMA).iter_errors(data))) == 3


@pytest.mark.parametrize("where", ["example", "shipped"])
def test_the_citations_of_the_statements_are_those_of_the_notes(where: str, make_dossier: MakeDossier) -> None:
    """No note is left out, none is counted wrongly, and none leans on anything else."""
    folder = make_dossier(ANNEXED) if where == "example" else ROOT
    dossier = read_dossier(folder, Faults())
    for made in make_documents(dossier, Request(), Faults()):
        cited: dict[int, set[str]] = {}
        for statement in evidence_of(made.selection, made.draft, dossier.base)["statements"]:
            for citation in statement["citations"]:
                for note in citation["notes"]:
                    cited.setdefault(note, set()).add(citation["source"])
        assert cited == {note.number: set(note.sources) for note in query(made.document, Note)}


def test_a_statement_printed_twice_is_one_with_all_its_notes(make_dossier: MakeDossier) -> None:
    sent = evidence(built(make_dossier(ANNEXED)))["statements"][0]
    assert (sent["id"], sent["text"], sent["notes"]) == ("letter-sent", "The example letter was sent.", [1, 4])
    assert sent["citations"][0] == {
        "source": "report",
        "locator": "p. 12",
        "quote": "The letter was sent",
        "notes": [1, 4],
    }


def test_the_authors_own_words_are_a_statement_up_to_their_note(make_dossier: MakeDossier) -> None:
    statements = evidence(built(make_dossier(ANNEXED)))["statements"]
    own = [statement for statement in statements if statement["kind"] == "words"]
    assert [(one["text"], one["id"], one["notes"]) for one in own] == [("It was long.", None, [2])]


def test_the_note_on_a_date_is_one_of_the_fact(make_dossier: MakeDossier) -> None:
    statements = evidence(built(make_dossier(ANNEXED)))["statements"]
    (missing,) = [one for one in statements if one["id"] == "answer-missing"]
    assert missing["notes"] == [5, 6]
    assert missing["date"] == "2020-11-02"
    assert [(other["value"], other["mistaken"]) for other in missing["other_dates"]] == [
        ("2020-11-01", "The wire counts from the day before.")
    ]


def test_each_value_of_a_number_is_read_with_its_label(make_dossier: MakeDossier) -> None:
    data = evidence(built(make_dossier(ANNEXED)))
    printed = [(one["text"], one["id"]) for one in data["statements"] if one["kind"] == "figure"]
    assert printed == [
        ("Letters sent: 3, the Example Bureau", "letters-sent"),
        ("Letters sent: more than 4, the Example Bureau", "letters-sent"),
    ]
    assert [value["value"] for value in data["figures"][0]["values"]] == [3, 4]


def test_particulars_are_read_with_what_heads_their_row() -> None:
    dossier = read_dossier(ROOT, Faults())
    (made,) = make_documents(dossier, Request(briefs=("un-appeal",), languages=("en",)), Faults())
    texts = [one["text"] for one in evidence_of(made.selection, made.draft, dossier.base)["statements"]]
    assert "Sent: 3 September 2020" in texts
    assert (
        "Nils Melzer: Special Rapporteur on torture and other cruel, inhuman or degrading treatment or punishment"
        in (texts)
    )


def test_the_same_dossier_gives_the_same_bytes(make_dossier: MakeDossier) -> None:
    folder = make_dossier(ANNEXED)
    first = (built(folder) / "main.en.evidence.json").read_bytes()
    build(folder, Request(out=folder / "again", formats=("html",)))
    assert (folder / "again/main.en.evidence.json").read_bytes() == first


def test_the_manifest_has_a_line_for_it(make_dossier: MakeDossier) -> None:
    out = built(make_dossier(ANNEXED))
    files = json.loads((out / "manifest.json").read_text(encoding="utf-8"))["files"]
    (row,) = [row for row in files if row["file"] == "main.en.evidence.json"]
    assert (row["format"], row["pages"], row["brief"]) == ("evidence.json", None, "main")


# --------------------------------------------------------------- audiences


def test_what_the_audience_may_not_see_is_not_in_it(make_dossier: MakeDossier) -> None:
    out = built(make_dossier(ANNEXED))
    for name in ("main.en.evidence.json", "proof.en.evidence.json", "proof.en.html"):
        text = (out / name).read_text(encoding="utf-8")
        assert "secretletter" not in text
        assert '"letter"' not in text
    assert [value["value"] for value in evidence(out)["figures"][0]["values"]] == [3, 4]


def test_two_papers_that_repeat_a_hidden_source_are_still_one(make_dossier: MakeDossier) -> None:
    """Who they repeat is not told; that they are not independent is."""
    data = evidence(built(make_dossier(ANNEXED)))
    sources = {source["id"]: source for source in data["sources"]}
    assert sources["paper"]["derived_from"] == []
    assert sources["paper"]["independence_group"] == sources["gazette"]["independence_group"]
    assert sources["wire"]["independence_group"] == sources["report"]["independence_group"]
    assert sources["wire"]["independence_group"] != sources["paper"]["independence_group"]


def test_an_annex_for_more_eyes_documents_the_brief_as_it_was_published(make_dossier: MakeDossier) -> None:
    files = {**ANNEXED, "briefs/proof.yaml": ANNEX + "audience: internal\n"}
    out = built(make_dossier(files))
    assert "more than 4, the Example Bureau" in annex(out).words
    assert "5, the Example Bureau" not in annex(out).words


# ------------------------------------------------------------- the document


@pytest.mark.parametrize(
    ("language", "statement", "place"),
    [("fr", "Letters sent [en anglais] : 3", "p. 12"), ("zh", "Letters sent［英语］：3", "第12页")],
)
def test_label_and_place_are_worded_as_the_language_of_the_annex_does(
    language: str, statement: str, place: str, make_dossier: MakeDossier
) -> None:
    """The data beside it keep one form for programs."""
    briefs = {
        name: f"languages: [{language}]\n{ANNEXED[name]}" for name in ("briefs/main.yaml", "briefs/proof.yaml")
    }
    folder = make_dossier({**ANNEXED, **briefs})
    extract(folder, [language])
    out = built(folder)
    read = annex(out, f"proof.{language}")
    assert statement in read.words
    assert place in read.words
    texts = [one["text"] for one in evidence(out, f"main.{language}")["statements"]]
    assert any(": 3" in text for text in texts)


def test_every_statement_of_the_brief_stands_in_the_annex_with_a_note(make_dossier: MakeDossier) -> None:
    out = built(make_dossier(ANNEXED))
    read, statements = annex(out), evidence(out)["statements"]
    for statement in statements:
        assert f"{statement['text']}⟦{statement['number']}⟧" in read.words
    assert len(read.notes) == len(statements)


def test_a_row_says_whose_word_it_is_how_it_is_graded_and_what_it_quotes(make_dossier: MakeDossier) -> None:
    words = annex(built(make_dossier(ANNEXED))).words
    assert "Established; date: 3 September 2020; information graded 2, probably true" in words
    assert "Source 1, p. 12: “The letter was sent” 1, 4 1, p. 12 2, para. 3" in words
    assert "Alleged by the Example Bureau; date: 2 November 2020; as of December 2020" in words
    assert "Words of the Example Bureau" in words


def test_a_note_of_the_annex_says_all_that_the_notes_of_the_brief_say(make_dossier: MakeDossier) -> None:
    note = annex(built(make_dossier(ANNEXED))).notes[3]
    assert "Mistakenly 1 November 2020: Doe (n 1) (The wire counts from the day before)." in note
    assert "It is the later report." in note


def test_a_source_stands_there_with_all_that_makes_it_evidence(make_dossier: MakeDossier) -> None:
    words = annex(built(make_dossier(ANNEXED))).words
    assert (
        "Nature Non-governmental organisation Reliability B, usually reliable "
        f"Independence Independent; repeated by source 2 Archived at {ADDRESS} File archive/example-report.txt "
        f"SHA-256 {SHA256} Captured 9 December 2020 Custodian Example Custodian "
        "Statements 1, 2, 4, 5 Notes in the brief 1, 2, 4, 6, 7"
    ) in words
    assert "Independence Not independent: repeats source 1 Archived copy None given" in words
    assert "Independence Not independent: goes back to the same origin as source" in words
    assert "Sources 4, of which 2 are independent of each other" in words
    assert "Archived copies 1 of 4" in words


def test_the_scales_are_explained_where_something_is_graded(make_dossier: MakeDossier) -> None:
    assert "F, reliability cannot be judged" in annex(built(make_dossier(ANNEXED))).words
    ungraded = {
        "facts/sources.yaml": SOURCES.replace("    reliability: B\n", ""),
        "facts/records.yaml": RECORDS.replace("    credibility: 2\n", ""),
    }
    words = annex(built(make_dossier({**ANNEXED, **ungraded}))).words
    assert "Admiralty" not in words
    assert "Reliability Not graded" in words


def test_the_three_formats_agree_and_the_judges_find_nothing(make_dossier: MakeDossier) -> None:
    out = built(make_dossier(ANNEXED), Request(briefs=("proof",)))
    word, pdf = (out / "proof.en.docx").read_bytes(), (out / "proof.en.pdf").read_bytes()
    assert read_docx(word) == annex(out)
    assert read_pdf(pdf) == annex(out)
    assert SHA256 in read_pdf(pdf).words
    assert ooxml_faults(word) == []
    assert verapdf_failures(pdf) == []


def test_an_annex_is_built_without_the_brief_that_it_documents(make_dossier: MakeDossier) -> None:
    out = built(make_dossier(ANNEXED), Request(briefs=("proof",), formats=("html",)))
    assert sorted(path.name for path in out.glob("*.html")) == ["proof.en.html"]


# ------------------------------------------------------------------ faults


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        (
            {"briefs/proof.yaml": ANNEX.replace("annex_to: main", "annex_to: mian")},
            "UNKNOWN-BRIEF no brief 'mian' (did you mean 'main'?)",
        ),
        (
            {"briefs/proof.yaml": ANNEX.replace("annex_to: main", "annex_to: proof")},
            "ANNEX 'proof' is an annex itself: name the brief whose statements this one documents",
        ),
        (
            {"briefs/main.yaml": MAIN + "audience: internal\n"},
            "ANNEX the brief 'main' is for 'internal', its annex for 'public', who may not see all of it: "
            "write audience: internal",
        ),
        (
            {"briefs/main.yaml": MAIN + "languages: [en-GB]\n"},
            "ANNEX the brief 'main' is not made in 'en', as its annex is",
        ),
        (
            {"briefs/proof.yaml": ANNEX.replace("annex_to: main\n", "")},
            "BRIEF-NEEDS the layout 'evidence-annex' needs 'annex_to': the name of the brief whose statements it "
            "documents",
        ),
        (
            {"briefs/main.yaml": MAIN.replace("letter-sent", "leter-sent")},
            "UNKNOWN-ID no fact 'leter-sent' (did you mean 'letter-sent'?)",
        ),
    ],
    ids=["no brief", "itself", "audience", "language", "nothing to document", "faults of the brief"],
)
def test_what_an_annex_cannot_be_made_of_is_one_fault(
    changed: dict[str, str], expected: str, make_dossier: MakeDossier
) -> None:
    assert faults(make_dossier({**ANNEXED, **changed})) == [expected]


# -------------------------------------------------------------------- docs


def test_everything_of_an_annex_is_described() -> None:
    page = (ROOT / "docs/layouts.md").read_text(encoding="utf-8")
    described = re.findall(r"`([^`]+)`", page.partition("**An annex** has")[2].partition("\n## ")[0])
    properties = [name for name, value in vars(AnnexView).items() if isinstance(value, property)]
    inside = [field.name for view in (StatementView, ExhibitView) for field in fields(view)]
    assert len(properties) > 6
    assert [name for name in (*properties, *inside) if name not in described] == []


def test_the_file_is_described() -> None:
    page = (ROOT / "docs/evidence.md").read_text(encoding="utf-8")
    keys = {
        key
        for part in (SCHEMA, SCHEMA["$defs"]["statement"], SCHEMA["$defs"]["source"])
        for key in part["properties"]
    }
    assert [key for key in sorted(keys) if f"`{key}`" not in page] == []
