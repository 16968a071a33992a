"""`afweging init`: databases, keys and the first admin. Doing it again keeps what is there."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

import click

from afweging.cli.common import domain_errors, load_settings, open_app, refusal
from afweging.settings import FILE_NAME, SHORTEST_SECRET, Settings


@click.command()
@click.option("--organisation", "code", metavar="CODE", help="Code of the first organisation, like gm0344.")
@click.option("--name", help="Name of that organisation.")
@click.option("--admin", "email", metavar="EMAIL", help="E-mail address of its first admin.")
@click.option("--quiet", is_flag=True, help="Say nothing when there is nothing to do.")
def init(code: str | None, name: str | None, email: str | None, quiet: bool) -> None:
    """Make the instance folder, its secret, the databases, and perhaps an organisation with its admin."""
    if bool(code) != bool(email):
        raise click.UsageError("give --organisation and --admin together, or neither")
    settings = load_settings().settings
    settings.instance.mkdir(mode=0o700, parents=True, exist_ok=True)
    done = _make_secret(settings) + _make_databases()
    if code and email:
        done += _make_organisation(code, name or code, email)
    for line in done:
        click.echo(line)
    if not quiet:
        click.echo(f"{settings.instance} is ready")


def _make_secret(settings: Settings) -> list[str]:
    if len(settings.secret_key) >= SHORTEST_SECRET:
        return []
    path = settings.instance / FILE_NAME
    before = path.read_text(encoding="utf-8") if path.exists() else ""
    kept = [line for line in before.splitlines() if line.split("=")[0].strip() != "secret_key"]
    _write_private(path, "\n".join([f'secret_key = "{secrets.token_urlsafe(48)}"', *kept]) + "\n")
    return [f"made a secret key in {path}"]


def _make_databases() -> list[str]:
    from afweging.foundation.database import db
    from afweging.migrations import upgrade
    from afweging.register import operations as register
    from afweging.register.configuration import register_of

    app = open_app(any_version=True)
    with app.app_context():
        before, after = upgrade(db.engine)
        done = [] if before == after else [f"cases database: {before or 'new'} → {after}"]
        public = register_of(app.config["AFWEGING"])
        if not public.path.exists():
            done.append(f"made the register {public.path}")
        register.prepare(public)
    return done


def _make_organisation(code: str, name: str, email: str) -> list[str]:
    from afweging.case.library.operations import install_shipped
    from afweging.foundation.database import writing
    from afweging.foundation.identity import operations, passwords, queries
    from afweging.foundation.web.dates import now

    app = open_app()
    settings: Settings = app.config["AFWEGING"]
    with app.app_context(), domain_errors():
        once = passwords.one_time_password()
        hashed = passwords.of(settings).hash(once, one_time=True)
        with writing() as session:
            known = queries.person_by_email(session, email) is not None
            organisation = operations.add_organisation(session, code, name, now=now())
            install_shipped(session, organisation, now=now())
            if not known:
                operations.add_person(
                    session,
                    None,
                    organisation,
                    email=email,
                    name="Beheerder",
                    title="beheerder",
                    role="admin",
                    password_hash=hashed,
                    now=now(),
                )
        welcome = [] if known else [f"{email} signs in once with: {once}"]
        return welcome + _make_seal(settings, code, organisation.name)


def _make_seal(settings: Settings, code: str, organisation: str) -> list[str]:
    from afweging.foundation.seal import SealUnusable, ensure_seal
    from afweging.foundation.web.dates import now

    keys = settings.instance / "keys"
    new = not settings.seal_pkcs12 and not (keys / code).exists()
    try:
        ensure_seal(
            keys,
            code,
            organisation,
            now=now(),
            pkcs12=settings.seal_pkcs12,
            passphrase_file=settings.seal_passphrase_file,
        )
    except SealUnusable as error:
        raise refusal([str(error)]) from error
    return [f"made the seal of {organisation} in {keys / code}"] if new else []


def _write_private(path: Path, text: str) -> None:
    """Write a file that nobody else reads, whole or not at all."""
    new = path.with_suffix(".new")
    with os.fdopen(os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as file:
        file.write(text)
    new.replace(path)
