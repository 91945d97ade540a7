"""Values that have rules of their own: ids, texts, dates, numbers, citations, and what sources disagree on.

Every scalar of a fact base reaches this module as text and gets its type here: ``no`` stays text, ``1988-07-19``
becomes a date, ``30000`` a number. Errors are raised with a code and a sentence; the gate adds the place.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Annotated, Any, Generic, Literal, TypeAlias, TypeVar

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, InstanceOf, model_validator
from pydantic_core import PydanticCustomError

from briefwright.i18n.edtf import Edtf, EdtfError, parse
from briefwright.i18n.locale import LANGUAGE_TAG

ID_PATTERN = re.compile(r"[a-z0-9][a-z0-9-]{0,62}")
_KEPT = 1 << 15  # as many ids as a large base has are known again
# Names that Windows keeps for devices cannot be file names there, and ids become file names.
_DEVICES = frozenset({"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))})

Visibility: TypeAlias = Literal["public", "partners", "internal"]
Audience: TypeAlias = Visibility
Qualifier: TypeAlias = Literal["more-than", "at-least", "about", "up-to", "exactly"]
# Who may see what: an audience sees its own level and every level before it.
AUDIENCES: tuple[Audience, ...] = ("public", "partners", "internal")


def broken(code: str, message: str) -> PydanticCustomError:
    """Return the error that a validator raises: a documented fault code, and a sentence that says what to do."""
    return PydanticCustomError(code, "{sentence}", {"sentence": message})


class Record(BaseModel):
    """The ground of every entry of a fact base: frozen, strict, and without unknown keys."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True, populate_by_name=True)


def fault_of_id(text: str) -> str | None:
    """Return what is wrong with an id, or None where nothing is."""
    if text in _DEVICES:
        return f"'{text}' is a name that Windows keeps for a device: choose another"
    if not ID_PATTERN.fullmatch(text):
        return f"'{text}' is no id: use a-z, 0-9 and hyphens, at most 63 characters, not starting with a hyphen"
    return None


@lru_cache(maxsize=_KEPT)
def _id(text: str) -> str:
    fault = fault_of_id(text)
    if fault is not None:
        raise broken("ID", fault)
    return text


Id = Annotated[str, AfterValidator(_id)]


@dataclass(frozen=True, slots=True)
class Refers:
    """Says of a field that its value is the id of a record in one of these sections."""

    sections: tuple[str, ...]


Actor = Annotated[Id, Refers(("people", "organisations"))]
PersonId = Annotated[Id, Refers(("people",))]
OrganisationId = Annotated[Id, Refers(("organisations",))]
PlaceId = Annotated[Id, Refers(("places",))]
SourceId = Annotated[Id, Refers(("sources",))]
FactId = Annotated[Id, Refers(("facts",))]
FigureId = Annotated[Id, Refers(("figures",))]


@dataclass(frozen=True, slots=True)
class Localised:
    """A text in the dossier's language (key ``""``), or one wording a language where the wording itself differs.

    `context` is the place by which catalogues know it, once its translations are put in.
    """

    versions: Mapping[str, str]
    context: str = ""

    @property
    def source(self) -> str | None:
        """The wording in the dossier's language, from which it is translated, if it has one."""
        return self.versions.get("")

    def __hash__(self) -> int:
        """Return the hash of its versions, so that it can stand in a set beside numbers."""
        return hash(tuple(self.versions.items()))

    def of(self, language: str) -> str:
        """Return the wording for a language: its own, else the dossier's, else the first given."""
        return self.versions.get(language) or self.versions.get("") or next(iter(self.versions.values()))


def _localised(value: object) -> Localised:
    if isinstance(value, str):
        return Localised({"": _line(value)})
    if not isinstance(value, dict) or not value:
        raise broken("TYPE", "expected a text, or a mapping of language to text")
    for language, words in value.items():
        if not isinstance(words, str) or not words.strip():
            raise broken("TYPE", f"expected a text for language '{language}'")
        if not LANGUAGE_TAG.fullmatch(language):
            raise broken("LANGUAGE", f"'{language}' is no language tag: write en, fr, fa, zh-Hans")
    return Localised({str(language): _line(words) for language, words in value.items()})


def _line(text: str) -> str:
    words = " ".join(text.split())
    if not words:
        raise broken("EMPTY", "expected a text, found nothing")
    return words


Text = Annotated[InstanceOf[Localised], BeforeValidator(_localised)]
Line = Annotated[str, AfterValidator(_line)]


def _date(value: object) -> Edtf:
    if not isinstance(value, str) or not value:
        raise broken("DATE", "expected a date, such as 1988-07-19, 1988-07 or 1988/..")
    try:
        return parse(str(value))
    except EdtfError as error:
        raise broken("DATE", str(error)) from None


Date = Annotated[InstanceOf[Edtf], BeforeValidator(_date)]


def _whole(value: object) -> object:
    if isinstance(value, str) and re.fullmatch(r"[0-9]{1,15}", value):
        return int(value)
    raise broken("NUMBER", f"expected a whole number in digits only, found '{value}'")


def _amount(value: object) -> object:
    if not isinstance(value, str) or not value.strip():
        raise broken("NUMBER", "expected a number in digits only, or a word such as thousands")
    if re.fullmatch(r"[0-9]{1,15}", value):
        return int(value)
    if any(character.isdigit() for character in value):
        raise broken("NUMBER", f"'{value}' is neither a number in digits only (30000) nor a word (thousands)")
    return Localised({"": _line(value)})


def _flag(value: object) -> bool:
    if value not in ("true", "false"):
        raise broken("FLAG", f"expected true or false, found '{value}'")
    return value == "true"


def _coordinate(value: object) -> float:
    if isinstance(value, str) and re.fullmatch(r"-?[0-9]{1,3}(\.[0-9]{1,8})?", value):
        return float(value)
    raise broken("NUMBER", f"expected degrees such as 35.69, found '{value}'")


Whole = Annotated[int, BeforeValidator(_whole)]
Amount = Annotated[Any, BeforeValidator(_amount)]
Flag = Annotated[bool, BeforeValidator(_flag)]
Degrees = Annotated[float, BeforeValidator(_coordinate)]

T = TypeVar("T")
# A list of YAML, kept as a tuple.
Many = Annotated[tuple[T, ...], Field(strict=False)]


class Citation(Record):
    """Where a source says it: the source, the place in it, and, where it matters, its very words."""

    source: SourceId
    at: Line = ""
    quote: Line = ""
    visibility: Visibility = "public"

    @model_validator(mode="before")
    @classmethod
    def _short_form(cls, value: object) -> object:
        if not isinstance(value, str):
            return value
        source, _, at = (part.strip() for part in value.partition(","))
        if not ID_PATTERN.fullmatch(source):
            raise broken("CITATION", f"'{value}' is no citation: write \"source-id, p. 3\" with its quotes")
        return {"source": source, "at": at} if at else {"source": source}


Cites = Annotated[tuple[Citation, ...], Field(strict=False, min_length=1)]


class Stated(Record, Generic[T]):
    """One value that a source gives for something on which sources may differ."""

    value: T
    qualifier: Qualifier | None = None
    said_by: Actor | None = None
    as_of: Date | None = None
    cite: Many[Citation] = ()
    preferred: Flag = False
    because: Text | None = None
    mistaken: Text | None = None
    visibility: Visibility = "public"

    @property
    def is_mistaken(self) -> bool:
        """True for a value that a source gives in error."""
        return self.mistaken is not None


class Contested(Record, Generic[T]):
    """Everything that sources give for one field: one value where they agree."""

    values: Annotated[tuple[Stated[T], ...], Field(strict=False, min_length=1)]

    @model_validator(mode="before")
    @classmethod
    def _single(cls, value: object) -> object:
        return value if isinstance(value, dict) and "values" in value else {"values": [{"value": value}]}

    @property
    def preferred(self) -> Stated[T] | None:
        """The value we rely on, or None where the base does not choose between several."""
        sound = [stated for stated in self.values if not stated.is_mistaken]
        chosen = [stated for stated in sound if stated.preferred] or (sound if len(sound) == 1 else [])
        return chosen[0] if chosen else None

    @property
    def best(self) -> Stated[T]:
        """The value to sort and file by: the preferred one, else the first that is no mistake."""
        return self.preferred or next((s for s in self.values if not s.is_mistaken), self.values[0])

    @property
    def others(self) -> tuple[Stated[T], ...]:
        """The values that stand beside the best one, mistakes included."""
        best = self.best
        return tuple(stated for stated in self.values if stated is not best)
