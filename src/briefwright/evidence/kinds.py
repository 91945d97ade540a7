"""What an archived file is, told by its content, and the text of those kinds that are text.

HTML is told as browsers tell it (WHATWG MIME Sniffing, section 7.1) and read in the encoding that it declares, out
of a closed set (WHATWG Encoding, section 4.2, without those that browsers refuse). Nothing is fetched or run.
"""

from __future__ import annotations

import codecs
import re
from typing import Literal, TypeAlias

Kind: TypeAlias = Literal["pdf", "html", "text", "other"]

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_HTML = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*|<!--.*?-->\s*)*"
    r"<(?:!doctype\s+html|html|head|body|title|meta|script|style|iframe|h1|div|font|table|a|b|br|p|article|main)[\s>/]",
    re.IGNORECASE | re.DOTALL,
)
_HTML_NAME = re.compile(r"\.x?html?$", re.IGNORECASE)
# Mail, web archives, RTF and PostScript are text to look at, but their words stand in a coding of their own.
_CODED = re.compile(
    rb"\s*(?:WARC/\d|\{\\rtf|%!PS)|(?:[\w-]+:.*\r?\n(?:[ \t].*\r?\n)*)*MIME-Version:", re.IGNORECASE
)
_DECLARED = re.compile(rb"""<(?:meta|\?xml)[^>]*?(?:charset|encoding)\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
_SNIFFED = 1024
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")

# Labels of the Encoding Standard, with what each means: Latin-1 means Windows-1252 there, and so on.
_ENCODINGS = {
    **dict.fromkeys(("utf-8", "utf8", "unicode-1-1-utf-8"), "utf-8"),
    **dict.fromkeys(("ascii", "us-ascii", "iso-8859-1", "iso8859-1", "latin1", "l1", "cp1252"), "cp1252"),
    **dict.fromkeys(("iso-8859-9", "iso8859-9", "latin5"), "cp1254"),
    **{f"windows-{number}": f"cp{number}" for number in (874, *range(1250, 1259))},
    **{f"iso-8859-{part}": f"iso8859-{part}" for part in (2, 3, 4, 5, 6, 7, 8, 10, 13, 14, 15, 16)},
    **{label: label for label in ("koi8-r", "koi8-u", "gb18030", "big5", "euc-jp", "shift_jis", "euc-kr")},
    **dict.fromkeys(("gbk", "gb2312"), "gb18030"),
    **dict.fromkeys(("utf-16", "utf-16le", "utf-16be"), "utf-8"),
}


class NotReadable(Exception):
    """Raised when the text of a file cannot be read; the message is the end of a sentence on the file.

    `damaged` is False where nothing is wrong with the file: it has no text to read.
    """

    def __init__(self, reason: str, *, damaged: bool = True) -> None:
        super().__init__(reason)
        self.damaged = damaged


def kind_of(data: bytes, name: str) -> Kind:
    """Return what a file is; its name only helps with a page that starts with its own words."""
    if b"%PDF-" in data[:_SNIFFED]:
        return "pdf"
    start = data[: 4 * _SNIFFED]
    encoding = _bom_of(data)
    if encoding is None and (_CONTROL.search(start) or _CODED.match(start)):
        return "other"
    head = start.decode(encoding or "latin-1", errors="replace").lstrip("\ufeff")
    return "html" if _HTML.match(head) or _HTML_NAME.search(name) else "text"


def text_of_plain(data: bytes) -> str:
    """Return the text of a text file: in the encoding that its byte order mark says, else in UTF-8.

    Raises:
        NotReadable: its bytes are nothing of the kind.

    """
    encoding = _bom_of(data) or "utf-8"
    try:
        return data.decode(encoding).lstrip("\ufeff")
    except UnicodeDecodeError as error:
        reason = f"byte {error.start + 1:,} is not {encoding.upper()}, and a text file does not say what else it is"
        raise NotReadable(reason) from None


def text_of_html(data: bytes) -> str:
    """Return what a page says in its body, without scripts and styles, a line for each of its blocks.

    Raises:
        NotReadable: it declares an encoding that is unknown, or none and is not UTF-8.

    """
    from briefwright.evidence.web_page import words_of_page

    return words_of_page(_decoded(data))


def _decoded(data: bytes) -> str:
    encoding = _bom_of(data)
    if encoding:
        return data.decode(encoding, errors="replace").lstrip("\ufeff")
    declared = _DECLARED.search(data[: 4 * _SNIFFED])
    if declared is None:
        return text_of_plain(data)
    label = declared[1].decode("ascii", errors="replace").lower()
    if label not in _ENCODINGS:
        raise NotReadable(f"it declares the encoding '{label}', which web pages do not have")
    return data.decode(_ENCODINGS[label], errors="replace")


def _bom_of(data: bytes) -> str | None:
    return next((encoding for bom, encoding in _BOMS if data.startswith(bom)), None)
