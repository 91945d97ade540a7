"""An author's own file is changed only through a copy that was read back, compared and looked at."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from briefwright.facts.whole_files import rewrite
from briefwright.faults import FaultsFound
from robust import disk
from robust.disk import Disk
from robust.dossiers import files_of

OLD, NEW = b"facts: {}  # mine\n" * 99, b"facts: {}  # mine, and more\n" * 99


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Return a file of an author's."""
    path = tmp_path / "facts" / "mine.yaml"
    path.parent.mkdir()
    path.write_bytes(OLD)
    return path


def sound(data: bytes) -> None:
    """Accept what is new."""
    assert data == NEW


def test_a_file_gets_its_new_bytes_and_keeps_its_permissions(file: Path) -> None:
    file.chmod(0o640)
    rewrite(file, OLD, NEW, sound)
    assert (files_of(file.parent), file.stat().st_mode & 0o777) == ({"mine.yaml": NEW}, 0o640)


def test_what_a_link_leads_to_is_changed_and_the_link_stays(file: Path, tmp_path: Path) -> None:
    (tmp_path / "link.yaml").symlink_to(file)
    rewrite(tmp_path / "link.yaml", OLD, NEW, sound)
    assert (file.read_bytes(), (tmp_path / "link.yaml").is_symlink()) == (NEW, True)


def test_what_is_not_sound_is_not_written(file: Path) -> None:
    def refuse(data: bytes) -> None:
        raise ValueError(data)

    with pytest.raises(ValueError, match="and more"):
        rewrite(file, OLD, NEW, refuse)
    assert files_of(file.parent) == {"mine.yaml": OLD}


def test_what_somebody_wrote_in_the_meantime_is_kept(file: Path) -> None:
    def edit(data: bytes) -> None:
        file.write_bytes(b"edited at the same time")

    with pytest.raises(FaultsFound, match="CHANGED-MEANWHILE"):
        rewrite(file, OLD, NEW, edit)
    assert files_of(file.parent) == {"mine.yaml": b"edited at the same time"}


@pytest.mark.skipif(sys.platform == "win32", reason="the disk of the tests is a POSIX one")
def test_a_copy_that_reads_back_differently_is_not_used(file: Path) -> None:
    real = os.write
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "write", lambda handle, data: real(handle, bytes(data).replace(b"m", b"n")))
        with pytest.raises(OSError, match="reads back differently"):
            rewrite(file, OLD, NEW, sound)
    assert files_of(file.parent) == {"mine.yaml": OLD}


@pytest.mark.skipif(sys.platform == "win32", reason="the disk of the tests is a POSIX one")
def test_an_error_at_every_write(file: Path) -> None:
    for number in range(1, 50):
        file.write_bytes(OLD)
        failing = Disk(file.parent, number, disk.full)
        with pytest.MonkeyPatch.context() as patch:
            failing.patch(patch)
            try:
                rewrite(file, OLD, NEW, sound)
            except OSError:
                assert file.read_bytes() == OLD
        assert files_of(file.parent) in ({"mine.yaml": OLD}, {"mine.yaml": NEW})
        if not failing.reached:
            break
    assert (file.read_bytes(), number > 4) == (NEW, True)
