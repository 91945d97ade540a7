"""Notes in the variant's language, worded by the real pandoc: locale, marks, digits, and what stays as it is."""

from __future__ import annotations

import pytest
from citing import ITEMS, document, note, ref, source_table, style, texts

from briefwright.citations import CitationWords, cite
from briefwright.citations.inlines import text_of
from briefwright.document.nodes import Note, Paragraph, Span
from briefwright.document.walk import query
from briefwright.i18n.punctuation import punctuation_of

NOTES = (
    note(ref("report", "p. 12")),
    note(ref("ketab", "para. 3")),
    note(ref("report", "p. 4"), ref("news", "para. 4")),
    note(ref("news", "para. 4")),
    note(ref("ketab")),
    note(ref("ketab")),
)


def worded_in(language: str, *notes: Note) -> list[str]:
    """Return the words of notes in OSCOLA and a language."""
    marks = punctuation_of(language)
    words = CitationWords(separator=marks.numbers, full_stop=marks.stop)
    return texts(cite(document(*notes, language=language), ITEMS, style("oscola"), words=words))


EXPECTED = {
    "fr": [
        "Example Organisation, «\u202fExample Report on Things\u202f» (2018) EX 13/2018 12 <https://example.org/report>.",
        "سازمان نمونه, گزارش نمونه (نشر نمونه 2019) paragr.\u00a03.",
        "Example Organisation (note 1) 4\u202f; "
        "Jane Doe, «\u202fExample News Item\u202f» Example Wire (9 décembre 2020) paragr.\u00a04.",
        "Doe (note 3) paragr.\u00a04.",
        "سازمان نمونه (note 2).",
        "Ibid.",
    ],
    "es": [
        "Example Organisation, «Example Report on Things» (2018) EX 13/2018 12 <https://example.org/report>.",
        "سازمان نمونه, گزارش نمونه (نشر نمونه 2019) párr.\u00a03.",
        "Example Organisation (nota 1) 4; "
        "Jane Doe, «Example News Item» Example Wire (9 de diciembre de 2020) párr.\u00a04.",
        "Doe (nota 3) párr.\u00a04.",
        "سازمان نمونه (nota 2).",
        "Ibid.",
    ],
    "ru": [
        "Example Organisation, «Example Report on Things» (2018) EX 13/2018 12 <https://example.org/report>.",
        "سازمان نمونه, گزارش نمونه (نشر نمونه 2019) п.\u00a03.",
        "Example Organisation (сноска 1) 4; "
        "Jane Doe, «Example News Item» Example Wire (9 декабря 2020\u00a0г.) п.\u00a04.",
        "Doe (сноска 3) п.\u00a04.",
        "سازمان نمونه (сноска 2).",
        "Там же.",
    ],
    "ar": [
        "Example Organisation, “Example Report on Things” (2018) EX 13/2018 12 <https://example.org/report>.",
        "سازمان نمونه، گزارش نمونه (نشر نمونه ٢٠١٩)، الفقرة\u00a0٣.",
        "Example Organisation (الحاشية\u00a01)، ٤؛ "
        "Jane Doe, “Example News Item” Example Wire (9 December 2020)، الفقرة\u00a0٤.",
        "Doe (الحاشية\u00a03)، الفقرة\u00a0٤.",
        "سازمان نمونه (الحاشية\u00a02).",
        "المرجع نفسه.",
    ],
    "zh": [
        "Example Organisation, 《Example Report on Things》 (2018) EX 13/2018 12 <https://example.org/report>。",
        "سازمان نمونه, گزارش نمونه (نشر نمونه 2019) 第3段。",
        "Example Organisation (注1) 4；Jane Doe, 《Example News Item》 Example Wire (2020年12月9日) 第4段。",
        "Doe (注3) 第4段。",
        "سازمان نمونه (注2)。",
        "同上。",
    ],
    "fa": [
        "Example Organisation, “Example Report on Things” (2018) EX 13/2018 12 <https://example.org/report>.",
        "سازمان نمونه، گزارش نمونه (نشر نمونه ۲۰۱۹)، بند\u00a0۳.",
        "Example Organisation (پانویس\u00a01)، ۴؛ "
        "Jane Doe, “Example News Item” Example Wire (9 December 2020)، بند\u00a0۴.",
        "Doe (پانویس\u00a03)، بند\u00a0۴.",
        "سازمان نمونه (پانویس\u00a02).",
        "همان.",
    ],
}


@pytest.mark.parametrize("language", sorted(EXPECTED))
def test_notes_as_a_reader_of_the_language_writes_them(language: str) -> None:
    assert worded_in(language, *NOTES) == EXPECTED[language]


def test_the_first_of_a_month_is_an_ordinal_in_french_and_a_place_has_a_comma_in_chinese() -> None:
    items: dict[str, dict[str, object]] = {"wire": {**ITEMS["news"], "issued": {"date-parts": [[2021, 1, 1]]}}}
    notes = document(note(ref("wire", "para. 1")), note(ref("wire", "para. 2")), language="fr")
    first, second = texts(cite(notes, items, style("oscola"), words=CitationWords()))
    assert "(1er janvier 2021) paragr.\u00a01" in first
    assert second == "Ibid. paragr.\u00a02."
    marks = CitationWords(separator="、", full_stop="。")
    chinese = document(note(ref("wire", "para. 1")), note(ref("wire", "para. 2")), language="zh")
    assert texts(cite(chinese, items, style("oscola"), words=marks))[1] == "同上，第2段。"


def test_a_semicolon_behind_an_address_has_its_french_space() -> None:
    notes = document(note(ref("report"), ref("news")), language="fr")
    (printed,) = texts(cite(notes, ITEMS, style("oscola"), words=CitationWords()))
    assert "https://example.org/report>\u202f; Jane Doe" in printed


@pytest.mark.parametrize("language", ["ar", "fa", "zh", "fr", "ru"])
def test_the_words_of_a_source_stay_as_they_are(language: str) -> None:
    """Quotation marks, digits, commas and colons of a title are its own, whatever the language of the note."""
    titles = {
        "en": "Of 1988, and “after”: what; why? 12 things",
        "fa": "گزارش 1988, بخش 2: چرا؟",
        "": "[Of 1988: supplied, in brackets; by us]",
    }
    items: dict[str, dict[str, object]] = {
        f"source-{tag}": {"type": "report", "title": title, "issued": {"date-parts": [[2018]]}, "language": tag}
        for tag, title in titles.items()
    }
    made = cite(
        document(*(note(ref(source)) for source in items), language=language),
        items,
        style("chicago"),
        words=CitationWords(),
    )
    printed = texts(made)
    assert all(title in text for title, text in zip(titles.values(), printed, strict=True) if "Of" not in title)
    assert "1988, and “after”: what; why? 12" in printed[0].lower()
    assert "1988: supplied, in brackets; by us" in printed[2].lower()
    languages = {span.lang for span in query(made, Span)}
    assert languages == {"en", "fa"} - {language}


def test_the_number_of_another_note_stays_with_its_persian_words() -> None:
    made = cite(
        document(note(ref("report")), note("x"), note(ref("report", "cover")), language="fa"),
        ITEMS,
        style("oscola"),
        words=CitationWords(),
    )
    last = list(query(made, Note))[-1].content[0]
    assert isinstance(last, Paragraph)
    assert text_of(last.content) == "Example Organisation (پانویس\u00a01)، cover."


def test_what_is_said_in_latin_letters_stays_in_one_piece_from_right_to_left() -> None:
    """Months, "and", and what parts the sources: the first two are of the citation, the last is of the note."""
    paper: dict[str, object] = {
        "type": "article-newspaper",
        "title": "Example Story",
        "container-title": "Example Wire",
        "author": [{"literal": "First Body"}, {"literal": "Second Body"}],
        "issued": {"date-parts": [[2020, 5, 9]]},
        "language": "en",
    }
    khabar = {
        **paper,
        "title": "خبر نمونه",
        "container-title": "روزنامهٔ نمونه",
        "author": [{"literal": "نهاد نمونه"}],
    }
    sources = {"paper": paper, "khabar": khabar | {"language": "fa"}}
    notes = note(ref("paper", "list"), ref("paper", "para. 2"), ref("khabar")), note(ref("khabar", "cover"))
    words = CitationWords(full_stop=".")
    said = {
        language: texts(cite(document(*notes, language=language), sources, style("oscola"), words=words))
        for language in ("fa", "ar")
    }
    begin = "First Body and Second Body, “Example Story” Example Wire (9 May 2020) list؛ "
    assert said["fa"][0].startswith(f"{begin}همان، بند\u00a0۲؛ نهاد نمونه،")
    assert said["fa"][0].endswith("(۲۰ اردیبهشت ۱۳۹۹ / ۹ مهٔ ۲۰۲۰).")
    assert said["ar"][0].startswith(f"{begin}المرجع نفسه، الفقرة\u00a0٢؛ نهاد نمونه،")
    assert said["ar"][0].endswith("(٩ أيار/مايو ٢٠٢٠).")


def test_a_date_of_the_author_in_persian_is_left_alone() -> None:
    remark = "اما ۱۲ شهریور ۱۳۹۹ (۲ سپتامبر ۲۰۲۰): "
    made = cite(document(note(remark, ref("ketab")), language="fa"), ITEMS, style("oscola"), words=CitationWords())
    assert texts(made)[0].startswith(remark)


def test_a_comma_in_the_marks_of_a_latin_title_is_latin() -> None:
    notes = note(ref("news")), note("متن"), note(ref("news", "para. 4"))
    made = cite(document(*notes, language="fa"), ITEMS, style("chicago"), words=CitationWords())
    assert "Item,” بند\u00a0۴" in texts(made)[2]


def test_the_table_of_sources_parts_its_numbers_as_the_language_does() -> None:
    made = cite(
        document(note(ref("ketab")), note(ref("ketab")), language="fa", more=(source_table("ketab"),)),
        ITEMS,
        style("oscola"),
        words=CitationWords(separator=punctuation_of("fa").numbers),
    )
    cells = [text_of(block.content) for block in query(made, Paragraph) if "گزارش" in text_of(block.content)]
    assert cells[-1] == "سازمان نمونه، گزارش نمونه (نشر نمونه ۲۰۱۹)"
    assert "1، 2" in [text_of(block.content) for block in query(made, Paragraph)]
