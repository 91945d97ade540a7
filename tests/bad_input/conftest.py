"""How the tests of this folder read what a dossier's author would read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from briefwright.build import Request, check
from facts.example import EXAMPLE

FaultsOf = Callable[[Mapping[str, str]], list[str]]


@pytest.fixture
def faults_of(make_dossier: Callable[[Mapping[str, str]], Path]) -> FaultsOf:
    """Return what `check` says of the example dossier with some of its files changed, a line a fault."""

    def check_changed(files: Mapping[str, str]) -> list[str]:
        return [str(fault) for fault in check(make_dossier({**EXAMPLE, **files}), Request())]

    return check_changed
