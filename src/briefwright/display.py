"""What somebody at a terminal sees of a build at work: what is being made, what is left, how long it may take."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

_LEAST = 2
"""From how many pieces of work on a display says more than the result."""


class Display:
    """Watches a build; draws only on a terminal, and on standard error."""

    def __init__(self) -> None:
        self._progress: Progress | None = None
        self._task: TaskID | None = None
        self._at_work: list[str] = []

    def say(self, line: str) -> None:
        """Say what the build waits for."""
        click.echo(line, err=True)

    def begin(self, total: int) -> None:
        """Draw how much there is to make, where somebody can see it and it is worth it."""
        if total >= _LEAST and sys.stderr.isatty():
            self._progress = _progress()
            self._task = self._progress.add_task("", total=total)
            self._progress.start()

    def start(self, name: str) -> None:
        """Name what is being made."""
        self._at_work.append(name)
        self._draw(0, at_once=True)

    def done(self, name: str) -> None:
        """Count what is made, and name what is being made still."""
        if name in self._at_work:
            self._at_work.remove(name)
        self._draw(1)

    def end(self) -> None:
        """Leave the terminal as it was."""
        if self._progress is not None:
            self._progress.stop()
            self._progress = None

    def _draw(self, made: int, *, at_once: bool = False) -> None:
        if self._progress is not None and self._task is not None:
            more = f" and {len(self._at_work) - 1} more" if len(self._at_work) > 1 else ""
            words = f"{self._at_work[0]}{more}" if self._at_work else "writing"
            self._progress.update(self._task, advance=made, description=words, refresh=at_once)


def _progress() -> Progress:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    return Progress(
        BarColumn(bar_width=24),
        MofNCompleteColumn(),
        TextColumn("left:"),
        TimeRemainingColumn(),
        TextColumn("{task.description}", markup=False),
        console=Console(stderr=True),
        transient=True,
    )
