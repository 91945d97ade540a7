"""What can be wrong with a PDF, as data that crosses from the printing process to the build."""

from __future__ import annotations

import unicodedata
from abc import ABC, abstractmethod
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Problem(ABC):
    """One reason why a PDF was not handed out; `message` says what to do about it."""

    @property
    @abstractmethod
    def message(self) -> str:
        """A sentence for the author."""


@dataclass(frozen=True, slots=True)
class MissingGlyph(Problem):
    """A character that no font has, the families that the style sheet asks for there, and the words around it."""

    char: str
    families: tuple[str, ...] = ()
    around: str = ""

    @property
    def message(self) -> str:
        """The character by sight, code point and name, where it stands, and the fonts that lack it."""
        name = unicodedata.name(self.char, "unnamed")
        asked = ", ".join(self.families) or "the fonts of the style sheet"
        where = f" in “{self.around}”" if self.around else ""
        return (
            f"no font has the character “{self.char}” (U+{ord(self.char):04X} {name}){where}: asked for were "
            f"{asked}; replace the character, or install a font that has it and name it in the layout's style sheet"
        )


@dataclass(frozen=True, slots=True)
class NoteTooTall(Problem):
    """A note that is taller than the text area of its page, of which the top would be lost."""

    number: int

    @property
    def message(self) -> str:
        """Which note to shorten."""
        return f"note {self.number} is taller than a page: shorten it, or split it into two notes"


@dataclass(frozen=True, slots=True)
class NoteMisplaced(Problem):
    """A note that does not stand exactly once, on the page of its call or the one after."""

    number: int
    called: int
    stands: tuple[int, ...]

    @property
    def message(self) -> str:
        """Where the note is called and where it stands."""
        where = ", ".join(map(str, self.stands)) or "none"
        return (
            f"note {self.number} is called on page {self.called} and stands on page {where}: "
            "the layout's style sheet takes its call out of the text flow (grid, flex, columns, position)"
        )


@dataclass(frozen=True, slots=True)
class OffPage(Problem):
    """Words that lie beyond the edge of the paper, under the notes, or where a box cuts them off."""

    page: int
    words: str

    @property
    def message(self) -> str:
        """The page, and the words that cannot be read there."""
        return (
            f"“{self.words}” cannot be read on page {self.page}: it lies off the paper, under the notes or is cut "
            "off; shorten it or what stands before it, or mend the layout's style sheet"
        )


@dataclass(frozen=True, slots=True)
class WordsLost(Problem):
    """Words of the document that are on no page."""

    words: str

    @property
    def message(self) -> str:
        """The words."""
        return f"“{self.words}” is on no page of the PDF: the layout's style sheet hides or cuts it"


@dataclass(frozen=True, slots=True)
class SeeThrough(Problem):
    """An element that the style sheet makes fainter with `opacity`."""

    tag: str

    @property
    def message(self) -> str:
        """The element, and what to write instead."""
        return f"the layout's style sheet gives {self.tag} an opacity: use a lighter colour, which can be tagged"


@dataclass(frozen=True, slots=True)
class Slanted(Problem):
    """Words in a script without italics that the style sheet slants: WeasyPrint draws wrong glyphs for them."""

    words: str

    @property
    def message(self) -> str:
        """The words, and the rule that keeps them upright."""
        return (
            f"“{self.words}” is set in italics, which its script does not have: "
            "give it font-style: normal in the layout's style sheet"
        )


@dataclass(frozen=True, slots=True)
class Reached(Problem):
    """An address that the page tried to load. Nothing is ever loaded."""

    url: str

    @property
    def message(self) -> str:
        """The address."""
        return f"the document tries to load {self.url[:120]}: a PDF is made without files or network"


@dataclass(frozen=True, slots=True)
class Logged(Problem):
    """A complaint of WeasyPrint's own."""

    complaint: str

    @property
    def message(self) -> str:
        """The complaint."""
        return f"the PDF cannot be made as asked: {self.complaint[:300]}"


@dataclass(frozen=True, slots=True)
class OutOfBounds(Problem):
    """A layout that took more time or memory than a document may."""

    what: str

    @property
    def message(self) -> str:
        """Which bound was reached."""
        return f"the layout ran out of {self.what}: a table, a word or a style rule of this document is too large"


KINDS: dict[str, type[Problem]] = {
    kind.__name__: kind
    for kind in (
        MissingGlyph,
        NoteTooTall,
        NoteMisplaced,
        OffPage,
        WordsLost,
        SeeThrough,
        Slanted,
        Reached,
        Logged,
        OutOfBounds,
    )
}


class PdfRefused(Exception):
    """Raised instead of handing out a PDF that is not what went in; `problems` holds every reason."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = tuple(dict.fromkeys(problems))
        super().__init__("\n".join(problem.message for problem in self.problems))


def to_data(problem: Problem) -> dict[str, Any]:
    """Return a problem as plain data."""
    return {"kind": type(problem).__name__, **asdict(problem)}


def from_data(data: dict[str, Any]) -> Problem:
    """Return the problem that plain data tells of."""
    fields = {key: tuple(value) if isinstance(value, list) else value for key, value in data.items()}
    kind = fields.pop("kind")
    return KINDS[str(kind)](**fields)
