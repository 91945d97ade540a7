"""How long a large base takes to read and to check, as a multiple of what PyYAML's C loader needs only to read it.

    python benchmarks/gate.py [--facts 10000] [--facts-a-file 5000] [--runs 5]

The base is artificial: facts with three citations each, one of which quotes its passage, and figures beside them.
All sides read the same files, in turn, each in a process of its own, and count CPU seconds; told are the medians of
the ratios. The loader's time depends on how the facts are spread over files: the more a file holds, the longer the
garbage collector looks through what grows.

Cold reading is reading and validating, with all references; from the cache it is the same once more. Checking is
reading cold, and every sourcing rule, those that are off by default too.
"""

from __future__ import annotations

import argparse
import gc
import random
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from statistics import median
from typing import NamedTuple

import yaml

from briefwright.briefs.brief import read_briefs
from briefwright.cache import NO_CACHE, Cache
from briefwright.evidence.checking import check_base, check_document
from briefwright.evidence.ground import Ground
from briefwright.evidence.passages import passages_of
from briefwright.evidence.rulebook import Setting
from briefwright.evidence.rules import RULES
from briefwright.evidence.scope import Scope
from briefwright.facts.base import FactBase
from briefwright.facts.gate import read_fact_base
from briefwright.faults import Faults

FACTS, FACTS_A_FILE, RUNS = 10_000, 5_000, 5
SOURCES = 500
WORDS = (
    "the authorities had not told families what happened to their relatives or where they were buried when a "
    "commission visited several prisons and wrote down names of people who asked about the graves in those years"
).split()


class Ratios(NamedTuple):
    """CPU seconds of reading cold, reading from the cache, and checking: multiples of what the loader needs."""

    cold: float
    cached: float
    checked: float


LIMITS = Ratios(0.4, 0.1, 3.0)


def main() -> int:
    """Print the ratios; return 1 where one of them is too large."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--facts", type=int, default=FACTS)
    parser.add_argument("--facts-a-file", type=int, default=FACTS_A_FILE)
    parser.add_argument("--runs", type=int, default=RUNS)
    arguments = parser.parse_args()
    found = measure(arguments.facts, arguments.facts_a_file, arguments.runs)
    spread = f"{arguments.facts_a_file} a file, median of {arguments.runs} runs"
    print(f"{arguments.facts} facts with 3 citations each, {spread}; 1 is PyYAML's C loader")
    for words, ratio, limit in zip(("cold", "from the cache", f"{len(RULES)} rules"), found, LIMITS, strict=True):
        print(f"{words}: {ratio:.3f} (limit {limit:g})")
    return int(any(ratio >= limit for ratio, limit in zip(found, LIMITS, strict=True)))


def measure(facts: int = FACTS, facts_a_file: int = FACTS_A_FILE, runs: int = RUNS) -> Ratios:
    """Return the medians of the ratios of paired runs on a base of so many facts."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        write_base(root, facts, facts_a_file)
        seconds(keep, root)
        found = []
        for _ in range(runs):
            loading = seconds(load, root)
            found.append([seconds(work, root) / loading for work in (read, keep, check)])
    return Ratios(*(median(ratios) for ratios in zip(*found, strict=True)))


def seconds(work: Callable[[Path], object], root: Path) -> float:
    """Return the CPU seconds that some work on a base takes in a process of its own, what it imports apart."""
    with ProcessPoolExecutor(1, get_context("spawn")) as alone:
        return alone.submit(timed, work, root).result()


def timed(work: Callable[[Path], object], root: Path) -> float:
    """Return the CPU seconds that some work on a base takes here."""
    gc.collect()
    start = time.process_time()
    work(root)
    return time.process_time() - start


def cache_of(root: Path) -> Cache:
    """Return a cache for a base, without a secret of the user's."""
    return Cache(root / "cache", b"benchmark", "benchmark")


def read(root: Path, cache: Cache = NO_CACHE) -> FactBase:
    """Read the base as the program does, without what is kept of it."""
    faults = Faults()
    base = read_fact_base(root, faults, cache)
    faults.stop_if_any()
    return base


def keep(root: Path) -> None:
    """Read the base from the cache, or leave it there."""
    read(root, cache_of(root))


def load(root: Path) -> None:
    """Read every file of the base by PyYAML's C loader."""
    for path in sorted((root / "facts").glob("*.yaml")):
        yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)


def check(root: Path) -> None:
    """Read the base as the program does, and run every rule over all of its facts as if one brief printed them."""
    faults, base = Faults(), read(root)
    brief = read_briefs(root, base, faults)["all"]
    faults.stop_if_any()
    ground = Ground(base)
    printed = {fact_id: (fact.text.of("en"),) for fact_id, fact in base.facts.items()}
    scope = Scope(brief, "en", base, ground, printed, tuple(passages_of(brief, "en", "en")), frozenset())
    settled = {name: Setting(rule.options()) for name, rule in RULES.items()}
    check_document(scope, settled, faults)
    check_base(ground, [scope], settled, faults)


def write_base(root: Path, facts: int, facts_a_file: int = FACTS_A_FILE) -> None:
    """Write an artificial base of so many facts, the same each time."""
    (root / "facts").mkdir()
    (root / "briefs").mkdir()
    (root / "briefs" / "all.yaml").write_text("layout: chronology\ntitle: All\n", encoding="utf-8")
    (root / "facts" / "sources.yaml").write_text("\n".join(sources()) + "\n", encoding="utf-8")
    drawn = random.Random(1988)  # noqa: S311 - no secret is made of it
    for start in range(0, facts, facts_a_file):
        lines = ["facts:"]
        for number in range(start, min(start + facts_a_file, facts)):
            lines.extend(fact(number, drawn))
        (root / "facts" / f"facts-{start:06}.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")


def sources() -> Iterator[str]:
    """Return the lines of the sources, and of what else the facts name."""
    yield "sources:"
    for number in range(SOURCES):
        yield f"  source-{number}:"
        yield "    type: webpage"
        yield f"    title: Example report {number}"
        yield "    author: [{literal: Example Organisation}]"
        yield f"    issued: {2000 + number % 20}-{number % 12 + 1:02}"
        yield f"    URL: https://example.org/{number}"
        yield f"    nature: {('ngo', 'media', 'un', 'party')[number % 4]}"
        if number % 10 == 7:
            yield f"    derived_from: [source-{number - 7}, source-{number - 3}]"
    yield "organisations:\n  observers: {name: Example Observers}"
    yield "people:\n  ada: {name: Ada Example}"
    yield "figures:"
    for number in range(100):
        yield f"  figure-{number}:"
        yield f"    label: People counted at place {number}"
        yield "    values:"
        yield f"      - {{value: {number * 37 + 5}, said_by: observers, cite: [source-1]}}"
        yield f"      - {{value: {number * 41 + 9}, said_by: observers, cite: [source-2]}}"


def fact(number: int, drawn: random.Random) -> Iterator[str]:
    """Return the lines of one fact."""
    text = " ".join(drawn.choices(WORDS, k=24)).capitalize()
    quote = " ".join(drawn.choices(WORDS, k=14))
    first, second, third = drawn.sample(range(SOURCES), 3)
    yield f"  fact-{number}:"
    yield f"    text: {text}, {number} in all."
    yield f"    date: {1980 + number % 40}-{number % 12 + 1:02}-{number % 28 + 1:02}"
    yield f"    status: {('reported', 'alleged', 'established')[number % 3]}"
    yield "    said_by: observers"
    yield f"    as_of: {2000 + number % 20}"
    yield "    credibility: 2"
    if number % 10 == 0:
        yield "    accuses: [ada]"
    yield "    tags: [example, letters]"
    yield "    cite:"
    yield f'      - {{source: source-{first}, at: p. {number % 90 + 1}, quote: "{quote}"}}'
    yield f"      - source-{second}, para. {number % 50 + 1}"
    yield f'      - "source-{third}, p. 7"'


if __name__ == "__main__":
    raise SystemExit(main())
