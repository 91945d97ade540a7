"""What a person reads in a Word file."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator

from lxml import etree

from reading import Reading, collapse

_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_PARSER = etree.XMLParser(resolve_entities=False, huge_tree=True)
_DIGITS: dict[str, dict[int, int]] = {
    "fa": str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹"),
    "ar": str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"),
}
_WHITE_SPACE = {"tab": " ", "br": " ", "cr": " "}


def read_docx(data: bytes) -> Reading:
    """Return the words of a Word file and of its notes, as Word shows them.

    Word counts the notes in the order of their calls, whatever their ids; so does this.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        text = etree.fromstring(package.read("word/document.xml"), _PARSER)
        notes = etree.fromstring(package.read("word/footnotes.xml"), _PARSER)
    called = [call.get(_w("id")) for call in text.iter(_w("footnoteReference"))]
    numbers = {identifier: number for number, identifier in enumerate(called, start=1)}
    bodies = {note.get(_w("id")): note for note in notes.iter(_w("footnote"))}
    return Reading(
        _words(text, lambda call: f"⟦{numbers[call.get(_w('id'))]}⟧"),
        tuple(_words(bodies[identifier], lambda call: "") for identifier in called),
    )


def _w(name: str) -> str:
    return f"{{{_MAIN}}}{name}"


def _digits(run: etree._Element) -> dict[int, int]:
    """Return the digits that a run is shown with: those of its language where it runs from right to left."""
    language = run.find(f"{_w('rPr')}/{_w('lang')}")
    if language is None or run.find(f"{_w('rPr')}/{_w('rtl')}") is None:
        return {}
    return _DIGITS.get(language.get(_w("bidi"), "")[:2], {})


def _words(root: etree._Element, show_call: Callable[[etree._Element], str]) -> str:
    """Return the words of all paragraphs in a part or a note."""
    paragraphs = ("".join(_pieces(paragraph, show_call)) for paragraph in root.iter(_w("p")))
    return collapse(" ".join(paragraphs))


def _pieces(paragraph: etree._Element, show_call: Callable[[etree._Element], str]) -> Iterator[str]:
    """Return what a paragraph shows, piece by piece; the instruction of a field is not shown, its result is.

    The numbers of fields in Persian or Arabic words are read in their digits, as Word shows numbers by context.
    """
    field = False
    for run in paragraph.iter(_w("r")):
        for element in run:
            name = etree.QName(element).localname
            if name == "fldChar":
                field = element.get(_w("fldCharType")) != "end"
            elif name == "t":
                yield (element.text or "").translate(_digits(run) if field else {})
            elif name == "footnoteReference":
                yield show_call(element)
            else:
                yield _WHITE_SPACE.get(name, "")
