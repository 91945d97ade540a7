"""The one call of pandoc: citations in, words out.

Comes in: a style, references as CSL-JSON and a document as pandoc's JSON blocks. Goes out: the same blocks with
each ``Cite`` resolved. pandoc runs with ``--sandbox``, in an empty folder of its own, without the user's data.
"""

from __future__ import annotations

import json
import shutil
import signal
import subprocess
import tempfile
from contextlib import suppress
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from subprocess import PIPE
from typing import Any

from briefwright.cache import NO_CACHE, Cache, key_of
from briefwright.faults import MachineLacks

SECONDS = 8
"""The processor's time for a document's citations, and again for each megabyte; 10,000 notes take three seconds."""

WAITING = 120
"""How long they may take on a busy machine, and where the system cannot limit the processor's time."""

MEMORY = 2 * 1024**3
"""How many bytes of memory they may take, where the system can limit that."""

_OUT_OF_TIME = getattr(signal, "SIGXCPU", 0)
_KIND = "citations"
API_VERSION = (1, 23, 1)
_INSTALL = "install it with `pip install pypandoc_binary`"

Json = Any


class StyleRefused(Exception):
    """Raised when pandoc cannot read a style; the message is pandoc's own."""


class CitingFailed(RuntimeError):
    """Raised when pandoc's answer is not what was asked for: a bug of ours, never the author's."""


@lru_cache(maxsize=16)
def citeproc(style: bytes, references: str, blocks: str, language: str, cache: Cache = NO_CACHE) -> list[Json]:
    """Return pandoc's blocks with their citations resolved, and the bibliography as their last block.

    The same style, references, blocks and language are answered from memory, or from the cache if the same pandoc
    answered them; nobody may change the answer.
    Raises `StyleRefused` for a style that is not CSL, `MachineLacks` where pandoc is missing, crashes or does
    not end, and `CitingFailed` for anything else that pandoc says, warnings included.
    """
    document = f'{{"pandoc-api-version":{json.dumps(API_VERSION)},"meta":{{}},"blocks":{blocks}}}'
    key = "" if cache is NO_CACHE else key_of(_identity(pandoc_path()), style, references, document, language)
    kept = cache.get(_KIND, key)
    said = kept if kept is not None else _asked(style, references, document, language)
    answer: list[Json] = json.loads(said)["blocks"]
    if kept is None:
        cache.put(_KIND, key, said)
    return answer


def _identity(pandoc: Path) -> str:
    """Return what tells one pandoc from another without running it: the place, size and age of its file."""
    try:
        found = pandoc.stat()
    except OSError as error:
        raise MachineLacks(f"pandoc cannot be run ({error.strerror}); {_INSTALL}") from None
    return f"{pandoc}\0{found.st_size}\0{found.st_mtime_ns}"


def _asked(style: bytes, references: str, document: str, language: str) -> bytes:
    """Return what pandoc answers, as it is written; anything but an answer raises, as `citeproc` says."""
    done = _run_in_a_folder(style, references, document, language)
    complaint = _complaint(done.stderr.decode("utf-8", "replace"))
    if _OUT_OF_TIME and done.returncode == -_OUT_OF_TIME:
        raise MachineLacks(f"pandoc did not word the citations within {_seconds(document)} seconds of work")
    if done.returncode < 0:
        raise MachineLacks(f"pandoc crashed (signal {-done.returncode}); {_INSTALL}")
    if done.returncode and complaint.startswith("Citeproc"):
        raise StyleRefused(complaint.splitlines()[0])
    if done.returncode or complaint:
        raise CitingFailed(f"pandoc ended with {done.returncode}: {complaint}")
    return done.stdout


def _run_in_a_folder(
    style: bytes, references: str, document: str, language: str
) -> subprocess.CompletedProcess[bytes]:
    """Return what pandoc answers, run in a folder of its own that holds what it reads."""
    try:
        with tempfile.TemporaryDirectory(prefix="briefwright-") as folder:
            Path(folder, "style.csl").write_bytes(style)
            Path(folder, "references.json").write_text(references, encoding="utf-8")
            return _run(pandoc_path(), document, language, folder)
    except OSError as error:
        reason = f"the folder for temporary files cannot be written ({error.strerror})"
        raise MachineLacks(f"{reason}: make room in it, or name another one in TMPDIR") from None


def _complaint(errors: str) -> str:
    """Return what pandoc says, without what it says of entries that a style leaves out of its bibliography."""
    lines = (line for line in errors.splitlines() if "Bibliography entry with no printed form" not in line)
    return "\n".join(lines).strip()


def pandoc_path() -> Path:
    """Return the path of the pandoc that came with the package; importing that package would run pandoc twice."""
    spec = find_spec("pypandoc")
    for folder in (spec.submodule_search_locations or ()) if spec else ():
        for name in ("pandoc", "pandoc.exe"):
            path = Path(folder, "files", name)
            if path.is_file():
                return path
    found = shutil.which("pandoc")
    if found is None:
        raise MachineLacks(f"pandoc is missing, which words the citations; {_INSTALL}")
    return Path(found)


def _run(pandoc: Path, document: str, language: str, folder: str) -> subprocess.CompletedProcess[bytes]:
    command = [
        str(pandoc),
        *("--from", "json", "--to", "json", "--citeproc", "--sandbox", "--data-dir", folder),
        *("--csl", "style.csl", "--bibliography", "references.json"),
        *("--metadata", f"lang={language}", "--metadata", "link-bibliography=true"),
    ]
    data = document.encode()
    try:
        with subprocess.Popen(command, stdin=PIPE, stdout=PIPE, stderr=PIPE, cwd=folder) as process:
            _limit(process.pid, _seconds(document))
            try:
                answer, complaints = process.communicate(data, timeout=WAITING)
            except BaseException:
                process.kill()
                raise
    except subprocess.TimeoutExpired:
        raise MachineLacks(f"pandoc did not word the citations within {WAITING} seconds") from None
    except OSError as error:
        raise MachineLacks(f"pandoc cannot be run ({error.strerror}); {_INSTALL}") from None
    return subprocess.CompletedProcess(command, process.returncode, answer, complaints)


def _seconds(document: str) -> int:
    """Return how many seconds of the processor a document may take."""
    return SECONDS * (1 + len(document) // 1_000_000)


def _limit(process: int, seconds: int) -> None:
    """Limit the processor's time of a process, and the memory that it writes to.

    Its address space says nothing of that: pandoc reserves a terabyte of it.
    """
    with suppress(ImportError, AttributeError, OSError):
        import resource

        resource.prlimit(process, resource.RLIMIT_DATA, (MEMORY, MEMORY))
        resource.prlimit(process, resource.RLIMIT_CPU, (seconds, seconds + 1))
