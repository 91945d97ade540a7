"""Kills at random moments: every file stays whole, old or new, and the next build is right."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from robust.kills import killed_builds

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")


@pytest.mark.parametrize("while_writing", [False, True], ids=["at any moment", "while writing"])
def test_a_killed_build_leaves_whole_files_and_the_next_is_right(while_writing: bool, tmp_path: Path) -> None:
    kills = list(killed_builds(tmp_path, 10, seed=1988, while_writing=while_writing, formats="html"))
    assert [kill.broken for kill in kills if kill.broken] == []
    assert all(kill.next_is_right for kill in kills)
    assert any(kill.was_killed for kill in kills)
