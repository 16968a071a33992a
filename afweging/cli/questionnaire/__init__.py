"""`afweging questionnaire`: check, evaluate, compare and upgrade files. One module per command."""

import click

from .check import check
from .compare import compare
from .evaluate import evaluate


@click.group()
def questionnaire() -> None:
    """Check questionnaires, evaluate answers to them, and follow how they change."""


for command in (check, compare, evaluate):
    questionnaire.add_command(command)
