"""Names in BibTeX's three forms, BibLaTeX's fourth, and corporate names in braces ↔ CSL's names.

``First von Last``, ``von Last, First``, ``von Last, Jr, First``; ``family=…, given=…``; ``{Example Institute}``.
A *von* is CSL's non-dropping particle: notes keep it with the family name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from briefwright.facts.exchange.latex import from_latex, to_latex

_PARTS = {"family": "family", "given": "given", "suffix": "suffix", "prefix": "non-dropping-particle"}
_EXTENDED = re.compile(r"\s*(?:family|given|prefix|suffix|[a-z]+-i|useprefix)\s*=")


def read_names(text: str) -> list[dict[str, str]]:
    """Return the names of a field, in their order."""
    return [
        name for part in _split(text, re.compile(r"\s+and\s+", re.IGNORECASE)) if (name := _read_name(part.strip()))
    ]


def _read_name(text: str) -> dict[str, str]:
    if is_group(text):
        return _without_empty(literal=from_latex(text))
    if text.lower() == "others":
        return {"literal": "others"}
    parts = [part.strip() for part in _split(text, re.compile(","))]
    if _EXTENDED.match(text):
        return _extended(parts)
    if len(parts) == 1:
        return _first_von_last(_words(text))
    particle, family = _von_last(_words(parts[0]))
    suffix = parts[1] if len(parts) > 2 else ""
    return _without_empty(
        particle=particle, family=family, given=" ".join(parts[2 if len(parts) > 2 else 1 :]), suffix=suffix
    )


def _extended(parts: Iterable[str]) -> dict[str, str]:
    pairs = (part.partition("=") for part in parts)
    read = {_PARTS[key.strip()]: from_latex(value.strip(' "')) for key, _, value in pairs if key.strip() in _PARTS}
    return {name: value for name, value in read.items() if value}


def _first_von_last(words: list[str]) -> dict[str, str]:
    """Return a name without comma: a word in lower case starts the particle, the last word is the family's."""
    start = next((place for place, word in enumerate(words[:-1]) if _is_lower(word)), len(words) - 1)
    particle, family = _von_last(words[start:])
    return _without_empty(particle=particle, family=family, given=" ".join(words[:start]))


def _von_last(words: list[str]) -> tuple[str, str]:
    """Return particle and family: the particle reaches to the last word in lower case before the last word."""
    last = max((place for place, word in enumerate(words[:-1]) if _is_lower(word)), default=-1)
    if last < 0 or not _is_lower(words[0]):
        return "", " ".join(words)
    return " ".join(words[: last + 1]), " ".join(words[last + 1 :])


def _without_empty(
    *, particle: str = "", family: str = "", given: str = "", suffix: str = "", literal: str = ""
) -> dict[str, str]:
    parts = {
        "non-dropping-particle": particle,
        "family": family,
        "given": given,
        "suffix": suffix,
        "literal": literal,
    }
    return {
        name: text for name, value in parts.items() if (text := from_latex(value) if name != "literal" else value)
    }


def _is_lower(word: str) -> bool:
    """Whether a word starts with a letter in lower case; braces without an accent in them have no case."""
    if word.startswith("{") and not word.startswith("{\\"):
        return False
    return next((letter.islower() for letter in from_latex(word) if letter.isalpha()), False)


def _words(text: str) -> list[str]:
    return [word for word in _split(text, re.compile(r"[\s~]+")) if word]


def is_group(text: str) -> bool:
    """Whether one pair of braces stands around the whole text."""
    return text.startswith("{") and _depth_ends(text) == len(text)


def _depth_ends(text: str) -> int:
    """Return where the first group of a text ends."""
    depth = 0
    for match in re.finditer(r"[{}]", text):
        depth += {"{": 1, "}": -1}.get(match[0], 0)
        if depth == 0 and match[0] == "}":
            return match.end()
    return 0


def _split(text: str, separator: re.Pattern[str]) -> Iterator[str]:
    """Return the parts of a text between separators that stand outside of braces."""
    depth, start, position = 0, 0, 0
    while position < len(text):
        character = text[position]
        found = separator.match(text, position) if depth == 0 else None
        if found and found[0]:
            yield text[start:position]
            start = position = found.end()
            continue
        depth += {"{": 1, "}": -1}.get(character, 0)
        position += 1
    yield text[start:]


def write_names(names: Iterable[Mapping[str, str]]) -> str:
    """Return names as BibTeX writes them; what a name has besides is the caller's to keep."""
    return " and ".join(_write_name(name) for name in names)


def _write_name(name: Mapping[str, str]) -> str:
    if "family" not in name:
        return f"{{{to_latex(name.get('literal', ''))}}}"
    family = " ".join([*name.get("non-dropping-particle", "").split(), _family(name)])
    if not name.get("given") and not name.get("suffix"):
        return family if not re.search(r"[\s{]", family) else f"{family},"
    rest = [part for part in (name.get("suffix"), name.get("given", "")) if part is not None]
    return ", ".join([family, *(_guarded(part) for part in rest)])


def _family(name: Mapping[str, str]) -> str:
    """Return the family name, in braces where a part of it would be taken for a particle."""
    family = name["family"]
    lower = any(word[:1].islower() for word in family.split())
    return f"{{{to_latex(family)}}}" if lower else _guarded(family)


def _guarded(text: str) -> str:
    """Return a part of a name, in braces where a comma or an "and" would split it."""
    return f"{{{to_latex(text)}}}" if re.search(r",|=|\band\b", text, re.IGNORECASE) else to_latex(text)
