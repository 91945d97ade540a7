"""A language as its readers expect it: direction, dates, numbers, lists, quotation marks, sorting."""

from __future__ import annotations

import gettext
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal, TypeVar

from briefwright.i18n.edtf import Edtf
from briefwright.i18n.typography import typographic

if TYPE_CHECKING:
    from babel import Locale as Cldr
    from icu import Collator

T = TypeVar("T")
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

    def date(self, edtf: Edtf) -> str:
        """Return a date in words."""
        from briefwright.i18n.dates import date_in_words

        return date_in_words(edtf, self.cldr, self.words.gettext)

    def number(self, number: int) -> str:
        """Return a whole number with the language's digits and grouping."""
        from babel.numbers import format_decimal

        return format_decimal(number, locale=self.cldr)

    def cardinal(self, number: int) -> str:
        """Return a number as running text has it: one to nine in words, then figures (UN Editorial Manual)."""
        small = (
            self.words.gettext("zero"),
            self.words.gettext("one"),
            self.words.gettext("two"),
            self.words.gettext("three"),
            self.words.gettext("four"),
            self.words.gettext("five"),
            self.words.gettext("six"),
            self.words.gettext("seven"),
            self.words.gettext("eight"),
            self.words.gettext("nine"),
        )
        return small[number] if 0 <= number < len(small) else self.number(number)

    def join(self, items: Sequence[str]) -> str:
        """Return the items as a list in running text: "a, b and c"."""
        from babel.lists import format_list

        return format_list(items, locale=self.cldr)

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
        return _QUOTES.get(self.tag.split("-")[0], ("\u201c", "\u201d"))

    def typeset(self, text: str) -> str:
        """Return a text with the marks that the language prints in place of a typewriter's."""
        return typographic(text, self.quotation_marks)

    @cached_property
    def _collator(self) -> Collator:
        from icu import Collator
        from icu import Locale as IcuLocale

        return Collator.createInstance(IcuLocale(self.tag.replace("-", "_")))

    def sorted_by(self, pairs: Iterable[tuple[str, T]]) -> list[T]:
        """Return the second members of pairs sorted by the first, in the language's own alphabetical order."""
        ordered = sorted(pairs, key=lambda pair: self._collator.getSortKey(pair[0]))
        return [value for _, value in ordered]


# CLDR's quotation marks (characters/delimiters); Babel does not carry them.
_QUOTES = {
    "ar": ("\u201d", "\u201c"),
    "en": ("\u201c", "\u201d"),
    "es": ("«", "»"),
    "fa": ("«", "»"),
    "fr": ("«\u202f", "\u202f»"),
    "ru": ("«", "»"),
    "zh": ("\u201c", "\u201d"),
}


def locale_for(tag: str) -> Locale:
    """Return the locale of a language for which the layouts' words exist.

    Raises:
        LookupError: the layouts' words are not written in that language.

    """
    if tag.split("-")[0] != SOURCE_LANGUAGE:
        raise LookupError(tag)
    return Locale(tag, gettext.NullTranslations())
