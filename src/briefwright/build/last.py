"""What the last build of a request left, so that the next can tell that there is nothing to do.

This room of the build imports nothing heavy: a build with nothing to do takes the time to look at its files.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from briefwright.build.folders import MANIFEST, output_folder
from briefwright.build.program import surroundings
from briefwright.build.request import Report, Request
from briefwright.build.snapshot import Snapshot, listed, now_ns, stamped
from briefwright.cache import Cache, key_of
from briefwright.faults import Fault, Place
from briefwright.files import Stamp, sha256_of

_KIND = "last"


@dataclass(frozen=True, slots=True)
class Last:
    """A build that went well: the files that it read and those that it left, as they were, and what it said."""

    surroundings: str
    inputs: Snapshot
    outputs: Snapshot
    report: Report

    def to_json(self) -> bytes:
        """Return it as JSON."""
        report = self.report
        data = {
            "surroundings": self.surroundings,
            "inputs": self.inputs.to_data(),
            "outputs": self.outputs.to_data(),
            "files": [str(path) for path in (*report.written, *report.unchanged)],
            "warnings": [asdict(fault) for fault in report.warnings],
            "left_out": report.left_out,
            "passed_over": report.passed_over,
            "faults": [asdict(fault) for fault in report.faults],
        }
        return json.dumps(data).encode()

    @staticmethod
    def from_json(text: bytes) -> Last:
        """Return what `to_json` wrote."""
        data = json.loads(text)
        files = tuple(sorted(map(Path, data["files"])))
        report = Report(
            *((), files, (), _faults(data["warnings"])),
            left_out=tuple(data["left_out"]),
            passed_over=tuple(data["passed_over"]),
            faults=_faults(data["faults"]),
        )
        inputs, outputs = Snapshot.from_data(data["inputs"]), Snapshot.from_data(data["outputs"])
        return Last(data["surroundings"], inputs, outputs, report)


def _faults(rows: list[dict[str, Any]]) -> tuple[Fault, ...]:
    return tuple(Fault(**{**row, "place": Place(**row["place"])}) for row in rows)


def nothing_to_do(root: Path, request: Request, cache: Cache) -> Report | None:
    """Return the report of the last build of a request, nothing to do; None where anything is not as it was."""
    data = cache.get(_KIND, _key(root, request))
    if data is None or request.force:
        return None
    last = Last.from_json(data)
    there = listed(root)
    if there is None or last.surroundings != surroundings() or _is_at_work(output_folder(root, request.out)):
        return None
    others = stamped(Path(path) for path in last.inputs.files if path not in there)
    outputs = stamped(map(Path, last.outputs.files))
    looked = now_ns()
    if last.inputs.changed({**there, **others}) or last.outputs.changed(outputs):
        return None
    _forget_doubts(last, looked, root, request, cache)
    return last.report


def _is_at_work(folder: Path) -> bool:
    """Tell whether a build is writing a folder, or has left its things there when it was killed."""
    return not folder.is_dir() or any(name.startswith(".briefwright") for name in os.listdir(folder))


def _forget_doubts(last: Last, looked: int, root: Path, request: Request, cache: Cache) -> None:
    """Note that files were the same that had been changed about the time of the build, so as not to ask again."""
    if last.inputs.is_doubtful or last.outputs.is_doubtful:
        sure = replace(last, inputs=replace(last.inputs, taken=looked), outputs=replace(last.outputs, taken=looked))
        cache.put(_KIND, _key(root, request), sure.to_json())


def remember(
    root: Path, request: Request, cache: Cache, began: int, read: Mapping[str, Stamp], report: Report
) -> None:
    """Keep what a build that `began` at a moment (ns) has read and left, for the next build of the same request."""
    folder = output_folder(root, request.out)
    left = stamped([folder / MANIFEST, *report.written, *report.unchanged])
    hashed = {path: stamp._replace(sha256=sha256_of(Path(path)) or "") for path, stamp in left.items()}
    last = Last(surroundings(), Snapshot(began, read), Snapshot(now_ns(), hashed), report)
    cache.put(_KIND, _key(root, request), last.to_json())


def _key(root: Path, request: Request) -> str:
    """Return the key of a request: all of it that decides what is made and what is said."""
    asked = (request.briefs, request.languages, request.formats, request.audience, request.strict)
    return key_of(os.path.realpath(output_folder(root, request.out)), repr((*asked, request.keep_going)))
