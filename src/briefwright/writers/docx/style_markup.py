"""Styles as markup: one style of our table, and what every paragraph and run starts from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from briefwright.writers.docx.markup import attribute, twips
from briefwright.writers.docx.styles import (
    ACCENT,
    OWN_STYLES,
    CharacterStyle,
    Face,
    ParagraphStyle,
    Style,
    TableStyle,
)

# Latin, complex-script and East Asian font of each face. What a reader who lacks them sees, `font_table` says.
# Noto Naskh Arabic, which the PDF has, gives Persian the digits of Urdu unless its local forms are turned off.
FACES: dict[Face, tuple[str, str, str]] = {
    "text": ("Cambria", "Noto Sans Arabic", "Noto Serif CJK SC"),
    "label": ("Calibri", "Noto Sans Arabic", "Noto Sans CJK SC"),
}
_TEXT_SIZE = 11.0
# Arabic letters look smaller than Latin ones at one size.
_COMPLEX_SCRIPT_SCALE = 1.1
# From one line to the next in sizes of the letters: in text, and where lines stand closer, as in tables and notes.
# Arabic fonts ask for up to twice their size, Latin ones for little more than it: "auto" would jump between them.
_ARABIC_LINE, _ARABIC_CLOSE_LINE = 1.7, 1.5
# A date that is given in two calendars, or with two names of its month, needs a wider column.
_ARABIC_DATES = 1.4
# What Word takes where a paragraph, run or table names no style (ECMA-376 17.7.4.17, w:default).
_DEFAULTS = frozenset({"Normal", "DefaultParagraphFont", "TableNormal"})


@dataclass(frozen=True, slots=True)
class Manner:
    """How our styles are written: into the styles of a letterhead or on their own, for which direction of lines."""

    lent: bool
    right_to_left: bool = False


def document_defaults() -> str:
    """Return what every paragraph and run starts from (ECMA-376 17.7.5.1)."""
    run = _fonts("text", Manner(lent=False)) + _sizes(_TEXT_SIZE)
    paragraph = '<w:widowControl/><w:spacing w:after="0" w:line="276" w:lineRule="auto"/>'
    return (
        f"<w:docDefaults><w:rPrDefault><w:rPr>{run}</w:rPr></w:rPrDefault>"
        f"<w:pPrDefault><w:pPr>{paragraph}</w:pPr></w:pPrDefault></w:docDefaults>"
    )


def style_markup(style: Style, ids: Mapping[str, str], manner: Manner) -> str:
    """Return the markup of a style. In a letterhead it has no Latin font and no accent: those of its text win."""
    default = ' w:default="1"' if style.id in _DEFAULTS and not manner.lent else ""
    custom = ' w:customStyle="1"' if style.id in OWN_STYLES else ""
    based_on = f'<w:basedOn w:val="{ids[style.based_on]}"/>' if style.based_on else ""
    following = getattr(style, "next", "")
    successor = f'<w:next w:val="{ids[following]}"/>' if following else ""
    return (
        f'<w:style w:type="{style.kind}"{default}{custom} w:styleId="{ids[style.id]}">'
        f'<w:name w:val="{attribute(style.name)}"/>{based_on}{successor}<w:qFormat/>'
        f"{_properties(style, manner)}</w:style>"
    )


def _properties(style: Style, manner: Manner) -> str:
    """Return the properties of a style, by its kind."""
    if isinstance(style, TableStyle):
        return _table_properties(style, manner)
    run = _run_properties(style, manner)
    run = f"<w:rPr>{run}</w:rPr>" if run else ""
    if isinstance(style, CharacterStyle):
        return run
    paragraph = _paragraph_properties(style, manner)
    return (f"<w:pPr>{paragraph}</w:pPr>" if paragraph else "") + run


def _paragraph_properties(style: ParagraphStyle, manner: Manner) -> str:
    """Return the content of ``w:pPr``, in the order of the schema (ECMA-376 17.3.1.26)."""
    # What stands right on "Normal" says its distances itself: those of a letterhead's are for its own text.
    unsaid = 0 if style.based_on == "Normal" else None
    before = unsaid if style.before is None else style.before
    after = unsaid if style.after is None else style.after
    spacing = _attributes(
        before=None if before is None else round(before * 20),
        after=None if after is None else round(after * 20),
        **_lines(style, manner),
    )
    column = _ARABIC_DATES if manner.right_to_left and style.hanging else 1
    indents = _attributes(
        left=twips(style.left * column) or None,
        right=twips(style.right) or None,
        hanging=twips(style.hanging * column) or None,
    )
    return "".join(
        (
            "<w:keepNext/>" if style.keep_next else "",
            "<w:keepLines/>" if style.keep_lines else "",
            f"<w:spacing{spacing}/>" if spacing else "",
            f"<w:ind{indents}/>" if indents else "",
            "" if style.outline is None else f'<w:outlineLvl w:val="{style.outline}"/>',
        )
    )


def _lines(style: ParagraphStyle, manner: Manner) -> dict[str, int | str]:
    """Return the distance of lines: in text from right to left it is exact, whatever letters a line holds.

    A picture would be cut by an exact distance: its style has no size. The text of a letterhead keeps its own.
    """
    size = style.size or (_TEXT_SIZE if style.id == "Normal" else 0)
    if manner.right_to_left and not manner.lent and size:
        points = size * _COMPLEX_SCRIPT_SCALE * (_ARABIC_CLOSE_LINE if style.line else _ARABIC_LINE)
        return {"line": round(points * 20), "lineRule": "exact"}
    return {"line": round(style.line * 240), "lineRule": "auto"} if style.line else {}


def _run_properties(style: ParagraphStyle | CharacterStyle, manner: Manner) -> str:
    """Return the content of ``w:rPr``, in the order of the schema (ECMA-376 17.3.2.28)."""
    # Letters of a cursive script join; space between them tears words apart.
    tracking = 0 if manner.right_to_left else round(style.tracking * 20)
    color = "" if manner.lent and style.color == ACCENT else style.color
    return "".join(
        (
            _fonts(style.face, manner) if style.face else "",
            "<w:b/><w:bCs/>" if style.bold else "",
            "<w:caps/>" if style.caps else "",
            f'<w:color w:val="{color}"/>' if color else "",
            f'<w:spacing w:val="{tracking}"/>' if tracking else "",
            _sizes(style.size) if style.size else "",
            '<w:u w:val="single"/>' if style.underline else "",
            '<w:vertAlign w:val="superscript"/>' if style.raised else "",
        )
    )


def _fonts(face: Face, manner: Manner) -> str:
    latin, complex_script, east_asian = FACES[face]
    ours = "" if manner.lent else f' w:ascii="{latin}" w:hAnsi="{latin}" w:eastAsia="{east_asian}"'
    return f'<w:rFonts{ours} w:cs="{complex_script}"/>'


def _sizes(points: float) -> str:
    """Return the size of Latin and of complex-script text, in half points."""
    return f'<w:sz w:val="{round(points * 2)}"/><w:szCs w:val="{round(points * 2 * _COMPLEX_SCRIPT_SCALE)}"/>'


def _table_properties(style: TableStyle, manner: Manner) -> str:
    """Return the properties of a table style, and of its first row (ECMA-376 17.7.6)."""
    top, left, bottom, right = style.padding
    if manner.right_to_left:
        # Word takes "left" as the start of a mirrored row, LibreOffice as the left: equal sides suit both.
        left = right = (left + right) / 2
    edges = (("top", top), ("left", left), ("bottom", bottom), ("right", right))
    margins = "".join(f'<w:{edge} w:w="{round(points * 20)}" w:type="dxa"/>' for edge, points in edges)
    rules = f"<w:tblBorders>{style.rules}</w:tblBorders>" if style.rules else ""
    fill = f'<w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="{style.fill}"/></w:tcPr>' if style.fill else ""
    first = (
        f'<w:tblStylePr w:type="firstRow"><w:tcPr>{style.header}</w:tcPr></w:tblStylePr>' if style.header else ""
    )
    table = f'<w:tblPr><w:tblInd w:w="0" w:type="dxa"/>{rules}<w:tblCellMar>{margins}</w:tblCellMar></w:tblPr>'
    return f"{table}{fill}{first}"


def _attributes(**values: int | str | None) -> str:
    """Return attributes of the main namespace; those that are None are left out."""
    return "".join(f' w:{name}="{content}"' for name, content in values.items() if content is not None)
