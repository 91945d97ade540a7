"""The fonts that are installed, by fontconfig, which Pango and LibreOffice ask too: what each of them can draw.

fontconfig keeps the characters of every font in its cache, so that no font is opened here.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

_LIBRARIES = ("libfontconfig.so.1", "libfontconfig.1.dylib", "libfontconfig-1.dll")
_MATCH = 0


@dataclass(frozen=True)
class InstalledFonts:
    """The fonts of this machine: their characters, and which of them belong to a family."""

    _library: Any
    _sets: tuple[tuple[frozenset[str], Any], ...]

    def missing(self, characters: Iterable[str], preferred: Iterable[str] = ()) -> tuple[str, ...]:
        """Return the characters that no font has; the fonts of some families are asked first."""
        wanted = frozenset(family.casefold() for family in preferred)
        fonts = sorted(self._sets, key=lambda font: not font[0] & wanted)
        return tuple(char for char in characters if not any(self._has(charset, char) for _, charset in fonts))

    def _has(self, charset: Any, char: str) -> bool:  # noqa: ANN401 - a pointer
        return bool(self._library.FcCharSetHasChar(charset, ord(char)))


@cache
def installed_fonts() -> InstalledFonts | None:
    """Return the fonts of this machine, or None where it has no fontconfig that could tell."""
    library = _library()
    if library is None:
        return None
    config = library.FcInitLoadConfigAndFonts()
    fonts = library.FcConfigGetFonts(config, 0).contents
    patterns = [fonts.patterns[index] for index in range(fonts.count)]
    return InstalledFonts(library, tuple(_fonts(library, patterns)))


class _FontSet(ctypes.Structure):
    """``FcFontSet``: how many patterns it has, for how many there is room, and the patterns."""

    _fields_ = (("count", ctypes.c_int), ("room", ctypes.c_int), ("patterns", ctypes.POINTER(ctypes.c_void_p)))


def _library() -> Any:  # noqa: ANN401 - a library has the functions that it has
    for name in _LIBRARIES:
        try:
            library = ctypes.CDLL(name)
        except OSError:
            continue
        library.FcInitLoadConfigAndFonts.restype = ctypes.c_void_p
        library.FcConfigGetFonts.argtypes = (ctypes.c_void_p, ctypes.c_int)
        library.FcConfigGetFonts.restype = ctypes.POINTER(_FontSet)
        get = (ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int)
        library.FcPatternGetCharSet.argtypes = (*get, ctypes.POINTER(ctypes.c_void_p))
        library.FcPatternGetString.argtypes = (*get, ctypes.POINTER(ctypes.c_char_p))
        library.FcCharSetHasChar.argtypes = (ctypes.c_void_p, ctypes.c_uint32)
        return library
    return None


def _fonts(library: Any, patterns: Iterable[Any]) -> Iterator[tuple[frozenset[str], Any]]:  # noqa: ANN401
    """Return the names and the characters of each font."""
    for pattern in patterns:
        charset = ctypes.c_void_p()
        if library.FcPatternGetCharSet(pattern, b"charset", 0, ctypes.byref(charset)) == _MATCH:
            yield frozenset(_families(library, pattern)), charset


def _families(library: Any, pattern: Any) -> Iterator[str]:  # noqa: ANN401
    """Return the names of the family of a font: it may have one in several languages."""
    value, index = ctypes.c_char_p(), 0
    while library.FcPatternGetString(pattern, b"family", index, ctypes.byref(value)) == _MATCH:
        yield (value.value or b"").decode("utf-8", "replace").casefold()
        index += 1
