"""An artificial brief in each language: words of every kind that a page of it must show and give back."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType

from briefwright.document.nodes import (
    BlockQuote,
    Cell,
    Column,
    Document,
    Emphasis,
    Furniture,
    Heading,
    Inline,
    Isolate,
    Link,
    List,
    ListItem,
    Metadata,
    Note,
    Paragraph,
    Row,
    Section,
    Span,
    Strong,
    Table,
    Text,
)
from briefwright.i18n.locale import direction_of

# A font for each script, the document's own first: what is read back must not hang on a style sheet.
FONTS = """
:root { --serif: Caladea, "Noto Serif", "Noto Naskh Arabic", "Noto Serif CJK SC" }
:root { --sans: Carlito, "Noto Sans", "Noto Sans Arabic", "Noto Sans CJK SC" }
:lang(fa), :lang(ar) { --serif: "Noto Naskh Arabic", Caladea, "Noto Serif", "Noto Serif CJK SC" }
:lang(fa), :lang(ar) { --sans: "Noto Sans Arabic", Carlito, "Noto Sans", "Noto Sans CJK SC" }
:lang(zh) { --serif: "Noto Serif CJK SC", Caladea, "Noto Serif", "Noto Naskh Arabic" }
:lang(zh) { --sans: "Noto Sans CJK SC", Carlito, "Noto Sans", "Noto Sans Arabic" }
:lang(fa) em, :lang(ar) em, :lang(zh) em { font-style: normal }
"""


@dataclass(frozen=True)
class Tongue:
    """Words of one language: a title, a sentence, one with Latin words and figures, a note, two headers."""

    title: str
    sentence: str
    mixed: str
    note: str
    head: tuple[str, str]


TONGUES = {
    "en": Tongue(
        "Example report",
        "The commission heard forty witnesses, and none of them had been told anything.",
        "Reference A/EXA/55/67 (paras. 12–14) gives 1,250 persons; “thousands”, says another.",
        "Example Observatory, Report on the Northern District (2018) p. 12.",
        ("Place", "Persons"),
    ),
    "fr": Tongue(
        "Rapport d’exemple",
        "La commission a entendu quarante témoins\u00a0; aucun n’avait été informé de quoi que ce soit.",
        "Le document A/EXA/55/67 (par. 12 à 14) en compte 1\u202f250\u00a0: «\u00a0des milliers\u00a0», œuvre.",
        "Observatoire de l’exemple, Rapport sur le district du Nord (2018), p.\u00a012.",
        ("Lieu", "Personnes"),
    ),
    "es": Tongue(
        "Informe de ejemplo",
        "La comisión oyó a cuarenta testigos; ¿a quién se informó? A nadie: ¡ni una palabra!",
        "El documento A/EXA/55/67 (párrs. 12 a 14) cuenta 1\u00a0250 personas, «miles» según otros; el niño.",
        "Observatorio de Ejemplo, Informe sobre el Distrito Norte (2018), pág. 12.",
        ("Lugar", "Personas"),
    ),
    "ru": Tongue(
        "Пример доклада",
        "Комиссия заслушала сорок свидетелей; никому из них ничего не сообщили, ещё и объявление сняли.",
        "В документе A/EXA/55/67 (пп. 12–14) названо 1\u00a0250 человек; «тысячи», как пишет Example Daily № 3.",
        "Обсерватория «Пример», Доклад о Северном округе (2018), с. 12.",
        ("Место", "Число лиц"),
    ),
    "ar": Tongue(
        "تقرير مثالي",
        "استمعت اللجنة إلى أربعين شاهدًا، ولم يُبلَّغ أيٌّ منهم بشيء؛ فهل سُئلوا؟ لا، إلى الآن.",
        "تذكر الوثيقة A/EXA/55/67 (الفقرات ١٢–١٤) أن العدد ١٬٢٥٠ شخصًا، و«الآلاف» وفق Example Daily (2018).",
        "مرصد المثال، تقرير عن المنطقة الشمالية (٢٠١٨)، ص ١٢.",
        ("المكان", "الأشخاص"),
    ),
    "zh": Tongue(
        "示例报告",
        "委员会听取了四十名证人的陈述，其中没有人得到任何消息；他们问过吗？",
        "文件A/EXA/55/67（第12至14段）列出1 250人，另一来源称“数千人”，见《Example Daily》。",
        "示例观察站，《关于北区的报告》（2018年），第12页。",
        ("地点", "人数"),
    ),
    "fa": Tongue(
        "گزارش نمونه",
        "کمیسیون سخنان چهل شاهد را شنید؛ به هیچ‌یک از آنان چیزی گفته نشده بود، و آیا می‌پرسیدند؟",
        "سند A/EXA/55/67 (بندهای ۱۲ تا ۱۴) از ۱٬۲۵۰ نفر نام می‌برد؛ «هزاران»، به نوشتهٔ Example Daily (2018).",
        "دیده‌بان نمونه، گزارشی دربارهٔ ناحیهٔ شمالی (۱۳۹۷)، ص. ۱۲.",
        ("مکان", "شمار افراد"),
    ),
}


class _Notes:
    """Numbers the notes of one document."""

    def __init__(self) -> None:
        self._last = 0

    def note(self, *words: str) -> Note:
        """Return the next note, of one paragraph for each of its words."""
        self._last += 1
        return Note(tuple(Paragraph((Text(part),)) for part in words), self._last)


def brief_in(language: str) -> Document:
    """Return a brief in one language that quotes all the others, with notes, a list and a table."""
    own, notes = TONGUES[language], _Notes()
    direction = direction_of(language)
    furniture = Furniture("{page} / {pages}", own.title, f"{own.title} {{number}}", own.note, own.title)
    others = [(name, tongue) for name, tongue in TONGUES.items() if name != language]
    content = (
        Heading(1, (Text(own.title),), "top"),
        Section(
            (
                Heading(2, (Text(own.head[0]), notes.note(own.note)), "first"),
                _paragraph(own.sentence, notes.note(own.note), " ", Emphasis((Text(own.title),)), " ", own.mixed),
                _paragraph(
                    Isolate((Text("A/EXA/55/67"),), "ltr"),
                    " ",
                    Strong((Text(own.head[1]),)),
                    " ",
                    Link("https://example.org/report", (Text(own.title),), own.title),
                    notes.note(*[own.note + " " + own.sentence + " " + own.mixed] * 4),
                ),
                _quoted(others, notes),
                _list(own, notes),
                _table(own, notes),
            )
        ),
    )
    return Document(Metadata(own.title, language, direction), furniture, content, MappingProxyType({}), FONTS)


def _paragraph(*parts: str | Inline) -> Paragraph:
    return Paragraph(tuple(Text(part) if isinstance(part, str) else part for part in parts))


def _quoted(others: list[tuple[str, Tongue]], notes: _Notes) -> BlockQuote:
    quoted = tuple(
        _paragraph(Span(name, (Text(tongue.mixed),)), notes.note(tongue.note)) for name, tongue in others
    )
    return BlockQuote(quoted)


def _list(own: Tongue, notes: _Notes) -> List:
    items = tuple(ListItem((_paragraph(f"{own.sentence} {own.mixed}", notes.note(own.note)),)) for _ in range(12))
    return List(items, ordered=True)


def _table(own: Tongue, notes: _Notes) -> Table:
    header = Row(tuple(Cell((_paragraph(words),), header=True) for words in own.head))
    rows = tuple(
        Row(
            (
                Cell((_paragraph(own.title),), header=True),
                Cell((_paragraph(own.mixed, *([notes.note(own.note)] if index % 9 == 0 else [])),)),
            )
        )
        for index in range(40)
    )
    return Table((Column(width=30), Column(width=70)), (_paragraph(own.title).content), (header,), rows)
