"""Characters by the direction in which they are written (UAX 9), and scripts that have no italics."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Literal, TypeAlias

Direction: TypeAlias = Literal["ltr", "rtl"]

# Strong characters of right-to-left scripts, with the digits and marks that only their texts use: for UAX 9 some of
# these are weak, and "1, 2" in Persian would look like a part of the Latin words beside it.
RIGHT_TO_LEFT = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff"
_RIGHT_TO_LEFT = re.compile(f"[{RIGHT_TO_LEFT}]")
EAST_ASIAN = "\u2e80-\u303f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uffef"
_EAST_ASIAN = re.compile(f"[{EAST_ASIAN}]")
_UPRIGHT = re.compile(f"[{RIGHT_TO_LEFT}{EAST_ASIAN}]")


@lru_cache(maxsize=4096)
def direction_of_character(character: str) -> Direction | None:
    """Return the direction in which a character is written, or None where it takes that of its neighbours."""
    if _RIGHT_TO_LEFT.match(character):
        return "rtl"
    return "ltr" if unicodedata.bidirectional(character) == "L" else None


def first_direction(text: str) -> Direction | None:
    """Return the direction of the first character that has one (UAX 9, rule P2), or None."""
    return next(filter(None, map(direction_of_character, text)), None)


def has_right_to_left(text: str) -> bool:
    """Return whether a text holds a character of a right-to-left script."""
    return bool(_RIGHT_TO_LEFT.search(text))


def has_east_asian(text: str) -> bool:
    """Return whether a text holds an East Asian character, punctuation and wide forms included."""
    return bool(_EAST_ASIAN.search(text))


def stands_upright(text: str) -> bool:
    """Return whether a text holds a script without italics, in which weight takes the place of a slant."""
    return bool(_UPRIGHT.search(text))
