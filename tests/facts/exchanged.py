"""Bibliographic items for tests, drawn at random: every CSL type, every variable, texts that hurt."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from briefwright.facts import csl
from briefwright.facts.exchange.item import Item, tidy
from briefwright.i18n.characters import FORBIDDEN

CHARACTERS = st.characters(exclude_categories=["Cs"]).filter(lambda character: not FORBIDDEN.search(character))
HARD = st.text("{}\\\"'`#%&$_~^@,;:=-<>/()[]| aébAB1\n", max_size=24)
MARKED = st.sampled_from(
    [
        "The <i>example</i> report",
        'On <span class="nocase">UN</span> experts',
        "<b>Bold</b> H<sub>2</sub>O, 2<sup>nd</sup>",
        "<i>not closed",
        "Blood–soaked “secrets” — 50% & more",
        "گزارش نمونه دربارهٔ حقوق بشر",
        "Étude sur l'Iran: {exemple}",
        "--- no -- dash ``quotes''",
        "true",
        "[1988]",
        '"quoted"',
        "12",
    ]
)
TEXTS = (MARKED | HARD | st.text(CHARACTERS, max_size=20)).filter(lambda text: bool(text.strip()))
DATES = st.sampled_from(
    """1988 1988-07 1988-07-19 1988-07/1988-09 1988-07-19/1988-07-28 1988-21 1988-24 198X 19XX 1988? 1988~ 1988%
    1988/.. ../2020 2020-12-~07 2021-05-XX 1988-XX-XX 1988-07-2X 1988-07-2X/1988-09-0X [2021-05-03,2021-05-04]
    0988""".split()
)
NAME = st.fixed_dictionaries(
    {"family": TEXTS},
    optional={
        "given": TEXTS,
        "suffix": TEXTS,
        "dropping-particle": st.sampled_from(["de", "van der", "d'"]),
        "non-dropping-particle": st.sampled_from(["de", "van der", "De La"]),
        "comma-suffix": st.just("true"),
    },
) | st.fixed_dictionaries({"literal": TEXTS})
NOTES = st.lists(
    TEXTS | st.sampled_from(["tex.file: a.pdf", 'csl.custom: {"a": [1, true]}', "ris.C1: x"]),
    min_size=1,
    unique=True,
).map("\n".join)
KEYS = st.text("abcdefghij0123456789-", min_size=4, max_size=12).map(lambda text: f"k{text}")


def _value(name: str) -> st.SearchStrategy[Any]:
    if name in csl.DATES:
        return DATES
    if name in csl.NAMES:
        return st.lists(NAME, min_size=1, max_size=3)
    if name == "note":
        return NOTES
    return TEXTS


ADDRESSES = st.sampled_from(["https://example.org/a_b?c=d&e=%20f#g", "https://example.org/~x/(y)"])
VARIABLES = sorted(csl.VARIABLES - {"type", "URL"})


@st.composite
def items(draw: st.DrawFn) -> Item:
    """Return an item with up to eight variables and what we say of it."""
    names = draw(st.lists(st.sampled_from(VARIABLES), unique=True, max_size=8))
    values = {name: tidy(name, draw(_value(name))) for name in names}
    item = {"type": draw(st.sampled_from(sorted(csl.TYPES))), "title": " ".join(draw(TEXTS).split()), **values}
    if draw(st.booleans()):
        item["URL"] = draw(ADDRESSES)
    own: dict[str, Any] = {"nature": "ngo", "reliability": "B"}
    own["remark"] = (
        {"en": tidy("title", draw(TEXTS)), "fa": "نکته"} if draw(st.booleans()) else tidy("title", draw(TEXTS))
    )
    own["archive"] = {"file": "archive/a.pdf", "captured": "2026-11-20"}
    return Item(draw(KEYS), {name: value for name, value in item.items() if value}, own)
