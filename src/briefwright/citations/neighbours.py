"""A line of words in two scripts: which of its marks and digits belong to the words of the document's language."""

from __future__ import annotations

import re

from briefwright.i18n.numbering import in_digits, numbering_of
from briefwright.i18n.punctuation import punctuation_of
from briefwright.i18n.typography import quotation_marks_of

OWN_LETTERS = {"ar": "\u0600-\u06ff", "fa": "\u0600-\u06ff", "zh": "\u3400-\u9fff"}
"""The letters of the languages whose notes have marks of their own, as a class of a regular expression."""

_BEFORE_NUMBER, _BEHIND_NUMBER = re.compile(r"(?:^|[(\[,;:،؛]\s*)[\d–-]*$"), re.compile(r"[\d–\s-]+(.)")
_LONGEST_NUMBER = 20
_QUOTED = re.compile(r"[\"“]([^\"“”]*)[\"”]")


class Neighbours:
    """A line of words, in which each mark belongs to the letters nearest to it."""

    def __init__(self, words: str, primary: str) -> None:
        self._words = words
        self._own = re.compile(f"[{OWN_LETTERS[primary]}]")
        self._numbering = numbering_of(primary)
        self._marks = punctuation_of(primary).in_notes
        self._wide = primary == "zh"
        self._quotes = quotation_marks_of(primary)[:2] if primary == "fa" else ("”", "“")
        self._before = self._nearest(words)
        self._after = self._nearest(words[::-1])[::-1]

    def _nearest(self, words: str) -> list[str]:
        """Return for each character which letters come last before it: "own", "other" or none."""
        found: list[str] = []
        last = ""
        for character in words:
            found.append(last)
            if character.isalpha():
                last = "own" if self._own.match(character) else "other"
        return found

    def changed(self) -> list[str]:
        """Return the characters of the line, each as it is to be printed."""
        characters = [self._character(place) for place in range(len(self._words))]
        if self._wide:
            self._drop_spaces(characters)
        return characters if self._wide else self._quoted(characters)

    def _character(self, place: int) -> str:
        character = self._words[place]
        if character in "0123456789":
            return in_digits(character, self._numbering) if self._is_own_number(place) else character
        if character in self._marks and not self._is_inside(place) and self._is_own(place):
            return self._marks[character]
        return character

    def _is_inside(self, place: int) -> bool:
        """Tell whether a mark stands within a word or a number: "10:30", "6(2):4"."""
        return place + 1 < len(self._words) and self._words[place + 1].isalnum()

    def _is_own(self, place: int) -> bool:
        if self._before[place] == "own":
            return True
        if self._words[place + 1 : place + 2] == "”":  # American styles put the comma inside a title's marks
            return False
        behind = place + 1
        while behind < len(self._words) and self._words[behind].isspace():
            behind += 1
        if behind < len(self._words) and self._words[behind].isdecimal():
            return self._is_own_number(behind)
        return self._after[place] == "own"

    def _is_own_number(self, place: int) -> bool:
        """Tell whether a digit belongs to own words: behind them, or right before them."""
        if self._before[place] == "own":
            return True
        letter = _BEHIND_NUMBER.match(self._words, place)
        opens = _BEFORE_NUMBER.search(self._words, max(0, place - _LONGEST_NUMBER), place)
        return bool(opens and letter and self._own.match(letter[1])) or (
            not self._before[place] and self._after[place] != "other"
        )

    def _drop_spaces(self, characters: list[str]) -> None:
        """Drop the space behind a mark that is as wide as two letters."""
        for place, character in enumerate(characters[1:], 1):
            if character == " " and characters[place - 1] in self._marks.values():
                characters[place] = ""

    def _quoted(self, characters: list[str]) -> list[str]:
        """Return the characters with quotation marks of the language around own words, and English ones else."""
        for quoted in _QUOTED.finditer(self._words):
            first = next((letter for letter in quoted[1] if letter.isalpha()), "")
            own = bool(first and self._own.match(first))
            characters[quoted.start()], characters[quoted.end() - 1] = self._quotes if own else ("“", "”")
        return characters
