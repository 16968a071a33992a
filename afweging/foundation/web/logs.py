"""One JSON line a request: route, status, wall and CPU time, request id. Never an answer's text or a name."""

from __future__ import annotations

import json
import logging
import re
import secrets
import time
from functools import lru_cache

from flask import Flask, Response, g, request

from afweging.foundation.logs import configure
from afweging.settings import Settings

log = logging.getLogger("afweging.request")
GIVEN_ID = re.compile(r"[A-Za-z0-9-]{8,64}")


def request_id() -> str:
    """Return the id of this request: the proxy's when it gave a sensible one, else a new one."""
    if "request_id" not in g:
        given = request.headers.get("X-Request-ID", "")
        g.request_id = given if GIVEN_ID.fullmatch(given) else secrets.token_hex(8)
    return str(g.request_id)


def init_app(app: Flask, settings: Settings) -> None:
    """Time each request and write its line."""
    if not settings.testing:
        configure(settings.log_level)

    @app.before_request
    def start() -> None:
        g.started = time.perf_counter(), time.thread_time()

    @app.after_request
    def finish(response: Response) -> Response:
        response.headers["X-Request-ID"] = request_id()
        if log.isEnabledFor(logging.INFO):
            log.info(_line(response))
        return response


def _line(response: Response) -> str:
    wall, cpu = g.get("started", (time.perf_counter(), time.thread_time()))
    wall_ms = (time.perf_counter() - wall) * 1000
    cpu_ms = (time.thread_time() - cpu) * 1000
    method, route = _in_json(request.method), _in_json(request.url_rule.rule if request.url_rule else None)
    return (
        f'{{"event": "request", "id": "{request_id()}", "method": {method}, "route": {route}, '
        f'"status": {response.status_code}, "wall_ms": {wall_ms:.2f}, "cpu_ms": {cpu_ms:.2f}}}'
    )


@lru_cache(maxsize=1024)
def _in_json(text: str | None) -> str:
    return json.dumps(text)
