"""Open Sans for paper: each face whole again, out of the subsets that the web pages load.

WeasyPrint tells fonts apart by their name alone, so two subsets of one face would mix up their glyphs.
"""

from __future__ import annotations

import tempfile
from io import BytesIO
from pathlib import Path

from fontTools.merge import Merger
from fontTools.ttLib import TTFont, woff2

FAMILY = "Open Sans"
FACES = (("normal", 400), ("italic", 400), ("normal", 600), ("normal", 700))
_SUBSETS = ("latin", "latin-ext")


def name_of(style: str, weight: int) -> str:
    """The file name under which a whole face is served to the document."""
    return f"open-sans-{weight}-{style}.ttf"


def whole_faces(static: Path) -> dict[str, bytes]:
    """TrueType bytes of each face, the same every time. Raises `OSError` when a subset is missing."""
    folder = static / "fonts" / "open-sans"
    return {name_of(style, weight): _whole(folder, style, weight) for style, weight in FACES}


def face_rules(base: str) -> str:
    """The @font-face rules that fetch the whole faces from `base`."""
    return "\n".join(
        f'@font-face {{ font-family: "{FAMILY}"; font-style: {style}; font-weight: {weight};'
        f' src: url("{base}{name_of(style, weight)}") }}'
        for style, weight in FACES
    )


def _whole(folder: Path, style: str, weight: int) -> bytes:
    with tempfile.TemporaryDirectory() as place:
        parts = []
        for subset in _SUBSETS:
            unpacked = BytesIO()
            packed = (folder / f"open-sans-{subset}-{weight}-{style}.woff2").read_bytes()
            woff2.decompress(BytesIO(packed), unpacked)
            parts.append(Path(place) / f"{subset}.ttf")
            parts[-1].write_bytes(unpacked.getvalue())
        font: TTFont = Merger().merge([str(part) for part in parts])
        _forget_the_time(font)
        whole = BytesIO()
        font.save(whole)
    return whole.getvalue()


def _forget_the_time(font: TTFont) -> None:
    """Else the moment of merging would stand in every document."""
    font.recalcTimestamp = False
    font["head"].created = font["head"].modified = 0
