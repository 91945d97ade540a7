"""What ``rules:`` and ``forum:`` set: the nearer counts, and what cannot be set is a fault at its place."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from briefwright.briefs.brief import read_briefs
from briefwright.build import Request, build, check
from briefwright.build.dossier import read_dossier
from briefwright.evidence.options import IndependentSources, OfStatus
from briefwright.evidence.profiles import read_profiles
from briefwright.evidence.rulebook import Setting, read_rulebook
from briefwright.evidence.rules import RULES
from briefwright.facts.gate import read_fact_base
from briefwright.faults import Faults, FaultsFound
from briefwright.i18n.addresses import is_web_address

MakeDossier = Callable[[Mapping[str, str]], Path]

BRIEF = "layout: chronology\ntitle: Example\nformats: [html]\n"
FACTS = """\
sources:
  paper: {type: webpage, title: Example item, author: [{literal: Example Paper}], nature: media}
  report: {type: webpage, title: Example report, author: [{literal: Example Group}], nature: ngo}
facts:
  closed: {text: The gate was closed., date: 2001, status: established, cite: [paper]}
  opened: {text: The gate was opened., date: 2002, status: established, cite: [paper, report]}
"""


def dossier_with(make: MakeDossier, rules: str = "", brief: str = "", **files: str) -> Path:
    """Return a dossier with one brief, and what is set for its rules."""
    return make({
        "dossier.yaml": f"title: Example dossier\n{rules}",
        "briefs/one.yaml": BRIEF + brief,
        "facts/facts.yaml": FACTS,
        **files,
    })  # fmt: skip


def options_of(**written: object) -> IndependentSources:
    """Return the options of the rule on independent sources as an author writes them."""
    return IndependentSources.model_validate(written)


def lines(folder: Path, request: Request | None = None) -> list[str]:
    """Return what a check finds, as its user reads it."""
    return [str(fault) for fault in check(folder, request or Request())]


def settled(folder: Path) -> Mapping[str, Setting]:
    """Return the rules that are on for the brief."""
    return read_dossier(folder, Faults()).rulebook.briefs["one"]


def test_what_is_on_where_nothing_is_said(make_dossier: MakeDossier) -> None:
    rules = settled(dossier_with(make_dossier))
    assert set(rules) == {name for name, rule in RULES.items() if rule.is_on}
    assert {setting.options.severity for setting in rules.values()} == {"warning"}


def test_a_rule_of_the_dossier_holds_for_every_brief(make_dossier: MakeDossier) -> None:
    folder = dossier_with(make_dossier, "rules: {only-media: error}\n")
    message = "'closed' rests on media alone: cite a source that is no news item as well"
    assert lines(folder) == [f"facts/facts.yaml:5:79: ONLY-MEDIA {message}"]


def test_what_a_brief_says_comes_before_the_dossier_option_by_option(make_dossier: MakeDossier) -> None:
    dossier = "rules: {independent-sources: {at_least: 3, severity: error}, only-media: error}\n"
    brief = "rules:\n  independent-sources: {status: [established]}\n  only-media: off\n"
    rules = settled(dossier_with(make_dossier, dossier, brief))
    assert "only-media" not in rules
    options = rules["independent-sources"].options
    assert options == options_of(at_least="3", status=["established"], severity="error")


def test_the_dossier_comes_before_the_forum(make_dossier: MakeDossier) -> None:
    forum = "forum: special-procedures\n"
    assert settled(dossier_with(make_dossier, "", forum))["only-media"] == Setting(
        OfStatus(severity="error"), "special-procedures"
    )
    assert "only-media" not in settled(dossier_with(make_dossier, "rules: {only-media: off}\n", forum))


def test_a_forum_asks_in_its_own_name_and_its_errors_stop_the_build(make_dossier: MakeDossier) -> None:
    folder = dossier_with(make_dossier, "", "forum: special-procedures\n")
    (line,) = lines(folder)
    assert line.startswith("facts/facts.yaml:5:79: ONLY-MEDIA 'closed' rests on media alone")
    assert line.endswith("(special-procedures asks for it)")
    with pytest.raises(FaultsFound):
        build(folder, Request())
    assert not (folder / "out").exists()


def test_a_warning_is_told_and_does_not_stop_the_build(make_dossier: MakeDossier) -> None:
    folder = dossier_with(make_dossier, "rules: {only-media: warning}\n")
    assert [fault.code for fault in build(folder, Request()).warnings] == ["ONLY-MEDIA"]
    with pytest.raises(FaultsFound):
        build(folder, Request(strict=True))


def test_what_is_an_error_in_one_brief_is_not_hidden_by_the_warning_of_another(make_dossier: MakeDossier) -> None:
    for strict, mild in (("one", "two"), ("two", "one")):
        files = {
            f"briefs/{strict}.yaml": BRIEF + "rules: {only-media: error}\n",
            f"briefs/{mild}.yaml": BRIEF + "rules: {only-media: warning}\n",
        }
        folder = make_dossier({"facts/facts.yaml": FACTS, **files})
        assert [(fault.code, fault.severity) for fault in check(folder, Request())] == [("ONLY-MEDIA", "error")]


def test_a_forum_that_is_not_verified_says_so(make_dossier: MakeDossier) -> None:
    folder = dossier_with(make_dossier, "rules: {independent-sources: off}\n", "forum: fact-finding\n")
    told = [line for line in lines(folder) if "NOT-VERIFIED" in line]
    assert len(told) == 2
    assert told[0].startswith("briefs/one.yaml:4:8: NOT-VERIFIED warning: what 'fact-finding' asks by ")
    assert "https://" in told[0]


def test_a_profile_of_the_dossier_comes_before_the_programs(make_dossier: MakeDossier) -> None:
    profile = (
        "title: Ours\nrules:\n  unused-fact: {asks: error, says: Example., address: https://example.org/rules, "
        "checked: 2026-01-02, verified: true}\n  independent-sources:\n    asks: {at_least: 4}\n"
        "    says: Example.\n    address: https://example.org/rules\n    checked: 2026-01-02\n    verified: true\n"
    )
    files = {"forums/special-procedures.yaml": profile}
    rules = settled(dossier_with(make_dossier, "", "forum: special-procedures\n", **files))
    assert "only-media" not in rules
    assert rules["independent-sources"].options == options_of(at_least="4")


@pytest.mark.parametrize(
    ("brief", "fault"),
    [
        ("rules: {only-medium: error}", "4:9: UNKNOWN-RULE no rule 'only-medium' (did you mean 'only-media'?)"),
        ("rules: {only-media: eror}", "4:21: CHOICE 'only-media' is one of off, error, warning, or a mapping of its"
         " options"),
        ("rules: {only-media: [error]}", "4:21: CHOICE 'only-media' is one of off, error, warning, or a mapping of"
         " its options"),
        ("rules: {only-media: {at_least: 2}}", "4:22: UNKNOWN-KEY unknown key 'at_least'"),
        ("rules: {independent-sources: {atleast: 2}}", "4:31: UNKNOWN-KEY unknown key 'atleast' (did you mean"
         " 'at_least'?)"),
        ("rules: {independent-sources: {at_least: 0}}", "4:41: NUMBER expected a whole number from 1 on"),
        ("rules: {independent-sources: {at_least: two}}", "4:41: NUMBER expected a whole number in digits only,"
         " found 'two'"),
        ("rules: {unmarked-quotation: {words: 3}}", "4:37: NUMBER expected a whole number from 4 on: fewer words"
         " are no quotation"),
        ("rules: {only-media: {status: [rumoured]}}", "4:31: CHOICE 'status' is one of 'established', 'reported',"
         " 'alleged', 'disputed'"),
        ("rules: {only-media: {severity: off}}", "4:32: CHOICE 'severity' is one of 'error', 'warning'"),
        ("rules: [only-media]", "4:8: TYPE 'rules': expected a mapping of keys to values"),
        ("forum: special-procedure", "4:8: UNKNOWN-FORUM no profile of a forum 'special-procedure' (did you mean"
         " 'special-procedures'?)"),
    ],
)  # fmt: skip
def test_what_cannot_be_set_is_a_fault_at_its_place(make_dossier: MakeDossier, brief: str, fault: str) -> None:
    assert lines(dossier_with(make_dossier, "", f"{brief}\n")) == [f"briefs/one.yaml:{fault}"]


def test_faults_of_the_dossiers_rules_and_profiles_are_told_together(make_dossier: MakeDossier) -> None:
    files = {"forums/ours.yaml": "title: Ours\nrules:\n  only-mdia: {asks: error, says: x, verified: maybe}\n"}
    found = lines(dossier_with(make_dossier, "rules:\n  no-primary-sources: error\n", "", **files))
    assert found == [
        "dossier.yaml:3:3: UNKNOWN-RULE no rule 'no-primary-sources' (did you mean 'no-primary-source'?)",
        "forums/ours.yaml:3:14: MISSING-KEY 'address' is missing",
        "forums/ours.yaml:3:14: MISSING-KEY 'checked' is missing",
        "forums/ours.yaml:3:47: FLAG expected true or false, found 'maybe'",
    ]


def test_an_unknown_rule_of_a_profile_is_a_fault(make_dossier: MakeDossier) -> None:
    said = "{asks: error, says: x, address: https://example.org, checked: 2026-01-02, verified: true}"
    files = {"forums/ours.yaml": f"title: Ours\nrules:\n  only-mdia: {said}\n"}
    assert lines(dossier_with(make_dossier, **files)) == [
        "forums/ours.yaml:3:3: UNKNOWN-RULE no rule 'only-mdia' (did you mean 'only-media'?)"
    ]


def test_the_profiles_that_come_with_the_program_are_sound(tmp_path: Path) -> None:
    faults = Faults()
    profiles = read_profiles(tmp_path, faults)
    assert faults.all == ()
    assert set(profiles) == {"special-procedures", "treaty-bodies", "fact-finding"}
    for profile in profiles.values():
        assert set(profile.record.rules) <= set(RULES)
        assert all(is_web_address(demanded.address) for demanded in profile.record.rules.values())


def test_an_annex_has_the_rules_of_its_brief(make_dossier: MakeDossier) -> None:
    annex = "layout: evidence-annex\ntitle: Annex\nannex_to: one\n"
    folder = dossier_with(make_dossier, "", "rules: {only-media: error}\n", **{"briefs/annex.yaml": annex})
    faults = Faults()
    briefs = read_briefs(folder, read_fact_base(folder, faults), faults)
    rulebook = read_rulebook(folder, None, briefs, faults)
    assert faults.all == ()
    assert rulebook.briefs["annex"] == rulebook.briefs["one"]
    assert "only-media" in rulebook.briefs["annex"]
