"""The timeline: one dot for each entry, over its year; bars where there are too many."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from briefwright.layout.page import Drawing
from briefwright.layout.timeline import WIDTH, draw_timeline

SVG = "{http://www.w3.org/2000/svg}"


def drawn(drawing: Drawing, tag: str) -> list[etree._Element]:
    """Return the elements of a drawing that have a tag."""
    return list(etree.fromstring(drawing.svg).iter(SVG + tag))


@given(st.lists(st.integers(1900, 2050), min_size=1, max_size=60))
def test_every_entry_is_drawn_inside_the_picture(years: list[int]) -> None:
    drawing = draw_timeline(years, "en")
    counts = Counter(years)
    dots, bars = drawn(drawing, "circle"), drawn(drawing, "rect")
    assert (len(dots), len(bars)) == ((len(years), 0) if max(counts.values()) <= 14 else (0, len(counts)))
    for dot in dots:
        assert 0 < float(dot.get("cx", "")) < drawing.width
        assert 0 < float(dot.get("cy", "")) < drawing.height
    assert len({(dot.get("cx"), dot.get("cy")) for dot in dots}) == len(dots)


@given(st.lists(st.integers(1, 9999), min_size=1, max_size=20))
def test_labels_name_the_first_and_last_year_and_keep_apart(years: list[int]) -> None:
    labels = [
        (float(text.get("x", "")), text.text)
        for text in drawn(draw_timeline(years, "en"), "text")
        if text.get("fill")
    ]
    ordered = sorted(labels)
    assert ordered[0][1] == str(min(years))
    assert ordered[-1][1] == str(max(years))
    inner = [x for x, _ in ordered]
    assert all(right - left >= 10.9 or len(ordered) <= 2 for left, right in pairwise(inner))


def test_one_year_stands_in_the_middle() -> None:
    drawing = draw_timeline([1988, 1988], "en")
    assert {dot.get("cx") for dot in drawn(drawing, "circle")} == {"80"}
    assert [text.text for text in drawn(drawing, "text")] == ["1988"]


def test_a_bar_says_its_number() -> None:
    drawing = draw_timeline([1988] * 30 + [1990], "en")
    assert [text.text for text in drawn(drawing, "text") if text.get("font-size") == "2.6"] == ["30", "1"]


def test_in_persian_the_first_year_stands_at_the_right_and_in_persian_digits() -> None:
    english, persian = (drawn(draw_timeline([1988, 1990, 1990], language), "text") for language in ("en", "fa"))
    assert [text.text for text in persian] == ["۱۹۸۸", "۱۹۸۹", "۱۹۹۰"]
    mirrored = [f"{WIDTH - float(text.get('x', '0')):g}" for text in english]
    assert [text.get("x") for text in persian] == mirrored
