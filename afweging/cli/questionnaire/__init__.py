"""`afweging questionnaire`: check, evaluate, compare, upgrade, import, print. One module per command."""

import click

from .check import check
from .compare import compare
from .evaluate import evaluate
from .importing import import_file
from .install import install
from .printing import print_file
from .propose import propose_changes
from .upgrade import upgrade


@click.group()
def questionnaire() -> None:
    """Check questionnaires, evaluate answers to them, and follow how they change."""


for command in (check, compare, evaluate, import_file, install, upgrade, propose_changes, print_file):
    questionnaire.add_command(command)
