"""The command line: what it says on which stream, and with which code it leaves."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from briefwright import __version__
from briefwright.cli import main
from facts.example import BRIEF, EXAMPLE, FACTS

MakeDossier = Callable[[Mapping[str, str]], Path]
WRONG = {**EXAMPLE, "facts/facts.yaml": FACTS + "    when: now\n"}
LINE = "facts/facts.yaml:8:5: UNKNOWN-KEY unknown key 'when'"


def run(dossier: Path, *arguments: str) -> Result:
    """Return what a command does in a dossier."""
    return CliRunner().invoke(main, ["--dossier", str(dossier), *arguments])


def test_a_build_names_what_it_wrote_and_leaves_with_0(make_dossier: MakeDossier) -> None:
    dossier = make_dossier(EXAMPLE)
    first, second = run(dossier, "build"), run(dossier, "build")
    wrote = [f"wrote {dossier}/out/{name}" for name in ("one.en.evidence.json", "one.en.html")]
    assert (first.exit_code, first.stdout.splitlines(), first.stderr) == (0, wrote, "")
    assert (second.exit_code, second.stdout) == (0, "2 files already as they should be\n")


def test_a_build_finds_the_dossier_above(make_dossier: MakeDossier) -> None:
    dossier = make_dossier(EXAMPLE)
    assert run(dossier / "facts", "build").exit_code == 0
    assert (dossier / "out/one.en.html").exists()


def test_faults_go_to_stderr_with_1_and_nothing_is_written(make_dossier: MakeDossier) -> None:
    dossier = make_dossier(WRONG)
    result = run(dossier, "build")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == f"{LINE}\n1 fault; nothing was written\n"
    assert not (dossier / "out").exists()


def test_a_check_says_that_there_are_no_faults(make_dossier: MakeDossier) -> None:
    result = run(make_dossier(EXAMPLE), "check")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "no faults\n", "")


@pytest.mark.parametrize(("form", "empty"), [("json", []), ("sarif", {"results": []})])
def test_a_check_that_finds_nothing_is_sound_data_too(form: str, empty: object, make_dossier: MakeDossier) -> None:
    result = run(make_dossier(EXAMPLE), "check", "--output", form)
    data = json.loads(result.stdout)
    assert result.exit_code == 0
    assert (data if form == "json" else {"results": data["runs"][0]["results"]}) == empty


def test_a_check_tells_its_faults_on_stdout_in_each_form(make_dossier: MakeDossier) -> None:
    dossier = make_dossier(WRONG)
    text, rows, log = (run(dossier, "check", "--output", form) for form in ("text", "json", "sarif"))
    assert [result.exit_code for result in (text, rows, log)] == [1, 1, 1]
    assert text.stdout == f"{LINE}\n"
    assert [row["code"] for row in json.loads(rows.stdout)] == ["UNKNOWN-KEY"]
    assert [result["ruleId"] for result in json.loads(log.stdout)["runs"][0]["results"]] == ["UNKNOWN-KEY"]


@pytest.mark.parametrize(
    "arguments",
    [
        ("bild",),
        ("build", "--format", "odt"),
        ("build", "--audience", "all"),
        ("list", "things"),
        ("find",),
        ("show",),
    ],
)
def test_wrong_usage_leaves_with_2(arguments: tuple[str, ...], make_dossier: MakeDossier) -> None:
    result = run(make_dossier(EXAMPLE), *arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert "Usage: " in result.stderr


def test_a_brief_that_does_not_exist(make_dossier: MakeDossier) -> None:
    result = run(make_dossier(EXAMPLE), "build", "nope")
    assert result.exit_code == 1
    assert result.stderr == "briefs:1:1: UNKNOWN-BRIEF no brief 'nope'\n1 fault; nothing was written\n"


def test_no_dossier(tmp_path: Path) -> None:
    result = run(tmp_path, "check")
    assert result.exit_code == 1
    assert "NO-DOSSIER no dossier.yaml here or in any folder above" in result.stdout + result.stderr


def test_an_output_that_cannot_be_written_leaves_with_3(make_dossier: MakeDossier) -> None:
    dossier = make_dossier({**EXAMPLE, "out": "in the way"})
    result = run(dossier, "build")
    assert (result.exit_code, result.stdout) == (3, "")
    assert result.stderr.startswith(f"{dossier}/out cannot be written: ")


def test_only_what_is_asked_for_is_built(make_dossier: MakeDossier) -> None:
    dossier = make_dossier({**EXAMPLE, "briefs/two.yaml": BRIEF})
    assert run(dossier, "build", "two", "--format", "html", "--format", "html").exit_code == 0
    made = {path.name for path in (dossier / "out").iterdir()}
    assert made == {"manifest.json", "two.en.evidence.json", "two.en.html"}


@pytest.mark.parametrize(
    ("kind", "line"),
    [
        ("facts", "first-fact [1988-07-19]  The first thing happened."),
        ("sources", "example-report  Example report (report, ngo)"),
        ("briefs", "one  Example chronology (chronology; en)"),
        ("languages", "en  English"),
    ],
)
def test_what_there_is_is_listed(kind: str, line: str, make_dossier: MakeDossier) -> None:
    result = run(make_dossier(EXAMPLE), "list", kind)
    assert result.exit_code == 0
    assert line in result.stdout.splitlines()


@pytest.mark.parametrize(("kind", "name"), [("layouts", "chronology  Chronology: "), ("styles", "oscola  ")])
def test_layouts_and_styles_are_listed(kind: str, name: str, make_dossier: MakeDossier) -> None:
    result = run(make_dossier(EXAMPLE), "list", kind)
    assert any(line.startswith(name) for line in result.stdout.splitlines())


def test_a_record_is_shown_with_its_place_and_what_names_it(make_dossier: MakeDossier) -> None:
    result = run(make_dossier(EXAMPLE), "show", "example-report")
    assert result.stdout.splitlines() == [
        "facts/sources.yaml:2:3  sources",
        "",
        "example-report:",
        "  type: report",
        "  title: Example report",
        "  author:",
        "    - literal: Example Institute",
        "  issued: 2018-12",
        "  URL: https://example.org/report",
        "  nature: ngo",
        "",
        "named by:",
        "facts/facts.yaml:7:12  first-fact",
    ]


def test_a_record_that_does_not_exist(make_dossier: MakeDossier) -> None:
    result = run(make_dossier(EXAMPLE), "show", "first-fct")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith("facts:1:1: UNKNOWN-ID no record 'first-fct' (did you mean 'first-fact'?)\n")


def test_words_are_found_whatever_their_case(make_dossier: MakeDossier) -> None:
    dossier = make_dossier(EXAMPLE)
    found, nothing = run(dossier, "find", "THING", "first"), run(dossier, "find", "zebra")
    assert (found.exit_code, found.stdout.splitlines()) == (
        0,
        [
            "facts/facts.yaml:2:3  first-fact: first-fact The first thing happened. 1988-07-19 established alpha "
            "example-report, p. 1"
        ],
    )
    assert (nothing.stdout, nothing.stderr) == ("", "no record holds zebra\n")


def test_a_new_dossier_builds_at_once_and_is_never_put_over_another(tmp_path: Path) -> None:
    folder = tmp_path / "new"
    made = CliRunner().invoke(main, ["init", str(folder)])
    assert made.exit_code == 0, made.output
    assert made.stdout.splitlines()[-1] == f"next: cd {folder} && briefwright build"
    assert run(folder, "build", "--format", "html").exit_code == 0
    again = CliRunner().invoke(main, ["init", str(folder)])
    assert (again.exit_code, again.stdout) == (1, "")
    assert "NOT-EMPTY is not empty" in again.stderr


def test_the_version_and_the_help() -> None:
    version, help_ = (CliRunner().invoke(main, [option]) for option in ("--version", "--help"))
    assert version.stdout == f"briefwright, version {__version__}\n"
    assert all(command in help_.stdout for command in ("build", "check", "find", "init", "list", "show"))


def test_the_program_runs_as_a_program(make_dossier: MakeDossier) -> None:
    program = "import sys; from briefwright.cli import main; main(sys.argv[1:])"
    result = subprocess.run(
        [sys.executable, "-c", program, "--dossier", str(make_dossier(WRONG)), "build"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (result.returncode, result.stdout) == (1, "")
    assert result.stderr.splitlines()[0] == LINE
