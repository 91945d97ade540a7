"""The rules: each with its name, what it can be told, what is set where a dossier says nothing, and its check."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Generic, TypeVar

from briefwright.evidence.amounts import contested_figure
from briefwright.evidence.claims import not_alleged, old_position, unmarked_quotation, unnamed_source
from briefwright.evidence.finding import Finding
from briefwright.evidence.ground import Ground
from briefwright.evidence.options import (
    IndependentSources,
    NoPrimarySource,
    OfStatus,
    OldPosition,
    OnlyParty,
    Options,
    UnmarkedQuotation,
    WeakGrades,
)
from briefwright.evidence.scope import Scope
from briefwright.evidence.sourcing import (
    independent_sources,
    no_primary_source,
    only_media,
    only_party,
    weak_grades,
)
from briefwright.evidence.use import unused_fact, unused_source

O = TypeVar("O", bound=Options)  # noqa: E741 - the options of a rule


@dataclass(frozen=True, slots=True)
class Rule(Generic[O]):
    """A rule on one document: its check finds what is wrong in it."""

    name: str
    options: type[O]
    is_on: bool
    check: Callable[[Scope, O], Iterator[Finding]]


@dataclass(frozen=True, slots=True)
class BaseRule(Generic[O]):
    """A rule on the base as a whole, which runs when every brief was made: its check knows all documents."""

    name: str
    options: type[O]
    is_on: bool
    check: Callable[[Ground, Sequence[Scope], O], Iterator[Finding]]


_ALL: tuple[Rule[Any] | BaseRule[Any], ...] = (
    Rule("independent-sources", IndependentSources, False, independent_sources),
    Rule("only-media", OfStatus, False, only_media),
    Rule("only-party", OnlyParty, True, only_party),
    Rule("no-primary-source", NoPrimarySource, False, no_primary_source),
    Rule("weak-grades", WeakGrades, True, weak_grades),
    Rule("not-alleged", Options, True, not_alleged),
    Rule("old-position", OldPosition, True, old_position),
    Rule("contested-figure", Options, True, contested_figure),
    Rule("unmarked-quotation", UnmarkedQuotation, True, unmarked_quotation),
    Rule("unnamed-source", Options, False, unnamed_source),
    BaseRule("unused-source", Options, True, unused_source),
    BaseRule("unused-fact", Options, False, unused_fact),
)
RULES: Mapping[str, Rule[Any] | BaseRule[Any]] = MappingProxyType({rule.name: rule for rule in _ALL})
