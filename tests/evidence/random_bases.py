"""Random small dossiers in which every text is a word of its own, known with the least audience that may read it.

Whatever is needed for a statement (whose word it is, its first source) is no less visible than the statement, so
that every dossier builds; whatever is listed beside it may be of any visibility.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from random import Random
from typing import Any

LEVELS = ("public", "partners", "internal")
NOBODY = len(LEVELS)
"""The level of what no output prints for anybody."""

LETTERS = "bcdfghjklmnpqrstvwxz"
Json = dict[str, Any]


@dataclass
class RandomDossier:
    """The files of a dossier, and for each marker word in it the least level that may read it.

    `ids` are the words that are ids; `shown` has the facts that the brief prints, each with the words of its text.
    """

    files: dict[str, str]
    audience: str
    levels: Mapping[str, int]
    ids: frozenset[str]
    shown: Mapping[str, frozenset[str]]

    def written_for(self, audience: str) -> RandomDossier:
        """Return the same dossier with the brief written for another audience."""
        briefs = {name: json.loads(text) for name, text in self.files.items() if name.startswith("briefs/")}
        written = {name: json.dumps(brief | {"audience": audience}) for name, brief in briefs.items()}
        return replace(self, files=self.files | written, audience=audience)

    @property
    def secrets(self) -> list[str]:
        """The words that the audience of the brief may not read."""
        return [word for word, level in self.levels.items() if level > LEVELS.index(self.audience)]

    def write(self, folder: Path) -> Path:
        """Write the dossier into a folder, and return it."""
        for name, text in self.files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        return folder


@dataclass
class _Maker:
    """One dossier in the making."""

    random: Random
    levels: dict[str, int] = field(default_factory=dict)
    records: dict[str, Json] = field(default_factory=dict)
    ids: dict[str, dict[str, int]] = field(default_factory=dict)

    # ------------------------------------------------------------- words

    def word(self, level: int) -> str:
        """Return a new marker word that readers of a level may read."""
        word = "".join(self.random.choice(LETTERS) for _ in range(12))
        self.levels[word] = level
        return word

    def level(self, least: int = 0) -> int:
        """Return a level that is no more public than `least`."""
        return max(least, self.random.choice((0, 0, 1, 2)))

    def sentence(self, level: int) -> str:
        """Return a text of several words, some of them markers."""
        return f"Example {self.word(level)} and {self.word(level)} words."

    def maybe(self, entry: Json, likelihood: float = 0.6) -> Json:
        """Return an entry without some of its keys."""
        return {key: value for key, value in entry.items() if self.random.random() < likelihood}

    # ----------------------------------------------------------- records

    def add(self, section: str, level: int, entry: Json) -> str:
        """Put a record into the base, and return its id, which is a marker too."""
        record_id = self.word(level)
        self.records.setdefault(section, {})[record_id] = {**entry, "visibility": LEVELS[level]}
        self.ids.setdefault(section, {})[record_id] = level
        return record_id

    def any_of(self, *sections: str, least: int = NOBODY) -> str:
        """Return the id of a record of some sections that readers of a level may see."""
        known = [key for section in sections for key, level in self.ids[section].items() if level <= least]
        return self.random.choice(known)

    def some_of(self, *sections: str) -> list[str]:
        """Return ids of any visibility."""
        known = [key for section in sections for key in self.ids[section]]
        return self.random.sample(known, self.random.randint(0, min(3, len(known))))

    def source(self, level: int) -> str:
        archive = self.level(level)
        entry = {
            "type": self.random.choice(("webpage", "document", "report")),
            "title": self.sentence(level),
            "author": [{"literal": f"{self.word(level)} Institute"}],
            "container-title": self.word(level),
            "publisher": self.word(level),
            "issued": "2020-05",
            "URL": f"https://{self.word(level)}.example.org/{self.word(level)}",
            "number": self.word(level),
            "nature": "ngo",
            **self.maybe(
                {
                    "note": self.word(NOBODY),
                    "annote": self.word(NOBODY),
                    "abstract": self.word(NOBODY),
                    "remark": self.sentence(level),
                    "derived_from": self.some_of("sources") if "sources" in self.ids else [],
                    "archive": {
                        "url": f"https://{self.word(archive)}.example.org/",
                        "by": self.word(archive),
                        "visibility": LEVELS[archive],
                    },
                }
            ),
        }
        return self.add("sources", level, entry)

    def cite(self, level: int) -> list[Json | str]:
        """Return citations, of which the first can be seen wherever what it bears out can."""
        first = {"source": self.any_of("sources", least=level), "at": "p. 3", "quote": self.word(level)}
        others = [self._citation(level) for _ in range(self.random.randint(0, 2))]
        return [first, *others]

    def _citation(self, least: int) -> Json:
        level = self.level(least)
        source = self.any_of("sources")
        read = max(level, self.ids["sources"][source])
        return {
            "source": source,
            "at": f"p. {self.word(read)}",
            "quote": self.word(read),
            "visibility": LEVELS[min(level, 2)],
        }

    def contested(self, values: Sequence[str], least: int) -> Json:
        """Return what sources give for a field: one value that all may see who see the field, and others."""
        first = {"value": values[0], "preferred": "true", "because": self.sentence(least), "cite": self.cite(least)}
        return {"values": [first, *(self._value(value, least) for value in values[1:])]}

    def _value(self, value: str, least: int) -> Json:
        level = self.level(least)
        mistaken = {"mistaken": self.sentence(level)} if self.random.random() < 0.3 else {}
        return {"value": value, "cite": self.cite(level), "visibility": LEVELS[level], **mistaken}

    def actor(self, section: str, level: int) -> str:
        """Add an organisation or a place."""
        extra = {"in_text": self.word(level), "abbreviation": self.word(level), "remark": self.sentence(level)}
        entry = {
            "name": f"{self.word(level)} Body",
            "name_in": {"fr": self.word(level)},
            "cite": self.cite(level),
            **(self.maybe(extra) | {"aliases": [self.word(level)]} if section == "organisations" else {}),
        }
        return self.add(section, level, entry)

    def person(self, level: int) -> str:
        """Add a person, who may be named less widely than the record is visible, by consent."""
        consent, named = self._consent(level)
        hidden = max(level, named)
        entry = {
            "name": f"{self.word(hidden)} {self.word(hidden)}",
            "name_in": {"fr": self.word(hidden)},
            "sort_name": self.word(hidden),
            "aliases": [self.word(hidden)],
            "roles": [self._role(hidden)],
            "remark": self.sentence(hidden),
            "consent": consent,
        }
        pseudonym = self.random.random() < 0.5
        if pseudonym:
            entry["pseudonym"] = f"Witness {self.word(0)}"
        person = self.add("people", level, entry)
        self.levels[person] = hidden
        self.ids["people"][person] = 0 if pseudonym else hidden
        return person

    def _consent(self, level: int) -> tuple[list[Json], int]:
        """Return consents, and the level of those to whom they let a person be named."""
        if self.random.random() < 0.5:
            return [], level
        given = self.random.choice(LEVELS)
        expired = self.random.random() < 0.3
        until = {"until": "2019-12-31"} if expired else {"until": "2021"} if self.random.random() < 0.5 else {}
        record = {"given_by": self.sentence(NOBODY), "date": "2019-01-01", "audiences": [given], **until}
        return [record], NOBODY if expired else LEVELS.index(given)

    def _role(self, least: int) -> Json:
        level = self.level(least)
        return {"title": self.sentence(level), "cite": self.cite(level), "visibility": LEVELS[min(level, 2)]}

    def fact(self, level: int) -> str:
        entry = {
            "text": self.sentence(level),
            "date": self.contested(("1988-07-19", "1988-07-20", "1988-08"), level),
            "status": self.random.choice(("established", "reported", "alleged", "disputed")),
            "said_by": self.any_of("people", "organisations", least=level),
            "people": self.some_of("people"),
            "places": self.some_of("places"),
            "organisations": self.some_of("organisations"),
            "tags": [self.word(level)],
            "remark": self.sentence(level),
            "cite": self.cite(level),
        }
        return self.add("facts", level, entry)

    def figure(self, level: int) -> str:
        values = [self._amount(level), self._amount(self.level(level)), self._amount(self.level(level))]
        entry = {"label": self.sentence(level), "values": values, "remark": self.sentence(level)}
        return self.add("figures", level, entry)

    def _amount(self, level: int) -> Json:
        said_by = self.any_of("people", "organisations", least=level)
        return {
            "value": self.word(level),
            "cite": self.cite(level),
            "said_by": said_by,
            "visibility": LEVELS[level],
        }

    def quotation(self, level: int) -> str:
        entry = {
            "speaker": self.any_of("people", "organisations", least=level),
            "text": self.sentence(level),
            "language": "en",
            "translations": {"fr": {"text": self.sentence(level), "by": "ours"}},
            "remark": self.sentence(level),
            "cite": self.cite(level),
        }
        return self.add("quotations", level, entry)

    def appeal(self, level: int) -> str:
        entry = {
            "kind": "open-letter",
            "title": self.sentence(level),
            "reference": self.word(level),
            "occasion": self.word(level),
            "addressed_to": [self.any_of("organisations", least=level)],
            "organised_by": self.some_of("organisations"),
            "sent": self.contested(("2020-09-03", "2020-09-02"), level),
            "concerns": self.some_of("facts"),
            "figures": self.some_of("figures"),
            "quotations": self.some_of("quotations"),
            "demands": [self._demand(level) for _ in range(2)],
            "signatories": [self._signatory(level) for _ in range(3)],
            "remark": self.sentence(level),
            "cite": self.cite(level),
        }
        return self.add("appeals", level, entry)

    def _demand(self, least: int) -> Json:
        level = self.level(least)
        return {
            "id": self.word(level),
            "text": self.sentence(level),
            "remark": self.sentence(level),
            "cite": self.cite(level),
            "visibility": LEVELS[level],
        }

    def _signatory(self, least: int) -> Json:
        level = self.level(least)
        common = {
            "capacity": self.word(level),
            "group": self.word(level),
            "remark": self.sentence(level),
            "cite": self.cite(level),
            "visibility": LEVELS[level],
        }
        named = [key for key in ("people", "organisations") if min(self.ids[key].values()) <= level]
        who = self.random.choice((*named, "count"))
        if who == "count":
            return common | {"count": "150", "described_as": self.sentence(level)}
        return common | {"person" if who == "people" else "organisation": self.any_of(who, least=level)}

    # ------------------------------------------------------------- briefs

    def brief(self, level: int) -> Json:
        """Return a brief for an audience, which shows all that it may see."""
        seen = {section: [key for key, own in ids.items() if own <= level] for section, ids in self.ids.items()}
        calls = [f'{{{{ fact("{key}") }}}}' for key in seen["facts"]]
        calls += [f'{{{{ figure("{key}") }}}}' for key in seen["figures"]]
        calls += [f'{{{{ quotation("{key}") }}}}' for key in seen["quotations"]]
        calls += [f'{{{{ name("{key}") }}}}' for key in seen["people"]]
        layout = self.random.choice(("chronology", "un-appeal-summary", "signatory-list"))
        brief: Json = {
            "layout": layout,
            "title": "Example brief",
            "audience": LEVELS[level],
            "appeal": self.random.choice(seen["appeals"]),
            "prose": {"introduction": "\n\n".join(calls)},
        }
        return brief | ({"select": {"figures": seen["figures"]}} if layout == "chronology" else {})

    def facts_for(self, level: int) -> dict[str, frozenset[str]]:
        """Return the facts that readers of a level may see, each with the marker words of its text."""
        facts = {key: self.records["facts"][key] for key, own in self.ids["facts"].items() if own <= level}
        return {key: frozenset(self.levels.keys() & fact["text"].split()) for key, fact in facts.items()}


def random_dossier(seed: int, formats: Sequence[str] = ("docx", "html")) -> RandomDossier:
    """Return the dossier of a seed, always the same, with a brief for the public or for partners."""
    maker = _Maker(Random(seed))  # noqa: S311 - examples, not keys
    maker.source(0)
    for section in ("organisations", "places"):
        maker.actor(section, 0)
        maker.actor(section, maker.level(1))
    many = ((maker.source, 4), (maker.person, 4), (maker.fact, 4), (maker.figure, 2), (maker.quotation, 2))
    for make, count in (*many, (maker.appeal, 2)):
        make(0)
        for _ in range(count - 1):
            make(maker.level())
    level = maker.random.choice((0, 0, 1))
    files = {
        "dossier.yaml": "title: Example dossier\n",
        "facts/base.yaml": json.dumps(maker.records, indent=1),
        "briefs/one.yaml": json.dumps(maker.brief(level) | {"formats": list(formats)}, indent=1),
    }
    if seed % 10 == 0:
        annex = {"layout": "evidence-annex", "title": "Example annex", "annex_to": "one", "audience": LEVELS[level]}
        files["briefs/two.yaml"] = json.dumps(annex | {"formats": list(formats)})
    ids = frozenset(key for section in maker.ids.values() for key in section)
    return RandomDossier(files, LEVELS[level], maker.levels, ids, maker.facts_for(level))
