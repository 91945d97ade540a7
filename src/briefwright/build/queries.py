"""Questions about a dossier: what it holds, what one record says, where words occur."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from briefwright.build.dossier import Dossier, read_dossier
from briefwright.citations import list_styles
from briefwright.facts import tree
from briefwright.facts.records import SECTIONS
from briefwright.facts.references import references_of
from briefwright.faults import Fault, Faults, FaultsFound, Place, did_you_mean
from briefwright.i18n.locale import language_name, languages_with_words


def list_kind(start: Path, kind: str) -> list[str]:
    """Return one line for each fact, source, brief, layout, language or style.

    Raises:
        FaultsFound: the dossier has faults.

    """
    if kind == "styles":
        return [f"{style.id}  {style.title}" for style in list_styles()]
    faults = Faults()
    dossier = read_dossier(start, faults)
    return list(_LISTS[kind](dossier))


def _facts(dossier: Dossier) -> Iterator[str]:
    for fact_id, fact in dossier.base.facts.items():
        date = f" [{fact.date.best.value}]" if fact.date else ""
        yield f"{fact_id}{date}  {fact.text.of(dossier.settings.language)}"


def _sources(dossier: Dossier) -> Iterator[str]:
    for source_id, source in dossier.base.sources.items():
        yield f"{source_id}  {source.title} ({source.csl['type']}, {source.nature})"


def _briefs(dossier: Dossier) -> Iterator[str]:
    for name, brief in dossier.briefs.items():
        languages = brief.record.languages or dossier.settings.languages or (dossier.settings.language,)
        title = brief.record.title.of(dossier.settings.language)
        yield f"{name}  {title} ({brief.record.layout}; {', '.join(languages)})"


def _layouts(dossier: Dossier) -> Iterator[str]:
    for name, layout in dossier.layouts.items():
        yield f"{name}  {layout.record.title}: {layout.record.description}"


def _languages(dossier: Dossier) -> Iterator[str]:
    yield from (f"{tag}  {language_name(tag)}" for tag in languages_with_words())


_LISTS: dict[str, Callable[[Dossier], Iterator[str]]] = {
    "facts": _facts,
    "sources": _sources,
    "briefs": _briefs,
    "layouts": _layouts,
    "languages": _languages,
}
KINDS = (*_LISTS, "styles")


def show_record(start: Path, record_id: str) -> str:
    """Return a record as it is written, its place, and what names it.

    Raises:
        FaultsFound: the dossier has faults, or no record has that id.

    """
    dossier = read_dossier(start, Faults())
    base = dossier.base
    if record_id not in base.origins:
        message = f"no record '{record_id}'{did_you_mean(record_id, base.origins)}"
        raise FaultsFound([Fault(Place("facts"), "UNKNOWN-ID", message)])
    origin = base.origins[record_id]
    lines = [f"{origin.place()}  {origin.section}", "", f"{record_id}:", *_written(origin.node, 1)]
    named_by = [
        f"{naming.place(*reference.location)}  {other}"
        for other, naming in base.origins.items()
        for reference in references_of(SECTIONS[naming.section], naming.node)
        if reference.target == record_id
    ]
    return "\n".join([*lines, "", "named by:", *(named_by or ["nothing"])])


def _written(node: object, depth: int) -> Iterator[str]:
    """Return the lines of a node, indented as YAML."""
    indent = "  " * depth
    if isinstance(node, tree.Mapping):
        for key, value in node.items():
            if isinstance(value, tree.Mapping | tree.Sequence):
                yield f"{indent}{key}:"
                yield from _written(value, depth + 1)
            else:
                yield f"{indent}{key}: {' '.join(str(value).split())}"
    elif isinstance(node, tree.Sequence):
        for item in node:
            if isinstance(item, tree.Mapping | tree.Sequence):
                first, *rest = _written(item, depth + 1)
                yield f"{indent}- {first.strip()}"
                yield from rest
            else:
                yield f"{indent}- {' '.join(str(item).split())}"


def find_words(start: Path, words: tuple[str, ...]) -> list[str]:
    """Return a line for each record in which every word occurs, whatever its case: place, id, the text around it.

    Raises:
        FaultsFound: the dossier has faults.

    """
    wanted = [word.casefold() for word in words]
    dossier = read_dossier(start, Faults())
    found: list[str] = []
    for record_id, origin in dossier.base.origins.items():
        text = " ".join([record_id, *_texts(origin.node)])
        if all(word in text.casefold() for word in wanted):
            found.append(f"{origin.place()}  {record_id}: {_around(text, wanted[0])}")
    return found


def _texts(node: object) -> Iterator[str]:
    """Return every text inside a node, keys aside."""
    stack = [node]
    while stack:
        current = stack.pop()
        if isinstance(current, tree.Mapping):
            stack.extend(reversed(list(current.values())))
        elif isinstance(current, tree.Sequence):
            stack.extend(reversed(current))
        else:
            yield " ".join(str(current).split())


def _around(text: str, word: str, width: int = 60) -> str:
    at = max(text.casefold().find(word), 0)
    start, end = max(at - width, 0), at + len(word) + width
    return f"{'…' if start else ''}{text[start:end]}{'…' if end < len(text) else ''}"
