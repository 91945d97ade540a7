"""What the pages of a PDF show, whoever made it: which letters stand side by side, from left to right."""

from __future__ import annotations

import ctypes
import unicodedata
from collections import Counter
from collections.abc import Iterator

import pypdfium2
import pypdfium2.raw as pdfium

LENGTH = 4
# Characters whose baselines are no further apart, in points, stand on one line.
_SAME_LINE = 3.0


def visual_grams(data: bytes) -> Counter[str]:
    """Return how often each four letters stand side by side on a line, read from left to right whatever the script.

    Spaces, marks and punctuation are left out, and digits of all scripts are the same: fonts and programs differ in
    these. What is left differs where a line ends elsewhere, and where words stand in another order.
    """
    grams: Counter[str] = Counter()
    for line in _lines(data):
        grams.update(line[start : start + LENGTH] for start in range(len(line) - LENGTH + 1))
    return grams


def alike(one: Counter[str], other: Counter[str]) -> float:
    """Return the share of the one's grams that the other has too."""
    return (one & other).total() / one.total()


def _lines(data: bytes) -> Iterator[str]:
    pdf = pypdfium2.PdfDocument(data)
    for page in pdf:
        lines: list[list[tuple[float, float, str]]] = []
        for letter in sorted(_letters(page), key=lambda letter: -letter[1]):
            if lines and abs(lines[-1][0][1] - letter[1]) < _SAME_LINE:
                lines[-1].append(letter)
            else:
                lines.append([letter])
        yield from ("".join(char for _, _, char in sorted(line)) for line in lines)
    pdf.close()


def _letters(page: pypdfium2.PdfPage) -> Iterator[tuple[float, float, str]]:
    """Return the letters and digits of a page with their middles and baselines."""
    text = page.get_textpage()
    for index in range(text.count_chars()):
        char = _plain(chr(pdfium.FPDFText_GetUnicode(text.raw, index)))
        if char and pdfium.FPDFText_IsGenerated(text.raw, index) != 1:
            left, _, right, _ = text.get_charbox(index, loose=True)
            yield (left + right) / 2, _baseline(text, index), char


def _baseline(text: pypdfium2.PdfTextPage, index: int) -> float:
    """Return the height of the line that a character stands on: the letters of a script hang below it unevenly."""
    x, y = ctypes.c_double(), ctypes.c_double()
    pdfium.FPDFText_GetCharOrigin(text.raw, index, x, y)
    return y.value


def _plain(char: str) -> str:
    """Return what a character is in every script's digits and without marks; nothing of what is no letter."""
    parts = (part for part in unicodedata.normalize("NFKD", char) if part.isalnum())
    return "".join(str(unicodedata.digit(part)) if part.isdigit() else part for part in parts)
