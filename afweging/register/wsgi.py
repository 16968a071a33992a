"""The short way: stored pages answered before Flask sees the request."""

import sqlite3
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from .http import REASONS, SECURITY, Headers, choose, headers_of, unchanged
from .reader import Pages, StoredPage

StartResponse = Callable[..., Any]
WsgiApp = Callable[[dict[str, Any], StartResponse], Iterable[bytes]]


class RegisterFastPath:
    """WSGI middleware in front of the application: GET and HEAD of a stored address never reach it.

    `pages` may be shared with the blueprint. `extra` are headers that follow from the settings (HSTS).
    Everything else, and a register that cannot be read, goes on to the application.
    """

    def __init__(
        self, app: WsgiApp, path: Path, *, pages: Pages | None = None, extra: Headers | None = None
    ) -> None:
        self.app = app
        self.pages = pages or Pages(path)
        self._extra = [*SECURITY, *(extra or [])]
        self._known: tuple[int, dict[tuple[str, str], tuple[str, str, Headers, bytes]]] = (-1, {})

    def __call__(self, environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
        """Answer from the register, or pass the request on."""
        method = environ["REQUEST_METHOD"]
        if method not in ("GET", "HEAD"):
            return self.app(environ, start_response)
        try:
            answer = self._answer(environ["PATH_INFO"] or "/", environ.get("HTTP_ACCEPT_ENCODING", ""))
        except sqlite3.Error:
            answer = None
        if answer is None:
            return self.app(environ, start_response)
        status, etag, headers, body = answer
        if_none_match = environ.get("HTTP_IF_NONE_MATCH")
        if if_none_match and status == "200 OK" and unchanged(etag, if_none_match):
            start_response(REASONS[304], [pair for pair in headers if not pair[0].startswith("Content-L")])
            return []
        start_response(status, list(headers))
        return [] if method == "HEAD" else [body]

    def _answer(self, address: str, encoding: str) -> tuple[str, str, Headers, bytes] | None:
        """The ready answer for an address and an Accept-Encoding, kept for one generation."""
        generation = self.pages.fresh()
        if self._known[0] != generation or len(self._known[1]) > 20_000:
            self._known = (generation, {})
        known = self._known[1]
        found = known.get((address, encoding))
        if found is None:
            page = self.pages.page(address)
            if page is None:
                return None
            found = self._made(page, encoding)
            if len(encoding) <= 100 and len(found[3]) <= 1_000_000:
                known[address, encoding] = found
        return found

    def _made(self, page: StoredPage, encoding: str) -> tuple[str, str, Headers, bytes]:
        variant = choose(page, encoding)
        return REASONS[page.status], variant.etag, headers_of(page, variant, self._extra), variant.body
