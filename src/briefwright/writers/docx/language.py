"""Languages as Word wants them: culture names, and the direction in which they are written."""

from __future__ import annotations

import re
from functools import lru_cache

from babel.core import get_global

from briefwright.document.nodes import Metadata
from briefwright.i18n.locale import direction_of
from briefwright.i18n.scripts import Direction, direction_of_character

# LEFT-TO-RIGHT MARK and RIGHT-TO-LEFT MARK.
_MARKS: dict[Direction, str] = {"ltr": "\u200e", "rtl": "\u200f"}
_REGION = re.compile(r"-(?:[A-Z]{2}|\d{3})(?:-|$)")
# The United Nations write British English; CLDR would take a bare "en" for American.
_REGIONS = {"en": "GB"}
# The cultures of words in a script that is not the document's own.
_LATIN, _ARABIC = "en-GB", "ar-SA"
_EAST_ASIAN = frozenset({"ja", "ko", "zh"})


def is_right_to_left(tag: str) -> bool:
    """Return whether a language (a BCP 47 tag) runs from right to left; a script subtag decides where given."""
    return direction_of(tag) == "rtl"


@lru_cache
def culture(tag: str) -> str:
    """Return a BCP 47 tag with a region, without which Word finds no dictionary: ``fa`` gives ``fa-IR``."""
    if _REGION.search(tag):
        return tag
    region = _REGIONS.get(tag) or _likely_region(tag)
    return f"{tag}-{region}" if region else tag


def languages(metadata: Metadata) -> dict[str, str]:
    """Return the culture of each kind of script: ``w:lang`` tells Latin, East Asian and complex scripts apart."""
    own = culture(metadata.language)
    if metadata.direction == "rtl":
        return {"val": _LATIN, "eastAsia": _LATIN, "bidi": own}
    if metadata.language.split("-")[0] in _EAST_ASIAN:
        return {"val": _LATIN, "eastAsia": own, "bidi": _ARABIC}
    return {"val": own, "eastAsia": own, "bidi": _ARABIC}


def _likely_region(tag: str) -> str:
    """Return the region that CLDR thinks most likely for a language, or an empty string."""
    likely = get_global("likely_subtags")
    return str(likely.get(tag.replace("-", "_"), "")).rpartition("_")[2]


def marks_around(text: str, direction: Direction) -> tuple[str, str]:
    """Return the marks that keep a text of one direction together in a line of the other, before and behind it.

    Word goes by the run, which says its direction; LibreOffice goes by the characters alone (UAX 9), and would give
    a bracket or a number at the edge of the text to the line. A mark is an invisible letter of a direction.
    """
    mark = _MARKS[direction]
    first = direction_of_character(text[:1] or mark)
    # A number takes the direction of the letters before it (UAX 9, W7).
    last = direction if text[-1:].isdigit() else direction_of_character(text[-1:] or mark)
    return "" if first == direction else mark, "" if last == direction else mark
