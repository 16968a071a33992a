"""`afweging settings`: every setting, the value in force, where it came from, and what it does."""

from __future__ import annotations

import textwrap

import click

from afweging.cli.common import load_settings, print_json
from afweging.settings import TABLE


@click.command("settings")
@click.option("--json", "as_json", is_flag=True, help="Print data for a program.")
def settings(as_json: bool) -> None:
    """Show every setting with its value and where that came from. Secrets are masked."""
    loaded = load_settings()
    rows = [
        {
            "name": row.variable,
            "value": loaded.shown(row.name),
            "origin": loaded.origins[row.name],
            "help": row.help,
        }
        for row in TABLE.values()
    ]
    if as_json:
        print_json(rows)
        return
    for row in rows:
        value = ",".join(row["value"]) if isinstance(row["value"], tuple) else row["value"]
        click.echo(f"{row['name']} = {value if value != '' else '(empty)'}  [{row['origin']}]")
        click.echo(textwrap.fill(str(row["help"]), 96, initial_indent="    ", subsequent_indent="    "))
