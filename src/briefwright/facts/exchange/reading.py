"""A bibliographic file → items, or every fault in it with its place."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from briefwright.facts.exchange.bib_read import read_bibtex
from briefwright.facts.exchange.csl_json import read_csl_json
from briefwright.facts.exchange.item import Item
from briefwright.facts.exchange.ris import read_ris
from briefwright.faults import Faults, Place

MAX_BYTES = 50_000_000

Reader = Callable[[str, str, Faults], tuple[Item, ...]]
READERS: dict[str, Reader] = {".json": read_csl_json, ".bib": read_bibtex, ".ris": read_ris}


def read_items(path: Path, faults: Faults) -> tuple[Item, ...]:
    """Return the items of a ``.json``, ``.bib`` or ``.ris`` file; what is wrong goes to `faults`."""
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        known = ", ".join(READERS)
        faults.error(Place(str(path)), "EXCHANGE-FORMAT", f"what it holds is told by its name's ending: {known}")
        return ()
    text = _text(path, faults)
    if text is None:
        return ()
    before = len(faults.errors)
    items = reader(text.replace("\r\n", "\n").replace("\r", "\n"), str(path), faults)
    if not items and len(faults.errors) == before:
        faults.error(Place(str(path)), "EMPTY-FILE", "the file holds no bibliographic entry")
    return items


def _text(path: Path, faults: Faults) -> str | None:
    """Return the text of a UTF-8 file, or None after reporting why it has none."""
    try:
        data = path.read_bytes()
    except OSError as error:
        faults.error(Place(str(path)), "UNREADABLE", f"the file cannot be read: {error.strerror}")
        return None
    if len(data) > MAX_BYTES:
        faults.error(Place(str(path)), "TOO-LARGE", f"the file is larger than {MAX_BYTES:,} bytes: split it")
        return None
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        faults.error(*_not_utf8(path, data, error.start))
        return None


def _not_utf8(path: Path, data: bytes, at: int) -> tuple[Place, str, str]:
    """Return the fault of a byte that is not UTF-8, with the command that makes it so."""
    start = data.rfind(b"\n", 0, at) + 1
    column = len(data[start:at].decode("utf-8", "replace")) + 1
    charset = "UTF-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "WINDOWS-1252"
    place = Place(str(path), data.count(b"\n", 0, at) + 1, column)
    message = (
        f"byte 0x{data[at]:02x} is not UTF-8: export the file as UTF-8, or convert it: "
        f"iconv -f {charset} -t UTF-8 '{path.name}' > 'utf-8{path.suffix}'"
    )
    return place, "ENCODING", message
