"""The repository itself: what must be in it, and what must never be."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import tomllib
from importlib.metadata import version
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import briefwright

ROOT = Path(__file__).resolve().parents[1]

# Written in pieces, so that this file does not hold what it forbids.
REGISTRIES = tuple(
    ".".join(parts)
    for parts in (
        ("pypi", "org"),
        ("pythonhosted", "org"),
        ("npmjs", "org"),
        ("npmjs", "com"),
        ("repo", "maven", "apache", "org"),
        ("repo1", "maven", "org"),
        ("crates", "io"),
        ("proxy", "golang", "org"),
        ("deb", "debian", "org"),
        ("archive", "ubuntu", "com"),
    )
)
MACHINE_PATH = re.compile(r"(?<![\w.:/-])/(?:home|Users|root|work|tmp)/\w|\b[A-Z]:\\Users\\")
UNFINISHED = re.compile(r"\b(?:TO" r"DO|FIX" r"ME|XX" r"X)\b")


def repository_files() -> list[Path]:
    """Return every file that is in the repository or would be with the next commit."""
    listing = subprocess.run(
        ["git", "-c", f"safe.directory={ROOT}", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    files = (ROOT / name for name in listing.stdout.split("\0") if name)
    return sorted({path for path in files if path.is_file()})


def texts() -> dict[str, str]:
    """Return the repository's texts by their paths; pictures and what fuzzing saved are left out."""
    found = {}
    for path in repository_files():
        data = path.read_bytes()
        name = path.relative_to(ROOT).as_posix()
        if b"\0" not in data and not name.startswith("tests/fuzz/corpus/"):
            found[name] = data.decode("utf-8")
    return found


@pytest.fixture(scope="module", name="repository")
def repository_texts() -> dict[str, str]:
    """Return the repository's texts, read once."""
    read = texts()
    assert {"pyproject.toml", "tests/test_repository.py", "src/briefwright/__init__.py"} <= set(read)
    return read


def lines_with(repository: dict[str, str], pattern: re.Pattern[str]) -> list[str]:
    """Return each line of the repository that a pattern is found in, with its place."""
    return [
        f"{path}:{number}: {line.strip()[:100]}"
        for path, text in repository.items()
        for number, line in enumerate(text.splitlines(), 1)
        if pattern.search(line)
    ]


def test_no_file_names_a_registry_of_packages(repository: dict[str, str]) -> None:
    assert lines_with(repository, re.compile("|".join(map(re.escape, REGISTRIES)))) == []


def test_no_file_names_a_path_of_one_machine(repository: dict[str, str]) -> None:
    assert lines_with(repository, MACHINE_PATH) == []


def test_the_patterns_find_what_they_forbid() -> None:
    assert MACHINE_PATH.search('open("/' + 'home/example/file")')
    assert not MACHINE_PATH.search("https://example.org/home/file")
    assert UNFINISHED.search("# TO" + "DO: later")


def test_nothing_is_left_unfinished(repository: dict[str, str]) -> None:
    assert lines_with(repository, UNFINISHED) == []


def test_every_module_says_what_it_is(repository: dict[str, str]) -> None:
    modules = {path: text for path, text in repository.items() if path.endswith(".py")}
    assert [path for path, text in modules.items() if not ast.get_docstring(ast.parse(text))] == []


def test_the_licence_is_there_in_full(repository: dict[str, str]) -> None:
    licence = repository["LICENSE"]
    assert "Apache License" in licence
    assert "Version 2.0, January 2004" in licence
    assert "END OF TERMS AND CONDITIONS" in licence


def test_the_version_is_one_and_the_changelog_tells_of_it(repository: dict[str, str]) -> None:
    project = tomllib.loads(repository["pyproject.toml"])["project"]
    assert project["version"] == briefwright.__version__ == version("briefwright")
    assert re.search(rf"^## \[?{re.escape(project['version'])}\b", repository["CHANGELOG.md"], re.MULTILINE)


def test_every_dependency_is_pinned_at_a_version_that_is_allowed(repository: dict[str, str]) -> None:
    project = tomllib.loads(repository["pyproject.toml"])["project"]
    running = pins(repository["setup/requirements.txt"])
    testing = running | pins(repository["setup/requirements-dev.txt"])
    for needed, pinned in (
        (project["dependencies"], running),
        (project["optional-dependencies"]["dev"], testing),
    ):
        for requirement in map(Requirement, needed):
            assert pinned[canonicalize_name(requirement.name)] in requirement.specifier, requirement


def pins(requirements: str) -> dict[str, str]:
    """Return name and version of each line of a requirements file; every line must be ``name==version``."""
    lines = [line for line in requirements.splitlines() if line and not line.startswith("#")]
    assert [line for line in lines if not re.fullmatch(r"[\w.-]+==[\w.]+", line)] == []
    return {canonicalize_name(name): pinned for name, _, pinned in (line.partition("==") for line in lines)}


@pytest.mark.parametrize(
    "script", [".ci/run", "setup/machine.sh", "setup/python.sh", "setup/judges.sh", "setup/bench.sh"]
)
def test_the_scripts_can_be_run(script: str) -> None:
    assert os.access(ROOT / script, os.X_OK)
    subprocess.run(["bash", "-n", ROOT / script], check=True)
