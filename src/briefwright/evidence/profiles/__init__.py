"""Profiles of forums: what a body asks of what it is sent, as data with its source and the day it was checked.

A dossier's own ``forums/NAME.yaml`` comes before the program's profile of that name: the bodies change their rules.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import Field

from briefwright.facts import tree
from briefwright.facts.validation import validated
from briefwright.facts.values import Date, Flag, Line, Record
from briefwright.faults import Faults, Place

FOLDER = "forums"


class Demanded(Record):
    """One rule of a forum: what it says, where, when we looked, and whether we read it there ourselves.

    `asks` is what ``rules:`` of a brief may say of a rule.
    """

    asks: Any
    says: Line
    address: Line
    checked: Date
    verified: Flag


class ProfileRecord(Record):
    """What the file of a profile says."""

    title: Line
    rules: dict[str, Demanded] = Field(min_length=1)


@dataclass(frozen=True, slots=True)
class Profile:
    """A forum's profile, with its name and the places of its parts."""

    name: str
    record: ProfileRecord
    path: str
    node: tree.Mapping

    def place(self, *location: object) -> Place:
        """Return where a part of the profile is written."""
        return tree.place_of(self.path, tree.descend(self.node, location))


def read_profiles(root: Path, faults: Faults) -> Mapping[str, Profile]:
    """Return every profile by name; what is wrong with a dossier's own goes to `faults`."""
    profiles: dict[str, Profile] = {}
    for folder in (Path(__file__).parent, root / FOLDER):
        for path in sorted(folder.glob("*.yaml")):
            profile = _read(path, faults)
            if profile is not None:
                profiles[profile.name] = profile
    return profiles


def _read(path: Path, faults: Faults) -> Profile | None:
    shown = f"{FOLDER}/{path.name}"
    node = tree.read_mapping(path, shown, faults)
    record = validated(ProfileRecord, node, shown, faults) if node is not None else None
    return Profile(path.stem, record, shown, node) if node is not None and record is not None else None
