"""The last look at finished files: what is planted in them is found, and common words are no alarm."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pikepdf
import pytest

from briefwright.build import Request, build
from briefwright.evidence.canary import Canary, canary_for
from briefwright.evidence.lexicon import Phrases, words_of
from briefwright.facts.audience import visible_base
from briefwright.faults import FaultsFound
from facts.example import EXAMPLE, read_base

MakeDossier = Callable[[Mapping[str, str]], Path]

SECRETS = """\
sources:
  diary:
    type: document
    title: The diary that was handed over
    URL: https://secret.example.org/diary
    number: EX 12/345/2020
    nature: testimony
    visibility: internal
  leaflet: {type: document, title: A leaflet of four words, nature: ngo}
people:
  jane-doe: {name: Jane Doe, aliases: [Hope, Al], name_in: {fa: ژاله نمونه, zh: 王小明}, visibility: internal}
  ruth: {name: Ruth Hope-Example}
organisations:
  safe-house: {name: Example Safe House, visibility: partners}
facts:
  follow-up-note:
    text: She was seen at the gate. She left the town by the early bus on Monday.
    status: established
    remark: Not known.
    tags: [well-known]
    visibility: internal
    cite: ["diary, p. 17", {source: example-news, quote: seen by several people there}]
  said: {text: A leaflet of four words was found., status: established, cite: [leaflet]}
figures:
  toll: {label: People seen, visibility: internal, values: [{value: 30000, cite: [diary]}]}
"""


@pytest.fixture
def canary(make_dossier: MakeDossier) -> Canary:
    base = read_base(make_dossier({**EXAMPLE, "facts/secrets.yaml": SECRETS}))
    return canary_for(base, visible_base(base, "public"), "public")


def alarms(canary: Canary, name: str, data: bytes) -> set[str]:
    """Return where what is found in a file is written in the base."""
    return {str(fault.place) for fault in canary.faults_in_files({name: data})}


# ------------------------------------------------------------- planted

PLANTS = {
    "Jane Doe": True,
    "JANE\n  DOE": True,
    "Jáne Doe’s letter": True,
    "Jane <b>D</b>oe": True,
    "Jane&#160;Doe": True,
    "Jane<sup>1</sup>": False,
    "with Jane Doe<a>1</a>": True,
    "jane-doe": True,
    "fact-jane-doe-2": True,
    "#src-jane-doe": True,
    "Hope": False,
    "ژاله‌ نمونه": True,
    "ژاله نمونهٔ": True,
    "昨天王小明来了": True,
    "王小": False,
    "example safe house": True,
    "Safe House": False,
    "The diary that was handed over": True,
    "She was seen at the gate. She left the town by the early bus on Monday.": True,
    "then she left the town by the early bus on Monday, they said": True,
    "Not known.": False,
    "seen by several people there": True,
    "https://secret.example.org/diary": True,
    "symbol EX 12/345/2020": True,
    "a follow-up-note": True,
    "a follow-up": False,
    "well-known": False,
    "30,000 people": False,
    "p. 17": False,
    "A leaflet of four words": False,
    "People seen": False,
}


@pytest.mark.parametrize("words", PLANTS)
def test_words_in_a_page_are_found_if_they_give_something_away(words: str, canary: Canary) -> None:
    page = f"<html><body><p>Before {words} after.</p></body></html>"
    assert bool(alarms(canary, "one.en.html", page.encode())) == PLANTS[words]


def test_a_name_that_is_one_word_is_looked_for_as_it_is_written(make_dossier: MakeDossier) -> None:
    people = "people:\n  w: {name: Grace, aliases: [Ann, Al], visibility: internal}\n"
    base = read_base(make_dossier({**EXAMPLE, "facts/more.yaml": people}))
    canary = canary_for(base, visible_base(base, "public"), "public")
    found = {
        words: bool(alarms(canary, "a.html", words.encode()))
        for words in ("by grace", "Grace", "GRACE", "Ann", "Al")
    }
    assert found == {"by grace": False, "Grace": True, "GRACE": True, "Ann": False, "Al": False}


@pytest.mark.parametrize(
    "markup",
    [
        '<p title="Jane Doe">x</p>',
        "<p data-x='jane-doe'>x</p>",
        "<!-- Jane Doe -->",
        "<style>p::after{content:'Jane Doe'}</style>",
        "<p>x</p><p>by Jane Doe</p><p>y</p>",
        "<td>Jane Doe</td><td>y</td>",
    ],
)
def test_what_a_page_hides_is_found_too(markup: str, canary: Canary) -> None:
    (place,) = alarms(canary, "one.en.html", f"<body>{markup}</body>".encode())
    assert place.startswith("facts/secrets.yaml:11:")


def test_the_name_of_a_file_is_looked_at(canary: Canary) -> None:
    assert alarms(canary, "jane-doe.en.html", b"<p>x</p>")
    assert alarms(canary, "manifest.json", b'{"records": ["follow-up-note"]}')
    assert alarms(canary, "manifest.json", b'{"records": ["first-fact"]}') == set()


# --------------------------------------------------------- Word and PDF


def made(make: MakeDossier, form: str) -> bytes:
    """Return a real document of the example dossier."""
    folder = make({**EXAMPLE, "facts/secrets.yaml": SECRETS})
    build(folder, Request(formats=(form,)))
    return (folder / "out" / f"one.en.{form}").read_bytes()


def test_what_is_planted_in_a_word_file_is_found(make_dossier: MakeDossier, canary: Canary) -> None:
    clean = made(make_dossier, "docx")
    assert alarms(canary, "one.en.docx", clean) == set()
    hidden_run = (
        "<w:r><w:rPr><w:vanish/></w:rPr><w:t>Jane</w:t></w:r><w:r><w:t xml:space='preserve'> Doe</w:t></w:r>"
    )
    plants = {
        "word/document.xml": ("</w:p>", f"{hidden_run}</w:p>"),
        "word/footnotes.xml": ("</w:p>", "<w:r><w:t>Jane Doe</w:t></w:r></w:p>"),
        "docProps/core.xml": ("</cp:coreProperties>", "<cp:keywords>Jane Doe</cp:keywords></cp:coreProperties>"),
    }
    for part, (before, after) in plants.items():
        assert alarms(canary, "one.en.docx", replanted(clean, part, before, after)), part
    bookmark = replanted(clean, "word/document.xml", "<w:bookmarkStart ", '<w:bookmarkStart w:x="fact-jane-doe" ')
    assert alarms(canary, "one.en.docx", bookmark)
    picture = io.BytesIO(clean)
    with zipfile.ZipFile(picture, "a") as package:
        package.writestr("word/media/jane-doe.png", b"\x89PNG")
    assert alarms(canary, "one.en.docx", picture.getvalue())


def replanted(data: bytes, part: str, before: str, after: str) -> bytes:
    """Return a Word file with the first of some words of a part changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            text = old.read(name)
            if name == part:
                assert before.encode() in text
                text = text.replace(before.encode(), after.encode(), 1)
            new.writestr(name, text)
    return out.getvalue()


def plant_title(document: pikepdf.Pdf) -> None:
    document.docinfo["/Title"] = "Jáne Doe – example"


def plant_metadata(document: pikepdf.Pdf) -> None:
    document.Root.Metadata = document.make_stream(b"<x:xmpmeta xmlns:x='adobe:ns:meta/'>Jane <y/>Doe</x:xmpmeta>")


def plant_bookmark(document: pikepdf.Pdf) -> None:
    with document.open_outline() as outline:
        outline.root.append(pikepdf.OutlineItem("By Jane Doe", 0))


def plant_alternative(document: pikepdf.Pdf) -> None:
    document.Root.StructTreeRoot.K[0].Alt = pikepdf.String("Jane Doe at the gate")


def plant_goal(document: pikepdf.Pdf) -> None:
    document.Root.Extra = pikepdf.Array([pikepdf.String("fact-jane-doe")])


def plant_key(document: pikepdf.Pdf) -> None:
    document.Root[pikepdf.Name("/jane-doe")] = 1


@pytest.mark.parametrize(
    "plant", [plant_title, plant_metadata, plant_bookmark, plant_alternative, plant_goal, plant_key]
)
def test_what_is_planted_in_a_pdf_is_found(
    plant: Callable[[pikepdf.Pdf], None], printed: bytes, canary: Canary
) -> None:
    assert alarms(canary, "one.en.pdf", printed) == set()
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(printed)) as document:
        plant(document)
        document.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate, fix_metadata_version=False)
    assert alarms(canary, "one.en.pdf", out.getvalue())


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """Return a real PDF of the example dossier."""
    folder = tmp_path_factory.mktemp("printed")
    for name, text in {"dossier.yaml": "title: Example\n", **EXAMPLE, "facts/secrets.yaml": SECRETS}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    build(folder, Request(formats=("pdf",)))
    return (folder / "out" / "one.en.pdf").read_bytes()


def test_words_on_the_pages_of_a_pdf_are_found(printed: bytes, canary: Canary, make_dossier: MakeDossier) -> None:
    base = read_base(
        make_dossier({**EXAMPLE, "facts/more.yaml": "people:\n  w: {name: First Thing, visibility: internal}\n"})
    )
    seeing = canary_for(base, visible_base(base, "public"), "public")
    # The glyphs of a page are numbers in a font: the words are read off the page.
    assert alarms(seeing, "one.en.pdf", printed) == {"facts/more.yaml:2:13"}
    assert alarms(canary, "one.en.pdf", printed) == set()


# ------------------------------------------------------------ the build


def test_a_leak_by_a_layout_stops_the_build(make_dossier: MakeDossier) -> None:
    dossier = make_dossier(
        {
            **EXAMPLE,
            "facts/secrets.yaml": SECRETS,
            "templates/own/layout.yaml": "title: Own\n",
            "templates/own/layout.html.j2": "<h1>{{ title }}</h1>\n<p>By Jane Doe.</p>\n",
            "briefs/one.yaml": "layout: own\ntitle: Example\nformats: [html, docx]\n",
        }
    )
    with pytest.raises(FaultsFound) as found:
        build(dossier, Request())
    assert {fault.code for fault in found.value.faults} == {"LEAK"}
    assert {message.split("'")[1] for message in (fault.message for fault in found.value.faults)} >= {
        "one.en.html",
        "one.en.docx",
    }
    assert "Jane" not in str(found.value)
    assert list((dossier / "out").glob("one.*")) == []
    build(dossier, Request(audience="internal"))
    assert (dossier / "out" / "one.en.internal.html").is_file()


def test_the_settings_are_for_all(make_dossier: MakeDossier) -> None:
    files = {**EXAMPLE, "facts/secrets.yaml": SECRETS, "dossier.yaml": "title: By Jane Doe\npublisher: Jane Doe\n"}
    assert build(make_dossier(files), Request()).written


def test_a_brief_named_after_somebody_hidden_is_a_leak(make_dossier: MakeDossier) -> None:
    files = {**EXAMPLE, "facts/secrets.yaml": SECRETS}
    files["briefs/on-jane-doe.yaml"] = files.pop("briefs/one.yaml")
    with pytest.raises(FaultsFound, match=r"LEAK 'on-jane-doe\.en\.html'"):
        build(make_dossier(files), Request())


def test_many_phrases_are_looked_for_in_one_pass() -> None:
    phrases: Phrases[int] = Phrases()
    texts = [f"the same start of number {number} and on" for number in range(2000)]
    for number, text in enumerate(texts):
        phrases.add(words_of(text), number)
    found = [number for _, number in phrases.found_in(words_of(" ".join(texts[::2])))]
    assert found == list(range(0, 2000, 2))
