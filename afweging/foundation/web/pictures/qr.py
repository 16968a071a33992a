"""An address as a QR code. Always dark on white, also in a dark theme: cameras need it so."""

from __future__ import annotations

import segno
from flask_babel import gettext as _
from markupsafe import Markup

from afweging.foundation.web.pictures.svg import element, picture

BORDER = 4


def qr(url: str, *, prefix: str = "qr") -> Markup:
    """Draw `url` as a QR code with error correction M and the quiet zone that the standard asks for."""
    matrix = segno.make_qr(url, error="m").matrix
    size = len(matrix) + 2 * BORDER
    dark = "".join(_row(row, y) for y, row in enumerate(matrix, start=BORDER))
    parts = [
        element("rect", width=size, height=size, fill="#ffffff"),
        element("path", d=dark, fill="#000000", shape_rendering="crispEdges"),
    ]
    title = _("QR-code: %(url)s", url=url)
    return picture(parts, size=(size, size), title=title, description=url, prefix=prefix, class_="qr")


def _row(row: bytes | bytearray, y: int) -> str:
    """One piece of path per run of dark modules."""
    runs = []
    start: int | None = None
    for x, module in enumerate([*row, 0]):
        if module and start is None:
            start = x
        elif not module and start is not None:
            length = x - start
            runs.append(f"M{start + BORDER} {y}h{length}v1h-{length}z")
            start = None
    return "".join(runs)
