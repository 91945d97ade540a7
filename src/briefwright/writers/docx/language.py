"""Languages as Word wants them: culture names, and the direction in which they are written."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from babel.core import get_global

from briefwright.i18n.locale import direction_of

_REGION = re.compile(r"-(?:[A-Z]{2}|\d{3})(?:-|$)")
# The United Nations write British English; CLDR would take a bare "en" for American.
_REGIONS = {"en": "GB"}


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


def _likely_region(tag: str) -> str:
    """Return the region that CLDR thinks most likely for a language, or an empty string."""
    likely = get_global("likely_subtags")
    return str(likely.get(tag.replace("-", "_"), "")).rpartition("_")[2]


def first_strong_is_right_to_left(text: str) -> bool | None:
    """Return the direction of the first strong character (UAX 9, rule P2), or None where there is none."""
    for character in text:
        direction = unicodedata.bidirectional(character)
        if direction in {"L", "R", "AL"}:
            return direction != "L"
    return None
