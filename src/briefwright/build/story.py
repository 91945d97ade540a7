"""From a dossier to its documents: gather everything, then write."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from briefwright.build.bounds import Bounds, bounded
from briefwright.build.crew import Alone, Crew, processes
from briefwright.build.dossier import Dossier, read_dossier
from briefwright.build.folders import output_folder
from briefwright.build.gathering import Gathering
from briefwright.build.guard import Guard
from briefwright.build.inputs import pack
from briefwright.build.lock import locked
from briefwright.build.making import make_documents, once_a_brief
from briefwright.build.manifest import Entry
from briefwright.build.output import Output
from briefwright.build.request import UNWATCHED, Doubts, Report, Request, Watcher
from briefwright.build.snapshot import listed
from briefwright.build.tally import Tally
from briefwright.build.units import Unit, Workshop
from briefwright.cache import NO_CACHE, Cache
from briefwright.evidence.left_out import left_out
from briefwright.faults import Fault, Faults, FaultsFound
from briefwright.files import Stamp, noted


@dataclass(frozen=True, slots=True)
class Told:
    """What came of a build, and the files that it has read, with what they were."""

    report: Report
    read: Mapping[str, Stamp]


def check(start: Path, request: Request) -> tuple[Fault, ...]:
    """Return every fault of a dossier's files and briefs, warnings included; nothing is written."""
    return doubt(start, request).faults


def doubt(start: Path, request: Request) -> Doubts:
    """Return every fault of a dossier, and what its briefs leave out; nothing is written."""
    faults = Faults()
    try:
        with bounded() as bounds:
            lines = _doubted(_read(start, faults, bounds), request, faults)
            return Doubts(faults.all, lines)
    except FaultsFound as found:
        faults.extend(found.faults)
        return Doubts(faults.all)


def _doubted(dossier: Dossier, request: Request, faults: Faults) -> tuple[str, ...]:
    """Report every fault of the briefs of a dossier; return what they leave out."""
    tally, guard = Tally(faults), Guard(dossier)
    documents = make_documents(dossier, request, faults, tally)
    firsts = once_a_brief(documents)
    for made in firsts:
        faults.extend(guard.faults_in_words(made.selection, made.used))
    for made in documents:
        tally.of(made.selection).extend(guard.faults_in_addressee(made.selection))
    tally.settle()
    lines = (left_out(made.selection, dossier.base, made.used) for made in firsts)
    return tuple(dict.fromkeys(filter(None, lines)))


def make_all(root: Path, request: Request, watcher: Watcher, cache: Cache) -> Told:
    """Make the documents that a request asks for, and tell what was written.

    Raises:
        FaultsFound: the dossier has faults; nothing was written.
        MachineLacks: the machine lacks a font or a program, or a cluster does not do its work.
        OutputFailed: the folder for the output cannot be written, or another build does not let go of it.

    """
    faults = Faults()
    tally = Tally(faults, request.keep_going, request.strict)
    output = Output(output_folder(root, request.out))
    with locked(output.folder, watcher.say):
        output.sweep()
        with bounded() as bounds, noted() as read:
            there = listed(root) or {}
            dossier = _read(root, faults, bounds, cache)
            gathering = Gathering(dossier, request, output, tally, cache, watcher)
            gathering.make(partial(_crew, root, request, lambda: (*there, *read)))
            stale = gathering.add_manifest()
        written, unchanged, removed = output.commit(stale)
    report = Report(
        *(written, unchanged, removed, faults.all),
        left_out=gathering.left_out,
        passed_over=tally.left,
        faults=tally.faults,
        reasons=tuple(gathering.reasons),
        trouble=cache.trouble,
    )
    ours = os.path.realpath(output.folder) + os.sep  # an earlier manifest was read too, and is no input
    heard = {**there, **read, **gathering.read}
    return Told(report, {path: stamp for path, stamp in heard.items() if not path.startswith(ours)})


def remade(start: Path, requests: Iterable[Request]) -> list[Entry]:
    """Return what a manifest would say of the documents that requests ask for, without writing anything.

    A brief that the dossier does not have is passed over.

    Raises:
        FaultsFound: the dossier has faults.
        MachineLacks: the machine lacks a font or a program.

    """
    faults, entries = Faults(), list[Entry]()
    with bounded() as bounds:
        dossier = _read(start, faults, bounds)
        for request in requests:
            known = tuple(name for name in request.briefs if name in dossier.briefs)
            if known:
                asked = replace(request, briefs=known)
                gathering = Gathering(dossier, asked, Output(dossier.root), Tally(faults), NO_CACHE, UNWATCHED)
                gathering.make(_alone)
                entries += gathering.entries
    return entries


def _read(start: Path, faults: Faults, bounds: Bounds, cache: Cache = NO_CACHE) -> Dossier:
    """Return the dossier, once its own limits are in force."""
    dossier = read_dossier(start, faults, cache=cache)
    bounds.adopt(dossier.settings)
    return dossier


# ------------------------------------------------------------------ who does the work


@contextmanager
def _alone(workshop: Workshop, units: Sequence[Unit]) -> Iterator[Crew]:
    del units
    yield Alone(workshop)


@contextmanager
def _crew(
    root: Path, request: Request, files: Callable[[], Iterable[str]], workshop: Workshop, units: Sequence[Unit]
) -> Iterator[Crew]:
    """Return who makes the units of a build: as many as are asked for, and no more than there is work for."""
    jobs = request.jobs or cores()

    def packed() -> bytes:
        return pack(root, files())

    if units and request.scheduler is not None:
        from briefwright.build.cluster import cluster

        with cluster(request.scheduler, workshop, packed, request) as crew:
            yield crew
    elif len(units) > 1 and jobs > 1:
        with processes(workshop, min(jobs, len(units)), packed, request) as crew:
            yield crew
    else:
        workshop.jobs = jobs
        if units:
            workshop.warm_up()
        yield Alone(workshop)


def cores() -> int:
    """Return how many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
