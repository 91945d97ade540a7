"""What a rule can be told: its severity and the options of its own, as ``rules:`` writes them."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from briefwright.evidence.runs import SHORTEST
from briefwright.facts.records import Nature, Status
from briefwright.facts.values import Record, Whole, broken

EVERY_STATUS: tuple[Status, ...] = ("established", "reported", "alleged", "disputed")


def _positive(number: int) -> int:
    if number < 1:
        raise broken("NUMBER", "expected a whole number from 1 on")
    return number


def _words(number: int) -> int:
    if number < SHORTEST:
        raise broken("NUMBER", f"expected a whole number from {SHORTEST} on: fewer words are no quotation")
    return number


Count = Annotated[Whole, AfterValidator(_positive)]


class Options(Record):
    """What every rule can be told: whether what it finds is an error, which stops a build, or a warning."""

    severity: Literal["error", "warning"] = "warning"


class OfStatus(Options):
    """A rule on the facts of these statuses."""

    status: Annotated[tuple[Status, ...], Field(strict=False, min_length=1)] = EVERY_STATUS


class IndependentSources(OfStatus):
    """How many independent sources a fact needs."""

    at_least: Count = 2


class OnlyParty(OfStatus):
    """A fact that is stated as established can least of all rest on a party's word."""

    status: Annotated[tuple[Status, ...], Field(strict=False, min_length=1)] = ("established",)


class NoPrimarySource(OfStatus):
    """Of which nature a source is first-hand."""

    natures: Annotated[tuple[Nature, ...], Field(strict=False, min_length=1)] = (
        "un",
        "state",
        "court",
        "testimony",
    )


class WeakGrades(Options):
    """The worst grades of the Admiralty code on which an established fact may rest."""

    reliability: Literal["A", "B", "C", "D", "E", "F"] = "C"
    credibility: Literal["1", "2", "3", "4", "5", "6"] = "2"


class OldPosition(Options):
    """After how many months a position is old."""

    months: Count = 24


class UnmarkedQuotation(Options):
    """From how many words on a run is a quotation."""

    words: Annotated[Whole, AfterValidator(_words)] = 6
