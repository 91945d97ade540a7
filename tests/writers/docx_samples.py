"""Documents and letterheads with artificial content, for the tests of the Word writer."""

from __future__ import annotations

from briefwright.document.direction import directed
from briefwright.document.nodes import (
    Block,
    BlockQuote,
    Blocks,
    Cell,
    Column,
    Document,
    Emphasis,
    Furniture,
    Group,
    Heading,
    Inline,
    Isolate,
    Link,
    List,
    ListItem,
    Metadata,
    Note,
    NoteRef,
    Paragraph,
    Row,
    Section,
    Span,
    Statement,
    Strong,
    Table,
    Text,
    Time,
)

FURNITURE = Furniture("Page {page} of {pages}", "Notes", "Note {number}", "Back to the text", "Example report")


def words(*content: Inline | str) -> tuple[Inline, ...]:
    """Return inlines, plain strings as text."""
    return tuple(Text(part) if isinstance(part, str) else part for part in content)


def paragraph(*content: Inline | str) -> Paragraph:
    """Return a plain paragraph."""
    return Paragraph(words(*content))


def note(number: int, *content: Inline | str) -> Note:
    """Return a note of one paragraph."""
    return Note((paragraph(*content),), number)


def document(*content: Block, metadata: Metadata | None = None) -> Document:
    """Return a document with some blocks."""
    return Document(metadata or Metadata("Example report"), FURNITURE, content)


def table(*rows: tuple[str, ...], header: tuple[str, ...] = ()) -> Table:
    """Return a data table of plain cells."""
    columns = tuple(Column() for _ in rows[0])
    return Table(columns, words("Example table"), (_row(header),) if header else (), tuple(map(_row, rows)))


def _row(texts: tuple[str, ...]) -> Row:
    return Row(tuple(Cell((paragraph(text),)) for text in texts))


def many_notes(count: int) -> Document:
    """Return a document with one paragraph and one note a statement, each note but the first pointing back."""
    return document(
        Heading(1, words("Example report"), "title"),
        *(
            paragraph(Statement(f"fact-{number}", words(f"Statement {number}.", _numbered(number))))
            for number in range(1, count + 1)
        ),
    )


def _numbered(number: int) -> Note:
    if number == 1:
        return note(number, "Example report, p. 1.")
    return note(number, "Example report (n ", NoteRef(number // 2), f"), p. {number}.")


def persian_document() -> Document:
    """Return a brief in Persian with Latin symbols, a Latin citation and an English quotation."""
    symbol = Isolate(words("A/EXA/55/67"), "ltr")
    address = "https://example.org/reports/1"
    link = Link(address, words(Isolate(words(address), "ltr")))
    latin = Span("en", words("Example Observatory, ", Emphasis(words("Annual Report")), " (2018) p. 12."))
    cover: Blocks = (
        Paragraph(words("خلاصهٔ درخواست"), "kicker"),
        Heading(1, words("گزارش نمونه دربارهٔ ناپدیدشدگان"), "title"),
        Paragraph(words("آنچه کارشناسان پرسیدند"), "subtitle"),
        Table(
            (Column(width=30), Column(width=70)),
            (),
            (),
            (
                Row((Cell((paragraph("مخاطب"),), True), Cell((paragraph("دولت نمونه"),)))),
                Row((Cell((paragraph("شماره"),), True), Cell((paragraph(symbol),)))),
            ),
            "particulars",
        ),
    )
    text: Blocks = (
        Heading(2, words("پیشینه"), "background"),
        paragraph(
            Statement("families", words("به خانواده‌ها چیزی گفته نشده است", note(1, latin))),
            "، بنا بر سند ",
            symbol,
            "، ",
            Strong(words("هیچ")),
            " پاسخی نرسید.",
            note(2, "بنگرید به یادداشت ", NoteRef(1), " و ", link, "."),
        ),
        BlockQuote((paragraph("We ask the Government to say where they are."),), "en"),
        List((ListItem((paragraph("نخست"),)), ListItem((paragraph("دوم"),))), ordered=True),
        Paragraph(words(Time("1988-07", words("تیر ۱۳۶۷")), " آغاز رویدادها."), "entry"),
        Table(
            (Column("start", 70), Column("end", 30)),
            words("جدول نمونه"),
            (Row((Cell((paragraph("جا"),), True), Cell((paragraph("شمار"),), True))),),
            (Row((Cell((paragraph("شهر نمونه"),)), Cell((paragraph("۱۲"),)))),),
        ),
    )
    persian = Document(
        Metadata("گزارش نمونه", "fa", "rtl", publisher="کمیتهٔ نمونه"),
        Furniture("صفحهٔ {page} از {pages}", "یادداشت‌ها", "یادداشت {number}", "بازگشت", "گزارش نمونه"),
        (Group("cover", cover), Section(text)),
    )
    return directed(persian)
