"""Locators as printed: the style's label in the document's language, and never none where one is needed."""

from __future__ import annotations

import pytest
from citing import note, ref, worded

PARAGRAPH = {
    "en-GB": "paras 4–5",
    "fr": "paragr.\u00a04–5",
    "fa": "بندهای\u00a0۴–۵",
    "ru": "пп.\u00a04–5",
    "zh": "第4–5段",
    "ar": "الفقرات\u00a0٤–٥",
}
ARTICLE = {
    "en-GB": "art 6",
    "fr": "art.\u00a06",
    "fa": "مادهٔ\u00a0۶",
    "ru": "ст.\u00a06",
    "zh": "第6条",
    "ar": "المادة\u00a0٦",
}
COMMA = {"ar": "، ", "fa": "، ", "zh": "，"}


@pytest.mark.parametrize("language", sorted(PARAGRAPH))
def test_labels_in_the_language_of_the_document(language: str) -> None:
    first, second = worded(
        "oscola", note(ref("report", "paras. 4-5")), note(ref("report", "art. 6, paras. 4-5")), language=language
    )
    assert f"EX 13/2018 {PARAGRAPH[language]} <" in first
    comma = COMMA.get(language, ", ")
    same = "同上，" if language == "zh" else " "
    assert second.endswith(f"{same}{ARTICLE[language]}{comma}{PARAGRAPH[language]}.")


@pytest.mark.parametrize(
    ("at", "oscola", "chicago", "bluebook"),
    [
        ("p. 12", "12", "12", "at 12"),
        ("pp. 112-114", "112–114", "112–14", "at 112–114"),
        ("para. 4", "para 4", "para. 4", "¶ 4"),
        ("art. 6(2)", "art 6(2)", "art. 6(2)", "art. 6(2)"),
        ("sec. 2", "s 2", "sec. 2", "§ 2"),
        ("ch. 3", "ch 3", "chap. 3", "c. 3"),
        ("n. 5", "n 5", "n. 5", "n. 5"),
        ("fol. 2", "fol 2", "fol. 2", "fol. 2"),
        ("p. 3, para. 2", "3, para 2", "3, para. 2", "at 3, ¶ 2"),
        ("min. 12:30", "12:30", "12:30", "12:30"),
        ("min. 12", "min 12", "min. 12", "min. 12"),
        ("cover", "cover", "cover", "cover"),
        ("table 2", "tbl 2", "tbl. 2", "tbl. 2"),
        ("in {a} [b] | c", "in {a} [b] | c", "in {a} [b] | c", "in {a} [b] | c"),
    ],
)
def test_every_kind_in_short_forms(at: str, oscola: str, chicago: str, bluebook: str) -> None:
    notes = (note(ref("report")), note("x"), note(ref("report", at)))
    assert worded("oscola", *notes)[2] == f"Example Organisation (n 1) {oscola}."
    assert worded("chicago", *notes, language="en")[2].endswith(f"Things, {chicago}.")
    assert worded("bluebook", *notes, language="en")[2] == f"Example Organisation, supra note 1 {bluebook}."


def test_a_case_is_cited_by_its_paragraph_in_brackets() -> None:
    assert worded("oscola", note(ref("case", "para. 5")))[0].endswith("App no 1/23 [5].")


def test_the_source_as_a_whole_prints_no_place() -> None:
    assert worded("oscola", note(ref("treaty", "whole"))) == ["Example Convention (16 December 1966)."]


def test_a_place_that_a_style_leaves_out_is_printed_all_the_same() -> None:
    """Bluebook's CSL has no place for a pinpoint in its short form of a case without a reporter, and others."""
    for name in ("geopolitics", "bluebook", "oscola"):
        printed = worded(name, note(ref("treaty", "art. 31")), note("x"), note(ref("treaty", "art. 47")))
        assert "31" in printed[0]
        assert "47" in printed[2]
