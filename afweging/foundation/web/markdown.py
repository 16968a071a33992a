"""Markdown from questionnaires and answers, as HTML that can do no harm."""

from __future__ import annotations

import re
import threading
from functools import lru_cache

import nh3
from flask import Flask
from markdown import Markdown
from markupsafe import Markup

TAGS = {
    "a", "abbr", "b", "blockquote", "br", "code", "dd", "del", "dl", "dt", "em", "h3", "h4", "h5",
    "h6", "hr", "i", "ins", "kbd", "li", "ol", "p", "pre", "q", "s", "strong", "sub", "sup",
    "table", "tbody", "td", "th", "thead", "tr", "ul",
}  # fmt: skip
ATTRIBUTES = {"a": {"href", "title"}, "abbr": {"title"}, "ol": {"start"}, "th": {"scope"}}
SCHEMES = {"http", "https", "mailto", "tel"}
# What is left of a link whose address was dropped.
_NO_LINK = re.compile(r'<a(?: (?:rel|title)="[^"]*")*>(.*?)</a>', re.S)

_thread = threading.local()


@lru_cache(maxsize=4096)
def to_html(text: str) -> Markup:
    """Return `text` (Markdown) as sanitised HTML.

    Headings start at level 3, since every page and section has its own. Images, scripts, styles and links
    that do not say whole where they lead are dropped; the words inside them stay. A link that is relative
    leads elsewhere on each page that shows the text, and to nowhere in a report.
    """
    if not text.strip():
        return Markup("")
    html = _converter().reset().convert(text)
    return Markup(_clean(html))


@lru_cache(maxsize=4096)
def to_inline_html(text: str) -> Markup:
    """Return one line of Markdown without the paragraph round it, for labels and options."""
    html = to_html(text)
    if html.startswith("<p>") and html.endswith("</p>") and html.count("<p>") == 1:
        return Markup(html[3:-4])
    return html


def init_app(app: Flask) -> None:
    """Give templates the filters `markdown` and `markdown_inline`."""
    app.jinja_env.filters.update(markdown=to_html, markdown_inline=to_inline_html)


def _clean(html: str) -> str:
    cleaned = nh3.clean(
        html,
        tags=TAGS,
        attributes=ATTRIBUTES,
        attribute_filter=_whole_address,
        url_schemes=SCHEMES,
        link_rel="noopener noreferrer",
    )
    return _NO_LINK.sub(r"\1", cleaned).strip()


def _whole_address(_tag: str, name: str, value: str) -> str | None:
    """Keep an address only with its scheme: the cleaner lets relative ones through."""
    scheme = value.partition(":")[0].lower()
    return None if name == "href" and scheme not in SCHEMES else value


def _converter() -> Markdown:
    # A Markdown object keeps state while it converts, so each thread has its own.
    converter: Markdown | None = getattr(_thread, "converter", None)
    if converter is None:
        converter = Markdown(
            extensions=["tables", "sane_lists", "toc"],
            extension_configs={"toc": {"baselevel": 3, "marker": ""}},
        )
        _thread.converter = converter
    return converter
