"""`afweging questionnaire`: check, evaluate, compare, upgrade and install files. One module per command."""

import click

from .check import check
from .compare import compare
from .evaluate import evaluate
from .install import install


@click.group()
def questionnaire() -> None:
    """Check questionnaires, evaluate answers to them, and follow how they change."""


for command in (check, compare, evaluate, install):
    questionnaire.add_command(command)
