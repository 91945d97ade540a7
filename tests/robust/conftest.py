"""What the tests of broken machines share."""

from __future__ import annotations

import os

import pytest


@pytest.fixture(autouse=True)
def unmeasured(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep coverage out of the processes that these tests start: it writes files of its own when a disk is full."""
    for name in [name for name in os.environ if name.startswith("COVERAGE")]:
        monkeypatch.delenv(name)
