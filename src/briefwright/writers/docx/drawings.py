"""Drawings: each SVG becomes one PNG picture, placed wherever the text shows it, with its alternative text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import count

import resvg_py
from lxml import etree

from briefwright.document.nodes import Asset
from briefwright.writers.docx.markup import attribute, emus, parse

DOTS_PER_INCH = 220
_EMUS_PER_TWIP = 635


class Drawings:
    """The drawings of one document and the relationships by which its text shows them."""

    def __init__(self, assets: Mapping[str, Asset]) -> None:
        self._assets = assets
        self._ids: dict[str, str] = {}
        self._shown = count(1)

    def run(self, key: str, alt: str, width: int) -> str:
        """Return a run that shows a drawing, no wider than `width` twentieths of a point."""
        relationship = self._ids.setdefault(key, f"rDrawing{len(self._ids) + 1}")
        return _picture(relationship, next(self._shown), alt, _extent(self._assets[key], width))

    def __iter__(self) -> Iterator[tuple[str, bytes]]:
        """Return the relationship and the PNG of every drawing that the text shows."""
        return ((number, _rasterised(self._assets[key])) for key, number in self._ids.items())


def _extent(asset: Asset, width: int) -> tuple[int, int]:
    """Return how wide and high a drawing is shown, in EMU: its natural size, or smaller to fit."""
    scale = min(1.0, width * _EMUS_PER_TWIP / emus(asset.width))
    return round(emus(asset.width) * scale), round(emus(asset.height) * scale)


@lru_cache(maxsize=16)
def _rasterised(asset: Asset) -> bytes:
    """Return the PNG of a drawing; resvg draws the same pixels on every run, and writes no metadata."""
    _refuse_references(asset.svg)
    width = round(asset.width / 25.4 * DOTS_PER_INCH)
    return resvg_py.svg_to_bytes(svg_string=asset.svg, width=width, background="#ffffff")


def _refuse_references(svg: str) -> None:
    """Raise ValueError for a drawing that shows what is not in it: resvg would read files of this machine."""
    for element in parse(svg.encode()).iter():
        for name, target in element.attrib.items():
            inside = str(target).strip().startswith(("#", "data:"))
            if etree.QName(name).localname == "href" and not inside:
                raise ValueError("a drawing refers to a file outside it")


def _picture(relationship: str, number: int, alt: str, extent: tuple[int, int]) -> str:
    """Return an inline picture (ECMA-376 20.4.2.8)."""
    size = f'cx="{extent[0]}" cy="{extent[1]}"'
    name = f'id="{number}" name="Drawing {number}" descr="{attribute(alt)}"'
    return (
        f'<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent {size}/>'
        f'<wp:docPr {name}/><wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr>'
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>'
        f"<pic:nvPicPr><pic:cNvPr {name}/><pic:cNvPicPr/></pic:nvPicPr>"
        f'<pic:blipFill><a:blip r:embed="{relationship}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>'
        f'<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData></a:graphic>'
        "</wp:inline></w:drawing></w:r>"
    )
