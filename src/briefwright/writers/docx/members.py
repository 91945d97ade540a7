"""One entry of a zip file changed, all others copied as they are, compressed (PKWARE APPNOTE 4.3)."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

# In the head before an entry, and in its line of the directory at the end: the checksum and both sizes.
_HEAD, _LINE = struct.Struct("<26xHH"), struct.Struct("<28xHHH")
_SIZES = struct.Struct("<LLL")
_SIZES_IN_HEAD, _SIZES_IN_LINE = 14, 16
_OFFSET = struct.Struct("<L")
_OFFSET_IN_LINE = 42
_END = struct.Struct("<4sHHHHLLH")


@dataclass(frozen=True, slots=True)
class _Entry:
    """An entry: its name, where it begins and ends, and its line of the directory."""

    name: str
    begin: int
    end: int
    line: bytes


def entry_of(data: bytes, name: str) -> bytes:
    """Return an entry of a zip file. Raises KeyError where it has none of that name."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return package.read(name)


def with_entry(data: bytes, name: str, content: bytes) -> bytes:
    """Return a zip file as `zipfile` writes it, without comment, with other content in one of its entries.

    It is the same to the byte as if all entries had been written anew.
    """
    pieces, lines, length = list[bytes](), list[bytes](), 0
    for entry in _entries(data):
        piece, line = data[entry.begin : entry.end], entry.line
        if entry.name == name:
            piece, line = _filled(piece, line, content)
        lines.append(_patched(line, _OFFSET_IN_LINE, _OFFSET.pack(length)))
        pieces.append(piece)
        length += len(piece)
    directory = b"".join(lines)
    end = _END.pack(b"PK\5\6", 0, 0, len(lines), len(lines), len(directory), length, 0)
    return b"".join((*pieces, directory, end))


def _entries(data: bytes) -> Iterator[_Entry]:
    """Return the entries in the order in which they are written, one behind the other."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        infos, place = package.infolist(), package.start_dir
    ends = [info.header_offset for info in infos[1:]] + [place]
    for info, end in zip(infos, ends, strict=True):
        length = _LINE.size + 12 + sum(_LINE.unpack_from(data, place))
        yield _Entry(info.filename, info.header_offset, end, data[place : place + length])
        place += length


def _filled(piece: bytes, line: bytes, content: bytes) -> tuple[bytes, bytes]:
    """Return an entry and its line of the directory, with other content."""
    compressor = zlib.compressobj(zlib.Z_DEFAULT_COMPRESSION, zlib.DEFLATED, -zlib.MAX_WBITS)
    packed = compressor.compress(content) + compressor.flush()
    sizes = _SIZES.pack(zlib.crc32(content), len(packed), len(content))
    head = piece[: _HEAD.size + sum(_HEAD.unpack_from(piece))]
    return _patched(head, _SIZES_IN_HEAD, sizes) + packed, _patched(line, _SIZES_IN_LINE, sizes)


def _patched(record: bytes, place: int, value: bytes) -> bytes:
    return record[:place] + value + record[place + len(value) :]
