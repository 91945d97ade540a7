"""A layout's style sheet that fetches, hides, runs or never ends; each is printed as PDF and as a web page."""

from __future__ import annotations

from facts.example import BRIEF
from hostile.dossiers import Hostile, layout

_BODY = "<p>Words of the brief.</p>\n"
_VARIABLES = ":root{--v0:a}" + "".join(f":root{{--v{n}:var(--v{n - 1})var(--v{n - 1})}}" for n in range(1, 40))
_SHEETS = {
    "import-file": "@import url(file:///etc/passwd);",
    "import-web": "@import url(https://example.org/a.css);",
    "background-file": "p{background:url(file:///etc/passwd)}",
    "background-web": "p{background:url(https://example.org/a.png)}",
    "background-data": 'p{background:url("data:image/svg+xml,<svg xmlns=%22http://www.w3.org/2000/svg%22/>")}',
    "font-face": "@font-face{font-family:x;src:url(file:///etc/passwd)} p{font-family:x}",
    "content-url": "p::before{content:url(file:///etc/passwd)}",
    "list-image": "p{display:list-item;list-style-image:url(file:///etc/passwd)}",
    "margin-box": "@page{@top-left{content:url(file:///etc/passwd)}}",
    "attachment": "p{-weasy-link:url(file:///etc/passwd)}",
    "attribute-url": "p::before{content:attr(class url)}",
    "border-image": "p{border:1px solid;border-image:url(//example.org/a.png)}",
    "image-set": 'p{background:image-set("a.png" 1x)}',
    "color-profile": "@color-profile --a{src:url(a.icc)}",
    "url-in-escapes": "p{background:\\75\\72\\6c(file:///etc/passwd)}",
    "unknown-property": "p{color:red}\n\n  p{behavior:expression(a)}",
    "end-of-style": "</style><script>alert(1)</script><style>",
    "end-of-style-upper": "</STYLE ><link rel=stylesheet href=file:///etc/passwd>",
    "end-in-words": "p::before{content:'</style><script>alert(1)</script>'}",
    "upper-end-in-words": "p::before{content:'</STYLE ><link rel=stylesheet href=a.css>'}",
    "comment-in-words": "p::before{content:'<!-- <script>'}",
    "comment": "<!-- --> <![CDATA[ ]]>",
    "huge-font": "p{font-size:1e9px}",
    "huge-spacing": "p{letter-spacing:1e9px}",
    "huge-indent": "p{text-indent:1e30px}",
    "huge-page": "@page{size:1e9px 1e9px}",
    "tiny-page": "@page{size:1px 1px}",
    "hidden": "p{display:none}",
    "transparent": "p{opacity:0}",
    "columns": "main{columns:40}",
    "off-page": "p{position:absolute;left:-9999px}",
    "selectors": "p" + ":not(p)" * 20_000 + "{color:red}",
    "braces": "{" * 100_000,
    "parentheses": "p{width:" + "calc(" * 5_000 + "1px" + ")" * 5_000 + "}",
    "counters": "p{counter-reset:a 999999999} p::before{content:counter(a,upper-roman)}",
}
_LIMITS = "title: Example dossier\nlimits: {pdf_seconds: %d, memory_mb: 1024}\n"
# Each would take several times the second that it is given, and no bomb's memory runs out before that.
_BOMBS = {
    "flex": (_BODY + '<div class="summary">' * 12 + "<p>a</p>" + "</div>" * 12, "div{display:flex;flex:1}"),
    "grid": (_BODY * 30, "main{display:grid} p{grid-column:10000000}"),
    "counter": (
        _BODY,
        "@counter-style a{system:cyclic;symbols:a;pad:99999999 'x'} p::before{content:counter(b,a)}",
    ),
    "content": (_BODY * 20, "p::before{content:'" + "x " * 90_000 + "'}"),
    "variables": (_BODY, _VARIABLES + "p::before{content:var(--v39)}"),
}


def _printed(body: str, style: str, seconds: int) -> Hostile:
    made = layout(body, style, formats="html, pdf")
    return Hostile({**made.files, "dossier.yaml": _LIMITS % seconds}, command="build")


CASES: dict[str, Hostile] = {
    **{f"css-{name}": _printed(_BODY, style, 20) for name, style in _SHEETS.items()},
    **{f"css-bomb-{name}": _printed(body, style, 1) for name, (body, style) in _BOMBS.items()},
    "css-hyphens": _printed(f"<p>{'a' * 5_000}</p>", "p{hyphens:auto}", 20),
    "css-shared": Hostile(
        {
            "templates/_shared/print.css": "@import url(file:///etc/passwd);",
            "briefs/one.yaml": BRIEF.replace("html", "pdf"),
        },
        command="build",
    ),
    "css-shared-unknown": Hostile(
        {
            "templates/_shared/common.css": "p{color:red}\n\np{unknown:1}",
            "templates/_shared/print.css": "p{color:red}\n  p{unknown:2}\n",
            "briefs/one.yaml": BRIEF.replace("html", "pdf"),
        },
        command="build",
    ),
    "css-too-long": _printed(_BODY, "p{color:red}" * 20_000, 20),
    "css-not-utf-8": Hostile({"templates/_shared/web.css": b"p{color:\xff}"}, command="build"),
}
