"""`/healthz`: alive. `/readyz`: the databases answer. For machines, so without pages."""

from __future__ import annotations

from flask import Blueprint, Response
from sqlalchemy import Engine, text
from sqlalchemy.exc import SQLAlchemyError

from afweging.foundation.database import db
from afweging.foundation.web.doors import public_view

blueprint = Blueprint("health", __name__)


@blueprint.get("/healthz")
@public_view
def healthz() -> Response:
    """Say that the process answers."""
    return _plain("ok", 200)


@blueprint.get("/readyz")
@public_view
def readyz() -> Response:
    """Say whether every database of this door answers; name those that do not."""
    silent = [name or "cases" for name, engine in db.engines.items() if not _answers(engine)]
    return _plain(f"no answer: {', '.join(silent)}", 503) if silent else _plain("ok", 200)


def _answers(engine: Engine) -> bool:
    try:
        with engine.connect() as connection:
            connection.execute(text("SELECT 1"))
    except SQLAlchemyError:
        return False
    return True


def _plain(words: str, status: int) -> Response:
    return Response(words + "\n", status, {"Cache-Control": "no-store"}, mimetype="text/plain")
