"""Letters that differ only in the words of a few paragraphs: the first is written, of the others only these words.

Each is the same to the byte as if it had been written alone: the other parts of the file are copied as they are.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from lxml import etree

from briefwright.document.nodes import Document, Paragraph, Text
from briefwright.document.variants import Path, alike, changed_paragraphs, paragraph_at, with_paragraphs
from briefwright.writers.docx.bookmarks import Bookmarks
from briefwright.writers.docx.check import Parts, faults_in, parts_of
from briefwright.writers.docx.inlines import InlineWriter, Look, run
from briefwright.writers.docx.links import Links
from briefwright.writers.docx.markup import parse
from briefwright.writers.docx.members import entry_of, with_entry
from briefwright.writers.docx.stylesheet import StyleSheet
from briefwright.writers.docx.writer import UnsoundDocument, write_docx

_TEXT = "word/document.xml"
# Stands for the words of a paragraph while the rest is written; private characters say nothing elsewhere.
_GAP = "\ue0f0{}\ue0f1"


def write_docxs(letters: Sequence[Document], *, letterhead: bytes | None = None) -> list[bytes]:
    """Return each letter as a Word file, in their order; those that are alike share all that they can.

    Raises what `write_docx` raises.
    """
    written: dict[int, bytes] = {}
    for group in alike(letters):
        files = _written([letters[number] for number in group], letterhead)
        written.update(zip(group, files, strict=True))
    return [written[number] for number in range(len(letters))]


def _written(letters: Sequence[Document], letterhead: bytes | None) -> Iterator[bytes]:
    """Return letters that are alike."""
    first, *others = letters
    data = write_docx(first, letterhead=letterhead)
    yield data
    mould = _mould(letters, data, letterhead) if len(others) > 1 else None
    for letter in others:
        yield mould.cast(letter) if mould is not None else write_docx(letter, letterhead=letterhead)


@dataclass(frozen=True, slots=True)
class _Gap:
    """Where words of a letter's own go: the path of their paragraph, their look, and what stands there instead."""

    path: Path
    look: Look
    runs: str


@dataclass(frozen=True, slots=True)
class _Mould:
    """A written letter, and its text in pieces, with a gap before each but the first."""

    data: bytes
    pieces: Sequence[str]
    gaps: Sequence[_Gap]
    trees: dict[str, etree._Element]
    inlines: InlineWriter

    def text_of(self, letter: Document) -> bytes:
        """Return the text part of a letter."""
        first, *others = self.pieces
        contents = (paragraph_at(letter, gap.path).content for gap in self.gaps)
        runs = (self.inlines.write(content, gap.look) for gap, content in zip(self.gaps, contents, strict=True))
        return "".join((first, *chain.from_iterable(zip(runs, others, strict=True)))).encode()

    def cast(self, letter: Document) -> bytes:
        """Return a letter as a Word file, in which the last gate finds nothing."""
        text = self.text_of(letter)
        faults = faults_in(Parts({**self.trees, _TEXT: parse(text)}))
        if faults:
            raise UnsoundDocument("\n".join(faults))
        return with_entry(self.data, _TEXT, text)


def _mould(letters: Sequence[Document], data: bytes, letterhead: bytes | None) -> _Mould | None:
    """Return what letters are made of that are like the first; None where the first does not come out of it."""
    first = letters[0]
    paths = sorted({path for letter in letters for path in changed_paragraphs(first, letter) or ()})
    hollow = with_paragraphs(first, [(path, _hollow(first, path, number)) for number, path in enumerate(paths)])
    text = entry_of(write_docx(hollow, letterhead=letterhead), _TEXT).decode()
    gaps = [_gap(first, path, number, text) for number, path in enumerate(paths)]
    found = [gap for gap in gaps if gap is not None]
    inlines = InlineWriter(StyleSheet(first.metadata), Bookmarks(), Links(), None)
    mould = _Mould(data, list(_cut(text, found)), found, parts_of(data).trees, inlines)
    sound = len(found) == len(gaps) and mould.text_of(first) == entry_of(data, _TEXT)
    return mould if sound else None


def _cut(text: str, gaps: Sequence[_Gap]) -> Iterator[str]:
    """Return what stands around gaps, which are in the order of the text."""
    for gap in gaps:
        before, _, text = text.partition(gap.runs)
        yield before
    yield text


def _hollow(document: Document, path: Path, number: int) -> Paragraph:
    return replace(paragraph_at(document, path), content=(Text(_GAP.format(number)),))


def _gap(document: Document, path: Path, number: int, text: str) -> _Gap | None:
    """Return a gap of a text, by the look that it shows; None where it does not stand there once, in one look."""
    looks = (Look(), Look(True), Look(True, document.metadata.language))
    shown = [_Gap(path, look, run(_GAP.format(number), look)) for look in looks]
    found = [gap for gap in shown if text.count(gap.runs) == 1]
    # The first words of a dated line stand apart from the others.
    apart = paragraph_at(document, path).role == "entry"
    return found[0] if len(found) == 1 and not apart else None
