"""Files that are no text, no YAML, or YAML with what a dossier has no use for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from bad_input.conftest import FaultsOf
from briefwright.build import Request, check
from facts.example import EXAMPLE

OPEN_QUOTE = "a quote or bracket is not closed"
CUT = "' #' would cut the text here: put the text in quotes, or set a comment off by two spaces ('  # ')"

CASES = {
    "a text cut by a comment": (
        "people:\n  bob:\n    name: Case #12 of 2020\n",
        [f"3:16: CUT-TEXT {CUT}"],
    ),
    "a comment one space behind a text": (
        "people:\n  bob:\n    name: Bob # of Example\n",
        [f"3:15: CUT-TEXT {CUT}"],
    ),
    "an anchor": (
        "people:\n  bob: {name: &bob Bob}\n",
        ["2:15: ALIAS the anchor &bob: a dossier has no anchors, delete it"],
    ),
    "an alias": (
        "people:\n  bob: {name: *bob}\n",
        ["2:15: ALIAS the alias *bob: a dossier has no aliases, write the value out"],
    ),
    "a tag": (
        "people:\n  bob: {name: !!python/object/apply:os.system [ls]}\n",
        ["2:15: TAG the tag !!python/object/apply:os.system: a dossier has no tags, delete it"],
    ),
    "a second document": (
        "people:\n  bob: {name: Bob}\n---\npeople: {}\n",
        ["3:1: SECOND-DOCUMENT a second document starts here: delete the '---' line"],
    ),
    "too deep": (
        "people: " + "[" * 25_000,
        ["1:40: TOO-DEEP nested more than 32 levels deep: no part of a dossier is"],
    ),
    "a key that is a list": (
        "people:\n  ? [bob]\n  : Bob\n",
        ["2:5: KEY a key must be a text, not a list or a mapping"],
    ),
    "a tab": (
        "people:\n\tbob: {name: Bob}\n",
        ["2:1: YAML a tab: YAML is indented with spaces, never with tabs"],
    ),
    "a text that starts with an at sign": (
        "people:\n  bob: {name: @bob}\n",
        ["2:15: YAML a text that starts with @ must stand in quotes"],
    ),
    "a colon in a text": (
        "people:\n  bob:\n    name: Bob: the man\n",
        ["3:14: YAML a text that holds ': ' must stand in quotes; or the key above has no colon"],
    ),
    "a quote that is not closed": (
        "people:\n  bob:\n    name: 'Bob\n",
        [f"4:1: YAML {OPEN_QUOTE} (it opens in line 3)"],
    ),
    "a bracket that is not closed": (
        "people:\n  bob: {name: Bob\n",
        ["3:1: YAML a bracket is not closed, or a comma is missing (it opens in line 2)"],
    ),
    "an indentation that fits nothing": (
        "people:\n  bob:\n    name: Bob\n   aliases: [B]\n",
        ["4:4: YAML check the indentation and the quotes of this line and of the one above"],
    ),
    "an escape that YAML does not know": (
        'people:\n  bob: {name: "C:\\users"}\n',
        ["2:20: YAML a backslash in double quotes starts an escape: write it twice, or use single quotes"],
    ),
    "a control character": (
        "people:\n  bob:\n    name: Bo\x07b\n",
        ["3:13: CHARACTER the character U+0007 is not allowed: delete it"],
    ),
    "a right-to-left override": (
        "people:\n  bob:\n    name: Bo\u202eb\n",
        ["3:13: CHARACTER the character U+202E is not allowed: delete it"],
    ),
    "a right-to-left override by escape": (
        'people:\n  bob:\n    name: "Bo\\u202eb"\n',
        ["3:11: CHARACTER the escape for the character U+202E is not allowed: delete it"],
    ),
    "a control character by escape, behind a line break by escape": (
        'people:\n  bob:\n    name: "Bo\\nb\\x07"\n',
        ["3:11: CHARACTER the escape for the character U+0007 is not allowed: delete it"],
    ),
    "an empty file": ("", ["1:1: EMPTY-FILE the file holds nothing: fill it, or delete it"]),
    "a file of comments": ("# later\n", ["1:1: EMPTY-FILE the file holds nothing: fill it, or delete it"]),
}


@pytest.mark.parametrize("case", CASES)
def test_a_file_that_is_no_sound_yaml_is_told_in_one_line(case: str, faults_of: FaultsOf) -> None:
    text, lines = CASES[case]
    assert faults_of({"facts/other.yaml": text}) == [f"facts/other.yaml:{line}" for line in lines]


def test_a_key_that_escapes_deceive_with_never_reaches_the_screen(faults_of: FaultsOf) -> None:
    lines = faults_of({"facts/other.yaml": 'people:\n  bob: {name: Bob, "ti\\u202etle": x}\n'})
    assert any("CHARACTER" in line for line in lines)
    assert "\u202e" not in "".join(lines)


@pytest.mark.parametrize(
    ("data", "line"),
    [
        (
            "people:\n  bob: {name: Zoé}\n".encode("latin-1"),
            "facts/other.yaml:2:17: ENCODING byte 0xe9 is not UTF-8: save the file as UTF-8 in your editor",
        ),
        (
            "people:\n  bob: {name: Zoé}\n".encode("utf-16"),
            "facts/other.yaml:1:1: ENCODING byte 0xff is not UTF-8: save the file as UTF-8 in your editor",
        ),
    ],
)
def test_a_file_in_another_encoding(
    data: bytes, line: str, make_dossier: Callable[[Mapping[str, str]], Path]
) -> None:
    dossier = make_dossier(EXAMPLE)
    (dossier / "facts/other.yaml").write_bytes(data)
    assert [str(fault) for fault in check(dossier, Request())] == [line]


def test_a_byte_order_mark_and_line_ends_of_windows_are_fine(
    make_dossier: Callable[[Mapping[str, str]], Path],
) -> None:
    dossier = make_dossier(EXAMPLE)
    (dossier / "facts/other.yaml").write_bytes("\ufeffpeople:\r\n  bob: {name: Zoé}\r\n".encode())
    assert check(dossier, Request()) == ()


@pytest.mark.parametrize("text", ["\x07" * 300_000, "a: b\n" * 30_000, "[" * 500_000])
def test_a_file_made_to_tire_the_reader_is_left_early(text: str, faults_of: FaultsOf) -> None:
    assert 1 <= len(faults_of({"facts/other.yaml": text})) <= 52
