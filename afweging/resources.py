"""Where templates, styles, questionnaires and demo data are, in a checkout and in an installation."""

from __future__ import annotations

from functools import cache
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent


@cache
def root() -> Path:
    """Return the folder that holds the resources: `afweging/_data` in a wheel, the checkout otherwise."""
    packed = PACKAGE / "_data"
    return packed if packed.is_dir() else PACKAGE.parent


def templates() -> Path:
    """Return the folder of Jinja templates."""
    return root() / "templates"


def static() -> Path:
    """Return the folder of stylesheets, scripts and fonts."""
    return root() / "static"


def questionnaires() -> Path:
    """Return the folder of the questionnaires that ship with the program."""
    return root() / "questionnaires"


def demonstration() -> Path:
    """Return the folder of the demonstration's data, which is part of the package itself."""
    return PACKAGE / "demo"


def translations() -> Path:
    """Return the folder of the interface's translations, which is part of the package itself."""
    return PACKAGE / "translations"


def migrations() -> Path:
    """Return the folder of the database migrations, which is part of the package itself."""
    return PACKAGE / "migrations"
