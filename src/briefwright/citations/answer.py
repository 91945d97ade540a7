"""What pandoc answers: the words of each cluster, and the entry of each source that is listed.

Comes in: a gathered document, its items and its style. Goes out: a `Wording` in which nothing is blank. A place
in a source that the style leaves out is asked for a second time, at the end of its citation: a pinpoint is
evidence, and no style may drop it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from briefwright.cache import NO_CACHE, Cache
from briefwright.citations.clusters import Cluster
from briefwright.citations.copies import Copies, archived_copies
from briefwright.citations.csl import LABEL_MARK
from briefwright.citations.inlines import Reading, sources_in, text_of
from briefwright.citations.latin import with_latin_whole
from briefwright.citations.pandoc import CitingFailed, Json, citeproc
from briefwright.citations.request import Asked, Request, bare_doi, label_words, make_request, silent_locators
from briefwright.citations.style import Style
from briefwright.citations.words import CitationWords
from briefwright.document.nodes import Document, Inlines
from briefwright.document.walk import query
from briefwright.faults import Faults, Place
from briefwright.i18n.locale import direction_of
from briefwright.i18n.punctuation import punctuation_of

Items = Mapping[str, dict[str, object]]
Addresses = Mapping[str, str]

NO_WORDS = "NO-WORDS"


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of every cluster by its key, and the bibliography entries by source."""

    clusters: Mapping[int, Inlines]
    entries: Mapping[str, Inlines]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is wanted beside the notes: the entries of the sources in `listed`, and the addresses of copies."""

    listed: tuple[str, ...]
    copies: Addresses


def word(
    document: Document, items: Items, style: Style, words: CitationWords, wanted: Wanted, cache: Cache = NO_CACHE
) -> Wording:
    """Return the wording of a gathered document in a style; pandoc's answers are kept in `cache`.

    Raises `FaultsFound` with a fault of code ``NO-WORDS`` for each cite of a source for which the style prints
    nothing, and what `citeproc` raises.
    """
    clusters = tuple(query(document, Cluster))
    cited = (cite.source for cluster in clusters for cite in cluster.cites)
    archived = archived_copies(wanted.copies, (*cited, *wanted.listed), items, words, style.brackets)
    asker = _Asker(document, items, style, words, archived, cache)
    asked = Asked(wanted.listed, style.semicolons, copies=archived.marks)
    wording = asker.ask(asked)
    silent = silent_locators((cluster, _without_copies(cluster, wording, archived)) for cluster in clusters)
    return asker.ask(replace(asked, appended=silent)) if silent else wording


def _without_copies(cluster: Cluster, wording: Wording, copies: Copies) -> str:
    """Return the words of a cluster without what is said of archived copies."""
    sources = dict.fromkeys(cite.source for cite in cluster.cites)
    return copies.without(text_of(wording.clusters[cluster.key]), sources)


@dataclass(frozen=True, slots=True)
class _Asker:
    """One document in one style, about which pandoc is asked once or twice."""

    document: Document
    items: Items
    style: Style
    words: CitationWords
    copies: Copies
    cache: Cache

    def ask(self, asked: Asked) -> Wording:
        """Return what pandoc makes of the document's citations."""
        request = make_request(self.document, self.items, asked)
        answer = self._answer(self.style.xml, request)
        _check_words(request, answer, self.items, self.style)
        cited = (cite.source for cluster in request.clusters for cite in cluster.cites)
        items = [self.items[source] for source in dict.fromkeys((*cited, *asked.listed))]
        reading = replace(_reading(request, answer, items, self.words, self.copies), semicolon=self._semicolon)
        return Wording(
            {
                cluster.key: self._whole(reading.words_of(_citation_in(block), cluster.opens))
                for cluster, block in zip(request.clusters, answer, strict=False)
            },
            self._entries(request, answer, asked.listed, reading),
        )

    @property
    def _semicolon(self) -> str:
        """The mark between two sources, as lines from right to left have it."""
        language = self.document.metadata.language
        return punctuation_of(language).semicolon.strip() if direction_of(language) == "rtl" else ";"

    def _whole(self, inlines: Inlines) -> Inlines:
        return with_latin_whole(inlines, self.document.metadata.language)

    def _answer(self, style: bytes, request: Request) -> list[Json]:
        language = _locale(self.document.metadata.language, self.style.locale)
        if not language.startswith("en"):
            # That "para" has no full stop is the usage of English lawyers: in Russian "п. 3" needs its own.
            style = style.replace(b'strip-periods="true"', b'strip-periods="false"')
        return citeproc(style, request.references, request.blocks, language, self.cache)

    def _entries(
        self, request: Request, answer: list[Json], listed: tuple[str, ...], reading: Reading
    ) -> dict[str, Inlines]:
        """Return the entry of each listed source: the bibliography's, else the full form of a note."""
        entries = _entries(answer, listed, reading)
        if len(entries) < len(listed):
            entries = _entries(self._answer(self.style.full_form, request), listed, reading) | entries
        missing = [source for source in listed if source not in entries]
        if missing:
            named = ", ".join(missing)
            raise CitingFailed(f"the style {self.style.id} has no bibliography entry for {named}")
        return {source: self.copies.after(source, self._whole(entry)) for source, entry in entries.items()}


def _locale(language: str, preferred: str) -> str:
    """Return the language that pandoc gets: the style's own variety where the document names none (en → en-GB)."""
    return preferred if preferred.split("-")[0] == language else language


def _check_words(request: Request, answer: list[Json], items: Items, style: Style) -> None:
    faults = Faults()
    for cluster, block in zip(request.clusters, answer, strict=False):
        printed = sources_in(_citation_in(block))
        filling = [""] if style.semicolons else printed
        for cite, text in zip(cluster.cites, printed + filling * len(cluster.cites), strict=False):
            if not any(letter.isalnum() for letter in text):
                kind = items[cite.source].get("type", "")
                faults.error(
                    cite.place or Place(""),
                    NO_WORDS,
                    f"the citation style '{style.id}' prints nothing for '{cite.source}' (type {kind}): "
                    "complete the source, or name another style",
                )
    faults.stop_if_any()


def _reading(
    request: Request,
    answer: list[Json],
    items: Iterable[Mapping[str, object]],
    words: CitationWords,
    copies: Copies,
) -> Reading:
    labels = _labels(answer[len(request.clusters)]) if request.terms else []
    titles = {
        address: words.link.format(title=str(item.get("title", "")))
        for item in items
        for address in _addresses(item)
    }
    return Reading(label_words(labels), request.notes, titles, request.languages, copies.words)


def _addresses(item: Mapping[str, object]) -> Iterator[str]:
    if item.get("DOI"):
        yield f"https://doi.org/{bare_doi(str(item['DOI']))}"
    if item.get("URL"):
        yield str(item["URL"])


def _labels(block: Json) -> list[str]:
    listed = text_of(Reading().words_of(_citation_in(block)))
    return [label.strip() for label in listed.split(LABEL_MARK)[1:]]


def _citation_in(block: Json) -> list[Json]:
    """Return the inlines of the one citation in a block as we handed it over."""
    inlines: list[Json] = block["c"][0]["c"][0]["c"][0]["c"][1]
    return inlines


def _entries(answer: list[Json], listed: Iterable[str], reading: Reading) -> dict[str, Inlines]:
    """Return the bibliography's entries of sources; some styles have none for a case or a treaty."""
    last = answer[-1]
    bibliography = last["c"][1] if last["t"] == "Div" and last["c"][0][0] == "refs" else []
    blocks = {block["c"][0][0]: block["c"][1] for block in bibliography}
    found = {source: reading.words_of(_inlines_in(blocks.get(f"ref-{source}", []))) for source in listed}
    return {source: entry for source, entry in found.items() if text_of(entry).strip()}


def _inlines_in(blocks: list[Json]) -> list[Json]:
    """Return the inlines of an entry's blocks, parted by spaces."""
    result: list[Any] = []
    for block in blocks:
        inner = _inlines_in(block["c"][1]) if block["t"] == "Div" else list(block["c"])
        result += [{"t": "Space"}, *inner] if result else inner
    return result
