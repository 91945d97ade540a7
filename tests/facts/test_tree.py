"""The YAML gate: what was written comes back, every text as text, with its line; nothing else gets through."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from briefwright.facts import tree
from briefwright.facts.events import Builder, built
from briefwright.faults import Faults
from briefwright.i18n.characters import FORBIDDEN

CHARACTERS = st.characters(exclude_categories=["Cs"]).filter(
    lambda character: not FORBIDDEN.search(character) and character != "\r"
)
TEXTS = st.text(CHARACTERS, max_size=20)
DATA = st.recursive(
    TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4),
    max_leaves=20,
)
NAMES = st.text("abcdefghij", min_size=1, max_size=8)


def parsed(text: str) -> tuple[tree.Node | None, list[str]]:
    """Return the tree of a text, and its faults as lines."""
    faults = Faults()
    node = tree.parse(text, "facts/x.yaml", faults)
    return node, [str(fault) for fault in faults.all]


class Quoted(yaml.SafeDumper):
    """A dumper that puts every text in double quotes, and writes no alias."""

    def ignore_aliases(self, data: object) -> bool:
        return True


def dumped(data: object) -> str:
    """Return the YAML of nested data, every text quoted."""
    return yaml.dump(data, Dumper=Quoted, default_style='"', allow_unicode=True, sort_keys=False, width=60)


def keys_of(node: object) -> Iterator[tree.Scalar]:
    """Return every key of a tree, in the order in which they are written."""
    if isinstance(node, tree.Mapping):
        for key, value in node.items():
            yield key
            yield from keys_of(value)
    elif isinstance(node, tree.Sequence):
        for item in node:
            yield from keys_of(item)


@given(DATA)
def test_nested_texts_read_back_as_they_were(data: object) -> None:
    node, faults = parsed(dumped(data))
    assert faults == []
    assert node == data


@given(st.text(max_size=200) | st.text("ab:- \n#'\"[]{}|>?,", max_size=200))
def test_a_tree_without_places_says_the_same(text: str) -> None:
    faults = Faults()
    builder = built(Builder, text, "facts/x.yaml", faults)
    node, found = parsed(text)
    if builder is None:
        assert found
    else:
        assert builder.root == node
        assert [str(fault) for fault in faults.all] == found


@given(st.recursive(TEXTS, lambda inner: st.dictionaries(NAMES, inner, min_size=1, max_size=4), max_leaves=20))
def test_every_key_knows_where_it_is_written(data: object) -> None:
    text = dumped(data)
    lines = text.split("\n")
    node, _ = parsed(text)
    for key in keys_of(node):
        assert lines[key.line - 1][key.column - 1 :].startswith(f'"{key}"')


@given(st.text(max_size=200) | st.text("ab:- \n\t#'\"[]{}&*!|>?%@`,\\x", max_size=200))
@example("a: \ud800")
@example("%TAG ! x\n--- a")
@example("? a\n? b")
def test_no_text_ever_raises(text: str) -> None:
    node, faults = parsed(text)
    assert node is not None or faults or not text.strip("- \r\n\t\x00") or text.strip().startswith("#")


@given(st.binary(max_size=200))
def test_no_bytes_ever_raise(data: bytes) -> None:
    parsed(data.decode("utf-8", errors="surrogateescape"))


@pytest.mark.parametrize("text", "no off 1.10 010 12:30:45 1988-07-19 ~ null 0x1F 1_000".split())
def test_a_value_is_what_was_written(text: str) -> None:
    assert parsed(f"key: {text}\n") == ({"key": text}, [])


def test_a_block_of_text_keeps_its_lines() -> None:
    node, _ = parsed("key: |\n  One.\n\n  Two: #3.\nnext: >-\n  a\n  b\n")
    assert node == {"key": "One.\n\nTwo: #3.\n", "next": "a b"}


def test_comments_that_cut_nothing_are_comments() -> None:
    text = "# first\nkey: value  # behind two spaces\nlist:\n  - a  # so\n  # alone\nquoted: 'v' # behind quotes\n"
    assert parsed(text) == ({"key": "value", "list": ["a"], "quoted": "v"}, [])


def test_a_document_marker_at_the_start_is_fine() -> None:
    assert parsed("---\nkey: value\n") == ({"key": "value"}, [])


def test_a_node_is_found_by_keys_and_indexes() -> None:
    node, _ = parsed("one:\n  - two: here\n")
    found = tree.descend(node, ("one", 0, "two"))
    assert (found, str(tree.place_of("f.yaml", found))) == ("here", "f.yaml:2:10")
    assert tree.descend(node, ("one", 0, "three", "four")) == {"two": "here"}
    assert tree.descend(node, ("one", 7)) == [{"two": "here"}]


@given(DATA)
def test_plain_data_becomes_a_tree_and_plain_again(data: object) -> None:
    assert tree.plain(tree.unplaced(data)) == data
