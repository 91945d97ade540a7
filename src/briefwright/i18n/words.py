"""The program's and the layouts' own words in a language, looked up in their catalogues."""

from __future__ import annotations

import gettext
from functools import lru_cache
from pathlib import Path

from briefwright.faults import Faults, Place
from briefwright.i18n.plurals import rule_of
from briefwright.i18n.po import Catalogue
from briefwright.i18n.po_reading import parse_po

CATALOGUES = Path(__file__).parent / "catalogues"
"""Where the program keeps its own words: one .po a language, and ``briefwright.pot``."""

# Chinese written with the other characters is another written language: its readers are not served by these words.
_OTHER_SCRIPT = ("zh-Hant", "zh-TW", "zh-HK", "zh-MO")


class Words(gettext.NullTranslations):
    """The words of some catalogues, those of the first before those of the next; of none, the source's own."""

    def __init__(self, *catalogues: Catalogue) -> None:
        super().__init__()
        self.is_source = not catalogues
        self._texts: dict[str, str] = {}
        self._plurals: dict[tuple[str, str], tuple[Catalogue, tuple[str, ...]]] = {}
        for catalogue in reversed(catalogues):
            for entry in catalogue.entries:
                if entry.is_done and entry.plural:
                    self._plurals[entry.msgid, entry.plural] = (catalogue, entry.strings)
                elif entry.is_done:
                    self._texts[entry.msgid] = entry.strings[0]

    def knows(self, message: str, plural: str = "") -> bool:
        """Tell whether a message, or one with a plural, is translated."""
        return (message, plural) in self._plurals if plural else message in self._texts

    def gettext(self, message: str) -> str:
        """Return a message in the language, or as it is where it is not translated."""
        return self._texts.get(message, message)

    def ngettext(self, singular: str, plural: str, number: int) -> str:
        """Return the form of a message that goes with a number."""
        found = self._plurals.get((singular, plural))
        if found is None:
            return singular if number == 1 else plural
        catalogue, strings = found
        _, rule = rule_of(catalogue.header.get("Plural-Forms", "")) or (1, lambda _: 0)
        return strings[min(rule(number), len(strings) - 1)]


def package_languages() -> tuple[str, ...]:
    """Return the languages of the program's own catalogues."""
    return tuple(sorted(path.stem for path in CATALOGUES.glob("*.po")))


def package_words(tag: str) -> Catalogue:
    """Return the program's own catalogue for a language: its own, or that of the language without its region.

    Raises:
        LookupError: there is none.

    """
    bare = tag.split("-")[0]
    for name in (tag, bare):
        path = CATALOGUES / f"{name}.po"
        if path.is_file() and not (name == bare and tag.startswith(_OTHER_SCRIPT)):
            return _package_catalogue(path)
    raise LookupError(tag)


@lru_cache(maxsize=16)
def _package_catalogue(path: Path) -> Catalogue:
    faults = Faults()
    catalogue = parse_po(path.read_text(encoding="utf-8"), path.name, faults)
    faults.stop_if_any()
    assert catalogue is not None, "a catalogue that cannot be read is an error"  # noqa: S101
    return catalogue


def place_of_program_words(tag: str, message: str) -> Place:
    """Return where a message of the program's own is to be translated: at its entry, if it has one yet."""
    catalogue = package_words(tag)
    entry = next((entry for entry in catalogue.entries if entry.msgid == message and not entry.obsolete), None)
    return Place(f"briefwright/i18n/catalogues/{catalogue.path}", entry.line if entry else 1)


@lru_cache(maxsize=1)
def program_messages() -> frozenset[str]:
    """Return every message of the program's own, as its template for translators has them."""
    return frozenset(entry.msgid for entry in _package_catalogue(CATALOGUES / "briefwright.pot").entries)


def words_in(tag: str, own: Catalogue | None = None) -> Words:
    """Return the words of a language: those of a dossier's own layouts first, where it has a catalogue of them.

    Raises:
        LookupError: the program's own words are not written in that language.

    """
    return _package_words(tag) if own is None else Words(own, package_words(tag))


@lru_cache(maxsize=16)
def _package_words(tag: str) -> Words:
    return Words(package_words(tag))
