"""The styles part: our table of styles as markup, and how the styles of a letterhead win over it."""

from __future__ import annotations

from lxml import etree

from briefwright.document.nodes import Metadata
from briefwright.writers.docx.language import languages
from briefwright.writers.docx.markup import NAMESPACES, fragment, parse, part_xml, value, w
from briefwright.writers.docx.style_markup import FACES, Manner, document_defaults, style_markup
from briefwright.writers.docx.styles import STYLES

_LATENT = (
    '<w:latentStyles w:defLockedState="0" w:defUIPriority="99" w:defSemiHidden="1" '
    'w:defUnhideWhenUsed="1" w:defQFormat="0" w:count="376"/>'
)


class StyleSheet:
    """The styles part of one document: `sheet["Heading1"]` is the id that style has in it."""

    def __init__(self, metadata: Metadata, letterhead: bytes | None = None) -> None:
        """Start from the styles of a letterhead, whose own definitions win, or from none."""
        self._root = parse(letterhead or part_xml("styles", document_defaults() + _LATENT))
        _forget_sessions(self._root)
        _speak(self._root, metadata)
        present = {
            (style.get(w("type"), ""), value(style.find(w("name"))).lower()): style.get(w("styleId"), "")
            for style in self._root.iter(w("style"))
        }
        taken = set(present.values())
        manner = Manner(letterhead is not None, metadata.direction == "rtl")
        missing = [style for style in STYLES if (style.kind, style.name.lower()) not in present]
        self._ids = {style.id: present.get((style.kind, style.name.lower()), "") for style in STYLES}
        self._ids |= {style.id: style.id + "Brief" * (style.id in taken) for style in missing}
        for style in missing:
            self._root.append(fragment(style_markup(style, self._ids, manner)))

    def __getitem__(self, style_id: str) -> str:
        return self._ids[style_id]

    def tab_stops(self, style_id: str) -> list[int]:
        """Return where a paragraph style and those it is based on stop a tab, in twentieths of a point."""
        by_id = {style.get(w("styleId"), ""): style for style in self._root.iter(w("style"))}
        stops: set[int] = set()
        style = by_id.pop(self[style_id], None)
        while style is not None:
            stops |= {int(stop.get(w("pos"), "0")) for stop in style.iter(w("tab"))}
            style = by_id.pop(value(style.find(w("basedOn"))), None)
        return sorted(stops)

    @property
    def xml(self) -> bytes:
        """The part."""
        return etree.tostring(self._root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _speak(root: etree._Element, metadata: Metadata) -> None:
    """Make the document's language that of every style; a letterhead's own would mislead who reads aloud."""
    _remove_all(root, "lang")
    properties = _default_run_properties(root)
    pairs = " ".join(f'w:{kind}="{language}"' for kind, language in languages(metadata).items())
    lang = fragment(f"<w:lang {pairs}/>")
    properties.insert(_own_end(properties), lang)


def _forget_sessions(root: etree._Element) -> None:
    """Remove the ids of editing sessions (ECMA-376 17.7.4.15), which tell what was written together."""
    _remove_all(root, "rsid")


def _remove_all(root: etree._Element, name: str) -> None:
    for parent in root.iter():
        for child in parent.findall(w(name)):
            parent.remove(child)


def _default_run_properties(root: etree._Element) -> etree._Element:
    """Return the default run properties of a styles part, with a complex-script font and size at least."""
    defaults = _child(root, "docDefaults", 0)
    properties = _child(_child(defaults, "rPrDefault", 0), "rPr", 0)
    fonts = _child(properties, "rFonts", 0)
    if not {w("cs"), w("cstheme")} & set(fonts.attrib):
        fonts.set(w("cs"), FACES["text"][1])
    if properties.find(w("szCs")) is None:
        # Without a size of its own Word takes 10 points (ECMA-376 17.3.2.38), and so does what we add.
        size = _child(properties, "sz", _own_end(properties))
        size.set(w("val"), value(size) or "20")
        size.addnext(fragment(f'<w:szCs w:val="{value(size)}"/>'))
    return properties


def _own_end(properties: etree._Element) -> int:
    """Return where the properties of the main namespace end: those of later Words (``w14``) must come last."""
    return sum(etree.QName(child).namespace == NAMESPACES["w"] for child in properties)


def _child(parent: etree._Element, name: str, position: int) -> etree._Element:
    """Return a child element, made at a position where it is missing."""
    child = parent.find(w(name))
    if child is None:
        child = etree.Element(w(name))
        parent.insert(position, child)
    return child
