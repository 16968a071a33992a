"""The command line. One file per command group, imported only when it is called.

A group is added with one line in `COMMANDS`: its name and where its click command lives.
"""

from importlib import import_module

import click

COMMANDS = {
    "demo": "afweging.cli.demo:demo",
    "init": "afweging.cli.init:init",
    "jobs": "afweging.cli.jobs:jobs",
    "ledger": "afweging.cli.ledger:ledger",
    "report": "afweging.cli.report:report",
    "register": "afweging.cli.register:register",
    "serve": "afweging.cli.serve:serve",
    "settings": "afweging.cli.settings:settings",
    "user": "afweging.cli.user:user",
    "questionnaire": "afweging.cli.questionnaire:questionnaire",
}
"""Command → `module:attribute`. The module is imported when the command is first asked for."""


class LazyGroup(click.Group):
    """A click group that knows its commands by name and loads each when it is needed."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Every name, in alphabetical order."""
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Load one command, or None when there is none of that name."""
        where = COMMANDS.get(cmd_name)
        if where is None:
            return None
        module, attribute = where.split(":")
        command: click.Command = getattr(import_module(module), attribute)
        return command


@click.command(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="afweging", prog_name="afweging")
def main() -> None:
    """Weigh the ethics of a data application, and tell the public the outcome."""
