"""The page on the rules says of each what it is, how it is set, and what forums ask."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from briefwright.evidence.options import EVERY_STATUS, Options
from briefwright.evidence.profiles import Demanded, ProfileRecord, read_profiles
from briefwright.evidence.rules import RULES
from briefwright.facts.validation import known_keys
from briefwright.faults import Faults

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "rules.md").read_text("utf-8")
CODED = re.compile(r"`([^`]+)`")


def table(first: str) -> dict[str, str]:
    """Return the rows of the table whose first column has this header: the first cell and the rest."""
    lines = PAGE[PAGE.index(f"| {first} |") :].split("\n\n")[0].splitlines()[2:]
    return {line.split("|")[1].strip().strip("`"): line.split("|", 2)[2] for line in lines}


def shown(value: object) -> str:
    """Return the value of an option as the page writes it."""
    if value == EVERY_STATUS:
        return "all"
    if isinstance(value, tuple):
        return f"`[{', '.join(value)}]`"
    return f"`{value}`" if isinstance(value, str) else str(value)


def test_every_rule_is_listed_with_what_is_set_where_nothing_is_said() -> None:
    rows = table("rule")
    assert list(rows) == list(RULES)
    for name, rule in RULES.items():
        state, _, options = rows[name].partition("|")
        assert state.strip() == ("warning" if rule.is_on else "off")
        own = {key: getattr(rule.options(), key) for key in rule.options.model_fields if key != "severity"}
        assert sorted(CODED.findall(options)) == sorted(CODED.findall(" ".join(
            f"`{key}`: {shown(value)}" for key, value in own.items()
        )))  # fmt: skip
        assert all(f"`{key}`: {shown(value)}" in options for key, value in own.items())


@pytest.mark.parametrize("name", RULES)
def test_every_rule_says_what_why_and_what_to_do(name: str) -> None:
    section = re.split(r"^#{2,3} ", PAGE.split(f"\n### {name}\n")[1], maxsplit=1, flags=re.MULTILINE)[0]
    what, why = section.split("*Why.*")
    assert len(what.split()) >= 8
    assert "*What to do.*" in why


def test_every_forum_is_listed_with_what_it_asks(tmp_path: Path) -> None:
    rows = table("forum")
    profiles = read_profiles(tmp_path, Faults())
    assert set(rows) == set(profiles)
    for name, profile in profiles.items():
        assert set(CODED.findall(rows[name])) == set(profile.record.rules)


def test_every_key_of_a_profile_is_described() -> None:
    assert list(table("key")) == [*known_keys(ProfileRecord), *known_keys(Demanded)]


def test_every_rule_has_a_severity() -> None:
    assert all(issubclass(rule.options, Options) for rule in RULES.values())
