"""The rule on numbers: one of several that sources give is not stated as if it were the only one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from briefwright.evidence.finding import Finding
from briefwright.evidence.folding import folded
from briefwright.evidence.numbers import Number, numbers_in
from briefwright.evidence.options import Options
from briefwright.evidence.passages import own_words, sentence_around
from briefwright.evidence.phrases import Phrases, phrases_of
from briefwright.evidence.scope import Scope
from briefwright.evidence.stems import stems
from briefwright.facts.base import FactBase
from briefwright.facts.records import Figure, Organisation, PlaceRecord

# A number below this occurs for many reasons: the words around it must say that it is this one.
_RARE = 1_000
_NEXT_WORDS = 4
# How many characters beside a number can hold "no fewer than".
_NEAR = 24


def contested_figure(scope: Scope, options: Options) -> Iterator[Finding]:
    """Find numbers stated as certain, in prose and in established facts, of which the base has others."""
    for passage in scope.passages:
        for number, figure_id in _contested_in(scope, passage.text, passage.language, passage.figures):
            yield Finding(passage.place_at(number.start), _message(scope, number, figure_id))
    for _, fact, said in scope.said:
        if fact.status == "established":
            text = own_words(said.text, said.language)
            for number, figure_id in _contested_in(scope, text, said.language, frozenset()):
                yield Finding(said.place, _message(scope, number, figure_id))


def _message(scope: Scope, number: Number, figure_id: str) -> str:
    values = scope.ground.base.figures[figure_id].values
    mistaken = all(stated.is_mistaken for stated in values if stated.value == number.value)
    others = "calls it a mistake" if mistaken else "has other values"
    return (
        f"'{' '.join(number.text.split())}' is stated as certain, and the base {others} for '{figure_id}': "
        f'print {{{{ figure("{figure_id}") }}}}, or say whose number it is'
    )


def _contested_in(scope: Scope, text: str, language: str, shown: frozenset[str]) -> Iterator[tuple[Number, str]]:
    """Return the numbers of a text that are one of several, each with its figure; not of figures shown beside."""
    if not scope.ground.figures:
        return
    figures = scope.ground.base.figures
    for number in numbers_in(text, language):
        giving = scope.ground.figures.get(number.value, ())
        if not giving:
            continue
        stated = _Sentence(text, language, number)
        meant = [one for one in giving if stated.is_about(figures[one])]
        if any(figure_id in shown or _is_relied_on(figures[figure_id], number) for figure_id in meant):
            continue
        certain = [one for one in meant if not stated.is_hedged(scope.ground.base, figures[one])]
        if certain:
            yield number, certain[0]


def _is_relied_on(figure: Figure, number: Number) -> bool:
    """Tell whether the base gives a number as the one value of a figure, or prefers it for a reason."""
    sound = {stated.value for stated in figure.values if not stated.is_mistaken}
    preferred = {stated.value for stated in figure.values if stated.preferred}
    return number.value in preferred or sound == {number.value}


@dataclass(frozen=True)
class _Sentence:
    """A number in a text, and what the sentence around it says of it."""

    text: str
    language: str
    number: Number

    @cached_property
    def words(self) -> str:
        """The sentence."""
        return sentence_around(self.text, self.number.start, self.number.end)

    @cached_property
    def phrases(self) -> Phrases:
        """The words of its language by which it is understood."""
        return phrases_of(self.language)

    def is_about(self, figure: Figure) -> bool:
        """Tell whether it is about what a figure counts: a rare number says so, a common one needs words."""
        number = self.number
        if number.value >= _RARE and not number.may_be_year:
            return True
        label = stems(figure.label.of(self.language), self.phrases)
        counted = stems(self.text[number.end : number.end + 80], self.phrases, _NEXT_WORDS)
        return bool(label & counted) or (
            not number.may_be_year and len(label & stems(self.words, self.phrases)) > 1
        )

    def is_hedged(self, base: FactBase, figure: Figure) -> bool:
        """Tell whether it says whose number it is, or that there are others, or what holds for all of them."""
        if self.phrases.attributed.stand_in(self.words) or self._names_a_speaker(base, figure):
            return True
        others = {stated.value for stated in figure.values if isinstance(stated.value, int)} - {self.number.value}
        if self._may_be_more() and all(self.number.value < other for other in others):
            return True
        return any(other.value in others for other in numbers_in(self.words, self.language))

    def _may_be_more(self) -> bool:
        start, end = self.number.start, self.number.end
        before, behind = self.text[max(0, start - _NEAR) : start], self.text[end : end + _NEAR]
        return self.phrases.at_least.stand_in(before) or self.phrases.more_after.stand_in(behind)

    def _names_a_speaker(self, base: FactBase, figure: Figure) -> bool:
        sentence = folded(self.words).casefold()
        return any(folded(name).casefold() in sentence for name in _speakers(base, figure))


def _speakers(base: FactBase, figure: Figure) -> Iterator[str]:
    for speaker in {stated.said_by for stated in figure.values if stated.said_by}:
        record = base.named(speaker)
        yield from (stated.value for stated in record.name.values)
        yield from record.name_in.values()
        if not isinstance(record, PlaceRecord):
            yield from record.aliases
        if isinstance(record, Organisation) and record.abbreviation:
            yield record.abbreviation
