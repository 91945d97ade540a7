"""The pass over the tree: notes with references go in, numbered and worded notes come out."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType

from briefwright.cache import NO_CACHE, Cache
from briefwright.citations.answer import Addresses, Items, Wanted, Wording, word
from briefwright.citations.clusters import SENTENCE_END, Cluster, gather
from briefwright.citations.csl import FULL_STOPS
from briefwright.citations.inlines import merge, text_of
from briefwright.citations.own_marks import in_own_marks
from briefwright.citations.style import Style
from briefwright.citations.table import fill_table, without_uncited
from briefwright.citations.words import CitationWords
from briefwright.document.nodes import Block, Cite, Document, Note, Paragraph, SourceEntry, Text
from briefwright.document.walk import query, walk
from briefwright.faults import Faults, Place, did_you_mean

UNKNOWN_SOURCE = "UNKNOWN-SOURCE"
NO_COPIES: Addresses = MappingProxyType({})


def cite(
    document: Document,
    items: Items,
    style: Style,
    *,
    words: CitationWords,
    copies: Addresses = NO_COPIES,
    cache: Cache = NO_CACHE,
) -> Document:
    """Return the document with its notes numbered from 1 and worded in a style, and its table of sources filled.

    `items` are CSL-JSON items by source id, `copies` the addresses of archived copies: each stands where its source
    is given in full. What pandoc answers is kept in `cache`, and checked anew each time. Every `Cite`,
    `SourceEntry` and `SourceNotes` of the document is gone afterwards, and every note knows its `sources`. Raises
    `FaultsFound` with a fault for each cite of an unknown source (``UNKNOWN-SOURCE``) and of a source that the
    style cannot word (``NO-WORDS``): no document is ever made with a blank citation. Raises `MachineLacks` where
    pandoc is missing or fails.
    """
    _check_sources(document, items)
    language = document.metadata.language
    full_stop = _full_stop(style, words)
    gathered = gather(without_uncited(document), full_stop)
    listed = tuple(dict.fromkeys(entry.source for entry in query(gathered, SourceEntry)))
    wording = Wording({}, {})
    if listed or next(query(gathered, Cluster), None) is not None:
        wording = word(gathered, items, style, words, Wanted(listed, copies), cache)
    entries = {source: in_own_marks(entry, language) for source, entry in wording.entries.items()}
    return fill_table(_put_words(gathered, wording, full_stop), entries, words.separator)


def _full_stop(style: Style, words: CitationWords) -> str:
    """Return the mark that closes a note: the style's where it has one, in the language's own form."""
    own = words.full_stop != "." or style.full_stop not in FULL_STOPS
    return words.full_stop if own else style.full_stop


def _put_words(document: Document, wording: Wording, full_stop: str) -> Document:
    """Return the document with each cluster in words, and a full stop after each citing note that has none."""

    def rewrite(node: object) -> object:
        if isinstance(node, Cluster):
            return wording.clusters[node.key]
        if isinstance(node, Note) and node.sources:
            language = document.metadata.language
            *others, last = (_in_own_marks(_merge_texts(block), language) for block in node.content)
            return replace(node, content=(*others, _close(last, full_stop)))
        return node

    return walk(document, rewrite)


def _merge_texts(block: Block) -> Block:
    return replace(block, content=merge(block.content)) if isinstance(block, Paragraph) else block


def _in_own_marks(block: Block, language: str) -> Block:
    return replace(block, content=in_own_marks(block.content, language)) if isinstance(block, Paragraph) else block


def _close(block: Block, full_stop: str) -> Block:
    if not isinstance(block, Paragraph) or SENTENCE_END.search(text_of(block.content)):
        return block
    return replace(block, content=merge((*block.content, Text(full_stop))))


def _check_sources(document: Document, items: Items) -> None:
    faults = Faults()
    for cited in query(document, Cite):
        if cited.source not in items:
            near = did_you_mean(cited.source, items)
            faults.error(cited.place or Place(""), UNKNOWN_SOURCE, f"no source '{cited.source}'{near}")
    faults.stop_if_any()
    for entry in query(document, SourceEntry):
        if entry.source not in items:
            raise ValueError(f"the table of sources asks for {entry.source!r}, which is no source")
