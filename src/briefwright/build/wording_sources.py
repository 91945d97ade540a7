"""What there is to translate: the texts of a dossier, the words of its own layouts, and the program's own words."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from briefwright.briefs.texts import SourceText, texts_of
from briefwright.build.dossier import Dossier
from briefwright.faults import Faults, Place
from briefwright.files import FileRefused, files_below, read_file
from briefwright.i18n.extraction import Written, each_once, words_of
from briefwright.i18n.po import Entry
from briefwright.layout.bounds import MAX_TEMPLATE
from briefwright.layout.layouts import Layout, package_templates, template_folders

_LARGEST = 4 * MAX_TEMPLATE


def texts_for(dossier: Dossier, language: str = "") -> tuple[Entry, ...]:
    """Return the texts of a dossier to translate into a language, without those that its base has in it already."""
    texts = texts_of(dossier.base, dossier.briefs)
    return tuple(_entry(text) for text in texts if language not in text.known)


def _entry(text: SourceText) -> Entry:
    sources = f"; sources: {', '.join(text.sources)}" if text.sources else ""
    reference = f"{text.place.path}:{text.place.line}".replace(" ", "%20")
    return Entry(text.text, context=text.context, notes=(f"{text.kind}{sources}",), references=(reference,))


def layout_words(dossier: Dossier, faults: Faults) -> tuple[Entry, ...]:
    """Return the words of a dossier's own layouts; none where it has only the program's."""
    own = template_folders(dossier.root)[0]
    if own == package_templates() or own.resolve() == package_templates().resolve():
        return ()
    return each_once([*_template_words(own, dossier.root, faults), *_titles(dossier, own)])


def _template_words(folder: Path, root: Path, faults: Faults) -> Iterator[Entry]:
    files = [_written(path, root, faults) for path in files_below(folder, root, (".j2",), faults)]
    yield from words_of(file for file in files if file is not None)


def _written(path: Path, root: Path, faults: Faults) -> Written | None:
    name = path.relative_to(root).as_posix()
    try:
        return Written(name, read_file(path, root, _LARGEST))
    except FileRefused as refused:
        faults.error(Place(name), refused.code, str(refused))
        return None


def _titles(dossier: Dossier, folder: Path) -> Iterator[Entry]:
    """Return the titles of layouts, which documents show as their subject."""
    own = (layout for layout in dossier.layouts.values() if layout.root == folder)
    yield from (_title(layout) for layout in own)


def _title(layout: Layout) -> Entry:
    reference = f"templates/{layout.name}/layout.yaml:1"
    return Entry(layout.record.title, notes=("title of a layout",), references=(reference,))


def program_words(dossier: Dossier, root: Path, faults: Faults) -> tuple[Entry, ...]:
    """Return the program's own words and those of its layouts, from a checkout of it in `root`."""
    source = root / "src" / "briefwright"
    files = [_written(path, root, faults) for path in files_below(source, root, (".py",), faults)]
    words = [*words_of(file for file in files if file is not None)]
    words += [*_template_words(root / "templates", root, faults), *map(_title, dossier.layouts.values())]
    return each_once(words)
