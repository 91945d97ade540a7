"""Rules on what the words of a document claim: guilt, the present day, certainty, and whose words they are."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial

from briefwright.evidence.finding import Finding
from briefwright.evidence.options import OldPosition, Options, UnmarkedQuotation
from briefwright.evidence.passages import own_words
from briefwright.evidence.phrases import phrases_of
from briefwright.evidence.runs import Run, runs_in
from briefwright.evidence.said import Said
from briefwright.evidence.scope import Scope
from briefwright.facts.records import Fact
from briefwright.faults import Place
from briefwright.i18n.edtf import Edtf, Ymd

PlaceAt = Callable[[int], Place]
# How much of a run of words a message shows.
_SHOWN = 8


def not_alleged(scope: Scope, options: Options) -> Iterator[Finding]:
    """Find facts that accuse a person without a final judgment, and are printed without saying so."""
    for fact_id, fact, said in scope.said:
        accused = [person for person in scope.ground.base.facts[fact_id].accuses if not _is_judged(scope, person)]
        if accused and not all(_says_alleged(scope, fact, said, words) for words in scope.statements[fact_id]):
            message = (
                f"'{fact_id}' accuses {', '.join(repr(person) for person in accused)}, against whom the base has "
                f"no final judgment, and is printed without 'alleged' or the like{_in_language(said)}: say so in "
                "its text, or give it the status alleged"
            )
            yield Finding(said.place, message)


def _in_language(said: Said) -> str:
    return f" in '{said.language}'" if said.is_translation else ""


def _is_judged(scope: Scope, person: str) -> bool:
    record = scope.ground.base.people.get(person)
    return record is not None and record.judgment is not None


def _says_alleged(scope: Scope, fact: Fact, said: Said, words: str) -> bool:
    """Tell whether a sentence says that it alleges, in the document's words or in those of an untranslated text."""
    if any(phrases_of(language).alleged.stand_in(words) for language in {scope.language, said.language}):
        return True
    return not phrases_of(scope.language).known and fact.status in ("alleged", "disputed")


def old_position(scope: Scope, options: OldPosition) -> Iterator[Finding]:
    """Find facts that hold as of a day too long before the day on which the document speaks."""
    for fact_id, fact in scope.facts:
        if fact.as_of is None or not _goes_on(fact, fact.as_of):
            continue
        day = scope.day
        months = _months(fact.as_of.latest, day)
        if months >= options.months:
            now = f"{day[0]:04}-{day[1]:02}-{day[2]:02}"
            message = (
                f"'{fact_id}' holds as of {fact.as_of}, {months} months before {now}: "
                "look whether it still does, and set as_of anew"
            )
            yield Finding(scope.base.place(fact_id, "as_of"), message)


def _goes_on(fact: Fact, as_of: Edtf) -> bool:
    """Tell whether a fact is a state of things that lasts: undated, without end, or begun before it was seen."""
    if fact.date is None:
        return True
    date = fact.date.best.value
    return date.end is None or (date.kind == "date" and date.latest < as_of.earliest)


def _months(first: Ymd, last: Ymd) -> int:
    return (last[0] - first[0]) * 12 + last[1] - first[1] - (last[2] < first[2])


def unmarked_quotation(scope: Scope, options: UnmarkedQuotation) -> Iterator[Finding]:
    """Find the words of a quotation, or of a passage that a citation quotes, without quotation marks."""
    for place, text, _ in _own_texts(scope):
        for run in runs_in(text, scope.ground.quoted, options.words):
            if scope.ground.names.outside(run.words) > options.words // 2:
                yield Finding(place(run.start), _unmarked(text, run))


def _unmarked(text: str, run: Run) -> str:
    words = text[run.start : run.end].split()
    shown = " ".join(words[:_SHOWN]) + (" …" if len(words) > _SHOWN else "")
    return (
        f"'{shown}' are the words quoted in '{run.record}', without quotation marks: "
        "put them in marks, or say it in your own words"
    )


def unnamed_source(scope: Scope, options: Options) -> Iterator[Finding]:
    """Find sources that are spoken of without saying who they are."""
    for place, text, language in _own_texts(scope):
        for start, end in phrases_of(language).unnamed.spans_in(text):
            found = " ".join(text[start:end].split())
            yield Finding(place(start), f"'{found}' names no source: say who it is, and cite it")


def _own_texts(scope: Scope) -> Iterable[tuple[PlaceAt, str, str]]:
    """Return what the author of the brief and its facts wrote, each with its places and its language."""
    for passage in scope.passages:
        yield passage.place_at, passage.text, passage.language
    for _, _, said in scope.said:
        yield partial(_place_of, said), own_words(said.text, said.language), said.language


def _place_of(said: Said, offset: int) -> Place:
    """Return the place of a fact's text: its white space is gone, so that no character has a place of its own."""
    return said.place
