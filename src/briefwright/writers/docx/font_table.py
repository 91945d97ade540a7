"""The font table: for each font that our styles name, the one that a reader without it sees (ECMA-376 17.8)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from briefwright.writers.docx.markup import part_xml
from briefwright.writers.docx.style_markup import FACES


@dataclass(frozen=True, slots=True)
class _Stand:
    """What stands in for a font, and by which Windows character set and family Word looks for one (17.8.3.2)."""

    instead: str
    charset: str
    family: str


# Free fonts of the same widths for those of Word; for the others, fonts that every Word brings.
_STANDS = {
    "Cambria": _Stand("Caladea", "00", "roman"),
    "Calibri": _Stand("Carlito", "00", "swiss"),
    "Noto Sans Arabic": _Stand("Times New Roman", "B2", "swiss"),
    "Noto Serif CJK SC": _Stand("SimSun", "86", "roman"),
    "Noto Sans CJK SC": _Stand("Microsoft YaHei", "86", "swiss"),
}


def font_table_xml() -> bytes:
    """Return the part, with every font of our faces."""
    named = dict.fromkeys(name for face in FACES.values() for name in face)
    return part_xml("fonts", "".join(_font(name, _STANDS[name]) for name in named))


def _font(name: str, stand: _Stand) -> str:
    return (
        f'<w:font w:name="{name}"><w:altName w:val="{stand.instead}"/><w:charset w:val="{stand.charset}"/>'
        f'<w:family w:val="{stand.family}"/><w:pitch w:val="variable"/></w:font>'
    )


def stand_ins(names: Iterable[str]) -> tuple[str, ...]:
    """Return what stands in for some fonts where they are missing."""
    return tuple(_STANDS[name].instead for name in names if name in _STANDS)
