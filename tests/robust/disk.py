"""A disk that fails, or a machine that stops, at the Nth operation in one folder; and what a power cut may leave.

The operations are the system calls by which the program writes. They are done as asked for, on the real disk, up to
the one that fails. SQLite's tests do the same with a file system of their own (sqlite.org/testing.html).
"""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

DEATH = 9
_BY_NAME = ("open", "replace", "unlink", "mkdir", "rmdir")
_BY_HANDLE = ("write", "fsync")


class Disk:
    """The calls that concern a folder, in their order; the Nth of them is handed to `fail` instead."""

    def __init__(
        self, folder: Path, number: int = 0, fail: Callable[[str, tuple[Any, ...]], None] | None = None
    ) -> None:
        self.log: list[tuple[str, tuple[Any, ...]]] = []
        self._folder = str(folder)
        self._number, self._fail = number, fail
        self._handles: dict[int, str] = {}

    @property
    def reached(self) -> bool:
        """Whether the call that fails was made."""
        return bool(self._number) and len(self.log) >= self._number

    @property
    def last(self) -> str:
        """The name of the call that failed."""
        return self.log[self._number - 1][0]

    def patch(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Put these calls in the place of the system's."""
        for name in (*_BY_NAME, *_BY_HANDLE, "close"):
            monkeypatch.setattr(os, name, self._call(name, getattr(os, name)))

    def _call(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*arguments: Any, **named: Any) -> Any:  # noqa: ANN401 - any system call
            if name == "open" and not arguments[1] & (os.O_CREAT | os.O_DIRECTORY):
                return real(*arguments, **named)  # reading changes no disk
            first = arguments[0]
            path = self._handles.get(first) if name in _BY_HANDLE else first
            if name == "close":
                self._handles.pop(first, None)
            elif isinstance(path, str | Path) and str(path).startswith(self._folder):
                self.log.append((name, (str(path), *arguments[1:])))
                if len(self.log) == self._number and self._fail is not None:
                    self._fail(name, arguments)
            done = real(*arguments, **named)
            if name == "open" and str(first).startswith(self._folder):
                self._handles[done] = str(first)
            return done

        return call


_real_write = os.write


def full(name: str, arguments: tuple[Any, ...]) -> None:
    """Fail as a full disk does: half of the bytes still fit."""
    _write_half(name, arguments)
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def broken(name: str, arguments: tuple[Any, ...]) -> None:
    """Fail as a disk does that cannot write any more."""
    del name, arguments
    raise OSError(errno.EIO, os.strerror(errno.EIO))


def die(name: str, arguments: tuple[Any, ...]) -> None:
    """End the process at once, in the middle of what it writes; nothing of it is put away."""
    _write_half(name, arguments)
    os._exit(DEATH)


def _write_half(name: str, arguments: tuple[Any, ...]) -> None:
    if name == "write":
        handle, data = arguments
        _real_write(handle, bytes(data[: len(data) // 2]))


def forked(work: Callable[[], None]) -> int:
    """Do some work in a fork of this process, and return the number with which that ended."""
    child = os.fork()
    if child == 0:
        try:
            work()
            os._exit(0)
        except BaseException:
            os._exit(1)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


@dataclass(slots=True)
class _Inode:
    """A file: what was written to it, and whether that lies on the disk."""

    data: bytes = b""
    synced: bool = True


@dataclass(slots=True)
class _Machine:
    """What the kernel knows of a folder, and which renames and deletions may not have reached the disk."""

    durable: dict[str, _Inode]
    names: dict[str, _Inode]
    pending: list[Callable[[dict[str, _Inode]], None]] = field(default_factory=list)

    def act(self, change: Callable[[dict[str, _Inode]], None]) -> None:
        change(self.names)
        self.pending.append(change)

    def settle(self) -> None:
        self.durable = dict(self.names)
        self.pending.clear()


def states_after_a_power_cut(
    before: Mapping[str, bytes], folder: Path, log: list[tuple[str, tuple[Any, ...]]]
) -> Iterator[dict[str, bytes]]:
    """Return what a folder may hold where the power went at any moment of some calls.

    A file that was not flushed may be empty, cut or whole; of the renames since the folder was last flushed any
    may have reached the disk, without the others.
    """
    start = {name: _Inode(data) for name, data in before.items()}
    machine = _Machine(dict(start), dict(start))
    yield from _states(machine)
    for name, arguments in log:
        _do(machine, folder, name, arguments)
        yield from _states(machine)


def _do(machine: _Machine, folder: Path, name: str, arguments: tuple[Any, ...]) -> None:
    path = Path(arguments[0])
    if name == "fsync" and path == folder:
        machine.settle()
    elif name == "open" and path != folder and path.name not in machine.names:
        inode = _Inode()
        machine.act(lambda names: names.update({path.name: inode}))
    elif name == "write":
        inode = machine.names[path.name]
        inode.data, inode.synced = inode.data + bytes(arguments[1]), False
    elif name == "fsync":
        machine.names[path.name].synced = True
    elif name == "replace":
        moved, target = machine.names[path.name], Path(arguments[1]).name
        machine.act(lambda names: _rename(names, path.name, target, moved))
    elif name == "unlink":
        machine.act(lambda names: _forget(names, path.name))


def _rename(names: dict[str, _Inode], source: str, target: str, moved: _Inode) -> None:
    names.pop(source, None)
    names[target] = moved


def _forget(names: dict[str, _Inode], name: str) -> None:
    names.pop(name, None)


def _states(machine: _Machine) -> Iterator[dict[str, bytes]]:
    for changes in _some_of(machine.pending):
        names = dict(machine.durable)
        for change in changes:
            change(names)
        for cut in (0, 0.5, 1):
            yield {name: _on_disk(inode, cut) for name, inode in names.items()}


def _on_disk(inode: _Inode, cut: float) -> bytes:
    return inode.data if inode.synced else inode.data[: int(len(inode.data) * cut)]


def _some_of(pending: list[Any]) -> Iterator[tuple[Any, ...]]:
    """Return every selection of the last few changes, behind all that came before them."""
    early, late = pending[:-6], pending[-6:]
    for count in range(len(late) + 1):
        for chosen in combinations(late, count):
            yield (*early, *chosen)
            yield chosen
