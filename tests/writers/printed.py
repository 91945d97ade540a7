"""The sample and its variants, printed once for all tests."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal

from briefwright.document.nodes import Block, Document, Heading, Note, Paragraph, Text
from briefwright.document.walk import walk
from briefwright.writers.html import write_html
from briefwright.writers.pdf import Pdf, write_pdf
from writers.sample import FURNITURE, sample_document

SHARED = Path(__file__).parents[2] / "templates" / "_shared"


@cache
def shared_css(form: Literal["print", "web"]) -> str:
    """Return the shared style sheets of a form."""
    return "".join((SHARED / name).read_text() for name in ("common.css", f"{form}.css"))


def print_form(document: Document) -> str:
    """Return the page that a document is printed from, in the shared look."""
    return write_html(document, css=shared_css("print"), for_print=True)


@cache
def printed_sample(paper: Literal["A4", "Letter"] = "A4") -> Pdf:
    """Return the sample as PDF."""
    sample = sample_document()
    return write_pdf(print_form(replace(sample, metadata=replace(sample.metadata, paper=paper))))


def styled(css: str) -> str:
    """Return the sample's print form with a layout's own rules."""
    return print_form(replace(sample_document(), css=css))


def small(*blocks: Block) -> Document:
    """Return a document of a title and some blocks."""
    metadata = replace(sample_document().metadata, title="Small", subject="", publisher="")
    return Document(metadata, FURNITURE, (Heading(1, (Text("Small"),), "top"), *blocks), MappingProxyType({}))


def noted(words: str, number: int = 1) -> Note:
    """Return a note of one paragraph."""
    return Note((Paragraph((Text(words),)),), number)


def with_note(number: int, words: str) -> Document:
    """Return the sample with other words in one of its notes."""

    def rewrite(node: Any) -> Any:  # noqa: ANN401 - the type that `walk` asks for
        return noted(words, number) if isinstance(node, Note) and node.number == number else node

    return walk(sample_document(), rewrite)
