"""Addresses of the web that a reader can follow."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

LONGEST = 2_000
# Letters of other scripts can look the same as Latin ones and lead elsewhere; these two are never mistaken.
_LATIN, _ARABIC = "a-z0-9_\u00df-\u00f6\u00f8-\u017f", "\u0620-\u064a\u066e-\u06d3\u06f0-\u06f9"
_LABEL = "|".join(f"[{letters}]([{letters}-]{{0,61}}[{letters}])?" for letters in (_LATIN, _ARABIC))
_HOST = re.compile(rf"(?=.{{1,253}}$)({_LABEL})(\.({_LABEL}))*|[0-9a-f:.]*:[0-9a-f:.]*")

_NO_HOST = "what stands between // and the next / is no host and port, such as example.org or example.org:8080"


def is_web_address(text: str) -> bool:
    """Tell whether a text is an absolute http or https address that a reader can follow and read."""
    return fault_of_address(text) is None


def fault_of_address(text: str) -> str | None:
    """Return why a reader cannot follow an address or is misled by it, as the end of a sentence, or None.

    A sound one is absolute, http or https, and has no credentials; its host is written in Latin or Arabic letters,
    that of another script in its ASCII form (RFC 5890, 2.3.2.1: ``xn--…``); Word can follow it to its end.
    """
    if not re.match(r"https?://", text, re.IGNORECASE):
        return "write it whole, starting with https:// or http://"
    if len(text) > LONGEST:
        return f"it has {len(text):,} characters, and Word can follow {LONGEST:,} at most"
    if not re.fullmatch(r"[^\s<>\"{}|\\^`]+", text):
        return "it holds a space or a sign that no address holds: write %20 for a space"
    return _fault_of_host(text)


def _fault_of_host(text: str) -> str | None:
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        return _NO_HOST
    if "@" in parts.netloc:
        return "it holds a user name before the sign @: leave that out"
    if not parts.hostname or port == 0:
        return _NO_HOST
    if not _HOST.fullmatch(parts.hostname):
        odd = sorted({char for char in parts.hostname if not char.isascii()})
        named = ", ".join(f"{char} (U+{ord(char):04X})" for char in odd[:3])
        return f"its host holds {named}, which can pass for another: write its xn--… form" if odd else _NO_HOST
    return None
