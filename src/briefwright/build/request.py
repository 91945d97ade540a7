"""What is asked of a build, and what it answers: plain values, so that asking needs no other room."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from briefwright.faults import Fault

if TYPE_CHECKING:
    from briefwright.facts.values import Audience


class Watcher(Protocol):
    """Whoever watches a build at work."""

    def say(self, line: str) -> None:
        """Hear what the build waits for, or must tell at once."""

    def begin(self, total: int) -> None:
        """Hear how many documents are made."""

    def start(self, name: str) -> None:
        """Hear that a document is being made."""

    def done(self, name: str) -> None:
        """Hear that a document is made."""

    def end(self) -> None:
        """Hear that nothing more is made."""


class Unwatched:
    """A watcher that looks away."""

    def say(self, line: str) -> None:
        """Hear nothing."""

    def begin(self, total: int) -> None:
        """Hear nothing."""

    def start(self, name: str) -> None:
        """Hear nothing."""

    def done(self, name: str) -> None:
        """Hear nothing."""

    def end(self) -> None:
        """Hear nothing."""


@dataclass(frozen=True, slots=True)
class Request:
    """What somebody asks to be built; empty means all. `strict` makes every warning an error.

    With `keep_going` an addressee with faults is left out, and the others are written to. `force` makes everything
    anew, whatever earlier builds kept. `jobs` is how many processes may work at once, 0 one for each core;
    `scheduler` the address of a Dask scheduler whose workers make the documents instead.
    """

    briefs: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    audience: Audience | None = None
    out: Path | None = None
    strict: bool = False
    keep_going: bool = False
    force: bool = False
    jobs: int = 1
    scheduler: str | None = None

    @property
    def is_for_all(self) -> bool:
        """Whether every brief is asked for, in every language and format, for its own audience."""
        return not (self.briefs or self.languages or self.formats or self.audience)


@dataclass(frozen=True, slots=True)
class Report:
    """What a build did: the files that it wrote or left as they were, and the warnings on the way.

    `left_out` says, in ids, what the briefs leave out for their audiences. `passed_over` names the addressees, as
    ``BRIEF/ADDRESSEE``, who were left out for their `faults`. `reasons` says of each document why it was made anew;
    of one that was kept, nothing. `trouble` says why the next build will have to make everything again.
    """

    written: tuple[Path, ...]
    unchanged: tuple[Path, ...]
    removed: tuple[Path, ...]
    warnings: tuple[Fault, ...]
    left_out: tuple[str, ...] = ()
    passed_over: tuple[str, ...] = ()
    faults: tuple[Fault, ...] = ()
    reasons: tuple[tuple[str, str], ...] = field(default=(), compare=False)
    trouble: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Doubts:
    """What a check found: every fault, warnings included, and what the briefs leave out for their audiences."""

    faults: tuple[Fault, ...]
    left_out: tuple[str, ...] = ()


UNWATCHED = Unwatched()
