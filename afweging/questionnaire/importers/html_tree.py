"""A text with HTML as a tree, however badly its tags are closed."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Union

MAX_DEPTH = 24
VOID = frozenset(("br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"))
_BLOCKS = """
    address article aside blockquote body caption center dd details div dl dt fieldset figcaption figure
    footer form h1 h2 h3 h4 h5 h6 header hr html legend li main nav ol p pre section summary table tbody
    td tfoot th thead tr ul
"""
_INLINE = """
    a abbr audio b big br button cite code col colgroup del dfn em embed font head i iframe img input
    ins kbd label link mark meta noscript object option picture q s samp script select small source span
    strike strong style sub sup svg textarea time title tt u var video wbr
"""
BLOCKS, INLINE = frozenset(_BLOCKS.split()), frozenset(_INLINE.split())
_ENDS: Mapping[str, tuple[str, ...]] = {
    "li": ("li",),
    **dict.fromkeys(("dt", "dd"), ("dt", "dd")),
    **dict.fromkeys(("td", "th"), ("td", "th")),
    "tr": ("td", "th", "tr"),
    "option": ("option",),
}
"""Tags that end the ones before them."""
_TAG = re.compile(r"</?([A-Za-z][A-Za-z0-9]*)(?:[\s/][^<>]*)?>")
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#x[0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")


@dataclass(slots=True)
class Tag:
    """An element of HTML and what is in it."""

    name: str
    attributes: Mapping[str, str] = field(default_factory=dict)
    children: list[Union["Tag", str]] = field(default_factory=list)
    holds_blocks: bool = False

    @property
    def is_block(self) -> bool:
        """Does it stand on lines of its own?"""
        return self.name in BLOCKS

    def walk(self) -> Iterable["Tag"]:
        """The element and all in it."""
        yield self
        for child in self.children:
            if isinstance(child, Tag):
                yield from child.walk()


def is_html(text: str) -> bool:
    """Does the text hold tags or entities of HTML?"""
    return bool(_ENTITY.search(text)) or any(map(_is_known, _TAG.finditer(text)))


def _is_known(match: re.Match[str]) -> bool:
    return match[1].lower() in BLOCKS or match[1].lower() in INLINE


def read_html(text: str) -> Tag:
    """The tree of a text; what looks like a tag and is none is text."""
    reader = _Reader()
    reader.feed("".join(_well_formed(_without_comments(text))))
    reader.close()
    return reader.root


def _without_comments(text: str) -> str:
    parts, at = [], 0
    while (start := text.find("<!--", at)) >= 0 and (end := text.find("-->", start)) >= 0:
        parts.append(text[at:start])
        at = end + 3
    return "".join((*parts, text[at:]))


def _well_formed(text: str) -> Iterable[str]:
    """The text with `<` for nothing but tags: a parser of HTML is slow with what is broken."""
    at = 0
    for match in filter(_is_known, _TAG.finditer(text)):
        yield text[at : match.start()].replace("<", "&lt;")
        yield match[0]
        at = match.end()
    yield text[at:].replace("<", "&lt;")


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Tag("body")
        self.open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._close_before(tag)
        element = Tag(tag, {name: value or "" for name, value in attrs})
        self.open[-1].children.append(element)
        if tag in BLOCKS:
            for outer in self.open:
                outer.holds_blocks = True
        if tag not in VOID and len(self.open) < MAX_DEPTH:
            self.open.append(element)

    def _close_before(self, tag: str) -> None:
        if tag in BLOCKS and self.open[-1].name == "p":
            self.open.pop()
        while self.open[-1].name in _ENDS.get(tag, ()):
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        names = [element.name for element in self.open]
        if tag in names[1:]:
            del self.open[len(names) - 1 - names[::-1].index(tag) :]

    def handle_data(self, data: str) -> None:
        self.open[-1].children.append(data)
