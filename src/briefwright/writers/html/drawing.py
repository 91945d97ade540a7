"""Drawings inside the page: SVG that can neither run nor load anything."""

from __future__ import annotations

import re

from lxml import etree

from briefwright.document.nodes import Asset

_SVG = "{http://www.w3.org/2000/svg}"
_XLINK_HREF = "{http://www.w3.org/1999/xlink}href"
_REFUSED = frozenset(
    {"script", "foreignObject", "image", "style", "a", "animate", "animateTransform", "animateMotion", "set"}
)
_LOCAL_URL = re.compile(r"url\(\s*['\"]?#([^)'\"]+)['\"]?\s*\)")


def drawing(asset: Asset, alternative: str, prefix: str) -> str:
    """Return a drawing as an ``svg`` element that carries its alternative text as title (SVG 2, 5.8).

    Its ids get a prefix, for several drawings share one page. Raises ValueError for a drawing that holds a
    script, a style sheet, a picture, or a reference to anything outside itself.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
    root = etree.fromstring(asset.svg.encode(), parser)
    if root.tag != f"{_SVG}svg" or root.getroottree().docinfo.internalDTD is not None:
        raise ValueError("a drawing must be an SVG document without a DTD")
    for node in root.iter():
        _confine(node, prefix)
    _describe(root, asset, alternative)
    etree.cleanup_namespaces(root)
    return etree.tostring(root, encoding="unicode")


def _confine(node: etree._Element, prefix: str) -> None:
    """Prefix the ids and references of one element; raise ValueError for what a drawing may not hold."""
    name = etree.QName(node).localname
    if name in _REFUSED:
        raise ValueError(f"a drawing may not hold the element {name!r}")
    for key, value in list(node.attrib.items()):
        local = str(key)
        if local.startswith("on"):
            raise ValueError(f"a drawing may not hold the attribute {local!r}")
        node.set(local, _local(local, str(value), prefix))


def _local(name: str, value: str, prefix: str) -> str:
    """Return the value of an attribute with its ids prefixed."""
    if name == "id":
        return f"{prefix}-{value}"
    if name in ("href", _XLINK_HREF):
        if not value.startswith("#"):
            raise ValueError(f"a drawing may refer only to its own parts, not to {value!r}")
        return f"#{prefix}-{value[1:]}"
    confined = _LOCAL_URL.sub(lambda match: f"url(#{prefix}-{match[1]})", value)
    if "url(" in _LOCAL_URL.sub("", value).lower():
        raise ValueError(f"a drawing may refer only to its own parts, not to {value!r}")
    return confined


def _describe(root: etree._Element, asset: Asset, alternative: str) -> None:
    """Give the drawing its natural size, and its alternative text for every reader."""
    for old in root.findall(f"{_SVG}title"):
        root.remove(old)
    title = etree.Element(f"{_SVG}title")
    title.text = alternative
    root.insert(0, title)
    root.attrib.update(
        {
            "role": "img",
            "aria-label": alternative,
            "width": f"{asset.width:g}mm",
            "height": f"{asset.height:g}mm",
        }
    )
    if "viewBox" not in root.attrib:
        root.set("viewBox", f"0 0 {asset.width:g} {asset.height:g}")
