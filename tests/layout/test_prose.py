"""The author's own words: Markdown with citations; markup in them is text."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from briefwright.document import nodes as n
from briefwright.document.walk import query
from layout.shown import document_of, shown

MakeDossier = Callable[[Mapping[str, str]], Path]


def prose(make: MakeDossier, text: str, level: int = 2) -> list[str]:
    """Return what a text of prose shows."""
    written = "".join(f"    {line}\n" for line in text.split("\n"))
    return shown(make, f"{{{{ prose('words', {level}) }}}}", {}, f"prose:\n  words: |\n{written}")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One.\n\nTwo.", ["One.", "Two."]),
        ("One\ntwo *three* **four**.", ["One two three four."]),
        ("- one\n- two", ["- one", "- two"]),
        ("1. one\n2. two", ["- one", "- two"]),
        ("> said", ["> said"]),
        ("[site](https://example.org/a_b)", ["site"]),
        ("<https://example.org/>", ["https://example.org/"]),
        ("Words.[@example-news, para. 2]", ["Words.⟦<example-news, para. 2>⟧"]),
        ("Words. [@example-news]", ["Words.⟦<example-news>⟧"]),
        (
            "Words.[@example-news, para. 2; @example-report, pp. 3, 5]",
            ["Words.⟦<example-news, para. 2; example-report, pp. 3, 5>⟧"],
        ),
        ("Words.[@example-news] [@example-report, p. 1]", ["Words.⟦<example-news; example-report, p. 1>⟧"]),
        ("Words.{{ note('See', cite('example-news')) }}", ["Words.⟦See <example-news>⟧"]),
        ("A <b>raw</b> <script>x()</script> & `code`", ["A <b>raw</b> <script>x()</script> & `code`"]),
        ("<div>\nraw\n</div>", ["<div> raw </div>"]),
        ("![alt](https://example.org/x.png)", ["!alt"]),
        ("```\nx\n```", ["``` x ```"]),
        ("One\n\n---\n\nTwo", ["One", "---", "Two"]),
        ("[not a citation] and an@example.org", ["[not a citation] and an@example.org"]),
    ],
)
def test_what_prose_shows(text: str, expected: list[str], make_dossier: MakeDossier) -> None:
    assert prose(make_dossier, text) == expected


@pytest.mark.parametrize(
    ("text", "level", "expected"),
    [
        ("# One\n\n## Two", 2, ["## One", "### Two"]),
        ("## One\n\n### Two", 2, ["## One", "### Two"]),
        ("# One\n\n## Two\n\n# Three", 2, ["## One", "### Two", "## Three"]),
    ],
)
def test_headings_take_their_place_below_the_layouts(
    text: str, level: int, expected: list[str], make_dossier: MakeDossier
) -> None:
    assert prose(make_dossier, text, level) == expected


def test_a_layouts_html_in_a_text_of_the_base_is_text(make_dossier: MakeDossier) -> None:
    evil = "people:\n  eve: {name: '<img src=x onerror=alert(1)>'}\n"
    document = document_of(make_dossier, "<p>{{ name('eve') }}</p>", {"facts/eve.yaml": evil})
    assert [text.text for text in query(document, n.Text)][1:] == ["<img src=x onerror=alert(1)>"]
