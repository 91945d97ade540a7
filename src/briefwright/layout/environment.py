"""Jinja, hardened: a template can call our functions and print text, and can do nothing else."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from jinja2 import BaseLoader, StrictUndefined, TemplateNotFound
from jinja2.environment import Environment
from jinja2.exceptions import SecurityError
from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

_START_TAG = re.compile(r"<([a-z][a-z0-9]*)(?=[\s>/])")
_FILTERS = ("batch", "default", "first", "join", "last", "length", "list", "lower", "trim", "upper")
# Repeating a text a billion times is one operator away; a layout has nothing to multiply.
_REFUSED_OPERATORS = frozenset({"*", "**", "%"})


class LayoutError(Exception):
    """Raised by a function of a layout for a fault of its caller: a code, and a sentence that says what to do."""

    def __init__(self, code: str, message: str) -> None:
        self.code = code
        super().__init__(message)


class PlacedTags(Extension):
    """Gives every start tag that a template writes the place where it stands, for faults."""

    def filter_stream(self, stream: TokenStream) -> Iterable[Token]:
        """Return the tokens with ``data-place="path:line"`` put into each start tag of the plain text."""
        for token in stream:
            if token.type == "data":
                yield Token(token.lineno, "data", _placed(token.value, f"templates/{stream.name}", token.lineno))
            else:
                yield token


def _placed(text: str, path: str, first_line: int) -> str:
    def mark(match: re.Match[str]) -> str:
        line = first_line + text.count("\n", 0, match.start())
        return f'<{match[1]} data-place="{path}:{line}"'

    return _START_TAG.sub(mark, text)


class FolderLoader(BaseLoader):
    """Loads templates from folders, in their order, and never from outside of them, by ``..`` or a link."""

    def __init__(self, folders: Iterable[Path]) -> None:
        self._folders = tuple(folder.resolve() for folder in folders)

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        """Return the text and file name of a template."""
        for path in self._candidates(template):
            if path.is_file():
                return _text_of(path, template), f"templates/{template}", lambda: True
        raise TemplateNotFound(template)

    def _candidates(self, template: str) -> Iterator[Path]:
        for folder in self._folders:
            path = (folder / template).resolve()
            if path.is_relative_to(folder):
                yield path


def _text_of(path: Path, template: str) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        message = f"templates/{template} is not UTF-8: save the file as UTF-8 in your editor"
        raise LayoutError("ENCODING", message) from error


class LayoutEnvironment(ImmutableSandboxedEnvironment):
    """The environment of layouts and prose."""

    intercepted_binops = _REFUSED_OPERATORS

    def __init__(self, folders: Iterable[Path], functions: dict[str, Any]) -> None:
        super().__init__(
            loader=FolderLoader(folders),
            autoescape=True,
            undefined=StrictUndefined,
            finalize=_printable,
            extensions=[PlacedTags],
            trim_blocks=True,
            lstrip_blocks=True,
            cache_size=0,
        )
        self.filters = {name: self.filters[name] for name in _FILTERS}
        self.globals = dict(functions)

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:  # noqa: ANN401 - Jinja's own
        """Refuse the operators by which a template could take all memory."""
        raise SecurityError(f"the operator {operator} has no place in a layout")

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:  # noqa: ANN401 - Jinja's own
        """Allow the fields of what we hand out, and no method of a text or a list."""
        return not callable(value) and super().is_safe_attribute(obj, attr, value)


def _printable(value: object) -> object:
    """Return what a template prints, or refuse what is no text: None, a record, a function."""
    if isinstance(value, str | int | Markup) and not isinstance(value, bool):
        return value
    if isinstance(value, StrictUndefined):
        return str(value)  # raises UndefinedError, which names what is undefined
    raise LayoutError("PRINTS-NO-TEXT", f"prints {_described(value)}, not a text")


def _described(value: object) -> str:
    return "nothing (None)" if value is None else f"a {type(value).__name__}"
