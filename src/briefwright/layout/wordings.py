"""The wording of each text in a document's language, and an account of the texts that lack one.

A text without a translation is printed in the language that it has, marked and reported: nobody can send out a
half-translated document without being told.
"""

from __future__ import annotations

from briefwright.briefs.selection import Selection
from briefwright.facts.values import Localised
from briefwright.faults import Faults, Place
from briefwright.i18n.messages import message
from briefwright.i18n.po import Key
from briefwright.i18n.translations import WORDS, Lack
from briefwright.i18n.typography import typographic
from briefwright.i18n.words import Words, place_of_program_words, program_messages
from briefwright.layout.foreign import Foreign

_SHOWN = 60
# Translators: {language} is the name of a language as CLDR has it, and cannot be inflected: "[язык: {language}]".
_MARK = message("[in {language}]")


class Wordings:
    """The wordings of one document; `printed` are the texts that it asks for, as catalogues know them."""

    def __init__(self, selection: Selection) -> None:
        self.printed: set[Key] = set()
        self.foreign = Foreign()
        self._selection = selection
        self._locale = selection.locale
        self._language = selection.language
        self._translations = selection.base.translations
        self._is_source = self._translations.is_source(selection.language)
        self._lacking: dict[Key, None] = {}
        self._words_lacking: dict[str, None] = {}

    # ---------------------------------------------------------- texts of the base

    def of(self, text: Localised) -> str:
        """Return a text in the document's language, else in that which it has, with a mark."""
        source = self._translations.source
        key = (text.context, text.of(source))
        self.printed.add(key)
        if self._language in text.versions or (text.source is not None and self._is_source):
            return self._locale.typeset(text.of(self._language))
        if text.context:
            self.lacks(key)
        language = source if text.source is not None else next(iter(text.versions))
        return self.marked(typographic(text.of(self._language), language), language)

    def name(self, key: Key, language_given: bool, words: str) -> str:
        """Return a name in the document's language; one not known in it is printed as it is, without a mark."""
        self.printed.add(key)
        source = self._translations.source
        if language_given or self._is_source:
            return self._locale.typeset(words)
        self.lacks(key)
        return self.foreign.set_off(typographic(words, source), source)

    def lacks(self, key: Key) -> None:
        """Remember that a text is printed without its translation."""
        self.printed.add(key)
        self._lacking[key] = None

    def forget_sources(self, sources: frozenset[str]) -> None:
        """Forget the texts of sources that the document asked for and will not print."""
        gone = {key for key in self.printed if key[0].startswith("sources/") and key[0].split("/")[1] in sources}
        self.printed -= gone
        self._lacking = {key: None for key in self._lacking if key not in gone}

    def marked(self, words: str, language: str) -> str:
        """Return words in another language with the mark that says which."""
        return f"{self.foreign.set_off(words, language)} {self.mark(language)}"

    def mark(self, language: str) -> str:
        """Return the words that follow what is not translated: "[in English]"."""
        return self._locale.words.gettext(_MARK).format(language=self._locale.name_of(language))

    # ------------------------------------------------- words of program and layout

    def pattern(self, text: str) -> str:
        """Return words of the program's or a layout's own, else in English, with a mark."""
        words = self._locale.words
        if self._is_known(text, ""):
            return words.gettext(text)
        self._words_lacking[text] = None
        return self.marked(text, "en")

    def plural_pattern(self, singular: str, plural: str, count: int) -> str:
        """Return words that agree with a number, else in English, with a mark."""
        words = self._locale.words.ngettext(singular, plural, count)
        if self._is_known(singular, plural):
            return words
        self._words_lacking[singular] = None
        return self.marked(words, "en")

    def _is_known(self, text: str, plural: str) -> bool:
        words = self._locale.words
        return not isinstance(words, Words) or words.is_source or not text.strip() or words.knows(text, plural)

    # ------------------------------------------------------------------- the account

    def report(self, faults: Faults, *, own_layout: bool) -> None:
        """Report each text that is printed without its translation: a fault in a brief that is for release.

        `own_layout` says that the layout is the dossier's, which translates its words.
        """
        tell = faults.error if self._selection.brief.record.release else faults.warn
        for key in self._lacking:
            lack, place = self._translations.lack(key, self._language)
            code, why = _told(lack)
            tell(place or self._source_place(key), code, self._sentence(key[1], why))
        for text in self._words_lacking:
            code, why = _told("missing")
            if own_layout and text not in program_messages():
                tell(Place(f"{WORDS}/{self._language}.po"), code, self._sentence(text, why))
            else:
                place = place_of_program_words(self._language, text)
                tell(
                    place, code, f"{self._shown(text, why)}: it is a word of the program's own, not of the dossier"
                )

    def _sentence(self, text: str, why: str) -> str:
        return f"{self._shown(text, why)}: fill in its entry ('briefwright translate update' adds it)"

    def _shown(self, text: str, why: str) -> str:
        shown = " ".join(text.split())
        shown = f"{shown[:_SHOWN]}…" if len(shown) > _SHOWN else shown
        return f"'{shown}' {why.format(language=self._language)}, and is printed as it is"

    def _source_place(self, key: Key) -> Place:
        """Return where a text stands in the base or in its brief."""
        section, record, *location = key[0].split("/")
        steps = [int(step) if step.isdecimal() else step for step in location]
        if section == "briefs":
            return self._selection.brief.place(*steps)
        return self._selection.base.place(record, *steps)


def _told(lack: Lack) -> tuple[str, str]:
    """Return the code of the fault for a text without its translation, and what is wrong with it."""
    if lack == "fuzzy":
        return "FUZZY", "has changed since it was translated into '{language}'"
    return "UNTRANSLATED", "has no translation into '{language}'"
