"""The public addresses. What is stored is sent as it stands; list, search and check are made here."""

import sqlite3
from collections.abc import Callable
from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, Response, current_app, redirect, request
from flask.blueprints import BlueprintSetupState
from werkzeug.exceptions import RequestEntityTooLarge

from afweging.foundation.web.dates import now
from afweging.foundation.web.doors import public_view

from . import api, checking, lists, queries
from .checking import Finding
from .configuration import PublicDoor
from .framing import frame
from .http import OPEN_DATA, choose, headers_of, unchanged
from .language import Language, language
from .reader import StoredPage

blueprint = Blueprint("register", __name__)
View = Callable[..., Any]

# Addresses whose pages are stored; the fast path answers them before this, when it is there.
STORED = (
    "/",
    "/organisaties",
    "/organisaties/<code>",
    "/cijfers",
    "/over",
    "/privacy",
    "/toegankelijkheid",
    "/algoritmes/<number>",
    "/algoritmes/<number>/versies",
    "/algoritmes/<number>/versies/<int:version>",
    "/algoritmes/<number>/vraag",
    "/algoritmes/<number>/rapport.pdf",
)
STORED_ONCE = (
    "/v1/algoritmes/<number>",
    "/organisaties/<code>/stijl.css",
    "/v1/organisaties",
    "/v1/openapi.json",
    "/sitemap.xml",
    "/robots.txt",
)
# The body of a form around a file of the largest size.
LARGEST_FORM = checking.LARGEST + 64 * 1024


@blueprint.record_once
def _open(state: BlueprintSetupState) -> None:
    if "afweging_register" not in state.app.extensions:
        state.app.extensions["afweging_register"] = PublicDoor.of(state.app.config["AFWEGING"])


def door() -> PublicDoor:
    """The public door of the running app."""
    found: PublicDoor = current_app.extensions["afweging_register"]
    return found


def said() -> Language:
    """The language of the address that was asked."""
    return language("en" if f"{request.path}/".startswith("/en/") else "nl")


def in_both_languages(rule: str, **options: Any) -> Callable[[View], View]:
    """Give a view its Dutch address and the English one under `/en`."""

    def declare(view: View) -> View:
        shown = public_view(view)
        for prefix in ("", "/en"):
            blueprint.add_url_rule(f"{prefix}{rule}", view_func=shown, **options)
        return shown

    return declare


def send(page: StoredPage) -> Response:
    """A stored page as an answer to this request: encoded, or 304 when the client has it."""
    variant = choose(page, request.headers.get("Accept-Encoding", ""))
    headers = headers_of(page, variant)
    if page.status == 200 and unchanged(variant.etag, request.headers.get("If-None-Match", "")):
        return Response(status=304, headers=[pair for pair in headers if not pair[0].startswith("Content-L")])
    return Response(variant.body, page.status, headers)


def missing() -> Response:
    """The 404 of the public site: what to try instead. JSON where JSON was asked."""
    shown, lang = door(), said()
    if request.path.startswith("/v1/"):
        text = api.problem_json(404, "Not found", "There is nothing at this address.")
        return Response(text, 404, [("Content-Type", "application/problem+json"), *OPEN_DATA])
    page = shown.renderer.page(
        lang.code,
        "not_found.html",
        "/",
        title=lang.say("Deze pagina bestaat niet"),
        message=lang.say("Misschien klopt het adres niet, of is er iets van naam veranderd."),
        **frame(shown.pages.reader.connection, lang.code, shown.site, None),
    )
    return Response(page.body, 404, {"Content-Type": page.content_type, "Cache-Control": "no-store"})


@blueprint.errorhandler(sqlite3.OperationalError)
def not_ready(_error: sqlite3.OperationalError) -> Response:
    """There is no register yet, or it does not answer: said without reading anything from it."""
    shown, lang = door(), said()
    page = shown.renderer.page(
        lang.code,
        "not_found.html",
        "/",
        title=lang.say("Het register is er even niet"),
        message=lang.say("Probeer het over een paar minuten opnieuw. U hoeft niets te doen."),
        home_url=lang.prefix or "/",
    )
    headers = {"Content-Type": page.content_type, "Cache-Control": "no-store", "Retry-After": "60"}
    return Response(page.body, 503, headers)


@public_view
def stored(**_parts: Any) -> Response:
    """Whatever stands at this address in the register."""
    page = door().pages.page(request.path)
    return send(page) if page is not None else missing()


for address in STORED:
    for prefix_ in ("", "/en"):
        blueprint.add_url_rule(f"{prefix_}{address}", view_func=stored)
for address in STORED_ONCE:
    blueprint.add_url_rule(address, view_func=stored)


@in_both_languages("/algoritmes/<number>/<slug>")
def entry(number: str, slug: str) -> Response:
    """An entry's page; under a name that it no longer bears, the way to the one it has."""
    page = door().pages.page(request.path)
    if page is not None:
        return send(page)
    standing = queries.slug(door().pages.reader.connection, number)
    if standing is None and door().pages.page(f"/algoritmes/{number}") is None:
        return missing()
    own = f"{said().prefix}/algoritmes/{number}" + (f"/{standing}" if standing else "")
    return redirect(own, 301)  # type: ignore[return-value]  # Werkzeug's response, which Flask sends as well


@in_both_languages("/algoritmes")
def entries() -> Response:
    """The list: search, filters, counts."""
    return send(lists.page(door(), said(), request.args))


@blueprint.get("/v1/algoritmes")
@public_view
def entries_as_json() -> Response:
    """The list for machines. What it does not know is a 400, never a guess."""
    return send(lists.page_as_json(door(), request.args))


@in_both_languages("/controleren", methods=["GET"])
def check() -> Response:
    """The form, or the report that belongs to a code."""
    typed = request.args.get("code", "").strip()[:100]
    if not typed:
        error = said().say("Typ eerst de code van het rapport.") if "code" in request.args else ""
        return _check_page(code_error=error, status=422 if error else 200)
    finding = checking.check_code(door().pages.reader.connection, typed, said())
    if finding.kind == "unknown_code":
        return _check_page(code_error=f"{finding.title} {finding.lead}", code=typed, status=404)
    return _check_page(finding, code=typed)


@in_both_languages("/controleren", methods=["POST"], endpoint="check_sent")
def check_sent() -> Response:
    """The verdict on a file, or the report that belongs to a code."""
    if not _from_this_site():
        return _check_page(file_error=said().say("Dit formulier kwam van een andere website."), status=403)
    request.max_content_length = LARGEST_FORM
    try:
        upload, typed = request.files.get("bestand"), request.form.get("code", "").strip()
    except RequestEntityTooLarge:
        return _check_page(file_error=_too_large(), status=413)
    if upload is None or not upload.filename:
        if typed:
            there = f"{said().prefix}/controleren?{urlencode({'code': typed[:100]})}"
            return redirect(there, 303)  # type: ignore[return-value]  # Werkzeug's response
        return _check_page(file_error=said().say("Kies eerst een bestand."), status=422)
    _, length = checking.digest_of(upload.stream)
    if length > checking.LARGEST:
        return _check_page(file_error=_too_large(), status=413)
    if length == 0:
        return _check_page(file_error=said().say("Dit bestand is leeg."), status=422)
    connection = door().pages.reader.connection
    finding = checking.check_file(connection, upload.stream, lambda pdf: door().verify(pdf, now()), said())
    return _check_page(finding, status=415 if finding.kind == "not_a_pdf" else 200)


def _too_large() -> str:
    return said().say("Dit bestand is groter dan 50 MB. Zo groot is een rapport van ons nooit.")


def _from_this_site() -> bool:
    """Whether a form was sent from our own page (Sec-Fetch-Site, else Origin); tools send neither."""
    site = request.headers.get("Sec-Fetch-Site")
    if site:
        return site in ("same-origin", "none")
    origin = request.headers.get("Origin")
    return origin is None or origin.partition("://")[2] == request.host


def _check_page(
    finding: Finding | None = None,
    *,
    code: str = "",
    code_error: str = "",
    file_error: str = "",
    status: int = 200,
) -> Response:
    shown = door()
    page = shown.renderer.page(
        said().code,
        "check.html",
        "/controleren",
        finding=finding,
        code=code,
        code_error=code_error,
        file_error=file_error,
        **frame(shown.pages.reader.connection, said().code, shown.site, None, current="check"),
    )
    return Response(page.body, status, {"Content-Type": page.content_type, "Cache-Control": "no-store"})


@blueprint.get("/.well-known/security.txt")
@public_view
def security() -> Response:
    """Whom to tell about a weakness (RFC 9116), valid for about a year from now."""
    shown = door()
    host = queries.only_host(shown.pages.reader.connection)
    contact = shown.site.security_contact or (f"mailto:{host.email}" if host and host.email else "")
    if not contact:
        return missing()
    expires = (now() + timedelta(days=360)).replace(hour=0, minute=0, second=0, microsecond=0)
    lines = (
        f"Contact: {contact}",
        f"Expires: {expires.isoformat().replace('+00:00', 'Z')}",
        "Preferred-Languages: nl, en",
        f"Canonical: {shown.site.public_url}/.well-known/security.txt",
    )
    return Response("\n".join(lines) + "\n", mimetype="text/plain")
