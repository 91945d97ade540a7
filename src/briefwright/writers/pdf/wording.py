"""Other words in an element of a page that has its styles: what is in the element is parsed and styled anew.

The element itself keeps its styles. What rules could see of its words from outside is whether it is empty
(``:empty``), so no element with words is emptied, and none without them filled.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from copy import copy
from math import inf
from typing import Any, TypeAlias
from xml.etree.ElementTree import Element

import weasyprint
from weasyprint.css import declaration_precedence, find_style_attributes, preprocess_declarations

Wrapper: TypeAlias = Any
"""An element as the matching of selectors sees it: with what it stands in, and behind what."""


def element_at(root: Element, path: Sequence[int]) -> Element | None:
    """Return the element of a page that a path of places leads to from its body, or None."""
    element = root.find("body")
    for place in path:
        if element is None or place >= len(element):
            return None
        element = element[place]
    return element


def parsed(markup: str) -> Element:
    """Return the element that some markup holds."""
    root = weasyprint.HTML(string=f"<!DOCTYPE html><body>{markup}</body>").etree_element
    (element,) = root.iterfind("body/*")
    return element  # type: ignore[no-any-return]


def is_same(one: Element, other: Element) -> bool:
    """Return whether two elements have the same names, attributes and words throughout."""
    return (
        _own(one) == _own(other)
        and len(one) == len(other)
        and all(a.tail == b.tail and is_same(a, b) for a, b in zip(one, other, strict=True))
    )


def _own(element: Element) -> tuple[Any, ...]:
    return element.tag, dict(element.attrib), element.text


def may_replace(new: Element, old: Element) -> bool:
    """Return whether an element may give its words to another without changing that one's own styles."""
    alike = new.tag == old.tag and dict(new.attrib) == dict(old.attrib)
    return alike and _is_empty(new) == _is_empty(old) and not any("style" in part.attrib for part in new.iter())


def _is_empty(element: Element) -> bool:
    return not len(element) and not element.text


def wrapped(element: Element, html: weasyprint.HTML) -> Wrapper:
    """Return an element of a page as the matching of selectors sees it."""
    return next(wrapper for wrapper in html.wrapper_element.iter_subtree() if wrapper.etree_element is element)


def put(new: Element, wrapper: Wrapper, html: weasyprint.HTML, style_for: Any) -> None:  # noqa: ANN401
    """Give an element of a page the words of another, and these their styles."""
    element = wrapper.etree_element
    element.text = new.text
    element[:] = list(new)
    # A wrapper remembers what is in its element.
    _restyle(copy(wrapper), html, style_for)


def _restyle(wrapper: Wrapper, html: weasyprint.HTML, style_for: Any) -> None:  # noqa: ANN401
    """Compute the styles of all in an element, as WeasyPrint does for the elements of a whole page."""
    cascaded = style_for.get_cascaded_styles()
    for specificity, element, declarations, base_url in find_style_attributes(wrapper.etree_element):
        style = cascaded.setdefault((element, None), {})
        _cascade(style, preprocess_declarations(base_url, declarations), "author", inf, specificity)
    for part in _inside(wrapper):
        for sheet, origin, sheet_specificity in style_for._sheets:
            for specificity, _, pseudo_type, (declarations, layer) in sheet.matcher.match(part):
                order = inf if layer is None else sheet.layers.index(layer)
                style = cascaded.setdefault((part.etree_element, pseudo_type), {})
                _cascade(style, declarations, origin, order, sheet_specificity or specificity)
        _compute(part, None, html, style_for)
        for element, pseudo_type in list(cascaded):
            if pseudo_type and element is part.etree_element:
                _compute(part, pseudo_type, html, style_for)
    cascaded.clear()


def _cascade(style: Any, declarations: Iterable[Any], origin: str, order: float, specificity: Any) -> None:  # noqa: ANN401
    """Add declarations to those of an element, where none of more weight is there."""
    for name, values, importance in declarations:
        weight = (declaration_precedence(origin, importance), order, specificity)
        if name not in style or style[name][1] <= weight:
            style[name] = values, weight


def _inside(wrapper: Wrapper) -> Iterator[Wrapper]:
    for part in wrapper.iter_subtree():
        if part is not wrapper:
            yield part


def _compute(part: Wrapper, pseudo_type: str | None, html: weasyprint.HTML, style_for: Any) -> None:  # noqa: ANN401
    """Set the styles of an element, or of what a style sheet sets before or after it."""
    parent = part if pseudo_type else part.parent
    style_for.set_computed_styles(
        *(part.etree_element, parent.etree_element),
        root=html.etree_element,
        pseudo_type=pseudo_type,
        base_url=html.base_url,
    )
