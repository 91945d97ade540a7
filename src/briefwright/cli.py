"""The command line. Exit 0: done; 1: the dossier has faults; 2: wrong usage; 3: the machine lacks something.

It knows only the build and faults, and imports the build when a command needs it, so that ``--help`` is quick.
"""

from __future__ import annotations

import gc
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING, NoReturn, ParamSpec

import click
from click.core import ParameterSource

from briefwright import __version__
from briefwright.faults import FaultsFound, MachineLacks, as_json, as_sarif, as_text

if TYPE_CHECKING:
    from briefwright.build import Audience, Report, Request, Translating

P = ParamSpec("P")
FAULTS, LACKS, INTERRUPTED, TERMINATED = 1, 3, 130, 143
_LISTED = ("facts", "sources", "briefs", "layouts", "languages", "styles")
_FORMATS = ("docx", "pdf", "html")
_AUDIENCES = ("public", "partners", "internal")
_NATURES = ("un", "state", "court", "ngo", "academic", "media", "party", "testimony")


def _exits(command: Callable[P, None]) -> Callable[P, None]:
    """Return a command that says its faults on stderr and leaves with the right exit code."""

    def run_and_tell(*args: P.args, **kwargs: P.kwargs) -> None:
        from briefwright.build import OutputFailed

        try:
            command(*args, **kwargs)
        except FaultsFound as found:
            click.echo(as_text(found.faults), err=True)
            click.echo(_sum_of(found), err=True)
            sys.exit(FAULTS)
        except OutputFailed as failed:
            click.echo(str(failed), err=True)
            sys.exit(LACKS)
        except MachineLacks as lacks:
            click.echo(str(lacks), err=True)
            sys.exit(LACKS)

    @wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> None:
        try:
            with _ended_by_signals():
                run_and_tell(*args, **kwargs)
        except (KeyboardInterrupt, _Terminated) as stopped:
            click.echo("stopped; nothing half-written remains", err=True)
            sys.exit(TERMINATED if isinstance(stopped, _Terminated) else INTERRUPTED)

    return run


class _Terminated(BaseException):
    """Raised where the system asks the program to end, so that it puts its things away first."""


@contextmanager
def _ended_by_signals() -> Iterator[None]:
    """End a command by SIGTERM as Ctrl-C ends it."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, _terminate)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before or signal.SIG_DFL)


def _terminate(number: int, frame: FrameType | None) -> NoReturn:
    del number, frame
    raise _Terminated


def _sum_of(found: FaultsFound) -> str:
    errors = sum(1 for fault in found.faults if fault.severity == "error")
    warnings = len(found.faults) - errors
    also = f" and {warnings} warning{'s' * (warnings != 1)}" if warnings else ""
    return f"{errors} fault{'s' * (errors != 1)}{also}; nothing was written"


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="briefwright")
@click.option(
    "--dossier",
    metavar="DIR",
    default=".",
    type=click.Path(path_type=Path),
    help="The dossier: a folder with a dossier.yaml, or one below it.  [default: here]",
)
@click.pass_context
def main(context: click.Context, dossier: Path) -> None:
    """Footnoted briefs from a fact base in which every fact names its sources."""
    context.obj = dossier


def _request_options(command: Callable[P, None]) -> Callable[P, None]:
    """Add what `build` and `check` have in common: which briefs, which languages, for whom."""
    for option in (
        click.argument("briefs", metavar="[BRIEF]...", nargs=-1),
        click.option(
            "--language", "languages", metavar="L", multiple=True, help="Only this language (repeatable)."
        ),
        click.option("--audience", type=click.Choice(_AUDIENCES), help="For this audience instead of the brief's."),
    ):
        command = option(command)
    return command


def _request(**asked: object) -> Request:
    from briefwright.build import Request

    return Request(**asked)  # type: ignore[arg-type]


@main.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@_exits
def init(folder: Path) -> None:
    """Make a new dossier in DIR that builds at once."""
    from briefwright.build import start_dossier

    for path in start_dossier(folder):
        click.echo(f"made {path}")
    click.echo(f"next: cd {folder} && briefwright build")


@main.command()
@_request_options
@click.option(
    "--format", "formats", type=click.Choice(_FORMATS), multiple=True, help="Only this format (repeatable)."
)
@click.option("--out", metavar="DIR", type=click.Path(path_type=Path), help="Write there.  [default: out/]")
@click.option("--strict", is_flag=True, help="Treat every warning as a fault.")
@click.option("--keep-going", is_flag=True, help="Leave out addressees with faults, and write to the others.")
@click.option(
    "--jobs", metavar="N", type=click.IntRange(0), default=0, help="So many at once.  [default: all cores]"
)
@click.option("--scheduler", metavar="ADDRESS", help="Have the workers of this Dask scheduler make the briefs.")
@click.option("--force", is_flag=True, help="Make everything anew, whatever earlier builds kept.")
@click.option("--explain", is_flag=True, help="Say of each document why it is made anew.")
@click.pass_obj
@_exits
def build(dossier: Path, /, explain: bool, **asked: object) -> None:
    """Make the briefs: all of them, or those named."""
    from briefwright.build import build as make
    from briefwright.display import Display

    # A build makes millions of small things that live long: looking through them often finds nothing to collect.
    gc.set_threshold(100_000, 20, 100)
    report = make(dossier, _request(**asked), Display())
    if explain:
        _echo_reasons(report)
    if report.trouble:
        click.echo(f"nothing is kept for the next build: {report.trouble}", err=True)
    if report.warnings:
        click.echo(as_text(report.warnings), err=True)
    _echo_left_out(report.left_out)
    _echo_paths("wrote", report.written)
    _echo_paths("removed, no brief makes it any more:", report.removed)
    if report.unchanged:
        click.echo(f"{len(report.unchanged)} file{'s' * (len(report.unchanged) != 1)} already as they should be")
    if report.passed_over:
        click.echo(as_text(report.faults), err=True)
        click.echo(f"left out: {', '.join(report.passed_over)}", err=True)
        sys.exit(FAULTS)


def _echo_reasons(report: Report) -> None:
    """Say of each document why it was made, and how many were not."""
    for name, reason in report.reasons:
        click.echo(f"{name}: {reason}")
    if not report.reasons:
        click.echo("nothing has changed since the last build")


def _echo_left_out(lines: Sequence[str]) -> None:
    """Tell the builder, and no file, what the briefs leave out for their audiences."""
    for line in lines:
        click.echo(line, err=True)


def _echo_paths(word: str, paths: Sequence[Path]) -> None:
    here = Path.cwd()
    for path in paths:
        shown = path.relative_to(here) if path.is_relative_to(here) else path
        click.echo(f"{word} {shown}")


@main.command()
@_request_options
@click.option("--output", "form", type=click.Choice(["text", "json", "sarif"]), default="text", show_default=True)
@click.option("--strict", is_flag=True, help="Treat every warning as a fault.")
@click.pass_obj
@_exits
def check(
    dossier: Path,
    briefs: tuple[str, ...],
    languages: tuple[str, ...],
    audience: str | None,
    form: str,
    strict: bool,
) -> None:
    """Doubt the whole dossier and write nothing: faults go to stdout in the form asked for."""
    from briefwright.build import doubt

    doubts = doubt(dossier, _request(briefs=briefs, languages=languages, audience=audience))
    faults = doubts.faults
    _echo_left_out(doubts.left_out)
    written = {"text": as_text, "json": as_json, "sarif": as_sarif}[form](faults)
    if written:
        click.echo(written)
    elif form == "text":
        click.echo("no faults")
    if any(strict or fault.severity == "error" for fault in faults):
        sys.exit(FAULTS)


@main.command()
@click.argument(
    "manifest",
    metavar="[MANIFEST]",
    required=False,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
)
@click.pass_context
@_exits
def verify(context: click.Context, manifest: Path | None) -> None:
    """Compare the files of a build with its MANIFEST, and with what the dossier makes today."""
    from briefwright.build import verify_output

    named = context.find_root().get_parameter_source("dossier") is not ParameterSource.DEFAULT
    verified = verify_output(context.obj if named or manifest is None else None, manifest)
    if verified.faults:
        click.echo(as_text(verified.faults), err=True)
        click.echo("the dossier has faults, so nothing can be made from it to compare with", err=True)
    for line in verified.differences:
        click.echo(line)
    if verified.version:
        click.echo(f"made by briefwright {verified.version}; this is {__version__}, which may write other bytes")
    if not verified.is_sound:
        sys.exit(FAULTS)
    click.echo(f"{verified.files} file{'s' * (verified.files != 1)} as made, and made the same today")


@main.command("list")
@click.argument("kind", type=click.Choice(_LISTED))
@click.pass_obj
@_exits
def list_(dossier: Path, kind: str) -> None:
    """Name what there is: facts, sources, briefs, layouts, languages or citation styles."""
    from briefwright.build import list_kind

    for line in list_kind(dossier, kind):
        click.echo(line)


@main.command()
@click.argument("record_id", metavar="ID")
@click.pass_obj
@_exits
def show(dossier: Path, record_id: str) -> None:
    """Show one record: where it is written, what it says, and what names it."""
    from briefwright.build import show_record

    click.echo(show_record(dossier, record_id))


@main.command()
@click.argument("words", metavar="WORDS...", nargs=-1, required=True)
@click.pass_obj
@_exits
def find(dossier: Path, words: tuple[str, ...]) -> None:
    """Find the records in which all WORDS occur."""
    from briefwright.build import find_words

    found = find_words(dossier, words)
    for line in found:
        click.echo(line)
    if not found:
        click.echo(f"no record holds {' and '.join(words)}", err=True)


@main.command("import")
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.option(
    "--into",
    metavar="FILE",
    type=click.Path(path_type=Path),
    help="New sources go there.  [default: facts/sources.yaml]",
)
@click.option(
    "--nature", type=click.Choice(_NATURES), help="Who speaks in the new sources, where FILE does not say."
)
@click.option("--dry-run", is_flag=True, help="Say what would be done, and change nothing.")
@click.pass_obj
@_exits
def import_(dossier: Path, file: Path, into: Path | None, nature: str | None, dry_run: bool) -> None:
    """Bring the entries of FILE (.json, .bib or .ris) into the sources."""
    from briefwright.build import import_file

    imported = import_file(dossier, file, into=into, nature=nature, dry_run=dry_run)
    if imported.warnings:
        click.echo(as_text(imported.warnings), err=True)
    for line in imported.lines:
        click.echo(line)
    _echo_paths("wrote", imported.written)
    if not imported.written:
        click.echo("nothing was written")


@main.command()
@click.argument("file", metavar="FILE", type=click.Path(path_type=Path))
@click.option("--brief", metavar="BRIEF", help="Only the sources that this brief cites, for its audience.")
@click.option("--audience", type=click.Choice(_AUDIENCES), help="Only what this audience may see.")
@click.pass_obj
@_exits
def export(dossier: Path, file: Path, brief: str | None, audience: Audience | None) -> None:
    """Write the sources to FILE (.json or .bib) for another program."""
    from briefwright.build import export_file

    count = export_file(dossier, file, brief=brief, audience=audience)
    click.echo(f"wrote {count} source{'s' * (count != 1)} to {file}")


@main.group()
def archive() -> None:
    """Keep evidentiary copies of sources, and prove that none was altered."""


@archive.command("add")
@click.argument("file", metavar="FILE", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--source", metavar="ID", required=True, help="The source that FILE is a copy of.")
@click.option("--by", metavar="NAME", default="", help="Who stores it.  [default: as git or the system knows you]")
@click.option("--from", "origin", metavar="ADDRESS", default="", help="Where FILE comes from.")
@click.option("--captured", metavar="DATE", default="", help="When FILE was captured.")
@click.pass_obj
@_exits
def archive_add(dossier: Path, file: Path, source: str, by: str, origin: str, captured: str) -> None:
    """Store a copy of FILE under its hash, in the log and in the source's facts."""
    from briefwright.build import archive_file

    stored = archive_file(dossier, file, source, by=by, origin=origin, captured=captured)
    new = stored.new_copy or stored.new_entry or stored.new_lines
    click.echo(f"{'stored' if new else 'already stored:'} {stored.file} for {source}")


@archive.command("verify")
@click.pass_obj
@_exits
def archive_verify(dossier: Path) -> None:
    """Prove the whole log and every file, or name what was altered, removed or added."""
    from briefwright.build import verify_archive

    proof = verify_archive(dossier)
    if proof.faults:
        click.echo(as_text(proof.faults), err=True)
    click.echo(f"as they were written: files {proof.files}, entries of the log {proof.entries}")
    click.echo(f"head of the log: {proof.head}")


@main.group()
def translate() -> None:
    """Keep the translations of a dossier, as .po files for translators' own tools."""


_LANGUAGE = click.option(
    "--language", "languages", metavar="L", multiple=True, help="Only this language (repeatable)."
)


@translate.command("extract")
@_LANGUAGE
@click.pass_obj
@_exits
def translate_extract(dossier: Path, languages: tuple[str, ...]) -> None:
    """Write what there is to translate, and new .po files for languages that have none."""
    from briefwright.build import extract

    _echo_translating(extract(dossier, languages))


@translate.command("update")
@_LANGUAGE
@click.pass_obj
@_exits
def translate_update(dossier: Path, languages: tuple[str, ...]) -> None:
    """Bring the .po files up to date with the dossier; no translation is lost."""
    from briefwright.build import update

    _echo_translating(update(dossier, languages))


def _echo_translating(done: Translating) -> None:
    if done.warnings:
        click.echo(as_text(done.warnings), err=True)
    _echo_paths("wrote", done.written)
    if done.unchanged:
        click.echo(f"{len(done.unchanged)} file{'s' * (len(done.unchanged) != 1)} already as they should be")
    elif not done.written:
        click.echo("nothing to translate: give 'briefwright translate extract --language L'", err=True)


@translate.command("status")
@_LANGUAGE
@click.option("--output", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.pass_obj
@_exits
def translate_status(dossier: Path, languages: tuple[str, ...], form: str) -> None:
    """Say how much of each language and brief is done, fuzzy and missing, and whether anybody reviewed it."""
    from briefwright.build import status, status_json, status_lines

    rows = status(dossier, languages)
    if form == "json":
        click.echo(status_json(rows))
        return
    for line in status_lines(rows):
        click.echo(line)
    if not rows:
        click.echo("no brief is made in another language than the dossier's", err=True)


if __name__ == "__main__":
    main()
