"""What the rules go by beside a document itself, as one hash: where it is the same, they find the same.

That is every record but the facts; and of the facts, what is quoted in them, for a quotation is looked for in all,
and the latest day that any of them names, for a base has no other clock.
"""

from __future__ import annotations

import marshal

from briefwright.cache import Cache, key_of
from briefwright.facts.audience import days_of
from briefwright.facts.base import SECTION_NAMES, FactBase
from briefwright.i18n.edtf import Ymd

_KIND = "footing"
_KEY = key_of("facts")
_NO_DAY: Ymd = (0, 1, 1)


_Part = tuple[bytes, str, Ymd]
"""The digest of a fact, the hash of what it quotes, if anything, and the latest day that it names."""


def footing_of(base: FactBase, cache: Cache) -> str:
    """Return the hash of what the rules go by; what each fact brings to it is kept in the cache."""
    kept = cache.get(_KIND, _KEY)
    known: dict[str, _Part] = marshal.loads(kept) if kept is not None else {}  # noqa: S302 - signed by this user
    parts = {fact_id: _part_of(fact_id, base, known.get(fact_id)) for fact_id in base.facts}
    if parts != known:
        cache.put(_KIND, _KEY, marshal.dumps(parts))
    others = (record for name in SECTION_NAMES if name != "facts" for record in base.section(name))
    digests = (part for record in others for part in (record, base.digest(record)))
    quoted = (quotes for _, quotes, _ in parts.values() if quotes)
    latest = max((day for _, _, day in parts.values()), default=_NO_DAY)
    return key_of(*digests, "quoted", *quoted, repr(latest))


def _part_of(fact_id: str, base: FactBase, known: _Part | None) -> _Part:
    digest = base.digest(fact_id)
    if known is not None and known[0] == digest:
        return known
    fact = base.facts[fact_id]
    quotes = [cite.quote for cite in fact.cite if cite.quote]
    return digest, key_of(fact_id, *quotes) if quotes else "", max(days_of(fact), default=_NO_DAY)
