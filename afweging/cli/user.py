"""`afweging user`: people of an installation without OIDC."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from afweging.cli.common import domain_errors, open_app, refusal

if TYPE_CHECKING:
    from afweging.foundation.database import Session
    from afweging.foundation.identity.models import Organisation, Person


@click.group()
def user() -> None:
    """Add, disable and reset people."""


@user.command()
@click.argument("email")
@click.option("--organisation", "code", required=True, metavar="CODE", help="For example gm0344.")
@click.option("--name", required=True, help="As it stands on screens.")
@click.option("--title", default="", help="As it stands in reports: “projectleider”.")
@click.option(
    "--role", "roles", multiple=True, default=("member",), show_default=True, help="May be repeated."
)
@click.option("--guest", is_flag=True, help="Without a role, instead of --role: comes in by a dossier.")
def add(email: str, code: str, name: str, title: str, roles: tuple[str, ...], guest: bool) -> None:
    """Add somebody to an organisation; prints a one-time password."""
    from afweging.foundation.database import writing
    from afweging.foundation.identity import operations, passwords, queries
    from afweging.foundation.web.dates import now

    app = open_app()
    with app.app_context(), domain_errors():
        once = passwords.one_time_password()
        hashed = passwords.of(app.config["AFWEGING"]).hash(once, one_time=True)
        with writing() as session:
            organisation = queries.organisation(session, code)
            person = operations.add_person(
                session,
                None,
                organisation,
                email=email,
                name=name,
                title=title,
                role=None if guest else roles[0],
                password_hash=hashed,
                now=now(),
            )
            for role in () if guest else roles[1:]:
                operations.give_role(session, None, organisation, person, role, now=now())
        _print_password(person.email, once if person.password_hash == hashed else None)


@user.command()
@click.argument("email")
def disable(email: str) -> None:
    """Let somebody in no more, and end their sessions."""
    from afweging.foundation.database import writing
    from afweging.foundation.identity import operations
    from afweging.foundation.web.dates import now

    with open_app().app_context(), domain_errors(), writing() as session:
        person = _person(session, email)
        operations.disable(session, None, _organisation_of(session, person), person, now=now())
        click.echo(f"{person.email} can no longer sign in")


@user.command()
@click.argument("email")
def reset(email: str) -> None:
    """Give somebody a new one-time password, let them in again, and end their sessions."""
    from afweging.foundation.database import writing
    from afweging.foundation.identity import operations, passwords
    from afweging.foundation.web.dates import now

    app = open_app()
    with app.app_context(), domain_errors():
        once = passwords.one_time_password()
        hashed = passwords.of(app.config["AFWEGING"]).hash(once, one_time=True)
        with writing() as session:
            person = _person(session, email)
            organisation = _organisation_of(session, person)
            operations.issue_password(session, None, organisation, person, hashed, now=now())
            if not person.active:
                operations.enable(session, None, organisation, person, now=now())
        _print_password(person.email, once)


def _person(session: Session, email: str) -> Person:
    from afweging.foundation.identity import queries

    person = queries.person_by_email(session, email)
    if person is None:
        raise refusal([f"nobody here has the address {email}"])
    return person


def _organisation_of(session: Session, person: Person) -> Organisation:
    from afweging.foundation.identity import queries

    organisation = queries.first_organisation(session, person)
    if organisation is None:
        raise refusal([f"{person.email} belongs to no organisation"])
    return organisation


def _print_password(email: str, once: str | None) -> None:
    if once is None:
        click.echo(f"{email} had an account already and keeps the password")
    else:
        click.echo(f"{email} signs in once with: {once}")
