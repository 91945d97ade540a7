"""The documentation says what the program does: every command, key, fault, function and tag, and none besides."""

from __future__ import annotations

import ast
import re
import textwrap
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields
from pathlib import Path
from typing import get_args

import click
import pytest
from pydantic import BaseModel

from briefwright.briefs.addressees import AddresseeRecord
from briefwright.briefs.brief import BriefRecord, Select
from briefwright.briefs.letter import Letter, LetterSignatory
from briefwright.build import Request, check, start_dossier
from briefwright.build.dossier import read_dossier
from briefwright.build.manifest import Entry
from briefwright.citations import ALIASES
from briefwright.cli import main
from briefwright.document.markup import TAGS
from briefwright.document.nodes import ParagraphRole
from briefwright.facts.csl import NEEDS_LOCATOR
from briefwright.facts.records import (
    SECTIONS,
    Archive,
    Consent,
    Demand,
    Judgment,
    Role,
    Signatory,
    Source,
    StatedAmount,
    Translation,
)
from briefwright.facts.settings import Limits, Settings
from briefwright.facts.validation import inner_model, known_keys
from briefwright.facts.values import Citation, Contested, Stated
from briefwright.faults import Faults, as_text
from briefwright.i18n.edtf import parse
from briefwright.i18n.locale import locale_for
from briefwright.layout.layouts import LayoutRecord
from briefwright.layout.letters import LetterView
from briefwright.layout.views import AppealView

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
SOURCE = ROOT / "src" / "briefwright"
PAGES = sorted([ROOT / "README.md", ROOT / "CHANGELOG.md", *DOCS.glob("*.md")])

CODED = re.compile(r"`([^`]+)`")
FAULT_CODE = re.compile(r"[A-Z][A-Z0-9]*(-[A-Z0-9]+)*")
# The calls to which a fault's code is handed, in any room.
REPORTING = {"error", "warn", "Fault", "broken", "LayoutError", "_report", "_fault", "_refuse"}

MakeDossier = Callable[[Mapping[str, str]], Path]


def page(name: str) -> str:
    """Return the text of a page of the documentation."""
    return (DOCS / name).read_text(encoding="utf-8")


def part(text: str, heading: str) -> str:
    """Return what stands below a heading, or a line that starts with a bold word, up to the next of either."""
    marks = list(re.finditer(r"^(?:#{1,4} (?P<heading>.+)|\*\*(?P<bold>[\w. ]+)\*\*.*)$", text, re.MULTILINE))
    for mark, following in zip(marks, [*marks[1:], None], strict=True):
        if heading in (mark["heading"], mark["bold"]):
            return text[mark.end() : following.start() if following else None]
    raise AssertionError(f"no part '{heading}'")


def rows(text: str, first_column: str) -> Iterator[list[str]]:
    """Return the cells of the rows of every table whose first column has this header."""
    found = False
    for line in text.splitlines():
        cells = [cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]]
        if not cells:
            found = False
        elif found and set(cells[0]) != {"-"}:
            yield cells
        elif cells[0] == first_column:
            found = True


def coded_first(text: str, first_column: str) -> list[str]:
    """Return what the first cells of such tables hold in code marks, in order."""
    return [word for cells in rows(text, first_column) for word in CODED.findall(cells[0])]


# ---------------------------------------------------------------- commands


@pytest.mark.parametrize("name", sorted(main.commands))
def test_every_command_is_described_with_every_option(name: str) -> None:
    described = part(page("commands.md"), name)
    options = [parameter for parameter in main.commands[name].params if isinstance(parameter, click.Option)]
    assert [opt for option in options for opt in option.opts if f"`{opt}" not in described] == []
    assert f"`briefwright {name}" in described


def test_every_option_of_the_program_itself_is_described() -> None:
    described = page("commands.md").partition("\n## ")[0]
    context = click.Context(main, info_name="briefwright")
    assert [opt for option in main.get_params(context) for opt in option.opts if f"`{opt}" not in described] == []


def test_no_command_is_described_that_is_not_there() -> None:
    named = {
        line.split()[1]
        for text in map(page, ("commands.md", "briefs.md"))
        for line in CODED.findall(text)
        if line.startswith("briefwright ") and re.match(r"briefwright [a-z]", line)
    }
    assert named <= set(main.commands)


def test_every_field_of_the_manifest_is_described() -> None:
    described = part(page("commands.md"), "What is written")
    assert set(coded_first(described, "field of a file")) == {field.name for field in fields(Entry)}


# -------------------------------------------------------------------- keys


# Where each model is described: the page, and the heading or bold word above the table of its keys.
DESCRIBED: dict[type[BaseModel], tuple[str, str]] = {
    **{model: ("facts.md", section) for section, model in SECTIONS.items()},
    Source: ("facts.md", "Sources"),
    Archive: ("facts.md", "archive"),
    Translation: ("facts.md", "translations"),
    Role: ("facts.md", "roles"),
    Consent: ("facts.md", "consent"),
    Judgment: ("facts.md", "judgment"),
    Demand: ("facts.md", "demands"),
    Signatory: ("facts.md", "signatories"),
    Citation: ("facts.md", "Citations"),
    Stated: ("facts.md", "Values on which sources differ"),
    StatedAmount: ("facts.md", "Values on which sources differ"),
    BriefRecord: ("briefs.md", "The file of a brief"),
    Select: ("briefs.md", "select"),
    Letter: ("briefs.md", "letter"),
    LetterSignatory: ("briefs.md", "signatories"),
    Settings: ("briefs.md", "dossier.yaml"),
    Limits: ("briefs.md", "limits"),
    LayoutRecord: ("layouts.md", "layout.yaml"),
}


def models_inside(model: type[BaseModel]) -> Iterator[type[BaseModel]]:
    """Return a model and every model of the program inside it, generic ones by their origin."""
    yield model.__pydantic_generic_metadata__["origin"] or model
    for field in model.model_fields.values():
        inner = inner_model(field.annotation)
        if inner is not None:
            yield from models_inside(inner)


def test_every_model_that_an_author_writes_is_described() -> None:
    written = {inside for model in DESCRIBED for inside in models_inside(model)}
    # A contested field is one value or `values`, and has no other key.
    assert written - {Contested} == set(DESCRIBED)


@pytest.mark.parametrize(("model", "place"), DESCRIBED.items(), ids=lambda part: getattr(part, "__name__", ""))
def test_every_key_is_described_and_no_other(model: type[BaseModel], place: tuple[str, str]) -> None:
    name, heading = place
    described = coded_first(part(page(name), heading), "key")
    assert sorted(described) == sorted(key for key in known_keys(model) if key != "csl")


def test_every_key_of_an_addressee_is_described() -> None:
    described = coded_first(part(page("briefs.md"), "addressees"), "key of an addressee")
    assert sorted(described) == sorted(AddresseeRecord.model_fields)


def test_everything_of_a_letter_is_described() -> None:
    described = part(page("layouts.md"), "A letter")
    public = [name for name, value in vars(LetterView).items() if isinstance(value, property) and name[0] != "_"]
    assert len(public) > 5
    assert [name for name in public if name not in CODED.findall(described)] == []


def test_the_types_that_need_a_place_are_listed() -> None:
    sentence = part(page("facts.md"), "Citations").partition("so long that a place is needed:")[2]
    assert set(CODED.findall(sentence)) == NEEDS_LOCATOR


def test_the_short_names_of_styles_are_listed() -> None:
    line = next(line for line in part(page("briefs.md"), "Style").splitlines() if line.startswith("- a short name"))
    assert CODED.findall(line) == sorted(ALIASES)


def test_the_layouts_that_come_with_the_program_are_listed() -> None:
    layouts = read_dossier(ROOT, Faults()).layouts
    described = {CODED.findall(cells[0])[0]: cells for cells in rows(page("briefs.md"), "layout")}
    assert set(described) == set(layouts)
    for name, layout in layouts.items():
        assert CODED.findall(described[name][2]) == list(layout.record.prose)
        assert set(layout.record.needs) <= set(CODED.findall(described[name][1]))


def test_dates_are_printed_as_the_table_says() -> None:
    locale = locale_for("en")
    described = [(CODED.findall(cells[0])[0].strip('"'), cells[1]) for cells in rows(page("facts.md"), "written")]
    assert len(described) >= 20
    assert [(text, locale.date(parse(text))) for text, _ in described] == described


# ------------------------------------------------------------------ faults


def codes_of_the_program() -> set[str]:
    """Return every fault code that the program can report, read from its source."""
    found: set[str] = set()
    for path in SOURCE.rglob("*.py"):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        constants = {
            target.id: node.value.value
            for node in tree.body
            if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)
            for target in node.targets
            if isinstance(target, ast.Name)
        }
        for handed in _handed_over(tree):
            value = constants.get(handed.id) if isinstance(handed, ast.Name) else getattr(handed, "value", None)
            if isinstance(value, str) and FAULT_CODE.fullmatch(value):
                found.add(value)
    return found


def _handed_over(tree: ast.Module) -> Iterator[ast.expr]:
    """Return what is handed to a call that reports, and the first of each pair that a function returns."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if name in REPORTING:
                yield from node.args
        elif isinstance(node, ast.Return) and isinstance(node.value, ast.Tuple) and node.value.elts:
            yield node.value.elts[0]


def test_every_fault_is_explained_and_no_other() -> None:
    headings = re.findall(r"^### (\S+)$", page("faults.md"), re.MULTILINE)
    codes = codes_of_the_program()
    assert {"YAML", "UNKNOWN-ID", "CHOICE", "STYLE", "NO-WORDS", "PDF"} <= codes
    assert sorted(headings) == sorted(codes)


def test_every_fault_has_more_than_its_name() -> None:
    explained = re.split(r"^### \S+$", page("faults.md"), flags=re.MULTILINE)[1:]
    assert min(len(text.split("## ")[0].split()) for text in explained) >= 5


# ----------------------------------------------------------------- layouts


def functions_of_layouts() -> set[str]:
    """Return the names of the functions that the program hands to a layout, read from its source."""
    tree = ast.parse((SOURCE / "layout" / "render.py").read_text(encoding="utf-8"))
    handing = next(
        node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef) and node.name == "_functions"
    )
    table = next(node.value for node in ast.walk(handing) if isinstance(node, ast.Return))
    assert isinstance(table, ast.Dict)
    return {ast.literal_eval(key) for key in table.keys if key is not None}


def test_every_function_of_a_layout_is_described_and_no_other() -> None:
    described = coded_first(page("layouts.md"), "function")
    assert {name.partition("(")[0] for name in described} == functions_of_layouts()


def test_everything_of_an_appeal_is_described() -> None:
    described = part(page("layouts.md"), "An appeal")
    public = [name for name, value in vars(AppealView).items() if isinstance(value, property) and name[0] != "_"]
    assert len(public) > 10
    assert [name for name in public if name not in CODED.findall(described)] == []


def test_every_tag_is_described_with_its_attributes_and_no_other() -> None:
    described: dict[str, set[str]] = {}
    for cells in rows(page("layouts.md"), "tag"):
        for tag in CODED.findall(cells[0]):
            described.setdefault(tag, set()).update(CODED.findall(cells[1]))
    assert set(described) == set(TAGS)
    assert {tag: TAGS[tag] - attributes for tag, attributes in described.items() if TAGS[tag] - attributes} == {}
    every_attribute = frozenset().union(*TAGS.values())
    assert {word for words in described.values() for word in words} - every_attribute <= set(TAGS)


def test_every_role_of_a_paragraph_is_described() -> None:
    assert coded_first(page("layouts.md"), "role") == list(get_args(ParagraphRole))


# ---------------------------------------------------------------- examples


def indented_example(text: str, start: str) -> str:
    """Return the indented example that starts with a line."""
    lines = text.splitlines()
    first = lines.index(f"    {start}")
    block: list[str] = []
    for line in lines[first:]:
        if line and not line.startswith("    "):
            break
        block.append(line[4:])
    return "\n".join(block).rstrip() + "\n"


def fenced_examples(text: str) -> list[str]:
    """Return the fenced examples of a page."""
    return re.findall(r"^```\w+\n(.*?)^```$", text, re.MULTILINE | re.DOTALL)


def test_the_first_examples_make_a_brief(make_dossier: MakeDossier) -> None:
    folder = make_dossier(
        {
            "facts/example.yaml": indented_example(page("facts.md"), "sources:"),
            "briefs/example.yaml": indented_example(page("briefs.md"), "layout: chronology"),
        }
    )
    assert as_text(check(folder, Request())) == ""


def test_the_example_layout_works(make_dossier: MakeDossier) -> None:
    settings, template, table, *others = fenced_examples(page("layouts.md"))
    assert others == []
    brief = indented_example(page("briefs.md"), "layout: chronology").replace("chronology", "fact-sheet")
    folder = make_dossier(
        {
            "facts/example.yaml": indented_example(page("facts.md"), "sources:"),
            "briefs/example.yaml": brief,
            "templates/fact-sheet/layout.yaml": settings,
            "templates/fact-sheet/layout.html.j2": template + table,
        }
    )
    assert as_text(check(folder, Request())) == ""


def test_the_fault_in_the_readme_is_what_the_program_prints(tmp_path: Path) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    shown = re.findall(r"^ +(facts/\S+:\d+:\d+: [A-Z-]+ .+)$", readme, re.MULTILINE)
    start_dossier(tmp_path / "try")
    path = tmp_path / "try" / "facts" / "history.yaml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("said_by: ohchr", "said_by: ohcr", 1), encoding="utf-8"
    )
    assert shown == as_text(check(tmp_path / "try", Request())).splitlines()


def test_the_fact_in_the_readme_is_one_of_a_new_dossier(tmp_path: Path) -> None:
    shown = indented_example((ROOT / "README.md").read_text(encoding="utf-8"), "icescr-in-force:")
    start_dossier(tmp_path / "try")
    written = (tmp_path / "try" / "facts" / "history.yaml").read_text(encoding="utf-8")
    assert textwrap.indent(shown, "  ") in written


# ------------------------------------------------------------------- links


def anchors_of(text: str) -> set[str]:
    """Return the anchors that a code host gives to the headings of a page."""
    headings = re.findall(r"^#{1,6} (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_every_link_between_pages_leads_somewhere(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    for goal in re.findall(r"\]\(([^)\s]+)\)", re.sub(r"`[^`\n]+`", "", text)):
        if re.match(r"[a-z]+:", goal):
            continue
        file, _, anchor = goal.partition("#")
        target = (path.parent / file) if file else path
        assert target.is_file(), f"{path.name} links to {goal}"
        assert not anchor or anchor in anchors_of(target.read_text(encoding="utf-8")), f"{path.name}: {goal}"


def test_every_page_is_in_the_index() -> None:
    linked = set(re.findall(r"\]\((\w+\.md)\)", page("index.md")))
    assert linked == {path.name for path in DOCS.glob("*.md")} - {"index.md"}
