"""From the HTML of a layout to the document tree: one function a tag, in two tables."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import count, groupby
from typing import Any, get_args

from briefwright.document import nodes as n
from briefwright.document.inlines import collapsed, one_note, set_notes_close, trimmed
from briefwright.document.markup import Element, read_markup
from briefwright.faults import Faults, Place
from briefwright.i18n.addresses import fault_of_address
from briefwright.i18n.locale import LANGUAGE_TAG


def parse_blocks(html: str, assets: frozenset[str], origin: Place, faults: Faults) -> n.Blocks:
    """Return the blocks that a layout wrote; every fault of the markup is reported at the layout's line.

    `assets` are the names of the drawings that ``img`` may show; `origin` is where faults lie that have no line.
    """
    root = read_markup(html, origin, faults)
    parser = _Parser(assets, faults, frozenset(_ids(root)))
    content = parser.blocks(root)
    parser.check_whole(origin)
    return content


def _ids(element: Element) -> Iterator[str]:
    """Return the ids that a layout gives to elements, wherever they stand."""
    stack = [element]
    while stack:
        current = stack.pop()
        stack.extend(current.elements)
        yield current.attributes.get("id", "")


_PARAGRAPHS = get_args(n.ParagraphRole)


class _Parser:
    """One reading of one document: it knows the anchors given and the headings seen so far."""

    def __init__(self, assets: frozenset[str], faults: Faults, ids: frozenset[str]) -> None:
        self._assets = assets
        self._faults = faults
        self._ids = ids
        self._anchors: set[str] = set()
        self._level = 0
        self._titles = 0
        self._aims: list[tuple[str, Element]] = []

    def check_whole(self, origin: Place) -> None:
        """Report a document without a title, and links to headings that it does not have."""
        if not self._titles:
            self._faults.error(origin, "HEADING", "no <h1>: a document has one, its title")
        for anchor, element in self._aims:
            if anchor not in self._anchors:
                self._fault(element, "LINK", f"'#{anchor}' leads nowhere: no heading has that id")

    # ------------------------------------------------------------- blocks

    def blocks(self, parent: Element) -> n.Blocks:
        """Return the blocks in an element; inlines that stand there without a paragraph get one."""
        found: list[n.Block] = []
        for is_block, children in groupby(parent.children, key=_is_block):
            if is_block:
                found.extend(self._block(child) for child in children if isinstance(child, Element))
            else:
                loose = self.inlines(list(children))
                if loose:
                    found.append(n.Paragraph(loose))
        return tuple(found)

    def _block(self, element: Element) -> n.Block:
        return _BLOCKS[element.tag](self, element)

    def paragraph(self, element: Element) -> n.Paragraph:
        role = self._choice(element, "class", _PARAGRAPHS, "body")
        return n.Paragraph(self.inlines(element.children), role)

    def heading(self, element: Element) -> n.Heading:
        level = int(element.tag[1])
        content = self.inlines(element.children)
        if not content:
            self._fault(element, "HEADING", "a heading without words")
        if level > self._level + 1:
            above = f"<h{self._level}>" if self._level else "the start"
            self._fault(element, "HEADING", f"<h{level}> follows {above}: do not skip a level")
        self._level = level
        self._titles += level == 1
        if level == 1 and self._titles > 1:
            self._fault(element, "HEADING", "a second <h1>: a document has one, its title; make this one <h2>")
        role = self._choice(element, "class", ("subject",) if level == 1 else (), "")
        return n.Heading(level, content, self._anchor(element), role)

    def _anchor(self, element: Element) -> str:
        wanted = element.attributes.get("id") or self._free_anchor()
        if wanted in self._anchors:
            self._fault(element, "HTML-ATTRIBUTE", f"the id '{wanted}' is given twice")
        self._anchors.add(wanted)
        return wanted

    def _free_anchor(self) -> str:
        numbers = count(len(self._anchors) + 1)
        return next(anchor for number in numbers if not self._is_taken(anchor := f"s-{number}"))

    def _is_taken(self, anchor: str) -> bool:
        return anchor in self._ids or anchor in self._anchors

    def listing(self, element: Element) -> n.List:
        items = tuple(n.ListItem(self.blocks(item)) for item in self._only(element, ("li",)))
        if not items:
            self._fault(
                element, "HTML-NESTING", f"<{element.tag}> without <li>: leave the list out where it is empty"
            )
        start = element.attributes.get("start", "1")
        if not _NUMBER.fullmatch(start):
            self._fault(element, "HTML-ATTRIBUTE", f'start="{start}" is no number up to 9999')
        return n.List(items, element.tag == "ol", int(start) if _NUMBER.fullmatch(start) else 1)

    def quote(self, element: Element) -> n.BlockQuote:
        return n.BlockQuote(self.blocks(element), self._language(element))

    def section(self, element: Element) -> n.Section:
        return n.Section(self.blocks(element))

    def cover(self, element: Element) -> n.Group:
        return n.Group("cover", self.blocks(element))

    def group(self, element: Element) -> n.Group:
        role = self._choice(element, "class", get_args(n.GroupRole), "summary")
        return n.Group(role, self.blocks(element))

    def figure(self, element: Element) -> n.Figure:
        images = [child for child in element.elements if child.tag == "img"]
        caption = next((child for child in element.elements if child.tag == "figcaption"), None)
        self._only(element, ("img", "figcaption"))
        if len(images) != 1:
            self._fault(element, "HTML-NESTING", "<figure> holds one <img> and a <figcaption>")
            return n.Figure("", "")
        image = images[0]
        alt = " ".join(image.attributes.get("alt", "").split())
        if not alt:
            self._fault(
                image, "ALT-MISSING", '<img> without alternative text: say in alt="…" what the drawing shows'
            )
        asset = image.attributes.get("src", "")
        if asset not in self._assets:
            self._fault(image, "ASSET", f"no drawing '{asset}': <img> shows what a layout's function has drawn")
        return n.Figure(asset, alt, self.inlines(caption.children) if caption else ())

    def stray(self, element: Element) -> n.Paragraph:
        """Report a part of a table, list or figure that stands outside of one."""
        self._fault(element, "HTML-NESTING", f"<{element.tag}> does not stand on its own")
        return n.Paragraph(())

    # ------------------------------------------------------------- tables

    def table(self, element: Element) -> n.Table:
        role = self._choice(element, "class", get_args(n.TableRole), "data")
        parts = self._only(element, ("caption", "colgroup", "thead", "tbody"))
        rows = {
            tag: [row for part in parts if part.tag == tag for row in self._only(part, ("tr",))] for tag in _ROWS
        }
        header, body = (tuple(self._row(row) for row in rows[tag]) for tag in _ROWS)
        columns = self._columns(element, parts, header + body)
        for written, row in zip([*rows["thead"], *rows["tbody"]], header + body, strict=True):
            if len(row.cells) != len(columns):
                message = f"the number of cells in this row is {len(row.cells)}, that of the columns {len(columns)}"
                self._fault(written, "TABLE", message)
        if role != "particulars" and not header:
            self._fault(element, "TABLE", "a table needs a <thead> with a header for each column")
        captions = [part for part in parts if part.tag == "caption"]
        caption = self.inlines(captions[0].children) if captions else ()
        return n.Table(columns, caption, header, body, role)

    def _row(self, element: Element) -> n.Row:
        cells = tuple(n.Cell(self.blocks(cell), cell.tag == "th") for cell in self._only(element, ("th", "td")))
        return n.Row(cells, element.attributes.get("data-source", ""))

    def _columns(self, element: Element, parts: Sequence[Element], rows: Sequence[n.Row]) -> tuple[n.Column, ...]:
        written = [col for part in parts if part.tag == "colgroup" for col in self._only(part, ("col",))]
        columns = [
            n.Column(
                self._choice(col, "class", get_args(n.Alignment), "start"),
                self._width(col),
            )
            for col in written
        ] or [n.Column() for _ in (rows[0].cells if rows else ())]
        if not columns:
            self._fault(element, "TABLE", "a table without rows: leave it out where it is empty")
        return _shared_width(columns)

    def _width(self, column: Element) -> int:
        width = column.attributes.get("data-width", "0")
        if not _NUMBER.fullmatch(width) or int(width) > 100:
            self._fault(column, "HTML-ATTRIBUTE", f'data-width="{width}" is no share of 100')
            return 0
        return int(width)

    # ------------------------------------------------------------ inlines

    def inlines(self, children: Sequence[Element | str]) -> n.Inlines:
        """Return the inlines of a block: white space collapsed, notes set close, adjacent citations one note."""
        return set_notes_close(trimmed(collapsed(one_note(self._inline_nodes(children)))))

    def _inline_nodes(self, children: Sequence[Element | str]) -> n.Inlines:
        found: list[n.Inline] = []
        for child in children:
            if isinstance(child, str):
                found.append(n.Text(child))
            elif child.tag in _INLINES:
                found.extend(_INLINES[child.tag](self, child))
            elif child.tag in _BLOCKS:
                self._fault(child, "HTML-NESTING", f"<{child.tag}> cannot stand inside a line of text")
        return tuple(found)

    def wrapped(self, element: Element) -> n.Inlines:
        return (_WRAPPERS[element.tag](self._inline_nodes(element.children)),)

    def line_break(self, element: Element) -> n.Inlines:
        return (n.LineBreak(),)

    def link(self, element: Element) -> n.Inlines:
        href = element.attributes.get("href", "")
        content = self._inline_nodes(element.children)
        why = _fault_of_link(href)
        if why:
            self._fault(element, "LINK", f"'{href}' is no link for a brief: {why}")
            return content
        if href.startswith("#"):
            self._aims.append((href[1:], element))
        return (n.Link(href, content, element.attributes.get("title", "")),)

    def isolate(self, element: Element) -> n.Inlines:
        direction = self._choice(element, "dir", ("ltr", "rtl", "auto"), "auto")
        return (n.Isolate(self._inline_nodes(element.children), direction),)

    def time(self, element: Element) -> n.Inlines:
        return (n.Time(element.attributes.get("datetime", ""), self._inline_nodes(element.children)),)

    def span(self, element: Element) -> n.Inlines:
        attributes = element.attributes
        if "data-note" in attributes:
            return (n.Note((n.Paragraph(trimmed(collapsed(self._inline_nodes(element.children)))),)),)
        if "data-entry" in attributes:
            return (n.SourceEntry(attributes["data-entry"]),)
        if "data-notes" in attributes:
            return (n.SourceNotes(attributes["data-notes"]),)
        content = self._inline_nodes(element.children)
        if "data-record" in attributes:
            content = (n.Statement(attributes["data-record"], content),)
        language = self._language(element)
        return (n.Span(language, content),) if language else content

    def cite(self, element: Element) -> n.Inlines:
        source = element.attributes.get("data-source", "")
        if not source:
            self._fault(element, "HTML-ATTRIBUTE", '<cite> needs data-source="…", the id of a source')
        return (n.Cite(source, element.attributes.get("data-at", ""), element.place),)

    # ------------------------------------------------------------ checking

    def _language(self, element: Element) -> str:
        """Return the language that an element names, or an empty string where it names none."""
        tag = element.attributes.get("lang", "")
        if "lang" in element.attributes and not LANGUAGE_TAG.fullmatch(tag):
            self._fault(element, "HTML-ATTRIBUTE", f'lang="{tag}" is no language tag: write en, fr, fa, zh-Hans')
            return ""
        return tag

    def _only(self, parent: Element, tags: tuple[str, ...]) -> list[Element]:
        """Return the children with these tags, after reporting any other child."""
        for child in parent.children:
            if isinstance(child, str) and child.strip():
                self._fault(parent, "HTML-NESTING", f"text directly in <{parent.tag}>: '{child.strip()[:40]}'")
            elif isinstance(child, Element) and child.tag not in tags:
                self._fault(child, "HTML-NESTING", f"<{child.tag}> cannot stand directly in <{parent.tag}>")
        return [child for child in parent.elements if child.tag in tags]

    def _choice(self, element: Element, name: str, allowed: tuple[Any, ...], default: Any) -> Any:  # noqa: ANN401
        value = element.attributes.get(name)
        if value is None:
            return default
        if value not in allowed:
            known = ", ".join(allowed)
            self._fault(element, "HTML-ATTRIBUTE", f'<{element.tag} {name}="{value}">: {name} is one of {known}')
            return default
        return value

    def _fault(self, element: Element, code: str, message: str) -> None:
        self._faults.error(element.place, code, message)


_ROWS = ("thead", "tbody")
_NUMBER = re.compile(r"[0-9]{1,4}")
_BLOCKS: dict[str, Callable[[_Parser, Element], n.Block]] = {
    "p": _Parser.paragraph,
    **dict.fromkeys(("h1", "h2", "h3", "h4"), _Parser.heading),
    "ul": _Parser.listing,
    "ol": _Parser.listing,
    "blockquote": _Parser.quote,
    "section": _Parser.section,
    "header": _Parser.cover,
    "div": _Parser.group,
    "figure": _Parser.figure,
    "table": _Parser.table,
    **dict.fromkeys(
        ("li", "caption", "colgroup", "col", "thead", "tbody", "tr", "th", "td", "img", "figcaption"), _Parser.stray
    ),
}
_INLINES: dict[str, Callable[[_Parser, Element], n.Inlines]] = {
    **dict.fromkeys(("em", "strong", "sup", "sub"), _Parser.wrapped),
    "br": _Parser.line_break,
    "a": _Parser.link,
    "bdi": _Parser.isolate,
    "time": _Parser.time,
    "span": _Parser.span,
    "cite": _Parser.cite,
}
_WRAPPERS: dict[str, Callable[[n.Inlines], n.Inline]] = {
    "em": n.Emphasis,
    "strong": n.Strong,
    "sup": n.Superscript,
    "sub": n.Subscript,
}


def _is_block(child: Element | str) -> bool:
    return isinstance(child, Element) and child.tag in _BLOCKS


def _fault_of_link(href: str) -> str | None:
    """Return why a link has no place in a brief, as the end of a sentence, or None."""
    if re.match("https?:", href, re.IGNORECASE):
        return fault_of_address(href)
    sound = re.fullmatch(r"#.+|mailto:[^@\s?]+@[^@\s?]+", href)
    return None if sound else "http, https, mailto or #anchor"


def _shared_width(columns: Sequence[n.Column]) -> tuple[n.Column, ...]:
    """Return the columns with widths that add up to 100; those without one share what the others leave."""
    open_columns = sum(1 for column in columns if column.width == 0)
    if not open_columns:
        return tuple(columns)
    share, extra = divmod(max(100 - sum(column.width for column in columns), open_columns), open_columns)
    widened: list[n.Column] = []
    for column in columns:
        width = column.width or share + (extra > 0)
        extra -= column.width == 0
        widened.append(replace(column, width=width))
    return tuple(widened)
