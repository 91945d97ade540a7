"""How a language counts, in gettext's terms: how many forms a word has, and which one goes with a number."""

from __future__ import annotations

import gettext
import re
from collections.abc import Callable
from functools import lru_cache

Rule = Callable[[int], int]

_HEADER = re.compile(r"\s*nplurals\s*=\s*(\d)\s*;\s*plural\s*=\s*([^;]{1,500});?\s*")
# What translators' tools write (GNU gettext manual 11.2.6; Arabic and Persian as Poedit and Weblate have them).
_KNOWN = {
    "ar": "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5);",
    "en": "nplurals=2; plural=(n != 1);",
    "es": "nplurals=2; plural=(n != 1);",
    "fa": "nplurals=2; plural=(n > 1);",
    "fr": "nplurals=2; plural=(n > 1);",
    "ru": "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);",
    "zh": "nplurals=1; plural=0;",
}
_CATEGORIES = ("zero", "one", "two", "few", "many", "other")
_SAMPLES = (*range(210), 1_000, 1_001, 10_000, 1_000_000, 2_000_000)


def plural_forms(tag: str) -> str:
    """Return the header field ``Plural-Forms`` of a language; of one that nobody knows, that of one form."""
    language = tag.split("-")[0]
    if language in _KNOWN:
        return _KNOWN[language]
    from babel.core import UnknownLocaleError
    from babel.messages.plurals import get_plural

    try:
        return str(get_plural(language).plural_forms)
    except (UnknownLocaleError, ValueError):
        return "nplurals=1; plural=0;"


def rule_of(header: str) -> tuple[int, Rule] | None:
    """Return the number of forms and the rule of a field ``Plural-Forms``, or None where it is none."""
    match = _HEADER.fullmatch(header)
    if match is None or not int(match[1]):
        return None
    try:
        return int(match[1]), gettext.c2py(match[2])
    except (ValueError, RecursionError):
        return None


@lru_cache(maxsize=64)
def is_right(header: str, tag: str) -> bool:
    """Tell whether a field ``Plural-Forms`` is right for a language: as gettext's tools have it, or as CLDR."""
    rule = rule_of(header)
    if rule is None:
        return False
    expected = rule_of(plural_forms(tag))
    return (expected is not None and _agree(rule, expected)) or _is_cldr(rule, tag)


def _agree(one: tuple[int, Rule], other: tuple[int, Rule]) -> bool:
    return one[0] == other[0] and _forms(one[1]) == _forms(other[1])


def _forms(rule: Rule) -> list[int] | None:
    try:
        return [rule(number) for number in _SAMPLES]
    except (ArithmeticError, ValueError):
        return None


def _is_cldr(rule: tuple[int, Rule], tag: str) -> bool:
    """Tell whether a rule is CLDR's for whole numbers, its forms in CLDR's order."""
    from babel import Locale, UnknownLocaleError

    try:
        category = Locale.parse(tag.split("-")[0]).plural_form
    except (UnknownLocaleError, ValueError):
        return False
    named = [category(number) for number in _SAMPLES]
    used = [name for name in _CATEGORIES if name in named or name == "other"]
    forms = _forms(rule[1])
    for order in (used, [name for name in used if name in named]):
        if rule[0] == len(order) and forms == [order.index(name) for name in named]:
            return True
    return False
