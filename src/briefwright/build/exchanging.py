"""Bibliographic exchange: sources in from another program's file, and out to one."""

from __future__ import annotations

import tempfile
from codecs import BOM_UTF8
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from briefwright.build.dossier import read_dossier
from briefwright.build.folders import OutputFailed
from briefwright.build.making import make_documents
from briefwright.build.request import Request
from briefwright.document.nodes import Note
from briefwright.document.walk import query
from briefwright.facts.audience import visible_base
from briefwright.facts.base import FactBase
from briefwright.facts.exchange.bib_write import write_bibtex
from briefwright.facts.exchange.csl_json import write_csl_json
from briefwright.facts.exchange.editing import with_sources
from briefwright.facts.exchange.item import Item, items_of
from briefwright.facts.exchange.merging import Plan, Result, make_plan
from briefwright.facts.exchange.reading import read_items
from briefwright.facts.gate import fact_files, read_fact_base
from briefwright.facts.home import find_dossier
from briefwright.facts.values import AUDIENCES, Audience
from briefwright.facts.whole_files import rewrite, sync_folder, write_aside
from briefwright.faults import Fault, Faults, FaultsFound, Place

INTO = Path("facts", "sources.yaml")
WRITERS: dict[str, Callable[[Iterable[Item]], str]] = {".json": write_csl_json, ".bib": write_bibtex}

_LONGEST = 60


@dataclass(frozen=True, slots=True)
class Change:
    """A file of the dossier, what it held when it was read, and what it is to hold."""

    name: str
    old: bytes
    new: bytes


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did, a line for each entry and each difference, the files written, and the warnings."""

    lines: tuple[str, ...]
    written: tuple[Path, ...]
    warnings: tuple[Fault, ...]


def import_file(
    start: Path, file: Path, *, into: Path | None = None, nature: str | None = None, dry_run: bool = False
) -> Imported:
    """Bring the entries of a bibliographic file into a dossier's sources.

    Raises:
        FaultsFound: the file or the dossier has faults; nothing was changed.
        OutputFailed: a file of the dossier cannot be written.

    """
    root, faults = find_dossier(start), Faults()
    target = _target(root, into)
    base = read_fact_base(root, faults)
    faults.stop_if_any()
    plan = make_plan(read_items(file, faults), base, nature, faults)
    faults.stop_if_any()
    changes = _edited(root, base, plan, target, faults)
    faults.stop_if_any()
    _try_out(root, changes)
    written = () if dry_run else _write(root, changes)
    return Imported(tuple(_told(plan.results)), written, faults.all)


def _target(root: Path, into: Path | None) -> str:
    """Return the facts file for new sources, as a path from the dossier's folder."""
    if into is None:
        return INTO.as_posix()
    inside = into if into.is_absolute() else root / into
    folder = (root / "facts").resolve()
    if inside.suffix in (".yaml", ".yml") and inside.resolve().is_relative_to(folder):
        return inside.resolve().relative_to(root).as_posix()
    message = "new sources go into a .yaml file in the dossier's facts folder, such as facts/sources.yaml"
    raise FaultsFound([Fault(Place(str(into)), "IMPORT-INTO", message)])


def _edited(root: Path, base: FactBase, plan: Plan, target: str, faults: Faults) -> list[Change]:
    """Return what becomes of every file that the plan changes; one that is not there yet held nothing."""
    by_file: dict[str, dict[str, dict[str, Any]]] = {}
    for source_id, values in plan.completed.items():
        by_file.setdefault(base.origins[source_id].path, {})[source_id] = values
    if plan.new:
        by_file.setdefault(target, {})
    changes: list[Change] = []
    for name, completed in by_file.items():
        old = (root / name).read_bytes() if (root / name).is_file() else b""
        mark = BOM_UTF8 if old.startswith(BOM_UTF8) else b""
        new = plan.new if name == target else {}
        edited = with_sources(old.decode("utf-8-sig"), name, new, completed, faults)
        if edited is not None:
            changes.append(Change(name, old, mark + edited.encode()))
    return changes


def _try_out(root: Path, changes: Sequence[Change]) -> None:
    """Raise `FaultsFound` where the fact base would have faults with the changed files in it."""
    faults = Faults()
    files = {path.relative_to(root).as_posix(): path.read_bytes() for path in fact_files(root, faults)}
    with tempfile.TemporaryDirectory(prefix="briefwright-") as folder:
        for name, data in {**files, **{change.name: change.new for change in changes}}.items():
            path = Path(folder, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        read_fact_base(Path(folder), faults)
    faults.stop_if_any()


def _write(root: Path, changes: Sequence[Change]) -> tuple[Path, ...]:
    """Write the changed files; where one cannot be written, those before it get back what they held."""
    done: list[Change] = []
    try:
        for change in changes:
            _replace(root / change.name, change.old, change.new)
            done.append(change)
    except BaseException as error:
        for change in done:
            _replace(root / change.name, change.new, change.old)
        if isinstance(error, OSError):
            raise OutputFailed(f"{error.filename or root} cannot be written: {error.strerror or error}") from error
        raise
    return tuple(root / change.name for change in changes)


def _replace(path: Path, old: bytes, new: bytes) -> None:
    """Put new bytes into a file, or make or remove it where it held nothing before or is to hold nothing."""
    if not new:
        path.unlink()
    elif old or path.exists():
        rewrite(path, old, new, lambda written: None)
    else:
        path.parent.mkdir(parents=True, exist_ok=True)
        aside = write_aside(path.parent, new)
        aside.replace(path)
        sync_folder(path.parent)


def _told(results: Sequence[Result]) -> Iterable[str]:
    """Return what became of each entry, in words."""
    for result in results:
        entry = f"{result.place}: {result.key or 'entry'}"
        if result.outcome == "added":
            yield f"{entry}: added as {result.source_id}"
        elif result.outcome == "duplicate":
            yield f"{entry}: not imported, same {result.by} as {result.source_id}"
        elif result.outcome == "completed":
            yield f"{entry}: {result.source_id} completed with {', '.join(result.completed)}"
        elif not result.differs:
            yield f"{entry}: {result.source_id} has all of it"
        for name, ours, theirs in result.differs:
            yield f"{entry}: {result.source_id} stays as it is: {name} is {_short(ours)}, not {_short(theirs)}"


def _short(value: Any) -> str:  # noqa: ANN401 - a CSL value
    if isinstance(value, list):
        return "; ".join(_short(part) for part in value)
    if isinstance(value, dict):
        return " ".join(str(part) for part in value.values())
    words = " ".join(str(value).split())
    return f"'{words if len(words) <= _LONGEST else words[:_LONGEST] + '…'}'"


def export_file(start: Path, file: Path, *, brief: str | None = None, audience: Audience | None = None) -> int:
    """Write a dossier's sources, or those that a brief cites, as CSL-JSON or BibLaTeX, and return how many.

    For yourselves everything goes out; for another audience the bibliographic items that it may see, and neither
    notes nor what we say of a source. A brief's sources go out for its own audience.

    Raises:
        FaultsFound: the dossier has faults, or the file's name tells no format.
        OutputFailed: the file cannot be written.

    """
    writer = WRITERS.get(file.suffix.lower())
    if writer is None:
        message = f"what is written is told by the name's ending: {', '.join(WRITERS)}"
        raise FaultsFound([Fault(Place(str(file)), "EXCHANGE-FORMAT", message)])
    items = _items_of_brief(start, brief, audience) if brief else _items(start, audience or AUDIENCES[-1])
    _write_whole(file, writer(items).encode())
    return len(items)


def _write_whole(file: Path, data: bytes) -> None:
    path = file.resolve()
    try:
        write_aside(path.parent, data).replace(path)
        sync_folder(path.parent)
    except OSError as error:
        raise OutputFailed(f"{file} cannot be written: {error.strerror}") from error


def _items(start: Path, audience: Audience) -> tuple[Item, ...]:
    faults = Faults()
    base = read_fact_base(find_dossier(start), faults)
    faults.stop_if_any()
    return _for_audience(visible_base(base, audience), audience)


def _items_of_brief(start: Path, brief: str, audience: Audience | None) -> tuple[Item, ...]:
    faults = Faults()
    dossier = read_dossier(start, faults)
    documents = make_documents(dossier, Request(briefs=(brief,), audience=audience), faults)
    faults.stop_if_any()
    cited = {source for made in documents for note in query(made.document, Note) for source in note.sources}
    selection = documents[0].selection
    return _for_audience(selection.base, selection.audience, cited)


def _for_audience(base: FactBase, audience: Audience, cited: Iterable[str] | None = None) -> tuple[Item, ...]:
    wanted = set(base.sources if cited is None else cited)
    ordered = [source_id for source_id in base.sources if source_id in wanted]
    return items_of(base, ordered, bare=audience != AUDIENCES[-1])
