"""`afweging jobs`: the worker alone, or how the outbox stands."""

from __future__ import annotations

import datetime as dt

import click

from afweging.cli.common import open_app, print_json


@click.command()
@click.option("--status", is_flag=True, help="Show how the outbox stands, and stop.")
@click.option("--once", is_flag=True, help="Do everything that waits, and stop.")
@click.option("--retry", type=int, metavar="ID", help="Give a failed job a new start, and stop.")
@click.option("--parent", type=int, hidden=True, help="Stop when this process, its parent, is gone.")
@click.option("--json", "as_json", is_flag=True, help="With --status: print data for a program.")
def jobs(status: bool, once: bool, retry: int | None, parent: int | None, as_json: bool) -> None:
    """Do what the outbox asks: reports, projections, messages."""
    from afweging.app import freeze
    from afweging.foundation.jobs import Worker
    from afweging.foundation.jobs.bell import Bell

    app = open_app()
    settings = app.config["AFWEGING"]
    worker = Worker(app, Bell(settings.instance), dt.timedelta(seconds=settings.job_lease_seconds))
    if retry is not None:
        with app.app_context():
            _retry(retry)
    elif status:
        with app.app_context():
            _show(as_json)
    elif once:
        worker.start()
        click.echo(f"{worker.work_all()} jobs taken up")
    else:
        freeze()
        worker.run(parent=parent)


def _retry(job_id: int) -> None:
    from afweging.foundation.database import writing
    from afweging.foundation.jobs import operations
    from afweging.foundation.web.dates import now

    with writing() as session:
        operations.retry(session, job_id, now())


def _show(as_json: bool) -> None:
    from afweging.foundation.database import db
    from afweging.foundation.jobs import known_kinds, overview
    from afweging.foundation.web.dates import now

    stand = overview(db.session(), now())
    failed = [
        {"id": row.id, "kind": row.kind, "attempts": row.attempts, "error": row.error} for row in stand.failed
    ]
    if as_json:
        counts = {"waiting": stand.waiting, "running": stand.running, "done": stand.done}
        print_json(counts | {"failed": failed, "kinds": known_kinds()})
        return
    click.echo(f"{stand.waiting} waiting, {stand.running} running, {stand.done} done, {len(failed)} failed")
    for row in failed:
        click.echo(f"  {row['id']} {row['kind']} after {row['attempts']} attempts: {row['error']}")
