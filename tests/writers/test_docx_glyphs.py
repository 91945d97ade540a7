"""Characters of a Word file that no font can draw."""

from __future__ import annotations

import io
import time
import zipfile

import pytest

from briefwright.writers.docx import undrawn_characters
from briefwright.writers.docx.markup import part_xml
from briefwright.writers.fonts import installed_fonts

UNKNOWN = "\U00018b00"
STYLES = (
    '<w:rFonts w:ascii="Cambria" w:cs="Noto Sans Arabic" w:eastAsia="Noto Serif CJK SC"/>'
    '<w:lang w:eastAsia="en-GB"/>'
)


def word_file(text: str, note: str = "", described: str = "") -> bytes:
    """Return the parts of a Word file that are looked at."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as package:
        package.writestr("word/styles.xml", part_xml("styles", STYLES))
        body = f'<w:p w:alt="{described}"><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'
        package.writestr("word/document.xml", part_xml("document", f"<w:body>{body}</w:body>"))
        package.writestr("word/footnotes.xml", part_xml("footnotes", f"<w:t>{note}</w:t>"))
    return packed.getvalue()


def test_what_the_seven_languages_write_can_be_drawn() -> None:
    text = "“A” é ñ Ж ё ﷼ آب می‌شود ١٢۳ 中文，“。” → … ½ \u200e\u00a0\u2060"
    assert undrawn_characters(word_file(text, text)) == ()


@pytest.mark.parametrize("where", ["text", "note"])
def test_a_character_without_font_is_named_with_its_words_and_the_fonts(where: str) -> None:
    shown = f"The sign {UNKNOWN} &amp; others."
    (undrawn,) = undrawn_characters(word_file(shown) if where == "text" else word_file("", shown))
    assert undrawn.message == (
        f"no font has the character “{UNKNOWN}” (U+18B00 KHITAN SMALL SCRIPT CHARACTER-18B00) in “The sign "
        f"{UNKNOWN} & others.”: asked for were Cambria, Noto Sans Arabic, Noto Serif CJK SC; replace the "
        "character, or install a font that has it"
    )


def test_a_character_is_told_once_and_only_where_it_is_shown() -> None:
    assert len(undrawn_characters(word_file(UNKNOWN * 3, UNKNOWN))) == 1
    assert undrawn_characters(word_file("None", described=UNKNOWN)) == ()


def test_the_fonts_of_the_machine_know_their_letters() -> None:
    fonts = installed_fonts()
    assert fonts is not None
    assert fonts.missing(f"aж{UNKNOWN}中", ("Noto Serif CJK SC",)) == (UNKNOWN,)


def test_a_long_document_is_looked_through_in_no_time() -> None:
    text = "".join(map(chr, range(0x4E00, 0x9000))) + "word " * 100_000
    data = word_file(text)
    undrawn_characters(data)
    started = time.process_time()
    assert undrawn_characters(data) == ()
    assert time.process_time() - started < 0.5
