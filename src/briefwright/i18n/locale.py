"""A language as its readers expect it: direction, dates, numbers, lists, quotation marks, sorting."""

from __future__ import annotations

import gettext
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal, TypeVar

from briefwright.i18n.edtf import Edtf
from briefwright.i18n.numbering import Numbering, in_digits, numbering_of
from briefwright.i18n.punctuation import Punctuation, punctuation_of
from briefwright.i18n.typography import quotation_marks_of, typographic

if TYPE_CHECKING:
    from babel import Locale as Cldr
    from icu import Collator

    from briefwright.i18n.po import Catalogue

T = TypeVar("T")
S = TypeVar("S", bound=str)
# The United Nations write British English; a bare language tag means the form its UN documents use.
_REGIONS = {"en": "en_GB"}
_RIGHT_TO_LEFT = frozenset({"ar", "arc", "dv", "fa", "he", "ku", "ps", "sd", "ug", "ur", "yi"})
_RIGHT_TO_LEFT_SCRIPTS = frozenset({"Arab", "Aran", "Hebr", "Mand", "Nkoo", "Samr", "Syrc", "Thaa"})
SOURCE_LANGUAGE = "en"
# The language tags in use here: language, script where it matters, region (BCP 47, RFC 5646 section 2.1).
LANGUAGE_TAG = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|\d{3}))?")


def direction_of(tag: str) -> Literal["ltr", "rtl"]:
    """Return the direction in which a language (a BCP 47 tag) is written."""
    language, *subtags = tag.split("-")
    script = next((subtag for subtag in subtags if len(subtag) == 4), "")
    if script:
        return "rtl" if script in _RIGHT_TO_LEFT_SCRIPTS else "ltr"
    return "rtl" if language in _RIGHT_TO_LEFT else "ltr"


def language_name(tag: str) -> str | None:
    """Return the English name of a language by its BCP 47 tag, or None where CLDR knows no such language."""
    from babel import Locale as Cldr
    from babel.core import UnknownLocaleError

    try:
        return Cldr.parse(tag, sep="-").get_display_name("en")
    except (UnknownLocaleError, ValueError):
        return None


@dataclass(frozen=True)
class Locale:
    """A language's own ways. `tag` is BCP 47; `words` translates the program's and the layouts' own words."""

    tag: str
    words: gettext.NullTranslations

    @cached_property
    def cldr(self) -> Cldr:
        """The CLDR data behind it."""
        from babel import Locale as Cldr

        return Cldr.parse(_REGIONS.get(self.tag, self.tag.replace("-", "_")))

    @property
    def direction(self) -> Literal["ltr", "rtl"]:
        """The direction of its script."""
        return direction_of(self.tag)

    @property
    def numbering(self) -> Numbering:
        """The numbering system of its numbers, list markers, pages and notes, by its CLDR name."""
        return numbering_of(self.tag)

    def localised_digits(self, text: str) -> str:
        """Return a text with its Latin digits as the language writes them; never for symbols and addresses."""
        return in_digits(text, self.numbering)

    def name_of(self, tag: str) -> str:
        """Return the name of a language, by its BCP 47 tag, in this one; CLDR's, which cannot be inflected."""
        from babel import Locale as Cldr

        return Cldr.parse(tag, sep="-").get_display_name(self.cldr) or tag

    def date(self, edtf: Edtf) -> str:
        """Return a date in words."""
        from briefwright.i18n.dates import date_in_words

        return date_in_words(edtf, self.cldr, self.words.gettext)

    @property
    def punctuation(self) -> Punctuation:
        """The marks that part its words and sentences."""
        return punctuation_of(self.tag)

    def number(self, number: int) -> str:
        """Return a whole number with the language's digits and grouping."""
        from babel.numbers import format_decimal

        grouped = abs(number) >= _GROUPED_FROM.get(self._language, 1_000)
        words = format_decimal(number, locale=self.cldr, group_separator=grouped, numbering_system=self.numbering)
        return self.localised_digits(words)

    def cardinal(self, number: int) -> str:
        """Return a number as running text has it: a small one in words, where no other word need agree with it."""
        word = _SMALL_NUMBERS.get(self._language, {}).get(number)
        return word or self.number(number)

    def capitalised(self, words: S) -> S:
        """Return words with the first letter of a sentence."""
        return type(words)(words[:1].upper() + words[1:])

    def join(self, items: Sequence[str]) -> str:
        """Return the items as a list in running text: "a, b and c"."""
        from babel.lists import format_list

        # CLDR's marks of direction are for lists in a text of the other direction, which these never are.
        return format_list(items, locale=self.cldr).replace("\u200f", "")

    def list_pattern(self) -> tuple[str, str]:
        """Return what stands between the items of a list in running text, and before the last one."""
        first, rest = self.join(["\ue000", "\ue001", "\ue002"]).split("\ue001")
        return first.replace("\ue000", ""), rest.replace("\ue002", "")

    def quote(self, text: str) -> str:
        """Return the text between the language's quotation marks."""
        opening, closing = self.quotation_marks
        return f"{opening}{text}{closing}"

    @property
    def quotation_marks(self) -> tuple[str, str]:
        """The language's opening and closing quotation mark."""
        return self.quotation_marks_within[:2]

    @property
    def quotation_marks_within(self) -> tuple[str, str, str, str]:
        """The language's quotation marks, and those of a quotation inside a quotation."""
        return quotation_marks_of(self.tag)

    def typeset(self, text: str) -> str:
        """Return a text with the marks that the language prints in place of a typewriter's."""
        return typographic(text, self.tag)

    @property
    def _language(self) -> str:
        return self.tag.split("-")[0]

    @cached_property
    def _collator(self) -> Collator:
        from icu import Collator
        from icu import Locale as IcuLocale

        return Collator.createInstance(IcuLocale(self.tag.replace("-", "_")))

    def sorted_by(self, pairs: Iterable[tuple[str, T]]) -> list[T]:
        """Return the second members of pairs sorted by the first, in the language's own alphabetical order."""
        ordered = sorted(pairs, key=lambda pair: self._collator.getSortKey(pair[0]))
        return [value for _, value in ordered]


# CLDR's minimumGroupingDigits, which Babel does not carry: 4482 is not grouped in Spanish, 30.000 is.
_GROUPED_FROM = {"es": 10_000}
# One to nine in words: United Nations Editorial Manual. "One" has a gender in French and Spanish; in Russian and
# Arabic the others have a gender or a case too, so those stand in figures.
_SMALL_NUMBERS = {
    language: dict(enumerate(words.split(), first))
    for language, (first, words) in {
        "en": (0, "zero one two three four five six seven eight nine"),
        "es": (2, "dos tres cuatro cinco seis siete ocho nueve"),
        "fr": (2, "deux trois quatre cinq six sept huit neuf"),
    }.items()
}


def locale_for(tag: str, own: Catalogue | None = None) -> Locale:
    """Return the locale of a language for which the layouts' words exist.

    `own` are the words of a dossier's own layouts, which come before the program's.

    Raises:
        LookupError: the layouts' words are not written in that language.

    """
    from briefwright.i18n.words import Words, words_in

    return Locale(tag, Words() if tag.split("-")[0] == SOURCE_LANGUAGE else words_in(tag, own))


def languages_with_words() -> tuple[str, ...]:
    """Return the languages in which the layouts' words exist."""
    from briefwright.i18n.words import package_languages

    return tuple(sorted({SOURCE_LANGUAGE, *package_languages()}))
