"""Goal 6: one fact of 10,000 changed under 200 briefs, and one entry of a chronology of 10,000."""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass
from pathlib import Path

from suite.bench import Bench, copied
from suite.clock import CORES, Cost, RunFailed, in_turn
from suite.content import Content, change_fact, make_content, write_dossier
from suite.peers import typst_of
from suite.rows import Row, Unit, absent, amount, difference, ratio

GOAL = 6
FACTS, CITES, BRIEFS, FILES = 10_000, 3, 200, 100
CHRONOLOGY = 10_000
_NAMED = re.compile(r"\bbrief-\d+\b")


@dataclass(frozen=True, slots=True)
class Built:
    """A dossier with many briefs, each of which was built, and the options it is built with."""

    content: Content
    dossier: Path
    briefs: int
    options: tuple[str, ...] = ("--format", "docx")


def built_briefs(bench: Bench) -> Built:
    """Return a dossier of 10,000 facts with three citations each and 200 briefs, all of them built."""
    return bench.once("built briefs", lambda: _built(bench))


def _built(bench: Bench) -> Built:
    briefs = 5 if bench.quick else BRIEFS
    content = make_content(bench.size(FACTS), cites=CITES, tags=briefs)
    dossier = write_dossier(content, bench.new_folder(), files=FILES, briefs=briefs)
    built = Built(content, dossier, briefs)
    bench.build(dossier, *built.options)
    return built


def measure(bench: Bench) -> list[Row]:
    """Return which briefs a changed fact makes anew, what all else takes, and what one changed entry takes."""
    return [*_fact(bench), _entry(bench)]


def _fact(bench: Bench) -> list[Row]:
    """Return how many briefs are made anew, and what the build takes beside making them.

    What making them takes is measured alone: a dossier of one such brief and its facts, built cold, less the same
    with nothing to do.
    """
    built = built_briefs(bench)
    numbers = itertools.count()
    chosen = built.content.entries[len(built.content.entries) // 2]
    alone = Content(tuple(entry for entry in built.content.entries if entry.tag == chosen.tag))
    small = write_dossier(alone, bench.new_folder())
    settled = copied(small, bench.new_folder())
    bench.build(settled, *built.options)

    def changed() -> Cost:
        change_fact(built.dossier, chosen, next(numbers))
        return bench.build(built.dossier, *built.options, "--explain")

    whole, making, idle = in_turn(
        bench.times(),
        [changed, bench.cold(small, *built.options), lambda: bench.build(settled, *built.options)],
    )
    remade = [_remade(cost, chosen.tag) for cost in whole]
    made = [Cost(cold.wall - nothing.wall) for cold, nothing in zip(making, idle, strict=True)]
    facts = f"{len(built.content.entries):,}"
    return [
        amount(
            GOAL, f"Briefs made anew, one fact of {facts} changed under {built.briefs}", remade, Unit.DOCUMENTS, 1
        ),
        difference(GOAL, f"One fact of {facts} changed: all but making that brief", whole, "the brief", made, 0.5),
    ]


def _remade(cost: Cost, tag: str) -> float:
    """Return how many briefs a build says it made anew. Raises RunFailed where the right one is not among them."""
    named = set(_NAMED.findall(cost.said))
    expected = f"brief-{int(tag.removeprefix('tag-')):03}"
    if expected not in named:
        raise RunFailed(f"{expected} was not made anew, though a fact of its own had changed:\n{cost.said[-2000:]}")
    return float(len(named))


def _entry(bench: Bench) -> Row:
    """Return what a chronology takes with one entry changed, beside what Typst takes for the whole of it."""
    entries = bench.size(CHRONOLOGY)
    prepared = bench.prepared(entries)
    dossier, options = copied(prepared.dossier, bench.new_folder()), ("--format", "pdf", "--jobs", str(CORES))
    bench.build(dossier, *options)
    places = itertools.cycle(range(1, 8))

    def changed() -> Cost:
        place = next(places)
        change_fact(dossier, prepared.content.entries[entries * place // 8], place)
        return bench.build(dossier, *options)

    what, limit, typst = f"PDF of {entries:,} entries, one of them changed", 0.9, typst_of(prepared.peers)
    if typst is None:
        (ours,) = in_turn(bench.times(), [changed], warm=False)
        return absent(GOAL, what, ours, "Typst, the whole", limit)
    ours, theirs = in_turn(bench.times(), [changed, typst], warm=False)
    return ratio(GOAL, what, ours, "Typst, the whole", theirs, limit)
