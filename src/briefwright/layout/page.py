"""What the layout room hands on: HTML with its drawings and the words around it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from briefwright.i18n.po import Key


@dataclass(frozen=True, slots=True)
class Drawing:
    """A drawing as SVG, with its natural width and height in millimetres."""

    svg: str
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Page:
    """A whole document in the closed set of HTML, before it is doubted and read as a tree.

    `template` is the path that faults without a line show; `drawings` are shown by ``<img src="NAME">``;
    `furniture` holds the words around the text by name; `css` is the layout's own style sheet; `used` are the
    ids of the records whose words stand in it, `texts` what catalogues know of those words.
    """

    html: str
    template: str
    title: str
    subject: str
    language: str
    direction: Literal["ltr", "rtl"]
    paper: Literal["A4", "Letter"]
    publisher: str
    furniture: Mapping[str, str]
    drawings: Mapping[str, Drawing]
    css: str
    used: frozenset[str]
    texts: frozenset[Key] = frozenset()
