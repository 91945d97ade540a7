"""A section of a base as some readers see it: read through to the whole one, but for what is hidden or changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any


class Shown(Mapping[str, Any]):
    """The records of a section without those that are `gone`, and with those that are `changed` in their place."""

    __slots__ = ("changed", "gone", "whole")

    def __init__(self, whole: Mapping[str, Any], changed: Mapping[str, Any], gone: frozenset[str]) -> None:
        self.whole = whole
        self.changed = changed
        self.gone = gone

    def __getitem__(self, record_id: str) -> Any:  # noqa: ANN401 - a record of any section
        """Return a record as it is shown; raise `KeyError` for one that is not."""
        if record_id in self.changed:
            return self.changed[record_id]
        if record_id in self.gone:
            raise KeyError(record_id)
        return self.whole[record_id]

    def __contains__(self, record_id: object) -> bool:
        """Tell whether a record is shown."""
        return record_id in self.whole and record_id not in self.gone

    def __iter__(self) -> Iterator[str]:
        """Return the ids of what is shown, in the order of the whole section."""
        return (record_id for record_id in self.whole if record_id not in self.gone)

    def __len__(self) -> int:
        """Return how many records are shown."""
        return len(self.whole) - len(self.gone)


def touched(whole: Mapping[str, Any], shown: Mapping[str, Any]) -> Iterator[str]:
    """Return the ids of the records of a whole section that are not in one of its views, or not as they are there.

    They come in the section's order; of a view, what it hides is known without a look at the rest.
    """
    if shown is whole:
        return iter(())
    if isinstance(shown, Shown) and shown.whole is whole:
        hidden = shown.gone | shown.changed.keys()
        return (record_id for record_id in whole if record_id in hidden)
    return (record_id for record_id, record in whole.items() if shown.get(record_id) is not record)
