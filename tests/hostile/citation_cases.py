"""Citation styles and sources that try to read files, to run in Word, or never to end."""

from __future__ import annotations

import json

from facts.example import BRIEF, SOURCES
from hostile.dossiers import Hostile

_BRIEF = BRIEF.replace("[html]", "[html, docx]") + "citation_style: own.csl\n"


def _style(macros: str = "", call: str = '<text variable="title"/>', before: str = "") -> Hostile:
    xml = (
        f'<?xml version="1.0" encoding="utf-8"?>{before}'
        '<style xmlns="http://purl.org/net/xbiblio/csl" class="note" version="1.0">'
        "<info><title>Own</title><id>own</id><updated>2020-01-01T00:00:00+00:00</updated></info>"
        f"{macros}<citation><layout>{call}</layout></citation></style>"
    )
    return Hostile({"own.csl": xml, "briefs/one.yaml": _BRIEF}, command="build")


def _source(words: str) -> Hostile:
    title = SOURCES.replace("Example report", json.dumps(words, ensure_ascii=False), 1)
    brief = BRIEF.replace("[html]", "[html, docx]")
    return Hostile({"facts/sources.yaml": title, "briefs/one.yaml": brief}, command="build")


_DOUBLING = (
    "".join(f'<macro name="m{n}"><text macro="m{n + 1}"/><text macro="m{n + 1}"/></macro>' for n in range(40))
    + '<macro name="m40"><text value="x"/></macro>'
)
_LAUGHS = (
    "<!DOCTYPE style [<!ENTITY a 'aaaaaaaaaa'>"
    + "".join(f"<!ENTITY {new} '{f'&{old};' * 10}'>" for old, new in zip("abcdefgh", "bcdefghi", strict=True))
    + "]>"
)

CASES: dict[str, Hostile] = {
    "csl-sound": _style(),
    "csl-circle": _style(
        '<macro name="a"><text macro="b"/></macro><macro name="b"><text macro="a"/></macro>', '<text macro="a"/>'
    ),
    "csl-doubling": _style(_DOUBLING, '<text macro="m0"/>'),
    "csl-entity-file": _style(
        before='<!DOCTYPE style [<!ENTITY x SYSTEM "file:///etc/passwd">]>', call='<text value="&x;"/>'
    ),
    "csl-entity-laughs": _style(before=_LAUGHS, call='<text value="&i;"/>'),
    "csl-raw-prefix": _style(
        call='<text variable="title" prefix="&lt;script&gt;" suffix="&lt;/script&gt;`x`{=openxml}"/>'
    ),
    "csl-parent-elsewhere": _style(
        macros='<link href="https://example.org/../../etc/passwd" rel="independent-parent"/>'
    ),
    "csl-deep": _style(call="<group>" * 300 + "</group>" * 300),
    "csl-no-xml": Hostile({"own.csl": b"\x00\xff" * 100, "briefs/one.yaml": _BRIEF}),
    "source-script": _source("<script>alert(1)</script>"),
    "source-openxml": _source('`<w:r><w:fldSimple w:instr="DDEAUTO"/></w:r>`{=openxml}'),
    "source-latex": _source("$\\input{/etc/passwd}$ \\input{/etc/passwd}"),
    "source-image": _source("![a](file:///etc/passwd)"),
    "source-comment": _source("a <!-- b --> c"),
    "source-span": _source('a <span style="display:none">b</span> c'),
    "source-brackets": _source("[" * 3_000),
    "source-tags": _source("<i>" * 2_000),
    "source-quotes": _source("'\"" * 5_000),
}

INERT = frozenset(name for name in CASES if name.startswith("source-")) - {"source-tags", "source-quotes"}
"""The sources that are printed; the others are refused."""
