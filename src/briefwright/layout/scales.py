"""The words of the base's own scales: the nature of a source, the Admiralty code, and the status of a fact.

The Admiralty code grades a source and a piece of information apart from each other
(see https://en.wikipedia.org/wiki/Admiralty_code).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from markupsafe import Markup

Say = Callable[[str], Markup]


def natures(say: Say) -> Mapping[str, Markup]:
    """Return what sort of source each nature is, in words."""
    return {
        "un": say("United Nations"),
        "state": say("State"),
        "court": say("Court"),
        "ngo": say("Non-governmental organisation"),
        "academic": say("Academic"),
        "media": say("News media"),
        "party": say("Party to the dispute"),
        "testimony": say("Testimony"),
    }


def reliabilities(say: Say) -> Mapping[str, Markup]:
    """Return the grades of a source, A to F."""
    return {
        "A": say("A, completely reliable"),
        "B": say("B, usually reliable"),
        "C": say("C, fairly reliable"),
        "D": say("D, not usually reliable"),
        "E": say("E, unreliable"),
        "F": say("F, reliability cannot be judged"),
    }


def credibilities(say: Say) -> Mapping[str, Markup]:
    """Return the grades of a piece of information, 1 to 6."""
    return {
        "1": say("1, confirmed by other sources"),
        "2": say("2, probably true"),
        "3": say("3, possibly true"),
        "4": say("4, doubtful"),
        "5": say("5, improbable"),
        "6": say("6, truth cannot be judged"),
    }


def statuses(say: Say) -> Mapping[str, Markup]:
    """Return what a fact is held to be."""
    return {
        "established": say("established"),
        "reported": say("reported"),
        "alleged": say("alleged"),
        "disputed": say("disputed"),
    }
