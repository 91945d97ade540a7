"""What a build may take: seconds, memory and pages, as `limits` in dossier.yaml says."""

from __future__ import annotations

import contextlib
import resource
import signal
import sys
import threading
import time
from pathlib import Path

import pytest

from briefwright.build import Request, build, check
from briefwright.build.bounds import bounded
from briefwright.facts.settings import read_settings
from briefwright.faults import Faults, FaultsFound
from robust.dossiers import add_facts, files_of, write_dossier

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limits")


def limited(folder: Path, limits: str, facts: int = 0) -> Path:
    """Return a dossier with limits and that many more facts, of which PDFs are made."""
    dossier = write_dossier(folder, "pdf")
    (dossier / "dossier.yaml").write_text(f"title: Example\nlimits: {{{limits}}}\n", encoding="utf-8")
    if facts:
        add_facts(dossier, facts)
    return dossier


def faults_of(dossier: Path) -> list[str]:
    """Return the faults of a build."""
    with pytest.raises(FaultsFound) as found:
        build(dossier, Request(briefs=("one",)))
    assert files_of(dossier / "out") == {}
    return [str(fault) for fault in found.value.faults]


def test_a_build_that_takes_too_long_is_ended(tmp_path: Path) -> None:
    dossier = limited(tmp_path, "seconds: 1", facts=300)
    started = time.monotonic()
    assert faults_of(dossier) == [
        "dossier.yaml:2:9: LIMITS the build took more than 1 seconds: make fewer briefs at once, or raise 'seconds'"
    ]
    assert time.monotonic() - started < 10
    assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)


def test_a_layout_that_takes_too_long_is_ended(tmp_path: Path) -> None:
    (fault,) = faults_of(limited(tmp_path, "pdf_seconds: 1", facts=300))
    assert fault.startswith("briefs/one.yaml:1:1: PDF one.en.pdf: the layout ran out of time: ")


def test_a_pdf_with_too_many_pages_is_refused(tmp_path: Path) -> None:
    (fault,) = faults_of(limited(tmp_path, "pages: 1", facts=60))
    assert fault.startswith("briefs/one.yaml:1:1: LIMITS one.en.pdf has ")
    assert fault.endswith(" pages, and 'limits' allows 1: split the brief")


def test_memory_is_bounded_and_the_bound_lifted() -> None:
    before = resource.getrlimit(resource.RLIMIT_AS)
    with pytest.raises(FaultsFound) as found, bounded():
        bytes(4 * 1024**3)
    (fault,) = found.value.faults
    assert fault.message.startswith("the build took more than 3072 MB of memory: ")
    assert resource.getrlimit(resource.RLIMIT_AS) == before


def test_the_time_is_up_even_where_somebody_catches_everything() -> None:
    with pytest.raises(FaultsFound, match="took more than"), bounded():
        _swallow_everything_for(0.05)


def _swallow_everything_for(seconds: float) -> None:
    """Do what a room might that goes on after any error, until the time is up."""
    signal.setitimer(signal.ITIMER_REAL, seconds)
    for _ in range(50):
        with contextlib.suppress(Exception):
            time.sleep(1)


def test_a_build_in_another_thread_has_no_timer_and_works(tmp_path: Path) -> None:
    dossier, reports = write_dossier(tmp_path), []
    thread = threading.Thread(target=lambda: reports.append(build(dossier, Request())))
    thread.start()
    thread.join()
    assert len(reports[0].written) == 4


@pytest.mark.parametrize(
    ("limits", "fault"),
    [
        ("seconds: 0", "2:19: NUMBER expected a number from 1 to 86400, found 0"),
        ("memory_mb: 64", "2:21: NUMBER expected a number from 256 to 65536, found 64"),
        ("pages: many", "2:17: NUMBER expected a whole number in digits only, found 'many'"),
        ("minutes: 3", "2:10: UNKNOWN-KEY unknown key 'minutes'"),
    ],
)
def test_limits_without_sense_are_told(limits: str, fault: str, tmp_path: Path) -> None:
    assert [str(fault) for fault in check(limited(tmp_path, limits), Request())] == [f"dossier.yaml:{fault}"]


def test_a_dossier_that_says_nothing_has_limits(tmp_path: Path) -> None:
    settings = read_settings(write_dossier(tmp_path), Faults())
    assert settings is not None
    assert settings.limits.model_dump() == {
        "seconds": 1800,
        "layout_seconds": 8,
        "pdf_seconds": 300,
        "memory_mb": 3072,
        "pages": 2000,
    }
