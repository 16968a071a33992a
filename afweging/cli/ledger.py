"""`afweging ledger`: recompute the chains, and keep their heads elsewhere."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from afweging.cli.common import CHECK_FAILED, open_app, print_json, refusal

if TYPE_CHECKING:
    from afweging.foundation.ledger import Head
    from afweging.settings import Settings


@click.group()
def ledger() -> None:
    """Check the chains of events."""


@ledger.command()
@click.option(
    "--anchor",
    "anchor_file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A file of heads that was kept elsewhere: shows a tail that was cut off.",
)
@click.option("--json", "as_json", is_flag=True, help="Print data for a program.")
def verify(anchor_file: Path | None, as_json: bool) -> None:
    """Recompute every chain; exit 3 and name the first event that does not fit.

    The heads that were published in the register count as anchors, so that a cut-off tail shows.
    """
    from afweging.foundation import ledger as chains
    from afweging.foundation.database import db

    try:
        anchored = chains.read_heads(anchor_file.read_bytes()) if anchor_file else []
    except (ValueError, KeyError, TypeError) as error:
        raise refusal([f"{anchor_file}: holds no heads"]) from error
    app = open_app()
    anchored.extend(_published(app.config["AFWEGING"]))
    with app.app_context():
        breaks = chains.verify(db.session(), anchored)
        heads = chains.heads(db.session())
    if as_json:
        print_json({"breaks": [asdict(found) for found in breaks], "heads": [asdict(head) for head in heads]})
    else:
        for found in breaks:
            click.echo(str(found), err=True)
        for head in heads:
            click.echo(f"{head.chain}: {head.number} events, head {head.sha256[:16]} of {head.at}")
    if breaks:
        raise SystemExit(CHECK_FAILED)


@ledger.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def anchor(file: Path) -> None:
    """Write the heads of all chains to FILE, to be kept where nobody of here can change it."""
    from afweging.foundation import ledger as chains
    from afweging.foundation.database import db
    from afweging.foundation.web.dates import now

    with open_app().app_context():
        heads = chains.anchor(db.session(), lambda data: _write(file, data), now())
    click.echo(f"{len(heads)} heads in {file}")


def _published(settings: Settings) -> list[Head]:
    """Return the heads that the public register holds: each one must still be an event of its chain."""
    from afweging.foundation.ledger import Head
    from afweging.register.configuration import published_heads

    return [
        Head(head.chain, head.sequence, head.hash, head.at.isoformat()) for head in published_heads(settings)
    ]


def _write(file: Path, data: bytes) -> None:
    file.write_bytes(data)
