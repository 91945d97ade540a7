"""Documents that are alike, finished once: of the next, only the words that it has of its own are."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from briefwright.document.direction import directed
from briefwright.document.nodes import Document, Paragraph
from briefwright.document.variants import Path, block_at, changed_paragraphs, paragraph_at, with_paragraphs

# How many unlike drafts are remembered: letters differ by paper or by the direction of an address, and little else.
_REMEMBERED = 8


class FinishedOnce:
    """Finishes drafts, each as `finish` does: its notes numbered, worded and set, its lines directed.

    Citing changes nothing in paragraphs of words alone, nor does it depend on them, and a line is directed by
    itself: so where drafts differ in the words of paragraphs only, all else is taken from the one finished before.
    """

    def __init__(self, finish: Callable[[Document], Document]) -> None:
        self._finish = finish
        self._known: list[tuple[Document, Document]] = []

    def __call__(self, draft: Document) -> Document:
        """Return a draft finished. Raises what `finish` raises."""
        for known, finished in self._known:
            paths = changed_paragraphs(known, draft)
            if paths is not None and _stand(known, finished, paths):
                own = _directed([paragraph_at(draft, path) for path in paths], draft)
                return with_paragraphs(finished, zip(paths, own, strict=True))
        finished = self._finish(draft)
        self._known = [*self._known[-_REMEMBERED + 1 :], (draft, finished)]
        return finished


def _stand(draft: Document, finished: Document, paths: Sequence[Path]) -> bool:
    """Return whether the paragraphs at some places of a draft are those at the same places of it when finished."""
    own = _directed([paragraph_at(draft, path) for path in paths], draft)
    return own == [block_at(finished, path) for path in paths]


def _directed(paragraphs: Sequence[Paragraph], document: Document) -> list[Paragraph]:
    alone = directed(replace(document, content=tuple(paragraphs)))
    return [block for block in alone.content if isinstance(block, Paragraph)]
