"""Audiences: who sees what of a base, what a brief may not need, and what its builder is told of the rest."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner
from pydantic import BaseModel

from briefwright.build import Request, build, check
from briefwright.cli import main
from briefwright.facts.audience import visible_base
from briefwright.facts.base import FactBase
from briefwright.facts.records import SECTIONS
from briefwright.facts.traits import LISTED, NEEDED
from briefwright.facts.validation import inner_model
from briefwright.facts.values import Audience, Refers
from briefwright.faults import FaultsFound, as_text
from briefwright.i18n.edtf import parse
from facts.example import EXAMPLE, read_base

MakeDossier = Callable[[Mapping[str, str]], Path]

SOURCES = """\
sources:
  private-source: {type: document, title: Private, nature: testimony, visibility: internal}
"""


def seen(make: MakeDossier, facts: str, audience: Audience = "public", on: str = "") -> FactBase:
    """Return what an audience sees of the example dossier and further facts."""
    base = read_base(make({**EXAMPLE, "facts/more.yaml": facts, "facts/private.yaml": SOURCES}))
    return visible_base(base, audience, parse(on) if on else None)


def told(view: FactBase) -> list[tuple[str, str, str]]:
    """Return what a view leaves out beside the private source: record, part, reason."""
    omitted = [omission for omission in view.omissions if omission.record != "private-source"]
    return [(omission.record, ".".join(omission.part), omission.reason) for omission in omitted]


# ------------------------------------------------------------ references


def reference_fields(model: type[BaseModel]) -> Iterator[str]:
    """Return the names of the fields that hold ids, in a model and in the models inside it."""
    for name, model_field in model.model_fields.items():
        inner = inner_model(model_field.annotation)
        if inner is not None:
            yield from reference_fields(inner)
        elif "Refers(" in repr(model_field.annotation) or any(isinstance(m, Refers) for m in model_field.metadata):
            yield name


def test_every_field_that_names_a_record_is_needed_or_a_list() -> None:
    found = {name for model in SECTIONS.values() for name in reference_fields(model)}
    assert found == NEEDED | LISTED


HIDDEN = """\
people:
  witness: {name: Witness Example, visibility: internal}
organisations:
  cell: {name: Example Cell, visibility: partners}
  body: {name: Example Body}
"""
NOT_PRINTABLE = {
    "facts: {x: {text: X., status: established, cite: [private-source]}}": "every source of it is hidden",
    "facts: {x: {text: X., status: reported, said_by: witness, cite: [example-news]}}": (
        "its said_by 'witness' is hidden"
    ),
    "quotations: {x: {speaker: cell, text: X., language: en, cite: [example-news]}}": (
        "its speaker 'cell' is hidden"
    ),
    "figures: {x: {label: X, values: [{value: 7, cite: [private-source]}]}}": "nothing of its values is left",
    "figures: {x: {label: X, values: [{value: 7, said_by: cell, cite: [example-news]}, "
    "{value: 8, mistaken: A slip., cite: [example-news]}]}}": "nothing of its values is left",
    "appeals: {x: {kind: petition, title: X, addressed_to: [body, cell], cite: [example-news]}}": (
        "its addressed_to 'cell' is hidden"
    ),
    "appeals: {x: {kind: petition, title: X, addressed_to: [body], cite: [example-news], "
    "signatories: [{person: ann}, {person: witness}]}}": (
        "of one of its signatories, its person 'witness' is hidden"
    ),
    "appeals: {x: {kind: petition, title: X, addressed_to: [body], cite: [example-news], "
    "signatories: [{person: ann, cite: [private-source]}]}}": (
        "of one of its signatories, every source of it is hidden"
    ),
    "appeals: {x: {kind: petition, title: X, addressed_to: [body], cite: [example-news], "
    "demands: [{id: d, text: D., of: [cell], cite: [example-news]}]}}": (
        "of one of its demands, its of 'cell' is hidden"
    ),
}


@pytest.mark.parametrize("record", NOT_PRINTABLE)
def test_what_cannot_stand_without_something_hidden_is_withheld_with_the_reason(
    record: str, make_dossier: MakeDossier
) -> None:
    view = seen(make_dossier, f"{HIDDEN}{record}\n")
    assert view.why_withheld("x") == NOT_PRINTABLE[record]
    assert [part for name, part, _ in told(view) if name == "x"] == [""]
    assert seen(make_dossier, f"{HIDDEN}{record}\n", "internal").why_withheld("x") == ""


def test_lists_and_entries_lose_what_is_hidden(make_dossier: MakeDossier) -> None:
    facts = f"""\
{HIDDEN}facts:
  x:
    text: X.
    date: {{values: [{{value: 1988, cite: [example-news]}}, {{value: 1989, cite: [private-source]}}]}}
    status: established
    people: [ann, witness]
    organisations: [body, cell]
    cite: [example-news, private-source, {{source: "example-news", quote: Very words., visibility: partners}}]
  y: {{text: Y., status: established, visibility: internal, cite: [example-news]}}
appeals:
  letter:
    kind: petition
    title: Letter
    addressed_to: [body]
    concerns: [x, y]
    demands:
      - {{id: d, text: D., cite: [example-news]}}
      - {{id: e, text: E., cite: [example-news], visibility: internal}}
    cite: [example-news]
"""
    view = seen(make_dossier, facts)
    fact, letter = view.facts["x"], view.appeals["letter"]
    assert fact.date is not None
    assert [str(stated.value) for stated in fact.date.values] == ["1988"]
    assert (fact.people, fact.organisations) == (("ann",), ("body",))
    assert [citation.source for citation in fact.cite] == ["example-news"]
    assert letter.concerns == ("x",)
    assert [demand.id for demand in letter.demands] == ["d"]
    assert told(view) == [
        ("cell", "", "partners"),
        ("witness", "", "internal"),
        ("x", "cite", "its source 'private-source' is hidden"),
        ("x", "cite", "partners"),
        ("x", "date.values", "every source of it is hidden"),
        ("x", "people", "internal"),
        ("x", "organisations", "partners"),
        ("y", "", "internal"),
        ("letter", "concerns", "internal"),
        ("letter", "demands", "internal"),
    ]
    assert told(seen(make_dossier, facts, "internal")) == []


def test_parts_that_are_marked_are_left_out_by_themselves(make_dossier: MakeDossier) -> None:
    facts = """\
sources:
  kept: {type: document, title: Kept, nature: ngo, archive: {url: "https://example.org/", visibility: partners}}
people:
  bob:
    name: Bob Example
    roles:
      - {title: Clerk, cite: [example-news]}
      - {title: Judge, cite: [example-news], visibility: partners}
    judgment: {date: 2001, cite: [example-news], visibility: internal}
"""
    view = seen(make_dossier, facts)
    assert view.sources["kept"].archive is None
    assert [role.title.of("en") for role in view.people["bob"].roles] == ["Clerk"]
    assert view.people["bob"].judgment is None
    assert seen(make_dossier, facts, "partners").people["bob"].judgment is None
    assert seen(make_dossier, facts, "internal").people["bob"].judgment is not None


# ------------------------------------------- consent and pseudonyms

CONSENTED = """\
people:
  jane:
    name: Jane Example
    name_in: {{fr: Jeanne Exemple}}
    aliases: [J. E.]
    remark: Lives far away.
    {pseudonym}
    consent:
      - {{given_by: Jane Example, date: 2019-05, audiences: [{audience}], until: {until}}}
facts:
  x: {{text: X., date: 2020-06-01, status: reported, said_by: jane, people: [jane, ann], cite: [example-news]}}
"""


@pytest.mark.parametrize(
    ("audience", "until", "reader", "on", "named"),
    [
        ("public", "2030", "public", "", True),
        ("public", "2030", "internal", "", True),
        ("partners", "2030", "public", "", False),
        ("partners", "2030", "partners", "", True),
        ("partners", "2030", "internal", "", True),
        ("internal", "2030", "partners", "", False),
        ("public", "2020-05-31", "public", "", False),
        ("public", "2020-05-31", "internal", "", False),
        ("public", "2020-09", "public", "", True),
        ("public", "2020-05-31", "public", "2020-05-31", True),
        ("public", "2020-05-31", "public", "2020-06-01", False),
        ("public", "2030", "public", "2019-05-30", False),
        ("public", "2030", "public", "2019-05-31", True),
        ("public", "2030", "public", "2031", False),
    ],
)
def test_a_person_is_named_where_a_consent_in_force_covers_it(
    audience: str, until: str, reader: Audience, on: str, named: bool, make_dossier: MakeDossier
) -> None:
    """The latest day that the example knows is in September 2020; ``until`` and the like lie ahead."""
    facts = CONSENTED.format(audience=audience, until=until, pseudonym="pseudonym: {en: A witness, fr: Un témoin}")
    view = seen(make_dossier, facts, reader, on)
    jane = view.people["jane"]
    names = [view.name("jane", language) for language in ("en", "fr")]
    assert names == (["Jane Example", "Jeanne Exemple"] if named else ["A witness", "Un témoin"])
    assert jane.consent == ()
    assert (jane.aliases, jane.remark is None) == ((("J. E.",), False) if named else ((), True))
    assert view.unnamed == (set() if named else {"jane"})
    assert view.facts["x"].people == (("jane", "ann") if named else ("ann",))
    assert view.facts["x"].said_by == "jane"


def test_without_a_pseudonym_the_person_is_left_out(make_dossier: MakeDossier) -> None:
    view = seen(make_dossier, CONSENTED.format(audience="partners", until="2030", pseudonym=""))
    assert "jane" not in view.people
    assert view.why_withheld("jane") == "no consent in force"
    assert view.why_withheld("x") == "its said_by 'jane' is hidden"


def test_a_hidden_person_with_a_pseudonym_stands_under_it(make_dossier: MakeDossier) -> None:
    view = seen(
        make_dossier, "people:\n  jo: {name: Jo Example, pseudonym: Witness A, visibility: internal}\n", "partners"
    )
    assert view.name("jo", "en") == "Witness A"
    assert told(view) == [("jo", "name", "internal")]


def test_a_name_of_which_nothing_may_be_seen_is_none(make_dossier: MakeDossier) -> None:
    name = "{values: [{value: Jo, cite: [example-news], visibility: internal}]}"
    view = seen(make_dossier, f"people:\n  jo: {{name: {name}}}\n  al: {{name: {name}, pseudonym: Witness A}}\n")
    assert view.why_withheld("jo") == "nothing of its name is left"
    assert view.name("al") == "Witness A"


# ------------------------------------------------------- what a brief needs

MORE = """\
people:
  jane-doe: {name: Jane Doe, aliases: [Zora], name_in: {fr: Jeanne Doe}, visibility: internal}
  jo: {name: Jo Secretname, pseudonym: Witness A, visibility: internal}
facts:
  hidden: {text: H., date: 1989, status: established, tags: [alpha], visibility: internal, cite: [example-news]}
  by-jo: {text: Said., date: 1990, status: reported, said_by: jo, tags: [alpha], cite: [example-news]}
figures:
  toll:
    label: Toll
    values:
      - {value: 7, cite: [example-news]}
      - {value: 8, cite: [example-news], visibility: internal}
      - {value: 9, cite: [example-news], visibility: internal}
  secret-toll: {label: Toll, visibility: partners, values: [{value: 7, cite: [example-news]}]}
"""


def with_brief(make: MakeDossier, brief: str, facts: str = MORE) -> Path:
    """Return a dossier with a brief that says more than the example's."""
    return make({**EXAMPLE, "facts/more.yaml": facts, "briefs/one.yaml": EXAMPLE["briefs/one.yaml"] + brief})


@pytest.mark.parametrize(
    ("brief", "fault"),
    [
        (
            "select: {facts: [first-fact, hidden]}\n",
            "briefs/one.yaml:4:30: AUDIENCE 'hidden' is not for the audience 'public' of this brief: internal",
        ),
        (
            "select:\n  figures: [secret-toll]\n",
            "briefs/one.yaml:5:13: AUDIENCE 'secret-toll' is not for the audience 'public' of this brief: partners",
        ),
        (
            "prose:\n  introduction: |\n    {{ name('jane-doe') }}\n",
            "briefs/one.yaml:6:1: AUDIENCE 'jane-doe' is not for the audience 'public' of this brief: internal",
        ),
    ],
)
def test_what_a_brief_needs_and_its_audience_may_not_see_is_a_fault(
    brief: str, fault: str, make_dossier: MakeDossier
) -> None:
    dossier = with_brief(make_dossier, brief)
    assert as_text(check(dossier, Request())) == fault
    assert as_text(check(dossier, Request(audience="internal"))) == ""
    with pytest.raises(FaultsFound):
        build(dossier, Request())
    assert list((dossier / "out").glob("one.*")) == []


def test_what_is_excluded_is_not_needed(make_dossier: MakeDossier) -> None:
    dossier = with_brief(make_dossier, "select: {tags: [alpha], exclude: [hidden]}\n")
    assert as_text(check(dossier, Request())) == ""


@pytest.mark.parametrize(
    ("where", "line"),
    [
        (
            "facts: {f: {text: They asked JANE DOE., status: established, cite: [example-news]}}",
            "facts/named.yaml:1:19",
        ),
        ("facts: {f: {text: She said so., remark: Jane-Doe said., status: established, cite: [example-news]}}", ""),
        ("facts: {f: {text: {en: Said., fr: Jeanne Doe dit.}, status: established, cite: [example-news]}}", ""),
        ("facts: {f: {text: Zora said so., status: established, cite: [example-news]}}", ""),
        ("figures: {f: {label: Letters of Jáne Doe, values: [{value: 7, cite: [example-news]}]}}", ""),
        ("organisations: {f: {name: Friends of Jane Doe}}", ""),
        ("organisations: {after-jane-doe: {name: Friends}}", ""),
    ],
)
def test_a_hidden_name_in_the_words_of_something_visible_is_a_fault_there(
    where: str, line: str, make_dossier: MakeDossier
) -> None:
    files = {**EXAMPLE, "facts/more.yaml": MORE, "facts/named.yaml": f"{where}\n"}
    (fault,) = check(make_dossier(files), Request())
    assert fault.code == "NAMED"
    assert str(fault.place).startswith(line or "facts/named.yaml:1:")
    assert "'jane-doe'" in fault.message
    assert "Jane" not in fault.message
    assert check(make_dossier(files), Request(audience="internal")) == ()


def test_a_hidden_name_in_the_words_of_a_brief_is_a_fault_there(make_dossier: MakeDossier) -> None:
    dossier = with_brief(
        make_dossier, "subtitle: For Jane Doe\nprose:\n  introduction: |\n    Jo Secretname said.\n"
    )
    found = [(str(fault.place), fault.code) for fault in check(dossier, Request())]
    assert found == [("briefs/one.yaml:4:11", "NAMED"), ("briefs/one.yaml:7:1", "NAMED")]


def test_a_source_that_names_somebody_hidden_is_a_fault_once_it_is_used(make_dossier: MakeDossier) -> None:
    source = "sources:\n  s: {type: webpage, title: The case of Jane Doe, publisher: P, nature: media}\n"
    files = {**EXAMPLE, "facts/more.yaml": MORE, "facts/source.yaml": source}
    assert [fault.code for fault in check(make_dossier(files), Request())] == ["UNUSED-SOURCE"]
    use = "facts:\n  f: {text: F., date: 1988, status: established, cite: [s]}\n"
    found = check(make_dossier({**files, "facts/use.yaml": use}), Request())
    assert [(str(fault.place), fault.code) for fault in found] == [("facts/source.yaml:2:29", "NAMED")]


def test_part_of_a_name_that_may_be_said_is_no_hidden_name(make_dossier: MakeDossier) -> None:
    facts = MORE + "organisations:\n  office: {name: Zora Office, in_text: the Zora Office}\n"
    facts = facts.replace("by-jo: {text: Said.", "by-jo: {text: The Zora Office said so.")
    assert check(make_dossier({**EXAMPLE, "facts/more.yaml": facts}), Request()) == ()


# ------------------------------------------------ files, manifest, builder


def test_the_pseudonym_stands_in_every_file_and_the_id_in_none(make_dossier: MakeDossier) -> None:
    dossier = make_dossier(
        {
            **EXAMPLE,
            "facts/more.yaml": MORE.replace("  jo:", "  jo-secretname:").replace(
                "said_by: jo,", "said_by: jo-secretname,"
            ),
        }
    )
    build(dossier, Request(formats=("docx", "html")))
    texts = {path.name: path.read_bytes() for path in (dossier / "out").iterdir()}
    assert b"Witness A" in texts["one.en.html"]
    assert b"Witness A" in texts["one.en.evidence.json"]
    assert [name for name, data in texts.items() if b"ecretname" in data] == []


def test_other_audiences_get_files_of_their_own_name(make_dossier: MakeDossier) -> None:
    dossier = with_brief(make_dossier, "select: {tags: [alpha]}\n")
    out = dossier / "out"
    build(dossier, Request())
    public = (out / "one.en.html").read_bytes()
    report = build(dossier, Request(audience="partners"))
    assert sorted(path.name for path in report.written) == ["one.en.partners.evidence.json", "one.en.partners.html"]
    assert report.removed == ()
    assert (out / "one.en.html").read_bytes() == public
    # A build of everything keeps them, and the manifest goes on naming them.
    report = build(dossier, Request())
    assert (report.written, report.removed) == ((), ())
    files = [entry["file"] for entry in json.loads((out / "manifest.json").read_text())["files"]]
    assert "one.en.partners.html" in files


def test_the_manifest_names_only_what_its_most_public_audience_may_see(make_dossier: MakeDossier) -> None:
    brief = EXAMPLE["briefs/one.yaml"]
    dossier = make_dossier({**EXAMPLE, "facts/more.yaml": MORE, "briefs/own.yaml": f"{brief}audience: internal\n"})
    build(dossier, Request())
    mixed = (dossier / "out" / "manifest.json").read_text()
    assert "first-fact" in mixed
    assert '"hidden"' not in mixed
    build(dossier, Request(briefs=("own",), out=dossier / "own"))
    assert '"hidden"' in (dossier / "own" / "manifest.json").read_text()


@pytest.mark.parametrize("command", ["build", "check"])
def test_the_builder_is_told_what_was_left_out(command: str, make_dossier: MakeDossier) -> None:
    dossier = with_brief(make_dossier, "select: {tags: [alpha], figures: [toll]}\n")
    result = CliRunner().invoke(main, ["--dossier", str(dossier), command])
    assert result.exit_code == 0, result.output
    assert (
        "one: left out for audience public: name of person jo (internal), fact hidden (internal), "
        "2 values of figure toll (internal)\n"
    ) in result.stderr
    result = CliRunner().invoke(main, ["--dossier", str(dossier), command, "--audience", "internal"])
    assert "left out" not in result.stderr


def test_the_date_of_a_brief_decides_on_consent(make_dossier: MakeDossier) -> None:
    facts = CONSENTED.format(audience="public", until="2020-05-31", pseudonym="pseudonym: A witness")
    for date, name in (("2020-05", "Jane Example"), ("2020-06", "A witness")):
        dossier = with_brief(make_dossier, f"date: {date}\n", facts)
        build(dossier, Request())
        page = (dossier / "out" / "one.en.html").read_text()
        assert f"reported by {name}" in page
