"""Translating a dossier: the catalogues that translators fill in, kept up to date and accounted for.

A catalogue is a translator's work. It is changed only through a copy that is written aside, read back, compared,
and seen to hold everything that the translator wrote; then the copy takes its place.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from briefwright.build.dossier import Dossier, languages_of, read_dossier
from briefwright.build.folders import OutputFailed
from briefwright.build.wording_sources import layout_words, program_words, texts_for
from briefwright.facts.whole_files import rewrite, sync_folder, write_aside
from briefwright.faults import Fault, Faults, FaultsFound, Place
from briefwright.files import FileRefused
from briefwright.i18n.locale import LANGUAGE_TAG, SOURCE_LANGUAGE, language_name
from briefwright.i18n.merging import merged
from briefwright.i18n.plurals import plural_forms
from briefwright.i18n.po import Catalogue, Entry, new_header
from briefwright.i18n.po_reading import parse_bytes
from briefwright.i18n.po_writing import po_text
from briefwright.i18n.translations import TEXTS, WORDS, bytes_of
from briefwright.i18n.words import CATALOGUES

TEMPLATE_OF_TEXTS = f"{TEXTS}/dossier.pot"
TEMPLATE_OF_WORDS = f"{WORDS}/layouts.pot"


@dataclass(frozen=True, slots=True)
class Translating:
    """What a command did: the files that it wrote, and those that were as they should be."""

    written: tuple[Path, ...]
    unchanged: tuple[Path, ...]
    warnings: tuple[Fault, ...] = ()


@dataclass
class _Work:
    """One command at work: what it is to write, once everything is known to be sound."""

    root: Path
    faults: Faults = field(default_factory=Faults)
    planned: dict[str, tuple[bytes, Catalogue]] = field(default_factory=dict)

    def plan(self, catalogue: Catalogue) -> None:
        """Plan to write a catalogue in its place."""
        try:
            self.planned[catalogue.path] = (bytes_of(self.root, catalogue.path), catalogue)
        except FileRefused as refused:
            self.faults.error(Place(catalogue.path), refused.code, str(refused))

    def read(self, name: str) -> Catalogue | None:
        """Return the catalogue in a file as it is there; None where there is none, or it has faults."""
        try:
            data = bytes_of(self.root, name)
        except FileRefused as refused:
            self.faults.error(Place(name), refused.code, str(refused))
            return None
        return parse_bytes(data, name, self.faults) if data else None

    def exists(self, name: str) -> bool:
        """Tell whether there is a file of that name, or a link."""
        return (self.root / name).exists() or (self.root / name).is_symlink()

    def commit(self) -> Translating:
        """Write what is planned, unless anything is wrong anywhere."""
        self.faults.stop_if_any()
        written, unchanged = list[Path](), list[Path]()
        for name, (old, catalogue) in self.planned.items():
            new = po_text(catalogue).encode()
            changed = old != new
            if changed:
                _write_whole(self.root / name, old, new, catalogue)
            (written if changed else unchanged).append(self.root / name)
        return Translating(tuple(written), tuple(unchanged), self.faults.all)


def extract(start: Path, languages: Sequence[str]) -> Translating:
    """Write the templates of a dossier's catalogues, and new catalogues for languages that have none.

    Without languages, those of the dossier's briefs.

    Raises:
        FaultsFound: the dossier or a catalogue has faults; nothing was written.
        OutputFailed: a file cannot be written.

    """
    dossier, work = _begin(start)
    words = layout_words(dossier, work.faults)
    work.plan(_template(TEMPLATE_OF_TEXTS, texts_for(dossier), dossier))
    if words:
        work.plan(_template(TEMPLATE_OF_WORDS, words, dossier))
    for language in _asked(languages, dossier):
        for name, entries in _catalogues(dossier, language, words):
            if not work.exists(name):
                work.plan(merged(_new(name, language, dossier), entries))
    return work.commit()


def update(start: Path, languages: Sequence[str]) -> Translating:
    """Bring the catalogues of a dossier up to date: those of some languages, or all that there are.

    Raises:
        FaultsFound: the dossier or a catalogue has faults; nothing was written.
        OutputFailed: a file cannot be written; it is as it was before.

    """
    dossier, work = _begin(start)
    words = layout_words(dossier, work.faults)
    for language in languages or _present(dossier):
        _check_language(language)
        for name, entries in _catalogues(dossier, language, words):
            catalogue = work.read(name)
            if catalogue is not None:
                work.plan(merged(catalogue, entries))
            elif languages and not work.exists(name):
                message = f"no such file: give 'briefwright translate extract --language {language}'"
                work.faults.error(Place(name), "NO-CATALOGUE", message)
    return work.commit()


def update_program(root: Path, languages: Sequence[str] = ()) -> Translating:
    """Bring the program's own catalogues up to date, in a checkout of it, and make those of further languages."""
    dossier, work = _begin(root)
    words, folder = program_words(dossier, root, work.faults), CATALOGUES.relative_to(root).as_posix()
    work.plan(_template(f"{folder}/briefwright.pot", words, dossier, "briefwright"))
    known = [path.stem for path in sorted(CATALOGUES.glob("*.po"))]
    for language in dict.fromkeys((*known, *languages)):
        name = f"{folder}/{language}.po"
        catalogue = work.read(name) or _new(name, language, dossier, "briefwright")
        work.plan(merged(catalogue, words))
    return work.commit()


# ------------------------------------------------------------------ what is there


def _begin(start: Path) -> tuple[Dossier, _Work]:
    faults = Faults()
    dossier = read_dossier(start, faults, translated=False)
    return dossier, _Work(dossier.root)


def _asked(languages: Iterable[str], dossier: Dossier) -> tuple[str, ...]:
    asked = tuple(dict.fromkeys(languages)) or languages_of(dossier)
    for language in asked:
        _check_language(language)
    return tuple(language for language in asked if language != dossier.settings.language)


def _check_language(language: str) -> None:
    if not LANGUAGE_TAG.fullmatch(language) or language_name(language) is None:
        message = f"'{language}' is no language: write fr, fa, zh-Hans"
        raise FaultsFound([Fault(Place(TEXTS), "LANGUAGE", message)])


def _present(dossier: Dossier) -> tuple[str, ...]:
    """Return the languages for which a dossier has a catalogue."""
    folders = (dossier.root / TEXTS, dossier.root / WORDS)
    found = (path.stem for folder in folders if folder.is_dir() for path in sorted(folder.glob("*.po")))
    return tuple(dict.fromkeys(stem for stem in found if LANGUAGE_TAG.fullmatch(stem)))


def _catalogues(
    dossier: Dossier, language: str, words: tuple[Entry, ...]
) -> Iterator[tuple[str, tuple[Entry, ...]]]:
    """Return the catalogues that a language needs, each with what stands in it."""
    if language != dossier.settings.language:
        yield f"{TEXTS}/{language}.po", texts_for(dossier, language)
    if words and language.split("-")[0] != SOURCE_LANGUAGE:
        yield f"{WORDS}/{language}.po", words


def _template(name: str, entries: tuple[Entry, ...], dossier: Dossier, project: str = "") -> Catalogue:
    return Catalogue(name, new_header("", "", project or dossier.settings.title), entries)


def _new(name: str, language: str, dossier: Dossier, project: str = "") -> Catalogue:
    return Catalogue(name, new_header(language, plural_forms(language), project or dossier.settings.title))


# --------------------------------------------------------------------- writing


def _write_whole(path: Path, old: bytes, new: bytes, catalogue: Catalogue) -> None:
    try:
        _write(path, old, new, catalogue)
    except OSError as error:
        raise OutputFailed(f"{catalogue.path} cannot be written: {error.strerror or error}") from error


def _write(path: Path, old: bytes, new: bytes, catalogue: Catalogue) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    check = _says(catalogue, old)
    if path.exists():
        rewrite(path, old, new, check)
        return
    aside = write_aside(path.parent, new)
    try:
        check(aside.read_bytes())
        aside.replace(path)
    except BaseException:
        aside.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def _says(catalogue: Catalogue, old: bytes) -> Callable[[bytes], None]:
    """Return a check that a file reads as a catalogue, and holds each translation and comment of the old one."""

    def check(data: bytes) -> None:
        found = parse_bytes(data, catalogue.path, Faults())
        if found is None or sorted(map(repr, map(_bare, found.entries))) != sorted(
            map(repr, map(_bare, catalogue.entries))
        ):
            raise AssertionError(f"{catalogue.path} would not read as what was to be written")
        before = parse_bytes(old, catalogue.path, Faults()) if old else None
        lost = _work_of(before) - _work_of(found) if before else set()
        if lost:
            raise AssertionError(f"{catalogue.path} would lose a translator's work: {sorted(lost)[0]}")

    return check


def _bare(entry: Entry) -> Entry:
    return replace(entry, line=0, lines=())


def _work_of(catalogue: Catalogue) -> set[str]:
    """Return everything in a catalogue that a translator wrote."""
    strings = {string for entry in catalogue.entries for string in entry.strings if string}
    return strings | {comment for entry in catalogue.entries for comment in entry.comments if comment}
