"""What is kept between builds: whole, signed, and nothing of a stranger's."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefwright.cache import (
    FOLDER,
    KEPT_SECONDS,
    LOCATION,
    Cache,
    delete_cache,
    key_of,
    open_cache,
    secret_path,
)


@pytest.fixture(autouse=True)
def _own_secret(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(LOCATION, str(tmp_path_factory.mktemp("home") / "deep" / "secret"))


def entries(root: Path) -> Iterator[Path]:
    """Return the files of the entries of a cache."""
    return (path for path in (root / FOLDER).rglob("*") if path.is_file() and path.parent != root / FOLDER)


def test_what_is_kept_comes_back_in_the_next_process(tmp_path: Path) -> None:
    open_cache(tmp_path, "1").put("kind", "key", b"bytes")
    again = open_cache(tmp_path, "1")
    assert again.get("kind", "key") == b"bytes"
    assert (again.get("kind", "other"), again.get("other", "key")) == (None, None)


def test_another_version_of_the_program_sees_nothing(tmp_path: Path) -> None:
    open_cache(tmp_path, "1").put("kind", "key", b"bytes")
    assert open_cache(tmp_path, "2").get("kind", "key") is None


@pytest.mark.parametrize("at", [0, 31, 32, -1])
def test_an_altered_entry_counts_for_nothing(at: int, tmp_path: Path) -> None:
    cache = open_cache(tmp_path, "1")
    cache.put("kind", "key", b"bytes")
    (path,) = entries(tmp_path)
    data = bytearray(path.read_bytes())
    data[at] ^= 1
    path.write_bytes(data)
    assert cache.get("kind", "key") is None


@pytest.mark.parametrize("length", [0, 10, 32, 36])
def test_a_cut_entry_counts_for_nothing(length: int, tmp_path: Path) -> None:
    cache = open_cache(tmp_path, "1")
    cache.put("kind", "key", b"bytes")
    (path,) = entries(tmp_path)
    path.write_bytes(path.read_bytes()[:length])
    assert cache.get("kind", "key") is None


def test_an_entry_under_another_name_counts_for_nothing(tmp_path: Path) -> None:
    cache = open_cache(tmp_path, "1")
    cache.put("kind", "one", b"bytes of one")
    (path,) = entries(tmp_path)
    cache.put("kind", "two", b"bytes of two")
    (other,) = set(entries(tmp_path)) - {path}
    path.replace(other)
    assert cache.get("kind", "two") is None


def test_what_somebody_else_has_kept_counts_for_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    open_cache(tmp_path, "1").put("kind", "key", b"a stranger's bytes")
    monkeypatch.setenv(LOCATION, str(tmp_path / "another secret"))
    assert open_cache(tmp_path, "1").get("kind", "key") is None


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such permissions")
def test_only_its_user_can_read_it(tmp_path: Path) -> None:
    open_cache(tmp_path, "1").put("kind", "key", b"bytes")
    for path in [*entries(tmp_path), secret_path(os.environ)]:
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / FOLDER).stat().st_mode) == 0o700


def test_git_and_backups_leave_it_out(tmp_path: Path) -> None:
    open_cache(tmp_path, "1")
    assert (tmp_path / FOLDER / ".gitignore").read_text() == "*\n"
    assert (
        (tmp_path / FOLDER / "CACHEDIR.TAG").read_text().startswith("Signature: 8a477f597d28d172789f06886806bc55")
    )


@pytest.mark.parametrize("target", ["elsewhere", "nowhere"])
def test_a_link_in_its_place_is_not_followed(target: str, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "dossier").mkdir()
    (tmp_path / "dossier" / FOLDER).symlink_to(tmp_path / target)
    cache = open_cache(tmp_path / "dossier", "1")
    cache.put("kind", "key", b"bytes")
    assert cache.get("kind", "key") is None
    assert "delete it" in cache.trouble
    assert list((tmp_path / "elsewhere").iterdir()) == []
    delete_cache(tmp_path / "dossier")
    assert (tmp_path / "dossier" / FOLDER).is_symlink()


def test_a_link_in_the_place_of_an_entry_is_not_followed(tmp_path: Path) -> None:
    cache = open_cache(tmp_path, "1")
    cache.put("kind", "key", b"bytes")
    (path,) = entries(tmp_path)
    path.rename(tmp_path / "moved")
    path.symlink_to(tmp_path / "moved")
    assert cache.get("kind", "key") is None


def test_what_cannot_be_written_is_told(tmp_path: Path) -> None:
    cache = open_cache(tmp_path, "1")
    (tmp_path / FOLDER / "1").write_text("a file where a folder should be")
    cache.put("kind", "key", b"bytes")
    assert cache.get("kind", "key") is None
    assert cache.trouble.startswith(str(tmp_path / FOLDER))


def test_a_secret_that_cannot_be_kept_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv(LOCATION, str(tmp_path / "file" / "secret"))
    cache = open_cache(tmp_path, "1")
    cache.put("kind", "key", b"bytes")
    assert cache.get("kind", "key") is None
    assert str(tmp_path / "file") in cache.trouble
    assert not (tmp_path / FOLDER).exists()


def test_a_damaged_secret_is_made_anew(tmp_path: Path) -> None:
    open_cache(tmp_path, "1").put("kind", "key", b"bytes")
    secret_path(os.environ).write_bytes(b"short")
    cache = open_cache(tmp_path, "1")
    assert cache.get("kind", "key") is None
    cache.put("kind", "key", b"bytes")
    assert open_cache(tmp_path, "1").get("kind", "key") == b"bytes"


def test_what_nobody_asks_for_is_deleted_in_time(tmp_path: Path) -> None:
    cache = open_cache(tmp_path, "1")
    cache.put("kind", "old", b"bytes")
    (old,) = entries(tmp_path)
    cache.put("kind", "new", b"bytes")
    month_ago = old.stat().st_mtime - KEPT_SECONDS - 10
    os.utime(old, (month_ago, month_ago))
    cache.sweep()
    assert (cache.get("kind", "old"), cache.get("kind", "new")) == (None, b"bytes")


def test_what_somebody_asks_for_stays(tmp_path: Path) -> None:
    cache = open_cache(tmp_path, "1")
    cache.put("kind", "key", b"bytes")
    (path,) = entries(tmp_path)
    long_ago = path.stat().st_mtime - KEPT_SECONDS - 10
    os.utime(path, (long_ago, long_ago))
    assert cache.get("kind", "key") == b"bytes"
    cache.sweep()
    assert cache.get("kind", "key") == b"bytes"


def test_the_secret_lies_where_the_system_keeps_such_things() -> None:
    assert secret_path({"XDG_STATE_HOME": "/state"}) == Path("/state/briefwright/secret")
    assert secret_path({"XDG_STATE_HOME": "state"}) == Path.home() / ".local/state/briefwright/secret"
    assert secret_path({LOCATION: "/own"}) == Path("/own")


def test_without_a_folder_nothing_is_kept() -> None:
    cache = Cache(None)
    cache.put("kind", "key", b"bytes")
    cache.sweep()
    assert (cache.get("kind", "key"), cache.trouble) == (None, "")


@given(st.lists(st.text()), st.lists(st.text()))
def test_keys_of_different_parts_are_different(one: list[str], other: list[str]) -> None:
    assert (key_of(*one) == key_of(*other)) == (one == other)
