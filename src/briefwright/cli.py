"""The command line. Exit 0: done; 1: the dossier has faults; 2: wrong usage; 3: the machine lacks something.

It knows only the build and faults, and imports the build when a command needs it, so that ``--help`` is quick.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, ParamSpec

import click

from briefwright import __version__
from briefwright.faults import FaultsFound, MachineLacks, as_json, as_sarif, as_text

if TYPE_CHECKING:
    from briefwright.build import Request

P = ParamSpec("P")
FAULTS, LACKS, INTERRUPTED = 1, 3, 130
_LISTED = ("facts", "sources", "briefs", "layouts", "languages", "styles")
_FORMATS = ("docx", "pdf", "html")
_AUDIENCES = ("public", "partners", "internal")


def _exits(command: Callable[P, None]) -> Callable[P, None]:
    """Return a command that says its faults on stderr and leaves with the right exit code."""

    @wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> None:
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
        except KeyboardInterrupt:
            click.echo("stopped; nothing half-written remains", err=True)
            sys.exit(INTERRUPTED)

    return run


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
@click.pass_obj
@_exits
def build(
    dossier: Path,
    briefs: tuple[str, ...],
    languages: tuple[str, ...],
    audience: str | None,
    formats: tuple[str, ...],
    out: Path | None,
    strict: bool,
) -> None:
    """Make the briefs: all of them, or those named."""
    from briefwright.build import build as make

    report = make(
        dossier,
        _request(briefs=briefs, languages=languages, formats=formats, audience=audience, out=out, strict=strict),
    )
    if report.warnings:
        click.echo(as_text(report.warnings), err=True)
    _echo_paths("wrote", report.written)
    _echo_paths("removed, no brief makes it any more:", report.removed)
    if report.unchanged:
        click.echo(f"{len(report.unchanged)} file{'s' * (len(report.unchanged) != 1)} already as they should be")


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
    from briefwright.build import check as doubt

    faults = doubt(dossier, _request(briefs=briefs, languages=languages, audience=audience))
    written = {"text": as_text, "json": as_json, "sarif": as_sarif}[form](faults)
    if written:
        click.echo(written)
    elif form == "text":
        click.echo("no faults")
    if any(strict or fault.severity == "error" for fault in faults):
        sys.exit(FAULTS)


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


if __name__ == "__main__":
    main()
