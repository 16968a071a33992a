"""Puts the fast path in front of an application (see `afweging.app`)."""

from typing import Any

from flask import Flask

from afweging.foundation.web.security import TWO_YEARS
from afweging.settings import Settings

from .configuration import PublicDoor
from .wsgi import RegisterFastPath


def wrap(wsgi_app: Any, app: Flask, settings: Settings) -> RegisterFastPath:
    """The application with stored pages answered before it."""
    door: PublicDoor = app.extensions["afweging_register"]
    strict = f"max-age={TWO_YEARS}; includeSubDomains"
    extra = [("Strict-Transport-Security", strict)] if settings.https else []
    return RegisterFastPath(wsgi_app, door.pages.reader.path, pages=door.pages, extra=extra)
