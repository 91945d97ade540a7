"""What pandoc answered is kept, and doubted when it is read again as it was when it was new."""

from __future__ import annotations

from pathlib import Path

import pytest
from citing import ITEMS, WORDS, document, note, ref, style, texts

from briefwright.cache import Cache
from briefwright.citations import cite
from briefwright.citations.pandoc import citeproc
from briefwright.document.nodes import Document
from briefwright.faults import FaultsFound

SECRET = b"s" * 32


def cited(folder: Path, *, at: str = "p. 12") -> Document:
    """Return a small document, cited as a process does that has just started."""
    citeproc.cache_clear()
    notes = document(note(ref("report", at)), note(ref("report", "p. 13")))
    return cite(notes, ITEMS, style("oscola"), words=WORDS, cache=Cache(folder, SECRET))


def entries(folder: Path) -> list[Path]:
    """Return the files of the answers that are kept."""
    return sorted(path for path in folder.rglob("*") if path.is_file())


def reworded(folder: Path, old: str, new: str) -> None:
    """Put other words into the one answer that is kept, signed as our own."""
    (path,) = entries(folder)
    cache, key = Cache(folder, SECRET), path.parent.name + path.name
    said = cache.get("citations", key)
    assert said is not None
    assert old in said.decode()
    cache.put("citations", key, said.decode().replace(old, new).encode())


def test_the_same_citations_are_asked_for_once(tmp_path: Path) -> None:
    first = cited(tmp_path)
    assert len(entries(tmp_path)) == 1
    reworded(tmp_path, "Organisation", "Organization")
    assert texts(cited(tmp_path)) == [each.replace("Organisation", "Organization") for each in texts(first)]
    assert len(entries(tmp_path)) == 1


def test_other_citations_are_asked_for_anew(tmp_path: Path) -> None:
    cited(tmp_path)
    assert "14" in texts(cited(tmp_path, at="p. 14"))[0]
    assert len(entries(tmp_path)) == 2


def test_a_kept_answer_without_words_is_a_fault(tmp_path: Path) -> None:
    cited(tmp_path)
    reworded(tmp_path, '"t":"Str"', '"t":"Space"')
    with pytest.raises(FaultsFound, match="NO-WORDS"):
        cited(tmp_path)


def test_a_damaged_answer_is_asked_for_anew(tmp_path: Path) -> None:
    first = cited(tmp_path)
    (path,) = entries(tmp_path)
    path.write_bytes(path.read_bytes()[:-1] + b" ")
    assert texts(cited(tmp_path)) == texts(first)
    assert path.read_bytes()[-1:] != b" "
