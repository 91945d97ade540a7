"""What a person reads on the pages of a PDF of ours: by the places of its characters and of its links."""

from __future__ import annotations

import io
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium

from reading import Reading, collapse
from reading.visual_order import logical, runs_leftwards, with_brackets

# The bands of a page, in points, that hold its head and its foot.
HEAD = 27 / 25.4 * 72
FOOT = 29 / 25.4 * 72
BULLETS = "•◦▪"
LIST_MARK = re.compile(r"(?:•|◦|▪|\d+\.) ?")
# An address in angle brackets breaks at any mark, words parted by a slash or years by a dash behind it: none of
# them has a space there.
UNSPACED_BREAK = re.compile(r"<h[^\s<>]*$|\w/$|\w–$")
# Wider than what letters leave between them, in points.
_WHITE = 2.2
_ATTACHED = "،؛؟"
HYPHENS = "-\u2010\ufffe\u0002"


@dataclass(frozen=True)
class Char:
    """A character as drawn, with its box in points from the bottom left, and whether it is part of a drawing."""

    char: str
    left: float
    bottom: float
    right: float
    top: float
    drawn: bool
    mark: int = 0

    @property
    def middle(self) -> float:
        return (self.bottom + self.top) / 2


@dataclass(frozen=True)
class Anchor:
    """The box of a link to a note or to a call."""

    number: int
    left: float
    bottom: float
    right: float
    top: float

    def holds(self, char: Char) -> bool:
        middle = (char.left + char.right) / 2
        return self.left - 0.5 <= middle <= self.right + 0.5 and self.bottom - 2 <= char.middle <= self.top + 2


def read_pdf(data: bytes) -> Reading:
    """Return the words of a PDF and of its notes; a head of a table that repeats is an artifact, and no words."""
    body: list[str] = []
    notes: dict[int, list[str]] = {}
    with pikepdf.open(io.BytesIO(data)) as document:
        calls = _call_places(document)
        pdf = pypdfium2.PdfDocument(data)
        for index, page in enumerate(document.pages):
            _read_page(_in_order(list(_chars(pdf[index]))), page, calls[index], body, notes)
        pdf.close()
    leftwards = any(runs_leftwards(char) for line in body for char in line)
    return Reading(_words(body, leftwards), tuple(_words(notes[key], leftwards) for key in sorted(notes)))


def _words(lines: list[str], leftwards: bool) -> str:
    """Return lines as words; where some run leftwards, ligatures as their letters and brackets as written."""
    words = collapse(" ".join(lines))
    return with_brackets(unicodedata.normalize("NFKC", words)) if leftwards else words


def _in_order(chars: list[Char]) -> list[Char]:
    """Return the characters of a page in the order of reading, where some of them run leftwards."""
    if not any(runs_leftwards(char.char) for char in chars):
        return chars
    ordered: list[Char] = []
    marked_chars = sorted((char for char in chars if char.mark >= 0), key=lambda char: char.mark)
    for _, marked in groupby(marked_chars, key=lambda char: char.mark):
        stretch = list(marked)
        ordered += logical(stretch, leftwards=bool(ordered) and stretch[0].left < ordered[-1].left)
    return ordered


def _read_page(
    chars: list[Char],
    page: pikepdf.Page,
    calls: list[tuple[float, float]],
    body: list[str],
    notes: dict[int, list[str]],
) -> None:
    """Add the lines of a page to those of the body and of the notes."""
    top = float(page.mediabox[3]) - HEAD
    chars = [char for char in chars if char.mark >= 0 and not char.drawn and FOOT < char.middle < top]
    markers = sorted(_anchors(page, "call-"), key=lambda anchor: -anchor.top)
    called = [a for a in _anchors(page, "note-") if any(_stands_at(a, place) for place in calls)]
    floor = max((marker.top + 1 for marker in markers), default=0)
    lines = _lines([char for char in chars if char.middle > floor], called)
    body.extend(line for line in lines if not LIST_MARK.fullmatch(line))
    below = [char for char in chars if char.middle <= floor]
    bottoms = [marker.top + 1 for marker in markers[1:]] + [0.0]
    for marker, bottom in zip(markers, bottoms, strict=False):
        own = [char for char in below if bottom < char.middle <= marker.top + 1 and not marker.holds(char)]
        # A line of a note may be a lone "3.", the end of its sentence; only a bullet is surely a mark.
        notes.setdefault(marker.number, []).extend(line for line in _lines(own, []) if line not in BULLETS)


def _lines(chars: list[Char], calls: list[Anchor]) -> list[str]:
    """Return characters as lines, list marks left out, words that a line end parts put together again."""
    lines: list[str] = []
    previous: Char | None = None
    call: Anchor | None = None
    for char in chars:
        inside = next((anchor for anchor in calls if anchor.holds(char)), None)
        if inside and inside is call:
            previous = char
            continue
        call = inside
        if previous is None or _starts_line(previous, char):
            joined = lines and lines[-1] and (lines[-1][-1] in HYPHENS or UNSPACED_BREAK.search(lines[-1]))
            if inside and lines:
                lines[-1] = lines[-1].rstrip()
            elif not joined:
                lines.append("")
        elif _is_apart(previous, char, chars) and not inside:
            lines[-1] += " "
        lines[-1] += f"⟦{inside.number}⟧" if inside else char.char
        previous = previous if previous and unicodedata.combining(char.char) else char
    clean = [collapse(line.replace("\u2060", "").replace("\ufffe", "-").replace("\u0002", "-")) for line in lines]
    return [line for line in clean if line]


def _starts_line(previous: Char, char: Char) -> bool:
    """Return whether a character stands on another line than the one before it."""
    apart = char.middle > previous.top + 2 or char.middle < previous.bottom - 2
    backwards = char.right > previous.right if runs_leftwards(previous.char) else char.left < previous.left
    return apart and (backwards or abs(char.middle - previous.middle) > 9)


def _is_apart(previous: Char, char: Char, chars: list[Char]) -> bool:
    """Return whether there is white between a character and the one before it; other words between are none.

    Marks that never have a space before them may stand far from a Latin word that they follow: at its other side.
    """
    if char.char in _ATTACHED:
        return False
    left, right = (previous.right, char.left) if char.left > previous.left else (char.right, previous.left)
    # A space of Naskh is narrower than one of Latin.
    white = _WHITE - 0.3 if runs_leftwards(previous.char) else _WHITE
    if right - left <= white:
        return False
    between = [each for each in chars if abs(each.middle - char.middle) < 6 and left - 1 < each.left < right]
    for each in sorted(between, key=lambda each: each.left):
        if each.left - left > white:
            return True
        left = max(left, each.right)
    return right - left > white


def _anchors(page: pikepdf.Page, prefix: str) -> Iterator[Anchor]:
    """Return the links of a page whose goals have a prefix."""
    for annotation in page.get("/Annots", []):
        goal = str(annotation.get("/Dest", ""))
        if goal.startswith(prefix):
            left, bottom, right, top = map(float, annotation.Rect)
            yield Anchor(int(goal.removeprefix(prefix)), left, min(bottom, top), right, max(bottom, top))


def _call_places(document: pikepdf.Pdf) -> list[list[tuple[float, float]]]:
    """Return for each page the places of its note calls."""
    places: list[list[tuple[float, float]]] = [[] for _ in document.pages]
    pages = {str(page.objgen): index for index, page in enumerate(document.pages)}
    names = list(document.Root.Names.Dests.Names) if "/Names" in document.Root else []
    for name, goal in zip(names[::2], names[1::2], strict=True):
        if str(name).startswith("call-"):
            places[pages[str(goal[0].objgen)]].append((float(goal[2]), float(goal[3])))
    return places


def _stands_at(anchor: Anchor, place: tuple[float, float]) -> bool:
    return abs(anchor.left - place[0]) < 1.5 and abs(anchor.top - place[1]) < 4


def _chars(page: pypdfium2.PdfPage) -> Iterator[Char]:
    """Return the characters of a page in the order in which they are drawn, without those that PDFium makes up."""
    text = page.get_textpage()
    # WeasyPrint draws the words of a drawing as objects of their own, and no other words so.
    drawings = [item.get_bounds() for item in page.get_objects([pdfium.FPDF_PAGEOBJ_FORM], max_depth=1)]
    for index in range(text.count_chars()):
        if pdfium.FPDFText_IsGenerated(text.raw, index) != 1:
            box = text.get_charbox(index, loose=True)
            x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
            drawn = any(left <= x <= right and low <= y <= high for left, low, right, high in drawings)
            char = chr(pdfium.FPDFText_GetUnicode(text.raw, index))
            mark = pdfium.FPDFPageObj_GetMarkedContentID(pdfium.FPDFText_GetTextObject(text.raw, index))
            yield Char(char, box[0], box[1], box[2], box[3], drawn, mark)
