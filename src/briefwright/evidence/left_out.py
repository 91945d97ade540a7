"""What a brief leaves out for its audience, told to its builder in one line of ids: it stands in no file."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from briefwright.briefs.chronology import select_facts
from briefwright.briefs.selection import Selection
from briefwright.facts.base import FactBase, Omission
from briefwright.facts.records import SECTIONS
from briefwright.facts.references import SINGULAR, references_of

_ONE = {
    **SINGULAR,
    "values": "value",
    "cite": "citation",
    "signatories": "signatory",
    "demands": "demand",
    "roles": "role",
}


def left_out(selection: Selection, base: FactBase, used: frozenset[str]) -> str:
    """Return what a brief would have held for readers who may see everything, or nothing where that is all.

    Told are the records that the brief selects or that those in `used` name, and what is missing inside of them.
    """
    omissions = selection.base.omissions
    if not omissions:
        return ""
    missing = omissions.of(*(used | _selected(selection, base) | _named_by(used, base)))
    if not missing:
        return ""
    words = ", ".join(_in_words(missing))
    return f"{selection.brief.name}: left out for audience {selection.audience}: {words}"


def _selected(selection: Selection, base: FactBase) -> set[str]:
    return set(select_facts(base, selection.brief.record.select))


def _named_by(used: frozenset[str], base: FactBase) -> set[str]:
    origins = [base.origins[record_id] for record_id in used if record_id in base.origins]
    found = (references_of(SECTIONS[origin.section], origin.node) for origin in origins)
    return {reference.target for references in found for reference in references}


def _in_words(omissions: Iterable[Omission]) -> Iterator[str]:
    """Return omissions in words, those of the same entry counted together."""
    for omission, count in Counter(omissions).items():
        yield f"{_what(omission, count)} ({omission.reason})"


def _what(omission: Omission, count: int) -> str:
    record = f"{_ONE[omission.section]} {omission.record}"
    if not omission.part:
        return record
    *way, last = (part for part in omission.part if not part.isdigit())
    where = "".join(f"{step} of " for step in reversed(way))
    if omission.target:
        return f"{omission.target} in {last} of {where}{record}"
    if last == "name":
        return f"name of {where}{record}"
    counted = f"{count} {last if count > 1 or last == 'cite' else _ONE.get(last, last)}"
    return f"{counted.replace('cite', 'citation' + 's' * (count > 1))} of {where}{record}"
