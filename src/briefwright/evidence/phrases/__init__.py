"""Words by which the rules on wording know what a sentence claims, one file a language.

Each entry of a file is a regular expression of Python, in which a space stands for any white space, and one with
``?`` for none too. Entries and texts meet as `folded`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from briefwright.evidence.folding import folded, unfolded_span

_NEVER = re.compile(r"(?!)")


@dataclass(frozen=True, slots=True)
class Words:
    """Some of the words of a language."""

    pattern: re.Pattern[str] = _NEVER

    def stand_in(self, text: str) -> bool:
        """Tell whether any of them stands in a text."""
        return self.pattern.search(folded(text)) is not None

    def spans_in(self, text: str) -> Iterator[tuple[int, int]]:
        """Return where they stand in a text."""
        for match in self.pattern.finditer(folded(text)):
            yield unfolded_span(text, *match.span())


@dataclass(frozen=True, slots=True)
class Phrases:
    """What the rules look for in a language.

    `alleged`: a wrong that is not stated as true; `attributed`: a number that is somebody's; `at_least` before and
    `more_after` behind a number: there may be more; `unnamed`: a source without a name. Of numbers: `scales` are
    what one in digits is multiplied by, `labels` before and `counted` behind one make it the place of something or
    a date, `shares` behind one a share.

    `parted` says that spaces part words, `attached` that letters stand beside digits without one, `grouped_by_stop`
    that a full stop groups digits, `first_year` from which number on one may be a year. Of what a sentence is about
    words from `shortest` letters on tell, by their first `stem` letters, without `before_stems` and `after_stems`.

    `known` is False for a language without a file, where no pattern finds anything.
    """

    alleged: Words = Words()
    attributed: Words = Words()
    at_least: Words = Words()
    more_after: Words = Words()
    unnamed: Words = Words()
    labels: Words = Words()
    counted: Words = Words()
    shares: Words = Words()
    scales: Mapping[int, Words] = field(default_factory=dict)
    parted: bool = True
    attached: bool = False
    grouped_by_stop: bool = False
    first_year: int = 1500
    shortest: int = 4
    stem: int = 6
    before_stems: re.Pattern[str] = _NEVER
    after_stems: re.Pattern[str] = _NEVER
    known: bool = False


_ANYWHERE = ("alleged", "attributed", "unnamed")
_BEFORE = ("at_least", "labels")
_BEHIND = ("more_after", "counted", "shares")
_AFFIXES = ("before_stems", "after_stems")


@cache
def phrases_of(language: str) -> Phrases:
    """Return the phrases of a language, a BCP 47 tag: those of ``en`` for ``en-GB``."""
    file = files(__package__) / f"{language.partition('-')[0]}.yaml"
    if not file.is_file():
        return Phrases()
    written: dict[str, Any] = yaml.safe_load(file.read_text(encoding="utf-8"))
    edge = r"\b" if written.get("parted", True) else ""
    end = r"(?!\w)" if edge else ""
    read: dict[str, Any] = {key: value for key, value in written.items() if isinstance(value, bool | int)}
    read |= {key: _words(written[key], edge, end) for key in _ANYWHERE if key in written}
    read |= {key: _words(written[key], edge and r"(?<!\w)", r"\s*$") for key in _BEFORE if key in written}
    read |= {key: _words(written[key], r"\A\s*", end) for key in _BEHIND if key in written}
    read |= {key: re.compile(folded(written[key])) for key in _AFFIXES if key in written}
    scales = {value: _words(words, r"\A\s*", end) for value, words in written.get("scales", {}).items()}
    return Phrases(**read, scales=scales, known=True)


def _words(expressions: Sequence[str], before: str, behind: str) -> Words:
    spaced = (folded(expression).replace(" ?", r"\s*").replace(" ", r"\s+") for expression in expressions)
    any_of = "|".join(spaced)
    return Words(re.compile(rf"{before}(?:{any_of}){behind}", re.IGNORECASE))
