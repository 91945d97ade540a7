"""The author's own words: Markdown with citations ``[@source, p. 3; @other]`` and calls ``{{ fact("id") }}``.

Markdown's own syntax is CommonMark without raw HTML and images: markup in a text is text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, cast

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererProtocol
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.utils import EnvType, OptionsDict
from markupsafe import Markup

from briefwright.faults import Place
from briefwright.i18n.locale import Locale
from briefwright.layout.environment import LayoutError

Evaluate = Callable[[str, Place], str]
CiteHtml = Callable[[str, str], Markup]

_CITATION = re.compile(r"\[@([^\[\]]*)\]")
_CALL = re.compile(r"\{\{((?:(?!\{\{).)*?)\}\}", re.DOTALL)
# What CommonMark knows and a brief has no use for: it stays the text that it is.
_NOT_PROSE = ["backticks", "code", "fence", "hr", "html_block", "html_inline", "image"]
_LEFTOVERS = re.compile(r"\{\{|\}\}|\{%|%\}|\[@")
_ITEM = re.compile(r"@?([A-Za-z0-9_-]+)(?:,\s*(.+))?", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Untranslated:
    """The lines of a text, from 0, that are not in the document's language; `mark` follows each of their blocks.

    `set_off` returns words set off from those around them.
    """

    lines: Sequence[range]
    set_off: Callable[[str], str]
    mark: str


class _Markdown(MarkdownIt):
    """Markdown whose links stay as they are written: what is no link for a brief is told, not printed as text."""

    def validateLink(self, url: str) -> bool:
        """Take every link; the page that it stands in is judged as a whole."""
        return True

    def normalizeLink(self, url: str) -> str:
        """Return a link as it is written."""
        return url


class Prose:
    """Turns one text after another into HTML of the closed set; `report` gets the faults of its calls."""

    def __init__(
        self, evaluate: Evaluate, cite: CiteHtml, report: Callable[[Place, str, str], None], locale: Locale
    ) -> None:
        self._evaluate = evaluate
        self._cite = cite
        self._report = report
        self._typeset = locale.typeset
        options = {"html": False, "typographer": True, "quotes": list(locale.quotation_marks_within)}
        self._markdown = _Markdown("commonmark", options).enable("smartquotes").disable(_NOT_PROSE)
        self._markdown.inline.ruler.before("link", "citation", _take_citation)
        self._markdown.inline.ruler.before("link", "call", _take_call)
        rules = cast(dict[str, Any], self._markdown.renderer.rules)  # type: ignore[attr-defined]
        rules.update(citation=self._render_citation, call=self._render_call)
        for kind in ("paragraph_open", "heading_open", "bullet_list_open", "ordered_list_open", "blockquote_open"):
            self._markdown.add_render_rule(kind, _render_placed)

    def html(self, text: str, place: Place, level: int = 2, untranslated: Untranslated | None = None) -> Markup:
        """Return the HTML of a text that starts at a place; its first level of headings becomes `level`."""
        env: EnvType = {"place": place, "line": place.line}
        tokens = self._markdown.parse(text, env)
        shift = level - min((int(token.tag[1]) for token in tokens if token.type == "heading_open"), default=level)
        for token in tokens:
            if token.type in ("heading_open", "heading_close"):
                token.tag = f"h{min(int(token.tag[1]) + shift, 4)}"
            _number_lines(token)
            self._set_spaces(token)
            self._report_leftovers(token, env)
        if untranslated is not None:
            _set_off(tokens, untranslated)
        return Markup(self._markdown.renderer.render(tokens, self._markdown.options, env))  # noqa: S704 - no raw HTML

    def _set_spaces(self, token: Token) -> None:
        """Set the spaces that the language puts at its marks; its quotation marks stand there already."""
        for child in token.children or ():
            if child.type == "text":
                child.content = self._typeset(child.content)

    def _report_leftovers(self, token: Token, env: EnvType) -> None:
        """Report a call or citation that was begun and never closed: it would be printed as it is written."""
        for child in token.children or ():
            for sign in _LEFTOVERS.findall(child.content if child.type == "text" else ""):
                right = "[@source, p. 3]" if sign == "[@" else '{{ fact("id") }}'
                wrong = "has no place in prose" if "%" in sign else "is not complete"
                self._report(_place_of(child, env), "TEMPLATE", f"'{sign}' {wrong}: write {right}")

    def _render_citation(self, tokens: list[Token], index: int, options: OptionsDict, env: EnvType) -> str:
        token = tokens[index]
        return "".join(self._cited(item, _place_of(token, env)) for item in token.content.split(";"))

    def _cited(self, item: str, place: Place) -> str:
        match = _ITEM.fullmatch(item.strip())
        if match is None:
            self._report(place, "CITATION", f"'@{item.strip()}' is no citation: write [@source, p. 3; @other]")
            return ""
        try:
            cited = str(self._cite(match[1], " ".join((match[2] or "").split())))
        except LayoutError as error:
            self._report(place, error.code, str(error))
            return ""
        return cited.replace("<cite ", f'<cite data-place="{place.path}:{place.line}" ', 1)

    def _render_call(self, tokens: list[Token], index: int, options: OptionsDict, env: EnvType) -> str:
        return self._evaluate(tokens[index].content.strip(), _place_of(tokens[index], env))


def _set_off(tokens: Sequence[Token], untranslated: Untranslated) -> None:
    """Set off the words of the lines that are not translated, and put the mark at the end of each block."""
    for lines in untranslated.lines:
        inline = [token for token in tokens if token.type == "inline" and token.map and token.map[0] in lines]
        for child in (child for token in inline for child in token.children or ()):
            if child.type == "text" and child.content.strip():
                child.content = untranslated.set_off(child.content)
        for token in inline[-1:]:
            token.children = [*(token.children or ()), Token("text", "", 0, content=f" {untranslated.mark}")]


def _number_lines(token: Token) -> None:
    """Tell each token inside a paragraph the line of the text, from 0, on which it stands."""
    line = token.map[0] if token.map else 0
    for child in token.children or ():
        child.meta["line"] = line
        line += child.type in ("softbreak", "hardbreak") or child.content.count("\n")


def _place_of(token: Token, env: EnvType) -> Place:
    start: Place = env["place"]
    return Place(start.path, start.line + int(token.meta.get("line", 0)))


def _render_placed(
    renderer: RendererProtocol, tokens: list[Token], index: int, options: OptionsDict, env: EnvType
) -> str:
    token = tokens[index]
    start: Place = env["place"]
    line = start.line + (token.map[0] if token.map else 0)
    token.attrSet("data-place", f"{start.path}:{line}")
    return renderer.renderToken(tokens, index, options, env)  # type: ignore[attr-defined, no-any-return]


def _take_citation(state: StateInline, silent: bool) -> bool:
    return _take(state, silent, "citation", _CITATION)


def _take_call(state: StateInline, silent: bool) -> bool:
    return _take(state, silent, "call", _CALL)


def _take(state: StateInline, silent: bool, kind: str, pattern: re.Pattern[str]) -> bool:
    match = pattern.match(state.src, state.pos)
    if match is None:
        return False
    if not silent:
        token = state.push(kind, "", 0)
        token.content = match[1]
    state.pos = match.end()
    return True
