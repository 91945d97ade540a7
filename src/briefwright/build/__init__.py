"""The build: the program's story, a line a room.

`build` makes briefs, `check` doubts them without writing, `find_words`, `show_record` and `list_kind` answer
questions about a dossier, `start_dossier` makes a new one. The command line knows only this room and faults.
"""

from briefwright.build.output import Output, OutputFailed
from briefwright.build.queries import KINDS, find_words, list_kind, show_record
from briefwright.build.starter import start_dossier
from briefwright.build.story import Report, Request, build, check

__all__ = [
    "KINDS",
    "Output",
    "OutputFailed",
    "Report",
    "Request",
    "build",
    "check",
    "find_words",
    "list_kind",
    "show_record",
    "start_dossier",
]
