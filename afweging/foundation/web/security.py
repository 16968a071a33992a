"""Headers that every answer bears, and the content security policy of each door."""

from __future__ import annotations

import secrets
import time

from flask import Flask, Response, g, request
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.middleware.proxy_fix import ProxyFix

from afweging.foundation.web.doors import door
from afweging.settings import Settings

POLICY = (
    "default-src 'none'; base-uri 'none'; connect-src 'self'; font-src 'self'; form-action 'self'; "
    "frame-ancestors 'none'; img-src 'self' data:; manifest-src 'self'; object-src 'none'; "
    "script-src {scripts}; style-src 'self'"
)
PUBLIC_POLICY = POLICY.format(scripts="'self'")
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
TWO_YEARS = 63_072_000
LARGEST_TEXT_FORM = 4 * 1024 * 1024
MOST_FORM_PARTS = 5_000
MOST_THROWN_AWAY = 512 * 1024 * 1024
LONGEST_THROWING_AWAY = 30.0


def csp_nonce() -> str:
    """Return this answer's nonce: the same for every inline script of one page, another for the next."""
    if "csp_nonce" not in g:
        g.csp_nonce = secrets.token_urlsafe(16)
    return str(g.csp_nonce)


def init_app(app: Flask, settings: Settings) -> None:
    """Set limits, host names, proxies and headers."""
    app.config["MAX_CONTENT_LENGTH"] = settings.max_upload_mb * 1024 * 1024
    app.config["MAX_FORM_MEMORY_SIZE"] = LARGEST_TEXT_FORM
    app.config["MAX_FORM_PARTS"] = MOST_FORM_PARTS
    app.config["TRUSTED_HOSTS"] = settings.hosts
    app.jinja_env.globals["csp_nonce"] = csp_nonce
    if settings.proxies:
        count = settings.proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=count, x_proto=count, x_host=count)  # type: ignore[method-assign]  # Flask documents this way of wrapping
    strict_transport = f"max-age={TWO_YEARS}; includeSubDomains" if settings.https else None

    @app.before_request
    def limit_text() -> None:
        if request.mimetype != "multipart/form-data":  # only files may be large
            request.max_content_length = LARGEST_TEXT_FORM

    @app.after_request
    def hear_out(response: Response) -> Response:
        if response.status_code == RequestEntityTooLarge.code:
            _throw_away_the_rest()
        return response

    @app.after_request
    def add_headers(response: Response) -> Response:
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        if "Content-Security-Policy" not in response.headers:
            response.headers["Content-Security-Policy"] = _policy()
        if strict_transport:
            response.headers["Strict-Transport-Security"] = strict_transport
        if door() == "workspace" and "Cache-Control" not in response.headers:
            response.headers["Cache-Control"] = "no-store"
        return response


def _throw_away_the_rest() -> None:
    """Take in what is still being sent: a browser that is cut off shows a broken connection, not why."""
    stream, deadline = request.environ["wsgi.input"], time.monotonic() + LONGEST_THROWING_AWAY
    left = min(request.content_length or 0, MOST_THROWN_AWAY)
    while left > 0 and time.monotonic() < deadline:
        piece = len(stream.read(min(left, 1 << 20)))
        left = left - piece if piece else 0


def _policy() -> str:
    if "csp_nonce" in g and door() == "workspace":
        return POLICY.format(scripts=f"'self' 'nonce-{g.csp_nonce}'")
    return PUBLIC_POLICY
