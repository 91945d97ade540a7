"""Random dossiers with a secret word in every kind of field: none is in any byte that its audience gets."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest
from coverage import Coverage

from briefwright.build import Report, Request, build
from evidence.random_bases import RandomDossier, random_dossier
from evidence.unpacked import unpacked

BASES = 500
BATCH = 20
PRINTED = range(0, 12)


def built(dossier: RandomDossier, folder: Path) -> tuple[Report, dict[str, bytes]]:
    """Return what a build of a dossier reports, and the files that it writes."""
    report = build(dossier.write(folder), Request())
    return report, {path.name: path.read_bytes() for path in (folder / "out").iterdir()}


def leaks(dossier: RandomDossier, files: dict[str, bytes]) -> list[tuple[str, str]]:
    """Return each secret word that can be read in a file, with the file."""
    return [
        (name, word)
        for name, data in files.items()
        for contents in [unpacked(data) + name.encode()]
        for word in dossier.secrets
        if word.encode() in contents
    ]


@pytest.fixture
def unmeasured_after_the_first(request: pytest.FixtureRequest) -> Iterator[None]:
    """Measure what the first bases cover and not the others: they cover the same, and slowly."""
    measuring = Coverage.current() if request.getfixturevalue("first") else None
    if measuring:
        measuring.stop()
    yield
    if measuring:
        measuring.start()


@pytest.mark.usefixtures("unmeasured_after_the_first")
@pytest.mark.parametrize("first", range(0, BASES, BATCH))
def test_no_secret_word_is_in_any_byte_of_any_output(first: int, tmp_path: Path) -> None:
    for seed in range(first, first + BATCH):
        dossier = random_dossier(seed)
        report, files = built(dossier, tmp_path / str(seed))
        assert {name.removeprefix("one.en.") for name in files} >= {"docx", "html", "manifest.json"}
        assert len(dossier.secrets) > 40
        assert leaks(dossier, files) == [], f"seed {seed}"
        # What may be seen is there, so that it was looked for in the right place.
        document = unpacked(files["one.en.docx"])
        assert [word for word in dossier.shown if f"fact-{word}".encode() not in document] == []
        assert report.left_out, f"seed {seed}"


@pytest.mark.parametrize("seed", PRINTED)
def test_no_secret_word_is_in_any_byte_of_a_pdf(seed: int, tmp_path: Path) -> None:
    dossier = random_dossier(seed, ("pdf",))
    _, files = built(dossier, tmp_path)
    assert leaks(dossier, files) == []
    pages = unpacked(files["one.en.pdf"])
    assert [word for words in dossier.shown.values() for word in words if word.encode() not in pages] == []


@pytest.mark.parametrize("seed", range(BASES, BASES + 10))
def test_readers_of_everything_find_what_others_may_not_see(seed: int, tmp_path: Path) -> None:
    """The words are really printed for those who may read them: else the test above would prove nothing."""
    dossier = random_dossier(seed)
    internal = dossier.written_for("internal")
    _, files = built(internal, tmp_path)
    contents = unpacked(files["one.en.docx"]) + unpacked(files["one.en.evidence.json"])
    found = [word for word in dossier.secrets if word.encode() in contents]
    assert len(found) > 10
    assert leaks(internal, files) == []


def test_the_builder_is_told_ids_and_no_texts(tmp_path: Path) -> None:
    dossier = random_dossier(7)
    report, _ = built(dossier, tmp_path)
    words = set(re.findall(r"[a-z]{12}", " ".join(report.left_out))) & set(dossier.levels)
    assert words
    assert words <= dossier.ids


def test_words_are_found_wherever_a_pdf_keeps_them() -> None:
    """The looking itself: a word in a title, a bookmark, an alternative text or a stream is found."""
    for key in ("title", "bookmark", "alternative", "stream"):
        document = pikepdf.new()
        document.add_blank_page()
        if key == "title":
            document.docinfo["/Title"] = "Zürcher secretword"
        elif key == "bookmark":
            with document.open_outline() as outline:
                outline.root.append(pikepdf.OutlineItem("Ein Ärger secretword", 0))
        elif key == "alternative":
            document.Root.Example = pikepdf.Dictionary(Alt=pikepdf.String("secretword"))
        else:
            document.Root.Example = document.make_stream(b"<x>secretword</x>")
        data = io.BytesIO()
        document.save(data, compress_streams=True)
        assert b"secretword" in unpacked(data.getvalue()), key
