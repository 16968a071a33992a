"""The two doors, and what each view says of who may come in. Denied unless said (architecture.md)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal, TypeVar

from flask import Flask, current_app, request

Door = Literal["workspace", "public"]
View = TypeVar("View", bound=Callable[..., Any])

WORKSPACE_PATHS = ("/werk", "/beheer", "/inloggen", "/uitloggen")


@dataclass(frozen=True, slots=True)
class Declared:
    """What a view says of its access: open to all, checked by name here, or checked in the operation."""

    public: bool = False
    action: str | None = None
    where: str = ""


def public_view(view: View) -> View:
    """Mark a view that everybody may see, signed in or not."""
    return _declare(view, Declared(public=True))


def requires(action: str) -> Callable[[View], View]:
    """Mark a view that only somebody who may do `action` in their organisation gets to see."""
    return lambda view: _declare(view, Declared(action=action))


def checked_in_operation(where: str | Callable[..., Any]) -> Any:
    """Mark a view for the signed-in, where the operation or query decides who may.

    Bare, or with words that say where: `@checked_in_operation("dossier.queries")`.
    """
    if callable(where):
        return _declare(where, Declared(where="operation"))
    return lambda view: _declare(view, Declared(where=where))


def declared(view: Callable[..., Any]) -> Declared | None:
    """Return what the view says of its access; None when it says nothing, and nobody may in."""
    return getattr(view, "declared_access", None)


def _declare(view: View, access: Declared) -> View:
    if declared(view) is not None:
        raise TypeError(f"{view.__qualname__} declares its access twice")
    view.declared_access = access  # type: ignore[attr-defined]  # views carry it, as Flask's own marks do
    return view


def put_at(app: Flask, blueprint: str, door: Door) -> None:
    """Remember at which door a blueprint's pages are."""
    app.extensions.setdefault("afweging_doors", {})[blueprint] = door


def door() -> Door:
    """Return the door at which the present request stands; the path tells where no route fits."""
    if current_app.config.get("AFWEGING_ROLE") == "public":
        return "public"
    known: dict[str, Door] = current_app.extensions.get("afweging_doors", {})
    if request.blueprints and (found := known.get(request.blueprints[-1])):
        return found
    return "workspace" if request.path.startswith(WORKSPACE_PATHS) else "public"
