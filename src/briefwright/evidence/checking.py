"""The rules at work: over each document as it was printed, and over the base when every brief was made."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from briefwright.briefs.selection import Selection
from briefwright.document.nodes import Document
from briefwright.evidence.finding import Finding
from briefwright.evidence.ground import Ground, ground_of
from briefwright.evidence.rulebook import Rulebook, Setting, Settled
from briefwright.evidence.rules import RULES, BaseRule, Rule
from briefwright.evidence.scope import Scope, scope_of
from briefwright.facts.base import FactBase
from briefwright.faults import Fault, Faults


def check_sourcing(
    documents: Iterable[tuple[Selection, Document]],
    base: FactBase,
    rulebook: Rulebook,
    faults: Faults,
    *,
    whole: bool,
) -> None:
    """Report what the rules find in finished documents.

    `base` is the whole base, whoever may see it; `whole` says that every brief of the dossier is among the
    documents, so that what is not used there is not used at all.
    """
    ground = ground_of(base)
    scopes = [scope_of(selection, document, ground) for selection, document in documents]
    for scope in scopes:
        check_document(scope, rulebook.briefs[scope.brief.name], faults)
    if whole:
        check_base(ground, scopes, rulebook.base, faults)


def check_document(scope: Scope, settled: Settled, faults: Faults) -> None:
    """Report what the rules that are on find in one document."""
    for name, setting in settled.items():
        rule = RULES[name]
        if isinstance(rule, Rule):
            faults.extend(_faults_of(name, setting, rule.check(scope, setting.options)))


def check_base(ground: Ground, scopes: Sequence[Scope], settled: Settled, faults: Faults) -> None:
    """Report what the rules on the base as a whole find, given every document that was made of it."""
    for name, setting in settled.items():
        rule = RULES[name]
        if isinstance(rule, BaseRule):
            faults.extend(_faults_of(name, setting, rule.check(ground, scopes, setting.options)))


def _faults_of(name: str, setting: Setting, findings: Iterable[Finding]) -> Iterable[Fault]:
    asked = f" ({setting.forum} asks for it)" if setting.forum else ""
    return [
        Fault(finding.place, name.upper(), finding.message + asked, setting.options.severity)
        for finding in findings
    ]
