"""What commands share: settings or a clear refusal, the app, and how data is printed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from afweging import settings as settings_module
from afweging.settings import Loaded, SettingsInvalid

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


def open_app(**overrides: object) -> Flask:
    """Build the app for a command. Ends the program when the settings do not permit it."""
    from afweging.app import create_app

    try:
        return create_app(load_settings(**overrides).settings)
    except SettingsInvalid as error:
        raise refusal(error.problems) from error


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
