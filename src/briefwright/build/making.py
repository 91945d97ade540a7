"""One document, up to its finished tree: layout, document, citations."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from briefwright.briefs.annexes import documented_selection
from briefwright.briefs.brief import Brief
from briefwright.briefs.selection import Selection, selections_of
from briefwright.build.dossier import Dossier
from briefwright.build.request import Request
from briefwright.build.tally import Tally
from briefwright.build.uses import Uses
from briefwright.cache import NO_CACHE, Cache
from briefwright.citations import CitationWords, Style, cite, find_style
from briefwright.document.direction import directed
from briefwright.document.finishing import FinishedOnce
from briefwright.document.inlines import with_calls_of
from briefwright.document.nodes import Document
from briefwright.document.reading import read_page
from briefwright.evidence.annex import annexed_brief
from briefwright.evidence.checking import check_sourcing
from briefwright.evidence.quoting import check_quotations
from briefwright.facts.items import Copies, Items
from briefwright.faults import Faults, FaultsFound, Place, did_you_mean
from briefwright.i18n.po import Key
from briefwright.layout.annex import Annexed
from briefwright.layout.layouts import layout_of
from briefwright.layout.page import Page
from briefwright.layout.render import render


@dataclass(frozen=True, slots=True)
class Made:
    """A finished document, before it is written in any format; `draft` is it before its notes were worded."""

    selection: Selection
    document: Document
    draft: Document
    used: frozenset[str]


def make_documents(
    dossier: Dossier, request: Request, faults: Faults, tally: Tally | None = None
) -> tuple[Made, ...]:
    """Return the finished documents that a request asks for; those with faults are left out.

    `tally` has `faults` for those that are nobody's own; without one, every fault of an addressee is there too.
    """
    tally = tally or Tally(faults)
    check_quotations(dossier.base, dossier.root, faults)
    take_broken(dossier, request, tally)
    selections, finishers = selections_for(dossier, request, faults), Finishers()
    made = [make(one, dossier, request, tally.of(one), finishers, Uses()) for one in selections]
    tally.settle()
    documents = tuple(document for document in made if document is not None and tally.has(document.selection))
    printed = [(one.selection, one.document) for one in once_a_brief(documents)]
    whole = is_whole(request, faults)
    check_sourcing(printed, dossier.base, dossier.rulebook, faults, whole=whole)
    return documents


def is_whole(request: Request, faults: Faults) -> bool:
    """Tell whether every brief is made, so that what is not used in any is not used at all."""
    return not (faults.errors or request.briefs or request.languages or request.audience)


def take_broken(dossier: Dossier, request: Request, tally: Tally) -> None:
    """Take the faults of the addressees who cannot be written to at all."""
    for name in request.briefs or dossier.briefs:
        if name in dossier.briefs:
            tally.take_broken(name, dossier.briefs[name].addressees)


def once_a_brief(documents: Iterable[Made]) -> list[Made]:
    """Return a document of each brief in each language, the first of those that go to its addressees."""
    return list({made.selection.name_of_brief: made for made in reversed(tuple(documents))}.values())[::-1]


def selections_for(dossier: Dossier, request: Request, faults: Faults) -> Iterator[Selection]:
    """Return the variants that a request asks for; a brief or language that does not exist is a fault."""
    for name in request.briefs:
        if name not in dossier.briefs:
            message = f"no brief '{name}'{did_you_mean(name, dossier.briefs)}"
            faults.error(Place("briefs"), "UNKNOWN-BRIEF", message)
    if not dossier.briefs:
        message = "the dossier has no brief: write one, such as briefs/first.yaml (see docs/briefs.md)"
        faults.error(Place("briefs"), "NO-BRIEF", message)
    missing = set(request.languages)
    for name, brief in dossier.briefs.items():
        if request.briefs and name not in request.briefs:
            continue
        for selection in selections_of(brief, dossier.base, dossier.settings, faults, request.audience):
            missing.discard(selection.language)
            if not request.languages or selection.language in request.languages:
                yield selection
    for language in sorted(missing):
        faults.error(Place("briefs"), "UNKNOWN-LANGUAGE", f"no brief is made in '{language}'")


class Finishers:
    """What words the notes of drafts and sets them, for each brief in each language: what letters share, once."""

    def __init__(self, cache: Cache = NO_CACHE) -> None:
        self._cache = cache
        self._known: dict[str, _Finisher] = {}

    def finished(self, draft: Document, selection: Selection, style: Style, uses: Uses) -> Document:
        """Return a draft as a finished tree; raises FaultsFound where a citation cannot be worded."""
        name = selection.name_of_brief
        if name not in self._known:
            self._known[name] = _Finisher(selection, style, self._cache)
        return self._known[name].finished(draft, uses)


class _Finisher:
    """Finishes the drafts of one brief in one language."""

    def __init__(self, selection: Selection, style: Style, cache: Cache) -> None:
        self._uses = Uses()
        sources = self._uses.noting_base(selection.base).sources
        items, copies, words = Items(sources), Copies(sources), _citation_words(selection)

        def finish(draft: Document) -> Document:
            cited = cite(draft, items, style, words=words, copies=copies, cache=cache)
            return directed(with_calls_of(cited))

        self._finish = FinishedOnce(finish)

    def finished(self, draft: Document, uses: Uses) -> Document:
        """Return a draft as a finished tree; what citing the first of its kind asked of the base counts for all."""
        document = self._finish(draft)
        uses.add(self._uses)
        return document


def make(
    selection: Selection, dossier: Dossier, request: Request, faults: Faults, finishers: Finishers, uses: Uses
) -> Made | None:
    """Return a brief as a finished tree, or None after reporting what is wrong; `uses` is told what it is of."""
    style = _style(selection, dossier, faults)
    drafted = _draft(selection, dossier, request, faults, uses)
    if drafted is None or style is None:
        return None
    page, draft = drafted
    try:
        return Made(selection, finishers.finished(draft, selection, style, uses), draft, page.used)
    except FaultsFound as found:
        faults.extend(found.faults)
        return None


def _draft(
    selection: Selection, dossier: Dossier, request: Request, faults: Faults, uses: Uses
) -> tuple[Page, Document] | None:
    """Return the page of a brief and its tree before its notes are worded."""
    brief, before = selection.brief, len(faults.errors)
    layout = layout_of(brief.record.layout, brief.place("layout"), dossier.layouts, faults)
    annexed = _annexed(selection, dossier, request, faults, uses) if brief.record.annex_to else None
    if layout is None or (brief.record.annex_to and annexed is None):
        return None
    page = render(uses.noting(selection), layout, dossier.root, faults, annexed)
    document = read_page(page, faults) if page is not None else None
    return None if page is None or document is None or len(faults.errors) > before else (page, document)


def _annexed(
    selection: Selection, dossier: Dossier, request: Request, faults: Faults, uses: Uses
) -> Annexed | None:
    """Return the brief that an annex documents, or None after reporting what is wrong with it."""
    documented = documented_selection(selection, dossier.briefs, dossier.base, faults, request.audience)
    if documented is None:
        return None
    uses.selections.append(documented)
    its_own = Faults()
    drafted = _draft(documented, dossier, request, its_own, uses)
    faults.extend(its_own.all)
    if drafted is None:
        return None
    return annexed_brief(uses.noting(documented), drafted[1], uses.noting_base(dossier.base))


def texts_printed(name: str, dossier: Dossier, faults: Faults) -> frozenset[Key]:
    """Return the texts that a brief prints, as catalogues know them: the same in whatever language it is made."""
    sole = replace(dossier, briefs={other: _in_source(brief, dossier) for other, brief in dossier.briefs.items()})
    selections = selections_of(sole.briefs[name], sole.base, sole.settings, faults)
    drafted = [_draft(selection, sole, Request(), faults, Uses()) for selection in selections]
    return frozenset(key for draft in drafted if draft is not None for key in draft[0].texts)


def _in_source(brief: Brief, dossier: Dossier) -> Brief:
    """Return a brief that is made in the dossier's language alone, for every addressee."""
    record = brief.record.model_copy(update={"languages": (dossier.settings.language,)})
    return replace(brief, record=record, addressees=brief.addressees.in_any_language())


def _citation_words(selection: Selection) -> CitationWords:
    say, punctuation = selection.locale.words.gettext, selection.locale.punctuation
    return CitationWords(
        separator=punctuation.numbers,
        full_stop=punctuation.stop,
        # Translators: follows the citation of a source, parted from it by a comma.
        archived=punctuation.comma + say("archived at {url}"),
        copy=say("Archived copy of {title}"),
    )


def _style(selection: Selection, dossier: Dossier, faults: Faults) -> Style | None:
    own = selection.brief.record.citation_style is not None
    place = selection.brief.place("citation_style") if own else selection.settings.place("citation_style")
    try:
        return find_style(selection.citation_style, dossier.root, place)
    except FaultsFound as found:
        faults.extend(found.faults)
        return None
