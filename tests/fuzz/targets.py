"""What is fuzzed: each target takes any bytes and must end with a value or a fault, never with anything else.

The same functions are run by the fuzzer (`fuzz.py`) and, over the saved corpus, by the suite (`test_fuzz.py`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from markupsafe import Markup, escape

from briefwright.document.parse import parse_blocks
from briefwright.facts import tree
from briefwright.faults import Faults, FaultsFound, Place
from briefwright.i18n.characters import FORBIDDEN
from briefwright.i18n.edtf import EdtfError, parse
from briefwright.i18n.locale import locale_for
from briefwright.layout.bounds import Budget, BudgetSpent
from briefwright.layout.environment import LayoutEnvironment
from briefwright.layout.prose import Prose
from briefwright.layout.render import FAULTS_OF_TEMPLATES, raise_if_ours

LONGEST: Mapping[str, int] = {"yaml": 4_096, "edtf": 256, "prose": 200, "markup": 1_024, "layout": 512}
"""How many bytes the fuzzer puts together for each target: more would repeat what fewer can say."""

ORIGIN = Place("fuzz", 1, 1)


def fuzz_yaml(data: bytes) -> None:
    """A file of facts: a tree in which every text has its place and no text deceives, or a fault."""
    faults = Faults()
    try:
        node = tree.parse(text_of(data), "fuzz", faults)
    except FaultsFound:
        return
    waiting: list[object] = [node]
    while waiting:
        current = waiting.pop()
        if isinstance(current, tree.Mapping):
            waiting += [*current.keys(), *current.values()]
        elif isinstance(current, tree.Sequence):
            waiting += current
        elif isinstance(current, tree.Scalar):
            assert min(current.line, current.column) >= 1
            assert not FORBIDDEN.search(current)


def fuzz_edtf(data: bytes) -> None:
    """A date: one that is written again as it was read, or the error that says why not."""
    text = text_of(data)
    try:
        date = parse(text)
    except EdtfError:
        return
    assert parse(str(date)) == date


def fuzz_prose(data: bytes) -> None:
    """An author's Markdown: HTML that is nothing but the closed set, or faults of the prose itself."""
    try:
        html = _PROSE.html(text_of(data), ORIGIN)
        markup = Faults()
        parse_blocks(f"<h1>T</h1>{html}", frozenset(), ORIGIN, markup)
    except FaultsFound:
        return
    assert {fault.code for fault in markup.errors} <= {"LINK", "CHARACTER", "HEADING", "HTML-NESTING"}


def fuzz_markup(data: bytes) -> None:
    """What a layout printed: a tree of the closed set, or faults."""
    faults = Faults()
    try:
        parse_blocks(text_of(data), frozenset({"timeline"}), ORIGIN, faults)
    except FaultsFound:
        return


def fuzz_layout(data: bytes) -> None:
    """A template: a text, or a refusal, within a few steps."""
    environment = LayoutEnvironment((), {"fact": _call_of_a_layout, "rows": _rows}, Budget(2))
    try:
        environment.from_string(text_of(data)).render(title="Title")
    except BudgetSpent:
        return
    except FAULTS_OF_TEMPLATES as error:
        raise_if_ours(error)


def text_of(data: bytes) -> str:
    """Return bytes as the text that a file of them would be, as far as it goes."""
    return data.decode("utf-8", "ignore")


def _call(expression: str, place: Place) -> str:
    return str(escape(expression))


def _call_of_a_layout(name: str) -> Markup:
    return Markup('<span data-record="{}">words</span>').format(name)


def _rows() -> tuple[dict[str, str], ...]:
    return ({"name": "Example", "note": ""}, {"name": "Other", "note": "n"})


def _cite(source: str, at: str) -> Markup:
    return Markup('<cite data-source="{}" data-at="{}"></cite>').format(source, at)


def _told(place: Place, code: str, message: str) -> None:
    """Take a fault of the prose: that it can be told is all that matters here."""
    assert place.line >= 1
    assert code
    assert message


_PROSE = Prose(_call, _cite, _told, locale_for("en"))
TARGETS: Mapping[str, Callable[[bytes], None]] = {
    "yaml": fuzz_yaml,
    "edtf": fuzz_edtf,
    "prose": fuzz_prose,
    "markup": fuzz_markup,
    "layout": fuzz_layout,
}
