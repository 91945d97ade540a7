"""The words of the base as a brief prints them: each with whose word it is, and a note that leads to its source.

Everything here returns safe HTML (`Markup`) of the closed set. Wording follows the grade of a fact, and what
sources dispute is never printed as certain: the values that were not chosen stand in the note.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta
from typing import Any, Literal, TypeVar

from markupsafe import Markup, escape

from briefwright.briefs.selection import Selection
from briefwright.facts.records import Fact, Figure
from briefwright.facts.references import unknown_id
from briefwright.facts.rules import lack_of_locator
from briefwright.facts.values import Citation, Contested, Localised, Stated
from briefwright.i18n.dates import is_one_day, within_brackets
from briefwright.i18n.edtf import Edtf, parse
from briefwright.i18n.messages import DayOr, message
from briefwright.layout.environment import LayoutError
from briefwright.layout.wordings import Wordings

T = TypeVar("T")
Words = Callable[[Any], str]
# Translators: {who} is a name as it stands in the base and cannot be inflected: "по утверждению: {who}".
_SAID = {
    "reported": message("reported by {who}"),
    "alleged": message("alleged by {who}"),
    "disputed": message("stated by {who}; disputed"),
}
_STOPS = ".!?。！？؟۔"
_AS_OF = DayOr(message("as of {day}"), message("as of {date}"))
_ORIGINS = {"official": message("Official translation."), "ours": message("Our translation.")}
_QUALIFIED = {
    "more-than": message("more than {number}"),
    "at-least": message("at least {number}"),
    "about": message("about {number}"),
    "up-to": message("up to {number}"),
}


class Statements:
    """Words of the base for one selection; ids that it does not hold raise `LayoutError`."""

    def __init__(self, selection: Selection) -> None:
        self._selection = selection
        self._base = selection.base
        self._locale = selection.locale
        self._language = selection.language
        self.used: set[str] = set()
        self.cited: set[str] = set()
        self.wordings = Wordings(selection)

    # ------------------------------------------------------------ lookups

    def record(self, section: str, record_id: str) -> Any:  # noqa: ANN401 - the record type depends on the section
        """Return a record that the audience may see, and remember that it is used."""
        if not isinstance(record_id, str):
            raise LayoutError("TEMPLATE", f"{record_id} is no id: an id is a text, and stands in quotes")
        records = self._base.section(section)
        if record_id in records:
            self._use(record_id)
            return records[record_id]
        if record_id in self._base.origins and self._base.origins[record_id].section == section:
            audience = self._selection.audience
            why = self._base.why_withheld(record_id)
            message = f"'{record_id}' is not for the audience '{audience}' of this brief: {why}"
            raise LayoutError("AUDIENCE", message)
        raise LayoutError("UNKNOWN-ID", unknown_id(self._base, record_id, (section,)))

    def _use(self, record_id: str) -> None:
        """Remember that a record is used; the id of somebody under a pseudonym may be the name, and is not kept."""
        if record_id not in self._base.unnamed:
            self.used.add(record_id)

    def name(self, actor: str) -> str:
        """Return the name of a person, organisation or place in the document's language."""
        for section in ("people", "organisations", "places"):
            if actor in self._base.section(section):
                self._use(actor)
                return self._name(section, actor)
        known_section = self._base.origins[actor].section if actor in self._base.origins else "people"
        self.record(known_section, actor)
        raise LayoutError("UNKNOWN-ID", unknown_id(self._base, actor, ("people", "organisations", "places")))

    def _name(self, section: str, actor: str) -> str:
        record = self._base.named(actor)
        key = (f"{section}/{actor}/name", record.name.best.value)
        return self.wordings.name(key, self._language in record.name_in, self._base.name(actor, self._language))

    def in_text(self, actor: str) -> str:
        """Return a name as it reads inside a sentence: with its article where it has one."""
        record = self._base.organisations.get(actor)
        return self.words(record.in_text) if record is not None and record.in_text else self.name(actor)

    def words(self, text: Localised | None) -> str:
        """Return a text in the document's language, or marked where it has no translation."""
        return self.wordings.of(text) if text is not None else ""

    def say(self, message: str, **parts: object) -> Markup:
        """Return words of the program's own in the document's language, with parts put in."""
        return Markup(escape(self.wordings.pattern(message))).format(**parts)  # noqa: S704 - escaped just here

    def say_count(self, singular: str, plural: str, count: int, **parts: object) -> Markup:
        """Return words that agree with a number, which stands in them as ``{number}`` unless `parts` has it."""
        pattern = self.wordings.plural_pattern(singular, plural, count)
        parts = {"number": self._locale.cardinal(count), **parts}
        return Markup(escape(pattern)).format(**parts)  # noqa: S704 - escaped just here

    def say_dated(
        self, pattern: DayOr, date: Edtf | Contested[Edtf], words: object = None, **parts: object
    ) -> Markup:
        """Return a sentence about a date in the form that it asks for; `words` are the date's, with their note."""
        one = date if isinstance(date, Edtf) else date.best.value
        one_day = is_one_day(one) and (isinstance(date, Edtf) or date.preferred is not None)
        words = self._locale.date(one) if words is None else words
        return self.say(pattern.day if one_day else pattern.other, day=words, date=words, **parts)

    def as_of(self, date: Edtf) -> str:
        """Return the words for the state of things on a date."""
        return str(self.say_dated(_AS_OF, date))

    def listed(self, parts: Iterable[object], separator: Literal["comma", "semicolon"] = "comma") -> Markup:
        """Return the parts that are not empty as an enumeration, with the marks of the language between them."""
        mark = self._locale.punctuation.comma if separator == "comma" else self._locale.punctuation.semicolon
        return Markup(escape(mark)).join(part for part in map(escape, parts) if part)  # noqa: S704 - escaped just here

    # -------------------------------------------------------------- notes

    def cite(self, source: str, at: str = "") -> Markup:
        """Return a citation of a source; citations side by side become one note."""
        self.record("sources", source)
        lacking = lack_of_locator(self._base, source, at)
        if lacking is not None:
            raise LayoutError("NO-LOCATOR", lacking)
        self.cited.add(source)
        written = f'<cite data-source="{escape(source)}" data-at="{escape(at)}"></cite>'
        return Markup(written)  # noqa: S704 - escaped just here

    def cites(self, citations: Iterable[Citation]) -> Markup:
        """Return the citations of a record, in its author's order."""
        return Markup("").join(self.cite(citation.source, citation.at) for citation in citations)

    def note(self, *parts: object) -> Markup:
        """Return one note of plain words and citations; empty parts are left out."""
        space = Markup(self._locale.punctuation.space)  # noqa: S704 - a space, or nothing
        content = space.join(str(part) if not isinstance(part, Markup) else part for part in parts if part)
        return Markup(f"<span data-note>{content}</span>") if content else Markup("")  # noqa: S704 - joined by Markup

    def note_of(self, citations: Iterable[Citation], remark: Localised | None = None) -> Markup:
        """Return the note of a statement: its sources, then what the reader should know of them."""
        return self.note(self._sentence(self.cites(citations)), escape(self.words(remark)))

    def _sentence(self, words: Markup) -> Markup:
        """Return citations closed by a full stop, so that more can follow in the same note."""
        return words + self._locale.punctuation.stop if words else words

    # --------------------------------------------------------- statements

    def fact(self, fact_id: str, voice: str = "") -> Markup:
        """Return a fact in the wording of its grade, and its note.

        `voice` is the speaker whom the text around it names already, so that the attribution is not repeated.
        """
        fact: Fact = self.record("facts", fact_id)
        words = self._with_aside(self.words(fact.text), self._aside(fact, voice))
        return self._statement(fact_id, words) + self.note_of(fact.cite, fact.remark)

    def _statement(self, record_id: str, words: object) -> Markup:
        written = f'<span data-record="{escape(record_id)}">{escape(words)}</span>'
        return Markup(written)  # noqa: S704 - escaped just here

    def _aside(self, fact: Fact, voice: str) -> Markup:
        parts: list[object] = []
        if fact.said_by and fact.said_by != voice and fact.status != "established":
            parts.append(self.say(_SAID[fact.status], who=self.in_text(fact.said_by)))
        elif fact.status == "disputed":
            parts.append(self.say("disputed"))
        if fact.as_of:
            parts.append(self.as_of(fact.as_of))
        return self.listed(parts)

    def _with_aside(self, text: str, aside: Markup) -> object:
        """Return a sentence with words in brackets before its full stop."""
        if not aside:
            return text
        stop = text[-1] if text[-1] in _STOPS else ""
        # Translators: {stop} is the full stop of the statement, or nothing; move it, and choose the brackets.
        aside = Markup(within_brackets(aside))  # noqa: S704 - escaped before
        return self.say("{statement} ({aside}){stop}", statement=text.removesuffix(stop), aside=aside, stop=stop)

    def quotation(self, quotation_id: str, marks: bool = True) -> Markup:
        """Return a quotation in the document's language where the base has it so, with its note.

        The note says whose translation it is; the original wording is never altered.
        """
        quotation = self.record("quotations", quotation_id)
        translation = quotation.translations.get(self._language)
        self.wordings.printed.add((f"quotations/{quotation_id}/text", quotation.text))
        if translation is None and quotation.language != self._language:
            self.wordings.lacks((f"quotations/{quotation_id}/text", quotation.text))
        text, language = (translation.text, self._language) if translation else (quotation.text, quotation.language)
        if language == self._language:
            text = self._locale.typeset(text)
        words = self._locale.quote(text) if marks else text
        spoken: object = words
        if language != self._language:
            spoken = Markup('<span lang="{}">{}</span>').format(language, words)
        origin = _ORIGINS.get(translation.by if translation else "", "")
        remark = escape(self.words(quotation.remark))
        note = self.note(self._sentence(self.cites(quotation.cite)), self.say(origin) if origin else "", remark)
        return self._statement(quotation_id, spoken) + note

    # ------------------------------------------------- numbers, contested

    def figure(self, figure_id: str) -> Markup:
        """Return what sources give for a number: the preferred value, or each value with whose it is."""
        figure: Figure = self.record("figures", figure_id)
        chosen = [value for value in figure.values if value.preferred]
        sound = chosen or [value for value in figure.values if not value.is_mistaken]
        parts = [
            Markup("{}{}").format(self._value_with_speaker(value, len(sound)), self._value_note(figure, value))
            for value in sound
        ]
        return self._statement(figure_id, self.listed(parts, "semicolon"))

    def _value_note(self, figure: Figure, value: Stated[Any]) -> Markup:
        others = [other for other in figure.values if other is not value]
        if not value.preferred:
            return self.note(self.cites(value.cite))
        return self._contested_note(value, others, self.amount)

    def _value_with_speaker(self, value: Stated[Any], how_many: int) -> str:
        words = self.amount(value)
        if value.said_by is None or (how_many == 1 and value.preferred):
            return words
        return str(self.say("{value} according to {who}", value=words, who=self.in_text(value.said_by)))

    def amount(self, value: Stated[Any]) -> str:
        """Return a number with its qualifier: "more than 30,000", "thousands"."""
        locale, given = self._locale, value.value
        number = locale.number(given) if isinstance(given, int) else locale.localised_digits(self.words(given))
        return self.qualified(number, value.qualifier)

    def qualified(self, number: str, qualifier: str | None) -> str:
        """Return a number in words with its qualifier."""
        return str(self.say(_QUALIFIED[qualifier], number=number)) if qualifier in _QUALIFIED else number

    def date(self, contested: Contested[Edtf] | Edtf | None, otherwise: Sequence[Citation] = ()) -> Markup:
        """Return a date in words, with a note on what sources differ on; without one `otherwise` is cited."""
        if contested is None:
            return Markup("")
        if isinstance(contested, Edtf):
            return self._time(contested) + self.note(self.cites(otherwise))
        return self.contested(contested, lambda stated: self._time(stated.value), otherwise)

    def date_of(self, fact_id: str) -> Markup:
        """Return the date of a fact in words, with a note where sources differ on it."""
        fact: Fact = self.record("facts", fact_id)
        if fact.date is None:
            raise LayoutError("NO-DATE", f"the fact '{fact_id}' has no date")
        return self.date(fact.date)

    def entry_date(self, contested: Contested[Edtf]) -> Markup:
        """Return the date under which a chronology files an entry; what other sources give stands in its note."""
        best, others = contested.best, contested.others
        words = self._locale.date(best.value)
        note = self._contested_note(best, others, lambda stated: self._locale.date(stated.value)) if others else ""
        written = f'<time datetime="{escape(best.value.text)}">{escape(words)}{escape(note)}</time>'
        return Markup(written)  # noqa: S704 - escaped just here

    def _time(self, edtf: Edtf) -> Markup:
        written = f'<time datetime="{escape(edtf.text)}">{escape(self._locale.date(edtf))}</time>'
        return Markup(written)  # noqa: S704 - escaped just here

    def contested(self, field: Contested[Any], words: Words, otherwise: Sequence[Citation] = ()) -> Markup:
        """Return the preferred value of a field, or all that sources give, with the note that says so."""
        best = field.preferred
        if best is not None:
            note = self._contested_note(best, field.others, words) if field.others or best.cite else Markup("")
            return Markup("{}{}").format(words(best), note or self.note(self.cites(otherwise)))
        sound = [stated for stated in field.values if not stated.is_mistaken]
        shown = [Markup("{}{}").format(words(stated), self.note(self.cites(stated.cite))) for stated in sound]
        first, *others = shown
        for other in others:
            first = self.say("{first} or {second}", first=first, second=other)
        return first

    def _contested_note(self, best: Stated[Any], others: Sequence[Stated[Any]], words: Words) -> Markup:
        """Return the note on a chosen value: its sources, what others give, and why we rely on it."""
        differ = self.say("Sources differ.") if others and not best.preferred else ""
        parts: list[object] = [differ, self._sentence(self.cites(best.cite))]
        for other in others:
            if other.mistaken is None:
                parts.append(
                    self.say("But {value}: {sources}.", value=words(other), sources=self.cites(other.cite))
                )
            else:
                why = self.words(other.mistaken).rstrip(".。۔")
                parts.append(
                    self.say(
                        "Mistakenly {value}: {sources} ({why}).",
                        value=words(other),
                        sources=self.cites(other.cite),
                        why=why,
                    )
                )
        if others and best.because is not None:
            parts.append(escape(self.words(best.because)))
        return self.note(*parts)

    def due(self, sent: Contested[Edtf], days: int) -> str:
        """Return the date that lies a number of days after a day that is known, or nothing where it is not."""
        moment = sent.best.value.anchor
        if moment.precision != "day":
            return ""
        last = date(*moment.earliest) + timedelta(days=days)
        return self._locale.date(parse(last.isoformat()))
