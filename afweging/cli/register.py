"""`afweging register`: make the register again, or take out what is in it."""

from __future__ import annotations

from pathlib import Path

import click

from afweging.cli.common import load_settings, open_app

FORMATS = ("json",)


@click.group()
def register() -> None:
    """Rebuild or export the public register."""


@register.command()
def rebuild() -> None:
    """Make the whole register again from the cases, and put it in its place in one step."""
    app = open_app()
    from afweging.case.publication import jobs

    with app.app_context():
        count = jobs.rebuild()
    click.echo(f"{count} entries in the register")


@register.command()
@click.option("--format", "format_", required=True, help="json is the only format there is.")
@click.option(
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help="The file to write; standard output when it is left out.",
)
def export(format_: str, output: Path | None) -> None:
    """Write every public entry, as the register's own API gives it."""
    if format_ not in FORMATS:
        message = f"there is no format {format_!r}; give json"
        raise click.UsageError(message)
    from afweging.register.exporting import as_json

    text = as_json(load_settings().settings)
    if output is None:
        click.echo(text, nl=False)
    else:
        output.write_text(text, encoding="utf-8")
        click.echo(f"written to {output}", err=True)
