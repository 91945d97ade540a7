"""From a dossier to its documents: gather everything, then write."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from briefwright.briefs.annexes import documented_selection
from briefwright.briefs.selection import Selection, selections_of
from briefwright.build.bounds import Bounds, bounded
from briefwright.build.dossier import Dossier, read_dossier
from briefwright.build.guard import Guard
from briefwright.build.lock import locked
from briefwright.build.manifest import Entry, manifest_text, still_valid
from briefwright.build.output import MANIFEST, Output, output_folder
from briefwright.build.places import place_of_words
from briefwright.citations import CitationWords, Style, cite, find_style
from briefwright.document.nodes import Document, Note
from briefwright.document.reading import read_page
from briefwright.document.text import count_words
from briefwright.document.walk import query
from briefwright.evidence.annex import annexed_brief, evidence_json
from briefwright.evidence.checking import check_sourcing
from briefwright.evidence.left_out import left_out
from briefwright.evidence.quoting import check_quotations
from briefwright.facts.csl import to_csl_json
from briefwright.facts.settings import find_dossier
from briefwright.facts.values import Audience
from briefwright.faults import Fault, Faults, FaultsFound, Place, did_you_mean
from briefwright.files import FileRefused, read_file
from briefwright.layout.annex import Annexed
from briefwright.layout.layouts import layout_of
from briefwright.layout.page import Page
from briefwright.layout.render import render, shared_css

if TYPE_CHECKING:
    from briefwright.writers.pdf import Limits as PdfLimits
    from briefwright.writers.pdf import Problem

_LARGEST_LETTERHEAD = 20_000_000
EVIDENCE = "evidence.json"
"""The format of the file that holds the evidence for a brief, beside the brief."""


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
    """What a build did: the files that it wrote or left as they were, and the warnings on the way.

    `left_out` says, in ids, what the briefs leave out for their audiences.
    """

    written: tuple[Path, ...]
    unchanged: tuple[Path, ...]
    removed: tuple[Path, ...]
    warnings: tuple[Fault, ...]
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Doubts:
    """What a check found: every fault, warnings included, and what the briefs leave out for their audiences."""

    faults: tuple[Fault, ...]
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Made:
    """A finished document, before it is written in any format; `draft` is it before its notes were worded."""

    selection: Selection
    document: Document
    draft: Document
    used: frozenset[str]


def check(start: Path, request: Request) -> tuple[Fault, ...]:
    """Return every fault of a dossier's files and briefs, warnings included; nothing is written."""
    return doubt(start, request).faults


def doubt(start: Path, request: Request) -> Doubts:
    """Return every fault of a dossier, and what its briefs leave out; nothing is written."""
    faults = Faults()
    try:
        with bounded() as bounds:
            dossier = _read(start, faults, bounds)
            documents = make_documents(dossier, request, faults)
            _check_words(documents, Guard(dossier), faults)
            return Doubts(faults.all, _left_out(documents, dossier))
    except FaultsFound as found:
        faults.extend(found.faults)
        return Doubts(faults.all)


def build(start: Path, request: Request, say: Callable[[str], None] = lambda _: None) -> Report:
    """Make the documents that a request asks for, and return what was written; `say` hears what it waits for.

    Raises:
        FaultsFound: the dossier has faults; nothing was written.
        MachineLacks: the machine lacks a font or a program.
        OutputFailed: the folder for the output cannot be written, or another build does not let go of it.

    """
    faults, root = Faults(), find_dossier(start)
    output = Output(output_folder(root, request.out))
    with locked(output.folder, say):
        output.sweep()
        with bounded() as bounds:
            stale, left = _gathered(root, request, output, faults, bounds)
        written, unchanged, removed = output.commit(stale)
    return Report(written, unchanged, removed, faults.all, left)


def remade(start: Path, requests: Iterable[Request]) -> list[Entry]:
    """Return what a manifest would say of the documents that requests ask for, without writing anything.

    A brief that the dossier does not have is passed over.

    Raises:
        FaultsFound: the dossier has faults.
        MachineLacks: the machine lacks a font or a program.

    """
    faults, entries = Faults(), list[Entry]()
    with bounded() as bounds:
        dossier = _read(start, faults, bounds)
        for request in requests:
            known = tuple(name for name in request.briefs if name in dossier.briefs)
            if known:
                entries += _made(dossier, replace(request, briefs=known), Output(dossier.root), faults)[-1]
    return entries


def _read(start: Path, faults: Faults, bounds: Bounds) -> Dossier:
    """Return the dossier, once its own limits are in force."""
    dossier = read_dossier(start, faults)
    bounds.adopt(dossier.settings)
    return dossier


def _made(
    dossier: Dossier, request: Request, output: Output, faults: Faults
) -> tuple[tuple[Made, ...], Guard, list[Entry]]:
    """Return the documents of a dossier, with the files of each put aside for writing."""
    documents, guard = make_documents(dossier, request, faults), Guard(dossier)
    _check_words(documents, guard, faults)
    _stop(faults, request)
    entries = [entry for document in documents for entry in _written(document, dossier, request, output, faults)]
    _stop(faults, request)
    return documents, guard, entries


def _gathered(
    root: Path, request: Request, output: Output, faults: Faults, bounds: Bounds
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Put every file aside for writing; return the files that are no longer made, and what the briefs leave out."""
    dossier = _read(root, faults, bounds)
    documents, guard, entries = _made(dossier, request, output, faults)
    everything = not (request.briefs or request.languages or request.formats or request.audience)
    valid = still_valid(output.folder, entries)
    listed = [*entries, *(entry for entry in valid if not everything or _is_for_others(entry, dossier))]
    stale = output.stale(listed) if everything else ()
    _add_manifest(listed, documents, dossier, output, guard)
    _check_files(listed, documents, output, guard, faults)
    _stop(faults, request)
    return stale, _left_out(documents, dossier)


def _is_for_others(entry: Entry, dossier: Dossier) -> bool:
    """Tell whether a file was made with ``--audience`` for others than its brief's own: no brief makes it anew."""
    return entry.brief in dossier.briefs and entry.file.startswith(
        f"{entry.brief}.{entry.language}.{entry.audience}."
    )


def _add_manifest(
    entries: list[Entry], documents: tuple[Made, ...], dossier: Dossier, output: Output, guard: Guard
) -> None:
    shown = guard.for_manifest(entries, [made.selection for made in documents])
    output.add(MANIFEST, manifest_text(dossier.settings.title, shown).encode())


def _check_files(
    entries: list[Entry], documents: tuple[Made, ...], output: Output, guard: Guard, faults: Faults
) -> None:
    """Report each file that tells its audience what it may not see."""
    selections = [made.selection for made in documents]
    for selection in selections:
        faults.extend(guard.faults_in_files(selection, output.files))
    faults.extend(guard.faults_in_manifest(MANIFEST, output.files[MANIFEST], entries, selections))


def _check_words(documents: tuple[Made, ...], guard: Guard, faults: Faults) -> None:
    """Report each text of the author's that names somebody whom its audience may not know."""
    for made in documents:
        faults.extend(guard.faults_in_words(made.selection, made.used))


def _left_out(documents: tuple[Made, ...], dossier: Dossier) -> tuple[str, ...]:
    lines = [left_out(made.selection, dossier.base, made.used) for made in documents]
    return tuple(dict.fromkeys(filter(None, lines)))


def make_documents(dossier: Dossier, request: Request, faults: Faults) -> tuple[Made, ...]:
    """Return the finished documents that a request asks for; those with faults are left out."""
    check_quotations(dossier.base, dossier.root, faults)
    made = [_make(selection, dossier, request, faults) for selection in _selections(dossier, request, faults)]
    documents = tuple(document for document in made if document is not None)
    _check_sourcing(documents, dossier, request, faults)
    return documents


def _check_sourcing(documents: tuple[Made, ...], dossier: Dossier, request: Request, faults: Faults) -> None:
    """Report what the dossier's rules hold against its documents, and against its base where all were made."""
    printed = [(made.selection, made.document) for made in documents]
    whole = not (faults.errors or request.briefs or request.languages or request.audience)
    check_sourcing(printed, dossier.base, dossier.rulebook, faults, whole=whole)


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


def _make(selection: Selection, dossier: Dossier, request: Request, faults: Faults) -> Made | None:
    """Return a brief as a finished tree: layout, document, citations."""
    style = _style(selection, dossier, faults)
    drafted = _draft(selection, dossier, request, faults)
    if drafted is None or style is None:
        return None
    page, draft = drafted
    sources = selection.base.sources
    items = {source: to_csl_json(source, record.csl) for source, record in sources.items()}
    copies = {source: record.archive.url for source, record in sources.items() if record.archive}
    try:
        finished = cite(draft, items, style, words=_citation_words(selection), copies=copies)
        return Made(selection, finished, draft, page.used)
    except FaultsFound as found:
        faults.extend(found.faults)
        return None


def _draft(
    selection: Selection, dossier: Dossier, request: Request, faults: Faults
) -> tuple[Page, Document] | None:
    """Return the page of a brief and its tree before its notes are worded."""
    brief, before = selection.brief, len(faults.errors)
    layout = layout_of(brief.record.layout, brief.place("layout"), dossier.layouts, faults)
    annexed = _annexed(selection, dossier, request, faults) if brief.record.annex_to else None
    if layout is None or (brief.record.annex_to and annexed is None):
        return None
    page = render(selection, layout, dossier.root, faults, annexed)
    document = read_page(page, faults) if page is not None else None
    return None if page is None or document is None or len(faults.errors) > before else (page, document)


def _annexed(selection: Selection, dossier: Dossier, request: Request, faults: Faults) -> Annexed | None:
    """Return the brief that an annex documents, or None after reporting what is wrong with it."""
    documented = documented_selection(selection, dossier.briefs, dossier.base, faults, request.audience)
    if documented is None:
        return None
    its_own = Faults()
    drafted = _draft(documented, dossier, request, its_own)
    faults.extend(its_own.all)
    return annexed_brief(documented, drafted[1], dossier.base) if drafted is not None else None


def _citation_words(selection: Selection) -> CitationWords:
    say = selection.locale.words.gettext
    return CitationWords(
        link=say("{title}"), archived=say(", archived at {url}"), copy=say("Archived copy of {title}")
    )


def _style(selection: Selection, dossier: Dossier, faults: Faults) -> Style | None:
    own = selection.brief.record.citation_style is not None
    place = selection.brief.place("citation_style") if own else selection.settings.place("citation_style")
    try:
        return find_style(selection.citation_style, dossier.root, place)
    except FaultsFound as found:
        faults.extend(found.faults)
        return None


def _written(made: Made, dossier: Dossier, request: Request, output: Output, faults: Faults) -> Iterator[Entry]:
    """Put each format of a document and its evidence aside for writing, and return their lines of the manifest."""
    for form in _formats(made.selection, request):
        written = _WRITERS[form](made, dossier, faults)
        if written is not None:
            yield _put_aside(made, dossier, output, form, *written)
    evidence = evidence_json(made.selection, made.draft, dossier.base).encode()
    yield _put_aside(made, dossier, output, EVIDENCE, evidence, None)


def _put_aside(made: Made, dossier: Dossier, output: Output, form: str, data: bytes, pages: int | None) -> Entry:
    """Put a file aside for writing, and return its line of the manifest."""
    words = count_words(made.document)
    name = f"{made.selection.name}.{form}"
    output.add(name, data)
    return Entry(
        file=name,
        sha256=hashlib.sha256(data).hexdigest(),
        brief=made.selection.brief.name,
        layout=made.selection.brief.record.layout,
        language=made.selection.language,
        audience=made.selection.audience,
        format=form,
        records=tuple(sorted(made.used - dossier.base.sources.keys())),
        sources=tuple(sorted({source for note in query(made.document, Note) for source in note.sources})),
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
        letterhead = read_file(dossier.root / name, dossier.root, _LARGEST_LETTERHEAD) if name else None
        return write_docx(made.document, letterhead=letterhead), None
    except (FileRefused, LetterheadRefused) as refused:
        why = f"it {'; it '.join(refused.reasons)}" if isinstance(refused, LetterheadRefused) else str(refused)
        message = f"the letterhead '{name}' cannot be used: {why}"
        faults.error(dossier.settings.place("letterhead"), "LETTERHEAD", message)
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
        pdf = write_pdf(write_html(made.document, css=css, for_print=True), limits=_pdf_limits(dossier))
    except PdfRefused as refused:
        for problem in refused.problems:
            faults.error(_place_of(problem, made), "PDF", f"{made.selection.name}.pdf: {problem.message}")
        return None
    most = dossier.settings.limits.pages
    if pdf.pages > most:
        message = f"{made.selection.name}.pdf has {pdf.pages} pages, and 'limits' allows {most}: split the brief"
        faults.error(made.selection.brief.place(), "LIMITS", message)
        return None
    return pdf.data, pdf.pages


def _pdf_limits(dossier: Dossier) -> PdfLimits:
    """Return the dossier's limits as the PDF writer knows them; a busy machine may take twice as long."""
    from briefwright.writers.pdf import Limits

    limits = dossier.settings.limits
    return Limits(limits.pdf_seconds, limits.pdf_seconds * 2, limits.memory_mb * 1024**2)


def _place_of(problem: Problem, made: Made) -> Place:
    """Return where a character is written that no font has; other problems are the brief's as a whole."""
    from briefwright.writers.pdf import MissingGlyph

    brief = made.selection.brief
    if isinstance(problem, MissingGlyph):
        return place_of_words(problem.char, made.used, made.selection.base, brief)
    return brief.place()


_WRITERS = {"docx": _docx, "pdf": _pdf, "html": _html}
