"""An artificial letter to many addressees, in English and in Persian: two pages with notes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import Literal

from briefwright.document.nodes import (
    Blocks,
    Document,
    Group,
    Heading,
    Inline,
    LineBreak,
    Metadata,
    Note,
    Paragraph,
    Span,
    Text,
)
from briefwright.i18n.locale import direction_of
from writers.sample import FURNITURE

Language = Literal["en", "fa"]

NAMES: dict[Language, tuple[str, ...]] = {
    "en": ("Example State", "Second Example State", "Žemplín & Ďalší <Example>", "Fourth Example State in Geneva"),
    "fa": ("دولت نمونه", "دولت نمونهٔ دوم", "لایحهٔ نمونه، گِنِو", "دولت نمونهٔ چهارم"),
}
_WORDS: dict[Language, tuple[str, str, str, str]] = {
    "en": (
        "Example subject of the letter",
        "The commission heard forty witnesses, and none of them had been told anything of what it asked for.",
        "Example report, p. 12.",
        "Dear {}, sir,",
    ),
    "fa": (
        "موضوع نمونهٔ نامه",
        "کمیسیون سخنان چهل شاهد را شنید و به هیچ‌یک از آنان چیزی گفته نشده بود؛ این را همه گفتند.",
        "گزارش نمونه، ص ۱۲.",
        "عالی‌جناب {}،",
    ),
}


def address(*lines: Inline) -> Paragraph:
    """Return the address of a letter."""
    parted = [part for line in lines for part in (line, LineBreak())]
    return Paragraph(tuple(parted[:-1]), "address")


def letter(
    language: Language, lines: Sequence[str], salutation: str, *, css: str = "", paragraphs: int = 2
) -> Document:
    """Return a letter to somebody; nine paragraphs take two pages."""
    subject, sentence, note, _ = _WORDS[language]
    head = Group(
        "cover",
        (
            Group("sender", (Paragraph((Text(FURNITURE.running),), "sender"),)),
            Group("address", (address(*map(Text, lines), Span("en", (Text("Example Street 1"),))),)),
            Paragraph((Text("2026"),), "dateline"),
            Heading(1, (Text(subject),), "subject", "subject"),
        ),
    )
    body = (
        Paragraph((Text(f"{sentence} " * 4), Note((Paragraph((Text(f"{note} {number}"),)),), number)))
        for number in range(1, paragraphs + 1)
    )
    content: Blocks = (head, Paragraph((Text(salutation),), "salutation"), *body)
    metadata = Metadata(subject, language, direction_of(language))
    return Document(metadata, FURNITURE, content, MappingProxyType({}), css)


def letters(language: Language, *, css: str = "", paragraphs: int = 2) -> list[Document]:
    """Return a letter to each of the names; the second has one line more than the others."""
    salutation = _WORDS[language][3]
    lines = [[name] for name in NAMES[language]]
    lines[1].append(lines[0][0])
    return [
        letter(language, part, salutation.format(part[0].split()[0]), css=css, paragraphs=paragraphs)
        for part in lines
    ]


def on_paper(document: Document, paper: Literal["A4", "Letter"]) -> Document:
    """Return a document on another paper."""
    return replace(document, metadata=replace(document.metadata, paper=paper))
