"""`afweging questionnaire install`: makes a checked file available in an organisation."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from afweging.cli.common import domain_errors, open_app

from .files import BASE_OPTION, FILE, Keeper, Read, read_or_stop

if TYPE_CHECKING:
    from afweging.case.library.models import InstalledQuestionnaire
    from afweging.foundation.database import Session
    from afweging.questionnaire import Questionnaire
    from afweging.questionnaire.variants import Extends, Resolved


@click.command()
@click.argument("file", type=FILE, metavar="FILE")
@click.option("--organisation", "code", required=True, metavar="CODE", help="For example gm0344.")
@BASE_OPTION
def install(file: Path, code: str, bases: tuple[Path, ...]) -> None:
    """Publish the questionnaire or variant in FILE in an organisation: new assessments start with it.

    What a variant extends is looked for beside FILE, among what the organisation installed, and among what
    comes with the program; both texts are kept. An earlier version retires. Assessments that run stay on it
    until their team moves them.
    """
    from afweging.foundation.database import reading, writing
    from afweging.foundation.identity.queries import organisation

    with open_app().app_context(), domain_errors():
        with reading() as session:
            keeper = _keeper(session, organisation(session, code).id)
            found = read_or_stop(file, bases, keeper, f"installed in {code}")
        with writing() as session:
            click.echo(_install(session, code, found))


def _keeper(session: Session, organisation_id: int) -> Keeper:
    from afweging.case.library.queries import base_at_hand

    def look(extends: Extends) -> Questionnaire | None:
        return base_at_hand(session, organisation_id, extends)

    return look


def _install(session: Session, code: str, found: Read) -> str:
    from afweging.case.library import operations
    from afweging.foundation.identity.actor import OPERATOR
    from afweging.foundation.identity.queries import organisation
    from afweging.foundation.web.dates import now

    moment, here = now(), organisation(session, code)
    *below, text = _line(found)
    for each in below:
        operations.keep_text(session, each, now=moment)
    installed = operations.install(session, OPERATOR, here, text, source=found.data, now=moment)
    return _told(installed, code)


def _line(found: Read) -> Iterator[Questionnaire | Resolved]:
    """What a file is laid over, the deepest first, and at last what it holds itself."""
    if found.base is not None:
        yield from _line(found.base)
    text = found.resolved or found.questionnaire
    assert text is not None  # it would have stopped
    yield text


def _told(installed: InstalledQuestionnaire, code: str) -> str:
    name = f"{installed.questionnaire_id} {installed.version}"
    extends = f", a variant of {installed.extends_id}" if installed.extends_id else ""
    return f"{name}{extends} is {installed.state} in {code}, sha256 {installed.sha256}"
