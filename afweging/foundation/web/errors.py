"""Every refusal is a page (or JSON, for scripts) in plain words, with what was typed still on it."""

from __future__ import annotations

from html import escape

from flask import Flask, Response, jsonify, render_template, request
from flask_babel import gettext as _
from werkzeug.exceptions import HTTPException, InternalServerError, SecurityError

from afweging.foundation.errors import Conflict, DomainError, Invalid, NotAllowed, NotFound, WrongState
from afweging.foundation.logs import failure
from afweging.foundation.web.doors import door
from afweging.foundation.web.language import current_language
from afweging.foundation.web.logs import request_id
from afweging.settings import Settings

STATUS_OF: dict[type[DomainError], int] = {
    NotFound: 404,
    NotAllowed: 403,
    WrongState: 409,
    Conflict: 409,
    Invalid: 422,
    DomainError: 400,
}
NEVER_SHOWN_AGAIN = ("csrf_token", "password", "wachtwoord")
LONGEST_TYPED = 2 * 1024 * 1024  # the largest text of a questionnaire; forms have a bound of their own

FAILSAFE = """<!doctype html>
<html lang="nl">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Er ging iets mis – Afweging</title></head>
<body><main>
<h1>Er ging iets mis</h1>
<p>Dat ligt aan ons, niet aan u. Wat u eerder bewaarde, staat er nog.
Probeer het over een paar minuten opnieuw.</p>
<p>Blijft het misgaan? Noem dan deze code als u om hulp vraagt: <strong>{reference}</strong></p>
<p lang="en">Something went wrong on our side. What you saved earlier is safe.
Please try again in a few minutes.</p>
<p><a href="/">Naar het begin</a></p>
</main></body>
</html>
"""


def words_of(status: int) -> tuple[str, str]:
    """Return the title and the sentence of a status that has no words of its own."""
    texts = {
        400: (_("Dit verzoek begrijpen wij niet"), _("Ga terug en probeer het opnieuw.")),
        401: (_("U bent uitgelogd"), _("Log opnieuw in om verder te gaan.")),
        403: (
            _("Dit mag u niet zien of doen"),
            _("Vraag uw beheerder of de eigenaar van het dossier."),
        ),
        404: (
            _("Deze pagina bestaat niet"),
            _("Misschien klopt het adres niet, of is de pagina niet voor u bedoeld."),
        ),
        405: (_("Dit kan hier niet"), _("Ga terug en gebruik de knoppen op de pagina.")),
        409: (
            _("Er is iets veranderd"),
            _("Bekijk eerst hoe het er nu voor staat."),
        ),
        413: (_("Dit is te groot"), _("Stuur een kleiner bestand of een kortere tekst.")),
        422: (_("Er klopt nog iets niet"), _("Ga terug en verbeter wat is aangegeven.")),
        429: (_("Te veel pogingen"), _("Wacht een paar minuten en probeer het dan opnieuw.")),
        503: (_("Het is nu te druk"), _("Wacht een minuut en probeer het dan opnieuw.")),
    }
    return texts.get(status, texts[400])


def wants_json() -> bool:
    """Tell whether a script asks, instead of a person who looks at a page."""
    best = request.accept_mimetypes.best_match(["text/html", "application/json"])
    return request.path.startswith("/v1/") or best == "application/json"


def error_page(
    status: int,
    title: str = "",
    message: str = "",
    *,
    code: str = "",
    problems: tuple[tuple[str, str], ...] = (),
    texts: tuple[tuple[str, str], ...] = (),
    sign_in_url: str = "",
) -> Response:
    """Return the page of a refusal. `texts` are (label, text) pairs that must not get lost."""
    usual_title, usual_message = words_of(status)
    title, message = title or usual_title, message or usual_message
    if wants_json():
        body = {"error": code or str(status), "message": message}
        listed = [{"field": field, "message": text} for field, text in problems]
        response = jsonify(body | ({"problems": listed} if listed else {}))
    else:
        page = render_template(
            "errors/refusal.html",
            title=title,
            message=message,
            problems=[text for _field, text in problems],
            texts=texts,
            sign_in_url=sign_in_url,
            home_url="/werk/" if door() == "workspace" else ("/en/" if current_language() == "en" else "/"),
        )
        response = Response(page, mimetype="text/html")
    response.status_code = status
    response.headers["Cache-Control"] = "no-store"
    return response


def typed() -> tuple[tuple[str, str], ...]:
    """Return what was typed in the form that is refused, so that nobody has to write it again."""
    if request.method != "POST" or request.mimetype not in (
        "application/x-www-form-urlencoded",
        "multipart/form-data",
    ):
        return ()
    return tuple(
        (name, value[:LONGEST_TYPED])
        for name, value in request.form.items(multi=True)
        if " " in value.strip() and not name.startswith(NEVER_SHOWN_AGAIN)
    )


def init_app(app: Flask, settings: Settings) -> None:
    """Answer every error of the domain, of HTTP and of our own making."""
    if settings.mode != "development":
        # Flask would log the exception in its own words, and those of an SQL statement are people's text.
        app.log_exception = _say_nothing  # type: ignore[assignment,method-assign]  # Flask's documented hook
    app.register_error_handler(DomainError, _domain_error)
    app.register_error_handler(HTTPException, _http_error)
    app.register_error_handler(InternalServerError, _failsafe)


def _say_nothing(_error: object, /) -> None:
    """Leave the log to `_failsafe`, which knows what may be told."""


def _domain_error(error: DomainError) -> Response:
    status = next(code for kind, code in STATUS_OF.items() if isinstance(error, kind))
    if isinstance(error, Conflict):
        return _conflict(error)
    problems = tuple((p.field, p.message) for p in error.problems) if isinstance(error, Invalid) else ()
    texts = typed() if status in (404, 409, 422) else ()  # 404: what was written in may be gone
    return error_page(status, "", error.message, code=error.code, problems=problems, texts=texts)


def _conflict(error: Conflict) -> Response:
    if wants_json():
        response = jsonify(
            error=error.code,
            message=error.message,
            mine=error.mine,
            theirs=error.theirs,
            revision=error.revision,
        )
        response.status_code = 409
        return response
    texts = ((_("Uw tekst"), str(error.mine)), (_("De tekst die er nu staat"), str(error.theirs)))
    return error_page(409, "", error.message, code=error.code, texts=texts)


def _http_error(error: HTTPException) -> Response | HTTPException:
    status = error.code or 500
    if status < 400:
        return error  # a redirect, or “not modified”
    if isinstance(error, SecurityError):  # a host name that is not ours: no address can be built for it
        return Response("Bad host\n", 400, mimetype="text/plain")
    message = ""
    if status == 413:
        message = _("Een bestand mag hoogstens 50 megabyte zijn, en een tekst hoogstens 4 miljoen tekens.")
    response = error_page(status, message=message)
    if error.response is None:
        for name, value in error.get_headers():
            if name in ("Allow", "Retry-After"):
                response.headers[name] = value
    return response


def _failsafe(error: InternalServerError) -> Response:
    """Say sorry without a database, a template, a translation or a user: any of them may be what broke."""
    reference = request_id()
    failure("request_failed", error.original_exception or error, id=reference)
    if wants_json():
        return Response(f'{{"error": "500", "reference": "{reference}"}}', 500, mimetype="application/json")
    return Response(FAILSAFE.format(reference=escape(reference)), 500, mimetype="text/html")
