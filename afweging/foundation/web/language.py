"""Dutch is the interface's source language; translations are read straight from their `.po` files."""

from __future__ import annotations

import io
from collections.abc import Callable
from functools import cache
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import NullTranslations, Translations
from flask import Flask, has_request_context, request
from flask_babel import Babel, Domain, get_locale

from afweging import resources
from afweging.foundation.web.doors import door

SOURCE = "nl"
LANGUAGES = {"nl": "Nederlands", "en": "English"}
COOKIE = "afw_language"
ENGLISH_PREFIX = "/en"


@cache
def catalogue(path: Path) -> NullTranslations:
    """Return the translations of one `.po` file, compiled in memory; a missing file translates nothing."""
    if not path.is_file():
        return NullTranslations()
    with path.open("rb") as source:
        messages = read_po(source)
    compiled = io.BytesIO()
    write_mo(compiled, messages)
    compiled.seek(0)
    return Translations(compiled)


@cache
def _catalogue_of(language: str) -> NullTranslations:
    """Return a language's messages; a page asks for them fifty times."""
    return catalogue(resources.translations() / language / "LC_MESSAGES" / "messages.po")


class PoDomain(Domain):
    """Messages of the interface, from `translations/<language>/LC_MESSAGES/messages.po`."""

    def get_translations(self) -> NullTranslations:
        """Return the translations for the language of the present request."""
        return _catalogue_of(current_language())


class PoBabel(Babel):
    """Flask-Babel with messages read from `.po` files."""

    domain_instance = PoDomain()


def current_language() -> str:
    """Return `nl` or `en`."""
    return str(get_locale() or SOURCE)[:2]


def init_app(app: Flask, of_person: Callable[[], str | None]) -> None:
    """Set the languages up. `of_person` gives the language that the signed-in person chose, if any."""

    def select() -> str:
        if not has_request_context():
            return SOURCE  # the worker and the command line
        if door() == "public":
            return "en" if (request.path + "/").startswith(ENGLISH_PREFIX + "/") else SOURCE
        chosen = request.cookies.get(COOKIE) or of_person()  # what was last chosen here wins
        if chosen in LANGUAGES:
            return str(chosen)
        return request.accept_languages.best_match(list(LANGUAGES), SOURCE) or SOURCE

    PoBabel(app, default_locale=SOURCE, default_timezone="Europe/Amsterdam", locale_selector=select)
    app.jinja_env.globals["current_language"] = current_language
    app.jinja_env.globals["languages"] = LANGUAGES
