"""Whose a fault is, where one brief goes to many: the brief's own, or one addressee's, who can be left out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from briefwright.briefs.addressees import Addressees, naming
from briefwright.briefs.selection import Selection
from briefwright.faults import Fault, Faults


class Tally:
    """Keeps the faults of documents apart by addressee until all documents of a brief have had their turn.

    What is wrong for every addressee of a brief is the brief's, and goes to `shared`. What is wrong for one names
    that addressee: it goes there too, or, with `keep_going`, has the addressee left out. With `strict` a warning is
    enough for that.
    """

    def __init__(self, faults: Faults, keep_going: bool = False, strict: bool = False) -> None:
        self.shared = faults
        self._keep_going = keep_going
        self._strict = strict
        self._open: dict[tuple[str, str], dict[str, tuple[Selection, Faults]]] = {}
        self._left: dict[tuple[str, str], list[Fault]] = {}

    @property
    def left(self) -> tuple[str, ...]:
        """The addressees who are left out, as ``BRIEF/ADDRESSEE``."""
        return tuple(sorted(f"{brief}/{addressee}" for brief, addressee in self._left))

    @property
    def faults(self) -> tuple[Fault, ...]:
        """What is wrong with those who are left out."""
        return tuple(sorted({fault for faults in self._left.values() for fault in faults}))

    def has(self, selection: Selection) -> bool:
        """Tell whether a document is made: its addressee, if it has one, is not left out."""
        return not self.is_left(selection.brief.name, selection.addressee.id if selection.addressee else None)

    def is_left(self, brief: str, addressee: str | None) -> bool:
        """Tell whether an addressee of a brief is left out."""
        return addressee is not None and (brief, addressee) in self._left

    def of(self, selection: Selection) -> Faults:
        """Return where the faults of a document go."""
        if selection.addressee is None:
            return self.shared
        same = self._open.setdefault((selection.brief.name, selection.language), {})
        return same.setdefault(selection.addressee.id, (selection, Faults()))[1]

    def take_broken(self, brief: str, addressees: Addressees) -> None:
        """Take the faults of the addressees of a brief who cannot be written to at all."""
        for label, faults in addressees.broken.items():
            self._take(brief, label, faults)

    def settle(self) -> None:
        """Give what the documents so far have to the brief or to its addressees."""
        for (brief, _), by_addressee in self._open.items():
            common = _common(by_addressee)
            self.shared.extend(common)
            for addressee, (_, faults) in by_addressee.items():
                own = [naming(addressee, fault) for fault in faults.all if fault not in common]
                self._take(brief, addressee, own)
        self._open = {}

    def _take(self, brief: str, addressee: str, faults: Iterable[Fault]) -> None:
        found = list(faults)
        stops = any(self._strict or fault.severity == "error" for fault in found)
        if self._keep_going and stops:
            self._left.setdefault((brief, addressee), []).extend(found)
        else:
            self.shared.extend(found)


def _common(by_addressee: Mapping[str, tuple[Selection, Faults]]) -> tuple[Fault, ...]:
    """Return the faults that every addressee has, but for those that lie in the addressees' own file."""
    (selection, first), *others = by_addressee.values()
    everywhere = [set(faults.all) for _, faults in others]
    own = selection.addressee.path if selection.addressee is not None else ""
    return tuple(
        fault for fault in first.all if fault.place.path != own and all(fault in found for found in everywhere)
    )
