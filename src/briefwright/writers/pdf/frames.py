"""Messages between the two processes: each a length of eight bytes, then that many bytes."""

from __future__ import annotations

from typing import BinaryIO

_LENGTH_BYTES = 8


def send(stream: BinaryIO, *messages: bytes) -> None:
    """Write messages at once."""
    for message in messages:
        stream.write(len(message).to_bytes(_LENGTH_BYTES, "big"))
        stream.write(message)
    stream.flush()


def receive(stream: BinaryIO) -> bytes:
    """Return the next message. Raises EOFError where the other side has gone, or goes in the middle of it."""
    head = stream.read(_LENGTH_BYTES)
    if len(head) < _LENGTH_BYTES:
        raise EOFError
    length = int.from_bytes(head, "big")
    message = stream.read(length)
    if len(message) < length:
        raise EOFError
    return message
