"""The marks with which a language parts words and sentences, and where it puts the call of a note."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Punctuation:
    """A language's marks, each with the spaces that belong to it.

    `comma` and `semicolon` part the members of an enumeration, `numbers` those of one that holds only numbers;
    `stop` closes a sentence, `space` parts it from the next. `after_calls` are the marks before which the call of a
    note stands; it stands after all others. `in_notes` turns the marks of a citation style, which are Latin, into
    the language's own.
    """

    comma: str = ", "
    semicolon: str = "; "
    numbers: str = ", "
    stop: str = "."
    space: str = " "
    after_calls: str = ""
    in_notes: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


_ALL = ".,;:!?…"
_ARABIC = MappingProxyType({",": "،", ";": "؛", "?": "؟"})
_CHINESE = MappingProxyType({",": "，", ";": "；", ":": "：", "?": "？"})
# Where the call stands: the United Nations Editorial Manual for English, French and Spanish; the typographic
# tradition of the others, which docs/languages.md names. In Russian it stands after what marks the tone.
_PUNCTUATION = {
    "ar": Punctuation(comma="، ", semicolon="؛ ", numbers="، ", after_calls=".,;:?!،؛؟", in_notes=_ARABIC),
    "es": Punctuation(after_calls=_ALL),
    "fa": Punctuation(comma="، ", semicolon="؛ ", numbers="، ", in_notes=_ARABIC),
    "fr": Punctuation(semicolon="\u202f; ", after_calls=_ALL),
    "ru": Punctuation(after_calls=".,;:"),
    "zh": Punctuation(comma="，", semicolon="；", numbers="、", stop="。", space="", in_notes=_CHINESE),
}
_ENGLISH = Punctuation()


def punctuation_of(tag: str) -> Punctuation:
    """Return the marks of a language (a BCP 47 tag)."""
    return _PUNCTUATION.get(tag.split("-")[0], _ENGLISH)
