"""Addresses of the web that a reader can follow."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

LONGEST = 2_000
# Letters of other scripts can look the same as Latin ones and lead elsewhere; these two are never mistaken.
_LATIN, _ARABIC = "a-z0-9_\u00df-\u00f6\u00f8-\u017f", "\u0620-\u064a\u066e-\u06d3\u06f0-\u06f9"
_LABEL = "|".join(f"[{letters}]([{letters}-]{{0,61}}[{letters}])?" for letters in (_LATIN, _ARABIC))
_HOST = re.compile(rf"(?=.{{1,253}}$)({_LABEL})(\.({_LABEL}))*|[0-9a-f:.]*:[0-9a-f:.]*")


def is_web_address(text: str) -> bool:
    """Tell whether a text is an absolute http or https address that a reader can follow and read.

    It has no credentials; its host is written in Latin or Arabic letters, that of another script in its ASCII form
    (RFC 5890, 2.3.2.1: ``xn--…``); and it is no longer than what Word can follow.
    """
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        return False
    sound = len(text) <= LONGEST and bool(re.fullmatch(r"[^\s<>\"{}|\\^`]+", text)) and "@" not in parts.netloc
    host = bool(_HOST.fullmatch(parts.hostname or ""))
    return sound and host and parts.scheme in ("http", "https") and port != 0
