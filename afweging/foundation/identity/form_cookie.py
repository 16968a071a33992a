"""The cookie of forms and messages. The hot path: a cookie whose signature was right is not unsigned again.

Every request of a signed-in browser bears it, and reads it before anything else. What is remembered is what
the very same bytes said before, under the same secret; how old they may be is asked each time.
"""

from __future__ import annotations

import copy
import datetime as dt
from functools import lru_cache
from typing import Any

from flask import Flask, Request
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface
from itsdangerous import BadSignature, URLSafeTimedSerializer


class FormCookies(SecureCookieSessionInterface):
    """Flask's own signed cookies, read once."""

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession | None:
        """Return what the cookie says; an empty session when there is none, or none that is ours."""
        value = request.cookies.get(self.get_cookie_name(app))
        if not value or not app.secret_key:
            return super().open_session(app, request)
        try:
            said, signed_at = _unsigned(_Serializer(self, app), value)
        except BadSignature:
            return self.session_class()
        if dt.datetime.now(dt.UTC) - signed_at > app.permanent_session_lifetime:
            return self.session_class()
        return self.session_class(copy.deepcopy(said))


class _Serializer:
    """Flask's serializer, made when a cookie is new; equal to another one with the same secret."""

    def __init__(self, interface: SecureCookieSessionInterface, app: Flask) -> None:
        self._interface, self._app, self._secret = interface, app, app.secret_key

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Serializer) and other._secret == self._secret

    def __hash__(self) -> int:
        return hash(self._secret)

    def made(self) -> URLSafeTimedSerializer:
        """Return it. Raises BadSignature when there is no secret to sign with."""
        made = self._interface.get_signing_serializer(self._app)
        if made is None:
            raise BadSignature("no secret")
        return made


@lru_cache(maxsize=4096)
def _unsigned(serializer: _Serializer, value: str) -> tuple[dict[str, Any], dt.datetime]:
    said, signed_at = serializer.made().loads(value, return_timestamp=True)
    return said, signed_at
