"""`afweging questionnaire`: check files and evaluate answers."""

import click


@click.group()
def questionnaire() -> None:
    """Check questionnaires and evaluate answers to them."""
