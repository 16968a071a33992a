"""Stylesheets, scripts and fonts: the address holds a hash of the content, so they may be kept for ever."""

from __future__ import annotations

import hashlib
from pathlib import Path

from flask import Flask, Response, request, send_from_directory

from afweging import resources
from afweging.foundation.web.doors import public_view

FOR_EVER = "public, max-age=31536000, immutable"
FOR_A_DAY = "public, max-age=86400"
SIGNS = 12


class Assets:
    """Knows the hash of every file it was asked for; `watching`, it looks again when the file changed."""

    def __init__(self, folder: Path, *, watching: bool = True) -> None:
        self.folder = folder
        self.watching = watching
        self._known: dict[str, tuple[float, str]] = {}

    def version(self, path: str) -> str:
        """Return the hash of a file's content. Raises FileNotFoundError when there is no such file."""
        known = self._known.get(path)
        if known is not None and not self.watching:
            return known[1]
        file = self.folder / path
        changed = file.stat().st_mtime
        if known is None or known[0] != changed:
            known = changed, hashlib.sha256(file.read_bytes()).hexdigest()[:SIGNS]
            self._known[path] = known
        return known[1]

    def url(self, path: str) -> str:
        """Return the address of a file, with its version."""
        return f"/static/{path}?v={self.version(path)}"


def init_app(app: Flask) -> None:
    """Serve the files and give templates `static_url`."""
    assets = Assets(resources.static(), watching=app.jinja_env.auto_reload)
    app.extensions["afweging_assets"] = assets
    app.jinja_env.globals["static_url"] = assets.url

    @app.get("/static/<path:filename>", endpoint="static")
    @public_view
    def static(filename: str) -> Response:
        response = send_from_directory(assets.folder, filename)
        hashed = request.args.get("v", "") == assets.version(filename)
        response.headers["Cache-Control"] = FOR_EVER if hashed else FOR_A_DAY
        return response
