"""A public door on its own: for benchmarks, and for a machine that holds nothing but a register."""

import sqlite3
from pathlib import Path

from flask import Flask, Response

from afweging import resources
from afweging.foundation.web import assets
from afweging.foundation.web.security import HEADERS, PUBLIC_POLICY

from .configuration import PublicDoor
from .rendering import Site
from .views import blueprint, missing, not_ready
from .wsgi import RegisterFastPath


def create_public_app(path: Path, site: Site | None = None, keys: Path | None = None) -> Flask:
    """A Flask app with the register at `path` behind its fast path. `keys` holds trusted certificates."""
    app = Flask("afweging", template_folder=str(resources.templates()), static_folder=None)
    door = PublicDoor(path, site or Site(), keys or path.parent / "keys")
    app.extensions["afweging_register"] = door
    assets.init_app(app)
    app.register_blueprint(blueprint)

    app.register_error_handler(sqlite3.OperationalError, not_ready)
    app.register_error_handler(404, lambda _error: missing())

    @app.get("/healthz")
    def healthz() -> Response:
        return Response("ok\n", mimetype="text/plain")

    @app.get("/readyz")
    def readyz() -> Response:
        door.pages.reader.generation()
        return Response("ok\n", mimetype="text/plain")

    @app.after_request
    def add_headers(response: Response) -> Response:
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        response.headers.setdefault("Content-Security-Policy", PUBLIC_POLICY)
        return response

    app.wsgi_app = RegisterFastPath(app.wsgi_app, path, pages=door.pages)  # type: ignore[method-assign]  # Flask's way
    return app
