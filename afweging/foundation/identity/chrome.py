"""What every page behind the sign-in shows around its own content: who, where, and the way elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from flask import Flask, current_app, request, url_for
from flask_babel import gettext as _

from afweging.foundation.identity.forms import ROLE_NAMES
from afweging.foundation.identity.guard import current_account
from afweging.foundation.identity.sessions import Account
from afweging.foundation.web.doors import door
from afweging.foundation.web.language import LANGUAGES, current_language

# Every name that `workspace/base.html` and `public/base.html` may read, so that none is ever undefined.
NOTHING: dict[str, Any] = dict.fromkeys(
    (
        "lang",
        "organisation_name",
        "in_several_organisations",
        "navigation",
        "person",
        "account_links",
        "sign_out_url",
        "language_links",
        "theme_url",
        "theme_class",
        "site_name",
        "about",
        "contact",
        "more_links",
        "main_class",
        "reference",
    )
)


@dataclass(frozen=True, slots=True)
class Link:
    """One way elsewhere."""

    text: str
    url: str
    current: str | bool = False


Entry = Callable[[Account], Link | None]


def add_navigation(app: Flask, entry: Entry) -> None:
    """Add an entry to the main menu. It gives a link, or None for whom it is not meant."""
    app.extensions.setdefault("afweging_navigation", []).append(entry)


def init_app(app: Flask) -> None:
    """Give every template what surrounds its page."""
    app.context_processor(_surroundings)
    add_navigation(app, _administration)


def _surroundings() -> dict[str, Any]:
    if door() == "public":
        return NOTHING | {"home_url": "/en/" if current_language() == "en" else "/"}
    account = current_account()
    found = NOTHING | {"home_url": "/werk/" if account else "/", "language_links": _languages()}
    return found if account is None else found | _of_account(account)


def _of_account(account: Account) -> dict[str, Any]:
    entries: list[Entry] = current_app.extensions["afweging_navigation"]
    names = [each.name for each in account.organisations]
    return {
        # Whoever works for several sees at each dossier whose it is; no one of them stands above the page.
        "organisation_name": names[0] if len(names) == 1 else "",
        "in_several_organisations": len(names) > 1,
        "navigation": [link for entry in entries if (link := entry(account))],
        "person": {"name": account.actor.name, "role": account.actor.title or _roles(account)},
        "account_links": [Link(_("Mijn gegevens"), url_for("identity.mine"))],
        "sign_out_url": url_for("identity.sign_out"),
    }


def _roles(account: Account) -> str:
    held = {role for roles in account.actor.roles.values() for role in roles}
    return ", ".join(str(name) for role, name in ROLE_NAMES.items() if role in held)


def _administration(account: Account) -> Link | None:
    if not any("admin" in roles for roles in account.actor.roles.values()):
        return None
    return Link(_("Beheer"), url_for("admin.home"), request.path.startswith("/beheer"))


def _languages() -> list[dict[str, object]]:
    here = quote(request.full_path.rstrip("?") if request.method == "GET" else "/werk/", safe="/")
    return [
        {
            "code": code,
            "name": name,
            "url": f"{url_for('identity.switch_language', language=code)}?next={here}",
            "current": code == current_language(),
        }
        for code, name in LANGUAGES.items()
    ]
