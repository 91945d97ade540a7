"""Characters of a Word file that no font can draw: a reader would see boxes, and reading the file back cannot tell.

Word and LibreOffice take another font where the one that is asked for lacks a character, so that only what no
installed font has is missing; the fonts that the file names are asked first.
"""

from __future__ import annotations

import html
import io
import re
import unicodedata
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass

from briefwright.writers.docx.font_table import stand_ins
from briefwright.writers.fonts import installed_fonts

_WORDS_AROUND = 30
_SHOWN = re.compile(r"word/(?:document|footnotes|(?:header|footer)[\w.-]*)\.xml")
_RUN = re.compile(r"<w:t\b[^>]*>([^<]*)</w:t>|</w:p>")
_FONTS = re.compile(r"<w:rFonts\b[^<>]*>")
_NAMED = re.compile(r' w:(?:ascii|hAnsi|cs|eastAsia)="([^"]+)"')
# White space, and what has no shape of its own: joiners, marks of direction, selectors of a variant.
_SHAPELESS = ("Cc", "Cf", "Zs", "Zl", "Zp")
_SELECTORS = range(0xFE00, 0xFE10)


@dataclass(frozen=True, slots=True)
class UndrawnCharacter:
    """A character that no font has, the fonts that the file names, and the words around it."""

    char: str
    fonts: tuple[str, ...]
    around: str

    @property
    def message(self) -> str:
        """The character by sight, code point and name, where it stands, and the fonts that lack it."""
        name = unicodedata.name(self.char, "unnamed")
        return (
            f"no font has the character “{self.char}” (U+{ord(self.char):04X} {name}) in “{self.around}”: asked "
            f"for were {', '.join(self.fonts)}; replace the character, or install a font that has it"
        )


def undrawn_characters(data: bytes) -> tuple[UndrawnCharacter, ...]:
    """Return the characters of a Word file that no installed font has, each once; none where nobody can tell."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = [package.read(name).decode() for name in package.namelist() if _SHOWN.fullmatch(name)]
        styles = package.read("word/styles.xml").decode()
    wanted = sorted({char for part in parts for char in set(part) if not char.isascii() and _has_shape(char)})
    fonts = installed_fonts() if wanted else None
    if fonts is None:
        return ()
    named = tuple(dict.fromkeys(map(html.unescape, _NAMED.findall(" ".join(_FONTS.findall(styles))))))
    missing = fonts.missing(wanted, (*named, *stand_ins(named)))
    return tuple(_undrawn(missing, named, parts)) if missing else ()


def _has_shape(char: str) -> bool:
    return unicodedata.category(char) not in _SHAPELESS and ord(char) not in _SELECTORS


def _undrawn(missing: tuple[str, ...], named: tuple[str, ...], parts: list[str]) -> Iterator[UndrawnCharacter]:
    """Return those of the missing characters that the text shows; what only describes a picture is none of it."""
    text = "\n".join("".join(match[1] or "\n" for match in _RUN.finditer(part)) for part in parts)
    shown = html.unescape(text)
    for char in missing:
        at = shown.find(char)
        if at >= 0:
            around = shown[max(0, at - _WORDS_AROUND) : at + _WORDS_AROUND]
            yield UndrawnCharacter(char, named, _line_with(around, char))


def _line_with(text: str, char: str) -> str:
    return next(line for line in text.split("\n") if char in line).strip()
