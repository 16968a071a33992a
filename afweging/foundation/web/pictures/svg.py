"""The few pieces of SVG that the pictures are made of."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup, escape

# Widths of Open Sans in em, rounded up: lines are broken a little early rather than too late.
_WIDTHS = (
    dict.fromkeys("ijlI|!.,:;’‘'", 0.27)
    | dict.fromkeys('frtJ()[]-“”"/ ', 0.36)
    | dict.fromkeys("mwMWQO@%—", 0.9)
    | dict.fromkeys("ABCDEFGHKLNPRSTUVXYZ&", 0.65)
)
_USUAL = 0.56


def width(text: str, size: float, *, bold: bool = False) -> float:
    """Return about how wide a text is in the units of the picture."""
    return sum(_WIDTHS.get(sign, _USUAL) for sign in text) * size * (1.06 if bold else 1.0)


def lines(text: str, size: float, room: float) -> list[str]:
    """Break a text into lines that fit in `room`; one word that is longer stands alone on its line."""
    result: list[str] = []
    line = ""
    for word in text.split():
        longer = f"{line} {word}".strip()
        if line and width(longer, size) > room:
            result.append(line)
            line = word
        else:
            line = longer
    return [*result, line] if line else result


def number(value: float) -> str:
    """Write a coordinate with at most one decimal."""
    return f"{value:.1f}".removesuffix(".0")


def attributes(**given: object) -> str:
    """Write attributes; `class_` loses its underscore, other underscores become hyphens, None is left out."""
    written = []
    for name, value in given.items():
        if value is None:
            continue
        text = number(value) if isinstance(value, int | float) else str(value)
        written.append(f' {name.rstrip("_").replace("_", "-")}="{escape(text)}"')
    return "".join(written)


def element(tag: str, content: str = "", /, **given: object) -> str:
    """Write one element. `content` is markup: texts come in through `text`."""
    return f"<{tag}{attributes(**given)}>{content}</{tag}>" if content else f"<{tag}{attributes(**given)}/>"


def text(words: str, x: float, y: float, size: float, **given: object) -> str:
    """Write a line of text at its baseline."""
    return element("text", str(escape(words)), x=x, y=y, font_size=size, **given)


def path(d: str, **given: object) -> str:
    """Write a line that encloses nothing."""
    return element("path", d=d, fill="none", **given)


def link(href: str | None, content: str, **given: object) -> str:
    """Wrap `content` in a link, when there is somewhere to go."""
    return element("a", content, href=href, **given) if href else element("g", content, **given)


def picture(
    parts: Iterable[str],
    *,
    size: tuple[float, float],
    title: str,
    description: str,
    prefix: str,
    class_: str,
    links: bool = False,
) -> Markup:
    """Put the parts together with a title and a description that screen readers find.

    `prefix` makes the ids unique on the page. A picture with links in it is a group, else it is one image.
    """
    opening = attributes(
        class_=class_,
        viewBox=f"0 0 {number(size[0])} {number(size[1])}",
        role="group" if links else "img",
        aria_labelledby=f"{prefix}-titel {prefix}-uitleg",
        xmlns="http://www.w3.org/2000/svg",
        font_family="Open Sans, sans-serif",
    )
    names = element("title", str(escape(title)), id=f"{prefix}-titel")
    names += element("desc", str(escape(description)), id=f"{prefix}-uitleg")
    return Markup(f"<svg{opening}>{names}{''.join(parts)}</svg>")
