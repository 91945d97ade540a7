"""Real lists: a bulleted and a numbered definition of nine levels, and an instance for each numbered list."""

from __future__ import annotations

from lxml import etree

from briefwright.writers.docx.markup import fragment, parse, part_xml, value, w

LEVELS = 9
# How far a level's text is indented, and its mark hangs before it.
LEVEL_INDENT = 397
_BULLETS = ("•", "–", "·")
_SIDES = {"start": "left", "end": "right"}


class Numbering:
    """The numbering part of one document (ECMA-376 17.9), after the definitions of a letterhead if there is one."""

    def __init__(self, letterhead: bytes | None = None, *, right_to_left: bool = False) -> None:
        self._root = parse(letterhead or part_xml("numbering", ""))
        _name_sides(self._root)
        self._bulleted = _highest(self._root, "abstractNum", "abstractNumId") + 1
        self._numbered = self._bulleted + 1
        self._next = _highest(self._root, "num", "numId") + 1
        self._define(_definition(self._bulleted, "".join(map(_bullet_level, range(LEVELS)))))
        self._define(
            _definition(
                self._numbered,
                "".join(_number_level(level, right_to_left=right_to_left) for level in range(LEVELS)),
            )
        )
        self.bulleted = self._add(self._bulleted, "")

    def numbered(self, level: int, start: int) -> int:
        """Return a new instance for a numbered list on a level (from 0), counting from `start`."""
        restart = f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="{start}"/></w:lvlOverride>'
        return self._add(self._numbered, restart)

    @property
    def xml(self) -> bytes:
        """The part."""
        return etree.tostring(self._root, xml_declaration=True, encoding="UTF-8", standalone=True)

    def _define(self, markup: str) -> None:
        """Add a definition before the first instance, where the schema wants it."""
        first = self._root.find(w("num"))
        position = len(self._root) if first is None else self._root.index(first)
        self._root.insert(position, fragment(markup))

    def _add(self, definition: int, overrides: str) -> int:
        """Add an instance of a definition and return its number."""
        number = self._next
        self._next += 1
        markup = f'<w:num w:numId="{number}"><w:abstractNumId w:val="{definition}"/>{overrides}</w:num>'
        last = self._root.find(w("numIdMacAtCleanup"))
        position = len(self._root) if last is None else self._root.index(last)
        self._root.insert(position, fragment(markup))
        return number


def _name_sides(root: etree._Element) -> None:
    """Name the sides of a letterhead's lists as the schema does; LibreOffice names them as the strict one."""
    for element in root.iter(w("lvlJc")):
        element.set(w("val"), _SIDES.get(value(element), value(element)))


def _highest(root: etree._Element, name: str, attribute: str) -> int:
    """Return the highest id in use, or 0."""
    return max((int(element.get(w(attribute), "0")) for element in root.iter(w(name))), default=0)


def _definition(number: int, levels: str) -> str:
    return (
        f'<w:abstractNum w:abstractNumId="{number}"><w:multiLevelType w:val="hybridMultilevel"/>'
        f"{levels}</w:abstractNum>"
    )


def _bullet_level(level: int) -> str:
    return _level(level, "bullet", _BULLETS[level % len(_BULLETS)])


def _number_level(level: int, *, right_to_left: bool) -> str:
    """Return a numbered level; in a run that goes leftwards Word shapes its digits by the language (17.3.2.30)."""
    return _level(level, "decimal", f"%{level + 1}.", "<w:rPr><w:rtl/></w:rPr>" if right_to_left else "")


def _level(level: int, number_format: str, text: str, run_properties: str = "") -> str:
    indent = LEVEL_INDENT * (level + 1)
    return (
        f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{number_format}"/>'
        f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/>'
        f'<w:pPr><w:ind w:left="{indent}" w:hanging="{LEVEL_INDENT}"/></w:pPr>{run_properties}</w:lvl>'
    )
