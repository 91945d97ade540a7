"""What the tests share: expected outputs with one flag to write them anew, and dossiers made for one test."""

from __future__ import annotations

import difflib
import os
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from hypothesis import settings

GOLDENS = Path(__file__).parent / "goldens"

DOSSIER = "title: Example dossier\nlanguage: en\n"

# The gate draws the same examples each time; a developer's run draws new ones, and few, so that it stays quick.
settings.register_profile("gate", derandomize=True, max_examples=100, deadline=None, print_blob=True)
settings.register_profile("desk", max_examples=30, deadline=None)
settings.load_profile("gate" if os.environ.get("CI", "").lower() in {"true", "1"} else "desk")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the flag that writes the expected outputs anew."""
    parser.addoption(
        "--update-goldens",
        action="store_true",
        help="write the expected outputs in tests/goldens from what the program makes now",
    )


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Return a check that a text equals the file of a name in tests/goldens; it fails with their difference."""
    update = bool(request.config.getoption("--update-goldens"))

    def check(name: str, text: str) -> None:
        path = GOLDENS / name
        if update:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
            return
        if not path.exists():
            pytest.fail(f"{name} is not in tests/goldens: run 'make goldens' and look at it", pytrace=False)
        with path.open(encoding="utf-8", newline="") as file:
            expected = file.read()
        if text != expected:
            pytest.fail(_difference(name, expected, text), pytrace=False)

    return check


def _difference(name: str, expected: str, text: str) -> str:
    """Return a unified diff from the expected text to what was made."""
    lines = difflib.unified_diff(
        expected.splitlines(), text.splitlines(), f"tests/goldens/{name}", "made now", lineterm=""
    )
    return "\n".join(lines) or f"tests/goldens/{name} differs in its line ends alone"


@pytest.fixture
def make_dossier(tmp_path: Path) -> Callable[[Mapping[str, str]], Path]:
    """Return a maker of dossiers: path to text → the dossier's folder, with a `dossier.yaml` if none is given."""

    def make(files: Mapping[str, str]) -> Path:
        folder = tmp_path / "dossier"
        for name, text in {"dossier.yaml": DOSSIER, **files}.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
        return folder

    return make
