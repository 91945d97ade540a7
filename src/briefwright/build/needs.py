"""What a document needs to be as it was, by name and hash; where one has another hash now, it is made anew.

Names are a kind and what it is: ``file briefs/one.yaml``, ``record facts-1``, ``section sources``. `Needs` gives
the hashes as they are now, and says in words which need is not met any more.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from briefwright.briefs.annexes import documented_selection
from briefwright.briefs.selection import Selection
from briefwright.build.dossier import Dossier
from briefwright.build.program import program, surroundings
from briefwright.build.uses import ABSENT, Present, Uses
from briefwright.cache import key_of
from briefwright.facts.home import FILE
from briefwright.facts.references import SINGULAR
from briefwright.facts.values import Audience
from briefwright.faults import Faults
from briefwright.files import Stamp, sha256_of
from briefwright.i18n.translations import WORDS

_MOST_TOLD = 3


class Needs:
    """What the documents of a dossier can need, as it is now; each hash is worked out once.

    `audience` is the one that takes the place of the briefs' own, if any does.
    """

    def __init__(self, dossier: Dossier, audience: Audience | None) -> None:
        self._dossier = dossier
        self._audience = audience
        self._present: dict[tuple[int, str], Present] = {}
        self._files: dict[str, str] = {}
        self._same_for_all = {"program": program(), "surroundings": surroundings(), "layouts": self._layouts()}

    def of(self, selection: Selection, uses: Uses, read: Mapping[str, Stamp]) -> dict[str, str]:
        """Return what a draft needs, by what was asked for and which files were read while it was made."""
        return {
            **{name: self.now(name, selection) for name in self._names(selection, uses)},
            **self.of_files(read),
        }

    def of_files(self, read: Mapping[str, Stamp]) -> dict[str, str]:
        """Return the needs of files that were read."""
        return {f"file {self._shown(path)}": stamp.sha256 for path, stamp in read.items()}

    def unmet(self, needs: Mapping[str, str], selection: Selection) -> str:
        """Return in words what has changed of what a document needs, or nothing."""
        changed = [name for name, digest in needs.items() if self.now(name, selection) != digest]
        words = list(dict.fromkeys(self._in_words(name, selection) for name in changed))
        more = [f"{len(words) - _MOST_TOLD} more"] if len(words) > _MOST_TOLD else []
        return ", ".join([*words[:_MOST_TOLD], *more])

    def now(self, name: str, selection: Selection) -> str:
        """Return the hash of what a document may need, as it is now."""
        kind, _, what = name.partition(" ")
        if kind in self._same_for_all:
            return self._same_for_all[kind]
        if kind == "file":
            return self._file(what)
        present = self._present_for(selection)
        match kind:
            case "record":
                return present.record(what)
            case "section":
                return present.section(what)
            case "hidden":
                return present.hidden
            case "texts":
                return present.texts(what)
            case "chosen":
                return key_of(*selection.facts)
            case "addressee":
                return self._addressee(selection)
            case "annexed":
                return self._annexed(selection)
        return ABSENT

    def _names(self, selection: Selection, uses: Uses) -> Iterator[str]:
        yield from (*self._same_for_all, "hidden", "chosen", f"file {FILE}")
        yield f"file {selection.brief.path}"
        yield f"file {WORDS}/{selection.language}.po"
        yield f"texts briefs/{selection.brief.name}"
        if selection.addressee is not None:
            yield "addressee"
        for other in uses.selections:
            yield from (f"file {other.brief.path}", f"texts briefs/{other.brief.name}", "annexed")
        yield from (f"section {section}" for section in sorted(uses.sections))
        yield from (f"record {record_id}" for record_id in sorted(uses.records))

    def _addressee(self, selection: Selection) -> str:
        addressee = selection.addressee
        if addressee is None:
            return ABSENT
        context = f"briefs/{selection.brief.name}/addressees/{addressee.id}"
        return key_of(repr(addressee.record), self._present_for(selection).texts(context))

    def _annexed(self, selection: Selection) -> str:
        """Return the hash of what the brief selects that an annex documents."""
        dossier = self._dossier
        found = documented_selection(selection, dossier.briefs, dossier.base, Faults(), self._audience)
        return key_of(found.audience, *found.facts) if found is not None else ABSENT

    def _present_for(self, selection: Selection) -> Present:
        key = (id(selection.base), selection.language)
        if key not in self._present:
            self._present[key] = Present(self._dossier.base, selection.base, selection.language)
        return self._present[key]

    def _layouts(self) -> str:
        """Return the hash of the names of a dossier's templates: a new one may take the place of the program's."""
        own = self._dossier.root / "templates"
        found = (f"{folder}/{name}" for folder, _, names in os.walk(own) for name in names)
        return key_of(*sorted(found))

    def _file(self, shown: str) -> str:
        if shown not in self._files:
            self._files[shown] = sha256_of((self._dossier.root / shown).resolve()) or ABSENT
        return self._files[shown]

    def _shown(self, path: str) -> str:
        root = self._dossier.root
        return Path(path).relative_to(root).as_posix() if Path(path).is_relative_to(root) else path

    def _in_words(self, name: str, selection: Selection) -> str:
        kind, _, what = name.partition(" ")
        match kind:
            case "record":
                origin = self._dossier.base.origins.get(what)
                section = SINGULAR.get(origin.section, origin.section) if origin is not None else "record"
                return f"the {section} '{what}'" + ("" if origin is not None else ", which is gone")
            case "section":
                return f"the {what}, all of which it goes through"
            case "file":
                return what
            case "texts":
                return "the translation of the brief"
        return _WORDS[kind]


_WORDS = {
    "program": "the program, or a package that it uses",
    "surroundings": "the fonts, or the settings of the machine",
    "layouts": "the dossier's own layouts",
    "hidden": "what its audience may not see",
    "chosen": "which facts it selects",
    "addressee": "what is said of the addressee",
    "annexed": "which facts the brief selects that it documents",
}
