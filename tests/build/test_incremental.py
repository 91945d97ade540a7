"""What is made anew and what is kept, for each thing that a document can be made of; and always the same bytes."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefwright.build import Request, build, verify_output
from briefwright.cache import FOLDER, LOCATION, open_cache
from briefwright.faults import FaultsFound
from facts.example import BRIEF, FACTS, PEOPLE, SOURCES

# Two facts, each in a brief of its own by its tag; a third in neither.
MORE_FACTS = """\
facts:
  second-fact:
    text: The second thing happened.
    date: 1989-07-19
    status: reported
    said_by: ann
    tags: [beta]
    cite: ["example-news, para. 2"]
  third-fact:
    text: The third thing happened.
    date: 1990-07-19
    status: established
    tags: [gamma]
    cite: ["example-news, para. 3"]
"""
FILES = {
    "dossier.yaml": "title: Example dossier\nlanguages: [en, fr]\n",
    "facts/sources.yaml": SOURCES,
    "facts/facts.yaml": FACTS,
    "facts/more.yaml": MORE_FACTS,
    "facts/people.yaml": PEOPLE,
    "briefs/one.yaml": BRIEF + "languages: [en]\nselect: {tags: [alpha]}\n",
    "briefs/two.yaml": BRIEF + "select: {tags: [beta]}\n",
    "locales/fr.po": 'msgid ""\nmsgstr ""\n"Language: fr\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n',
    "briefs/annex.yaml": BRIEF.replace("chronology\n", "evidence-annex\n", 1)
    + "languages: [en]\nannex_to: one\ndate: 2026-11-20\n",
}
TRANSLATIONS = """
msgctxt "facts/second-fact/text"
msgid "The second thing happened."
msgstr "{second}"

msgctxt "facts/third-fact/text"
msgid "The third thing happened."
msgstr "{third}"

msgctxt "people/ann/name"
msgid "Ann Example"
msgstr "Ann Exemple"

msgctxt "briefs/two/title"
msgid "Example chronology"
msgstr "Chronologie exemple"
"""


@pytest.fixture(autouse=True)
def _own_secret(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(LOCATION, str(tmp_path_factory.mktemp("home") / "secret"))


@pytest.fixture(scope="module")
def _built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """Return a dossier that was built once, and the secret with which it was."""
    root, secret = tmp_path_factory.mktemp("dossier"), tmp_path_factory.mktemp("home") / "secret"
    patch = pytest.MonkeyPatch()
    patch.setenv(LOCATION, str(secret))
    files = {**FILES, "locales/fr.po": FILES["locales/fr.po"] + TRANSLATIONS.format(second="Deux", third="Trois")}
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    report = build(root, Request())
    assert [name for name, _ in report.reasons] == ["annex.en", "one.en", "two.en", "two.fr"]
    assert (report.warnings, report.trouble) == ((), "")
    patch.undo()
    return root, secret


@pytest.fixture
def dossier(_built: tuple[Path, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a copy of the dossier that was built, at the same path, with what was kept of it."""
    built, secret = _built
    monkeypatch.setenv(LOCATION, str(secret))
    return Path(shutil.copytree(built, tmp_path / "dossier"))


def replaced(dossier: Path, name: str, old: str, new: str) -> None:
    """Change a file of a dossier."""
    text = (dossier / name).read_text(encoding="utf-8")
    assert old in text
    (dossier / name).write_text(text.replace(old, new, 1), encoding="utf-8")


def outputs(dossier: Path) -> dict[str, bytes]:
    """Return the files of the output."""
    return {path.name: path.read_bytes() for path in (dossier / "out").iterdir()}


def from_nothing(dossier: Path, folder: Path) -> dict[str, bytes]:
    """Return the files that a build makes of a dossier of which nothing is kept."""
    fresh = shutil.copytree(dossier, folder, ignore=shutil.ignore_patterns("out", FOLDER))
    build(fresh, Request())
    return outputs(Path(fresh))


Change = Callable[[Path], None]


def change(name: str, old: str, new: str) -> Change:
    """Return a change of a file."""
    return lambda dossier: replaced(dossier, name, old, new)


def a_new_shared_sheet(dossier: Path) -> None:
    """Give a dossier a look of its own for web pages."""
    path = dossier / "templates/_shared/web.css"
    path.parent.mkdir(parents=True)
    path.write_text("body { color: #222; }\n", encoding="utf-8")


def a_moved_fact(dossier: Path) -> None:
    """Move the second fact to a file of its own."""
    text = (dossier / "facts/more.yaml").read_text(encoding="utf-8")
    start, end = text.index("  second-fact"), text.index("  third-fact")
    (dossier / "facts/more.yaml").write_text(text[:start] + text[end:], encoding="utf-8")
    (dossier / "facts/new.yaml").write_text("facts:\n" + text[start:end], encoding="utf-8")


TWO, ONE = ("two.en", "two.fr"), ("annex.en", "one.en")
CHANGES: dict[str, tuple[Change, tuple[str, ...], str]] = {
    "a fact": (change("facts/facts.yaml", "The first thing", "A first thing"), ONE, "the fact 'first-fact'"),
    "the place of a fact": (change("facts/facts.yaml", "facts:", "# A remark\n\nfacts:"), (), ""),
    "a fact in another file": (a_moved_fact, (), ""),
    "a fact that nobody uses": (change("facts/more.yaml", "The third thing", "A third thing"), (), ""),
    "a fact that is now selected": (change("facts/more.yaml", "[gamma]", "[alpha]"), ONE, "which facts"),
    "a fact that is no more selected": (
        change("facts/more.yaml", "[beta]", "[beta, gamma]"),
        TWO,
        "the fact 'second-fact'",
    ),
    "a source": (
        change("facts/sources.yaml", "Example news item", "Example item"),
        TWO,
        "the source 'example-news'",
    ),
    "a person": (change("facts/people.yaml", "Ann Example", "Ann Else"), TWO, "the person 'ann'"),
    "a translation": (change("locales/fr.po", '"Deux"', '"Second"'), ("two.fr",), "the fact 'second-fact'"),
    "a translation of another fact": (change("locales/fr.po", '"Trois"', '"Troisième"'), (), ""),
    "a translated title": (
        change("locales/fr.po", "Chronologie exemple", "Exemple"),
        ("two.fr",),
        "the translation of the brief",
    ),
    "the title of a brief": (change("briefs/one.yaml", "Example", "Other"), ONE, "briefs/one.yaml"),
    "the settings": (change("dossier.yaml", "Example", "Other"), (*ONE, *TWO), "dossier.yaml"),
    "a look of its own": (a_new_shared_sheet, (*ONE, *TWO), "the dossier's own layouts"),
}


@pytest.mark.parametrize("name", CHANGES)
def test_only_what_has_changed_is_made_anew(name: str, dossier: Path, tmp_path: Path) -> None:
    apply, expected, why = CHANGES[name]
    apply(dossier)
    report = build(dossier, Request())
    assert tuple(document for document, _ in report.reasons) == expected
    assert all(reason.startswith("changed: ") and why in reason for _, reason in report.reasons)
    assert outputs(dossier) == from_nothing(dossier, tmp_path / "fresh")
    assert build(dossier, Request()).reasons == ()


def test_without_any_change_nothing_is_made(dossier: Path) -> None:
    before = outputs(dossier)
    report = build(dossier, Request())
    assert (report.reasons, report.written, report.removed) == ((), (), ())
    assert sorted(path.name for path in report.unchanged) == sorted(before.keys() - {"manifest.json"})
    assert outputs(dossier) == before


def test_a_file_that_was_saved_again_is_no_change(dossier: Path) -> None:
    path = dossier / "facts/facts.yaml"
    path.write_bytes(path.read_bytes())
    assert build(dossier, Request()).reasons == ()


@pytest.mark.parametrize("how", ["deleted", "altered"])
def test_a_file_of_the_output_is_put_back(how: str, dossier: Path) -> None:
    before = outputs(dossier)
    path = dossier / "out/one.en.html"
    path.unlink() if how == "deleted" else path.write_text("altered")
    report = build(dossier, Request())
    assert (report.reasons, report.written) == ((), (path,))
    assert outputs(dossier) == before


def test_without_the_cache_everything_is_made_again(dossier: Path) -> None:
    before = outputs(dossier)
    shutil.rmtree(dossier / FOLDER)
    report = build(dossier, Request())
    assert {reason for _, reason in report.reasons} == {"it was not made before"}
    assert (outputs(dossier), report.written) == (before, ())


def test_by_force_everything_is_made_again(dossier: Path) -> None:
    before = outputs(dossier)
    report = build(dossier, Request(force=True))
    assert {reason for _, reason in report.reasons} == {"everything is made anew"}
    assert (outputs(dossier), report.written) == (before, ())


def test_damaged_entries_are_made_again(dossier: Path) -> None:
    before = outputs(dossier)
    for path in (dossier / FOLDER).rglob("*"):
        if path.is_file():
            path.write_bytes(path.read_bytes()[:-1] + b"x")
    (dossier / "out/one.en.html").unlink()
    report = build(dossier, Request())
    assert len(report.reasons) == 4
    assert outputs(dossier) == before


def test_what_came_with_a_strangers_dossier_counts_for_nothing(
    dossier: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(LOCATION, str(tmp_path / "secret of another user"))
    assert len(build(dossier, Request()).reasons) == 4


def test_a_folder_that_cannot_be_written_costs_speed_alone(dossier: Path) -> None:
    before = outputs(dossier)
    shutil.rmtree(dossier / FOLDER)
    (dossier / FOLDER).write_text("a file where the folder should be")
    report = build(dossier, Request())
    assert report.trouble.endswith(f"{FOLDER} is no folder of the dossier's own: delete it")
    assert len(report.reasons) == 4
    assert outputs(dossier) == before


def test_a_fault_is_found_whatever_is_kept(dossier: Path) -> None:
    replaced(dossier, "facts/more.yaml", "example-news, para. 3", "example-nws, para. 3")
    before = outputs(dossier)
    with pytest.raises(FaultsFound) as found:
        build(dossier, Request())
    assert [fault.code for fault in found.value.faults] == ["UNKNOWN-ID"]
    assert outputs(dossier) == before


def test_warnings_come_again_with_each_build_at_the_right_line(dossier: Path) -> None:
    replaced(dossier, "locales/fr.po", '"Deux"', '""')
    first = build(dossier, Request())
    assert [fault.code for fault in first.warnings] == ["UNTRANSLATED"]
    assert build(dossier, Request()).warnings == first.warnings
    replaced(dossier, "locales/fr.po", 'msgctxt "facts/second-fact', '# A remark\nmsgctxt "facts/second-fact')
    (moved,) = build(dossier, Request()).warnings
    assert (moved.place.line or 0) - (first.warnings[0].place.line or 0) == 1


def test_a_warning_that_the_base_gives_rise_to_is_told_of_a_brief_that_is_kept(dossier: Path) -> None:
    replaced(dossier, "facts/facts.yaml", "The first thing happened.", "It was 4321 people.")
    assert build(dossier, Request()).warnings == ()
    figures = (
        "figures:\n  number:\n    label: People\n    values:\n"
        "      - {value: 4321, said_by: ann, cite: [example-news]}\n"
        "      - {value: 9999, said_by: ann, cite: [example-news]}\n"
    )
    (dossier / "facts/figures.yaml").write_text(figures, encoding="utf-8")
    report = build(dossier, Request())
    assert "one.en" not in dict(report.reasons)
    assert [fault.code for fault in report.warnings] == ["CONTESTED-FIGURE"]


def test_what_is_withheld_is_looked_for_in_documents_that_were_kept(dossier: Path) -> None:
    replaced(dossier, "facts/facts.yaml", "The first thing happened.", "Bea Hidden was there.")
    build(dossier, Request())
    with (dossier / "facts/people.yaml").open("a", encoding="utf-8") as file:
        file.write("  bea: {name: Bea Hidden, visibility: internal}\n")
    with pytest.raises(FaultsFound) as found:
        build(dossier, Request())
    assert "NAMED" in {fault.code for fault in found.value.faults}


def test_other_requests_keep_what_they_share(dossier: Path) -> None:
    assert build(dossier, Request(briefs=("two",))).reasons == ()
    assert build(dossier, Request(out=dossier / "elsewhere")).reasons == ()
    assert outputs(dossier) == {path.name: path.read_bytes() for path in (dossier / "elsewhere").iterdir()}
    (name, _), *others = build(dossier, Request(briefs=("one",), audience="partners")).reasons
    assert (name, others) == ("one.en.partners", [])


def test_what_is_kept_passes_for_made_today(dossier: Path) -> None:
    replaced(dossier, "facts/facts.yaml", "The first thing", "A first thing")
    build(dossier, Request())
    assert verify_output(dossier, None).is_sound


def test_a_kept_dossier_can_move(dossier: Path, tmp_path: Path) -> None:
    moved = dossier.rename(tmp_path / "elsewhere")
    assert build(moved, Request()).reasons == ()


def test_two_versions_do_not_see_each_others_entries(dossier: Path) -> None:
    cache = open_cache(dossier, "another version")
    assert cache.get("last", "any") is None
    assert build(dossier, Request()).reasons == ()


@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(changes=st.lists(st.sampled_from(sorted(CHANGES)), min_size=1, max_size=3, unique=True), data=st.data())
def test_any_changes_give_what_a_build_from_nothing_gives(
    changes: list[str], data: st.DataObject, dossier: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("changed")
    changed = Path(shutil.copytree(dossier, folder / "dossier"))
    for name in changes:
        apply, _, _ = CHANGES[name]
        try:
            apply(changed)
        except AssertionError:  # an earlier change took the words away
            continue
        if data.draw(st.booleans()):
            build(changed, Request())
    build(changed, Request())
    assert outputs(changed) == from_nothing(changed, folder / "fresh")
