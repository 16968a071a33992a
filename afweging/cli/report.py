"""`afweging report`: make a sealed report of a dossier, and check one that somebody brings."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from afweging.cli.common import CHECK_FAILED, open_app, print_json, refusal

if TYPE_CHECKING:
    from flask import Flask


@click.group()
def report() -> None:
    """Make reports, and check them."""


@report.command()
@click.argument("dossier")
@click.option("--out", required=True, type=click.Path(dir_okay=False, path_type=Path), metavar="FILE.pdf")
@click.option("--public", is_flag=True, help="Only what everybody may read.")
@click.option("--language", type=click.Choice(["nl", "en"]), default="nl", show_default=True)
def build(dossier: str, out: Path, public: bool, language: str) -> None:
    """Make a sealed report of DOSSIER (its id, or its number) as it stands now.

    It is a copy of its own: it is not issued, so it has no code and stays off the lists.
    """
    app = open_app()
    with app.app_context():
        pdf, pages = _built(app, dossier, public=public, language=language)
    try:
        out.write_bytes(pdf)
    except OSError as error:
        raise refusal([str(error)]) from error
    click.echo(f"{out}: {pages} pages, {len(pdf) // 1024} kB")


def _built(app: Flask, given: str, *, public: bool, language: str) -> tuple[bytes, int]:
    from afweging import resources
    from afweging.case.report.making import make
    from afweging.case.report.operations import snapshot
    from afweging.case.report.queries import by_number, reportable
    from afweging.foundation.database import db, reading
    from afweging.foundation.pdf import Renderer, RenderingFailed
    from afweging.foundation.seal import SealUnusable
    from afweging.foundation.web.dates import now

    moment = now()
    with reading(db.session()) as session:
        found = by_number(session, given)
        if found is None:
            raise refusal([f"no dossier {given!r}: give its id of ten signs, or its number"])
        case = reportable(found)
        if case is None:
            raise refusal([f"dossier {given}: nothing was handed in yet"])
        told = snapshot(session, case, "public" if public else "internal", language, moment)
    with Renderer(resources.static()) as renderer:
        try:
            made = make(renderer, app.config["AFWEGING"], told, "", 0, now=moment, tell=lambda *_: None)
        except (RenderingFailed, SealUnusable) as error:
            raise refusal([str(error)]) from error
    return made.pdf, made.file.pages


@report.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="Print data for a program.")
def verify(file: Path, as_json: bool) -> None:
    """Say whether FILE is a report of ours and unchanged: exit code 0, else 3."""
    app = open_app()
    with app.app_context():
        told = _verdict(app, file.read_bytes())
    if as_json:
        print_json(told)
    else:
        _print(told)
    if not told["genuine"]:
        raise SystemExit(CHECK_FAILED)


def _verdict(app: Flask, pdf: bytes) -> dict[str, Any]:
    """Look for the very same bytes among the issued reports first; then judge the seal."""
    from afweging.case.report.operations import printed
    from afweging.case.report.queries import issued
    from afweging.foundation.database import db
    from afweging.foundation.seal import trust_roots, verify
    from afweging.foundation.web.dates import now

    sha256 = hashlib.sha256(pdf).hexdigest()
    known = issued(db.session(), sha256)
    seal = verify(pdf, trust_roots(app.config["AFWEGING"].instance / "keys"), now=now())
    return {
        "sha256": sha256,
        "genuine": known is not None or seal.genuine,
        "issued": _issued(printed(known.code), known) if known else None,
        "seal": seal.as_fields(),
    }


def _issued(code: str, known: Any) -> dict[str, Any]:
    return {
        "code": code,
        "audience": known.audience,
        "version": known.version,
        "sealed_at": known.sealed_at.isoformat(),
        "withdrawn": known.withdrawn_at is not None,
    }


def _print(told: dict[str, Any]) -> None:
    known, seal = told["issued"], told["seal"]
    if known:
        withdrawn = ", since withdrawn" if known["withdrawn"] else ""
        click.echo(f"ours and unchanged: issued report {known['code']}, {known['audience']}, "
                   f"version {known['version']}{withdrawn}")  # fmt: skip
    elif told["genuine"]:
        click.echo(
            f"ours and unchanged, but not an issued report; sealed by {seal['signer']}, {seal['time']}"
        )
    else:
        click.echo(f"not a report of ours, or changed: {', '.join(seal['reasons']) or 'unknown file'}")
