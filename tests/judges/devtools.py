"""The pipe through which a headless browser is spoken to: the Chrome DevTools Protocol, JSON parted by NULs."""

from __future__ import annotations

import json
import os
import select
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

TIMEOUT_SECONDS = 60

FLAGS = (
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--remote-debugging-pipe",
)

# The browser reads commands from descriptor 3 and writes answers to 4; sh knows only descriptors below 10.
LAUNCH = 'exec "$0" "${@:3}" 3<&"$1" 4>&"$2"'

Message = dict[str, Any]


class Browser:
    """A running browser: `call` asks it something, `events` holds what it has said unasked."""

    def __init__(self, commands: int, answers: int) -> None:
        self._commands = commands
        self._answers = answers
        self._unread = b""
        self._calls = 0
        self.session = ""
        self.events: list[Message] = []

    def call(self, method: str, **parameters: object) -> Message:
        """Return the browser's answer to a method of the protocol; raise RuntimeError where it refuses."""
        self._calls += 1
        number = self._calls
        message: Message = {"id": number, "method": method, "params": parameters}
        if self.session:
            message["sessionId"] = self.session
        os.write(self._commands, json.dumps(message).encode() + b"\0")
        answer = self._receive(lambda said: said.get("id") == number)
        if "error" in answer:
            raise RuntimeError(f"{method}: {answer['error']}")
        result: Message = answer["result"]
        return result

    def wait_for(self, event: str) -> Message:
        """Return the first event of a name, heard already or still to come."""
        heard = (said for said in self.events if said["method"] == event)
        return next(heard, None) or self._receive(lambda said: said.get("method") == event)

    def _receive(self, wanted: Callable[[Message], bool]) -> Message:
        """Return the next message that is wanted, and keep the events that come before it."""
        while True:
            said: Message = json.loads(self._next_message())
            if "method" in said:
                self.events.append(said)
            if wanted(said):
                return said

    def _next_message(self) -> bytes:
        """Return the next message's JSON; raise TimeoutError where the browser falls silent."""
        while b"\0" not in self._unread:
            ready, _, _ = select.select([self._answers], [], [], TIMEOUT_SECONDS)
            if not ready:
                raise TimeoutError(f"the browser has said nothing for {TIMEOUT_SECONDS} seconds")
            received = os.read(self._answers, 1 << 16)
            if not received:
                raise EOFError("the browser has ended before it answered")
            self._unread += received
        message, _, self._unread = self._unread.partition(b"\0")
        return message


@contextmanager
def running_browser(program: Path) -> Iterator[Browser]:
    """Start a browser with a profile of its own; end it and remove the profile afterwards."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        command_end, commands = os.pipe()
        answers, answer_end = os.pipe()
        inherited = (command_end, answer_end)
        shell: list[str | Path] = ["bash", "-c", LAUNCH, program, *map(str, inherited)]
        process = subprocess.Popen(
            [*shell, *FLAGS, f"--user-data-dir={profile}", "about:blank"],
            pass_fds=inherited,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        for descriptor in inherited:
            os.close(descriptor)
        try:
            yield Browser(commands, answers)
        finally:
            # The browser ends when its pipe closes.
            os.close(commands)
            os.close(answers)
            _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    """Wait for a process, and kill it where it does not end by itself."""
    try:
        process.wait(timeout=10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
