"""Words by which the rules on wording know what a sentence claims, one file a language."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files

import yaml

_NEVER = re.compile(r"(?!)")


@dataclass(frozen=True, slots=True)
class Phrases:
    """What each pattern finds in a language.

    `alleged`: a wrong that is not stated as true; `attributed`: a number that is somebody's; `at_least`: what says
    before a number that there may be more; `unnamed`: a source without a name.

    `known` is False for a language without a file, where no pattern finds anything.
    """

    alleged: re.Pattern[str] = _NEVER
    attributed: re.Pattern[str] = _NEVER
    at_least: re.Pattern[str] = _NEVER
    unnamed: re.Pattern[str] = _NEVER
    known: bool = False


@cache
def phrases_of(language: str) -> Phrases:
    """Return the phrases of a language, a BCP 47 tag: those of ``en`` for ``en-GB``."""
    file = files(__package__) / f"{language.partition('-')[0]}.yaml"
    if not file.is_file():
        return Phrases()
    lists: dict[str, list[str]] = yaml.safe_load(file.read_text(encoding="utf-8"))
    patterns = {field.name: _any_of(lists[field.name]) for field in fields(Phrases) if field.name in lists}
    return Phrases(**patterns, known=True)


def _any_of(expressions: list[str]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(expressions)})(?!\w)", re.IGNORECASE)
