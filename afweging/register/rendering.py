"""Templates to bytes. One Jinja environment per language, made without an app and without a request."""

import gzip
import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import brotli
from jinja2 import Environment, FileSystemLoader, select_autoescape

from afweging import resources
from afweging.foundation.web.assets import Assets

from . import markup, words
from .language import CODES, Language, language

HTML = "text/html; charset=utf-8"
ENCODINGS = ("identity", "gzip", "br")


@dataclass(frozen=True)
class Site:
    """What an installation is called and where it stands; `public_url` bears no slash at its end."""

    public_url: str = "http://127.0.0.1:8000"
    name: str = "Hoe wij data gebruiken"
    security_contact: str = ""


@dataclass(frozen=True)
class Page:
    """One answer at one address, before it is compressed. `report` points at stored PDF bytes instead."""

    address: str
    body: bytes
    content_type: str = HTML
    status: int = 200
    location: str = ""
    report: str | None = None


@dataclass(frozen=True)
class Variant:
    """The bytes of a page in one encoding, with the ETag that belongs to exactly these bytes."""

    encoding: str
    etag: str
    body: bytes


def compressed(body: bytes, encoding: str) -> bytes:
    """The bytes in `identity`, `gzip` or `br`; levels at which a whole register is rebuilt in a minute."""
    if encoding == "gzip":
        return gzip.compress(body, 6, mtime=0)
    if encoding == "br":
        return bytes(brotli.compress(body, quality=5))
    return body


def variants(page: Page) -> Iterator[Variant]:
    """The page in every encoding that makes it smaller; empty and tiny bodies stay as they are."""
    digest = hashlib.sha256(page.body).hexdigest()[:20]
    yield Variant("identity", f'"{digest}"', page.body)
    if len(page.body) < 256 or page.report:
        return
    for encoding in ENCODINGS[1:]:
        yield Variant(encoding, f'"{digest}-{encoding}"', compressed(page.body, encoding))


@cache
def environment(code: str) -> Environment:
    """The Jinja environment of a language, with gettext installed and every label at hand.

    One per process, whatever the site: compiling its templates costs more than rendering a page with them.
    """
    lang = language(code)
    made = Environment(
        loader=FileSystemLoader(resources.templates()),
        autoescape=select_autoescape(default=True, default_for_string=True),
        extensions=["jinja2.ext.i18n"],
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.install_gettext_callables(  # type: ignore[attr-defined]  # the i18n extension adds it
        lang.translations.gettext, lang.translations.ngettext, newstyle=True
    )
    made.globals.update(words=words, language=lang, static_url=Assets(resources.static()).url)
    made.filters.update(_filters(lang))
    return made


def _filters(lang: Language) -> dict[str, Callable[..., Any]]:
    return {
        "day": lang.day,
        "moment": lang.moment,
        "month": lang.month,
        "number": lang.number,
        "size": lang.size,
        "rich": markup.rich,
        "blocks": markup.blocks,
        "one_line": markup.one_line,
        "telephone": markup.telephone,
        "mail": markup.mail,
        "sign_of_outcome": words.SIGN_OF_OUTCOME.__getitem__,
        "sign_of_weighed": words.SIGN_OF_WEIGHED.__getitem__,
        "sign_of_condition": words.SIGN_OF_CONDITION.__getitem__,
        "label": lambda key, table: lang.label(table, key),
    }


@dataclass(frozen=True)
class Renderer:
    """Renders the templates of the register in both languages, for one site."""

    site: Site = field(default_factory=Site)

    def html(self, code: str, template: str, /, **values: Any) -> str:
        """The template in language `code`, as text."""
        return (
            environment(code)
            .get_template(f"register/{template}")
            .render(lang=code, prefix=language(code).prefix, site=self.site, **values)
        )

    def page(self, code: str, template: str, address: str, /, status: int = 200, **values: Any) -> Page:
        """The template as a page at `address` (the Dutch one; the language's prefix is put before it)."""
        said = language(code)
        path = f"{said.prefix}{address}" if address != "/" or not said.prefix else said.prefix
        values.setdefault("language_links", links_between_languages(code, address))
        return Page(path, self.html(code, template, address=address, **values).encode(), status=status)


def links_between_languages(code: str, address: str) -> list[dict[str, Any]]:
    """The same page in every language."""
    names = {"nl": "Nederlands", "en": "English"}
    return [
        {
            "code": other,
            "name": names[other],
            "url": f"{language(other).prefix}{address}" if address != "/" or other == "nl" else "/en",
            "current": other == code,
        }
        for other in CODES
    ]
