"""What a rule finds: where, and a sentence that says what is wrong and what to do."""

from __future__ import annotations

from dataclasses import dataclass

from briefwright.faults import Place


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that a rule holds against a document; its code and severity are the rule's."""

    place: Place
    message: str
