"""A hostile dossier: the small example dossier with some of its files changed, as a partner could send it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from facts.example import BRIEF, EXAMPLE

OWN_LAYOUT = {
    "templates/own/layout.yaml": "title: Own layout\n",
    "briefs/one.yaml": BRIEF.replace("chronology", "own", 1),
}
TITLE = "<h1>{{ title }}</h1>\n"


def nothing_more(dossier: Path) -> None:
    """Leave a dossier as its files have made it."""


@dataclass(frozen=True, slots=True)
class Hostile:
    """One hostile dossier: its files, what else is done to its folder, and the command that meets it."""

    files: Mapping[str, str | bytes] = field(default_factory=dict)
    prepare: Callable[[Path], None] = nothing_more
    command: Literal["check", "build"] = "check"

    def write(self, folder: Path) -> Path:
        """Write the dossier into a folder, and return where it lies."""
        dossier = folder / "dossier"
        for name, content in {"dossier.yaml": "title: Example dossier\n", **EXAMPLE, **self.files}.items():
            path = dossier / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8", "surrogatepass"))
        self.prepare(dossier)
        return dossier


def facts(text: str | bytes) -> Hostile:
    """Return a dossier with one more file of facts."""
    return Hostile({"facts/hostile.yaml": text})


def layout(body: str, style: str = "", *, formats: str = "html") -> Hostile:
    """Return a dossier with a layout of its own; with a style sheet it is built, for only then is that used."""
    files = {**OWN_LAYOUT, "templates/own/layout.html.j2": TITLE + body}
    files["briefs/one.yaml"] = OWN_LAYOUT["briefs/one.yaml"].replace("html", formats)
    if style:
        files["templates/own/style.css"] = style
    return Hostile(files, command="build" if style else "check")


def prose(text: str) -> Hostile:
    """Return a dossier whose brief opens with a text in Markdown."""
    lines = text.replace("\n", "\n    ")
    return Hostile({"briefs/one.yaml": f"{BRIEF}prose:\n  introduction: |\n    {lines}\n"})
