"""A dossier's own layout that is wrong: the fault names the line of the layout."""

from __future__ import annotations

import pytest

from bad_input.conftest import FaultsOf
from facts.example import BRIEF

OWN = {
    "templates/own/layout.yaml": "title: Own layout\n",
    "briefs/one.yaml": BRIEF.replace("chronology", "own", 1),
}
TITLE = "<h1>{{ title }}</h1>\n"
TIMELINE = "{% set drawing = timeline() %}\n"
TABLE = "<table>\n<thead><tr><th>A</th><th>B</th></tr></thead>\n<tbody>\n"

CASES = {
    "an undefined name": ("<p>\n{{ titel }}</p>", "3: UNDEFINED 'titel' is undefined (did you mean 'title'?)"),
    "an undefined function": (
        "<p>\n{{ fcat('first-fact') }}</p>",
        "3: UNDEFINED 'fcat' is undefined (did you mean 'fact'?)",
    ),
    "an undefined field": ("<p>\n{{ title.size }}</p>", "3: UNDEFINED 'str object' has no attribute 'size'"),
    "an unknown tag": (
        "<p>Words</p>\n<sectoin></sectoin>",
        "3: HTML-TAG <sectoin> is not among the tags of a layout (did you mean 'section'?): see docs/layouts.md",
    ),
    "a tag with another name": (
        "<p>Words <b>loud</b></p>",
        "2: HTML-TAG <b> is not among the tags of a layout (write <strong>): see docs/layouts.md",
    ),
    "a script": (
        "<section>\n<script>alert(1)</script></section>",
        "3: HTML-TAG <script> is not among the tags of a layout: see docs/layouts.md",
    ),
    "an unknown attribute": (
        '<p>Words</p>\n<p onclick="go()">Words</p>',
        "3: HTML-ATTRIBUTE <p> has no attribute 'onclick': see docs/layouts.md",
    ),
    "an unknown class": (
        '<section>\n<div class="box"><p>Words</p></div></section>',
        '3: HTML-ATTRIBUTE <div class="box">: class is one of cover, summary, signature, sender, address',
    ),
    "a drawing without alternative text": (
        TIMELINE + '<figure>\n<img src="{{ drawing.name }}">\n</figure>',
        '4: ALT-MISSING <img> without alternative text: say in alt="…" what the drawing shows',
    ),
    "a picture from elsewhere": (
        '<figure>\n<img src="photo.jpg" alt="Photo">\n</figure>',
        "3: ASSET no drawing 'photo.jpg': <img> shows what a layout's function has drawn",
    ),
    "a skipped heading": (
        "<p>Words</p>\n<h3>Deep</h3>",
        "3: HEADING <h3> follows <h1>: do not skip a level",
    ),
    "a second title": (
        "<p>Words</p>\n<h1>Again</h1>",
        "3: HEADING a second <h1>: a document has one, its title; make this one <h2>",
    ),
    "a heading without words": ("<p>Words</p>\n<h2> </h2>", "3: HEADING a heading without words"),
    "a row with a cell too few": (
        TABLE + "<tr><td>1</td><td>2</td></tr>\n<tr><td>1</td></tr>\n</tbody></table>",
        "6: TABLE the number of cells in this row is 1, that of the columns 2",
    ),
    "a table without headers": (
        "<table>\n<tbody><tr><td>1</td></tr></tbody></table>",
        "2: TABLE a table needs a <thead> with a header for each column",
    ),
    "an empty list": ("<ul>\n</ul>", "2: HTML-NESTING <ul> without <li>: leave the list out where it is empty"),
    "an item outside a list": (
        "<section>\n<li>One</li></section>",
        "3: HTML-NESTING <li> does not stand on its own",
    ),
    "a tag that is not closed": ("<p>Words</p>\n<section>", "3: HTML-NESTING <section> is never closed"),
    "a tag that was never opened": (
        "<p>Words</p></section>",
        "2: HTML-NESTING </section> does not fit here: no <section> is open",
    ),
    "a link that runs a script": (
        '<p>\n<a href="javascript:go()">Words</a></p>',
        "3: LINK 'javascript:go()' is no link for a brief: http, https, mailto or #anchor",
    ),
    "a link to a heading that is not there": (
        '<p>\n<a href="#nowhere">Words</a></p>',
        "3: LINK '#nowhere' leads nowhere: no heading has that id",
    ),
    "a language that is none": (
        '<p>\n<span lang="farsi">Words</span></p>',
        '3: HTML-ATTRIBUTE lang="farsi" is no language tag: write en, fr, fa, zh-Hans',
    ),
    "a character that deceives": (
        "<p>Words</p>\n<p>Wo&#x202e;rds</p>",
        "3: CHARACTER the character U+202E is not allowed: delete it",
    ),
    "a citation of nothing": (
        "<p>Words\n<cite></cite></p>",
        '3: HTML-ATTRIBUTE <cite> needs data-source="…", the id of a source',
    ),
    "a citation of an unknown source": (
        '<p>Words\n<cite data-source="nope"></cite></p>',
        "3: UNKNOWN-SOURCE no source 'nope'",
    ),
    "a call of an unknown source": ("<p>Words\n{{ cite('nope') }}</p>", "3: UNKNOWN-ID no source 'nope'"),
    "a prose part that layout.yaml does not name": (
        "{{ prose('closing') }}",
        "2: UNKNOWN-PROSE layout.yaml names no prose part 'closing'",
    ),
    "an appeal where the brief names none": (
        "<p>{{ appeal().title }}</p>",
        "2: BRIEF-NEEDS appeal() has nothing to show: the brief names no 'appeal'",
    ),
    "a list printed": ("<p>{{ years() }}</p>", "2: PRINTS-NO-TEXT prints a tuple, not a text"),
    "a filter that does not exist": (
        "<p>{{ title|shout }}</p>",
        "2: TEMPLATE the layout cannot be worked out: No filter named 'shout'.",
    ),
    "a loop over nothing": (
        "{% for x in %}\n{% endfor %}",
        "2: TEMPLATE the layout cannot be worked out: Expected an expression, got 'end of statement block'",
    ),
    "a file that is not there": (
        "{% include '_shared/nope.html.j2' %}",
        "2: TEMPLATE no file '_shared/nope.html.j2' in templates/, the dossier's or the program's",
    ),
    "a file outside the templates": (
        "{% include '../dossier.yaml' %}",
        "2: TEMPLATE no file '../dossier.yaml' in templates/, the dossier's or the program's",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_a_layout_that_is_wrong_is_told_at_its_line(case: str, faults_of: FaultsOf) -> None:
    body, line = CASES[case]
    number, _, rest = line.partition(": ")
    lines = faults_of({**OWN, "templates/own/layout.html.j2": f"{TITLE}{body}\n"})
    assert lines == [f"templates/own/layout.html.j2:{number}:1: {rest}"]


def test_a_sound_layout_has_no_fault(faults_of: FaultsOf) -> None:
    assert faults_of({**OWN, "templates/own/layout.html.j2": f"{TITLE}<p>Words</p>\n"}) == []


def test_a_layout_without_a_title(faults_of: FaultsOf) -> None:
    assert faults_of({**OWN, "templates/own/layout.html.j2": "<p>Words</p>\n"}) == [
        "templates/own/layout.html.j2:1:1: HEADING no <h1>: a document has one, its title"
    ]


def test_a_layout_without_its_template(faults_of: FaultsOf) -> None:
    assert faults_of(OWN) == ["templates/own/layout.html.j2:1:1: LAYOUT the layout 'own' has no layout.html.j2"]


def test_a_layout_that_does_not_say_what_it_is(faults_of: FaultsOf) -> None:
    files = {"templates/own/layout.html.j2": TITLE, "briefs/one.yaml": OWN["briefs/one.yaml"]}
    assert faults_of(files) == ["templates/own/layout.yaml:1:1: LAYOUT the layout 'own' has no layout.yaml"]


def test_a_layout_that_needs_what_no_layout_can(faults_of: FaultsOf) -> None:
    files = {
        **OWN,
        "templates/own/layout.html.j2": TITLE,
        "templates/own/layout.yaml": "title: Own\nneeds: [money]\n",
    }
    assert faults_of(files) == [
        "templates/own/layout.yaml:2:9: CHOICE 'needs' is one of 'annex_to', 'appeal', 'appeals', 'date', "
        "'letter', 'select'"
    ]
