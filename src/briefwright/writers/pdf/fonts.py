"""Fonts: whether those asked for first are installed, for fontconfig silently replaces one that is missing."""

from __future__ import annotations

from weasyprint.text.ffi import ffi, fontconfig

from briefwright.writers.pdf.boxes import Box, Layout, texts_of

GENERIC = frozenset(
    {"serif", "sans-serif", "monospace", "cursive", "fantasy", "system-ui", "math", "emoji", "fangsong"}
)
PACKAGES = {
    "Caladea": "fonts-crosextra-caladea",
    "Carlito": "fonts-crosextra-carlito",
    "Noto Naskh Arabic": "fonts-noto-core",
    "Noto Sans Arabic": "fonts-noto-core",
    "Noto Serif CJK SC": "fonts-noto-cjk",
    "Noto Sans CJK SC": "fonts-noto-cjk",
    "Liberation Serif": "fonts-liberation",
    "Liberation Sans": "fonts-liberation",
    "Liberation Mono": "fonts-liberation",
    "Noto Serif": "fonts-noto-core",
    "Noto Sans": "fonts-noto-core",
    "DejaVu Serif": "fonts-dejavu-core",
    "DejaVu Sans": "fonts-dejavu-core",
    "DejaVu Sans Mono": "fonts-dejavu-core",
}


def families_of(box: Box) -> tuple[str, ...]:
    """Return the families that the style sheet asks for where a box stands, the preferred one first."""
    return tuple(box.style["font_family"])


def missing_families(layout: Layout) -> list[str]:
    """Return what to install: one sentence for each family that is asked for first and is not there.

    Only words in the language of the document demand their font: those in another may be set in any that has them,
    and where none has, the missing glyph is told.
    """
    own = language_of(layout.metadata.lang)
    boxes = (box for box in texts_of(layout) if box.text.strip() and language_of(box.style["lang"]) == own)
    wanted = {family for family in map(_first_family, boxes) if family.lower() not in GENERIC}
    known = installed_families()
    return [_advice(family) for family in sorted(wanted) if family.casefold() not in known]


def language_of(tag: str | None) -> str:
    """Return the language of a BCP 47 tag without region and script."""
    return (tag or "").partition("-")[0].lower()


def _first_family(box: Box) -> str:
    return families_of(box)[0]


def _advice(family: str) -> str:
    package = PACKAGES.get(family)
    how = f"apt install {package}" if package else "install it, or name another in the layout's style sheet"
    return f"the font “{family}”, which the layout asks for, is not installed: {how}"


def installed_families() -> frozenset[str]:
    """Return the names of the families that fontconfig knows, case folded."""
    config = ffi.gc(fontconfig.FcInitLoadConfigAndFonts(), fontconfig.FcConfigDestroy)
    fonts = fontconfig.FcConfigGetFonts(config, fontconfig.FcSetSystem)
    names = set()
    for index in range(fonts.nfont):
        names.update(_names(fonts.fonts[index]))
    return frozenset(names)


def _names(pattern: object) -> list[str]:
    """Return the names of one font: a face may have one in several languages."""
    found: list[str] = []
    value = ffi.new("FcChar8 **")
    while fontconfig.FcPatternGetString(pattern, b"family", len(found), value) == 0:
        found.append(ffi.string(ffi.cast("char *", value[0])).decode("utf-8", "replace").casefold())
    return found
