"""Watches a Python process from its first line: what it opens, connects to and starts goes to a log.

Python imports this module before anything else where its folder is on PYTHONPATH, in child processes too.
"""

import os
import sys

_LOG = os.environ.get("BRIEFWRIGHT_WATCH")

if _LOG:
    _handle = os.open(_LOG, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    os.environ["BRIEFWRIGHT_WATCH_HANDLE"] = str(_handle)

    def _note(kind: str, what: object) -> None:
        os.write(_handle, f"{kind}\t{what}\n".encode("utf-8", "replace"))

    def _program(name: str) -> str:
        """Return the file that a name would run, as the system looks for it."""
        folders = [""] if os.sep in name else os.get_exec_path()
        found = (path for folder in folders if os.access(path := os.path.join(folder, name), os.X_OK))
        return os.path.realpath(next(found, os.devnull))

    def _watch(event: str, arguments: tuple[object, ...]) -> None:
        if event == "open" and isinstance(arguments[0], str | bytes):
            _note("open", os.path.realpath(os.fsdecode(arguments[0])))
        elif event in ("os.listdir", "os.scandir") and isinstance(arguments[0], str | bytes):
            _note("list", os.path.realpath(os.fsdecode(arguments[0])))
        elif event.startswith("socket.") and event != "socket.gethostname":
            _note("socket", f"{event} {arguments[1:]!r}")
        elif event == "subprocess.Popen":
            _note("process", _program(os.fsdecode(arguments[0])))  # type: ignore[arg-type]
        elif event in ("os.system", "os.exec", "os.posix_spawn", "os.spawn", "ctypes.dlopen"):
            _note(event, arguments[0])

    sys.addaudithook(_watch)
