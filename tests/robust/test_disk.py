"""Whatever fails at whatever moment of writing: every file is whole, old or new, and the next build is right."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from briefwright.build import Output, OutputFailed, Request, build
from briefwright.build.lock import locked
from briefwright.facts.whole_files import ASIDE
from robust import disk
from robust.disk import DEATH, Disk, forked, states_after_a_power_cut
from robust.dossiers import NEW_WORDS, Versions, files_of, in_sight, made_versions, write_dossier

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there are no forks on Windows")

# The files of a build, without the making of them: long enough to be written in two halves.
OLD = {"one.pdf": b"old one" * 999, "two.pdf": b"old two" * 999, "manifest.json": b'{"old": 1}'}
NEW = {"one.pdf": b"new one" * 999, "three.pdf": b"new three" * 999, "manifest.json": b'{"new": 1}'}
ENOUGH = 200


def put(folder: Path, files: dict[str, bytes], stale: tuple[str, ...] = ()) -> None:
    """Write files into a folder as a build does."""
    with locked(folder, lambda _: None):
        output = Output(folder)
        output.sweep()
        for name, data in files.items():
            output.add(name, data)
        output.commit(stale)


def whole(files: dict[str, bytes]) -> bool:
    """Whether every file in sight is old or new, and a new manifest names new files only."""
    shown = in_sight(files)
    versions = all(data in (OLD.get(name), NEW.get(name)) for name, data in shown.items())
    is_new = shown.get("manifest.json") == NEW["manifest.json"]
    return versions and (not is_new or shown == NEW)


@pytest.mark.parametrize("fail", [disk.full, disk.broken])
def test_an_error_at_every_write(fail: Callable[..., None], tmp_path: Path) -> None:
    for number in range(1, ENOUGH):
        folder = tmp_path / str(number)
        put(folder, OLD)
        failing = Disk(folder, number, fail)
        with pytest.MonkeyPatch.context() as patch:
            failing.patch(patch)
            failed = _fails(partial(put, folder, NEW, ("two.pdf",)))
        if not failing.reached:
            break
        left = files_of(folder)
        assert whole(left), f"operation {number}: {failing.last}"
        assert failed or in_sight(left) == NEW
        assert not [name for name in left if name.startswith(ASIDE)]
        put(folder, NEW, ("two.pdf",))
        assert files_of(folder) == NEW
    assert 15 < number < ENOUGH - 1


def _fails(work: Callable[[], object]) -> bool:
    try:
        work()
    except OutputFailed:
        return True
    return False


def test_a_death_at_every_write(tmp_path: Path) -> None:
    for number in range(1, ENOUGH):
        folder = tmp_path / str(number)
        put(folder, OLD)

        def work(folder: Path = folder, number: int = number) -> None:
            Disk(folder, number, disk.die).patch(pytest.MonkeyPatch())
            put(folder, NEW, ("two.pdf",))

        if forked(work) == 0:
            break
        assert whole(files_of(folder)), f"operation {number}"
        put(folder, NEW, ("two.pdf",))
        assert files_of(folder) == NEW
    assert 15 < number < ENOUGH - 1


def test_a_power_cut_at_every_write(tmp_path: Path) -> None:
    put(tmp_path / "out", OLD)
    recorded = Disk(tmp_path / "out")
    with pytest.MonkeyPatch.context() as patch:
        recorded.patch(patch)
        put(tmp_path / "out", NEW, ("two.pdf",))
    states = list(states_after_a_power_cut(OLD, tmp_path / "out", recorded.log))
    assert [state for state in states if not whole(state)] == []
    assert {tuple(sorted(in_sight(state))) for state in states} == {
        ("manifest.json", "one.pdf", "two.pdf"),
        ("manifest.json", "one.pdf", "three.pdf"),
        ("manifest.json", "one.pdf", "three.pdf", "two.pdf"),
        ("manifest.json", "one.pdf"),
    }
    for number, state in enumerate(_different(states)):
        folder = tmp_path / str(number)
        folder.mkdir()
        for name, data in state.items():
            (folder / name).write_bytes(data)
        put(folder, NEW, ("two.pdf",))
        assert files_of(folder) == NEW


def _different(states: list[dict[str, bytes]]) -> list[dict[str, bytes]]:
    """Return each state of a folder once, whatever the names of what lies aside."""
    keys = [
        tuple(sorted((data, name if name in OLD | NEW else "") for name, data in state.items())) for state in states
    ]
    return list(dict(zip(keys, states, strict=True)).values())


def test_the_simulated_power_cut_finds_files_that_were_not_flushed(tmp_path: Path) -> None:
    log = [
        ("open", (str(tmp_path / "aside"), 0)),
        ("write", (str(tmp_path / "aside"), NEW["one.pdf"])),
        ("replace", (str(tmp_path / "aside"), str(tmp_path / "one.pdf"))),
    ]
    states = list(states_after_a_power_cut(OLD, tmp_path, log))
    assert {"one.pdf": b""} in [{name: state[name] for name in ("one.pdf",)} for state in states]
    assert any(not whole(state) for state in states)


@pytest.fixture(scope="module")
def versions(tmp_path_factory: pytest.TempPathFactory) -> Versions:
    return made_versions(tmp_path_factory.mktemp("versions"))


@pytest.mark.parametrize("fail", [disk.full, disk.die], ids=["error", "death"])
def test_a_whole_build_that_fails_at_every_write(
    fail: Callable[[str, tuple[Any, ...]], None], versions: Versions, tmp_path: Path
) -> None:
    dossier = write_dossier(tmp_path, words=NEW_WORDS)
    for number in range(1, ENOUGH):
        _put_old(dossier / "out", versions)

        def work(number: int = number) -> None:
            failing = Disk(dossier / "out", number, fail)
            failing.patch(pytest.MonkeyPatch())
            failed = _fails(partial(build, dossier, Request()))
            os._exit(DEATH if failed or failing.reached else 0)

        if forked(work) == 0:
            break
        assert versions.broken(files_of(dossier / "out")) == [], f"operation {number}"
        if number % 5 == 0:
            build(dossier, Request())
            assert files_of(dossier / "out") == versions.new
    assert 15 < number < ENOUGH - 1


def _put_old(folder: Path, versions: Versions) -> None:
    folder.mkdir(exist_ok=True)
    for name in files_of(folder):
        (folder / name).unlink()
    for name, data in versions.old.items():
        (folder / name).write_bytes(data)
