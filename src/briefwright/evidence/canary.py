"""The last look before anything is written: whether a file tells its audience what it may not know.

The view of the base has nothing hidden in it, so a hit comes from elsewhere: the author's own words in a brief or
in a more visible record, a layout of the dossier, or a bug of ours. Either way nothing is written.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from briefwright.briefs.selection import Selection
from briefwright.evidence.surfaces import texts_of
from briefwright.evidence.withheld import Location, Secret, Secrets, hidden_names, hidden_texts, leaves_of
from briefwright.facts.base import SECTION_NAMES, FactBase
from briefwright.facts.values import Audience, Record
from briefwright.faults import Fault, Place


@dataclass(frozen=True)
class Canary:
    """What one audience may not see of a base, ready to be looked for."""

    base: FactBase
    view: FactBase
    audience: Audience
    names: Secrets
    texts: Secrets

    def faults_in_words(self, selection: Selection, used: frozenset[str]) -> Iterator[Fault]:
        """Return a fault for each text of the author's that names somebody who is hidden.

        Looked at are the brief's own words, every record that the audience may see, and the sources in `used`.
        """
        if not self.names:
            return
        brief = selection.brief
        for location, text in leaves_of(brief.record):
            yield from self._named_by(text, brief.place(*location))
        yield from self._faults_of_records
        for source in used & self._faults_of_sources.keys():
            yield from self._faults_of_sources[source]

    @cached_property
    def _faults_of_records(self) -> tuple[Fault, ...]:
        """The faults of every record in the view but the sources: they are the same, whatever a brief prints."""
        sections = [section for section in SECTION_NAMES if section != "sources"]
        records = (found for section in sections for found in self.view.section(section).items())
        return tuple(fault for record_id, record in records for fault in self._faults_of(record_id, record))

    @cached_property
    def _faults_of_sources(self) -> Mapping[str, tuple[Fault, ...]]:
        """The faults of each source in the view that has any."""
        found = {source: tuple(self._faults_of(source, record)) for source, record in self.view.sources.items()}
        return {source: faults for source, faults in found.items() if faults}

    def _faults_of(self, record_id: str, record: Record) -> Iterator[Fault]:
        if record_id in self.view.unnamed:
            return
        for location, text in (((), record_id), *leaves_of(record)):
            if text not in self.view.unnamed:
                for message in self._messages(text):
                    yield Fault(self.base.place(record_id, *location), "NAMED", message)

    def faults_in_addressee(self, selection: Selection) -> Iterator[Fault]:
        """Return a fault for each text of an addressee's that names somebody who is hidden, its id included."""
        addressee = selection.addressee
        if addressee is None or not self.names:
            return
        for location, text in (((), addressee.id), *leaves_of(addressee.record)):
            yield from self._named_by(text, addressee.place(*location))

    def _named_by(self, text: str, place: Place) -> Iterator[Fault]:
        return (Fault(place, "NAMED", message) for message in self._messages(text))

    def _messages(self, text: str) -> Iterator[str]:
        """Return the sentence on each record whose hidden name stands in a text."""
        for record in {secret.record for secret in self.names.found_in(text)}:
            yield (
                f"these words name '{record}', whose name is not for the audience '{self.audience}': "
                f"say it without the name, or make what says it less visible"
            )

    def faults_in_files(self, files: Mapping[str, bytes]) -> Iterator[Fault]:
        """Return a fault for each record of which something hidden stands in a file, in any form."""
        for name, data in files.items():
            found: dict[str, Location] = {}
            for text in texts_of(name, data) if self.names or self.texts else ():
                for secret in self._secrets_in(text):
                    found.setdefault(secret.record, secret.location)
            for record, location in sorted(found.items()):
                message = (
                    f"'{name}' holds this, and is for the audience '{self.audience}', which may not see it: "
                    "look for it in the words of the brief, in its layout, and in the records that it uses"
                )
                yield Fault(self.base.place(record, *location), "LEAK", message)

    def _secrets_in(self, text: str) -> Iterator[Secret]:
        yield from self.names.found_in(text)
        yield from self.texts.found_in(text)


def canary_for(
    base: FactBase,
    view: FactBase,
    audience: Audience,
    shown_by_definition: Iterable[str] = (),
    common: Iterable[str] = (),
) -> Canary:
    """Return what an audience may not see: all that is in a base and not in its view.

    What is shown to all by definition, such as the dossier's settings and letterhead, is not looked for. `common`
    are words that tell nothing, unless they are a name.
    """
    if not view.omissions:
        return Canary(base, view, audience, Secrets(), Secrets())
    shown = tuple(shown_by_definition)
    names = hidden_names(base, view).allowing(shown)
    return Canary(base, view, audience, names, hidden_texts(base, view, (*shown, *common)))
