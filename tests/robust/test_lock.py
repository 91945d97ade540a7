"""Two builds at once: one waits and says so; the folder of the output is where it should be, or nothing is done."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import pytest

from briefwright.build import OutputFailed, Request, build
from briefwright.build.lock import LOCK, locked
from briefwright.faults import FaultsFound
from robust.disk import forked
from robust.dossiers import PROGRAM, add_facts, files_of, run_program, start_program, write_dossier

NOBODY = 65534


def silent(line: str) -> None:
    """Fail: nothing is waited for here."""
    raise AssertionError(line)


def test_a_second_build_waits_for_the_first_and_says_so(tmp_path: Path) -> None:
    dossier = write_dossier(tmp_path)
    with locked(dossier / "out", silent):
        second = start_program(dossier, "build")
        assert second.stderr is not None
        said = second.stderr.readline()
        assert second.poll() is None
    out, errors = second.communicate(timeout=60)
    assert (said, errors) == (f"waiting for another build of {dossier}/out to end\n", "")
    assert (second.returncode, out.count("wrote")) == (0, 4)


def test_a_build_gives_up_on_one_that_does_not_end(tmp_path: Path) -> None:
    told: list[str] = []
    with locked(tmp_path, silent), pytest.raises(OutputFailed) as failed, locked(tmp_path, told.append, 0.2):
        pass
    assert str(failed.value) == (
        f"another build is writing {tmp_path} and did not end within 0 seconds: "
        "nothing was written; give the command again when it has ended"
    )
    assert told == [f"waiting for another build of {tmp_path} to end"]
    assert files_of(tmp_path) == {}


def test_many_builds_at_once_never_meet(tmp_path: Path) -> None:
    inside, most, done = 0, 0, 0

    def work() -> None:
        nonlocal inside, most, done
        with locked(tmp_path / "out", lambda _: None):
            inside += 1
            most = max(most, inside)
            time.sleep(0.002)
            inside -= 1
            done += 1

    threads = [threading.Thread(target=work) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (most, done) == (1, 20)
    assert files_of(tmp_path / "out") == {}


def test_the_lock_of_a_build_that_was_killed_hinders_nobody(tmp_path: Path) -> None:
    (tmp_path / LOCK).touch()
    with locked(tmp_path, silent):
        assert (tmp_path / LOCK).exists()
    assert files_of(tmp_path) == {}


def test_what_a_killed_build_left_aside_is_swept(tmp_path: Path) -> None:
    dossier = write_dossier(tmp_path)
    build(dossier, Request())
    made = files_of(dossier / "out")
    (dossier / "out/.briefwright-0123456789abcdef").write_bytes(b"half a fi")
    (dossier / "out/.briefwright-link").symlink_to(dossier / "dossier.yaml")
    build(dossier, Request())
    assert files_of(dossier / "out") == made
    assert (dossier / "dossier.yaml").is_file()


def test_a_folder_made_for_a_build_with_faults_goes_again(tmp_path: Path) -> None:
    dossier = write_dossier(tmp_path)
    (dossier / "briefs/one.yaml").write_text("layout: nope\n", encoding="utf-8")
    with pytest.raises(FaultsFound):
        build(dossier, Request(out=tmp_path / "deep/er"))
    assert not (tmp_path / "deep").exists()


def test_an_output_folder_that_leads_out_of_the_dossier_is_refused(tmp_path: Path) -> None:
    dossier = write_dossier(tmp_path / "dossier")
    (tmp_path / "elsewhere").mkdir()
    (dossier / "out").symlink_to(tmp_path / "elsewhere")
    result = run_program(dossier, "build")
    assert (result.returncode, files_of(tmp_path / "elsewhere")) == (1, {})
    assert result.stderr.startswith("out:1:1: OUT-OUTSIDE is a link that leads out of the dossier: ")
    build(dossier, Request(out=dossier / "out"))
    assert "manifest.json" in files_of(tmp_path / "elsewhere")


def test_an_output_folder_that_leads_nowhere(tmp_path: Path) -> None:
    dossier = write_dossier(tmp_path)
    (dossier / "out").symlink_to("out")
    with pytest.raises(OutputFailed, match="cannot be written"):
        build(dossier, Request())


def test_a_lock_that_is_a_link_is_not_followed(tmp_path: Path) -> None:
    dossier = write_dossier(tmp_path)
    (dossier / "out").mkdir()
    (dossier / "out" / LOCK).symlink_to(tmp_path / "created")
    with pytest.raises(OutputFailed):
        build(dossier, Request())
    assert not (tmp_path / "created").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="there are no forks on Windows")
def test_a_folder_that_cannot_be_written_is_told_before_any_work(tmp_path: Path) -> None:
    with tempfile.TemporaryDirectory() as name:
        dossier = write_dossier(Path(name), "pdf")
        (dossier / "out").mkdir(mode=0o555)
        Path(name).chmod(0o555)

        def work() -> None:
            if os.getuid() == 0:
                os.setuid(NOBODY)
            started = time.monotonic()
            try:
                build(dossier, Request())
            except OutputFailed as failed:
                told = os.strerror(errno.EACCES) in str(failed)
                os._exit(40 if told and time.monotonic() - started < 0.2 else 41)

        assert forked(work) == 40
        Path(name).chmod(0o755)


def limited_to(size: int) -> list[str]:
    """Return the program, which may not write a file of more than that many bytes."""
    limits = (
        "import resource, signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN); "
        f"resource.setrlimit(resource.RLIMIT_FSIZE, ({size}, {size})); "
    )
    return [*PROGRAM[:2], limits + PROGRAM[2]]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limit")
def test_a_file_that_may_not_grow_leaves_the_old_ones(tmp_path: Path) -> None:
    dossier = write_dossier(tmp_path)
    add_facts(dossier, 200)
    build(dossier, Request())
    before = files_of(dossier / "out")
    assert len(before["one.en.html"]) > 100_000
    write_dossier(tmp_path, words="Other words.")
    command = [*limited_to(100_000), "--dossier", str(dossier), "build"]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (result.returncode, files_of(dossier / "out")) == (3, before)
    assert result.stderr == f"{dossier}/out cannot be written: {os.strerror(errno.EFBIG)}\n"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limit")
def test_a_full_folder_for_temporary_files_is_told(tmp_path: Path) -> None:
    dossier = write_dossier(tmp_path)
    command = [*limited_to(1000), "--dossier", str(dossier), "build"]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    assert result.returncode == 3
    assert result.stderr == (
        f"the folder for temporary files cannot be written ({os.strerror(errno.EFBIG)}): "
        "make room in it, or name another one in TMPDIR\n"
    )
    assert not (dossier / "out").exists()


def test_a_folder_in_the_place_of_a_file_is_told(tmp_path: Path) -> None:
    dossier = write_dossier(tmp_path)
    (dossier / "out/one.en.html").mkdir(parents=True)
    with pytest.raises(OutputFailed, match="cannot be written: "):
        build(dossier, Request())
    assert not [name for name in os.listdir(dossier / "out") if name.startswith(".")]


def test_who_may_read_the_output_the_umask_says(tmp_path: Path) -> None:
    dossier = write_dossier(tmp_path)
    before = os.umask(0o077)
    try:
        build(dossier, Request())
    finally:
        os.umask(before)
    assert {path.stat().st_mode & 0o777 for path in (dossier / "out").iterdir()} == {0o600}
