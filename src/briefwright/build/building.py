"""Building: what there is to do, and nothing where that is nothing.

Only what must be done is imported: most builds of a day change one word, and many change none.
"""

from __future__ import annotations

from pathlib import Path

from briefwright.build.last import nothing_to_do, remember
from briefwright.build.program import program
from briefwright.build.request import UNWATCHED, Report, Request, Watcher
from briefwright.build.snapshot import now_ns
from briefwright.cache import open_cache
from briefwright.facts.home import find_dossier


def build(start: Path, request: Request, watcher: Watcher = UNWATCHED) -> Report:
    """Make the documents that a request asks for, and return what was written; `watcher` hears of the work.

    What earlier builds made is made again only where something that it was made of has changed.

    Raises:
        FaultsFound: the dossier has faults; nothing was written.
        MachineLacks: the machine lacks a font or a program, or a cluster does not do its work.
        OutputFailed: the folder for the output cannot be written, or another build does not let go of it.

    """
    root, began = find_dossier(start), now_ns()
    cache = open_cache(root, program())
    report = nothing_to_do(root, request, cache)
    if report is not None:
        return report
    from briefwright.build.story import make_all

    told = make_all(root, request, watcher, cache)
    remember(root, request, cache, began, told.read, told.report)
    cache.sweep()
    return told.report
