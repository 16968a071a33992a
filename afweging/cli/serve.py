"""`afweging serve`: the production server, with the job worker beside it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import click

from afweging.cli.common import load_settings, need_database, refusal
from afweging.settings import PREFIX, SettingsInvalid, check

# One blocking thread serves the public door steadiest; a password hash must not stall the workspace.
THREADS = {"public": 1, "workspace": 4, "all": 4}
STOP_WITHIN_SECONDS = 10


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@click.option("--workers", default=1, show_default=True, type=click.IntRange(1, 64), help="Server processes.")
@click.option("--role", type=click.Choice(["all", "workspace", "public"]), help="Which doors are open.")
@click.option("--no-jobs", is_flag=True, help="Without the job worker.")
def serve(host: str, port: int, workers: int, role: str | None, no_jobs: bool) -> None:
    """Serve the program until it is told to stop; the worker stops with it."""
    settings = load_settings(role=role).settings
    try:
        check(settings)
    except SettingsInvalid as error:
        raise refusal(error.problems) from error
    need_database(settings)
    os.environ[f"{PREFIX}ROLE"] = settings.role  # the server's processes read the settings themselves
    os.environ[f"{PREFIX}INSTANCE"] = str(settings.instance.absolute())
    os.environ["_AFWEGING_PARENT"] = str(os.getpid())  # see `served`
    with _worker(beside=not no_jobs and settings.role != "public"):
        click.echo(f"Afweging ({settings.role}) on http://{host}:{port}")
        _serve(host, port, workers, THREADS[settings.role])


def _serve(host: str, port: int, workers: int, threads: int) -> None:
    from granian import Granian
    from granian.constants import Interfaces
    from granian.log import LogLevels

    Granian(
        "afweging.cli.served:app",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=threads,
        workers_kill_timeout=STOP_WITHIN_SECONDS,
        respawn_failed_workers=True,
        log_level=LogLevels.warning,
        websockets=False,
    ).serve()


@contextmanager
def _worker(*, beside: bool) -> Iterator[None]:
    """Run the job worker as a child; when this process is killed, the child notices and stops too."""
    if not beside:
        yield
        return
    child = subprocess.Popen([sys.executable, "-m", "afweging", "jobs", "--parent", str(os.getpid())])
    try:
        yield
    finally:
        child.terminate()
        try:
            child.wait(STOP_WITHIN_SECONDS)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()
