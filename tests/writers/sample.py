"""A brief that uses every node of the tree, with artificial content, for the tests of all writers."""

from __future__ import annotations

from types import MappingProxyType

from briefwright.document.nodes import (
    Asset,
    Block,
    BlockQuote,
    Cell,
    Column,
    Document,
    Emphasis,
    Figure,
    Furniture,
    Group,
    Heading,
    Inline,
    Isolate,
    LineBreak,
    Link,
    List,
    ListItem,
    Metadata,
    Note,
    NoteRef,
    Paragraph,
    Row,
    Section,
    SmallCaps,
    Span,
    Statement,
    Strong,
    Subscript,
    Superscript,
    Table,
    Text,
    Time,
)

TIMELINE = """<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 10 160 26">
<defs><marker id="tip" viewBox="0 0 4 4" refX="2" refY="2" markerWidth="4" markerHeight="4">
<circle cx="2" cy="2" r="1.6" fill="#2f4a63"/></marker></defs>
<line x1="6" y1="24" x2="154" y2="24" stroke="#2f4a63" stroke-width="0.5"/>
<g fill="#2f4a63"><circle cx="14" cy="24" r="1.8"/><circle cx="58" cy="24" r="1.8"/>
<circle cx="102" cy="24" r="1.8"/><circle cx="146" cy="24" r="1.8"/></g>
<g font-family="Carlito" font-size="4" text-anchor="middle" fill="#1c2833">
<text x="14" y="33">2016</text><text x="58" y="33">2018</text>
<text x="102" y="33">2021</text><text x="146" y="33">2024</text></g>
<g font-family="Carlito" font-size="3.6" text-anchor="middle" fill="#4a5a68">
<text x="14" y="17">First arrests</text><text x="58" y="17">Inquiry opened</text>
<text x="102" y="17">Report withheld</text><text x="146" y="17">Renewed appeal</text></g>
</svg>"""

FURNITURE = Furniture(
    page_of="Page {page} of {pages}",
    notes="Notes",
    note="Note {number}",
    back="Back to note {number} in the text",
    running="Example State: the missing of the Northern District",
)

_REPORTS = (
    ("Example Observatory", "Report on the Northern District", "p. 12"),
    ("Example Commission", "Second periodic report", "para. 44"),
    ("Example Daily", "Families ask for an answer", "12 May 2018"),
    ("Example Bar Association", "Submission to the inquiry", "pp. 3–7"),
)


class _Notes:
    """Numbers the notes of the sample in the order in which they are called."""

    def __init__(self) -> None:
        self.count = 0

    def cite(self) -> Note:
        """Return the next note: a full citation at first, afterwards a short form with a back reference."""
        self.count += 1
        author, title, at = _REPORTS[self.count % len(_REPORTS)]
        source = author.lower().replace(" ", "-")
        words: tuple[Inline, ...]
        if self.count > len(_REPORTS):
            words = (Text(f"{author} (n "), NoteRef(self.count % len(_REPORTS) or 4), Text(f") {at}."))
        else:
            words = (
                Text(f"{author}, "),
                Emphasis((Text(title),)),
                Text(" (2018) "),
                Text(f"{at} <"),
                Link(
                    f"https://example.org/reports/{source}",
                    (Isolate((Text(f"https://example.org/reports/{source}"),), "ltr"),),
                    f"{author}, {title}",
                ),
                Text(">."),
            )
        return Note((Paragraph(words),), self.count, (source,))

    def long(self) -> Note:
        """Return a note of several paragraphs with a list."""
        self.count += 1
        items = ("by letter of 3 March;", "by telephone, twice;", "in person, at the district office.")
        return Note(
            (
                Paragraph(
                    (Text("The sources differ. The Example Observatory counts 41 people, of whom 12 minors."),)
                ),
                List(tuple(ListItem((Paragraph((Text(item),)),)) for item in items)),
                Paragraph((Text("We rely on the lower figure because it names every person."),)),
            ),
            self.count,
            ("example-observatory",),
        )


def _paragraph(*content: Inline | str) -> Paragraph:
    return Paragraph(tuple(Text(part) if isinstance(part, str) else part for part in content))


def _heading(level: int, words: str, anchor: str) -> Heading:
    return Heading(level, (Text(words),), anchor)


def _cover() -> Group:
    pairs = (
        ("Addressed to", "The Government of Example State"),
        ("Sent", "3 September 2024"),
        ("Reference", "AL EXA 7/2024"),
        ("Reply", "None received within the sixty days that were given"),
    )
    rows = tuple(
        Row((Cell((_paragraph(label),), header=True), Cell((_paragraph(words),)))) for label, words in pairs
    )
    return Group(
        "cover",
        (
            Paragraph((Text("Summary of an appeal"),), "kicker"),
            _heading(1, "The missing of the Northern District", "title"),
            Paragraph((Text("What independent experts asked of Example State, and what it answered"),), "subtitle"),
            Table((Column(width=26), Column(width=74)), (), (), rows, "particulars"),
        ),
    )


def _summary() -> Group:
    points = (
        "Forty-one people were taken from their homes between 2016 and 2018.",
        "No family has been told where its relative is held or buried.",
        "Example State has not answered the experts’ letter.",
    )
    return Group(
        "summary",
        (
            Paragraph((Strong((Text("In short"),)),), keep_with_next=True),
            List(tuple(ListItem((_paragraph(point),)) for point in points)),
        ),
    )


def _background(notes: _Notes) -> Section:
    link = Link("#chronology", (Text("the chronology"),), "Chronology")
    return Section(
        (
            _heading(2, "Background", "background"),
            Paragraph(
                (
                    Text(
                        "This brief sets out what is known of the people who went missing in the Northern District."
                    ),
                ),
                "lead",
            ),
            _paragraph(
                "Between 2016 and 2018, ",
                Statement("taken-2016", (Text("forty-one people were taken from their homes"), notes.cite())),
                " by men who gave no name.",
                notes.long(),
                " The district police opened no file, ",
                Emphasis((Text("although"),)),
                " relatives came on the same day.",
                notes.cite(),
                " See ",
                link,
                " for the single events.",
            ),
            _paragraph(
                Statement(
                    "not-informed", (Text("The authorities have not told the families anything."), notes.cite())
                ),
                " The word used for them in the local press is ",
                Span("la", (Emphasis((Text("desiderati"),)),)),
                ", and the office in question is the 2",
                Superscript((Text("nd"),)),
                " bureau; water samples (H",
                Subscript((Text("2"),)),
                "O) were taken under reference ",
                Isolate((Text("A/EXA/55/67"),), "ltr"),
                ".",
                notes.cite(),
            ),
            BlockQuote(
                (
                    _paragraph(
                        Statement("quote-1", (Text("We ask the Government to say where they are."), notes.cite()))
                    ),
                    Paragraph((Text("Example Rapporteur, 3 September 2024"),), "attribution"),
                )
            ),
            _heading(3, "What the experts asked", "demands"),
            _paragraph("The experts put three questions, in the order in which they are given here:"),
            List(
                tuple(
                    ListItem((_paragraph(words, notes.cite()),))
                    for words in (
                        "to disclose the fate and whereabouts of each person;",
                        "to open an inquiry that is independent of the police;",
                        "to protect the relatives who came forward.",
                    )
                ),
                ordered=True,
            ),
            _heading(4, "Conditions of detention", "conditions"),
            _paragraph(
                "Those released describe a single building.",
                notes.cite(),
                " The description is consistent across ",
                SmallCaps((Text("Example"),)),
                " interviews held years apart, by different people, in different towns, and none of "
                "the interviewees knew of the others.",
                notes.cite(),
            ),
            Figure(
                "timeline",
                "A line from 2016 to 2024: first arrests, inquiry opened, report withheld, renewed appeal.",
                (Text("Eight years in four steps."), notes.cite()),
            ),
        )
    )


def _chronology(notes: _Notes) -> Section:
    dates = (
        ("2016-04-03", "3 April 2016", "The first eleven people are taken from the upper town."),
        ("2016-05", "May 2016", "Relatives write to the district office and receive no answer."),
        ("2017-01-19", "19 January 2017", "A former guard speaks of a building behind the old mill."),
        ("2018-03", "March 2018", "The Assembly opens an inquiry. It hears forty witnesses in eleven sittings."),
        ("2018-09-30", "30 September 2018", "The inquiry’s report is finished; it has not been made public."),
        ("2021-02", "February 2021", "The Government tells the Assembly that the report does not exist."),
        ("2024-09-03", "3 September 2024", "Seven experts write to the Government."),
        ("2024-11-02", "2 November 2024", "The time given for a reply ends."),
    )
    entries: list[Block] = []
    for iso, words, text in dates:
        event = Statement(f"event-{iso}", (Text(text), notes.cite()))
        entries.append(Paragraph((Time(iso, (Text(words),)), Text(" "), event), "entry"))
    return Section(
        (
            _heading(2, "Chronology", "chronology"),
            Paragraph((Text("Dates are given as the sources give them."),), "remark"),
            *entries,
        )
    )


def _register(notes: _Notes) -> Section:
    header = tuple(
        Cell((_paragraph(words),), header=True) for words in ("No.", "Place", "What is known", "Persons")
    )
    rows = []
    for index in range(1, 61):
        known: tuple[Inline, ...] = (Text(f"Taken from example street {index} in the course of the night."),)
        if index % 4 == 0:
            known += (notes.cite(),)
        rows.append(
            Row(
                (
                    Cell((_paragraph(str(index)),), header=True),
                    Cell((_paragraph(f"Example town {index % 7 + 1}"),)),
                    Cell((Paragraph(known),)),
                    Cell((_paragraph(f"{index * 37 % 1400:,}"),)),
                )
            )
        )
    columns = (Column("end", 8), Column("start", 22), Column("start", 56), Column("end", 14))
    return Section(
        (
            _heading(2, "Register of events", "register"),
            _paragraph("The register follows the numbers of the inquiry."),
            Table(columns, (Text("Events in the Northern District, 2016 to 2018"),), (Row(header),), tuple(rows)),
            _paragraph(
                "The total is disputed.",
                notes.cite(),
                " It is discussed in note ",
                NoteRef(2),
                " above.",
            ),
        )
    )


def _closing(notes: _Notes) -> Section:
    del notes
    body = tuple(
        Row(
            (
                Cell((_paragraph(f"{author}, ", Emphasis((Text(title),)), "."),)),
                Cell((_paragraph("NGO report"),)),
                Cell((Paragraph((NoteRef(number), Text(", "), NoteRef(number + 4))),)),
            )
        )
        for number, (author, title, _) in enumerate(_REPORTS, start=1)
    )
    header = Row(tuple(Cell((_paragraph(words),), header=True) for words in ("Source", "Kind", "Notes")))
    return Section(
        (
            _heading(2, "Sources", "sources"),
            Table(
                (Column(width=62), Column(width=22), Column(width=16)),
                (Text("Sources and the notes that cite them"),),
                (header,),
                body,
                "sources",
            ),
            Group(
                "signature",
                (
                    _paragraph("For the Example Committee", LineBreak(), "A. N. Example, secretary"),
                    Paragraph((Text("Prepared from the fact base of the Example Committee."),), "meta"),
                ),
            ),
        )
    )


def sample_document() -> Document:
    """Return a brief in English, as it leaves the citations room: cited, with its notes numbered."""
    notes = _Notes()
    content: tuple[Block, ...] = (
        _cover(),
        _summary(),
        _background(notes),
        _chronology(notes),
        _register(notes),
        _closing(notes),
    )
    return Document(
        Metadata(
            title="The missing of the Northern District",
            publisher="Example Committee",
            subject="Summary of an appeal to Example State",
        ),
        FURNITURE,
        content,
        MappingProxyType({"timeline": Asset(TIMELINE, 160, 26)}),
    )
