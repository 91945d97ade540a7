"""Goal 7: a letter to 193 addressees, in three languages and two formats."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Sequence
from pathlib import Path

from suite.bench import Bench
from suite.clock import CORES, Cost, RunFailed, in_turn, run, walls
from suite.content import make_content, write_dossier
from suite.rows import Row, speedup

GOAL = 7
ADDRESSEES, LANGUAGES, FORMATS = 193, ("en", "fr", "es"), ("docx", "pdf")
ALONE = 24
FACTS = 8
ONE_EACH = Path(__file__).with_name("one_each.py")
# An entry of a catalogue that has words and no translation; the first entry of all, its header, has no words.
_UNTRANSLATED = re.compile(r'(msgid )(""\n".+"(?:\n".+")*|"[^"\n].*")\nmsgstr ""')
_BRIEF = """\
layout: open-letter
title: What became of the prisoners
addressees: addressees/missions.csv
languages: [LANGUAGES]
date: 2026-01-15
select: {tags: [tag-1]}
letter:
  sender: Example Institute, Example Street 7, 1200 Exampleton
  place: Exampleton
  signatories:
    - {name: Ann Example, capacity: Director}
prose:
  introduction: We write to you about what the families of the prisoners have asked.
  request: We ask your Government to answer them.
"""


def measure(bench: Bench) -> list[Row]:
    """Return how many more documents a second two jobs make than one, and a build than one layout each."""
    count = 4 if bench.quick else ADDRESSEES
    dossier = write_letters(bench, count)
    documents = count * len(LANGUAGES) * len(FORMATS)
    both = [option for form in FORMATS for option in ("--format", form)]
    one, several, pdf, alone = in_turn(
        bench.times(),
        [
            bench.cold(dossier, *both, "--jobs", "1"),
            bench.cold(dossier, *both, "--jobs", str(CORES)),
            bench.cold(dossier, "--format", "pdf", "--jobs", "1"),
            lambda: _one_each(bench, dossier),
        ],
        warm=False,
    )
    letters = documents // len(FORMATS)
    whole, parted = _each(one, documents), _each(several, documents)
    return [
        speedup(
            GOAL, f"{documents:,} letters in {len(FORMATS)} formats, {CORES} jobs", parted, "one job", whole, 1.8
        ),
        speedup(
            GOAL, f"{letters:,} PDF letters, one job", _each(pdf, letters), "one layout each", walls(alone), 5.0
        ),
    ]


def _each(costs: Sequence[Cost], documents: int) -> list[float]:
    """Return the seconds of one document in each run, from those of the whole process."""
    return [cost.wall / documents for cost in costs]


def write_letters(bench: Bench, count: int) -> Path:
    """Write a dossier of one letter to so many addressees with all its translations, and return its folder."""
    root = write_dossier(make_content(FACTS, tags=2), bench.new_folder())
    (root / "briefs" / "chronology.yaml").unlink()
    (root / "addressees").mkdir()
    brief = _BRIEF.replace("LANGUAGES", ", ".join(LANGUAGES))
    (root / "briefs" / "letter.yaml").write_text(brief, encoding="utf-8", newline="\n")
    rows = (
        f"mission-{number:03},Permanent Mission of Exampleland {number},Example Street {number} | 1200 Exampleton\n"
        for number in range(1, count + 1)
    )
    text = "id,name,address\n" + "".join(rows)
    (root / "addressees" / "missions.csv").write_text(text, encoding="utf-8", newline="\n")
    bench.briefwright(root, "translate", "extract")
    for catalogue in (root / "locales").glob("*.po"):
        filled = _UNTRANSLATED.sub(r"\1\2\nmsgstr \2", catalogue.read_text(encoding="utf-8"))
        catalogue.write_text(filled, encoding="utf-8", newline="\n")
    return root


def _one_each(bench: Bench, dossier: Path) -> Cost:
    """Return the seconds of a letter that is laid out for itself, as a process that lays out some says it."""
    report = bench.folder / "one-each.json"
    report.unlink(missing_ok=True)
    run([sys.executable, ONE_EACH, dossier, report, str(ALONE)], bench.folder, bench.environment)
    if not report.exists():
        raise RunFailed(f"{ONE_EACH.name} did not say what it took")
    return Cost(json.loads(report.read_text(encoding="utf-8")))
