"""The chart of a run: a bar for each ratio on a logarithmic scale with its goal, as SVG for light and dark."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from xml.sax.saxutils import escape

from suite.rows import Row, Unit, held_to, shown

WIDTH, LEFT, RIGHT, TOP, ROW, BAR = 1120, 520, 150, 78, 30, 14
LEAST, MOST = 0.01, 30.0
TICKS = (0.01, 0.03, 0.1, 0.3, 1.0, 3.0, 10.0, 30.0)
STYLE = """
  svg { --ground: #ffffff; --ink: #1b2127; --quiet: #56616c; --rule: #d5dbe0; --held: #2f6f9f; --lost: #b4472e; }
  @media (prefers-color-scheme: dark) {
    svg { --ground: #14181c; --ink: #e8ecef; --quiet: #a3adb7; --rule: #39424b; --held: #6db3e2; --lost: #f08a6c; }
  }
  text { font: 13px sans-serif; fill: var(--ink); stroke: var(--ground); stroke-width: 3px; paint-order: stroke; }
  .quiet { fill: var(--quiet); font-size: 12px; }
  .title { font-size: 16px; font-weight: bold; }
  .ground { fill: var(--ground); }
  .rule { stroke: var(--rule); }
  .even { stroke: var(--quiet); }
  .held { fill: var(--held); }
  .lost { fill: var(--lost); }
  .goal { stroke: var(--ink); stroke-width: 3; }
"""
TITLE = "briefwright beside its peers"
LEGEND = "Bar: the measured ratio. Upright mark and brackets: what it is held to. Line at 1 ×: as long as the peer."


def chart(rows: Sequence[Row]) -> str:
    """Return the chart of those rows that are ratios and were measured."""
    drawn = [row for row in rows if row.unit is Unit.RATIO and row.value is not None]
    height = TOP + ROW * len(drawn) + 34
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}" '
        'role="img" aria-labelledby="title desc">',
        f'<title id="title">{TITLE}</title>',
        f'<desc id="desc">{escape(" ".join(map(in_words, drawn)))}</desc>',
        f"<style>{STYLE}</style>",
        f'<rect class="ground" width="{WIDTH}" height="{height}" rx="6"/>',
        f'<text class="title" x="20" y="28">{TITLE}</text>',
        f'<text class="quiet" x="20" y="48">{LEGEND}</text>',
        *_scale(height - 28),
        *(part for number, row in enumerate(drawn) for part in _bar(row, TOP + ROW * number)),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def in_words(row: Row) -> str:
    """Return the sentence that says what a bar shows."""
    goal = "" if row.limit is None else f"; held to {'at least' if row.at_least else 'at most'} {_ratio(row.limit)}"
    how = "times as many a second as" if row.at_least else "times as long as"
    value = "" if row.value is None else _ratio(row.value)
    return f"{row.what}: {value} {how} {row.peer}{goal}."


def _ratio(value: float) -> str:
    return shown(value, Unit.RATIO).removesuffix(" ×")


def _scale(bottom: int) -> Iterator[str]:
    for tick in TICKS:
        x = _x(tick)
        kind = "even" if tick == 1 else "rule"
        yield f'<line class="{kind}" x1="{x:.1f}" x2="{x:.1f}" y1="{TOP - 8}" y2="{bottom}"/>'
        yield f'<text class="quiet" text-anchor="middle" x="{x:.1f}" y="{bottom + 16}">{tick:g} ×</text>'


def _bar(row: Row, top: int) -> Iterator[str]:
    """Return the parts of one line: what it is, the bar from the left, its value, and the mark of the goal."""
    value = row.value or LEAST
    end, middle = _x(value), top + BAR - 3
    kind = "lost" if row.held is False else "held"
    yield f'<text text-anchor="end" x="{LEFT - 12}" y="{middle}">{escape(_label(row))}</text>'
    yield f'<rect class="{kind}" x="{LEFT}" y="{top}" width="{end - LEFT:.1f}" height="{BAR}"/>'
    goal = LEFT if row.limit is None else _x(row.limit)
    if row.limit is not None:
        yield f'<line class="goal" x1="{goal:.1f}" x2="{goal:.1f}" y1="{top - 4}" y2="{top + BAR + 4}"/>'
    held = f"{shown(value, Unit.RATIO)} ({held_to(row)})" if row.limit is not None else shown(value, Unit.RATIO)
    yield f'<text x="{max(end, goal) + 8:.1f}" y="{middle}">{escape(held)}</text>'


def _label(row: Row) -> str:
    words = f"{row.goal}  {row.what} / {row.peer}" if row.goal else f"{row.what} / {row.peer}"
    return words if len(words) <= 76 else f"{words[:75].rstrip()}…"


def _x(value: float) -> float:
    """Return where a ratio stands on the scale."""
    share = math.log(min(max(value, LEAST), MOST) / LEAST) / math.log(MOST / LEAST)
    return LEFT + share * (WIDTH - LEFT - RIGHT)
