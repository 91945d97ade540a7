"""The saved corpus of the fuzzer, replayed: every input ends as its target says, and soon."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from fuzz.targets import TARGETS

CORPUS = Path(__file__).resolve().parent / "corpus"
SECONDS = 10


def inputs_of(target: str) -> list[Path]:
    """Return the saved inputs of a target."""
    return sorted(path for path in (CORPUS / target).iterdir() if path.is_file())


@pytest.mark.parametrize("target", TARGETS)
def test_every_saved_input_ends_as_it_should(target: str) -> None:
    inputs = inputs_of(target)
    assert len(inputs) >= 15
    for path in inputs:
        started = time.monotonic()
        TARGETS[target](path.read_bytes())
        assert time.monotonic() - started < SECONDS, path.name


def test_every_corpus_has_its_target() -> None:
    assert {path.name for path in CORPUS.iterdir()} == set(TARGETS)
