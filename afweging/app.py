"""The composition root: settings in, Flask app out. `role` says which doors are open."""

from __future__ import annotations

import dataclasses
import gc
import sqlite3
from collections.abc import Callable, Iterator
from importlib import import_module
from typing import Any
from wsgiref.types import WSGIApplication

import jinja2
from flask import Flask
from sqlalchemy.exc import SQLAlchemyError

from afweging import resources
from afweging import settings as settings_module
from afweging.foundation import jobs
from afweging.foundation.database import db
from afweging.foundation.database.session import prepare_engine
from afweging.foundation.identity import chrome, guard
from afweging.foundation.jobs.bell import Bell
from afweging.foundation.web import assets, dates, errors, health, language, logs, markdown, security
from afweging.foundation.web.doors import Door, put_at
from afweging.foundation.web.numbers import RowNumber
from afweging.migrations import tables
from afweging.settings import Role, Settings

# Where each blueprint is, by door. A room is one line.
BLUEPRINTS: dict[Door, tuple[str, ...]] = {
    "workspace": (
        "afweging.foundation.identity.views:blueprint",
        "afweging.foundation.identity.admin:blueprint",
        "afweging.case.library.views:blueprint",
        "afweging.case.dossier.views:blueprint",
        "afweging.case.authoring.views:blueprint",
        "afweging.case.review.views:blueprint",
        "afweging.case.disclosure.views:blueprint",
        "afweging.case.report.views:blueprint",
        "afweging.case.publication.views:blueprint",
        "afweging.case.lifecycle.views:blueprint",
        "afweging.case.desk.views:blueprint",
    ),
    "public": ("afweging.register.views:blueprint",),
}
# Modules that fill a registry when they are imported: handlers of jobs, checks of counts.
REGISTRATIONS = (
    "afweging.case.library.counts",
    "afweging.case.dossier.counts",
    "afweging.case.review.counts",
    "afweging.case.review.behind",
    "afweging.case.report.counts",
    "afweging.case.publication.counts",
    "afweging.case.report.jobs",
    "afweging.case.publication.jobs",
    "afweging.case.lifecycle.jobs",
)
# Wrapped around the app: `wrap(wsgi_app, app, settings) -> wsgi_app`, for pages that are stored bytes.
FRONTS: dict[Door, tuple[str, ...]] = {"workspace": (), "public": ("afweging.register.front:wrap",)}


def create_app(settings: Settings | None = None, role: Role | None = None) -> Flask:
    """Build the app. Raises SettingsInvalid when these settings may not start."""
    settings = settings or settings_module.load().settings
    role = role or settings.role
    settings = dataclasses.replace(settings, role=role)
    settings_module.check(settings)
    app = Flask("afweging", template_folder=str(resources.templates()), static_folder=None)
    app.config.update(AFWEGING=settings, AFWEGING_ROLE=role, TESTING=settings.testing)
    app.jinja_env.undefined = jinja2.StrictUndefined if settings.testing else jinja2.Undefined
    app.jinja_env.auto_reload = settings.mode == "development"
    app.url_map.converters["int"] = RowNumber
    app.json.sort_keys = False  # type: ignore[attr-defined]  # of the default provider, which is the one in use

    logs.init_app(app, settings)
    security.init_app(app, settings)
    _open_databases(app, settings, role)
    language.init_app(app, guard.language_of_person)
    dates.init_app(app)
    markdown.init_app(app)
    assets.init_app(app)
    errors.init_app(app, settings)
    guard.init_app(app, settings)
    chrome.init_app(app)
    put_at(app, health.blueprint.name, "public")
    app.register_blueprint(health.blueprint)
    for at in _doors(role):
        _register(app, at)
    if "afweging_register" in app.extensions:
        health.add_probe(app, "register", lambda: _register_answers(app))
    _wrap(app, settings, role)
    if role != "public":
        _import_registrations()
    return app


def freeze() -> None:
    """Take what the start-up made out of the garbage collector's sight: it stays anyway."""
    gc.collect()
    gc.freeze()


def _doors(role: Role) -> tuple[Door, ...]:
    doors: dict[Role, tuple[Door, ...]] = {
        "all": ("workspace", "public"),
        "workspace": ("workspace",),
        "public": ("public",),
    }
    return doors[role]


def _open_databases(app: Flask, settings: Settings, role: Role) -> None:
    """Open the cases, but never at a door that is only public: it has no address of them at all."""
    if role == "public":
        jobs.ring_after_commit(None)
        return
    app.config["SQLALCHEMY_DATABASE_URI"] = settings.cases_database
    tables.load()
    db.init_app(app)
    with app.app_context():
        for engine in db.engines.values():
            prepare_engine(engine)
    health.add_probe(app, "cases", _cases_answer)
    jobs.ring_after_commit(Bell(settings.instance))


def _cases_answer() -> bool:
    try:
        with db.engine.connect() as connection:
            connection.exec_driver_sql("SELECT 1 FROM organisation LIMIT 1")
    except SQLAlchemyError:
        return False
    return True


def _register_answers(app: Flask) -> bool:
    try:
        app.extensions["afweging_register"].pages.reader.generation()
    except sqlite3.Error:
        return False
    return True


def _register(app: Flask, at: Door) -> None:
    for blueprint in _found(BLUEPRINTS[at]):
        put_at(app, blueprint.name, at)
        app.register_blueprint(blueprint)


def _wrap(app: Flask, settings: Settings, role: Role) -> None:
    wrap: Callable[[WSGIApplication, Flask, Settings], WSGIApplication]
    for at in _doors(role):
        for wrap in _found(FRONTS[at]):
            app.wsgi_app = wrap(app.wsgi_app, app, settings)  # type: ignore[assignment,method-assign]  # Flask's way


def _import_registrations() -> None:
    for name in REGISTRATIONS:
        import_module(name)


def _found(names: tuple[str, ...]) -> Iterator[Any]:
    for name in names:
        module, attribute = name.split(":")
        yield getattr(import_module(module), attribute)
