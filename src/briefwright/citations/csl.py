"""The house copy of a CSL style: the style as its authors wrote it, made safe for citing evidence.

Comes in: the XML of an independent note style. Goes out: a copy of it that differs in what is listed here, and
in nothing else, each step a function below:

- The sources of a note stand in the author's order: ``sort``, ``collapse`` and grouping are taken out.
- Every bibliography entry names its author: no dash for an author repeated.
- A style without a bibliography gets one, of its citation layout: there, positions do not exist (CSL 1.0.2,
  "Choose"), so each entry is the full form of a first note.
- The note's closing full stop is not the layout's: it is put where the note closes, once.
- A locator other than a page always has its label, also where the style forgets it ("ibid 4" for "ibid para 4").
- A source cited twice in its first note does not point to that note from inside it.
- "Ibid." is marked, so that it begins with a capital where a note begins with it, and only there; not in a
  style that asks for small letters always, as OSCOLA does.
- Locator kinds have keywords that do not depend on the document's language (see `terms`).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from copy import deepcopy

from lxml import etree

from briefwright.citations.terms import BARE, IBID, KINDS, LOCALE_GAPS, NATIVE, keyword

CSL = "http://purl.org/net/xbiblio/csl"
_N = f"{{{CSL}}}"
_XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"

TERMS_TYPE = "briefwright-terms"
"""The type of an item that the house copy prints as the list of its locator labels."""

LABEL_MARK = "\U000f0001"
"""Parts the labels that an item of `TERMS_TYPE` prints: each kind of `KINDS`, singular and plural."""

IBID_MARK = "\U000f0002"
"""Stands before each "ibid" whose first letter depends on where it stands; found by place, not by spelling."""

FULL_STOPS = frozenset({".", "。"})
_DROPPED_SUFFIXES = FULL_STOPS | {"", ","}

Element = etree._Element


def parts_by_semicolon(style: Element) -> bool:
    """Whether a style parts the sources of a note by semicolons, as nearly all do."""
    return bool(re.search("[;；]", _found(style, "citation/layout").get("delimiter", "")))


def puts_addresses_in_brackets(style: Element) -> bool:
    """Whether a style prints web addresses between angle brackets."""
    addresses = (text for text in style.iter(f"{_N}text") if text.get("variable") == "URL")
    holders = (holder for text in addresses for holder in (text, *text.iterancestors()))
    return any(holder.get("prefix", "").endswith("<") for holder in holders)


def layout_suffix(style: Element) -> str:
    """Return the mark with which a style closes a note, without spaces; empty where it has none."""
    return _found(style, "citation/layout").get("suffix", "").strip()


def house_copy(style: Element, symbols: bool = False) -> bytes:
    """Return the XML of the house copy of a style; `symbols` asks for ¶ and § where the style names no label."""
    copy = deepcopy(style)
    _keep_order(copy)
    _name_every_author(copy)
    _ensure_bibliography(copy)
    _open_end(copy)
    form, stripped = _label_form(copy, symbols)
    _label_locators(copy, form, stripped)
    _keep_label_space(copy)
    _guard_at(copy)
    _hide_own_number(copy)
    _mark_ibid(copy)
    _add_terms(copy)
    _add_term_list(copy, form, stripped)
    return bytes(etree.tostring(copy, xml_declaration=True, encoding="utf-8"))


def _found(style: Element, path: str) -> Element:
    """Return the element at a path that `style.find_style` has made sure of."""
    found = style.find("/".join(_N + step for step in path.split("/")))
    if found is None:
        raise ValueError(f"the style has no {path}")
    return found


def _new(tag: str, **attributes: str) -> Element:
    return etree.Element(_N + tag, {name.replace("_", "-"): value for name, value in attributes.items()})


def _wrap(node: Element, outer: Element, inner: Element | None = None) -> None:
    """Put `outer` where a node stands, and the node into `inner`, a descendant of it."""
    parent = node.getparent()
    if parent is None:
        raise ValueError("the root of a style cannot be wrapped")
    node.tail = None
    parent.replace(node, outer)
    (outer if inner is None else inner).append(node)


def _keep_order(style: Element) -> None:
    citation = _found(style, "citation")
    for sort in citation.findall(f"{_N}sort"):
        citation.remove(sort)
    for name in ("collapse", "cite-group-delimiter", "after-collapse-delimiter", "year-suffix-delimiter"):
        citation.attrib.pop(name, "")


def _name_every_author(style: Element) -> None:
    for bibliography in style.findall(f"{_N}bibliography"):
        bibliography.attrib.pop("subsequent-author-substitute", "")
        bibliography.attrib.pop("subsequent-author-substitute-rule", "")


def _ensure_bibliography(style: Element) -> None:
    citation = _found(style, "citation")
    if style.find(f"{_N}bibliography") is not None:
        return
    names = {name: citation.get(name, "") for name in ("et-al-min", "et-al-use-first") if name in citation.attrib}
    bibliography = etree.SubElement(style, f"{_N}bibliography", names)
    bibliography.append(deepcopy(_found(style, "citation/layout")))


def without_bibliography(style: Element) -> Element:
    """Return a copy of a style whose bibliography is to be its notes' full form, for what its own leaves out."""
    copy = deepcopy(style)
    for bibliography in copy.findall(f"{_N}bibliography"):
        copy.remove(bibliography)
    return copy


def _open_end(style: Element) -> None:
    layout = _found(style, "citation/layout")
    if layout.get("suffix", "").strip() in _DROPPED_SUFFIXES:
        layout.attrib.pop("suffix", "")


# ------------------------------------------------------------- locators


def _label_form(style: Element, symbols: bool) -> tuple[str, str]:
    """Return the form and the ``strip-periods`` that the style gives most of its locator labels."""
    labels = list(style.iter(f"{_N}label"))
    used = Counter(
        (label.get("form", "long"), label.get("strip-periods", "false"))
        for label in labels
        if label.get("variable") == "locator"
    )
    if not used:
        return ("symbol" if symbols else "short"), "false"
    return used.most_common(1)[0][0]


def _label_locators(style: Element, form: str, stripped: str) -> None:
    """Give each locator that the style prints without a label its label, unless it is a page."""
    for text in list(style.iter(f"{_N}text")):
        if text.get("variable") != "locator" or _chosen_by_kind(text) or _is_labelled(style, text, set()):
            continue
        choose = _new("choose")
        page = etree.SubElement(choose, f"{_N}if", locator="page")
        other = etree.SubElement(choose, f"{_N}else")
        other.append(_labelled(text, form, stripped))
        _wrap(text, choose, page)


def _labelled(text: Element, form: str, stripped: str) -> Element:
    """Return a locator with its label, in place of one without; a "p." that the style wrote before it goes."""
    group = _new("group", delimiter=" ")
    bare = deepcopy(text)
    bare.tail = None
    for affix in ("prefix", "suffix"):
        if affix in bare.attrib:
            group.set(affix, re.sub(r"\w+\.?\s*", "", str(bare.attrib.pop(affix))))
    group.append(_new("label", variable="locator", form=form, strip_periods=stripped))
    group.append(bare)
    return group


def _chosen_by_kind(text: Element) -> bool:
    """Whether a branch for certain kinds of locator holds this element: the style has thought of the label."""
    return any(branch.get("locator") for branch in text.iterancestors(f"{_N}if", f"{_N}else-if"))


def _is_labelled(style: Element, node: Element, seen: set[str]) -> bool:
    """Whether a locator label is printed beside an element, or beside each call of the macro that holds it."""
    for parent in node.iterancestors():
        if parent.tag != f"{_N}choose" and any(_holds_label(style, child) for child in parent if child is not node):
            return True
        node = parent
        if parent.tag in {f"{_N}macro", f"{_N}layout"}:
            break
    name = node.get("name", "")
    if node.tag != f"{_N}macro" or name in seen:
        return False
    calls = [call for call in style.iter(f"{_N}text") if call.get("macro") == name]
    return bool(calls) and all(_is_labelled(style, call, seen | {name}) for call in calls)


def _holds_label(style: Element, node: Element, depth: int = 0) -> bool:
    """Whether an element prints a locator label and no locator, itself or through the macros it calls."""
    printed = list(_printed(style, node, depth))
    variables = {(item.tag, item.get("variable")) for item in printed}
    return (f"{_N}label", "locator") in variables and (f"{_N}text", "locator") not in variables


def _printed(style: Element, node: Element, depth: int) -> Iterator[Element]:
    for item in node.iter(f"{_N}text", f"{_N}label"):
        yield item
        if item.get("macro") and depth < 8:
            for macro in style.findall(f"{_N}macro"):
                if macro.get("name") == item.get("macro"):
                    yield from _printed(style, macro, depth + 1)


def _keep_label_space(style: Element) -> None:
    """Print what a style puts before a label also before a locator that brings its own label, or has none."""
    for label in list(style.iter(f"{_N}label")):
        parent = label.getparent()
        if label.get("variable") == "locator" and label.get("prefix") and parent is not None:
            choose = _new("choose")
            branch = etree.SubElement(choose, f"{_N}if", locator=BARE)
            branch.append(_new("text", value=label.get("prefix", "")))
            parent.insert(parent.index(label), choose)


def _guard_at(style: Element) -> None:
    """Print "at" before pages only: "at 12", but "¶ 4" (Bluebook 3.3)."""
    for text in list(style.iter(f"{_N}text")):
        parent = text.getparent()
        if "at" not in {text.get("value"), text.get("term")} or parent is None or parent.tag != f"{_N}group":
            continue
        following = [item for node in text.itersiblings() for item in node.iter(f"{_N}text")]
        if not _chosen_by_kind(text) and any(item.get("variable") == "locator" for item in following):
            choose = _new("choose")
            _wrap(text, choose, etree.SubElement(choose, f"{_N}if", locator="page"))


# -------------------------------------------------------- back references


def _hide_own_number(style: Element) -> None:
    """Leave out "(n 3)" inside note 3: with a distance of 1 a citation is "near" within its own note only.

    Some styles name a source without an author by that number alone, so it stays where there is no author.
    Styles that use near-note themselves keep their distance, doubled because notes are handed over two numbers
    apart, and are otherwise left as they are. pandoc reads the distance from the root, where CSL has it on
    ``citation``.
    """
    if any("near-note" in (branch.get("position") or "") for branch in style.iter()):
        distance = _found(style, "citation").get("near-note-distance", "5")
        style.set("near-note-distance", str(2 * (int(distance) if distance.isdecimal() else 5) + 1))
        return
    numbers = [text for text in style.iter(f"{_N}text") if text.get("variable") == "first-reference-note-number"]
    for number in numbers:
        parent = number.getparent()
        for item in [number] if parent is None else list(parent):
            if item is number or _is_word_for_number(item):
                choose = _new("choose")
                etree.SubElement(choose, f"{_N}if", position="near-note", variable="author")
                _wrap(item, choose, etree.SubElement(choose, f"{_N}else"))
    style.set("near-note-distance", "1")


def _is_word_for_number(item: Element) -> bool:
    if item.tag == f"{_N}label":
        return item.get("variable") == "first-reference-note-number"
    return item.tag == f"{_N}text" and (item.get("value") is not None or item.get("term") is not None)


def _mark_ibid(style: Element) -> None:
    for text in style.iter(f"{_N}text"):
        if text.get("term") == "ibid" and text.get("text-case") != "lowercase":
            text.set("prefix", IBID_MARK + text.get("prefix", ""))


# ------------------------------------------------------------------ terms


def _add_terms(style: Element) -> None:
    """Add the keywords of all kinds, blank the terms of `BARE`, and fill what CSL's locales leave untranslated."""
    found = style.find(f"{_N}locale")
    place = style.index(found) if found is not None else style.index(_found(style, "info")) + 1
    keywords = [_new("term", name=kind, form="verb-short") for kind in (*sorted(NATIVE), BARE)]
    for term in keywords:
        term.text = keyword(term.get("name", ""))
    blanks = [_term(BARE, form, "", "") for form in ("long", "short", "symbol")]
    style.insert(place, _locale("", keywords + blanks))
    for language, gaps in LOCALE_GAPS.items():
        terms = [_term(kind, "short", *forms) for kind, forms in gaps.items()]
        if language in IBID:
            terms.append(_new("term", name="ibid"))
            terms[-1].text = IBID[language]
        style.insert(place + 1, _locale(language, terms))


def _locale(language: str, terms: list[Element]) -> Element:
    locale = _new("locale")
    if language:
        locale.set(_XML_LANG, language)
    etree.SubElement(locale, f"{_N}terms").extend(terms)
    return locale


def _term(name: str, form: str, single: str, multiple: str) -> Element:
    term = _new("term", name=name, form=form)
    etree.SubElement(term, f"{_N}single").text = single
    etree.SubElement(term, f"{_N}multiple").text = multiple
    return term


def _add_term_list(style: Element, form: str, stripped: str) -> None:
    """Let an item of `TERMS_TYPE` print the labels of all kinds, in the style's own form and language."""
    layout = _found(style, "citation/layout")
    choose = _new("choose")
    labels = etree.SubElement(choose, f"{_N}if", type=TERMS_TYPE)
    other = etree.SubElement(choose, f"{_N}else")
    other.extend(list(layout))
    for kind in KINDS:
        for plural in ("false", "true"):
            labels.append(_new("text", value=LABEL_MARK))
            labels.append(_new("text", term=kind, form=form, plural=plural, strip_periods=stripped))
    layout.append(choose)
