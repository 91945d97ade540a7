"""Escaped markup: the only place where characters become HTML."""

from __future__ import annotations

import html
import re

VOID = frozenset({"br", "col", "meta"})
_SCHEME = re.compile(r"(?:https?://|mailto:|#)[^\s]+", re.IGNORECASE)


def text(characters: str) -> str:
    """Return characters as HTML text."""
    return html.escape(characters, quote=False)


def quoted(characters: str) -> str:
    """Return characters as the value of an attribute between double quotes."""
    return text(characters).replace('"', "&quot;")


def element(tag: str, content: str = "", /, **attributes: str | None) -> str:
    """Return an element around content that is already markup.

    An attribute that is None is left out; ``class_`` stands for ``class``, and ``_`` in other names for ``-``.
    """
    pairs = "".join(
        f' {name.rstrip("_").replace("_", "-")}="{quoted(value)}"'
        for name, value in attributes.items()
        if value is not None
    )
    return f"<{tag}{pairs}>" if tag in VOID else f"<{tag}{pairs}>{content}</{tag}>"


def address(href: str) -> str:
    """Return the address of a link.

    Raises ValueError for any other scheme than http, https, mailto and ``#``, which no reader should follow
    from a document that looks official.
    """
    if not _SCHEME.fullmatch(href):
        raise ValueError(f"a link must start with http://, https://, mailto: or #, not {href!r}")
    return href


def css_string(characters: str) -> str:
    """Return characters as a quoted CSS string (CSS Syntax 3, 4.3.5) that is safe inside a style element."""
    escaped = "".join(
        letter if letter.isalnum() or letter == " " else f"\\{ord(letter):x} " for letter in characters
    )
    return f'"{escaped}"'


def style_content(css: str) -> str:
    """Return CSS that cannot close the style element it stands in (HTML, 13.1.2.6)."""
    return css.replace("</", "<\\/").replace("<!--", "<\\!--")
