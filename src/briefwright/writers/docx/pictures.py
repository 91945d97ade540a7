"""Pictures of a letterhead without metadata: no place, no camera, no name, the same pixels."""

from __future__ import annotations

_PNG = b"\x89PNG\r\n\x1a\n"
_PNG_METADATA = frozenset({b"tEXt", b"zTXt", b"iTXt", b"eXIf", b"tIME"})
_JPEG = b"\xff\xd8"
# APP1 (Exif, XMP), APP3 to APP13 (makers' data, IPTC), APP15 and comments; APP0, APP2 and APP14 carry colour.
_JPEG_METADATA = frozenset({0xE1, *range(0xE3, 0xEE), 0xEF, 0xFE})
_START_OF_SCAN = 0xDA


def without_metadata(picture: bytes) -> bytes:
    """Return a PNG or JPEG without its metadata; a picture of another kind comes back as it is."""
    if picture.startswith(_PNG):
        return _PNG + b"".join(_png_chunks(picture))
    if picture.startswith(_JPEG):
        return _JPEG + b"".join(_jpeg_segments(picture))
    return picture


def _png_chunks(picture: bytes) -> list[bytes]:
    """Return the chunks that a PNG needs (ISO/IEC 15948, 5.3)."""
    chunks, position = [], len(_PNG)
    while position < len(picture):
        length = int.from_bytes(picture[position : position + 4], "big")
        end = position + 12 + length
        if picture[position + 4 : position + 8] not in _PNG_METADATA:
            chunks.append(picture[position:end])
        position = end
    return chunks


def _jpeg_segments(picture: bytes) -> list[bytes]:
    """Return the segments that a JPEG needs, from the first scan on all of it (ITU-T T.81, B.1.1)."""
    segments, position = [], len(_JPEG)
    while picture[position : position + 1] == b"\xff" and picture[position + 1] != _START_OF_SCAN:
        end = position + 2 + int.from_bytes(picture[position + 2 : position + 4], "big")
        if picture[position + 1] not in _JPEG_METADATA:
            segments.append(picture[position:end])
        position = end
    return [*segments, picture[position:]]
