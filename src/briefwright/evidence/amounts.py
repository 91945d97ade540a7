"""The rule on numbers: one of several that sources give is not stated as if it were the only one."""

from __future__ import annotations

from collections.abc import Iterator

from briefwright.evidence.finding import Finding
from briefwright.evidence.numbers import Number, numbers_in
from briefwright.evidence.options import Options
from briefwright.evidence.passages import own_words, sentence_around
from briefwright.evidence.phrases import phrases_of
from briefwright.evidence.runs import words_of
from briefwright.evidence.scope import Scope
from briefwright.facts.records import Figure, Organisation, PlaceRecord

# A number below this occurs for many reasons: the words around it must say that it is this one.
_RARE = 1_000
_NEXT_WORDS = 4
# How many characters before a number can hold "no fewer than".
_BEFORE = 24
# The shortest word that says what a sentence is about, and how much of it does, whatever its ending.
_SHORTEST, _STEM = 4, 6


def contested_figure(scope: Scope, options: Options) -> Iterator[Finding]:
    """Find numbers stated as certain, in prose and in established facts, of which the base has others."""
    for passage in scope.passages:
        for number, figure_id in _contested_in(scope, passage.text, passage.figures):
            yield Finding(passage.place_at(number.start), _message(scope, number, figure_id))
    for fact_id, fact in scope.facts:
        if fact.status == "established":
            text = own_words(fact.text.of(scope.language))
            for number, figure_id in _contested_in(scope, text, frozenset()):
                yield Finding(scope.base.place(fact_id, "text"), _message(scope, number, figure_id))


def _message(scope: Scope, number: Number, figure_id: str) -> str:
    values = scope.ground.base.figures[figure_id].values
    mistaken = all(stated.is_mistaken for stated in values if stated.value == number.value)
    others = "calls it a mistake" if mistaken else "has other values"
    return (
        f"'{' '.join(number.text.split())}' is stated as certain, and the base {others} for '{figure_id}': "
        f'print {{{{ figure("{figure_id}") }}}}, or say whose number it is'
    )


def _contested_in(scope: Scope, text: str, shown: frozenset[str]) -> Iterator[tuple[Number, str]]:
    """Return the numbers of a text that are one of several, each with its figure; not of figures shown beside."""
    if not scope.ground.figures:
        return
    figures = scope.ground.base.figures
    for number in numbers_in(text, scope.language):
        giving = scope.ground.figures.get(number.value, ())
        sentence = sentence_around(text, number.start, number.end) if giving else ""
        meant = [figure_id for figure_id in giving if _is_meant(scope, figure_id, number, text, sentence)]
        if any(figure_id in shown or _is_relied_on(figures[figure_id], number) for figure_id in meant):
            continue
        before = text[max(0, number.start - _BEFORE) : number.start]
        certain = [one for one in meant if not _is_hedged(scope, figures[one], number, before, sentence)]
        if certain:
            yield number, certain[0]


def _is_relied_on(figure: Figure, number: Number) -> bool:
    """Tell whether the base gives a number as the one value of a figure, or prefers it for a reason."""
    sound = {stated.value for stated in figure.values if not stated.is_mistaken}
    preferred = {stated.value for stated in figure.values if stated.preferred}
    return number.value in preferred or sound == {number.value}


def _is_meant(scope: Scope, figure_id: str, number: Number, text: str, sentence: str) -> bool:
    """Tell whether a sentence is about what a figure counts: a rare number says so, a common one needs words."""
    if number.value >= _RARE and not number.may_be_year:
        return True
    label = _stems(scope.ground.base.figures[figure_id].label.of(scope.language))
    counted = words_of(text[number.end : number.end + 80])[:_NEXT_WORDS]
    return bool(label & _stems(" ".join(counted))) or (not number.may_be_year and len(label & _stems(sentence)) > 1)


def _is_hedged(scope: Scope, figure: Figure, number: Number, before: str, sentence: str) -> bool:
    """Tell whether a sentence says whose number it is, or that there are others, or what holds for all of them."""
    phrases = phrases_of(scope.language)
    if phrases.attributed.search(sentence) or _names_a_speaker(scope, figure, sentence):
        return True
    others = {stated.value for stated in figure.values if isinstance(stated.value, int)} - {number.value}
    if phrases.at_least.search(before) and all(number.value < other for other in others):
        return True
    return any(other.value in others for other in numbers_in(sentence, scope.language))


def _names_a_speaker(scope: Scope, figure: Figure, sentence: str) -> bool:
    folded = sentence.casefold()
    return any(name.casefold() in folded for name in _speakers(scope, figure))


def _speakers(scope: Scope, figure: Figure) -> Iterator[str]:
    base = scope.ground.base
    for speaker in {stated.said_by for stated in figure.values if stated.said_by}:
        record = base.named(speaker)
        yield from (stated.value for stated in record.name.values)
        if not isinstance(record, PlaceRecord):
            yield from record.aliases
        if isinstance(record, Organisation) and record.abbreviation:
            yield record.abbreviation


def _stems(text: str) -> frozenset[str]:
    """Return the beginnings of the longer words of a text, the same for one and for many: "city" and "cities"."""
    words = (word for word in words_of(text) if len(word) >= _SHORTEST and not word.isdigit())
    return frozenset(_singular(word)[:_STEM] for word in words)


def _singular(word: str) -> str:
    if word.endswith("ies"):
        return f"{word[:-3]}y"
    return word.removesuffix("s")
