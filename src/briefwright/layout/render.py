"""From a selection and its layout to a page of HTML with drawings, or the faults of layout and prose."""

from __future__ import annotations

import os
import re
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

from jinja2 import Template, TemplateError, TemplateNotFound, TemplateSyntaxError, UndefinedError
from markupsafe import Markup

from briefwright.briefs.selection import Selection
from briefwright.facts.references import references_of
from briefwright.facts.tree import read_text
from briefwright.faults import Faults, Place, did_you_mean
from briefwright.layout.annex import Annexed, AnnexView
from briefwright.layout.bounds import Budget, BudgetSpent
from briefwright.layout.environment import LayoutEnvironment, LayoutError
from briefwright.layout.layouts import SHARED, TEMPLATE, Layout, package_templates, template_folders
from briefwright.layout.letters import LetterView
from briefwright.layout.page import Drawing, Page
from briefwright.layout.prose import Prose, Untranslated
from briefwright.layout.sheets import check_sheet
from briefwright.layout.statements import Statements
from briefwright.layout.timeline import draw_timeline
from briefwright.layout.views import (
    AppealView,
    SourceView,
    YearView,
    figure_view,
    quotation_view,
    source_views,
    years_of,
)

# SyntaxError is what Python says of more than twenty loops in a loop.
_TOO_MUCH = (RecursionError, MemoryError, SyntaxError)
_NO_SUCH_PART = (LookupError, AttributeError)
FAULTS_OF_TEMPLATES = (
    TemplateError,
    LayoutError,
    TypeError,
    ValueError,
    ArithmeticError,
    NameError,
    *_NO_SUCH_PART,
    *_TOO_MUCH,
)
"""What a template can raise by what it says; of them, `raise_if_ours` tells apart what is a bug of ours."""
# A row of the table of sources is printed only if some note cites its source.
_ROW = re.compile(r'<tr\b[^<>]*\bdata-source="([^"]*)"')
_CITED = re.compile(r'<cite\b[^<>]*\bdata-source="([^"]*)"')
_UNDEFINED = re.compile(r"'(?P<name>\w+)' is undefined")


def render(
    selection: Selection, layout: Layout, root: Path, faults: Faults, annexed: Annexed | None = None
) -> Page | None:
    """Return the page of a selection, or None after reporting what is wrong in its layout, prose or brief.

    `annexed` is the brief that an annex documents.
    """
    before = len(faults.errors)
    _check_audience(selection, faults)
    _check_needs(selection, layout, faults)
    renderer = _Renderer(selection, layout, root, faults, annexed)
    html = renderer.html() if len(faults.errors) == before else ""
    renderer.statements.wordings.forget_sources(frozenset(_ROW.findall(html)) - frozenset(_CITED.findall(html)))
    renderer.report_undated()
    renderer.statements.wordings.report(faults, own_layout=layout.root != package_templates())
    if len(faults.errors) > before:
        return None
    return Page(
        html=html,
        template=layout.path,
        title=selection.title,
        subject=selection.locale.words.gettext(layout.record.title),
        language=selection.language,
        direction=selection.locale.direction,
        paper=selection.paper,
        publisher=selection.settings.publisher,
        furniture=_furniture(selection),
        drawings=renderer.drawings,
        css=layout_css(layout, faults),
        used=frozenset(renderer.statements.used),
        texts=frozenset(renderer.statements.wordings.printed),
    )


def _check_audience(selection: Selection, faults: Faults) -> None:
    """Report each record that the brief names and its audience may not see: it is needed, so it is no gap."""
    brief, base = selection.brief, selection.base
    for reference in references_of(type(brief.record), brief.node):
        why = base.why_withheld(reference.target)
        if why and reference.location[:2] != ("select", "exclude"):
            message = f"'{reference.target}' is not for the audience '{selection.audience}' of this brief: {why}"
            faults.error(brief.place(*reference.location), "AUDIENCE", message)


def _check_needs(selection: Selection, layout: Layout, faults: Faults) -> None:
    brief = selection.brief
    given = {
        "annex_to": brief.record.annex_to is not None,
        "appeal": brief.record.appeal is not None,
        "appeals": bool(brief.record.appeals or brief.record.appeal),
        "date": brief.record.date is not None,
        "letter": brief.record.letter is not None,
        "select": any(selection.base.facts[fact_id].date for fact_id in selection.facts),
    }
    words = {
        "annex_to": "'annex_to': the name of the brief whose statements it documents",
        "appeal": "'appeal': the id of the appeal it is about",
        "appeals": "'appeal' or 'appeals': what was signed",
        "date": "'date': the day on which it is made, such as 2026-11-20",
        "letter": "'letter': who sends it, from where, and who signs it",
        "select": "'select' to choose at least one dated fact: nothing in the base fits what it says",
    }
    for need in layout.record.needs:
        if not given[need]:
            faults.error(brief.place(need), "BRIEF-NEEDS", f"the layout '{layout.name}' needs {words[need]}")
    for name in brief.record.prose:
        if name not in layout.record.prose:
            near = did_you_mean(name, layout.record.prose)
            message = f"the layout '{layout.name}' has no prose part '{name}'{near}"
            faults.error(brief.place("prose", name), "UNKNOWN-KEY", message)
    for name in layout.record.required_prose:
        if name not in brief.record.prose:
            message = f"the layout '{layout.name}' needs prose '{name}': {layout.record.prose[name]}"
            faults.error(brief.place("prose"), "BRIEF-NEEDS", message)


class _Renderer:
    """One rendering: the functions that a layout may call, bound to one selection."""

    def __init__(
        self, selection: Selection, layout: Layout, root: Path, faults: Faults, annexed: Annexed | None
    ) -> None:
        self.statements = Statements(selection)
        self.drawings: dict[str, Drawing] = {}
        self._selection = selection
        self._layout = layout
        self._faults = faults
        self._annexed = annexed
        self._being_set: set[str] = set()
        self._undated: set[str] = set()
        self._offered: frozenset[str] | None = None
        self._offers_all = False
        self._root = root
        self._begin()
        self._prose = Prose(self._evaluate, self.statements.cite, self._report, selection.locale)

    def _begin(self) -> None:
        """Make ready to go through the layout from its start."""
        self._expressions: dict[str, Template] = {}
        budget = Budget(self._selection.settings.limits.layout_seconds)
        self._environment = LayoutEnvironment(template_folders(self._root), self._functions(), budget)

    def html(self) -> str:
        """Return the HTML of the whole document; the faults of the template go to the collector."""
        html = self._html()
        if self._offered is not None and not self._offered.issuperset(_CITED.findall(html)):
            # What the table of sources lists is cited behind it only: so it is offered everything.
            self._offers_all = True
            self._begin()
            html = self._html()
        return html

    def _html(self) -> str:
        brief = self._selection.brief
        try:
            template = self._environment.get_template(f"{self._layout.name}/{TEMPLATE}")
            html = template.render(
                title=self.statements.words(brief.record.title),
                subtitle=self.statements.words(brief.record.subtitle),
                publisher=self._selection.settings.publisher,
                language=self._selection.language,
            )
            return self.statements.wordings.foreign.page(html)
        except BudgetSpent as spent:
            self._report(_template_place(spent, self._layout.path), "LIMITS", str(spent))
            return ""
        except FAULTS_OF_TEMPLATES as error:
            self._fault_of(error)
            return ""

    def _functions(self) -> dict[str, Callable[..., Any]]:
        """Return what layouts and prose may call; docs/layouts.md documents each."""
        statements, selection = self.statements, self._selection
        return {
            "_": statements.say,
            "fact": statements.fact,
            "date_of": statements.date_of,
            "figure": statements.figure,
            "quotation": statements.quotation,
            "cite": statements.cite,
            "note": statements.note,
            "name": statements.name,
            "appeal": self._appeal,
            "appeals": self._appeals,
            "annex": self._annex,
            "letter": lambda: LetterView(selection, statements),
            "prose": self._prose_part,
            "has_prose": lambda name: name in selection.brief.record.prose,
            "years": self._years,
            "chosen_figures": lambda: tuple(
                figure_view(figure_id, selection, statements) for figure_id in selection.brief.record.select.figures
            ),
            "figure_values": lambda figure_id: figure_view(figure_id, selection, statements),
            "block_quotation": lambda quotation_id: quotation_view(quotation_id, statements),
            "sources": self._sources,
            "number": selection.locale.cardinal,
            "timeline": self._timeline,
        }

    def _sources(self) -> tuple[SourceView, ...]:
        """Return the sources that are cited so far, or all of them where that may not be enough."""
        if self._offered is None:
            self._offered = frozenset(self.statements.cited)
        offered = self._selection.base.sources if self._offers_all else self.statements.cited
        return source_views(self._selection, self.statements, offered)

    def _years(self) -> tuple[YearView, ...]:
        facts = self._selection.base.facts
        self._undated |= {fact_id for fact_id in self._selection.facts if facts[fact_id].date is None}
        return years_of(self._selection, self.statements)

    def report_undated(self) -> None:
        """Report each fact that is chosen for a chronology, has no place in it, and is not printed elsewhere."""
        for fact_id in sorted(self._undated - self.statements.used):
            message = (
                f"'{fact_id}' is chosen for the chronology of '{self._selection.brief.name}', and has no date by "
                "which it could stand there: give it a date, print it in the prose, or exclude it"
            )
            self._faults.warn(self._selection.base.place(fact_id), "UNDATED", message)

    def _appeal(self) -> AppealView:
        appeal_id = self._selection.brief.record.appeal
        if appeal_id is None:
            raise LayoutError("BRIEF-NEEDS", "appeal() has nothing to show: the brief names no 'appeal'")
        return AppealView(appeal_id, self._selection, self.statements)

    def _appeals(self) -> tuple[AppealView, ...]:
        record = self._selection.brief.record
        ids = record.appeals or ((record.appeal,) if record.appeal else ())
        return tuple(AppealView(appeal_id, self._selection, self.statements) for appeal_id in ids)

    def _annex(self) -> AnnexView:
        if self._annexed is None:
            raise LayoutError("BRIEF-NEEDS", "annex() has nothing to show: the brief has no 'annex_to'")
        return AnnexView(self._annexed, self._selection, self.statements)

    def _prose_part(self, name: str, level: int = 2) -> Markup:
        brief, parts = self._selection.brief, self._layout.record.prose
        if name not in parts:
            message = f"layout.yaml names no prose part '{name}'{did_you_mean(name, parts)}"
            raise LayoutError("UNKNOWN-PROSE", message)
        text = brief.record.prose.get(name)
        if name in self._being_set:
            raise LayoutError("TEMPLATE", f"the prose part '{name}' calls itself")
        self._being_set.add(name)
        untranslated = self._untranslated(name)
        place = brief.place("prose", name)
        html = self._prose.html(text, place, level, untranslated) if text else Markup("")
        self._being_set.discard(name)
        return html

    def _untranslated(self, part: str) -> Untranslated | None:
        """Return what is not translated of a part of prose, after remembering it for the account."""
        lacking = self._selection.brief.untranslated.get(part)
        if not lacking:
            return None
        wordings, source = self.statements.wordings, self._selection.base.translations.source
        for key in lacking.values():
            wordings.lacks(key)
        return Untranslated(
            tuple(lacking), lambda words: wordings.foreign.set_off(words, source), wordings.mark(source)
        )

    def _timeline(self) -> dict[str, str]:
        """Return the name and alternative text of the drawing of the selection's dated facts."""
        dates = (self._selection.base.facts[fact_id].date for fact_id in self._selection.facts)
        years = [date.best.value.anchor.earliest[0] for date in dates if date]
        if not years:
            raise LayoutError("BRIEF-NEEDS", "timeline() has nothing to draw: the brief selects no dated fact")
        self.drawings["timeline"] = draw_timeline(years, self._selection.language)
        counts = {year: years.count(year) for year in sorted(set(years))}
        say, locale = self.statements.say, self._selection.locale
        listed = locale.join(
            [
                str(say("{count} in {year}", count=locale.number(count), year=locale.localised_digits(str(year))))
                for year, count in counts.items()
            ]
        )
        alt = say(
            "Timeline from {first} to {last}. Number of entries by year: {counts}.",
            first=locale.localised_digits(str(min(years))),
            last=locale.localised_digits(str(max(years))),
            counts=listed,
        )
        return {"name": "timeline", "alt": str(alt)}

    # ---------------------------------------------------------------- faults

    def _evaluate(self, expression: str, place: Place) -> str:
        """Return what an expression in prose prints."""
        try:
            return str(self._compiled(expression).render())
        except LayoutError as error:
            self._report(place, error.code, str(error))
        except UndefinedError as error:
            hint = 'an id stands in quotes, as in fact("id")'
            self._report(place, "UNDEFINED", f"{self._undefined(error)}: {hint}")
        except FAULTS_OF_TEMPLATES as error:
            raise_if_ours(error)
            self._report(place, "TEMPLATE", f"'{{{{ {expression} }}}}' cannot be worked out: {_reason(error)}")
        return ""

    def _compiled(self, expression: str) -> Template:
        """Return an expression of prose, compiled once."""
        if expression not in self._expressions:
            self._expressions[expression] = self._environment.expression("{{ " + expression + " }}")
        return self._expressions[expression]

    def _report(self, place: Place, code: str, message: str) -> None:
        self._faults.error(place, code, message)

    def _fault_of(self, error: Exception) -> None:
        raise_if_ours(error)
        place = _template_place(error, self._layout.path)
        if isinstance(error, LayoutError):
            self._report(place, error.code, str(error))
        elif isinstance(error, UndefinedError):
            self._report(place, "UNDEFINED", self._undefined(error))
        elif isinstance(error, TemplateNotFound):
            self._report(place, "TEMPLATE", f"no file '{error}' in templates/, the dossier's or the program's")
        else:
            self._report(place, "TEMPLATE", f"the layout cannot be worked out: {_reason(error)}")

    def _undefined(self, error: UndefinedError) -> str:
        message = str(error)
        match = _UNDEFINED.search(message)
        known = [*self._environment.globals, "title", "subtitle", "publisher", "language"]
        return f"{message}{did_you_mean(match['name'], known) if match else ''}"


def raise_if_ours(error: Exception) -> None:
    """Raise an error again that did not arise in a template or in Jinja itself: it is a bug, not a fault."""
    if isinstance(error, (TemplateError, LayoutError, *_TOO_MUCH)):
        return
    last = traceback.extract_tb(error.__traceback__)[-1].filename
    if not (last.startswith(("templates/", "<template>")) or Path(last).parent.name == "jinja2"):
        raise error


def _reason(error: Exception) -> str:
    """Return what a template did wrong, as the end of a sentence."""
    if isinstance(error, _TOO_MUCH):
        return "it is nested too deeply, or calls itself"
    if isinstance(error, _NO_SUCH_PART):
        return "it goes through what is no list, or asks for a part that is not there"
    if isinstance(error, ZeroDivisionError):
        return "it divides by zero"
    # Python's own words on long numbers are for programmers; 1e400 becomes the name inf in what Jinja compiles.
    if isinstance(error, NameError) or "set_int_max_str_digits" in str(error):
        return "a number in it is too long"
    return str(error)


def _template_place(error: Exception, otherwise: str) -> Place:
    """Return the line of the template at which an error arose: the last frame that lies in a template."""
    if isinstance(error, TemplateSyntaxError):
        return Place(f"templates/{error.name}" if error.name else otherwise, error.lineno)
    frames = [
        frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename.startswith("templates/")
    ]
    return Place(frames[-1].filename, frames[-1].lineno or 1) if frames else Place(otherwise)


def _furniture(selection: Selection) -> dict[str, str]:
    """Return the words around the text by name (see `briefwright.document.nodes.Furniture`)."""
    say = selection.locale.words.gettext
    return {
        "page_of": say("Page {page} of {pages}"),
        "notes": say("Notes"),
        "note": say("Note {number}"),
        "back": say("Back to the text at note {number}"),
        "running": selection.title,
    }


def layout_css(layout: Layout, faults: Faults) -> str:
    """Return the style sheet of a layout: its own ``style.css``, which the writers put after the shared look."""
    path = layout.folder / "style.css"
    return _checked_css(path, f"templates/{layout.name}/style.css", faults) if os.path.lexists(path) else ""


def shared_css(root: Path, name: str) -> str:
    """Return a style sheet of the shared look, the dossier's own before the program's.

    Raises:
        FaultsFound: it cannot be read.

    """
    for folder in template_folders(root):
        path = folder / SHARED / name
        if os.path.lexists(path):
            faults = Faults()
            text = _checked_css(path, f"templates/{SHARED}/{name}", faults)
            faults.stop_if_any()
            return text
    return ""


def _checked_css(path: Path, name: str, faults: Faults) -> str:
    """Return the text of a style sheet, or nothing after reporting what is wrong with it."""
    text = read_text(path, name, faults) or ""
    if not path.is_relative_to(package_templates()):  # the program's own sheets are known to be sound
        check_sheet(text, name, faults)
    return text
