r"""LaTeX as BibTeX files hold it ↔ text with CSL's markup.

``{\'e}`` and ``\v{s}`` become letters, ``\emph`` and the like CSL's HTML-like tags, and braces that keep a
word's capitals ``<span class="nocase">``. A command that is not known here stays as it is written, so that
nothing is lost.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

_ACCENTS = {
    "`": "\u0300", "'": "\u0301", "^": "\u0302", "~": "\u0303", "=": "\u0304", "u": "\u0306", ".": "\u0307",
    '"': "\u0308", "r": "\u030a", "H": "\u030b", "v": "\u030c", "d": "\u0323", "c": "\u0327", "k": "\u0328",
    "b": "\u0331", "t": "\u0361",
}  # fmt: skip
_SYMBOLS = {
    "ss": "ß", "o": "ø", "O": "Ø", "l": "ł", "L": "Ł", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "aa": "å",
    "AA": "Å", "i": "ı", "j": "ȷ", "dh": "ð", "DH": "Ð", "th": "þ", "TH": "Þ", "dj": "đ", "DJ": "Đ", "ng": "ŋ",
    "NG": "Ŋ", "&": "&", "%": "%", "$": "$", "#": "#", "_": "_", "{": "{", "}": "}", " ": " ", ",": "\u2009",
    "-": "", "/": "", "@": "", "\\": " ", "newline": " ", "textbackslash": "\\", "textasciitilde": "~",
    "textasciicircum": "^", "textasciigrave": "`", "textquotesingle": "'", "textquotedbl": '"', "textbar": "|",
    "textless": "<", "textgreater": ">", "textbraceleft": "{", "textbraceright": "}", "textunderscore": "_",
    "textendash": "–", "textemdash": "—", "ldots": "…", "dots": "…", "textellipsis": "…", "slash": "/",
    "S": "§", "P": "¶", "textsection": "§", "textparagraph": "¶", "copyright": "©", "textcopyright": "©",
    "textregistered": "®", "texttrademark": "™", "pounds": "£", "textsterling": "£", "euro": "€", "texteuro": "€",
    "textquoteleft": "‘", "textquoteright": "’", "textquotedblleft": "“", "textquotedblright": "”",
    "quotedblbase": "„", "quotesinglbase": "‚", "guillemotleft": "«", "guillemotright": "»",
    "guillemetleft": "«", "guillemetright": "»", "guilsinglleft": "‹", "guilsinglright": "›", "textexclamdown": "¡",
    "textquestiondown": "¿", "textdegree": "°", "textperiodcentered": "·", "textbullet": "•",
    "textordfeminine": "ª",
    "textordmasculine": "º", "textonehalf": "½", "LaTeX": "LaTeX", "TeX": "TeX", "BibTeX": "BibTeX",
}  # fmt: skip
_ITALIC, _BOLD = ("<i>", "</i>"), ("<b>", "</b>")
_CAPS = ('<span style="font-variant:small-caps;">', "</span>")
NOCASE = ('<span class="nocase">', "</span>")
# Commands around a text, with what stands around it in CSL's markup.
_AROUND = {
    **dict.fromkeys(("emph", "textit", "textsl", "mkbibemph", "mkbibitalic"), _ITALIC),
    **dict.fromkeys(("textbf", "mkbibbold"), _BOLD),
    "textsc": _CAPS,
    **dict.fromkeys(("textsuperscript", "mkbibsuperscript"), ("<sup>", "</sup>")),
    "textsubscript": ("<sub>", "</sub>"),
    **dict.fromkeys(("enquote", "mkbibquote"), ("“", "”")),
    **dict.fromkeys(("textnocase", "NoCaseChange"), NOCASE),
    **dict.fromkeys(("textrm", "textup", "textnormal", "textsf", "texttt", "mbox", "text", "url"), ("", "")),
}
# The same as declarations, which hold to the end of their group.
_SWITCHES = {
    "em": _ITALIC,
    "it": _ITALIC,
    "itshape": _ITALIC,
    "sl": _ITALIC,
    "bf": _BOLD,
    "bfseries": _BOLD,
    "sc": _CAPS,
}
_DROPPED = frozenset({"noopsort", "protect", "relax", "selectlanguage"})
_LIGATURES = {"---": "—", "--": "–", "``": "“", "''": "”", "`": "‘", "~": "\u00a0"}
_TOKEN = re.compile(r"\\(?:[A-Za-z]+[ \t\r\n]*|.|$)|[{}]|---?|``|''|[`~]|\$[^$]*\$|[^\\{}\-`'~$]+|.", re.DOTALL)
_GREEK = re.compile(r"\$\\([A-Za-z]+)\$")

Token = str
_OPENING = "{"


def from_latex(text: str, *, case: bool = False) -> str:
    """Return a LaTeX text as one line with CSL's markup; `case` says whether braces keep capitals in it."""
    return " ".join(_Reader(text, case).text().split(" ")).strip()


class _Reader:
    """Reads the tokens of one text, a group at a time."""

    def __init__(self, text: str, case: bool) -> None:
        self._tokens = [match[0] for match in _TOKEN.finditer(re.sub(r"[ \t\r\n]+", " ", text))]
        self._at = 0
        self._case = case

    def text(self) -> str:
        """Return the whole text; a closing brace without its opening one is left out."""
        parts: list[str] = []
        while self._at < len(self._tokens):
            parts.append(self._group_content())
            self._at += 1
        return re.sub(r" +", " ", "".join(parts))

    def _group_content(self) -> str:
        """Return what stands up to the end of the group, its declarations applied."""
        parts: list[str] = []
        closing = ""
        while self._at < len(self._tokens) and self._tokens[self._at] != "}":
            token = self._next()
            switch = _SWITCHES.get(token.strip().removeprefix("\\")) if token[0] == "\\" else None
            if switch:
                parts.append(switch[0])
                closing = switch[1] + closing
            else:
                parts.append(self._one(token))
        return "".join(parts) + closing

    def _next(self) -> Token:
        token = self._tokens[self._at]
        self._at += 1
        return token

    def _one(self, token: Token) -> str:
        if token == _OPENING:
            return self._group()
        if token[0] == "\\":
            return self._command(token[1:].rstrip(" \t\r\n") or " ")
        greek = _GREEK.fullmatch(token)
        return (greek and _greek(greek[1])) or _LIGATURES.get(token, token)

    def _group(self) -> str:
        """Return a group; one that does not begin with a command keeps the case of what it holds."""
        special = self._peek()[:1] == "\\"
        content = self._group_content()
        self._at += 1
        keeps = self._case and not special and any(character.isalpha() for character in content)
        return f"{NOCASE[0]}{content}{NOCASE[1]}" if keeps and NOCASE[0] not in content else content

    def _peek(self) -> Token:
        return self._tokens[self._at] if self._at < len(self._tokens) else ""

    def _command(self, name: str) -> str:
        if name in _ACCENTS and (len(name) > 1 or not name.isalpha() or self._has_argument()):
            return self._accented(_ACCENTS[name])
        if name in _SYMBOLS:
            if self._tokens[self._at : self._at + 2] == ["{", "}"]:
                self._at += 2
            return _SYMBOLS[name]
        if name in _AROUND:
            before, after = _AROUND[name]
            return f"{before}{self._argument()}{after}"
        if name in _DROPPED:
            self._argument()
            return ""
        return f"\\{name}" + (
            f"{{{self._argument()}}}" if self._peek() == "{" else " " if name[-1:].isalpha() else ""
        )

    def _has_argument(self) -> bool:
        return self._peek() not in ("", "}")

    def _argument(self) -> str:
        """Return the argument of a command: a group, or what stands next."""
        while self._peek() == " ":
            self._at += 1
        if not self._has_argument():
            return ""
        token = self._next()
        if token == _OPENING:
            content = self._group_content()
            self._at += 1
            return content
        if token[0] == "\\" or len(token) == 1:
            return self._one(token)
        self._at -= 1
        self._tokens[self._at] = token[1:]
        return token[0]

    def _accented(self, accent: str) -> str:
        base = self._argument()
        dotted = {"ı": "i", "ȷ": "j"}.get(base[:1], base[:1])
        return unicodedata.normalize("NFC", f"{dotted}{accent}") + base[1:]


def _greek(name: str) -> str:
    size = "CAPITAL" if name[0].isupper() else "SMALL"
    try:
        return unicodedata.lookup(f"GREEK {size} LETTER {name.upper()}")
    except KeyError:
        return ""


_ESCAPES = {
    # BibTeX would count a brace behind a backslash too.
    "\\": r"\textbackslash{}", "{": r"\textbraceleft{}", "}": r"\textbraceright{}",
    "%": r"\%", "&": r"\&", "#": r"\#", "$": r"\$", "_": r"\_",
    "~": r"\textasciitilde{}", "^": r"\textasciicircum{}", "`": r"\textasciigrave{}", "\u00a0": "~",
    "\u2009": r"\,",
}  # fmt: skip
_WRITTEN = {
    "<i>": r"\emph{", "<b>": r"\textbf{", "<sup>": r"\textsuperscript{", "<sub>": r"\textsubscript{",
    _CAPS[0]: r"\textsc{", NOCASE[0]: "{", **dict.fromkeys(("</i>", "</b>", "</sup>", "</sub>", "</span>"), "}"),
}  # fmt: skip
_MARKUP = re.compile("|".join(map(re.escape, _WRITTEN)))


def to_latex(text: str) -> str:
    """Return a text with CSL's markup as LaTeX in UTF-8."""
    return "".join(_written(text))


def _written(text: str) -> Iterator[str]:
    """Return the parts of a text as LaTeX; markup that is not closed is left as words."""
    paired = _is_paired(text)
    position = 0
    for match in _MARKUP.finditer(text) if paired else ():
        yield _escaped(text[position : match.start()])
        yield _WRITTEN[match[0]]
        position = match.end()
    yield _escaped(text[position:])


def _is_paired(text: str) -> bool:
    """Whether every tag is closed by its own kind, in order: only then can braces stand for them."""
    open_tags: list[str] = []
    for match in _MARKUP.finditer(text):
        name = re.sub(r"[</>]|[ ].*", "", match[0])
        if match[0][1] != "/":
            open_tags.append(name)
        elif not open_tags or open_tags.pop() != name:
            return False
    return not open_tags


def _escaped(text: str) -> str:
    escaped = "".join(_ESCAPES.get(character, character) for character in text)
    return re.sub(r"-(?=-)", "-{}", escaped).replace("''", "'{}'")
