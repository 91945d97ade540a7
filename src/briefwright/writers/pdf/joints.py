"""Where a long page in its print form may be cut: before a section of its main part, or between the blocks of one.

Layout costs more than in proportion to length, and one process lays out one page. A page is cut where its style
sheet means the same for a part as for the whole, and never right behind a heading.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

PART = 240
"""The weight of a part: its paragraphs, items, rows and notes. An entry of a chronology with its note weighs 2."""

LONG = 2.5
"""How many parts a page must be long before it is cut, and a section of it before that is."""

PAGE_RULE = re.compile(r"^@page\{size:.*$", re.MULTILINE)
"""The line of the print form that says what stands in the margins."""

BLOCK = re.compile(
    r"<(/?)(body|header|main|section|div|blockquote|figure|table|ul|ol|p|h[1-6])(?=[\s>])(?:[^<>\"]|\"[^\"]*\")*>"
)
"""The start or the end of a block."""

LEAST = 0.25
"""How much of a part must be there before a section begins the next: a cover does not stand alone."""

_WEIGHED = ("<p>", "<p ", "<li>", "<tr>", 'role="doc-footnote"')
_STYLE = re.compile(r"(?<=<style>).*?(?=</style>)", re.DOTALL)
_NO_RULES = re.compile(r"/\*.*?\*/|\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'", re.DOTALL)
# What a part cannot know: the counts and strings, the sides and names of pages before it, and how much stands
# beside it. A backslash may spell any of these names otherwise.
_TIED = re.compile(
    r"\\|counter|string-set|running\(|element\(|target-|:nth-|:has\(|position\s*:\s*fixed"
    r"|@page[^{]*:\s*(?:left|right|blank|nth)|(?<![\w@-])page\s*:"
    r"|break-(?:before|after)\s*:\s*(?:left|right|recto|verso)",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Span:
    """Where an element stands in a page: its first character, its content's first and last, and its last."""

    tag: str
    start: int
    inside: int
    end: int = 0
    stop: int = 0
    kids: list[Span] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Joint:
    """Where a part begins: before a child of the main part, or of the section that is cut there."""

    at: int
    section: Span | None = None


def main_and_joints(html: str, weight: int = PART) -> tuple[Span, list[Joint]] | None:
    """Return the main part of a page, and where parts of about a weight begin in it, but for the first.

    None where the page is short, is tied together by its style sheet, or is not as `write_html` writes it.
    """
    if weight_of(html, 0, len(html)) < LONG * weight or not _loose(html):
        return None
    main = _main_of(html)
    joints = list(_joints(html, main, weight)) if main is not None else []
    return (main, joints) if main is not None and joints else None


def weight_of(html: str, start: int, stop: int) -> int:
    """Return how much there is to lay out between two places of a page."""
    return sum(html.count(sign, start, stop) for sign in _WEIGHED)


def _loose(html: str) -> bool:
    """Return whether the style sheet of a page means the same for a part of it."""
    style = _STYLE.search(html)
    return style is not None and not _TIED.search(_NO_RULES.sub("", PAGE_RULE.sub("", style[0])))


def _main_of(html: str) -> Span | None:
    """Return the main part of a page, with all below it; None where the page is not as ours are."""
    start = html.find("<body>")
    open_spans = [Span("", 0, 0)]
    for tag in BLOCK.finditer(html, start) if start >= 0 else ():
        if not tag[1]:
            span = Span(tag[2], tag.start(), tag.end())
            open_spans[-1].kids.append(span)
            open_spans.append(span)
        elif open_spans[-1].tag == tag[2]:
            span = open_spans.pop()
            span.end, span.stop = tag.start(), tag.end()
        else:
            return None
    return _main_below(html, open_spans[0])


def _main_below(html: str, page: Span) -> Span | None:
    """Return the main part of a page where it has nothing else but a cover before it."""
    if [span.tag for span in page.kids] != ["body"]:
        return None
    body = page.kids[0]
    if [span.tag for span in body.kids] not in (["main"], ["header", "main"]):
        return None
    main = body.kids[-1]
    return main if main.stop and not html[main.stop : body.end].strip() else None


def _joints(html: str, main: Span, weight: int) -> Iterator[Joint]:
    """Return where the parts after the first begin."""
    filled = 0
    for stretch in _stretches(main):
        heavy = weight_of(html, stretch[0].start, stretch[-1].stop)
        if filled >= LEAST * weight and filled + heavy > weight:
            yield Joint(stretch[0].start)
            filled = 0
        filled += heavy
        if heavy > LONG * weight:
            section = stretch[0] if stretch[0].tag == "section" else None
            kids = section.kids if section else stretch
            yield from (Joint(at, section) for at in _inner_joints(html, kids, -(-heavy // weight)))
            filled = weight


def _stretches(main: Span) -> Iterator[list[Span]]:
    """Return the children of the main part: a section or a high heading together with what follows it."""
    stretch: list[Span] = []
    for span in main.kids:
        if span.tag in ("section", "h2") and stretch:
            yield stretch
            stretch = []
        stretch.append(span)
    if stretch:
        yield stretch


def _inner_joints(html: str, kids: Sequence[Span], parts: int) -> Iterator[int]:
    """Return where blocks that belong together are cut: into parts of equal weight, and never behind a heading."""
    weights = [weight_of(html, span.start, span.stop) for span in kids]
    filled, share = 0, sum(weights) / parts
    goal = share
    for index, span in enumerate(kids):
        if filled >= goal and not _keeps(html, kids[index - 1]):
            yield span.start
            goal += share
        filled += weights[index]


def _keeps(html: str, span: Span) -> bool:
    """Return whether a block stays with the next one."""
    return span.tag.startswith("h") or bool(re.search(r"[\" ]keep\"", html[span.start : span.inside]))
