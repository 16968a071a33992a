"""How parent and child talk: a frame is a JSON object and a list of byte strings, each with its length before
it."""

from __future__ import annotations

import json
import os
import select
import struct
import time
from dataclasses import dataclass
from typing import IO, Any

_HEAD = struct.Struct(">II")
_LENGTH = struct.Struct(">Q")
MOST_FIELDS = 64 * 1024 * 1024
MOST_BYTES = 512 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Message:
    """Fields are plain JSON; blobs are what would not fit in it."""

    fields: dict[str, Any]
    blobs: tuple[bytes, ...] = ()


class Refusal(Exception):
    """Raised inside the child: the job cannot be done, and the message says why."""


def send(pipe: IO[bytes], message: Message) -> None:
    """Write one frame. Raises `OSError` when the other side is gone."""
    fields = json.dumps(message.fields, ensure_ascii=False).encode("utf-8", "surrogatepass")
    _write(pipe, _HEAD.pack(len(fields), len(message.blobs)) + fields)
    for blob in message.blobs:
        _write(pipe, _LENGTH.pack(len(blob)))
        _write(pipe, blob)


def receive(pipe: IO[bytes], deadline: float | None = None) -> Message | None:
    """Read one frame; None at the end of the stream. `deadline` is on `time.monotonic()`.

    Raises `TimeoutError` at the deadline and `ValueError` for a frame beyond all measure.
    """
    head = _read(pipe, _HEAD.size, deadline)
    if head is None:
        return None
    size, count = _HEAD.unpack(head)
    if size > MOST_FIELDS or count > 1000:
        raise ValueError("frame too large")
    fields = _read(pipe, size, deadline)
    blobs = [_blob(pipe, deadline) for _ in range(count)]
    if fields is None or None in blobs:
        return None
    return Message(
        json.loads(fields.decode("utf-8", "surrogatepass")), tuple(b for b in blobs if b is not None)
    )


def _blob(pipe: IO[bytes], deadline: float | None) -> bytes | None:
    length = _read(pipe, _LENGTH.size, deadline)
    if length is None:
        return None
    size = _LENGTH.unpack(length)[0]
    if size > MOST_BYTES:
        raise ValueError("frame too large")
    return _read(pipe, size, deadline)


def _write(pipe: IO[bytes], data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(pipe.fileno(), rest) :]


def _read(pipe: IO[bytes], size: int, deadline: float | None) -> bytes | None:
    parts = bytearray()
    while len(parts) < size:
        if (
            deadline is not None
            and not select.select([pipe], [], [], max(0.0, deadline - time.monotonic()))[0]
        ):
            raise TimeoutError
        part = os.read(pipe.fileno(), min(size - len(parts), 1 << 20))
        if not part:
            return None
        parts += part
    return bytes(parts)
