"""The build: the program's story, a line a room.

`build` makes briefs, `check` doubts them without writing, `find_words`, `show_record` and `list_kind` answer
questions about a dossier, `start_dossier` makes a new one, `verify_output` doubts what was made, `archive_file` and
`verify_archive` keep its evidence, `import_file` and `export_file` exchange sources with other programs, `extract`,
`update` and `status` keep its translations. The command line knows only this room and faults.
"""

from briefwright.build.archiving import archive_file, verify_archive
from briefwright.build.exchanging import Imported, export_file, import_file
from briefwright.build.output import Output, OutputFailed
from briefwright.build.queries import KINDS, find_words, list_kind, show_record
from briefwright.build.starter import start_dossier
from briefwright.build.story import Doubts, Report, Request, build, check, doubt
from briefwright.build.translating import Translating, extract, update, update_program
from briefwright.build.translation_status import status, status_json, status_lines
from briefwright.build.verify import Verified, verify_output
from briefwright.facts.values import Audience

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
