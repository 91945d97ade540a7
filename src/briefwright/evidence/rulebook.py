"""Which rules hold for a brief: the program's defaults, then its forum's, its dossier's, and its own.

What stands later counts, option by option. A rule is set to ``off``, to a severity, or to a mapping of options.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from briefwright.briefs.brief import Brief
from briefwright.evidence.options import Options
from briefwright.evidence.profiles import Profile, read_profiles
from briefwright.evidence.rules import RULES
from briefwright.facts import tree
from briefwright.facts.home import FILE
from briefwright.facts.settings import Settings
from briefwright.facts.validation import validated
from briefwright.faults import Faults, did_you_mean

OFF = "off"
_SEVERITIES = ("error", "warning")


@dataclass(frozen=True, slots=True)
class Setting:
    """What is set for a rule that is on, and by which forum where it is a forum's."""

    options: Options
    forum: str = ""


Settled = Mapping[str, Setting]


@dataclass(frozen=True, slots=True)
class Rulebook:
    """The rules that are on: for the base as a whole, and for each brief by its name."""

    base: Settled
    briefs: Mapping[str, Settled]


def read_rulebook(root: Path, settings: Settings | None, briefs: Mapping[str, Brief], faults: Faults) -> Rulebook:
    """Return the rules of a dossier, as far as its settings can be read.

    What is wrong in any ``rules:``, ``forum:`` or profile goes to `faults`. An annex says again what its brief
    says, and has the rules of it before its own.
    """
    reader = _Reader(faults)
    profiles = read_profiles(root, faults)
    forums = {name: reader.of_profile(profile) for name, profile in profiles.items()}
    own = reader.of_rules(settings.written("rules") if settings is not None else None, FILE)
    rules_of = {name: reader.of_rules(brief.node.get("rules"), brief.path) for name, brief in briefs.items()}
    settled = {}
    for name, brief in briefs.items():
        forum = _forum_of(brief, profiles, faults)
        layers = [forums[forum.name]] if forum is not None else []
        layers += [own, *(rules_of[each] for each in (brief.record.annex_to, name) if each in rules_of)]
        settled[name] = _settle(layers, forum.name if forum is not None else "")
    return Rulebook(_settle([own]), settled)


Layer = Mapping[str, Options | None]


class _Reader:
    """Reads what is set for rules, rule by rule, each with its faults at its place."""

    def __init__(self, faults: Faults) -> None:
        self._faults = faults

    def of_rules(self, node: object, path: str) -> Layer:
        """Return what a ``rules:`` says: options, or None where a rule is switched off."""
        if not isinstance(node, tree.Mapping):
            return {}
        return {str(key): value for key, said in node.items() for value in self._set(key, said, path)}

    def of_profile(self, profile: Profile) -> Layer:
        """Return what a forum's profile sets."""
        rules = profile.node["rules"]
        return {
            str(key): value for key, said in rules.items() for value in self._set(key, said["asks"], profile.path)
        }

    def _set(self, key: tree.Scalar, said: object, path: str) -> Iterator[Options | None]:
        """Return what is set for one rule, once, or nothing after reporting why it cannot be."""
        place = tree.place_of(path, key)
        if key not in RULES:
            self._faults.error(place, "UNKNOWN-RULE", f"no rule '{key}'{did_you_mean(key, RULES)}")
        elif isinstance(said, tree.Mapping):
            options = validated(RULES[key].options, said, path, self._faults)
            if options is not None:
                yield options
        elif said == OFF:
            yield None
        elif said in _SEVERITIES:
            yield RULES[key].options.model_validate({"severity": str(said)})
        else:
            message = f"'{key}' is one of off, error, warning, or a mapping of its options"
            self._faults.error(tree.place_of(path, said, place), "CHOICE", message)


def _forum_of(brief: Brief, profiles: Mapping[str, Profile], faults: Faults) -> Profile | None:
    name = brief.record.forum
    if name is None:
        return None
    profile = profiles.get(name)
    if profile is None:
        message = f"no profile of a forum '{name}'{did_you_mean(name, profiles)}"
        faults.error(brief.place("forum"), "UNKNOWN-FORUM", message)
        return None
    for rule, demanded in profile.record.rules.items():
        if not demanded.verified:
            message = (
                f"what '{name}' asks by '{rule}' is not verified: look at {demanded.address} before you rely on it"
            )
            faults.warn(brief.place("forum"), "NOT-VERIFIED", message)
    return profile


def _settle(layers: list[Layer], forum: str = "") -> Settled:
    """Return the rules that are on after all layers, of which the first is a forum's where there is one."""
    settled: dict[str, Setting] = {name: Setting(rule.options()) for name, rule in RULES.items() if rule.is_on}
    for index, layer in enumerate(layers):
        for name, said in layer.items():
            if said is None:
                settled.pop(name, None)
                continue
            before = settled.get(name)
            settled[name] = Setting(
                _over(before.options, said) if before is not None else said,
                forum if index == 0 else "",
            )
    return settled


def _over(before: Options, said: Options) -> Options:
    return before.model_copy(update={name: getattr(said, name) for name in said.model_fields_set})
