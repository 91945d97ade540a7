"""Trees and fonts of a PDF at the level of its objects, for what puts one PDF together from several."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, TypeAlias

import pikepdf

# pikepdf's objects answer to the names of their keys, which no type can tell.
Object: TypeAlias = Any

Bookmark: TypeAlias = tuple[str, tuple[int, float, float], "Sequence[Bookmark]", str]
"""Label, page and place on it, the bookmarks below it, and its state, as WeasyPrint has them."""

_FILES = ("/FontFile", "/FontFile2", "/FontFile3")
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_TAG = 6


class NameTree:
    """Names and what they stand for, gathered from several name trees (ISO 32000-1, 7.9.6)."""

    def __init__(self) -> None:
        self._values: dict[bytes, tuple[Object, Object]] = {}
        self._written: dict[str, Object] = {}

    def add(self, tree: Object, known: frozenset[str] = frozenset()) -> None:
        """Add the names of a tree without branches; of the `known` ones the first counts.

        Raises ValueError for a name that is there already.
        """
        names = list(tree.Names)
        for name, value in zip(names[::2], names[1::2], strict=True):
            words = str(name)
            if words not in self._written:
                self._written[words] = name
                self._values[bytes(name)] = name, value
            elif words not in known:
                raise ValueError(f"two parts of a document have the name {words!r}")

    def written(self, words: str) -> Object | None:
        """Return a name as it is written in the tree, or None where it is not there."""
        return self._written.get(words)

    def tree(self) -> pikepdf.Dictionary:
        """Return the whole as a tree without branches, in the order of its bytes."""
        pairs = (pair for _, pair in sorted(self._values.items(), key=lambda item: item[0]))
        return pikepdf.Dictionary(Names=pikepdf.Array([part for pair in pairs for part in pair]))

    def __bool__(self) -> bool:
        return bool(self._values)


def number_tree(pdf: pikepdf.Pdf, trees: Iterable[Object]) -> Object:
    """Return number trees without branches as the branches of one; their keys must be in order (7.9.7)."""
    root = pikepdf.Dictionary(Kids=pikepdf.Array())
    for tree in trees:
        tree.Limits = pikepdf.Array([tree.Nums[0], tree.Nums[-2]])
        root.Kids.append(tree)
    return pdf.make_indirect(root)


def add_bookmarks(pdf: pikepdf.Pdf, bookmarks: Sequence[Bookmark]) -> None:
    """Give a PDF these bookmarks in the place of its own."""
    if "/Outlines" in pdf.Root:
        del pdf.Root.Outlines
    pages = [page.obj for page in pdf.pages]
    with pdf.open_outline() as outline:
        outline.root.extend(_items(bookmarks, pages))


def _items(bookmarks: Sequence[Bookmark], pages: Sequence[Object]) -> Iterator[pikepdf.OutlineItem]:
    for label, (page, x, y), below, state in bookmarks:
        goal = pikepdf.Array([pages[page], pikepdf.Name.XYZ, x, y, 0])
        item = pikepdf.OutlineItem(label, destination=goal)
        item.is_closed = state == "closed"
        item.children.extend(_items(below, pages))
        yield item


class FontFiles:
    """The font files of a PDF: the same is kept once, and different ones have different names."""

    def __init__(self) -> None:
        self._files: dict[bytes, Object] = {}

    def share(self, fonts: Object) -> None:
        """Let fonts use the files that are known; name the others by their content (ISO 32000-1, 9.6.4)."""
        for font in fonts.values():
            if "/DescendantFonts" in font:
                self._share(font, font.DescendantFonts[0])

    def _share(self, font: Object, descendant: Object) -> None:
        descriptor = descendant.FontDescriptor
        for kind in _FILES:
            if kind in descriptor:
                digest = hashlib.sha256(descriptor[kind].read_raw_bytes()).digest()
                descriptor[kind] = self._files.setdefault(digest, descriptor[kind])
                name = _named(str(font.BaseFont), digest)
                font.BaseFont = descendant.BaseFont = descriptor.FontName = name


def _named(name: str, digest: bytes) -> pikepdf.Name:
    """Return the name of a font with a tag that tells its file from others."""
    number, tag = int.from_bytes(digest[:8], "big"), ""
    for _ in range(_TAG):
        number, letter = divmod(number, len(_LETTERS))
        tag += _LETTERS[letter]
    return pikepdf.Name(f"/{tag}+{name.rpartition('+')[2].removeprefix('/')}")
