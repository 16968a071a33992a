"""Streams whose end every reader finds.

A compressed stream may happen to end with a carriage return. Readers that look for the line end before
`endstream`, in place of trusting `/Length`, then take that sign for part of it and call the file broken. With
a whole `\\r\\n` there (ISO 32000-1, 7.3.8.1 permits it) they count right whatever the last sign is.
"""

from __future__ import annotations

import pydyf

_OURS = b"\r\nendstream"
_THEIRS = b"\nendstream"


def end_streams_clearly() -> None:
    """Make pydyf write `\\r\\n` before each `endstream` of this process. Doing it twice is doing it once."""
    if getattr(pydyf.Stream, "ends_clearly", False):
        return
    written = pydyf.Stream.data.fget
    pydyf.Stream.data = property(lambda stream: written(stream).removesuffix(_THEIRS) + _OURS)
    pydyf.Stream.ends_clearly = True
