"""The packages that the program runs on: what is installed is what is pinned, fits together, and is not too old.

Whether a version has a weakness that is known since, `make audit` asks the advisory service; this needs no network.
"""

from __future__ import annotations

import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest
from packaging.version import Version

ROOT = Path(__file__).resolve().parents[1]
SETUP = ROOT / "setup"

# The first version of each in which a way out of what we shut hostile text in was closed.
FLOORS = {
    "weasyprint": "70.0",  # our fetcher is asked for every address, EPS pictures and sheets handed over included
    "Jinja2": "3.1.6",  # CVE-2025-27516: `format` of a text, reached by a filter, left the sandbox
}


def pinned(name: str) -> dict[str, str]:
    """Return the versions that a requirements file pins."""
    lines = (SETUP / name).read_text(encoding="utf-8").splitlines()
    return dict(line.split("==") for line in lines if line and not line.startswith("#"))


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_what_is_installed_is_what_is_pinned(name: str) -> None:
    expected = pinned(name)
    assert len(expected) > 20
    assert {package: version(package) for package in expected} == expected


def test_the_packages_fit_each_other() -> None:
    run = subprocess.run([sys.executable, "-m", "pip", "check"], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout


@pytest.mark.parametrize("package", FLOORS)
def test_no_package_is_older_than_what_closed_a_weakness(package: str) -> None:
    assert Version(version(package)) >= Version(FLOORS[package])
