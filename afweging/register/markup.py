"""Texts of a record made into safe HTML. Everything passes the sanitiser, whoever wrote it."""

import html
from collections.abc import Callable, Mapping

import nh3
from markupsafe import Markup

from afweging.foundation.web.markdown import SCHEMES, to_html

from .records import Block

# What the national standard permits in rich texts (publication-standard.md §1.4), and links.
NATIONAL_TAGS = {"p", "br", "ul", "ol", "li"}  # what the national register keeps
STANDARD_TAGS = {"p", "br", "ul", "ol", "li", "strong", "em", "a"}


def rich(text: str, kind: str = "markdown") -> Markup:
    """Safe HTML of a text: plain (paragraphs kept), Markdown, or the HTML of the national standard."""
    return _MAKERS[kind](text)


def blocks(parts: tuple[Block, ...]) -> Markup:
    """All blocks of an answer after each other."""
    return Markup("\n").join(rich(part.text, part.kind) for part in parts)


def one_line(text: str) -> str:
    """A text without any markup, on one line: for cards, descriptions and search."""
    return " ".join(html.unescape(nh3.clean(text, tags=set())).split())


def telephone(number: str) -> Markup:
    """A telephone number that can be called."""
    digits = "".join(sign for sign in number if sign.isdigit() or sign == "+")
    return Markup('<a href="tel:{}">{}</a>').format(digits, number.replace(" ", "\u00a0"))


def mail(address: str) -> Markup:
    """A mail address that can be written to, and may break before its domain."""
    name, _, domain = address.partition("@")
    return Markup('<a href="mailto:{}">{}@<wbr>{}</a>').format(address, name, domain)


def _from_plain(text: str) -> Markup:
    paragraphs = (part.strip() for part in text.replace("\r\n", "\n").split("\n\n"))
    lines = (Markup("<br>").join(part.split("\n")) for part in paragraphs if part)
    return Markup("\n").join(Markup("<p>{}</p>").format(line) for line in lines)


def _from_standard(text: str) -> Markup:
    if "<" not in text:
        return _from_plain(text)
    clean = nh3.clean(
        text,
        tags=STANDARD_TAGS,
        attributes={"a": {"href"}},
        url_schemes=SCHEMES,
        link_rel="noopener noreferrer",
    )
    bare = not clean.lstrip().startswith(("<p", "<ul", "<ol"))
    return Markup(f"<p>{clean}</p>" if bare and "<p" not in clean else clean)


def standard(text: str) -> str:
    """Markdown as the rich text of the national standard: paragraphs and lists without attributes."""
    return nh3.clean(str(to_html(text)), tags=NATIONAL_TAGS, attributes={}).strip() if text.strip() else ""


_MAKERS: Mapping[str, Callable[[str], Markup]] = {
    "text": _from_plain,
    "markdown": to_html,
    "html": _from_standard,
}
