"""What must not be read anywhere by an audience, as phrases to look for, and what it may read all the same.

Names of people, organisations and places that are hidden are looked for always. Other texts are looked for where
they are distinctive, whole and sentence by sentence, unless something that the audience may see says the same.
docs/audiences.md states the rule for those who write a base; both change together.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from pydantic import BaseModel

from briefwright.evidence.lexicon import Phrases, Words, plain_words, words_of
from briefwright.facts.base import SECTION_NAMES, FactBase
from briefwright.facts.shown import touched
from briefwright.facts.values import ID_PATTERN, Localised, Record

Location = tuple[object, ...]

_NAMED = frozenset({"people", "organisations", "places"})
_NAMES = frozenset({"name", "name_in", "aliases", "sort_name"})
_ALSO_NAMES = _NAMES | {"in_text", "abbreviation"}
# What a view tells of nobody, not even of those whom it names.
_OF_PERSON = frozenset({"consent", "pseudonym"})
_PRINTED = frozenset({"facts", "figures", "quotations"})
_LEAST_LETTERS_OF_NAME = 3
_LEAST_LETTERS_OF_ID = 6
_LEAST_WORDS = 4
_LEAST_WORDS_OF_SENTENCE = 6
_LEAST_LETTERS_OF_CODE = 8
_SENTENCE_END = re.compile(r"(?<=[.!?؟。])\s+")
# Symbols, addresses, hashes: letters with digits or marks that no prose has.
_CODE = re.compile(r"(?=.*[^\W\d_])(?:(?=.*[\d/@_])\S+|(?=.*\d)(?=.*/)\S+(?: \S+){1,2})")
# Never printed, or as common as words: what an entry names is looked for where it is hidden itself.
_NOT_TEXTS = frozenset({"tags", "at"})
_HYPHENED = re.compile(r"[a-z0-9]+(?:-+[a-z0-9]+)+")


@dataclass(frozen=True, slots=True)
class Secret:
    """Something withheld: the record, and where in it that is written."""

    record: str
    location: Location = ()


@dataclass(frozen=True)
class Secrets:
    """Phrases by how they are looked for: whatever their case, as written, and as ids with their hyphens."""

    texts: Phrases[Secret] = field(default_factory=Phrases)
    proper: Phrases[Secret] = field(default_factory=Phrases)
    ids: Phrases[Secret] = field(default_factory=Phrases)

    def found_in(self, text: str) -> Iterator[Secret]:
        """Return what of it stands in a text."""
        yield from (secret for _, secret in self.matches(text))

    def allowing(self, texts: Iterable[str]) -> Secrets:
        """Return the secrets that none of these texts tells."""
        return self.without(phrase for text in texts for phrase, _ in self.matches(text)) if self else self

    def without(self, phrases: Iterable[Words]) -> Secrets:
        """Return the secrets but for some phrases."""
        told = frozenset(phrases)
        return Secrets(self.texts.without(told), self.proper.without(told), self.ids.without(told))

    def matches(self, text: str) -> Iterator[tuple[Words, Secret]]:
        """Return each phrase that stands in a text, with what it gives away."""
        if self.texts:
            yield from self.texts.found_in(words_of(text))
        if self.proper:
            yield from self.proper.found_in(plain_words(text))
        if self.ids:
            for hyphened in _HYPHENED.findall(text):
                yield from self.ids.found_in(hyphened.replace("--", "-").split("-"))

    def __bool__(self) -> bool:
        return bool(self.texts or self.proper or self.ids)

    # -------------------------------------------------------- what is added

    def add_name(self, text: str, secret: Secret) -> None:
        """Look for a name; one that is a single word only as it is written, or in capitals."""
        words = plain_words(text)
        if len(words) > 1:
            self.texts.add(words_of(text), secret)
        elif words and len(words[0]) >= _LEAST_LETTERS_OF_NAME:
            for form in {words[0], words[0].upper()}:
                self.proper.add((form,), secret)

    def add_id(self, record_id: str, secret: Secret, bookmarked: bool = False) -> None:
        """Look for an id that has a hyphen, and for the bookmark of any that a document could have one for."""
        parts = record_id.replace("--", "-").split("-")
        if len(parts) > 1 and len(record_id) >= _LEAST_LETTERS_OF_ID:
            self.ids.add(parts, secret)
        elif len(parts) == 1 and bookmarked:
            self.ids.add(("fact", *parts), secret)

    def add_text(self, text: str, secret: Secret) -> None:
        """Look for a text that is distinctive, and for each of its sentences that is."""
        if ID_PATTERN.fullmatch(text):
            return
        code = len(text) >= _LEAST_LETTERS_OF_CODE and _CODE.fullmatch(text) is not None
        if code or len(words_of(text)) >= _LEAST_WORDS:
            self.texts.add(words_of(text), secret)
        sentences = _SENTENCE_END.split(text)
        for sentence in sentences if len(sentences) > 1 else ():
            words = words_of(sentence)
            if len(words) >= _LEAST_WORDS_OF_SENTENCE:
                self.texts.add(words, secret)


def leaves_of(value: Any, location: Location = ()) -> Iterator[tuple[Location, str]]:  # noqa: ANN401 - any field
    """Return every text inside a record or a part of one, each with where it is written."""
    if isinstance(value, str):
        yield location, str(value)
    elif isinstance(value, Localised):
        for language, words in value.versions.items():
            yield (*location, *([language] if language else [])), words
    elif isinstance(value, BaseModel):
        for name, model_field in type(value).model_fields.items():
            step = () if name == "csl" else (model_field.alias or name,)
            yield from leaves_of(getattr(value, name), (*location, *step))
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield from leaves_of(inner, (*location, key))
    elif isinstance(value, tuple | list):
        for index, inner in enumerate(value):
            yield from leaves_of(inner, (*location, index))


def hidden_names(base: FactBase, view: FactBase) -> Secrets:
    """Return the names that a view of a base hides, but for those that a name which it shows tells already.

    A single word, an organisation and a place may be part of another name; the full name of a person may not: an
    organisation that is named after somebody names them.
    """
    secrets = Secrets()
    for section in sorted(_NAMED):
        for record_id, record, shown in _hidden_in(section, base, view):
            told = {text for _, text in _names_of(shown)} if shown else set()
            for location, text in _names_of(record):
                if text not in told:
                    secrets.add_name(text, Secret(record_id, location))
    if not secrets:
        return secrets
    told_by = {tuple(words_of(name)): name for name in _shown_names(view)}
    found = [match for name in told_by.values() for match in secrets.matches(name)]
    people = {phrase for phrase, secret in found if len(phrase) > 1 and secret.record in base.people}
    return secrets.without({phrase for phrase, _ in found} - (people - told_by.keys()))


def _hidden_in(section: str, base: FactBase, view: FactBase) -> Iterator[tuple[str, Record, Record | None]]:
    """Return each record of a section that a view hides, or parts of it: its id, itself, and what is left."""
    whole, shown = base.section(section), view.section(section)
    return ((record_id, whole[record_id], shown.get(record_id)) for record_id in touched(whole, shown))


def _names_of(record: BaseModel) -> Iterator[tuple[Location, str]]:
    """Return the names in a record, with what sources give for them, but nothing else that is said of those."""
    for location, text in leaves_of(record):
        if location[0] in _NAMES and (location[0] != "name" or location[-1] == "value"):
            yield location, text


def _shown_names(view: FactBase) -> Iterator[str]:
    for section in sorted(_NAMED):
        for record in view.section(section).values():
            yield from (text for location, text in leaves_of(record) if location[0] in _ALSO_NAMES)


def hidden_texts(base: FactBase, view: FactBase, also_shown: Iterable[str] = ()) -> Secrets:
    """Return the ids and distinctive texts that a view hides, but for those that it or other words tell."""
    secrets = Secrets()
    for section in SECTION_NAMES:
        for record_id, record, shown in _hidden_in(section, base, view):
            hidden = shown is None or record_id in view.unnamed
            if hidden:
                secrets.add_id(record_id, Secret(record_id), section in _PRINTED)
            told = {text for _, text in leaves_of(shown)}
            for location, text in leaves_of(record):
                private = not hidden and location[0] in _OF_PERSON
                if text not in told and _NOT_TEXTS.isdisjoint(location) and not private:
                    secrets.add_text(text, Secret(record_id, location))
    return secrets.allowing({*_everything_shown(view), *also_shown}) if secrets else secrets


def _everything_shown(view: FactBase) -> Iterator[str]:
    """Return every text and id of a view, but for the ids of those who stand in it under a pseudonym."""
    for _, record_id, record in view.all_records():
        if record_id not in view.unnamed:
            yield f"fact-{record_id}"
        yield from (text for _, text in leaves_of(record) if text not in view.unnamed)
