"""Folders with links, pipes, devices and names that lead out of a dossier or never end."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Callable
from pathlib import Path

from facts.example import BRIEF, SOURCES
from hostile.dossiers import OWN_LAYOUT, TITLE, Hostile

OUTSIDE = "outside"
"""A file beside the dossier, whose words no output may hold."""

WORDS_OUTSIDE = "people:\n  secret: {name: The secret of another}\n"


def _linked(name: str, target: str = f"../../{OUTSIDE}") -> Callable[[Path], None]:
    def prepare(dossier: Path) -> None:
        path = dossier / name
        (dossier.parent / OUTSIDE).write_text(WORDS_OUTSIDE, encoding="utf-8")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.unlink(missing_ok=True)
        path.symlink_to(target)

    return prepare


def _linked_folder(name: str) -> Callable[[Path], None]:
    def prepare(dossier: Path) -> None:
        elsewhere = dossier.parent / "elsewhere"
        elsewhere.mkdir()
        (elsewhere / "secret.yaml").write_text(WORDS_OUTSIDE, encoding="utf-8")
        (dossier / name).parent.mkdir(parents=True, exist_ok=True)
        (dossier / name).symlink_to(elsewhere)

    return prepare


def _pipe(name: str) -> Callable[[Path], None]:
    def prepare(dossier: Path) -> None:
        (dossier / name).parent.mkdir(parents=True, exist_ok=True)
        (dossier / name).unlink(missing_ok=True)
        os.mkfifo(dossier / name)

    return prepare


def _deep(dossier: Path) -> None:
    (dossier / "facts" / "/".join("abcdefghijklmnopqrstuvwxyz")).mkdir(parents=True)


def _circle(dossier: Path) -> None:
    (dossier / "facts/a.yaml").symlink_to("b.yaml")
    (dossier / "facts/b.yaml").symlink_to("a.yaml")


def _output_elsewhere(dossier: Path) -> None:
    (dossier / "out").mkdir()
    (dossier.parent / OUTSIDE).write_text(WORDS_OUTSIDE, encoding="utf-8")
    (dossier / "out/one.en.html").symlink_to(f"../../{OUTSIDE}")


def _out_elsewhere(dossier: Path) -> None:
    (dossier.parent / "elsewhere").mkdir()
    (dossier / "out").symlink_to(dossier.parent / "elsewhere")


def _out_of_another(dossier: Path) -> None:
    """Bring a manifest along that names files elsewhere, which a build would take for its own and delete."""
    (dossier.parent / OUTSIDE).write_text(WORDS_OUTSIDE, encoding="utf-8")
    entry = {
        "file": f"../../{OUTSIDE}",
        "sha256": hashlib.sha256(WORDS_OUTSIDE.encode()).hexdigest(),
        **dict.fromkeys(("brief", "layout", "language", "audience", "format"), "x"),
        "records": [],
        "sources": [],
        **dict.fromkeys(("notes", "pages", "words", "words_with_notes"), 1),
    }
    (dossier / "out").mkdir()
    manifest = json.dumps({"briefwright": "0", "dossier": "T", "files": [entry]})
    (dossier / "out/manifest.json").write_text(manifest, encoding="utf-8")


def _huge(name: str) -> Callable[[Path], None]:
    """Return a way to put a file there that is a terabyte long, and empty."""

    def prepare(dossier: Path) -> None:
        (dossier / name).parent.mkdir(parents=True, exist_ok=True)
        (dossier / name).touch()
        os.truncate(dossier / name, 10**12)

    return prepare


def _programs(dossier: Path) -> None:
    """Put programs and modules into the dossier under names that a build might look for."""
    told = f"touch {dossier.parent}/run-by-the-build"
    for name in ("ld", "gcc", "cc", "objdump", "ldconfig", "pandoc", "python", "python3", "fc-list", "git"):
        (dossier / name).write_text(f"#!/bin/sh\n{told}\n", encoding="utf-8")
        (dossier / name).chmod(0o755)
    for module in ("sitecustomize", "weasyprint", "yaml", "jinja2", "briefwright", "encodings", "usercustomize"):
        (dossier / f"{module}.py").write_text(f"import os\nos.system({told!r})\n", encoding="utf-8")


_STYLE = BRIEF + "citation_style: own.csl\n"
_LETTERHEAD = "title: Example dossier\nletterhead: head.docx\n"
_WORD = {"briefs/one.yaml": BRIEF.replace("html", "docx")}
_ARCHIVED = SOURCES.replace("nature: ngo", "nature: ngo\n    archive: {file: ARCHIVED}", 1)
_OWN = {**OWN_LAYOUT, "templates/own/layout.html.j2": TITLE}

CASES: dict[str, Hostile] = {
    "link-facts": Hostile(prepare=_linked("facts/linked.yaml")),
    "link-facts-absolute": Hostile(prepare=_linked("facts/linked.yaml", "/etc/passwd")),
    "link-facts-device": Hostile(prepare=_linked("facts/linked.yaml", "/dev/zero")),
    "link-facts-nowhere": Hostile(prepare=_linked("facts/linked.yaml", "nowhere.yaml")),
    "link-facts-circle": Hostile(prepare=_circle),
    "link-facts-folder": Hostile(prepare=_linked_folder("facts/linked")),
    "link-brief": Hostile(prepare=_linked("briefs/linked.yaml")),
    "link-settings": Hostile(prepare=_linked("dossier.yaml", f"../{OUTSIDE}")),
    "link-layout": Hostile(
        {**OWN_LAYOUT, "templates/own/layout.html.j2": TITLE},
        prepare=_linked("templates/own/layout.html.j2", f"../../../{OUTSIDE}"),
    ),
    "link-layout-yaml": Hostile(
        {**OWN_LAYOUT, "templates/own/layout.html.j2": TITLE},
        prepare=_linked("templates/own/layout.yaml", f"../../../{OUTSIDE}"),
    ),
    "link-layout-part": Hostile(
        {**OWN_LAYOUT, "templates/own/layout.html.j2": TITLE + "{% include 'own/part' %}"},
        prepare=_linked("templates/own/part", f"../../../{OUTSIDE}"),
    ),
    "link-layout-css": Hostile(
        {**OWN_LAYOUT, "templates/own/layout.html.j2": TITLE},
        prepare=_linked("templates/own/style.css", f"../../../{OUTSIDE}"),
    ),
    "link-shared-css": Hostile({}, _linked("templates/_shared/web.css", f"../../../{OUTSIDE}"), "build"),
    "link-templates": Hostile(prepare=_linked_folder("templates")),
    "link-style": Hostile({"briefs/one.yaml": _STYLE}, prepare=_linked("own.csl", f"../{OUTSIDE}")),
    "link-letterhead": Hostile({"dossier.yaml": _LETTERHEAD, **_WORD}, _linked("head.docx", f"../{OUTSIDE}")),
    "link-output": Hostile(prepare=_output_elsewhere, command="build"),
    "link-out": Hostile(prepare=_out_elsewhere, command="build"),
    "link-lock": Hostile({}, _linked("out/.briefwright.lock", f"../../{OUTSIDE}"), "build"),
    "link-manifest-device": Hostile({}, _linked("out/manifest.json", "/dev/zero"), "build"),
    "link-output-device": Hostile({}, _linked("out/one.en.html", "/dev/zero"), "build"),
    "manifest-of-another": Hostile(prepare=_out_of_another, command="build"),
    "huge-manifest": Hostile({}, _huge("out/manifest.json"), "build"),
    "huge-facts": Hostile(prepare=_huge("facts/huge.yaml")),
    "huge-style-sheet": Hostile(_OWN, _huge("templates/own/style.css")),
    "huge-output": Hostile({}, _huge("out/one.en.html"), "build"),
    "pipe-manifest": Hostile({}, _pipe("out/manifest.json"), "build"),
    "pipe-output": Hostile({}, _pipe("out/one.en.html"), "build"),
    "pipe-style-sheet": Hostile(_OWN, _pipe("templates/own/style.css")),
    "pipe-archive": Hostile({"facts/sources.yaml": _ARCHIVED.replace("ARCHIVED", "copy.pdf")}, _pipe("copy.pdf")),
    "huge-archive": Hostile({"facts/sources.yaml": _ARCHIVED.replace("ARCHIVED", "copy.pdf")}, _huge("copy.pdf")),
    "pipe-facts": Hostile(prepare=_pipe("facts/pipe.yaml")),
    "pipe-brief": Hostile(prepare=_pipe("briefs/pipe.yaml")),
    "pipe-settings": Hostile(prepare=_pipe("dossier.yaml")),
    "pipe-layout": Hostile(OWN_LAYOUT, prepare=_pipe("templates/own/layout.html.j2")),
    "pipe-style": Hostile({"briefs/one.yaml": _STYLE}, prepare=_pipe("own.csl")),
    "pipe-letterhead": Hostile({"dossier.yaml": _LETTERHEAD, **_WORD}, prepare=_pipe("head.docx")),
    "programs": Hostile({"briefs/one.yaml": BRIEF.replace("html", "html, docx, pdf")}, _programs, "build"),
    "deep-folders": Hostile(prepare=_deep),
    "path-style": Hostile({"briefs/one.yaml": BRIEF + "citation_style: ../own.csl\n"}),
    "path-style-absolute": Hostile({"briefs/one.yaml": BRIEF + "citation_style: /etc/own.csl\n"}),
    "path-style-long": Hostile({"briefs/one.yaml": BRIEF + f"citation_style: {'a' * 6_000}.csl\n"}),
    "path-letterhead": Hostile({"dossier.yaml": "title: T\nletterhead: ../../etc/passwd\n"}),
    "path-letterhead-long": Hostile({"dossier.yaml": f"title: T\nletterhead: {'a' * 6_000}\n"}),
    "path-layout": Hostile({"briefs/one.yaml": BRIEF.replace("chronology", "../../etc")}),
    "path-archive": Hostile({"facts/sources.yaml": _ARCHIVED.replace("ARCHIVED", "../../../etc/passwd")}),
    "path-archive-link": Hostile(
        {"facts/sources.yaml": _ARCHIVED.replace("ARCHIVED", "copy.pdf")}, _linked("copy.pdf", "/etc/passwd")
    ),
    "path-language": Hostile({"briefs/one.yaml": BRIEF + "languages: [../../etc]\n"}),
    "path-id": Hostile({"facts/hostile.yaml": "people:\n  ../../etc/passwd: {name: Bob}\n"}),
    "path-id-device": Hostile({"facts/hostile.yaml": "people:\n  con: {name: Bob}\n"}),
    "path-id-look-alike": Hostile({"facts/hostile.yaml": "people:\n  аnn: {name: Bob}\n"}),
    "path-brief-device": Hostile({"briefs/nul.yaml": BRIEF}),
    "path-brief-name": Hostile({"briefs/..x.yaml": BRIEF}),
}
