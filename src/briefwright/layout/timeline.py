"""The timeline of a chronology, drawn as SVG: one dot for each entry, stacked over its year.

Time runs as the language is written: in Persian and Arabic the first year stands at the right.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from briefwright.i18n.locale import direction_of
from briefwright.i18n.numbering import Numbering, in_digits, numbering_of
from briefwright.layout.page import Drawing

WIDTH = 160.0
_MARGIN = 6.0
_DOT = 1.15
_GAP = 0.55
_AXIS_SPACE = 9.0
_TALLEST = 14
# A label of four digits, and the white that keeps it apart from the next.
_LABEL = 11.0
_INK = "#1f3a5f"
_GREY = "#8a94a0"


def draw_timeline(years: Sequence[int], language: str) -> Drawing:
    """Return the drawing of entries by year in a language; `years` has one number an entry.

    A column taller than 14 dots is drawn as a bar with its number, all columns to one scale.
    """
    counts = Counter(years)
    first, last = min(counts), max(counts)
    tallest = max(counts.values())
    as_bars = tallest > _TALLEST
    height = _column_height(min(tallest, _TALLEST)) + 5
    scale = _Scale(first, last, language)
    baseline = height
    parts = [_axis(scale, baseline)]
    for year, count in sorted(counts.items()):
        x = scale.at(year)
        parts.append(_bar(x, count, tallest, baseline, scale) if as_bars else _dots(x, count, baseline))
    total = height + _AXIS_SPACE
    body = "".join(parts)
    svg = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH:g} {total:g}" '
        f'font-family="Carlito, Calibri, Noto Sans Arabic, sans-serif">{body}</svg>'
    )
    return Drawing(svg, WIDTH, total)


def _column_height(dots: int) -> float:
    return dots * (2 * _DOT + _GAP)


@dataclass(frozen=True, slots=True)
class _Scale:
    """The years of an axis, the places where they stand on it, and the digits in which they are written."""

    first: int
    last: int
    language: str

    @property
    def step(self) -> float:
        """The distance from one year to the next."""
        return (WIDTH - 2 * _MARGIN) / max(self.last - self.first, 1)

    @property
    def numbering(self) -> Numbering:
        """The numbering system of the language."""
        return numbering_of(self.language)

    def at(self, year: int) -> float:
        """Return where a year stands: the first at the start of a line, one alone in the middle."""
        if self.first == self.last:
            return WIDTH / 2
        x = _MARGIN + (year - self.first) * self.step
        return x if direction_of(self.language) == "ltr" else WIDTH - x


def _axis(scale: _Scale, baseline: float) -> str:
    first, last, step = scale.first, scale.last, scale.step
    x1, x2 = _MARGIN / 2, WIDTH - _MARGIN / 2
    line = f'<path d="M{x1:g} {baseline:g}H{x2:g}" stroke="{_GREY}" stroke-width="0.25" fill="none"/>'
    if first == last:
        return line + _year(first, scale, baseline)
    every = _label_interval(step)
    apart = _LABEL / step
    inner = (year for year in range(first, last + 1) if year % every == 0)
    labelled = {year for year in inner if year - first >= apart and last - year >= apart} | {first, last}
    ticks = "".join(
        f'<path d="M{scale.at(year):g} {baseline:g}v{1.4 if year in labelled else 0.7}" '
        f'stroke="{_GREY}" stroke-width="0.2"/>'
        for year in range(first, last + 1)
    )
    return line + ticks + "".join(_year(year, scale, baseline) for year in sorted(labelled))


def _label_interval(step: float) -> int:
    """Return how many years lie between two labels, so that they keep apart."""
    return next(every for every in (1, 2, 5, 10, 20, 50, 100, 500, 1000, 10000) if every * step >= _LABEL)


def _year(year: int, scale: _Scale, baseline: float) -> str:
    return (
        f'<text x="{scale.at(year):g}" y="{baseline + 5.4:g}" font-size="3.3" text-anchor="middle" fill="{_INK}">'
        f"{in_digits(str(year), scale.numbering)}</text>"
    )


def _dots(x: float, count: int, baseline: float) -> str:
    return "".join(
        f'<circle cx="{x:g}" cy="{baseline - 0.9 - _DOT - _column_height(level):.3f}" r="{_DOT}" fill="{_INK}"/>'
        for level in range(count)
    )


def _bar(x: float, count: int, tallest: int, baseline: float, scale: _Scale) -> str:
    full = _column_height(_TALLEST)
    height = max(full * count / tallest, 0.4)
    width = min(max(scale.step * 0.7, 0.5), 6)
    top = baseline - height
    shown = in_digits(str(count), scale.numbering)
    return (
        f'<rect x="{x - width / 2:.3f}" y="{top:.3f}" width="{width:.3f}" height="{height:.3f}" fill="{_INK}"/>'
        f'<text x="{x:g}" y="{top - 1:.3f}" font-size="2.6" text-anchor="middle" fill="{_INK}">{shown}</text>'
    )
