"""Layouts: folders of ``templates/``, the dossier's own before those that come with the program."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Literal

from pydantic import Field

from briefwright.facts import tree
from briefwright.facts.validation import validated
from briefwright.facts.values import ID_PATTERN, Line, Many, Record
from briefwright.faults import Faults, Place, did_you_mean
from briefwright.files import MAX_FILES

TEMPLATE = "layout.html.j2"
SHARED = "_shared"
# Translations of the layouts' words, beside the layouts themselves.
_LOCALES = "locales"


class LayoutRecord(Record):
    """What ``layout.yaml`` says: a title for lists, what a brief must bring, and what its prose parts are for."""

    title: Line
    description: Line = ""
    needs: Many[Literal["annex_to", "appeal", "appeals", "date", "letter", "select"]] = ()
    prose: dict[str, Line] = Field(default_factory=dict)
    required_prose: Many[Line] = ()


@dataclass(frozen=True, slots=True)
class Layout:
    """A layout: its name, what it says of itself, and the folder it lies in."""

    name: str
    record: LayoutRecord
    folder: Path
    root: Path

    @property
    def path(self) -> str:
        """The path of its template, as faults show it."""
        return f"templates/{self.name}/{TEMPLATE}"


def package_templates() -> Path:
    """Return the folder of the layouts that come with the program: in the wheel, or in a checkout."""
    package = Path(__file__).resolve().parents[1]
    installed = package / "templates"
    return installed if installed.is_dir() else package.parents[1] / "templates"


def template_folders(root: Path) -> tuple[Path, ...]:
    """Return the folders that layouts are looked for in, in that order."""
    own, shipped = root / "templates", package_templates()
    if not own.is_dir() or own.resolve() == shipped.resolve() or not own.resolve().is_relative_to(root.resolve()):
        return (shipped,)
    return own, shipped


def read_layouts(root: Path, faults: Faults) -> Mapping[str, Layout]:
    """Return every layout by name; a dossier's own layout takes the place of the program's of that name."""
    layouts: dict[str, Layout] = {}
    own = root / "templates"
    if own.is_dir() and not own.resolve().is_relative_to(root.resolve()):
        message = "leads out of the dossier: put the folder itself here, not a link to it"
        faults.error(Place("templates"), "OUTSIDE", message)
    for folder in reversed(template_folders(root)):
        for path in _layout_folders(folder):
            layout = _read_layout(path, folder, faults)
            if layout is not None:
                layouts[layout.name] = layout
    return dict(sorted(layouts.items()))


def _layout_folders(folder: Path) -> Iterator[Path]:
    entries = islice(folder.iterdir(), MAX_FILES)
    folders = (path for path in entries if path.is_dir() and path.name != _LOCALES)
    yield from sorted(path for path in folders if ID_PATTERN.fullmatch(path.name))


def _read_layout(path: Path, folder: Path, faults: Faults) -> Layout | None:
    shown = f"templates/{path.name}"
    if not (path / TEMPLATE).is_file():
        faults.error(Place(f"{shown}/{TEMPLATE}"), "LAYOUT", f"the layout '{path.name}' has no {TEMPLATE}")
        return None
    if not (path / "layout.yaml").is_file():
        faults.error(Place(f"{shown}/layout.yaml"), "LAYOUT", f"the layout '{path.name}' has no layout.yaml")
        return None
    node = tree.read_mapping(path / "layout.yaml", f"{shown}/layout.yaml", faults)
    record = validated(LayoutRecord, node, f"{shown}/layout.yaml", faults) if node is not None else None
    return Layout(path.name, record, path, folder) if record is not None else None


def layout_of(name: str, place: Place, layouts: Mapping[str, Layout], faults: Faults) -> Layout | None:
    """Return the layout that a brief names, or None after reporting that there is none."""
    if name not in layouts:
        faults.error(place, "UNKNOWN-LAYOUT", f"no layout '{name}'{did_you_mean(name, layouts)}")
        return None
    return layouts[name]
