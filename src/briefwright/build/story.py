"""From a dossier to its documents: gather everything, then write."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from briefwright.briefs.selection import Selection, selections_of
from briefwright.build.dossier import Dossier, read_dossier
from briefwright.build.manifest import Entry, manifest_text, still_valid
from briefwright.build.output import MANIFEST, Output
from briefwright.citations import CitationWords, Style, cite, find_style
from briefwright.document.nodes import Document, Note
from briefwright.document.reading import read_page
from briefwright.document.text import count_words
from briefwright.document.walk import query
from briefwright.facts.csl import to_csl_json
from briefwright.facts.values import Audience
from briefwright.faults import Fault, Faults, FaultsFound, Place, did_you_mean
from briefwright.layout.layouts import layout_of
from briefwright.layout.render import render, shared_css


@dataclass(frozen=True, slots=True)
class Request:
    """What somebody asks to be built; empty means all. `strict` makes every warning an error."""

    briefs: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    audience: Audience | None = None
    out: Path | None = None
    strict: bool = False


@dataclass(frozen=True, slots=True)
class Report:
    """What a build did: the files that it wrote or left as they were, and the warnings on the way."""

    written: tuple[Path, ...]
    unchanged: tuple[Path, ...]
    removed: tuple[Path, ...]
    warnings: tuple[Fault, ...]


@dataclass(frozen=True, slots=True)
class Made:
    """A finished document, before it is written in any format."""

    selection: Selection
    document: Document
    used: frozenset[str]


def check(start: Path, request: Request) -> tuple[Fault, ...]:
    """Return every fault of a dossier's files and briefs, warnings included; nothing is written."""
    faults = Faults()
    try:
        make_documents(read_dossier(start, faults), request, faults)
    except FaultsFound as found:
        faults.extend(found.faults)
    return faults.all


def build(start: Path, request: Request) -> Report:
    """Make the documents that a request asks for, and return what was written.

    Raises:
        FaultsFound: the dossier has faults; nothing was written.
        MachineLacks: the machine lacks a font or a program.
        OutputFailed: the folder for the output cannot be written.

    """
    faults = Faults()
    dossier = read_dossier(start, faults)
    documents = make_documents(dossier, request, faults)
    _stop(faults, request)
    output = Output(request.out or dossier.root / "out")
    output.probe()
    entries = [entry for document in documents for entry in _written(document, dossier, request, output, faults)]
    _stop(faults, request)
    everything = not (request.briefs or request.languages or request.formats)
    kept = () if everything else still_valid(output.folder, entries)
    stale = output.stale(entries) if everything else ()
    output.add(MANIFEST, manifest_text(dossier.settings.title, [*entries, *kept]).encode())
    written, unchanged = output.commit()
    return Report(written, unchanged, output.remove(stale), faults.all)


def make_documents(dossier: Dossier, request: Request, faults: Faults) -> tuple[Made, ...]:
    """Return the finished documents that a request asks for; those with faults are left out."""
    made = [_make(selection, dossier, faults) for selection in _selections(dossier, request, faults)]
    return tuple(document for document in made if document is not None)


def _stop(faults: Faults, request: Request) -> None:
    if faults.errors or (request.strict and faults.all):
        raise FaultsFound(faults.all)


def _selections(dossier: Dossier, request: Request, faults: Faults) -> Iterator[Selection]:
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


def _make(selection: Selection, dossier: Dossier, faults: Faults) -> Made | None:
    """Return a brief as a finished tree: layout, document, citations."""
    brief, before = selection.brief, len(faults.errors)
    layout = layout_of(brief.record.layout, brief.place("layout"), dossier.layouts, faults)
    style = _style(selection, dossier, faults)
    page = render(selection, layout, dossier.root, faults) if layout else None
    if page is None or style is None:
        return None
    document = read_page(page, faults)
    if len(faults.errors) > before:
        return None
    items = {source: to_csl_json(source, record.csl) for source, record in selection.base.sources.items()}
    words = CitationWords(link=selection.locale.words.gettext("{title}"))
    try:
        return Made(selection, cite(document, items, style, words=words), page.used)
    except FaultsFound as found:
        faults.extend(found.faults)
        return None


def _style(selection: Selection, dossier: Dossier, faults: Faults) -> Style | None:
    own = selection.brief.record.citation_style is not None
    place = selection.brief.place("citation_style") if own else selection.settings.place("citation_style")
    try:
        return find_style(selection.citation_style, dossier.root, place)
    except FaultsFound as found:
        faults.extend(found.faults)
        return None


def _written(made: Made, dossier: Dossier, request: Request, output: Output, faults: Faults) -> Iterator[Entry]:
    """Put each format of a document aside for writing, and return its line of the manifest."""
    words = count_words(made.document)
    sources = sorted({source for note in query(made.document, Note) for source in note.sources})
    for form in _formats(made.selection, request):
        written = _WRITERS[form](made, dossier, faults)
        if written is None:
            continue
        data, pages = written
        name = f"{made.selection.name}.{form}"
        output.add(name, data)
        yield Entry(
            file=name,
            sha256=hashlib.sha256(data).hexdigest(),
            brief=made.selection.brief.name,
            layout=made.selection.brief.record.layout,
            language=made.selection.language,
            audience=made.selection.audience,
            format=form,
            records=tuple(sorted(made.used - dossier.base.sources.keys())),
            sources=tuple(sources),
            notes=sum(1 for _ in query(made.document, Note)),
            pages=pages,
            words=words.body,
            words_with_notes=words.with_notes,
        )


def _formats(selection: Selection, request: Request) -> Iterable[str]:
    return [form for form in dict.fromkeys(request.formats or selection.formats) if form in _WRITERS]


def _docx(made: Made, dossier: Dossier, faults: Faults) -> tuple[bytes, None] | None:
    from briefwright.writers.docx import LetterheadRefused, write_docx

    name = dossier.settings.letterhead
    try:
        letterhead = (dossier.root / name).read_bytes() if name else None
        return write_docx(made.document, letterhead=letterhead), None
    except (OSError, LetterheadRefused) as error:
        reason = error.strerror if isinstance(error, OSError) else str(error)
        faults.error(
            dossier.settings.place("letterhead"), "LETTERHEAD", f"the letterhead '{name}' cannot be used: {reason}"
        )
        return None


def _html(made: Made, dossier: Dossier, faults: Faults) -> tuple[bytes, None]:
    from briefwright.writers.html import write_html

    css = shared_css(dossier.root, "common.css") + shared_css(dossier.root, "web.css")
    return write_html(made.document, css=css).encode(), None


def _pdf(made: Made, dossier: Dossier, faults: Faults) -> tuple[bytes, int] | None:
    from briefwright.writers.html import write_html
    from briefwright.writers.pdf import PdfRefused, write_pdf

    css = shared_css(dossier.root, "common.css") + shared_css(dossier.root, "print.css")
    try:
        pdf = write_pdf(write_html(made.document, css=css, for_print=True))
    except PdfRefused as refused:
        for problem in refused.problems:
            faults.error(made.selection.brief.place(), "PDF", f"{made.selection.name}.pdf: {problem.message}")
        return None
    return pdf.data, pdf.pages


_WRITERS = {"docx": _docx, "pdf": _pdf, "html": _html}
