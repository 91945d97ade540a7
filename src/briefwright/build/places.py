"""Where the words of a document are written, for faults that a writer finds in the finished text."""

from __future__ import annotations

from collections.abc import Iterable

from briefwright.briefs.addressees import Addressee
from briefwright.briefs.brief import Brief
from briefwright.facts import tree
from briefwright.facts.base import FactBase
from briefwright.faults import Place


def place_of_words(
    words: str, records: Iterable[str], base: FactBase, brief: Brief, addressee: Addressee | None = None
) -> Place:
    """Return the first place in some records of the base, in a brief or of its addressee that holds words.

    Where none does, it is the brief's own.
    """
    for record_id in sorted(records):
        origin = base.origins.get(record_id)
        found = _scalar_with(words, origin.node) if origin else None
        if origin and found is not None:
            return tree.place_of(origin.path, found)
    for written in (brief, addressee):
        found = _scalar_with(words, written.node) if written is not None else None
        if written is not None and found is not None:
            return tree.place_of(written.path, found)
    return brief.place()


def _scalar_with(words: str, node: object) -> tree.Scalar | None:
    """Return the first text below a node that holds words."""
    stack = [node]
    while stack:
        current = stack.pop()
        if isinstance(current, tree.Mapping):
            stack.extend(reversed(list(current.values())))
        elif isinstance(current, tree.Sequence):
            stack.extend(reversed(current))
        elif isinstance(current, tree.Scalar) and words in current:
            return current
    return None
