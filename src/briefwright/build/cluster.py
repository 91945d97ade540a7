"""Builds beyond one machine: the workers of a Dask cluster make the units (``--scheduler ADDRESS``).

A worker needs this package and nothing of the dossier: the files travel with the work, are unpacked into a folder
of the worker's own and read there. What a worker that is lost has not finished is made again by another.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError
from contextlib import contextmanager
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from briefwright import __version__
from briefwright.build.crew import Crew, Together, Travelled
from briefwright.build.request import Request
from briefwright.build.units import Workshop
from briefwright.faults import MachineLacks

PATIENCE = "10s"
"""How long a scheduler may take to answer."""

_MISSING = "builds on a cluster need Dask: pip install 'briefwright[cluster]'"
_PACKAGES = ("weasyprint", "pydyf", "python-docx", "pypandoc_binary", "Jinja2", "Babel", "PyICU", "fonttools")
_AGAIN = 3

_at_work: dict[str, Travelled] = {}


def _work(packed: bytes, request: Request, what: str, *task: Any) -> Any:  # noqa: ANN401 - half of a unit's work
    """Do one half of a unit's work on a worker, which reads a dossier at its first unit only."""
    key = hashlib.sha256(packed + repr(request).encode()).hexdigest()
    if key not in _at_work:
        _at_work.clear()
        _at_work[key] = Travelled(packed, request)
    return getattr(_at_work[key].workshop, what)(*task)


def same(value: bytes) -> bytes:
    """Return what came in: the files of a dossier are a result like others, which a cluster can make again."""
    return value


@contextmanager
def cluster(address: str, workshop: Workshop, packed: Callable[[], bytes], request: Request) -> Iterator[Crew]:
    """Return the crew of a cluster.

    Raises:
        MachineLacks: Dask is not installed, no scheduler answers at the address, it has no workers, they run
            another version, or the cluster ends before its work is done.

    """
    try:
        import distributed
    except ImportError:
        raise MachineLacks(_MISSING) from None
    try:
        client: Any = distributed.Client(address, timeout=PATIENCE, set_as_default=False)
    except (OSError, ValueError, TimeoutError) as error:
        raise MachineLacks(f"no Dask scheduler answers at {address}: {error}") from error
    try:
        _check_workers(client, address)
        files = client.submit(same, packed(), pure=False, retries=_AGAIN)
        executor = client.get_executor(pure=False, retries=_AGAIN)
        yield Together(executor, workshop, (_work, files, request))
    except (distributed.KilledWorker, CancelledError, OSError) as error:
        message = f"the cluster at {address} ended before its work was done: nothing was written ({error})"
        raise MachineLacks(message) from error
    finally:
        client.close(timeout=1)


def _check_workers(client: Any, address: str) -> None:  # noqa: ANN401 - distributed has no types
    """Raise `MachineLacks` where there is nobody to work, or somebody with another program."""
    running = client.run(versions)
    if not running:
        raise MachineLacks(f"the Dask scheduler at {address} has no workers: start some with 'dask worker'")
    ours = versions()
    for worker, theirs in sorted(running.items()):
        other = [
            f"{name} {theirs.get(name)} instead of {ours[name]}" for name in ours if theirs.get(name) != ours[name]
        ]
        if other:
            raise MachineLacks(f"the worker {worker} has {', '.join(other)}: install the same on all machines")


def versions() -> dict[str, str]:
    """Return the versions on which the bytes of a document depend, of this process's packages."""
    return {"briefwright": __version__, "its files": _files(), **{name: _version(name) for name in _PACKAGES}}


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "none"


def _files() -> str:
    """Return the start of a hash of the program's own files, by content."""
    package = Path(__file__).resolve().parents[1]
    digest = hashlib.sha256()
    for path in sorted(package.rglob("*.py")):
        digest.update(path.relative_to(package).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:12]
