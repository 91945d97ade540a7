"""All translations of one dossier: of its texts, and of the words of its own layouts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from briefwright.faults import Faults, Place
from briefwright.files import read_file
from briefwright.i18n.po import Catalogue, Key
from briefwright.i18n.po_checking import check_entries, check_header
from briefwright.i18n.po_reading import MAX_BYTES, read_po

TEXTS = "locales"
"""The folder of a dossier that holds the translations of its texts."""

WORDS = "templates/locales"
"""The folder of a dossier that holds the translations of its own layouts' words."""

Lack = Literal["missing", "fuzzy"]


@dataclass(frozen=True)
class Translations:
    """The catalogues of a dossier by language: of its texts, and of its own layouts' words.

    `source` is the language that the dossier is written in.
    """

    source: str = "en"
    texts: Mapping[str, Catalogue] = field(default_factory=dict)
    words: Mapping[str, Catalogue] = field(default_factory=dict)

    def is_source(self, language: str) -> bool:
        """Tell whether a language is the one that the dossier is written in, or the same as written elsewhere."""
        bare = language.split("-")[0] == self.source.split("-")[0]
        return language == self.source or (bare and language not in self.texts)

    def text(self, key: Key, language: str) -> str | None:
        """Return the translation of a text, or None where there is none that is known to be right."""
        catalogue = self.texts.get(language)
        entry = catalogue.by_key.get(key) if catalogue else None
        return entry.strings[0] if entry is not None and entry.is_done else None

    def lack(self, key: Key, language: str) -> tuple[Lack, Place | None]:
        """Return why a text has no translation, and where its entry stands, if it has one."""
        catalogue = self.texts.get(language)
        entry = catalogue.by_key.get(key) if catalogue else None
        if catalogue is None or entry is None:
            return "missing", None
        return ("fuzzy" if entry.is_fuzzy and any(entry.strings) else "missing"), catalogue.place(entry)


def read_translations(root: Path, source: str, languages: Iterable[str], faults: Faults) -> Translations:
    """Return the translations of a dossier into some languages; what is wrong with any goes to `faults`."""
    wanted = [language for language in dict.fromkeys(languages) if language != source]
    texts = {language: read_checked(root, f"{TEXTS}/{language}.po", language, faults) for language in wanted}
    words = {language: read_checked(root, f"{WORDS}/{language}.po", language, faults) for language in wanted}
    return Translations(source, _present(texts), _present(words))


def _present(found: Mapping[str, Catalogue | None]) -> dict[str, Catalogue]:
    return {language: catalogue for language, catalogue in found.items() if catalogue is not None}


def read_checked(root: Path, name: str, language: str, faults: Faults) -> Catalogue | None:
    """Return the catalogue in a file of a dossier, or None where there is no such file or it has faults."""
    path = root / name
    if not path.is_symlink() and not path.exists():
        return None
    before = len(faults.errors)
    catalogue = read_po(path, root, faults)
    if catalogue is not None:
        check_header(catalogue, language, faults)
        check_entries(catalogue, faults)
    return catalogue if len(faults.errors) == before else None


def bytes_of(root: Path, name: str) -> bytes:
    """Return the bytes of a catalogue of a dossier; none where there is no such file.

    Raises:
        FileRefused: it is no file of the dossier.

    """
    path = root / name
    if not path.is_symlink() and not path.exists():
        return b""
    return read_file(path, root, MAX_BYTES)
