"""What a brief that is a letter says beside its text: where it is written, who sends it and who signs it."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, model_validator

from briefwright.facts.values import Line, OrganisationId, PersonId, Record, Text, broken


class LetterSignatory(Record):
    """One who signs a letter: a person or an organisation of the base, or a name, and in what capacity."""

    person: PersonId | None = None
    organisation: OrganisationId | None = None
    name: Text | None = None
    capacity: Text | None = None

    @model_validator(mode="after")
    def _one_kind(self) -> LetterSignatory:
        if sum(given is not None for given in (self.person, self.organisation, self.name)) != 1:
            raise broken("SIGNATORY", "one who signs is one of person, organisation or name")
        return self


class Letter(Record):
    """The frame of a letter; its date is the brief's, its subject the title, its words the prose."""

    sender: Text
    place: Text
    signatories: Annotated[tuple[LetterSignatory, ...], Field(strict=False, min_length=1)]
    salutation: Text | None = None
    closing: Text | None = None
    reference: Line | None = None
