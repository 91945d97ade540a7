"""The records of a fact base: what each section holds, field by field."""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal, TypeAlias

from pydantic import AfterValidator, Field, model_validator

from briefwright.facts.values import (
    Actor,
    Amount,
    Citation,
    Cites,
    Contested,
    Date,
    Degrees,
    FactId,
    FigureId,
    Id,
    Line,
    Many,
    OrganisationId,
    PersonId,
    PlaceId,
    Qualifier,
    Record,
    Refers,
    SourceId,
    Stated,
    Text,
    Visibility,
    Whole,
    broken,
)
from briefwright.i18n.locale import LANGUAGE_TAG

Nature: TypeAlias = Literal["un", "state", "court", "ngo", "academic", "media", "party", "testimony"]
Status: TypeAlias = Literal["established", "reported", "alleged", "disputed"]
EcosocStatus: TypeAlias = Literal["general", "special", "roster"]
Reply: TypeAlias = Literal["none", "received", "withheld"]
# A record that goes to another process is found there by the name of its model: pydantic gives one to a form of a
# generic model where a module asks for the form first.
_STATED = (Stated[Date], Stated[Line], Stated[Whole], Stated[Amount], Stated[EcosocStatus], Stated[Reply])
_CONTESTED = (Contested[Date], Contested[Line], Contested[Whole], Contested[EcosocStatus], Contested[Reply])
# A communication of UN Special Procedures: kind of letter, State as ISO 3166-1 alpha-3, number and year.
UN_REFERENCE = re.compile(r"(?:AL|UA|OL|JAL|JUA|JOL) [A-Z]{3} \d{1,3}/\d{4}|OTH \d{1,3}/\d{4}", re.ASCII)


def _language(tag: str) -> str:
    if not LANGUAGE_TAG.fullmatch(tag):
        raise broken("LANGUAGE", f"'{tag}' is no language tag: write en, fr, fa, zh-Hans")
    return tag


def _country(code: str) -> str:
    if not re.fullmatch(r"[A-Z]{3}", code):
        raise broken("COUNTRY", f"'{code}' is no ISO 3166-1 alpha-3 code: write IRN, CHE, GBR")
    return code


def _digest(text: str) -> str:
    if not re.fullmatch(r"[0-9a-f]{64}", text):
        raise broken("HASH", "expected a SHA-256: 64 hexadecimal digits in lower case")
    return text


LanguageTag = Annotated[str, AfterValidator(_language)]
Country = Annotated[str, AfterValidator(_country)]
Names = dict[LanguageTag, Line]


class Archive(Record):
    """An evidentiary copy of a source."""

    url: Line = ""
    file: Line = ""
    sha256: Annotated[str, AfterValidator(_digest)] | None = None
    captured: Date | None = None
    by: Line = ""
    visibility: Visibility = "public"


class Source(Record):
    """What a source is to us; `csl` is its bibliographic item, read apart (see ``csl``)."""

    csl: dict[str, Any]
    nature: Nature
    reliability: Literal["A", "B", "C", "D", "E", "F"] | None = None
    derived_from: Many[SourceId] = ()
    archive: Archive | None = None
    remark: Text | None = None
    visibility: Visibility = "public"

    @property
    def title(self) -> str:
        """The title, or the id's best stand-in where a source has none."""
        return str(self.csl.get("title") or self.csl.get("title-short") or self.csl.get("container-title") or "")


class Fact(Record):
    """One statement about the world, in our own words, with whose word it is and where it is written."""

    text: Text
    status: Status
    cite: Cites
    date: Contested[Date] | None = None
    said_by: Actor | None = None
    places: Many[PlaceId] = ()
    people: Many[PersonId] = ()
    organisations: Many[OrganisationId] = ()
    accuses: Many[PersonId] = ()
    tags: Many[Id] = ()
    as_of: Date | None = None
    credibility: Literal["1", "2", "3", "4", "5", "6"] | None = None
    remark: Text | None = None
    visibility: Visibility = "public"

    @model_validator(mode="after")
    def _attributed(self) -> Fact:
        if self.status != "established" and self.said_by is None:
            raise broken("SAID-BY", f"a fact that is {self.status} needs said_by: the id of whose word it is")
        return self


class StatedAmount(Stated[Amount]):
    """A number that a source gives."""

    cite: Cites


class Figure(Record):
    """A number on which sources differ, with every value and whose it is."""

    label: Text
    values: Annotated[tuple[StatedAmount, ...], Field(strict=False, min_length=1)]
    tags: Many[Id] = ()
    date: Contested[Date] | None = None
    remark: Text | None = None
    visibility: Visibility = "public"


class Translation(Record):
    """A quotation in another language, and whose translation it is."""

    text: Line
    by: Literal["official", "ours"]


class Quotation(Record):
    """Somebody's very words."""

    speaker: Actor
    text: Line
    language: LanguageTag
    cite: Cites
    date: Contested[Date] | None = None
    translations: dict[LanguageTag, Translation] = Field(default_factory=dict)
    tags: Many[Id] = ()
    remark: Text | None = None
    visibility: Visibility = "public"


class Role(Record):
    """An office that somebody is said to hold or have held."""

    title: Text
    organisation: OrganisationId | None = None
    start: Date | None = Field(default=None, alias="from")
    end: Date | None = Field(default=None, alias="to")
    as_of: Date | None = None
    cite: Cites
    visibility: Visibility = "public"


class Consent(Record):
    """That a person, or somebody for them, agreed to be named to these audiences, and until when."""

    given_by: Line
    date: Date
    audiences: Annotated[tuple[Visibility, ...], Field(strict=False, min_length=1)]
    until: Date | None = None


class Judgment(Record):
    """A final judgment against a person."""

    date: Date
    court: OrganisationId | None = None
    cite: Cites
    visibility: Visibility = "public"


class Person(Record):
    """A person, by the name the brief prints, and the names that sources use.

    Where the audience may not see the name, `pseudonym` stands for it; a person with `consent` records is named
    only to the audiences that a consent still in force covers.
    """

    name: Contested[Line]
    name_in: Names = Field(default_factory=dict)
    sort_name: Line | None = None
    aliases: Many[Line] = ()
    roles: Many[Role] = ()
    pseudonym: Text | None = None
    consent: Many[Consent] = ()
    judgment: Judgment | None = None
    remark: Text | None = None
    visibility: Visibility = "public"


class Organisation(Record):
    """An organisation, a body, or a group that speaks with one voice; a State too."""

    name: Contested[Line]
    name_in: Names = Field(default_factory=dict)
    sort_name: Line | None = None
    aliases: Many[Line] = ()
    in_text: Text | None = None
    abbreviation: Line | None = None
    ecosoc_status: Contested[EcosocStatus] | None = None
    nature: Nature | None = None
    country: Country | None = None
    cite: Many[Citation] = ()
    remark: Text | None = None
    visibility: Visibility = "public"


class PlaceRecord(Record):
    """A place."""

    name: Contested[Line]
    name_in: Names = Field(default_factory=dict)
    country: Country | None = None
    coordinates: Annotated[tuple[Degrees, Degrees], Field(strict=False)] | None = None
    cite: Many[Citation] = ()
    visibility: Visibility = "public"


class Demand(Record):
    """Something that an appeal asks for, and of whom where that is not everyone it is addressed to."""

    id: Id
    text: Text
    cite: Cites
    of: Many[Actor] = ()
    remark: Text | None = None
    visibility: Visibility = "public"


class Signatory(Record):
    """Who signed: a person, an organisation, or a number of people whose names are not known."""

    person: PersonId | None = None
    organisation: OrganisationId | None = None
    count: Whole | None = None
    qualifier: Qualifier | None = None
    described_as: Text | None = None
    capacity: Text | None = None
    group: Text | None = None
    cite: Many[Citation] = ()
    remark: Text | None = None
    visibility: Visibility = "public"

    @model_validator(mode="after")
    def _one_kind(self) -> Signatory:
        kinds = [kind for kind in ("person", "organisation", "count") if getattr(self, kind) is not None]
        if len(kinds) != 1:
            raise broken("SIGNATORY", "a signatory is one of person, organisation or count")
        if self.count is not None and (self.described_as is None or not self.cite):
            raise broken("SIGNATORY", "a count of signatories needs described_as and cite")
        return self


class Appeal(Record):
    """A document by which someone asks something of someone."""

    kind: Literal["communication", "open-letter", "joint-statement", "petition"]
    title: Text
    cite: Cites
    addressed_to: Annotated[tuple[Actor, ...], Field(strict=False, min_length=1)]
    reference: Line | None = None
    occasion: Text | None = None
    issued_by: Actor | None = None
    organised_by: Many[Actor] = ()
    sent: Contested[Date] | None = None
    published: Contested[Date] | None = None
    reply_days: Contested[Whole] | None = None
    reply_due: Contested[Date] | None = None
    reply: Contested[Reply] | None = None
    concerns: Many[FactId] = ()
    figures: Many[FigureId] = ()
    quotations: Many[Annotated[Id, Refers(("quotations",))]] = ()
    demands: Many[Demand] = ()
    signatories: Many[Signatory] = ()
    tags: Many[Id] = ()
    remark: Text | None = None
    visibility: Visibility = "public"

    @model_validator(mode="after")
    def _known_reference(self) -> Appeal:
        if self.kind == "communication" and self.reference and not UN_REFERENCE.fullmatch(self.reference):
            raise broken(
                "REFERENCE",
                f"'{self.reference}' is not a UN reference: write AL IRN 1/2020 or OTH 1/2020",
            )
        return self


SECTIONS: dict[str, type[Record]] = {
    "sources": Source,
    "facts": Fact,
    "figures": Figure,
    "quotations": Quotation,
    "people": Person,
    "organisations": Organisation,
    "places": PlaceRecord,
    "appeals": Appeal,
}
