"""What a layout sees of a letter: whom it goes to, what opens and closes it, and who signs it."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from briefwright.briefs.letter import Letter, LetterSignatory
from briefwright.briefs.selection import Selection
from briefwright.facts.values import Localised
from briefwright.i18n.messages import DayOr, message
from briefwright.layout.environment import LayoutError
from briefwright.layout.statements import Statements

# Translators: {day} is one day of a month, {date} any other date, such as a month: "Genève, le 3 septembre 2020".
_PLACE_AND_DATE = DayOr(message("{place}, {day}"), message("{place}, {date}"))


@dataclass(frozen=True, slots=True)
class LetterSignatoryView:
    """One who signs: name and capacity, which may be empty."""

    name: str
    capacity: str


class LetterView:
    """A letter to one addressee, or to the public where the brief has no addressees."""

    def __init__(self, selection: Selection, statements: Statements) -> None:
        record = selection.brief.record.letter
        if record is None:
            raise LayoutError("BRIEF-NEEDS", "letter() has nothing to show: the brief has no 'letter'")
        self._letter: Letter = record
        self._selection = selection
        self._statements = statements

    @property
    def sender(self) -> str:
        """Who sends it, in one line."""
        return self._statements.words(self._letter.sender)

    @property
    def addressee(self) -> tuple[str, ...]:
        """The lines of the address: the name, then the postal address."""
        addressee = self._selection.addressee
        if addressee is None:
            return ()
        return (self._name(addressee.record.name), *self._postal(addressee.record.address))

    def _name(self, name: Localised) -> str:
        """Return the name of an addressee, which as every name has no mark where it is in another language."""
        wordings, source = self._statements.wordings, self._selection.base.translations.source
        if name.source is None:
            return self._set_off(self._version(name), name)
        return wordings.name((name.context, name.of(source)), self._is_in_language(name), self._version(name))

    def _postal(self, address: Localised | None) -> tuple[str, ...]:
        """Return the lines of a postal address, which nobody translates: the post reads them."""
        if address is None:
            return ()
        return tuple(self._set_off(line, address) for line in self._version(address).split("\n"))

    def _set_off(self, words: str, text: Localised) -> str:
        """Return words of a text, set off where they are in another language than the document's."""
        translations = self._selection.base.translations
        own = self._is_in_language(text) or (text.source is not None and translations.is_source(self._language))
        language = translations.source if text.source is not None else next(iter(text.versions))
        return words if own else self._statements.wordings.foreign.set_off(words, language)

    @property
    def _language(self) -> str:
        return self._selection.language

    def _version(self, text: Localised) -> str:
        return text.of(self._language)

    def _is_in_language(self, text: Localised) -> bool:
        return self._language in text.versions

    @property
    def place_and_date(self) -> Markup:
        """Where and when it is written."""
        date = self._selection.brief.record.date
        place = self._statements.words(self._letter.place)
        if date is None:
            raise LayoutError("BRIEF-NEEDS", "a letter has a date: write 'date' into the brief")
        return self._statements.say_dated(_PLACE_AND_DATE, date, self._statements.date(date), place=place)

    @property
    def reference(self) -> str:
        """The sender's reference, or nothing."""
        return self._letter.reference or ""

    @property
    def salutation(self) -> str:
        """The style of address: the addressee's own, else the letter's, else words that suit everybody."""
        addressee = self._selection.addressee
        own = addressee.record.salutation if addressee is not None else None
        given = own or self._letter.salutation
        return self._statements.words(given) if given else str(self._statements.say("Dear Sir or Madam,"))

    @property
    def closing(self) -> str:
        """The words above the signatures."""
        given = self._letter.closing
        return self._statements.words(given) if given else str(self._statements.say("Yours faithfully,"))

    @property
    def signatories(self) -> tuple[LetterSignatoryView, ...]:
        """Those who sign, in the order of the brief."""
        return tuple(map(self._signatory, self._letter.signatories))

    def _signatory(self, signatory: LetterSignatory) -> LetterSignatoryView:
        actor = signatory.person or signatory.organisation
        name = self._statements.name(actor) if actor else self._statements.words(signatory.name)
        return LetterSignatoryView(name, self._statements.words(signatory.capacity))

    @property
    def facts(self) -> tuple[Markup, ...]:
        """The facts that the brief selects, each a statement with its note; none where it selects nothing."""
        select = self._selection.brief.record.select
        chosen = select.tags or select.facts or select.start or select.end
        return tuple(self._statements.fact(fact_id) for fact_id in self._selection.facts) if chosen else ()

    @property
    def has_appeal(self) -> bool:
        """Whether the brief names an appeal, whose demands the letter repeats."""
        return self._selection.brief.record.appeal is not None
