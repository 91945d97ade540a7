"""A whole page: the head, the landmarks, the furniture, and the style in one file."""

from __future__ import annotations

import re

from briefwright.document.nodes import Blocks, Document, Furniture, Group, Heading, Metadata
from briefwright.document.walk import query
from briefwright.i18n.numbering import Numbering, numbering_of
from briefwright.writers.html.blocks import BlockWriter
from briefwright.writers.html.inlines import InlineWriter
from briefwright.writers.html.markup import css_string, element, style_content, text
from briefwright.writers.html.names import MAIN, Names
from briefwright.writers.html.notes import NotesAtEnd, note_at_call

# The counter styles of CSS (CSS Counter Styles 3, 6.1) for the digits of a language.
_COUNTERS: dict[Numbering, str] = {"latn": "decimal", "arab": "arabic-indic", "arabext": "persian"}
POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


def write_html(document: Document, *, css: str, for_print: bool = False) -> str:
    """Return a document as one HTML file that needs nothing else: no script, no font, no network.

    `css` is the shared style sheet of the form that is written; the document's own follows it. For print, each
    note stands at its call and the style sheet floats it to the foot of the page; on the web page the notes
    are a list at the end. Both forms hold the same words.

    Raises ValueError for a heading level that is skipped (PDF/UA-1, 7.4.2), for an id given twice, for a link
    or a drawing that reaches where it may not, and TypeError for a node that should no longer be in the tree.
    """
    _check_headings(document)
    body = _print_body(document) if for_print else _web_body(document)
    rules = [_list_rule(document.metadata)]
    if for_print:
        rules.append(_page_rule(document.metadata, document.furniture))
    sheets = [css, *rules, document.css]
    page = element(
        "html",
        f"\n{_head(document.metadata, sheets)}\n{body}\n",
        lang=document.metadata.language,
        dir=document.metadata.direction,
    )
    return f"<!DOCTYPE html>\n{page}\n"


def _check_headings(document: Document) -> None:
    """Raise ValueError where a heading is more than one level below the one before it."""
    previous = 0
    for heading in query(document, Heading):
        if heading.level > previous + 1:
            raise ValueError(f"heading {heading.anchor!r} of level {heading.level} follows one of level {previous}")
        previous = heading.level


def _head(metadata: Metadata, sheets: list[str]) -> str:
    tags = [
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=POLICY),
        element("meta", name="referrer", content="no-referrer"),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("title", text(metadata.title)),
        element("meta", name="author", content=metadata.publisher) if metadata.publisher else "",
        element("meta", name="description", content=metadata.subject) if metadata.subject else "",
        f"<style>\n{style_content(chr(10).join(filter(None, sheets)))}\n</style>",
    ]
    return element("head", "\n" + "\n".join(filter(None, tags)) + "\n")


def _print_body(document: Document) -> str:
    inlines = InlineWriter(document, Names(document), note_at_call)
    blocks = BlockWriter(inlines, document.assets)
    return element("body", _landmarks(blocks, document.content))


def _web_body(document: Document) -> str:
    notes = NotesAtEnd()
    inlines = InlineWriter(document, Names(document), notes.gather)
    blocks = BlockWriter(inlines, document.assets)
    landmarks = _landmarks(blocks, document.content)
    return element("body", landmarks + notes.section(document.furniture.notes, inlines, blocks))


def _landmarks(blocks: BlockWriter, content: Blocks) -> str:
    """Return the cover as the page's banner and the rest as its main part (WAI-ARIA 1.2, 5.3.4)."""
    covers = covers_of(content)
    cover = blocks.write(content[:covers])
    main = element("main", f"\n{blocks.write(content[covers:])}\n", id=MAIN)
    return f"\n{cover}\n{main}\n"


def covers_of(content: Blocks) -> int:
    """Return how many blocks stand before the main part of a page: its cover, if it has one."""
    return 1 if content and isinstance(content[0], Group) and content[0].role == "cover" else 0


def _list_rule(metadata: Metadata) -> str:
    """Return the rule that counts lists in the digits of the document's language, save in Latin words."""
    style = _COUNTERS[numbering_of(metadata.language)]
    if style == "decimal":
        return ""
    return (
        f"ol,.note .numbered>.item{{list-style-type:{style}}}"
        '[dir="ltr"] ol,.note[dir="ltr"] .numbered>.item{list-style-type:decimal}'
    )


def _page_rule(metadata: Metadata, furniture: Furniture) -> str:
    """Return the paper, and the words at the head and foot of a page, which a style sheet cannot know."""
    parts = re.split(r"\{(pages?)\}", furniture.page_of)
    style = _COUNTERS[numbering_of(metadata.language)]
    foot = " ".join(
        f"counter({part},{style})" if index % 2 else css_string(part) for index, part in enumerate(parts)
    )
    head = css_string(furniture.running)
    start, end = ("left", "right") if metadata.direction == "ltr" else ("right", "left")
    return f"@page{{size:{metadata.paper};@bottom-{end}{{content:{foot}}}@top-{start}{{content:{head}}}}}"
