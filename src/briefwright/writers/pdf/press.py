"""The caller's side of the printing process: `print_whole` hands over a page and gets a PDF, or what is wrong.

A layout can eat all time and memory by a single style rule, so WeasyPrint never runs in the caller's process. A
press is a process that has WeasyPrint loaded and forks for each job: a job costs no start-up and leaves nothing
behind. Presses are kept for the next job; each thread that prints at the same time gets its own.
"""

from __future__ import annotations

import atexit
import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from typing import Any, BinaryIO, cast

from briefwright.faults import MachineLacks
from briefwright.writers.pdf.frames import receive, send
from briefwright.writers.pdf.problems import OutOfBounds, PdfRefused, from_data


@dataclass(frozen=True, slots=True)
class Limits:
    """What one process may take for a document or a part of it: seconds of processor and of waiting, and bytes."""

    processor_seconds: int = 300
    wall_seconds: float = 600
    memory_bytes: int = 3 * 1024**3


@dataclass(frozen=True, slots=True)
class Pdf:
    """A PDF that passed every gate, and the number of its pages."""

    data: bytes
    pages: int


DEFAULT_LIMITS = Limits()


def print_whole(html: str, limits: Limits = DEFAULT_LIMITS) -> Pdf:
    """Return the PDF/UA-1 of a page in its print form, laid out in one go.

    Raises PdfRefused and MachineLacks as `write_pdf` does.
    """
    head, data = order({}, html.encode(), limits)
    if head.get("problems"):
        raise PdfRefused(map(from_data, head["problems"]))
    return Pdf(data, head["pages"])


def order(task: Mapping[str, Any], goods: bytes, limits: Limits) -> tuple[dict[str, Any], bytes]:
    """Return the report of a printing process on a task, problems included, and what it made of the goods.

    May be called from several threads at once. Raises MachineLacks, and PdfRefused where it took too long.
    """
    press = _take()
    try:
        head, data = press.run({**asdict(limits), **task}, goods, limits.wall_seconds)
    except BaseException:
        press.close()
        raise
    _give_back(press)
    if head.get("lacks"):
        raise MachineLacks("\n".join(head["lacks"]))
    if "crash" in head:
        raise RuntimeError(f"the PDF writer failed:\n{head['crash']}")
    return head, data


class _Press:
    """One printing process."""

    def __init__(self) -> None:
        # -P: a module in the working directory, which may be a stranger's dossier, is never imported.
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", "briefwright.writers.pdf.shop"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
            start_new_session=True,
        )
        self._jobs = cast(BinaryIO, self._process.stdin)
        self._reports = cast(BinaryIO, self._process.stdout)

    @property
    def alive(self) -> bool:
        """Whether the process can take a job."""
        return self._process.poll() is None

    def run(self, task: dict[str, Any], goods: bytes, seconds: float) -> tuple[dict[str, Any], bytes]:
        """Return the report on a job and its PDF. Raises PdfRefused where the job took too long and was ended."""
        watch = threading.Timer(seconds, self._kill)
        watch.start()
        try:
            send(self._jobs, json.dumps(task).encode(), goods)
            return json.loads(receive(self._reports)), receive(self._reports)
        except (EOFError, BrokenPipeError) as ended:
            if watch.finished.is_set():
                raise PdfRefused([OutOfBounds("time")]) from ended
            raise RuntimeError("the printing process ended before its job was done") from ended
        finally:
            watch.cancel()

    def _kill(self) -> None:
        """End the process and what it forked."""
        with suppress(ProcessLookupError):
            if hasattr(os, "killpg"):
                os.killpg(self._process.pid, signal.SIGKILL)
            else:
                self._process.kill()

    def close(self) -> None:
        """End the process and release its pipes."""
        self._kill()
        with suppress(BrokenPipeError):
            self._process.communicate()


_idle: list[_Press] = []
_lock = threading.Lock()


def _take() -> _Press:
    """Return a press that is free, or a new one."""
    with _lock:
        while _idle:
            press = _idle.pop()
            if press.alive:
                return press
            press.close()
    return _Press()


def warm_up() -> None:
    """Start a printing process, unless one is free: it loads WeasyPrint while the caller gets its page ready."""
    _give_back(_take())


def _give_back(press: _Press) -> None:
    with _lock:
        _idle.append(press)


def _close_all() -> None:
    with _lock:
        while _idle:
            _idle.pop().close()


def _forget_all() -> None:
    """In a forked process the presses are its parent's: two must not talk through one pipe."""
    global _lock
    _lock = threading.Lock()
    for press in _idle:
        press._process.returncode = 0  # not this process's child, so never waited for
    _idle.clear()


atexit.register(_close_all)
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forget_all)
