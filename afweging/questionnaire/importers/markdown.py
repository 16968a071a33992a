"""HTML in the texts of a survey as Markdown: what it means stays, how it looks goes."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from .html_tree import Tag, is_html, read_html

_LOST = frozenset(
    ("audio", "embed", "iframe", "img", "input", "object", "select", "svg", "textarea", "video")
)
_SILENT = frozenset(("head", "object", "script", "select", "style", "svg", "textarea", "title"))
_EMPHASIS = {"b": "**", "strong": "**", "em": "*", "i": "*", "cite": "*", "dfn": "*"}
_CODE = frozenset(("code", "kbd", "samp", "tt"))
_ADDRESS = re.compile(r"(?:https?://|mailto:|tel:)[^\s<>()]+", re.IGNORECASE)
_SPECIAL = re.compile(r"([\\`*]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])|\](?=\())")
_MARKER = re.compile(r"^(?=[-+#>])|^([0-9]+)(?=\.)", re.MULTILINE)
"""Where a line starts like a list, a heading, a quotation or a rule across the page."""
_LIKE_A_TAG = re.compile(r"<(?=[A-Za-z/!?]|$)")
"""At the end too: what follows may be in another element."""


@dataclass(frozen=True, slots=True)
class Converted:
    """The blocks of a text in Markdown, and the tags of what could not come along (images, fields)."""

    blocks: tuple[str, ...]
    lost: tuple[str, ...] = ()


def to_markdown(text: str) -> Converted:
    """A text by blocks; one without HTML stays as it is, since it may hold Markdown already."""
    if not is_html(text):
        blocks = re.split(r"\n\s*\n", text.replace("\r\n", "\n").replace("\r", "\n"))
        return Converted(tuple(_guarded(block.strip()) for block in blocks if block.strip()))
    tree = read_html(text)
    lost = sorted({tag.name for tag in tree.walk() if tag.name in _LOST})
    return Converted(tuple(_blocks(tree)), tuple(lost))


def _guarded(block: str) -> str:
    """A text in which `#` at the start is no heading, and `<` no tag."""
    return _LIKE_A_TAG.sub("&lt;", re.sub(r"^#", r"\\#", block))


def _blocks(tag: Tag) -> Iterable[str]:
    """What is in an element, block by block."""
    run: list[Tag | str] = []
    for child in tag.children:
        if isinstance(child, Tag) and child.is_block:
            yield from _paragraph(run)
            run = []
            yield from _BLOCK_WRITERS.get(child.name, _blocks)(child)
        else:
            run.append(child)
    yield from _paragraph(run)


def _paragraph(run: Iterable[Tag | str]) -> Iterable[str]:
    text = _tidy(_inline(run))
    if text:
        yield _MARKER.sub(lambda match: f"{match[1] or ''}\\", text)


def _tidy(text: str) -> str:
    lines = (re.sub(r"[ \t]+", " ", line).strip() for line in text.split("\n"))
    return re.sub(r"\n+", "  \n", "\n".join(lines).strip("\n"))


def _heading(tag: Tag) -> Iterable[str]:
    text = " ".join(_tidy(_inline(tag.children)).split())
    if text:
        yield f"{'#' * int(tag.name[1])} {text}"


def _list(tag: Tag) -> Iterable[str]:
    items = []
    for number, item in enumerate(_items(tag), start=1):
        marker = f"{number}." if tag.name == "ol" else "-"
        blocks = list(_blocks(item))
        if blocks:
            items.append(re.sub(r"\n(?=.)", "\n    ", f"{marker} {_joined(blocks)}"))
    if items:
        yield "\n".join(items)


def _joined(blocks: list[str]) -> str:
    """The blocks of an item: a list in it follows at once."""
    text = blocks[0]
    for block in blocks[1:]:
        text += f"\n{block}" if re.match(r"- |[0-9]+\. ", block) else f"\n\n{block}"
    return text


def _items(tag: Tag) -> Iterable[Tag]:
    """The items of a list; what stands between them is an item too."""
    for child in tag.children:
        if isinstance(child, Tag):
            yield child if child.name == "li" else Tag("li", children=[child])
        elif child.strip():
            yield Tag("li", children=[child])


def _quote(tag: Tag) -> Iterable[str]:
    text = "\n\n".join(_blocks(tag))
    if text:
        yield "\n".join(f"> {line}".rstrip() for line in text.split("\n"))


def _rule(tag: Tag) -> Iterable[str]:
    yield "---"


def _code_block(tag: Tag) -> Iterable[str]:
    text = "".join(_plain(tag)).strip("\n")
    if text.strip():
        yield "\n".join(f"    {line}" for line in text.split("\n"))


def _table(tag: Tag) -> Iterable[str]:
    """A table of one line per row; its first row is the head."""
    rows = [
        [_cell(cell) for cell in row.children if isinstance(cell, Tag) and cell.name in ("td", "th")]
        for row in tag.walk()
        if row.name == "tr"
    ]
    for caption in tag.walk():
        if caption.name == "caption":
            yield from _blocks(caption)
    rows = [row for row in rows if any(row)]
    width = max(map(len, rows), default=0)
    if rows:
        lines = [f"| {' | '.join(row + [''] * (width - len(row)))} |" for row in rows]
        yield "\n".join([lines[0], f"|{' --- |' * width}", *lines[1:]])


def _cell(tag: Tag) -> str:
    return " ".join(" ".join(_blocks(tag)).split()).replace("|", "\\|")


def _inline(run: Iterable[Tag | str]) -> str:
    return "".join(_words(part) if isinstance(part, str) else _marked(part) for part in run)


def _words(text: str) -> str:
    return _LIKE_A_TAG.sub("&lt;", _SPECIAL.sub(r"\\\1", re.sub(r"\s+", " ", text)))


def _marked(tag: Tag) -> str:
    """An element within a line."""
    if tag.name in _SILENT:
        return ""
    if tag.name == "br":
        return "\n"
    if tag.name == "img":
        return _words(tag.attributes.get("alt", ""))
    inner = " ".join(_blocks(tag)) if tag.holds_blocks else _inline(tag.children)
    text = inner.strip()
    if not text:
        return inner
    before, after = inner[: len(inner) - len(inner.lstrip())], inner[len(inner.rstrip()) :]
    return f"{before}{_dressed(tag, text)}{after}"


def _dressed(tag: Tag, text: str) -> str:
    if tag.name in _EMPHASIS:
        sign = _EMPHASIS[tag.name]
        return text if "\n" in text or text.startswith("*") else f"{sign}{text}{sign}"
    if tag.name in _CODE:
        plain = " ".join("".join(_plain(tag)).split())
        return f"`{plain}`" if "`" not in plain else text
    address = tag.attributes.get("href", "").strip()
    if tag.name == "a" and _ADDRESS.fullmatch(address):
        return f"[{' '.join(text.split())}]({address})"
    return text


def _plain(tag: Tag) -> Iterable[str]:
    for child in tag.children:
        if isinstance(child, str):
            yield child
        else:
            yield from _plain(child)


_BLOCK_WRITERS: dict[str, Callable[[Tag], Iterable[str]]] = {
    **dict.fromkeys((f"h{level}" for level in range(1, 7)), _heading),
    "ul": _list,
    "ol": _list,
    "blockquote": _quote,
    "hr": _rule,
    "pre": _code_block,
    "table": _table,
}
