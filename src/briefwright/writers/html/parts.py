"""Single paragraphs of a page: their markup, and where they stand in it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from briefwright.document.nodes import Document, Paragraph
from briefwright.document.variants import Path
from briefwright.writers.html.blocks import BlockWriter
from briefwright.writers.html.inlines import InlineWriter
from briefwright.writers.html.names import Names
from briefwright.writers.html.notes import note_at_call
from briefwright.writers.html.page import covers_of


def place_in_page(document: Document, path: Sequence[int]) -> Path:
    """Return the places of the elements that lead from the body of a page in print form to a block of the text."""
    first, *rest = path
    covers = covers_of(document.content)
    return (first, *rest) if first < covers else (covers, first - covers, *rest)


def paragraphs_for_print(document: Document, paragraphs: Sequence[Paragraph]) -> list[str]:
    """Return the markup of paragraphs as a page in print form has them; they hold neither notes nor names."""
    without_names = replace(document, content=())
    inlines = InlineWriter(document, Names(without_names), note_at_call)
    return [BlockWriter(inlines, document.assets).write((paragraph,)) for paragraph in paragraphs]
