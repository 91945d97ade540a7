"""The bytes of a PDF, worked out once: `pydyf` asks each object for them twice, and compresses each time."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import pydyf

# The streams of a letter, and as many again of those that come again in others.
_STREAMS_KEPT = 128
_write = pydyf.PDF.write


@contextmanager
def packed_once() -> Iterator[None]:
    """Let `pydyf` work out once what it writes while this lasts. Not for several threads of one process."""
    theirs = pydyf.zlib
    pydyf.zlib, pydyf.PDF.write = _Compression(), _write_fixed
    try:
        yield
    finally:
        pydyf.zlib, pydyf.PDF.write = theirs, _write


def _write_fixed(pdf: pydyf.PDF, *arguments: Any, **options: Any) -> None:  # noqa: ANN401 - passed on
    """Write a PDF to which nothing is added any more."""
    pdf.objects = [_Fixed(each) if each.free == "n" and each.compressible else each for each in pdf.objects]
    _write(pdf, *arguments, **options)


class _Fixed(pydyf.Object):  # type: ignore[misc]
    """An object whose bytes stay what they are."""

    def __init__(self, whole: pydyf.Object) -> None:
        super().__init__()
        self.number = whole.number
        self._data: bytes = whole.data

    @property
    def data(self) -> bytes:
        """Its bytes."""
        return self._data


class _Compression:
    """Takes the place of `zlib` in `pydyf`."""

    @staticmethod
    def compressobj(level: int) -> _Compressor:
        """Return what compresses a stream."""
        return _Compressor(level)


@dataclass(frozen=True, slots=True)
class _Compressor:
    level: int

    def compress(self, content: bytes) -> bytes:
        """Return all of a stream compressed."""
        return _compressed(content, self.level)

    @staticmethod
    def flush() -> bytes:
        """Return what is left: nothing."""
        return b""


@lru_cache(_STREAMS_KEPT)
def _compressed(content: bytes, level: int) -> bytes:
    compressor = zlib.compressobj(level=level)
    return compressor.compress(content) + compressor.flush()
