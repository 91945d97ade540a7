"""What is kept of a fact base between readings changes nothing that is read, and nothing damaged is believed."""

from __future__ import annotations

import pickle
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefwright.cache import NO_CACHE, Cache
from briefwright.facts.base import FactBase
from briefwright.facts.gate import read_fact_base
from briefwright.facts.kept import KeptFile
from briefwright.facts.records import SECTIONS
from briefwright.facts.references import references_of
from briefwright.facts.rules import parts_of
from briefwright.facts.values import Record
from briefwright.faults import Faults, FaultsFound
from evidence.random_bases import random_dossier
from facts.example import EXAMPLE

ROOT = Path(__file__).resolve().parents[2]
MakeDossier = Callable[[Mapping[str, str]], Path]


def read(dossier: Path, cache: Cache = NO_CACHE) -> tuple[FactBase, list[str]]:
    """Return the base of a dossier, and its faults as lines."""
    faults = Faults()
    return read_fact_base(dossier, faults, cache), [str(fault) for fault in faults.all]


def told(base: FactBase) -> list[object]:
    """Return everything that a base holds and tells, in its order."""
    entries = [(base.traits(known), base.digest(known), base.plain(known)) for known in base.origins]
    places = [(known, origin.section, str(origin.place()), origin.node) for known, origin in base.origins.items()]
    inner = [
        str(origin.place(*reference.location))
        for origin in base.origins.values()
        for reference in references_of(SECTIONS[origin.section], origin.node)
    ]
    return [list(base.all_records()), entries, places, inner, base.tags, base.whole]


def cache_in(folder: Path, secret: bytes = b"example") -> Cache:
    """Return a cache in a folder."""
    return Cache(folder, secret, "test")


def test_the_shipped_base_is_the_same_cold_and_kept(tmp_path: Path) -> None:
    cold, _ = read(ROOT)
    first, _ = read(ROOT, cache_in(tmp_path))
    kept, faults = read(ROOT, cache_in(tmp_path))
    assert faults == []
    assert told(cold) == told(first) == told(kept)


def is_plain(record: Record) -> bool:
    """Tell whether nothing in a record is less visible, mistaken, or depends on a consent."""
    parts = [part for _, part in parts_of(record)]
    marks = ("mistaken", "consent", "pseudonym")
    return all(getattr(part, "visibility", "public") == "public" for part in parts) and not any(
        getattr(part, mark, None) for part in parts for mark in marks
    )


def test_what_is_told_of_a_record_is_what_it_holds() -> None:
    base, _ = read(ROOT)
    for section, known, record in base.all_records():
        named = {reference.target for reference in references_of(SECTIONS[section], base.origins[known].node)}
        assert set(base.traits(known).named) == named
        assert base.plain(known) == is_plain(record)
        assert base.traits(known).tags == getattr(record, "tags", ())
    dated = {known: fact.date.best.value.text for known, fact in base.facts.items() if fact.date}
    assert {known: base.traits(known).date for known in base.facts if base.traits(known).date} == dated


LINES = (
    "    cite: [nobody-knows]",
    "    status: alleged",
    "  first-fact:",
    "    tags: [Not, an, id]",
    "- a",
    "\tx",
)


@settings(max_examples=15)
@given(st.integers(0, 2**32), st.none() | st.tuples(st.integers(0, 400), st.sampled_from(LINES)))
def test_any_base_is_the_same_cold_and_kept(
    tmp_path_factory: pytest.TempPathFactory, seed: int, broken: tuple[int, str] | None
) -> None:
    root = tmp_path_factory.mktemp("dossier")
    for name, text in {**EXAMPLE, **random_dossier(seed).files}.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    if broken is not None:
        name = sorted(name for name in EXAMPLE if name.startswith("facts/"))[broken[0] % 3]
        lines = EXAMPLE[name].split("\n")
        lines.insert(broken[0] % len(lines), broken[1])
        (root / name).write_text("\n".join(lines), encoding="utf-8")
    cold, faults = read(root)
    for _ in range(2):
        kept, found = read(root, cache_in(root / "kept"))
        assert found == faults
        assert list(kept.all_records()) == list(cold.all_records())
        assert [str(origin.place()) for origin in kept.origins.values()] == [
            str(origin.place()) for origin in cold.origins.values()
        ]
    shutil.rmtree(root)


def test_a_changed_file_gives_the_changed_record_and_no_other(make_dossier: MakeDossier) -> None:
    root = make_dossier(EXAMPLE)
    cache = cache_in(root / "kept")
    before, _ = read(root, cache)
    path = root / "facts" / "facts.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("first thing", "second thing"), encoding="utf-8")
    after, _ = read(root, cache)
    assert after.facts["first-fact"].text.of("") == "The second thing happened."
    assert [known for known in before.origins if before.digest(known) != after.digest(known)] == ["first-fact"]


def test_a_digest_is_of_the_content_and_not_of_the_place(make_dossier: MakeDossier) -> None:
    root = make_dossier(EXAMPLE)
    before, _ = read(root)
    path = root / "facts" / "facts.yaml"
    path.write_text("# A comment.\n\n" + path.read_text(encoding="utf-8"), encoding="utf-8")
    path.rename(root / "facts" / "moved.yaml")
    after, _ = read(root)
    assert str(after.place("first-fact")) == "facts/moved.yaml:4:3"
    assert [before.digest(known) for known in before.facts] == [after.digest(known) for known in after.facts]


@pytest.mark.parametrize("text", ["    tags: [beta]", "    tags: [alpha, beta]", "    tags: alpha"])
def test_a_digest_changes_with_each_value(text: str, make_dossier: MakeDossier) -> None:
    changed = {**EXAMPLE, "facts/facts.yaml": EXAMPLE["facts/facts.yaml"].replace("    tags: [alpha]", text)}
    before, _ = read(make_dossier(EXAMPLE))
    digest = before.digest("first-fact")
    after, _ = read(make_dossier(changed))
    assert after.digest("first-fact") != digest


def test_what_crosses_files_is_checked_at_every_reading(make_dossier: MakeDossier) -> None:
    root = make_dossier(EXAMPLE)
    cache = cache_in(root / "kept")
    read(root, cache)
    sources = root / "facts" / "sources.yaml"
    sources.write_text(
        sources.read_text(encoding="utf-8").replace("example-news", "example-paper"), encoding="utf-8"
    )
    (root / "facts" / "zz.yaml").write_text("people:\n  first-fact: {name: Ann}\n", encoding="utf-8")
    _, cold = read(root)
    assert [line.split()[1] for line in cold] == ["UNKNOWN-ID", "DUPLICATE-ID"]
    assert read(root, cache)[1] == read(root, cache)[1] == cold


def test_a_work_that_becomes_a_report_needs_places_in_citations_that_were_kept(make_dossier: MakeDossier) -> None:
    root = make_dossier(EXAMPLE)
    cache = cache_in(root / "kept")
    read(root, cache)
    sources = root / "facts" / "sources.yaml"
    text = sources.read_text(encoding="utf-8").replace("type: webpage", "type: report\n    publisher: Example News")
    sources.write_text(text, encoding="utf-8")
    faults = read(root, cache)[1]
    assert [line.split()[:2] for line in faults] == [["facts/people.yaml:2:59:", "NO-LOCATOR"]]
    assert faults == read(root)[1]


def test_more_faults_than_anybody_mends_stop_a_reading_and_none_is_lost(make_dossier: MakeDossier) -> None:
    many = "facts:\n" + "".join(f"  fact-{number}: b #c\n" for number in range(1_100))
    root = make_dossier({**EXAMPLE, "facts/ann.yaml": "people:\n  bob: {}\n", "facts/many.yaml": many})
    faults = Faults()
    with pytest.raises(FaultsFound):
        read_fact_base(root, faults, cache_in(root / "kept"))
    assert {fault.code for fault in faults.all} == {"MISSING-KEY", "CUT-TEXT", "TOO-MANY"}


@pytest.mark.parametrize("damage", [lambda data: data[:-1], lambda data: b"", lambda data: b"x" + data[1:]])
def test_a_damaged_entry_is_read_anew(damage: Callable[[bytes], bytes], make_dossier: MakeDossier) -> None:
    root = make_dossier(EXAMPLE)
    cold, _ = read(root, cache_in(root / "kept"))
    for path in (root / "kept").rglob("*"):
        if path.is_file():
            path.write_bytes(damage(path.read_bytes()))
    assert told(read(root, cache_in(root / "kept"))[0]) == told(cold)


def test_what_another_user_kept_counts_for_nothing(make_dossier: MakeDossier) -> None:
    root = make_dossier(EXAMPLE)
    read(root, cache_in(root / "kept", b"another"))
    cold, _ = read(root)
    assert told(read(root, cache_in(root / "kept"))[0]) == told(cold)


@pytest.mark.parametrize("kept", [b"", b"x", b"i\x01\x00\x00\x00", b"("])
def test_bytes_that_were_not_kept_of_a_file_are_refused(kept: bytes) -> None:
    with pytest.raises((ValueError, EOFError, TypeError)):
        KeptFile("facts/x.yaml", b"", kept)


def test_a_base_goes_to_another_process(tmp_path: Path) -> None:
    read(ROOT, cache_in(tmp_path))
    kept, _ = read(ROOT, cache_in(tmp_path))
    sent = pickle.loads(pickle.dumps(kept))  # noqa: S301 - made here
    assert told(sent) == told(kept)
    assert told(pickle.loads(pickle.dumps(kept))) == told(kept)  # noqa: S301 - its records are made by now
