"""The frame around every page: brand, menu, contact and footer, as `public/base.html` asks them."""

import sqlite3
from typing import Any

from markupsafe import Markup

from . import queries
from .language import Language, language
from .look import stylesheet
from .markup import mail, telephone
from .records import Organisation
from .rendering import Site


def frame(
    connection: sqlite3.Connection,
    code: str,
    site: Site,
    organisation: Organisation | None,
    current: str = "",
) -> dict[str, Any]:
    """What `public/base.html` asks: brand, menu, contact and footer, for the page's organisation."""
    said = language(code)
    organisation = organisation or queries.only_host(connection)
    own = organisation if organisation and not organisation.external else None
    pages = (
        ("list", "/algoritmes", said.say("Alle toepassingen")),
        ("check", "/controleren", said.say("Rapport controleren")),
        ("about", "/over", said.say("Over deze website")),
    )
    return {
        "site_name": said.say(site.name),
        "organisation_name": own.name if own else "",
        "home_url": said.prefix or "/",
        "navigation": [
            {"url": f"{said.prefix}{address}", "text": text, "current": "true" if name == current else ""}
            for name, address, text in pages
        ],
        "contact": _contact(own, said) if own else [],
        "contact_mail": own.email if own else "",
        "theme_url": f"/organisaties/{own.code}/stijl.css" if own and stylesheet(own.colour) else "",
        "about": own.note if own else "",
        "more_links": [
            {"url": f"{said.prefix}/cijfers", "text": said.say("Cijfers")},
            {"url": f"{said.prefix}/organisaties", "text": said.say("Organisaties")},
            {"url": "/v1/algoritmes", "text": said.say("Alle gegevens (JSON)")},
            {"url": f"{said.prefix}/toegankelijkheid", "text": said.say("Toegankelijkheid")},
            {"url": f"{said.prefix}/privacy", "text": said.say("Privacy")},
        ],
    }


def _contact(organisation: Organisation, said: Language) -> list[Markup]:
    lines = []
    if organisation.phone:
        hours = f", {organisation.hours}" if organisation.hours else ""
        words_ = said.say("Telefoon")
        lines.append(Markup("{} {}{}").format(words_, telephone(organisation.phone), hours))
    if organisation.counter:
        lines.append(Markup("{} {}").format(said.say("Balie:"), organisation.counter))
    if organisation.email:
        lines.append(mail(organisation.email))
    return lines
