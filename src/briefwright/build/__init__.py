"""The build: the program's story, a line a room.

`build` makes briefs, `check` doubts them without writing, `find_words`, `show_record` and `list_kind` answer
questions about a dossier, `start_dossier` makes a new one, `verify_output` doubts what was made, `archive_file` and
`verify_archive` keep its evidence, `import_file` and `export_file` exchange sources with other programs, `extract`,
`update` and `status` keep its translations. The command line knows only this room and faults.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from briefwright.build.archiving import archive_file, verify_archive
    from briefwright.build.building import build
    from briefwright.build.exchanging import Imported, export_file, import_file
    from briefwright.build.folders import OutputFailed
    from briefwright.build.output import Output
    from briefwright.build.queries import KINDS, find_words, list_kind, show_record
    from briefwright.build.request import Doubts, Report, Request, Watcher
    from briefwright.build.starter import start_dossier
    from briefwright.build.story import check, doubt
    from briefwright.build.translating import Translating, extract, update, update_program
    from briefwright.build.translation_status import status, status_json, status_lines
    from briefwright.build.verify import Verified, verify_output
    from briefwright.facts.values import Audience

_ROOMS = {
    "archiving": "archive_file verify_archive",
    "building": "build",
    "exchanging": "Imported export_file import_file",
    "folders": "OutputFailed",
    "output": "Output",
    "queries": "KINDS find_words list_kind show_record",
    "request": "Doubts Report Request Watcher",
    "starter": "start_dossier",
    "story": "check doubt",
    "translating": "Translating extract update update_program",
    "translation_status": "status status_json status_lines",
    "verify": "Verified verify_output",
}
_ROOM_OF = {name: room for room, names in _ROOMS.items() for name in names.split()}

__all__ = [
    "KINDS",
    "Audience",
    "Doubts",
    "Imported",
    "Output",
    "OutputFailed",
    "Report",
    "Request",
    "Translating",
    "Verified",
    "Watcher",
    "archive_file",
    "build",
    "check",
    "doubt",
    "export_file",
    "extract",
    "find_words",
    "import_file",
    "list_kind",
    "show_record",
    "start_dossier",
    "status",
    "status_json",
    "status_lines",
    "update",
    "update_program",
    "verify_archive",
    "verify_output",
]


def __getattr__(name: str) -> Any:  # noqa: ANN401 - whatever has that name
    """Return what has a name here, importing its module now (PEP 562): a command imports only what it needs."""
    if name == "Audience":
        return import_module("briefwright.facts.values").Audience
    if name not in _ROOM_OF:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_ROOM_OF[name]}"), name)
