"""`/healthz`: alive. `/readyz`: the databases answer. For machines, so without pages."""

from __future__ import annotations

from collections.abc import Callable

from flask import Blueprint, Flask, Response, current_app

from afweging.foundation.web.doors import public_view

Probe = Callable[[], bool]
blueprint = Blueprint("health", __name__)


def add_probe(app: Flask, name: str, probe: Probe) -> None:
    """Let `/readyz` ask one thing more. A probe returns whether it answers, and raises nothing."""
    app.extensions.setdefault("afweging_probes", {})[name] = probe


@blueprint.get("/healthz")
@public_view
def healthz() -> Response:
    """Say that the process answers."""
    return _plain("ok", 200)


@blueprint.get("/readyz")
@public_view
def readyz() -> Response:
    """Say whether everything that this door needs answers; name what does not."""
    probes: dict[str, Probe] = current_app.extensions.get("afweging_probes", {})
    silent = [name for name, probe in probes.items() if not probe()]
    return _plain(f"no answer: {', '.join(silent)}", 503) if silent else _plain("ok", 200)


def _plain(words: str, status: int) -> Response:
    return Response(words + "\n", status, {"Cache-Control": "no-store"}, mimetype="text/plain")
