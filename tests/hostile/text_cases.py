"""Texts that deceive a reader, break a file, or mean something to the program that opens it."""

from __future__ import annotations

import json

from facts.example import BRIEF, SOURCES
from hostile.dossiers import Hostile, prose

FIELDS = (
    "=cmd|'/c calc'!A1",
    'DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe "/k calc"',
    '{ INCLUDETEXT "file:///etc/passwd" }',
    "{ HYPERLINK javascript:alert(1) }",
    "@SUM(1+1)*cmd|' /C calc'!A0",
)
MARKUP = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "</style><script>alert(1)</script>",
    "]]><w:instrText>DDE</w:instrText>",
    "<w:fldSimple w:instr='DDEAUTO'/>",
    "&lt;b&gt; &amp; &#x202e;",
    "{{ fact.__globals__ }} {% raw %}",
    "`id`{=openxml} $\\input{/etc/passwd}$ ![a](file:///etc/passwd)",
    "\\u202e \\x00 %00 ${jndi:ldap://example.org/a}",
)


def text(words: str, source: str = "") -> Hostile:
    """Return a dossier in which a fact, a name, the titles and, unless it has its own, a source say some words."""
    quoted = json.dumps(words, ensure_ascii=False)
    facts = f"facts:\n  first-fact:\n    text: {quoted}\n    date: 1988\n    status: established\n"
    return Hostile(
        {
            "dossier.yaml": f"title: {quoted}\npublisher: {quoted}\n",
            "facts/facts.yaml": facts + '    tags: [alpha]\n    cite: ["example-report, p. 1"]\n',
            "facts/people.yaml": f"people:\n  ann: {{name: {quoted}}}\n",
            "facts/sources.yaml": SOURCES.replace("Example report", json.dumps(source or words), 1),
            "briefs/one.yaml": BRIEF.replace("Example chronology", quoted, 1).replace("[html]", "[html, docx]"),
        },
        command="build",
    )


def _address(url: str) -> Hostile:
    return Hostile({"facts/sources.yaml": SOURCES.replace("https://example.org/report", json.dumps(url), 1)})


_ADDRESSES = {
    "javascript": "javascript:alert(1)",
    "data": "data:text/html,<script>alert(1)</script>",
    "file": "file:///etc/passwd",
    "share": "\\\\example.org\\share",
    "protocol-relative": "//example.org/",
    "word": "ms-word:ofe|u|https://example.org/a.docx",
    "credentials": "https://example.com@example.org/",
    "look-alike": "https://еxample.org/",
    "full-width-stop": "https://example。org/",
    "zero-port": "https://example.org:0/",
    "huge-port": "https://example.org:99999/",
    "bracket": "http://[bad",
    "no-host": "https:///etc/passwd",
    "space": "https://exa mple.org/",
    "long": "https://example.org/" + "a" * 3_000,
}
_DECEIVING = {
    "override": "paid \u202e000,1\u202c dollars",
    "isolate": "a \u2067b\u2069 c",
    "zero-width": "a\u200bb",
    "soft-hyphen": "a\u00adb",
    "tag-characters": "a\U000e0041\U000e0042b",
    "private-use": "a\ue000b",
    "line-separator": "a\u2028b",
    "next-line": "a\x85b",
    "bell": "a\x07b",
    "nul": "a\x00b",
    "delete": "a\x7fb",
    "non-character": "a\ufffeb",
    "surrogate": "a\ud800b",
    "filler": "a\u3164b",
    "operator": "a\u2063b",
    "replacement": "a\ufffdb",
    "byte-order-mark": "a\ufeffb",
}

CASES: dict[str, Hostile] = {
    **{f"text-{name}": Hostile({"facts/hostile.yaml": f"people:\n  bob: {{name: {words}}}\n"})
       for name, words in _DECEIVING.items()},
    **{f"text-by-reference-{name}": prose(f"a&#{ord(words[5] if name == 'override' else words[1])};b")
       for name, words in _DECEIVING.items() if name in {"override", "zero-width", "bell"}},
    **{f"address-{name}": _address(url) for name, url in _ADDRESSES.items()},
    **{f"link-in-prose-{name}": prose(f"See [this]({url}).") for name, url in _ADDRESSES.items()
       if name in {"javascript", "data", "file", "credentials", "look-alike", "long"}},
    **{f"inert-field-{number}": text(words) for number, words in enumerate(FIELDS)},
    **{f"inert-markup-{number}": text(words) for number, words in enumerate(MARKUP)},
    "inert-combining-flood": text("a" + "\u0301" * 20_000, "Report"),
    "inert-long-word": text("a" * 100_000, "Report"),
    "inert-many-words": text("word " * 20_000, "Report"),
    "inert-prose-html": prose("<script>alert(1)</script> <!-- a --> <b onclick=x>b</b> <https://example.org/>"),
    "source-too-long": text("word " * 20_000),
    "link-in-prose-image": prose("![a](file:///etc/passwd) ![b](https://example.org/b.png)"),
}  # fmt: skip
