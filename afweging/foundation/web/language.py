"""Dutch is the interface's source language; translations are read straight from their `.po` files."""

from __future__ import annotations

import io
from collections.abc import Callable
from functools import cache, lru_cache
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.support import NullTranslations, Translations
from flask import Flask, g, has_app_context, has_request_context, request
from flask_babel import Babel, Domain, get_locale
from jinja2 import pass_eval_context
from jinja2.nodes import EvalContext
from markupsafe import Markup

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
    kept = getattr(g.get("_flask_babel"), "babel_locale", None) if has_app_context() else None
    locale = kept or get_locale()
    return locale.language if locale else SOURCE


@lru_cache(maxsize=20_000)
def _phrase(language: str, text: str) -> Markup:
    return Markup(_catalogue_of(language).gettext(text))


@pass_eval_context
def _in_template(context: EvalContext, text: str, /, **values: object) -> str:
    """Translate as Jinja's own `_` does, with what is put in escaped; a page asks it fifty times."""
    phrase: str = _phrase(current_language(), text)
    if not context.autoescape:
        phrase = str(phrase)
    return phrase % values if "%" in phrase else phrase


def in_dutch() -> Markup:
    """Return the attribute that tells a page in another language that people wrote this part in Dutch."""
    return Markup("") if current_language() == SOURCE else Markup(f' lang="{SOURCE}"')


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
    app.jinja_env.globals["_"] = app.jinja_env.globals["gettext"] = _in_template
    app.jinja_env.globals["current_language"] = current_language
    app.jinja_env.globals["languages"] = LANGUAGES
    app.jinja_env.globals["in_dutch"] = in_dutch
