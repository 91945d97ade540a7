"""The table of a run, and the page of the documentation between whose marks it is written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from suite.rows import Row, Unit, held_to, shown

BEGIN, END = "<!-- measured by make bench: begin -->", "<!-- measured by make bench: end -->"
CHART = "images/benchmarks.svg"
HEAD = (
    "goal",
    "what",
    "briefwright",
    "beside",
    "takes",
    "measured",
    "held to",
    "held",
    "by processor time",
    "runs",
)
TYPST = "Typst"


@dataclass(frozen=True, slots=True)
class Run:
    """A finished run: its rows, where, when and with what it was measured, and the seconds that it took."""

    rows: tuple[Row, ...]
    machine: str
    versions: dict[str, str]
    day: str
    seconds: float


def table(rows: Sequence[Row]) -> str:
    """Return rows as a table in Markdown, goal by goal."""
    lines = [_line(HEAD), _line(["---"] * len(HEAD))]
    lines += [_line(_cells(row)) for row in sorted(rows, key=lambda row: row.goal or 99)]
    return "\n".join(lines)


def _line(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _cells(row: Row) -> list[str]:
    return [
        str(row.goal or ""),
        row.what,
        row.ours,
        row.peer,
        row.theirs,
        _measured(row),
        held_to(row),
        {True: "yes", False: "**no**", None: ""}[row.held],
        "" if row.processor is None else shown(row.processor, Unit.RATIO),
        str(row.runs),
    ]


def _measured(row: Row) -> str:
    """Return the value of a row, with its least and greatest where it was measured more than once."""
    value = "" if row.value is None else shown(row.value, row.unit)
    if row.spread is None or row.runs < 2:
        return value
    return f"{value} ({shown(row.spread[0], row.unit)} to {shown(row.spread[1], row.unit)})"


def typst_in_words(rows: Sequence[Row]) -> str:
    """Return the sentence that says how much slower than Typst a whole PDF is, or that this was not measured."""
    found = next((row for row in rows if row.peer == TYPST and row.unit is Unit.RATIO), None)
    if found is None or found.value is None:
        return "Typst was not measured in this run."
    if found.value > 1:
        return (
            f"**Typst is faster.** It sets the same words as a PDF in {found.theirs}, briefwright in {found.ours}: "
            f"{found.value:.1f} times as long."
        )
    return f"Typst sets the same words as a PDF in {found.theirs}, briefwright in {found.ours}."


def measured(run: Run) -> str:
    """Return what stands between the marks of the page."""
    held = [row.held for row in run.rows if row.held is not None]
    alt = "How long briefwright takes beside each peer, as a bar on a scale of ratios, with the goal marked on each"
    versions = ", ".join(f"{name} {version}" for name, version in run.versions.items())
    return "\n\n".join(
        [
            f"Measured on {run.day} in {run.seconds / 60:.0f} minutes: {run.machine}. {versions}.",
            f"{sum(held)} of {len(held)} figures are within what they are held to.",
            typst_in_words(run.rows),
            f"![{alt}]({CHART})",
            table(run.rows),
        ]
    )


def replaced(page: str, between: str) -> str:
    """Return a page with other text between its marks. Raises ValueError where it does not have each mark once."""
    if page.count(BEGIN) != 1 or page.count(END) != 1 or page.index(BEGIN) > page.index(END):
        raise ValueError(f"the page needs '{BEGIN}' and '{END}' once each, in this order")
    before, _, rest = page.partition(BEGIN)
    return f"{before}{BEGIN}\n\n{between}\n\n{END}{rest.partition(END)[2]}"


def write_page(page: Path, run: Run) -> None:
    """Write what a run measured into a page of the documentation; the words around it stay."""
    text = replaced(page.read_text(encoding="utf-8"), measured(run))
    page.write_text(text, encoding="utf-8", newline="\n")
