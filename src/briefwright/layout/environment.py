"""Jinja, hardened: a template can call our functions and print text, and can do nothing else."""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable, Iterable
from pathlib import Path
from types import CodeType
from typing import Any

from jinja2 import BaseLoader, StrictUndefined, TemplateNotFound, Undefined, nodes, pass_context
from jinja2.bccache import Bucket, BytecodeCache
from jinja2.environment import Environment, Template
from jinja2.exceptions import SecurityError
from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream
from jinja2.loaders import split_template_path
from jinja2.runtime import Context, markup_join
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from briefwright.files import FileRefused, read_file
from briefwright.layout.bounds import (
    MAX_TEMPLATE,
    TEXT_FILTERS,
    Budget,
    bounded,
    joined,
    on_lists,
    on_texts,
    single,
)

_START_TAG = re.compile(r"<([a-z][a-z0-9]*)(?=[\s>/])")
_AS_THEY_ARE = ("default", "first", "last", "length")
_LONGEST_NAME, _LONGEST_BATCH = 200, 1_000
_MOST_COMPILED, _MOST_EXPRESSIONS = 100, 1_000


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
    pieces: list[str] = []
    line, done = first_line, 0
    for match in _START_TAG.finditer(text):
        line += text.count("\n", done, match.start())
        pieces += text[done : match.start()], f'<{match[1]} data-place="{path}:{line}"'
        line, done = line + match[0].count("\n"), match.end()
    return "".join([*pieces, text[done:]])


class FolderLoader(BaseLoader):
    """Loads templates from folders, in their order, and never from outside of them, by ``..`` or a link."""

    def __init__(self, folders: Iterable[Path]) -> None:
        self._folders = tuple(folder.resolve() for folder in folders)

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:
        """Return the text and file name of a template."""
        parts = split_template_path(template)
        if len(template) > _LONGEST_NAME:
            raise TemplateNotFound(f"{template[:_LONGEST_NAME]}…")
        for folder in self._folders:
            path = folder.joinpath(*parts)
            if path.is_file():
                return _text_of(path, folder, template), f"templates/{template}", lambda: True
        raise TemplateNotFound(template)


def _text_of(path: Path, folder: Path, template: str) -> str:
    try:
        return read_file(path, folder, 4 * MAX_TEMPLATE).decode("utf-8-sig")
    except FileRefused as refused:
        raise LayoutError(refused.code, f"templates/{template}: {refused}") from refused
    except UnicodeDecodeError as error:
        message = f"templates/{template} is not UTF-8: save the file as UTF-8 in your editor"
        raise LayoutError("ENCODING", message) from error


class _Compiled(BytecodeCache):
    """Templates of this process that were compiled, by name and text: briefs of one layout need that only once."""

    def __init__(self) -> None:
        self._codes: dict[tuple[str, str], CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give a bucket what was compiled of its text, if anything was."""
        bucket.code = self._codes.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled, and forget the rest where that has become too much."""
        if len(self._codes) >= _MOST_COMPILED:
            self._codes.clear()
        if bucket.code:
            self._codes[bucket.key, bucket.checksum] = bucket.code


_COMPILED = _Compiled()
# The same for expressions of prose, which have no name.
_EXPRESSIONS: dict[str, CodeType] = {}


class LayoutEnvironment(ImmutableSandboxedEnvironment):
    """The environment of layouts and prose; all that a template does is paid for from one budget."""

    intercepted_binops = frozenset({"+"})
    # What a whole template, a macro or a block of `set` has printed becomes one text here, and only here.
    concat = staticmethod(joined)

    def __init__(self, folders: Iterable[Path], functions: dict[str, Any], budget: Budget) -> None:
        super().__init__(
            loader=FolderLoader(folders),
            autoescape=True,
            undefined=StrictUndefined,
            finalize=_finalized,
            extensions=[PlacedTags],
            trim_blocks=True,
            lstrip_blocks=True,
            cache_size=0,
            bytecode_cache=_COMPILED,
        )
        self._budget = budget
        self.filters = {
            **{name: self.filters[name] for name in _AS_THEY_ARE},
            **{name: on_texts(self.filters[name], budget) for name in TEXT_FILTERS},
            "batch": on_lists(_batched, budget),
            "join": on_lists(self._joined, budget),
            "list": on_lists(list, budget),
        }
        self.globals = dict(functions)

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        """Return the tree of a template, bounded."""
        return bounded(super()._parse(source, name, filename), source, name)

    def _compile(self, source: str, filename: str) -> CodeType:
        """Return compiled code without Python's advice on it, which is for programmers."""
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", SyntaxWarning)
            return super()._compile(source, filename)

    def expression(self, source: str) -> Template:
        """Return an expression of prose as a template; every document of a process that says it shares the code."""
        if source not in _EXPRESSIONS:
            if len(_EXPRESSIONS) >= _MOST_EXPRESSIONS:
                _EXPRESSIONS.clear()
            _EXPRESSIONS[source] = self.compile(source)
        return Template.from_code(self, _EXPRESSIONS[source], self.make_globals(None))

    def call(self, context: Context, obj: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401 - Jinja's own
        """Call a function or a macro, which is a step, or one of our own bounds."""
        if getattr(obj, "__self__", None) is self:  # a template cannot name us: `bounds` has put it there
            return obj(*args)
        self.spend()
        return super().call(context, obj, *args, **kwargs)

    def spend(self, steps: int = 1) -> None:
        """Take steps from the budget."""
        self._budget.spend(steps)

    def getattr(self, obj: Any, attribute: str) -> Any:  # noqa: ANN401 - Jinja's own
        """Return a field of a record: a step, for it may be worked out only now."""
        self.spend()
        return super().getattr(obj, attribute)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:  # noqa: ANN401 - Jinja's own
        """Add numbers; texts are put together with ``~``, and lists are not."""
        if isinstance(left, int) and isinstance(right, int):
            return left + right
        raise SecurityError("the operator + adds whole numbers: put texts together with ~")

    def weighed(self, value: object) -> object:
        """Return one side of a comparison, which may go through a whole list, after taking a step."""
        self.spend()
        return value

    def single(self, value: object) -> object:
        """Return what stands in a list of a template (see `bounds.single`)."""
        return single(value)

    def chained(self, *parts: object) -> str:
        """Return what ``~`` makes of some values."""
        texts = [_printable(part) for part in parts]
        joined(map(str, texts))
        return markup_join(texts)

    def _joined(self, values: Iterable[object], separator: str = "") -> str:
        """Return the filter `join`: values with a text between each two."""
        parts = [part for value in values for part in (separator, value)]
        return self.chained(*parts[1:])

    def wrap_str_format(self, value: object) -> None:
        """Leave ``format`` of a text to `is_safe_attribute`: it could fill any memory with spaces."""

    def unsafe_undefined(self, obj: Any, attribute: str) -> Undefined:  # noqa: ANN401 - Jinja's own
        """Return what raises, at any use, that a layout does not get at a part of something."""
        if isinstance(obj, Undefined):
            return obj
        return self.undefined(f"'{attribute}' is nothing that a layout can ask for", exc=SecurityError)

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:  # noqa: ANN401 - Jinja's own
        """Allow the fields of what we hand out, and no method of a text or a list."""
        return not callable(value) and super().is_safe_attribute(obj, attr, value)


def _batched(values: Iterable[object], size: int, fill: object = None) -> list[list[object]]:
    """Return the filter `batch`: values in lists of a size, the last one filled up where `fill` is given."""
    if not isinstance(size, int) or not 1 <= size <= _LONGEST_BATCH:
        raise LayoutError("TEMPLATE", f"batch: expected a size from 1 to {_LONGEST_BATCH:,}")
    entries = list(values)
    batches = [entries[start : start + size] for start in range(0, len(entries), size)]
    if batches and fill is not None:
        batches[-1] += [fill] * (size - len(batches[-1]))
    return batches


@pass_context
def _finalized(context: Context, value: object) -> object:
    """Return what a template prints; a function without context would get constants as texts, None as its name."""
    return _printable(value)


def _printable(value: object) -> object:
    """Return what a template prints, or refuse what is no text: None, a record, a function."""
    if isinstance(value, str | int | Markup) and not isinstance(value, bool):
        return value
    if isinstance(value, StrictUndefined):
        return str(value)  # raises UndefinedError, which names what is undefined
    raise LayoutError("PRINTS-NO-TEXT", f"prints {_described(value)}, not a text")


def _described(value: object) -> str:
    return "nothing (None)" if value is None else f"a {type(value).__name__}"
