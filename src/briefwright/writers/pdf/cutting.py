"""A long page in its print form, cut into pages that can be laid out apart.

What stands before and after a part is there as empty elements that are not shown: a rule of the style sheet for the
first paragraph of a section, or for one that follows a heading, holds where it would in the whole.

Heads, feet and page numbers are not in the parts: how many pages there are is known when all are laid out.
`margins_of` returns the pages that show nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from briefwright.i18n.numbering import Numbering, in_digits
from briefwright.writers.pdf.joints import BLOCK, PAGE_RULE, PART, Joint, Span, main_and_joints

_TOTAL = re.compile(r"counter\(pages,([a-z-]+)\)")
_DIGITS: dict[str, Numbering] = {"decimal": "latn", "arabic-indic": "arab", "persian": "arabext"}
_BOXES = (
    *(f"{side}-{place}" for side in ("top", "bottom") for place in ("left-corner", "left", "center")),
    *(f"{side}-{place}" for side in ("top", "bottom") for place in ("right", "right-corner")),
    *(f"{side}-{place}" for side in ("left", "right") for place in ("top", "middle", "bottom")),
)
_NO_MARGINS = "@page{" + "".join(f"@{box}{{content:none!important}}" for box in _BOXES) + "}"
_NO_GROUND = "@page{background:none!important}html,body{background:none!important}"
# The first page of all may look otherwise: any other part begins with a page that is left out when they are joined.
_OPENING = '<page-before style="display:block!important;break-after:page!important"></page-before>'
_PAGE = (
    '<page-itself style="display:block!important;break-before:page!important;float:none!important;'
    'position:static!important;height:0!important;margin:0!important;border:0!important;padding:0!important">'
    "</page-itself>"
)
_UNSHOWN = ' style="display:none!important">'
_SIDES = ("margin", "border", "padding")
_NEAREST = 3


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a page as a page of its own.

    `continues` says how many elements the part before it left open: the main part, and a section in it.
    """

    html: str
    number: int
    continues: int


def parts_of(html: str, weight: int = PART) -> tuple[Part, ...]:
    """Return a page as parts of about a weight; as a single one where it is not cut."""
    found = main_and_joints(html, weight)
    return tuple(_Cutter(html, *found).parts()) if found else (Part(html, 0, 0),)


def margins_of(html: str, first: int, pages: int, total: int) -> str:
    """Return the page that shows the margins of some pages of a document, from the page `first` on."""
    rules = _NO_GROUND
    if first > 1:
        rules += f"@page:first{{counter-reset:page {first - 1}!important}}"
    body = (_OPENING if first > 1 else "") + _PAGE * pages
    head = PAGE_RULE.sub(lambda rule: _TOTAL.sub(lambda name: _in_digits(total, name[1]), rule[0]), _head(html))
    return f"{_ruled(head, rules)}<body>{body}</body>\n</html>\n"


def _in_digits(number: int, style: str) -> str:
    return f'"{in_digits(str(number), _DIGITS[style])}"'


def _head(html: str) -> str:
    return html[: html.index("<body>")]


def _ruled(head: str, rules: str) -> str:
    """Return the head of a page with further rules, behind all others: their lines stay as they are."""
    before, end, after = head.partition("\n</style>")
    return f"{before}\n{rules}{end}{after}"


class _Cutter:
    """Cuts one page at its joints."""

    def __init__(self, html: str, main: Span, joints: Sequence[Joint]) -> None:
        self._html, self._main = html, main
        self._bounds = [Joint(main.inside), *joints, Joint(main.end)]
        self._head = _ruled(_head(html), _NO_MARGINS)

    def parts(self) -> Iterator[Part]:
        """Return the parts in their order."""
        for number, (joint, end) in enumerate(zip(self._bounds, self._bounds[1:], strict=False)):
            continues = (1 + (joint.section is not None)) if number else 0
            body = self._cover(number) + self._main_part(joint, end)
            yield Part(f"{self._head}<body>{body}</body>\n</html>\n", number, continues)

    def _cover(self, number: int) -> str:
        """Return what stands before the main part, or what stands for it."""
        start = self._html.index("<body>") + len("<body>")
        before = self._html[start : self._main.start]
        if not number:
            return before
        header = BLOCK.match(before.lstrip())
        return _OPENING + (_unshown(header[0]) if header else "")

    def _main_part(self, joint: Joint, end: Joint) -> str:
        """Return what stands between two joints, in the main part and in the section that they cut."""
        first, last = joint.at == self._main.inside, end.at == self._main.end
        inner = self._html[joint.at : end.at]
        if end.section is not None and end.section is not joint.section:
            opened = end.section.inside - joint.at
            inner = inner[: end.section.start - joint.at] + self._open(end.section, False, True) + inner[opened:]
        if joint.section is not None:
            goes_on = joint.section is end.section
            inner = self._open(joint.section, True, goes_on) + self._before(joint.section, joint.at) + inner
        if end.section is not None:
            inner += self._after(end.section, end.at) + "</section>"
        before = self._before(self._main, joint.section.start if joint.section else joint.at)
        after = self._after(self._main, end.section.stop if end.section else end.at)
        return f"{self._open(self._main, not first, not last)}{before}{inner}{after}</main>\n"

    def _before(self, whole: Span, at: int) -> str:
        """Return what stands for the children of an element before a place."""
        return "".join(_shells([self._html[kid.start : kid.inside] for kid in whole.kids if kid.start < at]))

    def _after(self, whole: Span, at: int) -> str:
        """Return what stands for the children of an element from a place on."""
        tags = [self._html[kid.start : kid.inside] for kid in whole.kids if kid.start >= at]
        return "".join(_shells(tags[::-1])[::-1])

    def _open(self, span: Span, continues: bool, goes_on: bool) -> str:
        """Return the start of an element, without what a box has at an end that lies in another part."""
        ends = [end for end, cut in (("top", continues), ("bottom", goes_on)) if cut]
        style = "".join(f"{side}-{end}:0!important;" for side in _SIDES for end in ends)
        tag = self._html[span.start : span.inside]
        return f'{tag[:-1]} style="{style}">' if style else tag


def _shells(tags: Sequence[str]) -> list[str]:
    """Return what stands for elements beside a part, by their start tags, the nearest last.

    It is those near it, and one of each further kind: thousands would cost more than they are worth, and no rule
    that is left in the style sheet counts them.
    """
    near = tags[-_NEAREST:]
    return [_unshown(tag) for tag in (*dict.fromkeys(tags[:-_NEAREST]), *near)]


def _unshown(tag: str) -> str:
    """Return an empty element that is not shown and has no name, from its start tag."""
    name = re.match(r"<([a-z0-9]+)", tag)
    bare = re.sub(r"\s(?:id|style|data-bookmark)=\"[^\"]*\"", "", tag)
    return f"{bare[:-1]}{_UNSHOWN}</{name[1]}>" if name else ""
