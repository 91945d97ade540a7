"""Links out of one part: each address is one relationship of that part (ECMA-376 17.16.22)."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

SCHEMES = frozenset({"http", "https", "mailto"})


class Links:
    """The addresses that a part links to, numbered as they come."""

    def __init__(self) -> None:
        self._ids: dict[str, str] = {}

    def to(self, address: str) -> str:
        """Return the id of the relationship with an address."""
        return self._ids.setdefault(address, f"rLink{len(self._ids) + 1}")

    def __iter__(self) -> Iterator[tuple[str, str]]:
        """Return every id with its address."""
        return iter((number, address) for address, number in self._ids.items())


def address_fault(address: str) -> str | None:
    """Return what is wrong with the address of a link, or None for one that Word and .NET's `Uri` accept."""
    if any(character.isspace() or character in '<>"{}|\\^`' for character in address):
        return "holds a character that an address cannot hold"
    try:
        parts = urlsplit(address)
        port_is_sound = parts.port is None or parts.port > 0
    except ValueError:
        return "is no address"
    if parts.scheme not in SCHEMES:
        return f"has the scheme {parts.scheme or 'of nothing'!r}, which is none of {', '.join(sorted(SCHEMES))}"
    if parts.scheme == "mailto":
        return None if "@" in parts.path else "names no mailbox"
    if not port_is_sound or not _is_host(parts.hostname or "") or parts.netloc.endswith(":"):
        return "names no host"
    return None


def _is_host(name: str) -> bool:
    """Return whether a host name is one: IDNA takes its labels (RFC 5890), an IPv6 address stands in brackets."""
    if ":" in name:
        return True
    try:
        name.encode("idna")
    except UnicodeError:
        return False
    return bool(name)
