"""From a dossier to its documents: gather everything, then write."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from briefwright.briefs.annexes import documented_selection
from briefwright.briefs.brief import Brief
from briefwright.briefs.selection import Selection, selections_of
from briefwright.build.bounds import Bounds, bounded
from briefwright.build.dossier import Dossier, read_dossier
from briefwright.build.guard import Guard
from briefwright.build.lock import locked
from briefwright.build.manifest import Entry, manifest_text, still_valid
from briefwright.build.output import MANIFEST, Output, output_folder
from briefwright.build.places import place_of_words
from briefwright.build.tally import Tally
from briefwright.citations import CitationWords, Style, cite, find_style
from briefwright.document.direction import directed
from briefwright.document.inlines import with_calls_of
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
from briefwright.i18n.po import Key
from briefwright.layout.annex import Annexed
from briefwright.layout.layouts import layout_of
from briefwright.layout.page import Page
from briefwright.layout.render import render, shared_css
from briefwright.layout.sheets import place_in_sheets

if TYPE_CHECKING:
    from briefwright.writers.pdf import Limits as PdfLimits
    from briefwright.writers.pdf import Problem

_LARGEST_LETTERHEAD = 20_000_000
EVIDENCE = "evidence.json"
"""The format of the file that holds the evidence for a brief, beside the brief."""


@dataclass(frozen=True, slots=True)
class Request:
    """What somebody asks to be built; empty means all. `strict` makes every warning an error.

    With `keep_going` an addressee with faults is left out, and the others are written to.
    """

    briefs: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    audience: Audience | None = None
    out: Path | None = None
    strict: bool = False
    keep_going: bool = False


@dataclass(frozen=True, slots=True)
class Report:
    """What a build did: the files that it wrote or left as they were, and the warnings on the way.

    `left_out` says, in ids, what the briefs leave out for their audiences. `passed_over` names the addressees, as
    ``BRIEF/ADDRESSEE``, who were left out for their `faults`.
    """

    written: tuple[Path, ...]
    unchanged: tuple[Path, ...]
    removed: tuple[Path, ...]
    warnings: tuple[Fault, ...]
    left_out: tuple[str, ...] = ()
    passed_over: tuple[str, ...] = ()
    faults: tuple[Fault, ...] = ()


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
            tally = Tally(faults)
            documents = make_documents(dossier, request, faults, tally)
            _check_words(documents, Guard(dossier), tally)
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
    tally = Tally(faults, request.keep_going, request.strict)
    output = Output(output_folder(root, request.out))
    with locked(output.folder, say):
        output.sweep()
        with bounded() as bounds:
            stale, left = _gathered(root, request, output, tally, bounds)
        written, unchanged, removed = output.commit(stale)
    return Report(written, unchanged, removed, faults.all, left, tally.left, tally.faults)


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
                asked = replace(request, briefs=known)
                entries += _made(dossier, asked, Output(dossier.root), Tally(faults))[-1]
    return entries


def _read(start: Path, faults: Faults, bounds: Bounds) -> Dossier:
    """Return the dossier, once its own limits are in force."""
    dossier = read_dossier(start, faults)
    bounds.adopt(dossier.settings)
    return dossier


def _made(
    dossier: Dossier, request: Request, output: Output, tally: Tally
) -> tuple[tuple[Made, ...], Guard, list[Entry]]:
    """Return the documents of a dossier, with the files of each put aside for writing."""
    documents, guard = make_documents(dossier, request, tally.shared, tally), Guard(dossier)
    _check_words(documents, guard, tally)
    _stop(tally.shared, request)
    entries = [entry for document in documents for entry in _written(document, dossier, request, output, tally)]
    tally.settle()
    output.drop(entry.file for entry in entries if tally.is_left(entry.brief, entry.addressee))
    entries = [entry for entry in entries if not tally.is_left(entry.brief, entry.addressee)]
    documents = tuple(document for document in documents if tally.has(document.selection))
    entries += [_evidence(document, dossier, output) for document in _once_a_brief(documents)]
    _stop(tally.shared, request)
    return documents, guard, entries


def _once_a_brief(documents: Iterable[Made]) -> list[Made]:
    """Return a document of each brief in each language, the first of those that go to its addressees."""
    return list({made.selection.name_of_brief: made for made in reversed(tuple(documents))}.values())[::-1]


def _gathered(
    root: Path, request: Request, output: Output, tally: Tally, bounds: Bounds
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Put every file aside for writing; return the files that are no longer made, and what the briefs leave out."""
    dossier = _read(root, tally.shared, bounds)
    documents, guard, entries = _made(dossier, request, output, tally)
    everything = not (request.briefs or request.languages or request.formats or request.audience)
    valid = still_valid(output.folder, entries)
    listed = [*entries, *(entry for entry in valid if not everything or _is_kept(entry, dossier, tally))]
    stale = output.stale(listed) if everything else ()
    _add_manifest(listed, documents, dossier, output, guard)
    _check_files(listed, documents, output, guard, tally.shared)
    _stop(tally.shared, request)
    return stale, _left_out(documents, dossier)


def _is_kept(entry: Entry, dossier: Dossier, tally: Tally) -> bool:
    """Tell whether a file of an earlier build stays, though no brief makes it anew.

    That is what was made with ``--audience`` for others than its brief's own, and for an addressee left out now.
    """
    brief = dossier.briefs.get(entry.brief)
    if brief is None or tally.is_left(entry.brief, entry.addressee):
        return brief is not None
    return entry.is_for_others and (entry.addressee is None or brief.addressees.named(entry.addressee) is not None)


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
    briefs = [replace(made.selection, addressee=None) for made in _once_a_brief(documents)]
    for selection in [*selections, *briefs]:
        faults.extend(guard.faults_in_files(selection, output.files))
    faults.extend(guard.faults_in_manifest(MANIFEST, output.files[MANIFEST], entries, selections))


def _check_words(documents: tuple[Made, ...], guard: Guard, tally: Tally) -> None:
    """Report each text of the author's that names somebody whom its audience may not know."""
    for made in _once_a_brief(documents):
        tally.shared.extend(guard.faults_in_words(made.selection, made.used))
    for made in documents:
        tally.of(made.selection).extend(guard.faults_in_addressee(made.selection))
    tally.settle()


def _left_out(documents: tuple[Made, ...], dossier: Dossier) -> tuple[str, ...]:
    lines = [left_out(made.selection, dossier.base, made.used) for made in _once_a_brief(documents)]
    return tuple(dict.fromkeys(filter(None, lines)))


def make_documents(
    dossier: Dossier, request: Request, faults: Faults, tally: Tally | None = None
) -> tuple[Made, ...]:
    """Return the finished documents that a request asks for; those with faults are left out.

    `tally` has `faults` for those that are nobody's own; without one, every fault of an addressee is there too.
    """
    tally = tally or Tally(faults)
    check_quotations(dossier.base, dossier.root, faults)
    for name in request.briefs or dossier.briefs:
        if name in dossier.briefs:
            tally.take_broken(name, dossier.briefs[name].addressees)
    selections = _selections(dossier, request, faults)
    made = [_make(selection, dossier, request, tally.of(selection)) for selection in selections]
    tally.settle()
    documents = tuple(document for document in made if document is not None and tally.has(document.selection))
    _check_sourcing(_once_a_brief(documents), dossier, request, faults)
    return documents


def _check_sourcing(documents: Iterable[Made], dossier: Dossier, request: Request, faults: Faults) -> None:
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
        return Made(selection, directed(with_calls_of(finished)), draft, page.used)
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


def texts_printed(name: str, dossier: Dossier, faults: Faults) -> frozenset[Key]:
    """Return the texts that a brief prints, as catalogues know them: the same in whatever language it is made."""
    sole = replace(dossier, briefs={other: _in_source(brief, dossier) for other, brief in dossier.briefs.items()})
    selections = selections_of(sole.briefs[name], sole.base, sole.settings, faults)
    drafted = [_draft(selection, sole, Request(), faults) for selection in selections]
    return frozenset(key for draft in drafted if draft is not None for key in draft[0].texts)


def _in_source(brief: Brief, dossier: Dossier) -> Brief:
    """Return a brief that is made in the dossier's language alone, for every addressee."""
    record = brief.record.model_copy(update={"languages": (dossier.settings.language,)})
    return replace(brief, record=record, addressees=brief.addressees.in_any_language())


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


def _written(made: Made, dossier: Dossier, request: Request, output: Output, tally: Tally) -> Iterator[Entry]:
    """Put each format of a document aside for writing, and return their lines of the manifest."""
    formats = _formats(made.selection, request)
    for form in formats:
        faults = tally.of(made.selection)
        written = _WRITERS[form](made, dossier, faults)
        if written is not None and form == "docx" and "pdf" not in formats:
            _report_glyphs(written[0], made, faults)
        if written is not None:
            yield _put_aside(made, dossier, output, form, *written)


def _evidence(made: Made, dossier: Dossier, output: Output) -> Entry:
    """Put the evidence for a brief aside for writing, one for all its addressees, and return its line."""
    evidence = evidence_json(made.selection, made.draft, dossier.base).encode()
    of_brief = replace(made, selection=replace(made.selection, addressee=None))
    return _put_aside(of_brief, dossier, output, EVIDENCE, evidence, None)


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
        paper=made.selection.paper,
        citation_style=made.selection.citation_style,
        addressee=made.selection.addressee.id if made.selection.addressee is not None else None,
    )


def _formats(selection: Selection, request: Request) -> Iterable[str]:
    return [form for form in dict.fromkeys(request.formats or selection.formats) if form in _WRITERS]


def _docx(made: Made, dossier: Dossier, faults: Faults) -> tuple[bytes, None] | None:
    from briefwright.writers.docx import LetterheadRefused, write_docx

    name = dossier.settings.letterhead
    try:
        letterhead = read_file(dossier.root / name, dossier.root, _LARGEST_LETTERHEAD) if name else None
        data = write_docx(made.document, letterhead=letterhead)
    except (FileRefused, LetterheadRefused) as refused:
        why = f"it {'; it '.join(refused.reasons)}" if isinstance(refused, LetterheadRefused) else str(refused)
        message = f"the letterhead '{name}' cannot be used: {why}"
        faults.error(dossier.settings.place("letterhead"), "LETTERHEAD", message)
        return None
    return data, None


def _report_glyphs(data: bytes, made: Made, faults: Faults) -> None:
    """Report each character of a Word file that no font has, where it is written."""
    from briefwright.writers.docx import undrawn_characters

    selection = made.selection
    for undrawn in undrawn_characters(data):
        place = place_of_words(undrawn.char, made.used, selection.base, selection.brief, selection.addressee)
        faults.error(place, "GLYPH", f"{selection.name_of_brief}.docx: {undrawn.message}")


def _html(made: Made, dossier: Dossier, faults: Faults) -> tuple[bytes, None]:
    from briefwright.writers.html import write_html

    css = shared_css(dossier.root, "common.css") + shared_css(dossier.root, "web.css")
    return write_html(made.document, css=css).encode(), None


def _pdf(made: Made, dossier: Dossier, faults: Faults) -> tuple[bytes, int] | None:
    from briefwright.writers.html import write_html
    from briefwright.writers.pdf import PdfRefused, write_pdf

    shared = {f"templates/_shared/{name}": shared_css(dossier.root, name) for name in ("common.css", "print.css")}
    try:
        page = write_html(made.document, css="\n".join(shared.values()), for_print=True)
        pdf = write_pdf(page, limits=_pdf_limits(dossier))
    except PdfRefused as refused:
        for problem in refused.problems:
            place, message = _told(problem, made, shared)
            faults.error(place, "PDF", f"{made.selection.name_of_brief}.pdf: {message}")
        return None
    most = dossier.settings.limits.pages
    if pdf.pages > most:
        message = (
            f"{made.selection.name_of_brief}.pdf has {pdf.pages} pages, and 'limits' allows {most}: split the brief"
        )
        faults.error(made.selection.brief.place(), "LIMITS", message)
        return None
    return pdf.data, pdf.pages


def _pdf_limits(dossier: Dossier) -> PdfLimits:
    """Return the dossier's limits as the PDF writer knows them; a busy machine may take twice as long."""
    from briefwright.writers.pdf import Limits

    limits = dossier.settings.limits
    return Limits(limits.pdf_seconds, limits.pdf_seconds * 2, limits.memory_mb * 1024**2)


def _told(problem: Problem, made: Made, shared: Mapping[str, str]) -> tuple[Place, str]:
    """Return where a problem lies, and its sentence: at a character that no font has, or in a style sheet.

    Other problems are the brief's as a whole.
    """
    from briefwright.writers.pdf import Logged, MissingGlyph

    brief, message = made.selection.brief, problem.message
    if isinstance(problem, MissingGlyph):
        addressee = made.selection.addressee
        return place_of_words(problem.char, made.used, made.selection.base, brief, addressee), message
    if isinstance(problem, Logged):
        own = (f"templates/{brief.record.layout}/style.css", made.document.css)
        # As the page is written: an empty line, the shared look, a line for the paper, and what the layout adds.
        return place_in_sheets(message, [("", ""), *shared.items(), ("", ""), own]) or (brief.place(), message)
    return brief.place(), message


_WRITERS = {"docx": _docx, "pdf": _pdf, "html": _html}
