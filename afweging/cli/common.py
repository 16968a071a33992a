"""What commands share: settings or a clear refusal, the app, and how data is printed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from afweging import settings as settings_module
from afweging.settings import Loaded, Settings, SettingsInvalid

if TYPE_CHECKING:
    from flask import Flask

BAD_INPUT, USAGE, CHECK_FAILED = 1, 2, 3


def load_settings(**overrides: object) -> Loaded:
    """Read the settings. Ends the program with exit code 1, naming every problem, when they are no good."""
    try:
        return settings_module.load(None, **overrides)
    except SettingsInvalid as error:
        raise refusal(error.problems) from error


def refusal(problems: list[str]) -> click.ClickException:
    """Return the error that prints these lines and ends with exit code 1."""
    return click.ClickException("\n".join(problems))


def open_app(*, any_version: bool = False) -> Flask:
    """Build the app for a command. Ends the program when the settings or the database do not permit it.

    `any_version`: for the command that brings the database to this program's version.
    """
    from afweging.app import create_app

    settings = load_settings().settings
    if not any_version:
        need_database(settings)
    try:
        return create_app(settings)
    except SettingsInvalid as error:
        raise refusal(error.problems) from error


def need_database(settings: Settings) -> None:
    """End the program when the cases database is not of the version that this program works with.

    Without this each page and each command would fail at the first column that is not there.
    """
    if settings.role == "public":  # which has no address of the cases
        return
    from sqlalchemy.exc import DBAPIError

    from afweging.migrations import knows, newest, version_at

    try:
        found = version_at(settings.cases_database)
    except DBAPIError as error:
        raise refusal([f"the cases database does not answer: {error.orig}"]) from error
    if found == newest():
        return
    if not found:
        raise refusal(["there is no cases database yet: run `afweging init`"])
    if not knows(found):
        raise refusal([f"the cases database is of version {found}, which this program is too old for"])
    raise refusal(
        [
            f"the cases database is of version {found}, this program works with {newest()}: "
            "stop what runs, make a backup, and run `afweging init`"
        ]
    )


@contextmanager
def domain_errors() -> Iterator[None]:
    """Turn what the domain refuses into a message and exit code 1."""
    from afweging.foundation.errors import DomainError, Invalid

    try:
        yield
    except Invalid as error:
        raise refusal([error.message, *(f"{p.field}: {p.message}" for p in error.problems)]) from error
    except DomainError as error:
        raise refusal([error.message]) from error


def print_json(data: Any) -> None:
    """Print data for a program."""
    click.echo(json.dumps(data, ensure_ascii=False, indent=2, default=str))
