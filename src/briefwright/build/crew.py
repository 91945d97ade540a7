"""Who does the work of a build: this process, several of this machine's, or the workers of a cluster.

Each makes the same bytes of the same unit; who made which, and in what order, cannot be told from the output.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from multiprocessing.connection import wait
from pathlib import Path
from typing import Any, Protocol, TypeVar

from briefwright.build.dossier import read_dossier
from briefwright.build.inputs import unpack
from briefwright.build.request import Request, Watcher
from briefwright.build.units import Draft, Finished, Unit, Workshop
from briefwright.faults import Faults

T = TypeVar("T")
Done = Callable[[int, Any], None]
"""Hears the number of a task, and what came of it."""

# A fork has all that this process has read; elsewhere a library may have started threads that no fork survives.
_FORKS = sys.platform == "linux"


class Crew(Protocol):
    """Whoever makes units."""

    def draft(self, units: Sequence[Unit], watcher: Watcher) -> list[tuple[Draft, ...]]:
        """Return the drafts of each unit, in the order of the units."""

    def write(
        self, units: Sequence[Unit], drafts: Sequence[tuple[Draft, ...]], watcher: Watcher, done: Done
    ) -> list[tuple[Finished, ...]]:
        """Return the files of each unit, in the order of the units; `done` hears of each as soon as it is there."""


class Alone:
    """One process, which makes one unit after the other."""

    def __init__(self, workshop: Workshop) -> None:
        self._workshop = workshop

    def draft(self, units: Sequence[Unit], watcher: Watcher) -> list[tuple[Draft, ...]]:
        """Return the drafts of each unit."""
        return [self._workshop.draft(unit) for unit in units]

    def write(
        self, units: Sequence[Unit], drafts: Sequence[tuple[Draft, ...]], watcher: Watcher, done: Done
    ) -> list[tuple[Finished, ...]]:
        """Return the files of each unit."""
        finished: list[tuple[Finished, ...]] = []
        for number, (unit, its_own) in enumerate(zip(units, drafts, strict=True)):
            watcher.start(unit.name)
            finished.append(self._workshop.write(unit, its_own))
            done(number, finished[-1])
            watcher.done(unit.name)
        return finished


class Together:
    """Executors of the standard library's kind make units side by side."""

    def __init__(self, executor: Executor, instead: Workshop, call: tuple[Any, ...]) -> None:
        self._executor = executor
        self._instead = instead
        self._call = call

    def draft(self, units: Sequence[Unit], watcher: Watcher) -> list[tuple[Draft, ...]]:
        """Return the drafts of each unit."""
        return self._run("draft", [(unit,) for unit in units], lambda number, found: None)

    def write(
        self, units: Sequence[Unit], drafts: Sequence[tuple[Draft, ...]], watcher: Watcher, done: Done
    ) -> list[tuple[Finished, ...]]:
        """Return the files of each unit."""

        def tell(number: int, found: object) -> None:
            done(number, found)
            watcher.done(units[number].name)

        for unit in units:
            watcher.start(unit.name)
        return self._run("write", list(zip(units, drafts, strict=True)), tell)

    def _run(self, what: str, tasks: Sequence[tuple[Any, ...]], done: Done) -> list[Any]:
        found: dict[int, Any] = {}
        futures = {self._executor.submit(*self._call, what, *task): number for number, task in enumerate(tasks)}
        for future in as_completed(futures):
            number = futures[future]
            found[number] = self._result(future, what, tasks[number])
            done(number, found[number])
        return [found[number] for number in range(len(tasks))]

    def _result(self, future: Future[Any], what: str, task: tuple[Any, ...]) -> Any:  # noqa: ANN401
        """Return what came of a task; this process does what a process that died has left undone."""
        try:
            return future.result()
        except BrokenProcessPool:
            return getattr(self._instead, what)(*task)


_WORKSHOPS: dict[str, Workshop] = {}
_HERE = "here"
_TRAVELLED: list[Travelled] = []


def _work(what: str, *task: Any) -> Any:  # noqa: ANN401 - either half of a unit's work
    """Do one half of a unit's work, in a process that has the workshop."""
    return getattr(_WORKSHOPS[_HERE], what)(*task)


@contextmanager
def processes(workshop: Workshop, jobs: int, packed: Callable[[], bytes], request: Request) -> Iterator[Crew]:
    """Return a crew of processes of this machine, which end with this one, however that ends."""
    context = multiprocessing.get_context("fork" if _FORKS else "spawn")
    if _FORKS:
        gc.freeze()  # else the first collection in each process copies all that they have in common
        _WORKSHOPS[_HERE] = workshop
        starting: tuple[Any, ...] = (_start, ())
    else:
        starting = (_start_elsewhere, (packed(), request))
    executor = ProcessPoolExecutor(jobs, context, *starting)
    # At the first task the processes are forked: before anybody who watches has started a thread.
    executor.submit(os.getpid)
    try:
        yield Together(executor, workshop, (_work,))
        executor.shutdown()
    except BaseException:
        _end(executor)
        raise
    finally:
        gc.unfreeze()
        _WORKSHOPS.pop(_HERE, None)


def _end(executor: ProcessPoolExecutor) -> None:
    """End the processes of an executor at once, whatever they are at."""
    for process in multiprocessing.active_children():
        process.kill()
    executor.shutdown(wait=True, cancel_futures=True)


def _start() -> None:
    """Make a process of the crew deaf to what ends the one that it works for, and end with that one."""
    with suppress(AttributeError, ValueError):
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    threading.Thread(target=_end_with_parent, daemon=True).start()
    if _HERE in _WORKSHOPS:
        _WORKSHOPS[_HERE].warm_up()


def _end_with_parent() -> None:
    """Wait for the end of the process that this one works for."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait([parent.sentinel])
        os._exit(1)


def _start_elsewhere(packed: bytes, request: Request) -> None:
    """Read the dossier in a process that has nothing of the one that it works for."""
    _start()
    _TRAVELLED.append(Travelled(packed, request))
    _WORKSHOPS[_HERE] = _TRAVELLED[-1].workshop


class Travelled:
    """A dossier that has come from another process, in a folder that goes with it, and the workshop for it."""

    def __init__(self, packed: bytes, request: Request) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="briefwright-")
        unpack(packed, Path(self._folder.name))
        self.workshop = Workshop(read_dossier(Path(self._folder.name), Faults()), request)
