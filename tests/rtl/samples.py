"""Mixed lines of Persian, Latin, digits and symbols with artificial content, and documents made of them."""

from __future__ import annotations

from hypothesis import strategies as st

from briefwright.document.direction import directed
from briefwright.document.nodes import Document, Furniture, Heading, Metadata, Note, Paragraph, Text

PERSIAN = ("گزارش", "نمونه", "خلاصهٔ", "می‌گوید", "علی", "الله", "سال ۱۳۶۷", "۱۲٬۳۴۵", "بند ۴")
LATIN = ("Example Observatory", "Women’s Report", "annual", "p. 12", "‘Example title’")
SYMBOLS = (
    "A/HRC/55/67",
    "MDE 13/9421/2018",
    "https://example.org/reports/1?a=b&c=d",
    "info@example.org",
    "3a7bd3e2360a3d29eea436fcfb7e44c735d117c42d1c1835420b6b9942dd4f1b",
)
MARKS = ("، ", "؛ ", ". ", ": ", " ", " ", " ")

FURNITURE = Furniture("صفحهٔ {page} از {pages}", "یادداشت‌ها", "یادداشت {number}", "بازگشت", "گزارش نمونه")

words = st.sampled_from(PERSIAN + LATIN + SYMBOLS)
bracketed = words.map(lambda word: f"({word})")


@st.composite
def mixed_lines(draw: st.DrawFn) -> str:
    """Return words of all kinds with marks between them, and a full stop at the end."""
    parts = draw(st.lists(st.one_of(words, words, bracketed), min_size=2, max_size=9))
    return "".join(part + draw(st.sampled_from(MARKS)) for part in parts[:-1]) + parts[-1] + "."


def mixed_document(lines: list[str], language: str = "fa") -> Document:
    """Return a document in which each line is a paragraph, and its note as well, as the writers get it."""
    paragraphs = (
        Paragraph((Text(line), Note((Paragraph((Text(line),)),), number)))
        for number, line in enumerate(lines, start=1)
    )
    title = Heading(1, (Text("گزارش نمونه"),), "top")
    metadata = Metadata("گزارش نمونه", language, "rtl" if language in {"ar", "fa"} else "ltr")
    return directed(Document(metadata, FURNITURE, (title, *paragraphs)))
