"""The parts of a document, each a PDF, put together as one: pages, structure, links, bookmarks and margins.

Nothing is lost on the way unnoticed: what a part tells of itself is looked for in it, and a link that leads nowhere
is a problem.
"""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from types import SimpleNamespace
from typing import Any
from urllib.parse import unquote

import pikepdf
from weasyprint.anchors import make_page_bookmark_tree
from weasyprint.matrix import Matrix

from briefwright.writers.html.names import MAIN
from briefwright.writers.pdf.apart import ELSEWHERE, first_key_of
from briefwright.writers.pdf.objects import Bookmark, FontFiles, NameTree, Object, add_bookmarks, number_tree
from briefwright.writers.pdf.problems import Logged, Problem, to_data

_CONTINUED = ("Part", "Sect")
"""The elements that a part may continue: the main part of the page, and a section in it."""

Told = Mapping[str, Any]
"""What the press told of a part, with its `length` in bytes and how many elements it `continues`."""


def joined(task: Mapping[str, Any], goods: bytes) -> tuple[dict[str, Any], bytes]:
    """Return the report on a document and its PDF, made of its parts and its margins, one after the other.

    Raises ValueError where parts are not as they were told to be.
    """
    pieces = _pieces(goods, [*(part["length"] for part in task["parts"]), *task["margins"]])
    with pikepdf.open(io.BytesIO(next(pieces))) as pdf:
        whole = _Whole(pdf)
        for number, part in enumerate(task["parts"]):
            whole.add(number, part, io.BytesIO(next(pieces)) if number else None)
        whole.complete(pieces)
        if whole.problems:
            return {"problems": [to_data(problem) for problem in whole.problems]}, b""
        data = io.BytesIO()
        pdf.save(data, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate)
        return {"pages": len(pdf.pages)}, data.getvalue()


def _pieces(goods: bytes, lengths: Sequence[int]) -> Iterator[bytes]:
    start = 0
    for length in lengths:
        yield goods[start : start + length]
        start += length


class _Whole:
    """A document that grows by its parts; the first is what the others are added to."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self.problems: list[Problem] = []
        self._pdf = pdf
        self._goals, self._ids, self._fonts = NameTree(), NameTree(), FontFiles()
        self._keys: list[Object] = []
        self._next_key = 0
        self._bookmarks: list[tuple[int, int, str, float, float, str]] = []
        self._elsewhere: list[tuple[Object, str]] = []

    def add(self, number: int, told: Told, data: io.BytesIO | None) -> None:
        """Add a part, of which all but the first begin with a page that is left out."""
        root, names, known = self._pdf.Root.StructTreeRoot, self._pdf.Root.get("/Names"), 0
        if data is not None:
            known = len(self._pdf.pages)
            root, names = self._taken(data)
            _continue(self._pdf.Root.StructTreeRoot.K[0], root.K[0], _CONTINUED[: told["continues"]])
        pages = [page.obj for page in self._pdf.pages[known:]]
        self._check(number, told, root, len(pages))
        self._read_pages(number, pages, told, known - (number > 0))
        if names is not None and "/Dests" in names:
            self._goals.add(names.Dests, frozenset({MAIN}))
        if "/IDTree" in root:
            self._ids.add(root.IDTree)
        self._keys.append(root.ParentTree)
        self._next_key = int(root.ParentTreeNextKey)

    def _taken(self, data: io.BytesIO) -> tuple[Object, Object | None]:
        """Copy the pages of a part but the first; return its structure and its names."""
        with pikepdf.open(data) as part, _no_word_of_names():
            self._pdf.pages.extend(list(part.pages)[1:])
            root = self._pdf.copy_foreign(part.Root.StructTreeRoot)
            # The page that is left out is the first with a key, and nothing on it has an element.
            del root.ParentTree.Nums[0:2]
            names = part.Root.get("/Names")
            return root, self._pdf.copy_foreign(part.make_indirect(names)) if names is not None else None

    def _check(self, number: int, told: Told, root: Object, pages: int) -> None:
        """Raise ValueError where a part is not as it was told to be."""
        if pages != told["pages"] - (number > 0):
            raise ValueError(f"part {number} has {pages} pages more, not {told['pages']}")
        if int(root.ParentTree.Nums[0]) < self._next_key or int(root.ParentTreeNextKey) > first_key_of(number + 1):
            raise ValueError(f"part {number} has the keys of another part")

    def _read_pages(self, number: int, pages: Sequence[Object], told: Told, before: int) -> None:
        """Note what is on the pages of a part; `before` is the place of the first of those that it counts."""
        left_out = int(number > 0)
        for place, page in enumerate(pages, start=left_out):
            page.StructParents = first_key_of(number) + place
        self._fonts.share(pages[0].Resources.Font)
        if number:
            pages[0].Resources.ColorSpace = self._pdf.pages[0].Resources.ColorSpace
        self._bookmarks += [(before + page, *rest) for page, *rest in told["bookmarks"]]
        for page, place, address in told["elsewhere"]:
            annotation = pages[page - left_out].Annots[place]
            if str(annotation.A.URI) != address:
                raise ValueError(f"part {number} has no link to {address!r} where it was told to be")
            self._elsewhere.append((annotation, unquote(address.removeprefix(ELSEWHERE))))

    def complete(self, margins: Iterator[bytes]) -> None:
        """Write what belongs to all parts, and draw the margins."""
        for annotation, name in self._elsewhere:
            self._lead(annotation, name)
        root = self._pdf.Root.StructTreeRoot
        root.ParentTree = number_tree(self._pdf, self._keys)
        root.ParentTreeNextKey = self._next_key
        if self._ids:
            root.IDTree = self._ids.tree()
        if self._goals:
            self._pdf.Root.Names = pikepdf.Dictionary(Dests=self._goals.tree())
        add_bookmarks(self._pdf, _tree_of(self._bookmarks))
        self._draw(margins)

    def _lead(self, annotation: Object, name: str) -> None:
        """Lead a link to a place in another part."""
        goal = self._goals.written(name)
        if goal is None:
            # WeasyPrint's own words, so that it is told as it would be of a document in one part.
            self.problems.append(Logged(f"No anchor #{name} for internal URI reference"))
        else:
            del annotation.A
            annotation.Dest = goal

    def _draw(self, margins: Iterator[bytes]) -> None:
        """Draw heads, feet and page numbers, which are artifacts, over the pages."""
        before = self._pdf.make_stream(b"q\n")
        drawn = 0
        for run, data in enumerate(margins):
            with pikepdf.open(io.BytesIO(data)) as sheets:
                forms = [
                    self._pdf.copy_foreign(page.as_form_xobject()) for page in list(sheets.pages)[int(run > 0) :]
                ]
                self._fonts.share(forms[0].Resources.Font)
                for form in forms:
                    page = self._pdf.pages[drawn].obj
                    drawn += 1
                    name = f"/margins-{drawn}"
                    page.Resources.XObject[name] = form
                    after = self._pdf.make_stream(f"\nQ\n{name} Do\n".encode())
                    page.Contents = pikepdf.Array([before, page.Contents, after])
        if drawn != len(self._pdf.pages):
            raise ValueError(f"{len(self._pdf.pages)} pages have {drawn} margins")


def _continue(whole: Object, part: Object, kinds: Sequence[str]) -> None:
    """Let an element go on with what a part has in it; so do the last in it and the first there, by their kinds."""
    kids = list(part.K)
    if kinds:
        last, first = whole.K[-1], kids.pop(0)
        if not str(last.S) == str(first.S) == f"/{kinds[0]}":
            raise ValueError(f"a part begins with {first.S}, and the one before it ends with {last.S}")
        _continue(last, first, kinds[1:])
    for kid in kids:
        kid.P = whole
        whole.K.append(kid)


def _tree_of(bookmarks: Sequence[tuple[int, int, str, float, float, str]]) -> Sequence[Bookmark]:
    """Return bookmarks below one another by their levels, as WeasyPrint does it."""
    root: list[Bookmark] = []
    skipped: list[int] = []
    last: list[list[Bookmark]] = [root]
    level = 0
    for page, depth, label, x, y, state in bookmarks:
        one = SimpleNamespace(bookmarks=[(depth, label, (x, y), state)])
        level = make_page_bookmark_tree(one, skipped, last, level, page, Matrix())
    return root


@contextmanager
def _no_word_of_names() -> Iterator[None]:
    """Keep pikepdf from warning that names are not copied with pages: they are, by us."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield
