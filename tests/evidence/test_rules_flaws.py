"""A base of facts with one planted flaw each, and its clean twin: every flaw is found, and nothing else is."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from briefwright.build import Request, check
from briefwright.build.dossier import read_dossier
from briefwright.evidence.rules import RULES, BaseRule
from briefwright.facts.base import FactBase
from briefwright.faults import Fault, Faults

FLAWS = Path(__file__).parent / "flaws"
FACTS = "facts/facts.yaml"

MakeDossier = Callable[[Mapping[str, str]], Path]


def files_of(twin: str) -> dict[str, str]:
    """Return the files of the flawed dossier or of its clean twin: all but the facts are the same."""
    shared = FLAWS / "shared"
    return {
        "dossier.yaml": (shared / "dossier.yaml").read_text("utf-8"),
        "facts/sources.yaml": (shared / "sources.yaml").read_text("utf-8"),
        "briefs/example.yaml": (shared / "brief.yaml").read_text("utf-8"),
        FACTS: (FLAWS / twin / "facts.yaml").read_text("utf-8"),
    }


def record_at(base: FactBase, fault: Fault) -> str:
    """Return the record in whose lines a fault lies."""
    before = [
        (origin.place().line, record_id)
        for record_id, origin in base.origins.items()
        if origin.path == fault.place.path and origin.place().line <= fault.place.line
    ]
    return max(before)[1]


def flaw_of(fact_id: str) -> str:
    """Return the rule that a fact breaks: its id begins with the name."""
    return next(name for name in RULES if fact_id.startswith(f"{name}-"))


def found_in(folder: Path) -> Iterator[tuple[str, str]]:
    """Return the record and the code of each fault that a check finds."""
    base = read_dossier(folder, Faults()).base
    for fault in check(folder, Request()):
        assert fault.severity == "error"
        yield record_at(base, fault), fault.code


def test_every_planted_flaw_is_found_and_nothing_else(make_dossier: MakeDossier) -> None:
    folder = make_dossier(files_of("flawed"))
    facts = read_dossier(folder, Faults()).base.facts
    assert len(facts) >= 60
    assert sorted(found_in(folder)) == sorted((fact_id, flaw_of(fact_id).upper()) for fact_id in facts)


def test_every_rule_on_facts_has_flaws_of_its_own() -> None:
    planted = [flaw_of(line.strip(" :\n")) for line in facts_in("flawed")]
    assert set(planted) == set(RULES) - {"unused-source"}
    assert min(planted.count(name) for name in set(planted)) >= 5


def test_the_clean_twin_has_the_same_facts_and_no_fault(make_dossier: MakeDossier) -> None:
    assert facts_in("clean") == facts_in("flawed")
    assert check(make_dossier(files_of("clean")), Request()) == ()


def facts_in(twin: str) -> list[str]:
    """Return the lines that open the facts of a twin."""
    lines = (FLAWS / twin / "facts.yaml").read_text("utf-8").splitlines()
    return [line for line in lines if line.startswith("  ") and line[2] != " "]


def test_a_source_that_nothing_uses_is_found(make_dossier: MakeDossier) -> None:
    files = files_of("clean")
    idle = "  idle: {type: webpage, title: Idle, author: [{literal: Nobody}], nature: ngo, derived_from: [far]}\n"
    far = "  far: {type: webpage, title: Far, author: [{literal: Nobody}], nature: ngo}\n"
    sources = files["facts/sources.yaml"]
    added = sources.replace("sources:\n", f"sources:\n{idle}{far}", 1)
    assert sorted(found_in(make_dossier({**files, "facts/sources.yaml": added}))) == [
        ("far", "UNUSED-SOURCE"),
        ("idle", "UNUSED-SOURCE"),
    ]
    cited = files[FACTS].replace("cite: [body-report, group-two]", "cite: [body-report, group-two, idle]", 1)
    assert check(make_dossier({**files, "facts/sources.yaml": added, FACTS: cited}), Request()) == ()


def test_what_one_brief_does_not_use_is_not_held_against_it(make_dossier: MakeDossier) -> None:
    folder = make_dossier(files_of("flawed"))
    base_rules = {name.upper() for name, rule in RULES.items() if isinstance(rule, BaseRule)}
    found = {fault.code for fault in check(folder, Request(briefs=("example",)))}
    assert found
    assert found & base_rules == set()
