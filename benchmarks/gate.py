"""How long a large base takes to check, as a multiple of what PyYAML's C loader needs only to read it.

    python benchmarks/gate.py [--facts 10000] [--runs 3]

The base is artificial: facts with three citations each, one of which quotes its passage, and figures beside them.
Both sides read the same files in the same process, in turn, and count CPU seconds; the best run of each is taken.
Checking is reading, validating, all references, and every sourcing rule, those that are off by default too.
"""

from __future__ import annotations

import argparse
import random
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import yaml

from briefwright.briefs.brief import read_briefs
from briefwright.evidence.checking import check_base, check_document
from briefwright.evidence.ground import Ground
from briefwright.evidence.passages import passages_of
from briefwright.evidence.rulebook import Setting
from briefwright.evidence.rules import RULES
from briefwright.evidence.scope import Scope
from briefwright.facts.gate import read_fact_base
from briefwright.faults import Faults

LIMIT = 3.0
SOURCES = 500
FACTS_A_FILE = 5_000
WORDS = (
    "the authorities had not told families what happened to their relatives or where they were buried when a "
    "commission visited several prisons and wrote down names of people who asked about the graves in those years"
).split()


def main() -> int:
    """Print the two times and their ratio; return 1 where checking takes too long."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--facts", type=int, default=10_000)
    parser.add_argument("--runs", type=int, default=3)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        write_base(root, arguments.facts)
        runs = [(timed(lambda: load(root)), timed(lambda: check(root))) for _ in range(arguments.runs)]
    loading, checking = (min(times) for times in zip(*runs, strict=True))
    print(f"{arguments.facts} facts with 3 citations each, {len(RULES)} rules, best of {arguments.runs} runs")
    print(f"PyYAML's C loader, reading only: {loading:.2f} s of CPU")
    print(f"briefwright, reading, validating and all rules: {checking:.2f} s of CPU")
    print(f"ratio: {checking / loading:.2f} (limit {LIMIT:g})")
    return int(checking / loading >= LIMIT)


def timed(work: Callable[[], None]) -> float:
    """Return the CPU seconds that some work takes."""
    start = time.process_time()
    work()
    return time.process_time() - start


def load(root: Path) -> None:
    """Read every file of the base by PyYAML's C loader."""
    for path in sorted((root / "facts").glob("*.yaml")):
        yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)


def check(root: Path) -> None:
    """Read the base as the program does, and run every rule over all of its facts as if one brief printed them."""
    faults = Faults()
    base = read_fact_base(root, faults)
    brief = read_briefs(root, base, faults)["all"]
    faults.stop_if_any()
    ground = Ground(base)
    printed = {fact_id: (fact.text.of("en"),) for fact_id, fact in base.facts.items()}
    scope = Scope(brief, "en", base, ground, printed, tuple(passages_of(brief, "en")), frozenset())
    settled = {name: Setting(rule.options()) for name, rule in RULES.items()}
    check_document(scope, settled, faults)
    check_base(ground, [scope], settled, faults)


def write_base(root: Path, facts: int) -> None:
    """Write an artificial base of so many facts, the same each time."""
    (root / "facts").mkdir()
    (root / "briefs").mkdir()
    (root / "briefs" / "all.yaml").write_text("layout: chronology\ntitle: All\n", encoding="utf-8")
    (root / "facts" / "sources.yaml").write_text("\n".join(sources()) + "\n", encoding="utf-8")
    drawn = random.Random(1988)  # noqa: S311 - no secret is made of it
    for start in range(0, facts, FACTS_A_FILE):
        lines = ["facts:"]
        for number in range(start, min(start + FACTS_A_FILE, facts)):
            lines.extend(fact(number, drawn))
        (root / "facts" / f"facts-{start}.yaml").write_text("\n".join(lines) + "\n", encoding="utf-8")


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
