"""Letters that differ in a few paragraphs: the body is laid out, doubted and painted once.

Of each letter the paragraphs that differ are laid out into the places of those that they replace, and the letter is
written as any document is. It is the same to the byte as if it had been laid out alone. Where that cannot be known,
and wherever there is the least doubt about a letter, it is left to be printed on its own, which says what is wrong.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from typing import Any

import weasyprint
from weasyprint.urls import FatalURLFetchingError

from briefwright.writers.pdf.body import Body, Place, Wording, body_of
from briefwright.writers.pdf.packing import packed_once
from briefwright.writers.pdf.printing import Complaints, Nothing
from briefwright.writers.pdf.wardrobe import Wardrobe, shared


def print_letters(page: str, places: Sequence[Place], wordings: Sequence[Wording]) -> tuple[dict[str, Any], bytes]:
    """Return the letters that a page becomes by each wording: how long their PDFs are, and these end to end.

    `page` is the first letter whole. The size is None for a letter that must be printed on its own.
    """
    complaints, fetcher, wardrobe = Complaints(), Nothing(), Wardrobe()
    body, letters = None, list[bytes]()
    logger = logging.getLogger("weasyprint")
    logger.addHandler(complaints)
    try:
        with shared(wardrobe), packed_once():
            body = body_of(weasyprint.HTML(string=page, url_fetcher=fetcher), places, wordings[0], wardrobe)
            letters += _letters(body, wordings[1:], complaints) if body is not None else []
    except FatalURLFetchingError:
        letters = []
    finally:
        logger.removeHandler(complaints)
    if fetcher.asked:
        letters = []
    sizes = [len(letter) or None for letter in letters]
    pages = len(body.layout.pages) if body is not None else 0
    return {"pages": pages, "sizes": [*sizes, *[None] * (len(wordings) - len(sizes))]}, b"".join(letters)


def _letters(body: Body, wordings: Sequence[Wording], complaints: Complaints) -> Iterator[bytes]:
    """Return the letters, up to the first that WeasyPrint complains of: it may complain of a thing but once."""
    if complaints.any:
        return
    yield body.first
    for wording in wordings:
        letter = body.letter(wording)
        if complaints.any:
            return
        yield letter
