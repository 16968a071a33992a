"""An organisation's own colour on its public pages, as a stylesheet at an address (no inline style)."""

import re

_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
# WCAG 1.4.3: text of normal size on its ground.
_ENOUGH = 4.5


def stylesheet(colour: str) -> str:
    """The tokens of NL Design System that the program's own fall back on; empty without a usable colour.

    A colour on which white is hard to read, and which is hard to read on white, is left out.
    """
    if not _COLOUR.fullmatch(colour) or _contrast_with_white(colour) < _ENOUGH:
        return ""
    names = ("--utrecht-button-primary-action-background-color", "--utrecht-link-color")
    return f":root {{ {' '.join(f'{name}: {colour};' for name in names)} }}\n"


def _contrast_with_white(colour: str) -> float:
    red, green, blue = (_linear(int(colour[place : place + 2], 16) / 255) for place in (1, 3, 5))
    return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05)


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)
