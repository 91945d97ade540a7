"""What a build may take of the machine: its seconds, and the memory of each of its processes."""

from __future__ import annotations

import contextlib
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import NoReturn

from briefwright.facts.home import FILE
from briefwright.facts.settings import Limits, Settings
from briefwright.faults import Fault, FaultsFound, Place

# A library may swallow what interrupts it, so the interruption comes again.
_AGAIN_SECONDS = 5.0


class _TimeIsUp(BaseException):
    """Raised in the middle of a build that takes too long; no room takes it for a fault of its own."""


class Bounds:
    """The bounds of a build under way: the defaults of `Limits` until the dossier has been read."""

    def __init__(self) -> None:
        self.limits = Limits()
        self._place = Place(FILE)
        self._set()

    def adopt(self, settings: Settings) -> None:
        """Take over what a dossier says; its seconds count from now."""
        self.limits, self._place = settings.limits, settings.place("limits")
        self._set()

    def _set(self) -> None:
        _set_timer(self.limits.seconds)
        _set_memory(self.limits.memory_mb * 1024**2)

    def out_of_time(self) -> FaultsFound:
        """Return the fault of a build that took too long."""
        return self._fault(
            f"took more than {self.limits.seconds} seconds: make fewer briefs at once, or raise 'seconds'"
        )

    def out_of_memory(self) -> FaultsFound:
        """Return the fault of a build that took too much memory."""
        return self._fault(
            f"took more than {self.limits.memory_mb} MB of memory: make fewer briefs, or raise 'memory_mb'"
        )

    def _fault(self, what: str) -> FaultsFound:
        return FaultsFound([Fault(self._place, "LIMITS", f"the build {what}")])


@contextmanager
def bounded() -> Iterator[Bounds]:
    """Hold a build to its limits, where the system can, and lift them afterwards.

    The time is measured in a process's main thread only.

    Raises:
        FaultsFound: a limit was reached.

    """
    with _memory_kept(), _timer_kept():
        bounds = Bounds()
        try:
            yield bounds
        except _TimeIsUp:
            raise bounds.out_of_time() from None
        except MemoryError:
            raise bounds.out_of_memory() from None


def _stop(number: int, frame: FrameType | None) -> NoReturn:
    del number, frame
    raise _TimeIsUp


@contextmanager
def _timer_kept() -> Iterator[None]:
    """Let the timer end what it measures, and put back what was there before."""
    if not _has_timer():
        yield
        return
    before = signal.signal(signal.SIGALRM, _stop)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before or signal.SIG_DFL)


def _has_timer() -> bool:
    return hasattr(signal, "SIGALRM") and threading.current_thread() is threading.main_thread()


def _set_timer(seconds: float) -> None:
    if _has_timer():
        signal.setitimer(signal.ITIMER_REAL, seconds, _AGAIN_SECONDS)


@contextmanager
def _memory_kept() -> Iterator[None]:
    """Put back what memory the process might take before."""
    if sys.platform == "win32":
        yield
        return
    import resource

    before = resource.getrlimit(resource.RLIMIT_AS)
    try:
        yield
    finally:
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_AS, before)


def _set_memory(size: int) -> None:
    """Limit this process and those that it starts to a number of bytes; a limit for good stays where it is less."""
    if sys.platform == "win32":
        return
    import resource

    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    soft = size if hard == resource.RLIM_INFINITY else min(size, hard)
    with contextlib.suppress(ValueError, OSError):  # macOS keeps no such limit
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))
