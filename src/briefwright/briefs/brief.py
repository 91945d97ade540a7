"""Brief files: which layout, about what, in which languages and formats, for whom, and the author's own words."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field, field_validator

from briefwright.briefs.addressees import Addressees, read_addressees
from briefwright.briefs.letter import Letter
from briefwright.facts import tree
from briefwright.facts.base import FactBase
from briefwright.facts.records import LanguageTag
from briefwright.facts.references import dangling, references_of
from briefwright.facts.settings import Format, Paper
from briefwright.facts.validation import validated
from briefwright.facts.values import (
    Audience,
    Date,
    FactId,
    FigureId,
    Flag,
    Id,
    Line,
    Many,
    Record,
    Refers,
    Text,
    broken,
    fault_of_id,
)
from briefwright.faults import Faults, Place, did_you_mean
from briefwright.files import files_below
from briefwright.i18n.po import Key

MAX_PROSE = 50_000
"""How many characters a part of a brief's prose may have: about 8,000 words."""

AppealId = Annotated[Id, Refers(("appeals",))]


class Select(Record):
    """Which facts of the base a brief is about: all tags' facts within the dates, without those excluded."""

    tags: Many[Id] = ()
    facts: Many[FactId] = ()
    figures: Many[FigureId] = ()
    start: Date | None = Field(default=None, alias="from")
    end: Date | None = Field(default=None, alias="to")
    exclude: Many[FactId] = ()


class BriefRecord(Record):
    """What the file of a brief says."""

    layout: Id
    title: Text
    subtitle: Text | None = None
    appeal: AppealId | None = None
    appeals: Many[AppealId] = ()
    annex_to: Id | None = None
    addressees: Line | None = None
    letter: Letter | None = None
    languages: Many[LanguageTag] = ()
    formats: Annotated[tuple[Format, ...], Field(strict=False, min_length=1)] | None = None
    audience: Audience = "public"
    release: Flag = False
    date: Date | None = None
    citation_style: Line | None = None
    paper: Paper | None = None
    forum: Id | None = None
    rules: dict[str, Any] = Field(default_factory=dict)
    select: Select = Select()
    prose: dict[str, str] = Field(default_factory=dict)

    @field_validator("prose")
    @classmethod
    def _written(cls, prose: dict[str, str]) -> dict[str, str]:
        for name, text in prose.items():
            if not text.strip():
                raise broken("EMPTY", f"'{name}': expected text in Markdown, found nothing")
            if len(text) > MAX_PROSE:
                raise broken("TOO-LARGE", f"'{name}': a part of more than {MAX_PROSE:,} characters: split it")
        return prose


@dataclass(frozen=True, slots=True)
class Brief:
    """A brief with its name (its file's) and the places of its parts.

    `untranslated` says which lines of each part of the prose, from 0, stand in the dossier's language, and of what
    text a translation is wanting. `addressees` are those whom its file names.
    """

    name: str
    record: BriefRecord
    path: str
    node: tree.Mapping
    untranslated: Mapping[str, Mapping[range, Key]] = field(default_factory=dict)
    addressees: Addressees = field(default_factory=Addressees)

    def place(self, *location: object) -> Place:
        """Return where the brief, or a part of it, is written; an addressee's part in the addressees' own file."""
        addressee = (
            self.addressees.named(str(location[1])) if location[:1] == ("addressees",) and location[1:] else None
        )
        if addressee is not None:
            return addressee.place(*location[2:])
        found = tree.descend(self.node, location)
        if isinstance(found, tree.Scalar) and found.block:
            return Place(self.path, found.line + 1, 1)
        return tree.place_of(self.path, found)


def read_briefs(root: Path, base: FactBase, faults: Faults) -> Mapping[str, Brief]:
    """Return the briefs of a dossier by name; what is wrong in any of their files goes to `faults`."""
    folder = root / "briefs"
    found = files_below(folder, root, (".yaml", ".yml"), faults)
    paths = [path for path in found if path.parent == folder]
    briefs: dict[str, Brief] = {}
    for path in paths:
        brief = _read_brief(path, root, base, faults)
        if brief is not None and brief.name in briefs:
            faults.error(brief.place(), "DUPLICATE-ID", f"two files make the brief '{brief.name}': rename one")
        elif brief is not None:
            briefs[brief.name] = brief
    _check_annexes(briefs, {path.stem for path in paths}, faults)
    return briefs


def _check_annexes(briefs: Mapping[str, Brief], names: Collection[str], faults: Faults) -> None:
    """Report annexes to a brief that does not exist, to themselves or to another annex."""
    for brief in briefs.values():
        documented = brief.record.annex_to
        if documented is None:
            continue
        if documented not in names:
            message = f"no brief '{documented}'{did_you_mean(documented, names)}"
            faults.error(brief.place("annex_to"), "UNKNOWN-BRIEF", message)
        elif documented in briefs and briefs[documented].record.annex_to is not None:
            message = f"'{documented}' is an annex itself: name the brief whose statements this one documents"
            faults.error(brief.place("annex_to"), "ANNEX", message)


def _read_brief(path: Path, root: Path, base: FactBase, faults: Faults) -> Brief | None:
    name = path.relative_to(root).as_posix()
    fault = fault_of_id(path.stem)
    if fault is not None:
        faults.error(Place(name), "ID", f"a brief is named by its file, and {fault}")
        return None
    node = tree.read_mapping(path, name, faults)
    if node is None:
        return None
    if "layout" not in node:
        message = "the brief has no layout: add 'layout: chronology' or another of 'briefwright list layouts'"
        faults.error(tree.place_of(name, node), "NO-LAYOUT", message)
        return None
    _check_references(node, name, base, faults)
    record = validated(BriefRecord, node, name, faults)
    if record is None:
        return None
    brief = Brief(path.stem, record, name, node)
    if record.addressees is None:
        return brief
    return replace(brief, addressees=read_addressees(root, record.addressees, brief.place("addressees"), faults))


def _check_references(node: tree.Mapping, path: str, base: FactBase, faults: Faults) -> None:
    for reference, sentence in dangling(references_of(BriefRecord, node), base):
        place = tree.place_of(path, tree.descend(node, reference.location))
        faults.error(place, "UNKNOWN-ID", sentence)
    tags = tree.descend(node, ("select", "tags"))
    if not isinstance(tags, tree.Sequence) or not base.whole:
        return
    for tag in tags:
        if isinstance(tag, tree.Scalar) and tag not in base.tags:
            message = f"no fact or figure has the tag '{tag}'{did_you_mean(tag, base.tags)}"
            faults.error(tree.place_of(path, tag), "UNKNOWN-ID", message)
