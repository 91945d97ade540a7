"""The printing process: it loads WeasyPrint once, then forks for each job, and limits what the fork may take.

Run as a module; jobs come in on standard input and reports go out on standard output.
"""

from __future__ import annotations

import gc
import json
import os
import select
import signal
import sys
import traceback
from typing import Any, BinaryIO

from briefwright.writers.pdf.frames import receive, send
from briefwright.writers.pdf.problems import Logged, OutOfBounds, to_data

# On macOS the system's own text libraries must not be used after a fork.
_OF_WEASYPRINT = ("weasyprint", "pydyf", "tinycss2", "cssselect2")
FORKS = hasattr(os, "fork") and sys.platform != "darwin"
# Between the signal that tells of the limit and the one that nothing survives.
GRACE_SECONDS = 5
LIBRARIES = (
    "Pango, which lays out the text of a PDF, is not installed: apt install libpango-1.0-0 libpangoft2-1.0-0"
)
OTHER_VERSION = (
    "WeasyPrint {installed} is installed, and PDFs are tagged for {pinned} only: pip install weasyprint=={pinned}"
)


def main() -> None:
    """Print every page that comes in, until the other side goes."""
    jobs, reports = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    # What a library prints must not get between the reports.
    os.dup2(2, 1)
    lacks = _lacks()
    # What is loaded stays: no job needs to look through it for garbage, and no fork to copy it for that.
    gc.freeze()
    while True:
        try:
            order, goods = json.loads(receive(jobs)), receive(jobs)
        except EOFError:
            return
        if lacks:
            send(reports, json.dumps({"lacks": lacks}).encode(), b"")
        else:
            send(reports, *(_forked(order, goods, jobs) if FORKS else _job(order, goods)))


def _lacks() -> list[str]:
    """Load what printing needs; return what the machine lacks for it."""
    if not _load():
        return [LIBRARIES]
    import weasyprint

    import briefwright.writers.pdf.printing  # noqa: F401 - loaded once, not in each fork
    from briefwright.writers.pdf.boxes import PINNED

    if weasyprint.__version__ != PINNED:
        return [OTHER_VERSION.format(pinned=PINNED, installed=weasyprint.__version__)]
    return []


def _load() -> bool:
    """Import WeasyPrint; return whether its libraries are there.

    With a PATH that leads nowhere, ctypes asks the loader for a library by name; with one it first runs a compiler
    and a linker, eighty processes in all, which is kept for machines where the names alone do not do. An empty PATH
    would mean the working directory: there a dossier could have its own linker waiting.
    """
    path = os.environ.get("PATH", "")
    for attempt in (os.devnull, path):
        os.environ["PATH"] = attempt
        try:
            import weasyprint  # noqa: F401
        except OSError:
            continue
        finally:
            os.environ["PATH"] = path
        return True
    return False


def _job(order: dict[str, Any], goods: bytes) -> tuple[bytes, bytes]:
    """Return the report on what was ordered, and its PDF."""
    data = b""
    try:
        report, data = _made(order, goods)
    except (MemoryError, RecursionError) as reached:
        what = "memory" if isinstance(reached, MemoryError) else "depth"
        report = {"problems": [to_data(OutOfBounds(what))]}
    except Exception as error:  # a bug of ours is told to the caller, who raises it there
        report = {"crash": traceback.format_exc()}
        if _arose_in_layout(error):
            what = f"{type(error).__name__}: {error}"
            why = f"a size or a number in the layout's style sheet is beyond reason ({what})"
            report = {"problems": [to_data(Logged(why))]}
    return json.dumps(report).encode(), data


def _made(order: dict[str, Any], goods: bytes) -> tuple[dict[str, Any], bytes]:
    """Join the parts of a document, or print a page: whole, as a part of one, or in many wordings."""
    if "join" in order:
        from briefwright.writers.pdf.joining import joined

        return joined(order["join"], goods)
    if "letters" in order:
        from briefwright.writers.pdf.letters import print_letters

        return print_letters(goods.decode(), **order["letters"])
    from briefwright.writers.pdf.printing import print_page

    return print_page(goods.decode(), order.get("part"))


def _arose_in_layout(error: Exception) -> bool:
    """Tell whether an error arose in WeasyPrint: some values of a style sheet are more than it can take."""
    last = traceback.extract_tb(error.__traceback__)[-1].filename
    return any(f"{os.sep}{package}{os.sep}" in last for package in _OF_WEASYPRINT)


def _forked(order: dict[str, Any], goods: bytes, jobs: BinaryIO) -> tuple[bytes, bytes]:
    """Return the report and the PDF that a fork with limits made; it ends when the other side goes."""
    incoming, outgoing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(incoming)
        _work(order, goods, os.fdopen(outgoing, "wb"))
    os.close(outgoing)
    with os.fdopen(incoming, "rb") as answer:
        # Nothing comes in while a job is under way but the end of the other side, which may be killed at any time.
        if jobs in select.select([jobs, answer], [], [])[0]:
            os.kill(child, signal.SIGKILL)
        try:
            result = receive(answer), receive(answer)
        except EOFError:
            result = None
    _, status = os.waitpid(child, 0)
    return result or _died(status)


def _work(order: dict[str, Any], goods: bytes, answer: BinaryIO) -> None:
    """Do one job in the fork and end it: nothing of the parent's is cleaned up twice."""
    import resource

    seconds, memory = order["processor_seconds"], order["memory_bytes"]
    if "letters" not in order:
        # A page is laid out once, and all that it took is given back at the end of the fork: to look for garbage
        # takes an eighth of the time and finds a fiftieth of the memory.
        gc.disable()
    try:
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + GRACE_SECONDS))
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        with answer:
            send(answer, *_job(order, goods))
    finally:
        os._exit(0)


def _died(status: int) -> tuple[bytes, bytes]:
    """Return the report on a fork that ended without one."""
    out_of_time = os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGXCPU
    what = "time" if out_of_time else "memory"
    return json.dumps({"problems": [to_data(OutOfBounds(what))]}).encode(), b""


if __name__ == "__main__":
    main()
