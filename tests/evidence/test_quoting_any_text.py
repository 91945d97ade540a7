"""Any text that is wrapped, quoted and hyphenated anew is found in itself; with one word changed it is not."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from hypothesis import assume, given
from hypothesis import strategies as st

from briefwright.evidence.searching import Searchable

LETTERS = "abcdeéñßfiflтдж\u0645\u06cc\u0631\u0648अक"
CORES = st.text(LETTERS, min_size=1, max_size=9)
WORDS = st.one_of(CORES, st.tuples(CORES, CORES).map("-".join))
MARKED = st.sampled_from(["{}", "{}", "{}", "{},", "{}.", '"{}"', "({})", "{};"])
TOKENS = st.lists(st.tuples(WORDS, MARKED), min_size=2, max_size=40)
SPACES = st.sampled_from([" ", "  ", "\n", "\r\n", "\u00a0", " \t\n  ", "\n\n", "\u2009"])
QUOTES = st.sampled_from(['"', "“", "”", "„", "'", "’", "«", "»", "''"])
LIGATURES = (("ffi", "ﬃ"), ("fi", "ﬁ"), ("fl", "ﬂ"), ("ff", "ﬀ"))


def written(tokens: Sequence[tuple[str, str]]) -> list[str]:
    """Return the words with their marks."""
    return [mark.format(word) for word, mark in tokens]


@st.composite
def set_anew(draw: st.DrawFn, words: list[str]) -> str:
    """Draw how words could stand in a source: other white space, marks, hyphens at line ends, ligatures, NFD."""
    parts = []
    for word in words:
        for quote in '"':
            word = "".join(draw(QUOTES) if char == quote else char for char in word)
        if draw(st.booleans()):
            word = broken(
                word, draw(st.integers(0, 20)), draw(st.sampled_from(["-\n", "\xad\n", "\xad", "\u2010\r\n  "]))
            )
        parts += [word, draw(SPACES)]
    text = "".join(parts)
    if draw(st.booleans()):
        for letters, ligature in LIGATURES:
            text = text.replace(letters, ligature)
    return unicodedata.normalize("NFD", text) if draw(st.booleans()) else text


def broken(word: str, at: int, hyphen: str) -> str:
    """Return a word with a hyphen between two of its letters, or at the hyphen that it has."""
    if "-" in word:
        return word.replace("-", hyphen.replace("\xad", "-"))
    place = at % len(word)
    inside = 0 < place < len(word) and word[place - 1].isalpha() and word[place].isalpha()
    return f"{word[:place]}{hyphen}{word[place:]}" if inside else word


def bare(words: Sequence[str]) -> list[str]:
    """Return words without marks and hyphens, as they are compared to tell whether one really differs."""
    return [re.sub(r"[\W_]", "", unicodedata.normalize("NFC", word)) for word in words]


@given(st.data(), TOKENS)
def test_a_text_set_anew_is_found(data: st.DataObject, tokens: list[tuple[str, str]]) -> None:
    words = written(tokens)
    first = data.draw(st.integers(0, len(words) - 1))
    last = data.draw(st.integers(first + 1, len(words)))
    source = Searchable(data.draw(set_anew(words)))
    assert source.holds(" ".join(words[first:last]))


@given(st.data(), TOKENS, WORDS)
def test_a_text_with_one_word_changed_is_not_found(
    data: st.DataObject, tokens: list[tuple[str, str]], other: str
) -> None:
    first = data.draw(st.integers(0, len(tokens) - 1))
    last = data.draw(st.integers(first + 1, len(tokens)))
    changed = data.draw(st.integers(first, last - 1))
    quoted = [*tokens[first:changed], (other, tokens[changed][1]), *tokens[changed + 1 : last]]
    there, here = bare(written(tokens)), bare(written(quoted))
    assume(not any(there[at : at + len(here)] == here for at in range(len(there))))
    source = Searchable(data.draw(set_anew(written(tokens))))
    assert not source.holds(" ".join(written(quoted)))


@given(st.data(), st.lists(CORES, min_size=3, max_size=30, unique=True))
def test_a_word_left_out_is_not_found_unless_it_is_marked(data: st.DataObject, words: list[str]) -> None:
    out = data.draw(st.integers(1, len(words) - 2))
    source = Searchable(data.draw(set_anew(words)))
    mark = data.draw(st.sampled_from(["…", "...", "[…]", "[...]", "(…)", ". . .", "[that]"]))
    assert source.holds(" ".join([*words[:out], mark, *words[out + 1 :]]))
    assert not source.holds(" ".join(words[:out] + words[out + 1 :]))


@given(st.data(), st.lists(st.text("abcde", min_size=2, max_size=9), min_size=2, max_size=20))
def test_a_change_of_case_is_not_found_unless_it_is_marked(data: st.DataObject, words: list[str]) -> None:
    at = data.draw(st.integers(0, len(words) - 1))
    source, word = Searchable(" ".join(words)), words[at]
    before, after = words[:at], words[at + 1 :]
    assert source.holds(" ".join([*before, f"[{word[0].upper()}]{word[1:]}", *after]))
    assert not source.holds(" ".join([*before, word[0].upper() + word[1:], *after]))


@given(st.text(max_size=300), st.text(max_size=60))
def test_no_text_and_no_quotation_breaks_the_search(text: str, quotation: str) -> None:
    words = " ".join(quotation.split())
    whole = words.isprintable() and words[:1].isalnum() and words[-1:].isalnum()
    assert Searchable(f"{text}. {words} . {text}").holds(words) >= whole
