"""`afweging demo`: the demonstration municipality Vlierwoude. Doing it again keeps what is there."""

from __future__ import annotations

import logging

import click

from afweging.cli.common import open_app

PASSWORD = "bloeiende-vlier-2026"  # of made-up people in a made-up municipality; printed for whoever tries


@click.command()
def demo() -> None:
    """Load the demonstration organisation with its people and eight dossiers, and print who can sign in."""
    from afweging.demo.play import CODE, play
    from afweging.foundation.database import db
    from afweging.foundation.identity import passwords
    from afweging.foundation.seal import make_keys
    from afweging.foundation.web.dates import now

    app = open_app()
    settings = app.config["AFWEGING"]
    with app.app_context():
        make_keys(settings.instance / "keys", CODE, "Gemeente Vlierwoude", now=now())
        if play(db.session(), passwords.of(settings).hash(PASSWORD), tell=click.echo):
            _show_in_register(app)
        _print_people()


def _show_in_register(app: object) -> None:
    """Do at once what the worker would do: publish to the register, make the reports."""
    import datetime as dt

    from flask import Flask

    from afweging.foundation.jobs import Worker
    from afweging.foundation.jobs.bell import Bell

    assert isinstance(app, Flask)
    settings = app.config["AFWEGING"]
    click.echo("publishing to the register, sealing the reports …")
    logging.getLogger("afweging.event").setLevel(logging.WARNING)  # people watch this
    worker = Worker(app, Bell(settings.instance), dt.timedelta(seconds=settings.job_lease_seconds))
    click.echo(f"{worker.work_all()} jobs done")


def _print_people() -> None:
    from sqlalchemy import select

    from afweging.demo.stage import FILES, read
    from afweging.foundation.database import db
    from afweging.foundation.identity.models import Person

    emails = [told["email"] for told in read(FILES / "people.yaml")["people"]]
    people = db.session().execute(
        select(Person.email, Person.title).where(Person.email.in_(emails)).order_by(Person.id)
    )
    click.echo(f"\nSign in at /inloggen, everybody with the password  {PASSWORD}")
    for email, title in people:
        click.echo(f"  {email:<36} {title}")
