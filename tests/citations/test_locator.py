"""Locators: what authors write, taken apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefwright.citations.locator import Locator, Part, parse_locator
from briefwright.citations.terms import KIND_OF, KINDS


@pytest.mark.parametrize(
    ("written", "kind", "value", "several"),
    [
        ("p. 12", "page", "12", False),
        ("p.12", "page", "12", False),
        ("pp. 12-14", "page", "12-14", True),
        ("pp. 12, 14", "page", "12, 14", True),
        ("pp. 12 ff.", "page", "12 ff.", True),
        ("12", "page", "12", False),
        ("xii", "page", "xii", False),
        ("para. 4", "paragraph", "4", False),
        ("paras. 4-5", "paragraph", "4-5", True),
        ("paras. 4, 6–8 and 10", "paragraph", "4, 6–8 and 10", True),
        ("¶4", "paragraph", "4", False),
        ("art. 6", "article-locator", "6", False),
        ("Art. 6(2)(b)", "article-locator", "6(2)(b)", False),
        ("sec. 2", "section", "2", False),
        ("§§ 4-6", "section", "4-6", True),
        ("ch. 3", "chapter", "3", False),
        ("n. 5", "note", "5", False),
        ("fol. 2r", "folio", "2r", False),
        ("min. 5", "timestamp", "5", False),
        ("table 2", "table", "2", False),
        ("part II", "part", "II", False),
        ("ص ۱۲", "page", "۱۲", False),
        ("بند ۴", "paragraph", "۴", False),
    ],
)
def test_a_label_and_its_value(written: str, kind: str, value: str, several: bool) -> None:
    locator = parse_locator(written)
    assert locator == Locator((Part(kind, value),))
    assert locator.parts[0].several is several


@pytest.mark.parametrize(
    "written", ["cover", "page 3 of the annex", "mix", "civil", "annex 2", "back, cover", "A/EX/1, p. 3"]
)
def test_other_words_stay_as_written(written: str) -> None:
    assert parse_locator(written) == Locator((Part("", written),))


@pytest.mark.parametrize(("written", "value"), [("min. 12:30", "12:30"), ("12:30-12:45", "12:30-12:45")])
def test_a_time_needs_no_label(written: str, value: str) -> None:
    assert parse_locator(written) == Locator((Part("", value),))


@pytest.mark.parametrize("written", ["", "  ", "whole", "Whole"])
def test_the_source_as_a_whole(written: str) -> None:
    assert parse_locator(written) == Locator()


@pytest.mark.parametrize("written", ["p. 3, para. 2", "p. 3 para. 2", "p. 3; para. 2"])
def test_steps_from_the_larger_to_the_smaller(written: str) -> None:
    assert parse_locator(written) == Locator((Part("page", "3"), Part("paragraph", "2")))


def test_every_label_means_a_kind() -> None:
    assert set(KIND_OF.values()) == set(KINDS)


@given(st.sampled_from(sorted(KIND_OF)), st.integers(1, 9999))
def test_every_label_is_read(label: str, number: int) -> None:
    assert parse_locator(f"{label} {number}") == Locator((Part(KIND_OF[label], str(number)),))


@given(st.text(max_size=60))
def test_no_character_of_any_text_is_lost(written: str) -> None:
    kept = "".join(part.value for part in parse_locator(written).parts)
    assert set(kept) <= {*written, " "}
    assert not kept or " ".join(written.split()).endswith(parse_locator(written).parts[-1].value)
