"""What stays in a document is text: nothing in it runs, loads or leads anywhere when the document is opened."""

from __future__ import annotations

import io
import re
import subprocess
import zipfile
from pathlib import Path
from shutil import which
from typing import cast

import pytest
from lxml import etree

from briefwright.build import Request, build
from briefwright.citations import pandoc
from hostile import citation_cases, style_cases, text_cases
from hostile.dossiers import Hostile

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
RELATED = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
# Page numbers and references to notes are ours; nothing else may be a field.
OUR_FIELDS = {"PAGE", "NUMPAGES", "NOTEREF", "PAGEREF", "STYLEREF", "TOC", "REF", "HYPERLINK"}
INERT = {
    name: case
    for cases in (text_cases.CASES, citation_cases.CASES)
    for name, case in cases.items()
    if name.startswith(("inert-field", "inert-markup", "csl-sound", "csl-raw")) or name in citation_cases.INERT
}


def built(case: Hostile, folder: Path) -> dict[str, bytes]:
    """Return the files of a dossier's only brief by their endings."""
    dossier = case.write(folder)
    build(dossier, Request())
    return {path.name.split(".", 2)[2]: path.read_bytes() for path in (dossier / "out").glob("one.en.*")}


@pytest.mark.parametrize("name", INERT)
def test_no_text_becomes_a_field_a_script_or_a_link(name: str, tmp_path: Path) -> None:
    files = built(INERT[name], tmp_path)
    parts = parts_of(files["docx"])
    instructions = [
        (node.text or "") + (node.get(f"{W}instr") or "")
        for part in parts.values()
        for node in part.iter(f"{W}instrText", f"{W}fldSimple")
    ]
    assert {words.split()[0] for words in instructions if words.split()} <= OUR_FIELDS
    targets = [node.get("Target", "") for part in parts.values() for node in part.iter(RELATED)]
    assert [target for target in targets if re.match(r"(?!https?:|mailto:)[a-z-]+:", target)] == []
    page = etree.HTML(files["html"].decode())
    assert found(page, "//script | //img | //iframe | //object | //link | //@onerror | //@onclick") == []
    assert [link for link in found(page, "//@href") if not re.match(r"https?:|mailto:|#", link)] == []


def found(tree: etree._Element, path: str) -> list[str]:
    """Return what an XPath finds, as texts."""
    return [str(each) for each in cast(list[object], tree.xpath(path))]


def parts_of(docx: bytes) -> dict[str, etree._Element]:
    """Return the XML parts of a Word file by name."""
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        return {
            name: etree.fromstring(package.read(name))
            for name in package.namelist()
            if name.endswith((".xml", ".rels"))
        }


@pytest.mark.parametrize("number", range(len(text_cases.FIELDS)))
def test_what_word_could_take_for_a_field_is_printed_as_it_was_written(number: int, tmp_path: Path) -> None:
    files = built(text_cases.CASES[f"inert-field-{number}"], tmp_path)
    words = "".join(found(parts_of(files["docx"])["word/document.xml"], "//text()"))
    assert letters(text_cases.FIELDS[number]) in letters(words)


def letters(words: str) -> str:
    """Return words without white space and quotation marks, which typography changes."""
    return re.sub(r"[\s'\"’‘“”]", "", words)


@pytest.mark.parametrize("name", ["css-end-in-words", "css-upper-end-in-words", "css-comment-in-words"])
def test_a_style_sheet_stays_within_its_element_and_the_page_loads_nothing(name: str, tmp_path: Path) -> None:
    case = style_cases.CASES[name]
    brief = str(case.files["briefs/one.yaml"]).replace("[html, pdf]", "[html]")
    page = etree.HTML(built(Hostile({**case.files, "briefs/one.yaml": brief}), tmp_path)["html"].decode())
    assert len(found(page, "//style")) == 1
    assert found(page, "//script | //link | //img") == []
    [policy] = found(page, "//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy.startswith("default-src 'none'; style-src 'unsafe-inline'")


@pytest.mark.skipif(which("strace") is None, reason="strace is not here: apt install strace")
def test_pandoc_reads_no_file_of_anybody_and_opens_no_socket(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = tmp_path / "strace.log"
    traced = tmp_path / "pandoc"
    traced.write_text(
        f'#!/bin/sh\nexec strace -f -qq -o {log} -e trace=file,network {pandoc.pandoc_path()} "$@"\n',
        encoding="utf-8",
    )
    traced.chmod(0o755)
    if subprocess.run(["strace", "-qq", "-o", "/dev/null", "true"], check=False).returncode:
        pytest.skip("this machine does not let strace trace")
    pandoc.citeproc.cache_clear()
    monkeypatch.setattr(pandoc, "pandoc_path", lambda: traced)
    built(citation_cases.CASES["source-image"], tmp_path)
    calls = log.read_text(encoding="utf-8")
    opened = set(re.findall(r'open(?:at)?\([^"]*"([^"]+)"[^\n]*= \d', calls))
    opened = {path.removeprefix("./") for path in opened}
    assert "style.csl" in opened
    ours = {"style.csl", "references.json", "/dev/null"}
    system = ("/lib", "/usr/lib", "/etc/ld", "/proc/", "/sys/")
    assert [path for path in opened - ours if not path.startswith(system)] == []
    assert not re.search(r"\bsocket\(", calls)
